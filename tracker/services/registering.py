"""Registering an application: a case for each area, its rounds, deadlines and first letters."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from rules.calendar import FIRST_DAY
from rules.local_time import local_day
from rules.pack import NoRuleInForce, Pack
from rules.rule import Rule
from rules.steps import StartEvent
from rules.terms import Track, local
from tracker.casefile import CaseFile
from tracker.codes import EventKind, Form, Role
from tracker.errors import Refused
from tracker.models import Application, Case, Round
from tracker.office import Office
from tracker.rulebook import keep
from tracker.services.case_weighing import weigh
from tracker.services.checks import not_before, not_future, plain_line, reason_of
from tracker.services.counting import recount
from tracker.services.parties import (
    CheckedParty,
    NewParty,
    add_parties,
    check_parties,
    no_channel,
)
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class AcuteNeed:
    """Help is needed at once: since when we know, why, and whether a call was agreed."""

    why: str
    since: datetime | None = None
    call_agreed: bool = False


@dataclass(frozen=True, slots=True)
class EarlierRound:
    """A remand of a case whose first round lies elsewhere."""

    remanded_on: date | None = None
    earlier_decided_on: date | None = None
    help_resumed: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewApplication:
    """An application as typed. `received` is a Danish day, or an instant where hours matter.

    For a rule that starts with another event (contact, discharge, formal start) it is the day of
    that event; for a remand the day we received the appeals board's decision.
    """

    municipality: str
    areas: Sequence[str]
    received: date | datetime
    parties: Sequence[NewParty]
    form: Form = Form.DIGITAL
    journaled_on: date | None = None
    acute: AcuteNeed | None = None
    remanded: EarlierRound | None = None
    team: str | None = None
    caseworker: str | None = None
    kle: str | None = None
    foreign_case_id: str | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """What a registration made: one application, and a case number for each area."""

    application_id: UUID
    municipality_code: str
    references: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # about parties whom no letter can reach


def register(office: Office, new: NewApplication, *, now: datetime, actor: str) -> Registered:
    """Register an application in one transaction; refuses in one line, and then nothing is written.

    Received, journaled and registered are three facts. An area without a rule in force that day is
    filed without a deadline; an unknown area raises `UnknownArea`.
    """
    office.book.check_calendar()
    pack = office.book.pack(new.municipality)
    received_on = _check_dates(new, now)
    rules = {area: _rule(pack, area, received_on) for area in _areas(new)}
    parties = check_parties(new.parties)
    acute_from = _acute_from(new, received_on, now)
    with office.writing(now, actor) as store:
        application = store.add(_application(store, pack, new, received_on))
        made = Registered(application.id, pack.municipality.code)
        files = [
            _open_case(store, office, new, application, area, rule, parties, acute_from)
            for area, rule in rules.items()
        ]
        for file in files:
            weigh(store, office, file)
            made.references.append(file.case.reference)
    told = [(n, one) for n, one in enumerate(parties, 1) if one.given.role is not Role.CHILD]
    made.notes.extend(note for number, one in told for note in no_channel(number, one))
    return made


def _check_dates(new: NewApplication, now: datetime) -> date:
    received = new.received
    received_on = local_day(received) if isinstance(received, datetime) else received
    not_future(received_on, now, "the day of receipt")
    if isinstance(received, datetime) and received > now:
        raise Refused(f"the hour of receipt, {received:%H:%M}, has not come yet: check the time")
    not_before(received_on, FIRST_DAY, "the day of receipt", "the first day the calendar knows")
    if new.journaled_on is not None:
        not_future(new.journaled_on, now, "the day of journaling")
        not_before(
            new.journaled_on, received_on, "the day of journaling", "when the application came"
        )
    if new.remanded is not None:
        _check_remand(new.remanded, received_on)
    return received_on


def _check_remand(remand: EarlierRound, received_on: date) -> None:
    """What comes back was decided, and sent back by the board, before it reached us."""
    decided, sent_back = remand.earlier_decided_on, remand.remanded_on
    if decided is not None:
        not_before(received_on, decided, "the remand", "when the case was decided")
    if sent_back is not None:
        not_before(received_on, sent_back, "the receipt of the remand", "the board's own date")


def _areas(new: NewApplication) -> list[str]:
    if not new.areas:
        raise Refused("an application is about at least one area: name one")
    if len(set(new.areas)) != len(new.areas):
        raise Refused("an area is named twice: name each once")
    return list(new.areas)


def _rule(pack: Pack, area: str, on: date) -> Rule | None:
    try:
        return pack.rule_in_force(area, on)
    except NoRuleInForce:
        return None


def _acute_from(new: NewApplication, received_on: date, now: datetime) -> datetime | None:
    if new.acute is None:
        return None
    reason_of(new.acute.why, "an acute case")
    if new.acute.since is not None:
        if new.acute.since > now:
            raise Refused("the acute need cannot begin in the future: check the time")
        return new.acute.since
    if isinstance(new.received, datetime):
        return new.received
    return now if received_on == local_day(now) else local(received_on, 0)


def _application(store: Store, pack: Pack, new: NewApplication, received_on: date) -> Application:
    return Application(
        municipality_code=pack.municipality.code,
        id=store.new_id(),
        received_on=received_on,
        received_at=new.received if isinstance(new.received, datetime) else None,
        journaled_on=new.journaled_on,
        registered_at=store.now,
        registered_by=store.actor,
        form=new.form,
    )


def _open_case(
    store: Store,
    office: Office,
    new: NewApplication,
    application: Application,
    area: str,
    rule: Rule | None,
    parties: Sequence[CheckedParty],
    acute_from: datetime | None,
) -> CaseFile:
    code = application.municipality_code
    case = store.add(
        Case(
            municipality_code=code,
            id=store.new_id(),
            application_id=application.id,
            reference=store.next_reference(code, local_day(store.now).year),
            area=area,
            kle=new.kle or (rule.kle if rule else None),
            foreign_case_id=_typed(new.foreign_case_id, "the foreign case number"),
            team=_typed(new.team, "the team") or (rule.team if rule else None),
            caseworker=_typed(new.caseworker, "the caseworker"),
            attention_at=store.now,
            acute_from=acute_from,
            call_agreed=bool(new.acute and new.acute.call_agreed),
        )
    )
    file = CaseFile(case, application)
    add_parties(store, file, parties, office.settings.default_language, rule=rule)
    if rule is not None:
        keep(store, office.book, rule, code)
    store.add(_round(store, new, application, case, rule), file)
    _journal(store, new, file)
    recount(store, office.book, file, reason="registered")
    if not file.running():
        store.record(file, EventKind.WITHOUT_DEADLINE, area=area)
    return file


def _typed(text: str | None, what: str) -> str | None:
    return plain_line(text, what) or None if text else None


def _round(
    store: Store, new: NewApplication, application: Application, case: Case, rule: Rule | None
) -> Round:
    remand = new.remanded
    own = rule.decision or rule.delivery if rule else None
    event = StartEvent.REMAND if remand else own.start if own else StartEvent.RECEIPT
    if event is StartEvent.DECISION:
        event = StartEvent.RECEIPT
    return Round(
        municipality_code=case.municipality_code,
        id=store.new_id(),
        case_id=case.id,
        number=1,
        track=Track.REMANDED if remand else Track.ORDINARY,
        start_event=event,
        started_on=application.received_on,
        started_at=application.received_at,
        registered_at=store.now,
        rule_version=rule.version if rule else None,
        remanded_on=remand.remanded_on if remand else None,
        earlier_decided_on=remand.earlier_decided_on if remand else None,
        help_resumed=remand.help_resumed if remand else None,
    )


def _journal(store: Store, new: NewApplication, file: CaseFile) -> None:
    store.record(
        file,
        EventKind.REGISTERED,
        file.application.received_on,
        area=file.case.area,
        form=new.form,
        received_on=file.application.received_on,
        journaled_on=new.journaled_on,
        remanded=new.remanded is not None,
    )
    if new.acute is not None:
        store.record(file, EventKind.ACUTE_SET, why=new.acute.why, since=file.case.acute_from)
