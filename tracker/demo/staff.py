"""The demonstration's staff: caseworkers everywhere, and somebody of each role who can log in."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Final

from rules.local_time import COPENHAGEN
from tracker.demo.people import CASEWORKERS
from tracker.office import Office
from tracker.policy import StaffRole
from tracker.services.accounts import NewUser, make_user
from tracker.services.memberships import NewRole, give_roles

#: The demonstration shows it to everybody: its accounts are made in its own database alone.
DEMO_PASSWORD: Final = "fire ord til demoen"  # noqa: S105 - meant to be known

#: Who can log in beside the caseworkers: login, name, role.
LEADERS: Final = (
    ("tove", "Tove Opdigtet", StaffRole.TEAM_LEADER),
    ("axel", "Axel Forbilledsen", StaffRole.ADMINISTRATOR),
    ("rita", "Rita Skabelon", StaffRole.AUDITOR),
)


def hire(office: Office, slugs: Sequence[str], main: str, on: date) -> None:
    """Make the accounts in each municipality; those of the main one alone can log in."""
    now = datetime.combine(on, time(7), COPENHAGEN).astimezone(UTC)
    for slug in slugs:
        code = office.book.pack(slug).municipality.code
        people = [(login, name, StaffRole.CASEWORKER) for login, name in CASEWORKERS.items()]
        with office.writing(now, "demo") as store:
            for login, name, role in (*people, *(LEADERS if slug == main else ())):
                password = DEMO_PASSWORD if slug == main else None
                user = make_user(store, code, NewUser(login=login, name=name, password=password))
                user.must_change_password = False
                give_roles(store, user, (NewRole(role),))


def logins() -> list[tuple[str, StaffRole]]:
    """Who can log in to the demonstration, one for each role."""
    first = next(iter(CASEWORKERS))
    return [(first, StaffRole.CASEWORKER), *((login, role) for login, _name, role in LEADERS)]
