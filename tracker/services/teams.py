"""The teams of a municipality: those its pack names, and those that cases and roles name."""

from datetime import datetime

from sqlmodel import col, select

from tracker.errors import NotFound
from tracker.models import Case, Membership
from tracker.office import Office
from tracker.store import Store


def team_names(office: Office, municipality_code: str, *, now: datetime) -> dict[str, str]:
    """Every team by its id, with the name that the pack gives it, or the id itself."""
    named = _of_the_pack(office, municipality_code)
    with office.reading(now) as store:
        used = _in_use(store, municipality_code)
    found = {team: named.get(team, team) for team in {*named, *used}}
    return dict(sorted(found.items(), key=lambda item: item[1].casefold()))


def _of_the_pack(office: Office, municipality_code: str) -> dict[str, str]:
    try:
        contact = office.book.of(municipality_code).municipality.contact
    except NotFound:
        return {}
    return {team.id: team.name for team in contact.teams}


def _in_use(store: Store, municipality_code: str) -> set[str]:
    cases = select(Case.team).where(Case.municipality_code == municipality_code).distinct()
    roles = select(Membership.teams).where(
        Membership.municipality_code == municipality_code, col(Membership.revoked_at).is_(None)
    )
    used = {team for team in store.session.exec(cases) if team}
    return used.union(*store.session.exec(roles))
