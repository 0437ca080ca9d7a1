"""The installation that many lives share, one after the other."""

from collections.abc import Sequence

from sqlalchemy import update
from sqlmodel import col, select

from tests.helpers import FJORDBY, Installation
from tracker.codes import DispatchState
from tracker.models import Case, Dispatch


def quieten(town: Installation, references: Sequence[str]) -> None:
    """A life is over: no look and no letter of it disturbs the next."""
    code = town.office.book.pack(FJORDBY).municipality.code
    ids = select(Case.id).where(Case.municipality_code == code, col(Case.reference).in_(references))
    with town.office.engine.begin() as connection:
        connection.execute(
            update(Dispatch)
            .where(col(Dispatch.municipality_code) == code, col(Dispatch.case_id).in_(ids))
            .values(state=DispatchState.CANCELLED)
        )
        connection.execute(
            update(Case)
            .where(col(Case.municipality_code) == code, col(Case.reference).in_(references))
            .values(attention_at=None)
        )
