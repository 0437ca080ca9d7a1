"""Looking after the database: are journals whole, does sealed data open, do lists say what files
say; and a copy of it all."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlmodel import col, select

from rules.errors import RulesError
from tracker import journal
from tracker.errors import DatabaseError, TrackerError
from tracker.models import Case, Event
from tracker.office import Office
from tracker.services.summary_checking import differences
from tracker.store import Store


@dataclass(slots=True)
class Inspection:
    """What a check found."""

    cases: int = 0
    events: int = 0
    problems: list[str] = field(default_factory=list)


def inspect_all(office: Office, *, now: datetime) -> Inspection:
    """Check the journal of every case, open what is sealed in it, and compare what lists read."""
    found = Inspection()
    with office.reading(now) as store:
        if office.engine.dialect.name == "sqlite":
            broken = store.session.connection().exec_driver_sql("PRAGMA foreign_key_check").all()
            found.problems.extend(f"table {row[0]}: a reference leads nowhere" for row in broken)
        for case in store.session.exec(select(Case).order_by(col(Case.reference))):
            found.cases += 1
            _inspect_case(store, office, case, found)
    return found


def _inspect_case(store: Store, office: Office, case: Case, found: Inspection) -> None:
    events = store.session.exec(
        select(Event)
        .where(Event.municipality_code == case.municipality_code, Event.case_id == case.id)
        .order_by(col(Event.seq))
    ).all()
    found.events += len(events)
    if (place := journal.broken_at(events)) is not None:
        found.problems.append(f"case {case.reference}: the journal was changed at entry {place}")
    try:
        file = store.files([case])[0]
        store.journal_of(file)
        found.problems.extend(differences(store, office, file))
    except (TrackerError, RulesError) as error:
        found.problems.append(f"case {case.reference}: {error}")


def back_up(office: Office, target: Path) -> None:
    """A consistent copy of a SQLite database in use; raises `DatabaseError`."""
    if office.engine.dialect.name != "sqlite":
        raise DatabaseError("PostgreSQL is backed up with its own pg_dump: use that")
    if target.exists():
        raise DatabaseError(f"{target} exists already: name a new file")
    driver = office.engine.raw_connection()
    try:
        driver.cursor().execute("VACUUM INTO ?", (str(target),))
    except Exception as error:
        raise DatabaseError(f"the copy could not be written: {error}") from error
    finally:
        driver.close()
