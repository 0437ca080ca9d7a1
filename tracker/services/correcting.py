"""Corrections are added, never overwritten: the old value, the new one and the reason stay on
file."""

from datetime import date, datetime

from sqlmodel import col, select

from rules.local_time import local_day
from rules.terms import Track
from tracker.casefile import CaseFile
from tracker.codes import EventKind
from tracker.errors import Refused
from tracker.models import Case
from tracker.office import Office
from tracker.rulebook import keep
from tracker.services.acting import check_seen
from tracker.services.case_weighing import weigh
from tracker.services.checks import not_before, not_future, reason_of
from tracker.services.counting import recount
from tracker.services.wanted import area_of
from tracker.store import Store


def correct_receipt(
    office: Office,
    municipality: str,
    reference: str,
    received: date | datetime,
    reason: str,
    *,
    now: datetime,
    actor: str,
) -> None:
    """Correct the day an application came: every case of it is recounted, told dates get a
    letter."""
    office.book.check_calendar()
    why = reason_of(reason, "a correction")
    received_on = local_day(received) if isinstance(received, datetime) else received
    not_future(received_on, now, "the day of receipt")
    if isinstance(received, datetime) and received > now:
        raise Refused(f"the hour of receipt, {received:%H:%M}, has not come yet: check the time")
    code = office.book.pack(municipality).municipality.code
    with office.writing(now, actor) as store:
        files = _files_of(store, code, reference)
        first = next(file for file in files if file.case.reference == reference)
        check_seen(office, first)
        old = first.application.received_on
        if received_on == old and not isinstance(received, datetime):
            raise Refused(f"{received_on} is the recorded day of receipt already")
        for file in files:
            _check(file, received_on)
        first.application.received_on = received_on
        first.application.received_at = received if isinstance(received, datetime) else None
        store.session.flush()
        for file in files:
            _follow(store, office, file, old, received_on, why)
        for file in files:
            weigh(store, office, file)


def _files_of(store: Store, code: str, reference: str) -> list[CaseFile]:
    """Every case of the application, locked in one order: two corrections of it at the same time
    wait for each other, never in a circle."""
    own = select(Case.application_id).where(
        Case.municipality_code == code, Case.reference == reference
    )
    ids = store.session.exec(
        select(Case.id)
        .where(Case.municipality_code == code, col(Case.application_id).in_(own))
        .order_by(col(Case.id))
    ).all()
    if not ids:
        store.find(code, reference)  # says that there is no such case
    return [store.load(code, case_id) for case_id in ids]


def _check(file: CaseFile, received_on: date) -> None:
    decision = file.decision_of(file.rounds[0].id)
    if decision is not None:
        not_before(
            decision.decided_on,
            received_on,
            "the recorded decision",
            "the corrected day of receipt",
        )
    came = [d.delivered_on for d in file.deliveries if d.superseded_at is None]
    what = "the corrected day of receipt"
    for delivered_on in came:
        not_before(delivered_on, received_on, "the recorded delivery", what)
    for later in file.rounds[1:]:
        not_before(later.started_on, received_on, "the next round", what)
    ended = file.case.ended_on
    if ended is not None:
        not_before(ended, received_on, "the recorded ending", "the corrected day of receipt")


def _follow(
    store: Store, office: Office, file: CaseFile, old: date, received_on: date, why: str
) -> None:
    """Let the first round start on the corrected day, and its deadlines with it."""
    first = file.rounds[0]
    remand = first.track == Track.REMANDED
    store.record(
        file, EventKind.CORRECTED, received_on, fact="received", old=old, new=received_on, why=why
    )
    first.started_on, first.started_at = received_on, file.application.received_at
    area = area_of(store, office.book, file, first)
    rule = office.book.in_force(file.case.municipality_code, area, received_on)
    first.rule_version = rule.version if rule else None
    if rule is not None:
        keep(store, office.book, rule, file.case.municipality_code)
    store.session.flush()
    reason = "remand-corrected" if remand else "receipt-corrected"
    recount(store, office.book, file, reason=reason)
