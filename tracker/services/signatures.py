"""Whose name stands under a letter: the approver's, as the municipality knows them."""

from sqlmodel import select

from tracker.models import Notice, User
from tracker.store import Store


def signed_by(store: Store, notice: Notice) -> str | None:
    """The name of the user who approved a letter, or what the command line called them.

    None for a letter that went by itself.
    """
    if notice.automatic or not notice.approved_by:
        return None
    query = select(User).where(
        User.municipality_code == notice.municipality_code, User.login == notice.approved_by
    )
    user = store.session.exec(query).one_or_none()
    return (store.open(user, "name_sealed") if user else None) or notice.approved_by
