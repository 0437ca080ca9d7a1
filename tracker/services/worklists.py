"""What a worklist shows: whose cases, in which order, how many, and the page that was asked for.

A fixed number of statements, however long the list: names are opened for the rows shown alone.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from rules.calendar import Calendar
from rules.local_time import local_day
from rules.standing import Standing
from rules.terms import Track
from tracker.codes import Role
from tracker.models import CaseSummary, Party
from tracker.policy import Act, Person
from tracker.services.reach import within_reach
from tracker.services.summary_reading import listed_cases
from tracker.services.work_reason import Due, due_of
from tracker.services.work_standing import CaseStand
from tracker.services.working import GROUPS
from tracker.store import Store

#: The groups that must be acted on today; the last one is folded.
URGENT: Final = GROUPS[:4]
CALM: Final = GROUPS[-1]

ROWS_A_PAGE: Final = 50

TABS: Final = ("alle", "i-dag", "afventer", "uden-frist", "ikke-fordelt")
SORTS: Final = ("sag", "omraade", "status", "frist")

_RANK: Final = {group: number for number, group in enumerate(GROUPS)}


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody wants to see; every value is in the address."""

    whose: str
    tab: str = "alle"
    sort: str = ""
    downwards: bool = False
    area: str = ""
    standing: str = ""
    due: str = ""
    track: str = ""
    all_groups: bool = False
    after: str = ""

    @property
    def filtered(self) -> bool:
        """Whether some filter is set."""
        return bool(self.area or self.standing or self.due or self.track)

    @property
    def unfolded(self) -> bool:
        """Whether what is not urgent is shown too."""
        return self.all_groups or bool(self.sort) or self.filtered or self.tab != "alle"


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One case on the list."""

    stand: CaseStand
    due: Due


@dataclass(frozen=True, slots=True)
class WorkPage:
    """The rows of one page, and the numbers around them."""

    rows: list[WorkRow]
    names: dict[UUID, str]
    counts: dict[str, int]  # by tab
    group_counts: dict[str, int]  # of what is shown on all pages
    urgent: int
    shown: int  # on all pages
    folded: int
    first: int  # the number of the first row of this page
    next_after: str
    previous_after: str | None
    next_due: WorkRow | None
    areas: list[str]
    standings: list[str]


def work_page(store: Store, person: Person, code: str, ask: Ask, calendar: Calendar) -> WorkPage:
    """A worklist as it stands now, within the reach of who looks."""
    today, seen = local_day(store.now), within_reach(person, Act.SEE_CASE, code)
    mine = _rows(store, code, today, calendar, seen, col(CaseSummary.caseworker) == ask.whose)
    unassigned = col(CaseSummary.caseworker).is_(None)
    if ask.tab == "ikke-fordelt":
        chosen = _rows(store, code, today, calendar, seen, unassigned)
        left = len(chosen)
    else:
        chosen = [row for row in mine if _in_tab(row, ask.tab)]
        left = _count(store, code, seen, unassigned)
    fitting = [row for row in chosen if _fits(row, ask, today)]
    shown = [row for row in fitting if ask.unfolded or row.stand.group != CALM]
    shown.sort(key=_order(ask), reverse=bool(ask.sort) and ask.downwards)
    first = _first_after(shown, ask.after)
    page = shown[first : first + ROWS_A_PAGE]
    return WorkPage(
        rows=page,
        names=names_of(store, code, [row.stand.row.id for row in page]),
        counts={**{tab: sum(_in_tab(r, tab) for r in mine) for tab in TABS}, "ikke-fordelt": left},
        group_counts={g: sum(r.stand.group == g for r in shown) for g in GROUPS},
        urgent=sum(row.stand.group in URGENT for row in mine),
        shown=len(shown),
        folded=len(fitting) - len(shown),
        first=first + 1 if page else 0,
        next_after=page[-1].stand.row.reference if first + ROWS_A_PAGE < len(shown) else "",
        previous_after=_previous(shown, first),
        next_due=_next_due(mine),
        areas=sorted({row.stand.row.area for row in chosen}),
        standings=[s for s in Standing if any(row.stand.standing is s for row in chosen)],
    )


def _rows(store: Store, code: str, today: date, calendar: Calendar, *where: Any) -> list[WorkRow]:
    stands = listed_cases(store, code, *where)
    return [WorkRow(stand, due_of(stand, today, calendar)) for stand in stands]


def _count(store: Store, code: str, *where: Any) -> int:
    query = select(func.count()).select_from(CaseSummary)
    chosen = (CaseSummary.municipality_code == code, col(CaseSummary.listed), *where)
    return store.session.exec(query.where(*chosen)).one()


def _in_tab(row: WorkRow, tab: str) -> bool:
    match tab:
        case "i-dag":
            return row.stand.group in URGENT
        case "afventer":
            return row.stand.row.awaiting_cause is not None
        case "uden-frist":
            return row.stand.standing is Standing.WITHOUT_DEADLINE
        case _:
            return True


def _fits(row: WorkRow, ask: Ask, today: date) -> bool:
    stand = row.stand
    return (
        ask.area in ("", stand.row.area)
        and ask.standing in ("", stand.standing)
        and (not ask.track or ask.track in _tracks(stand))
        and (not ask.due or _due_fits(row.due.do_by, ask.due, today))
    )


def _tracks(stand: CaseStand) -> set[str]:
    return {stand.row.track, *((Track.ACUTE,) if stand.row.acute_from is not None else ())}


def _due_fits(day: date | None, asked: str, today: date) -> bool:
    if day is None:
        return asked == "ingen"
    match asked:
        case "gaaet":
            return day < today
        case "i-dag":
            return day == today
        case "uge":
            return 0 <= (day - today).days <= 7
        case "senere":
            return (day - today).days > 7
        case _:
            return False


def _order(ask: Ask) -> Callable[[WorkRow], tuple[Any, ...]]:
    def by_day(row: WorkRow) -> tuple[Any, ...]:
        first = row.due.clock.row.due_on if row.due.clock else date.max
        return row.due.do_by or date.max, first, row.stand.row.reference

    match ask.sort:
        case "sag":
            return lambda row: (row.stand.row.reference,)
        case "omraade":
            return lambda row: (row.stand.row.area, *by_day(row))
        case "status":
            return lambda row: (_RANK[row.stand.group], row.stand.standing, *by_day(row))
        case "frist":
            return by_day
        case _:
            return lambda row: (_RANK[row.stand.group], *by_day(row))


def _first_after(rows: Sequence[WorkRow], after: str) -> int:
    """Where the page begins: after the row that ended the one before, if it is still there."""
    if not after:
        return 0
    places = {row.stand.row.reference: place for place, row in enumerate(rows)}
    return places.get(after, -1) + 1


def _previous(rows: Sequence[WorkRow], first: int) -> str | None:
    if first == 0:
        return None
    before = first - ROWS_A_PAGE
    return rows[before - 1].stand.row.reference if before > 0 else ""


def _next_due(rows: Iterable[WorkRow]) -> WorkRow | None:
    dated = [row for row in rows if row.due.do_by is not None]
    return min(dated, key=lambda row: row.due.do_by or date.max, default=None)


def names_of(store: Store, code: str, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The name that each case is known by: its applicant's, the first party's. One statement."""
    if not ids:
        return {}
    parties = store.session.exec(
        select(Party)
        .where(
            Party.municipality_code == code,
            col(Party.case_id).in_(ids),
            col(Party.role) != Role.REPRESENTATIVE,
        )
        .order_by(col(Party.id).desc())
    ).all()
    first = {party.case_id: party for party in parties}  # the first one stands last
    return {
        case_id: "" if party.anonymous else store.open(party, "name_sealed") or ""
        for case_id, party in first.items()
    }
