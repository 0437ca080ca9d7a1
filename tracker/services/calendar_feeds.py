"""Calendar feeds behind secret addresses: the due dates of one's own cases or of a team.

An address is a token with the scope "calendar". Its name says which feed it opens; whoever has it
sees case numbers, kinds and dates, no more than its owner may see at that moment, and no names.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import and_, select

from tracker.errors import NotFound
from tracker.models import ApiToken, CaseSummary, DeadlineSummary
from tracker.office import Office
from tracker.policy import Act, Person
from tracker.services.api_tokens import (
    TokenRow,
    add_token,
    find_token,
    list_tokens,
    revoke_token,
)
from tracker.services.date_states import DateStates
from tracker.services.reach import within_reach
from tracker.services.team_scope import Scope
from tracker.store import Store

SCOPE: Final = "calendar"
OWN: Final = "own"
#: Before the team's id in a token's name.
_TEAM: Final = "team "
EVERY_TEAM: Final = "teams"
#: A calendar program that reads more than this shows nothing.
MOST_EVENTS: Final = 2000

#: As columns of a query, which the classes' own types do not say.
_D: Any = DeadlineSummary
_C: Any = CaseSummary


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed of somebody's; `team` is None for their own cases, empty for every team."""

    id: UUID
    team: str | None
    hint: str
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class FeedDate:
    """One due date in a feed."""

    id: UUID
    reference: str
    kind: str
    due_on: date
    act_by: date
    recorded_at: datetime


def add_feed(office: Office, person: Person, team: str | None, *, now: datetime) -> str:
    """A new secret address' token, shown this once; that one may see the team is asked before."""
    name = OWN if team is None else f"{_TEAM}{team}" if team else EVERY_TEAM
    code, login = person.municipality, person.login
    return add_token(office, code, login, name, [SCOPE], now=now, actor=login)


def feeds_of(office: Office, person: Person, *, now: datetime) -> list[Feed]:
    """The feeds that somebody has made and not ended, the newest first."""
    return [_feed(row) for row in _rows(office, person, now)]


def end_feed(office: Office, person: Person, feed: UUID, *, now: datetime) -> None:
    """End a feed of one's own; raises `NotFound` for another's."""
    if all(row.id != feed for row in _rows(office, person, now)):
        raise NotFound("there is no such feed, or it has been ended")
    revoke_token(office, person.municipality, feed, now=now, actor=person.login)


def _rows(office: Office, person: Person, now: datetime) -> Iterable[TokenRow]:
    found = list_tokens(office, person.municipality, now=now)
    return (row for row in found if row.login == person.login and SCOPE in row.scopes)


def _feed(row: TokenRow) -> Feed:
    team = _team(row.name)
    return Feed(row.id, team, row.hint, row.created_at, row.expires_at, row.last_used_at)


def _team(name: str) -> str | None:
    if name == EVERY_TEAM:
        return ""
    return name.removeprefix(_TEAM) if name.startswith(_TEAM) else None


def feed_dates(
    office: Office, token: str, *, now: datetime
) -> tuple[Person, str | None, list[FeedDate]] | None:
    """Whose feed it is, of which team, and its dates; None where the address opens nothing.

    What the owner may no longer see is no longer in it.
    """
    found = find_token(office, token, now=now)
    if found is None or SCOPE not in found.scopes:
        return None
    # The scope opens no page; what the feed holds is what its owner may see.
    owner = replace(found.person, only=None)
    with office.reading(now) as store:
        row = store.session.get(ApiToken, (owner.municipality, found.token_id))
        team = _team(row.name) if row else None
        return owner, team, _dates(store, owner, team)


def _dates(store: Store, owner: Person, team: str | None) -> list[FeedDate]:
    if team is None:
        seen = within_reach(owner, Act.SEE_CASE, owner.municipality)
        chosen = [_C.municipality_code == owner.municipality, _C.caseworker == owner.login, seen]
    else:
        reach = within_reach(owner, Act.SEE_TEAM, owner.municipality)
        chosen = [*Scope(owner, owner.municipality, team).cases(), reach]
    same = and_(_D.municipality_code == _C.municipality_code, _D.case_id == _C.id)
    rows = store.session.execute(
        select(_D.id, _C.reference, _D.kind, _D.due_on, _D.act_by, _D.recorded_at)
        .join_from(_C, _D, same)
        .where(*chosen, _C.listed, _D.governs, DateStates(store.now).open)
        .order_by(_D.due_on, _D.id)
        .limit(MOST_EVENTS)
    )
    return [FeedDate(*row) for row in rows]
