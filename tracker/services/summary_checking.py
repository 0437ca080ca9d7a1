"""The rows that lists read, after an upgrade and beside the files: filled in, and compared."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import tuple_
from sqlmodel import SQLModel, col, select

from rules.errors import RulesError
from tracker.casefile import CaseFile
from tracker.errors import TrackerError
from tracker.models import Case, CaseSummary, DeadlineSummary
from tracker.office import Office
from tracker.services.desk import Desk
from tracker.services.summarising import Summary, summarise, summary_of
from tracker.store import Store

_BATCH: Final = 200

Key = tuple[str, UUID]


@dataclass(slots=True)
class Filled:
    """How many cases got their rows, and what could not be done."""

    cases: int = 0
    failed: list[str] = field(default_factory=list)


def fill_summaries(
    office: Office,
    *,
    now: datetime,
    all_of_them: bool = False,
    progress: Callable[[], None] = lambda: None,
) -> Filled:
    """Write the rows of every case that has none (or of all), a batch in each transaction.

    A run that was ended is taken up by the next. A case that fails is reported, the others go on.
    """
    done, last = Filled(), ("", UUID(int=0))
    while True:
        with office.writing(now) as store:
            cases = store.session.exec(_missing(last, all_of_them=all_of_them)).all()
            if not cases:
                return done
            last = cases[-1].municipality_code, cases[-1].id
            for case in cases:
                _fill(store, office, case, done)
                progress()


def _missing(last: Key, *, all_of_them: bool) -> Any:
    place = tuple_(col(Case.municipality_code), col(Case.id))
    query = (
        select(Case)
        .where(place > tuple_(*last))
        .order_by(col(Case.municipality_code), col(Case.id))
        .limit(_BATCH)
        .with_for_update()
    )
    if all_of_them:
        return query
    there = select(CaseSummary.id).where(
        col(CaseSummary.municipality_code) == col(Case.municipality_code),
        col(CaseSummary.id) == col(Case.id),
    )
    return query.where(~there.exists())


def _fill(store: Store, office: Office, case: Case, done: Filled) -> None:
    try:
        file = store.files([case])[0]
        for party in file.parties:
            store.index_name(party)
        summarise(Desk(store, office, file))
    except (TrackerError, RulesError) as error:
        done.failed.append(f"case {case.reference}: {error}")
    else:
        done.cases += 1


def differences(store: Store, office: Office, file: CaseFile) -> Iterator[str]:
    """Where the rows of a case differ from what its file says, in one line each."""
    case = file.case
    row = store.session.get(CaseSummary, (case.municipality_code, case.id))
    if row is None:
        yield f"case {case.reference}: lists do not know it; run 'rettidig db upgrade'"
        return
    clocks = store.session.exec(
        select(DeadlineSummary).where(
            DeadlineSummary.municipality_code == case.municipality_code,
            DeadlineSummary.case_id == case.id,
        )
    ).all()
    then = Store(store.session, store.sealer, row.made_at, store.actor)
    meant = summary_of(Desk(then, office, file))
    yield from _compared(case.reference, Summary(row, list(clocks)), meant)


def _compared(reference: str, found: Summary, meant: Summary) -> Iterator[str]:
    yield from _unlike(f"case {reference}", found.case, meant.case)
    there = {row.id: row for row in found.deadlines}
    for row in meant.deadlines:
        about = f"case {reference}, {row.kind} due {row.due_on}"
        stored = there.pop(row.id, None)
        if stored is None:
            yield f"{about}: lists do not know this date"
        else:
            yield from _unlike(about, stored, row)
    for left in there.values():
        yield f"case {reference}, {left.kind} due {left.due_on}: lists keep a date that is gone"


def _unlike(about: str, stored: SQLModel, meant: SQLModel) -> Iterator[str]:
    ours, theirs = stored.model_dump(), meant.model_dump()
    for name in _changed(ours, theirs):
        yield f"{about}: lists say {name} {ours[name]}, the file says {theirs[name]}"


def _changed(ours: dict[str, Any], theirs: dict[str, Any]) -> Sequence[str]:
    return [name for name in theirs if ours[name] != theirs[name]]
