"""A case in the wrong place: another area, an application split or joined, another desk."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import select

from rules.pack import NoRuleInForce
from rules.rule import Rule
from rules.terms import Track
from tracker.casefile import CaseFile
from tracker.codes import Ending, EventKind, LinkKind, Role
from tracker.errors import Refused
from tracker.models import Case, CaseLink, Party, Round
from tracker.names import words_of
from tracker.office import Office
from tracker.rulebook import keep
from tracker.services.acting import Hand, act_on
from tracker.services.case_weighing import weigh
from tracker.services.checks import plain_line, reason_of, running, undecided
from tracker.services.closing import end_case
from tracker.services.counting import recount


def reclassify(
    office: Office,
    municipality: str,
    reference: str,
    area: str,
    reason: str,
    *,
    now: datetime,
    actor: str,
) -> None:
    """Move a case to the area it belongs to: recounted from the same receipt.

    A date that has passed stays breached; a date the applicant was told and that moved gets a
    letter. Raises `UnknownArea` for an area that the pack does not have.
    """
    why = reason_of(reason, "a new area")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        undecided(hand.file)
        old = hand.file.case.area
        if area == old:
            raise Refused(f"case {reference} is filed under {area} already")
        rule, case = _rule(hand, area, hand.file.round.started_on), hand.file.case
        was = office.book.in_force(case.municipality_code, old, hand.file.round.started_on)
        changed = _follow_area(hand, was, rule)
        hand.file.case.area = area
        hand.file.round.rule_version = rule.version if rule else None
        if rule is not None:
            keep(hand.store, office.book, rule, hand.file.case.municipality_code)
        hand.store.session.flush()
        also = {"changed": changed} if changed else {}
        hand.store.record(hand.file, EventKind.RECLASSIFIED, old=old, new=area, why=why, **also)
        office.book.check_calendar()
        recount(hand.store, office.book, hand.file, reason="reclassified", keep_passed=True)


def _follow_area(hand: Hand, old: Rule | None, new: Rule | None) -> dict[str, Any]:
    """Team and KLE number follow the area, unless a person has set another than the old area's."""
    changed = {}
    for column in ("team", "kle"):
        was = getattr(hand.file.case, column)
        by_area = getattr(old, column) if old else None
        becomes = getattr(new, column) if new else None
        if was in {None, by_area} and was != becomes:
            setattr(hand.file.case, column, becomes)
            changed[column] = {"old": was, "new": becomes}
    return changed


def _rule(hand: Hand, area: str, on: date) -> Rule | None:
    """The rule of an area on the day a round began; an unknown area is refused."""
    pack = hand.office.book.of(hand.file.case.municipality_code)
    try:
        return pack.rule_in_force(area, on)
    except NoRuleInForce:
        return None


def split(
    office: Office,
    municipality: str,
    reference: str,
    areas: Sequence[str],
    reason: str,
    *,
    now: datetime,
    actor: str,
) -> list[str]:
    """The application concerns more areas than were registered: a case for each, same receipt."""
    why = reason_of(reason, "splitting a case")
    if not areas or len(set(areas)) != len(areas):
        raise Refused("name each further area once: --area ID")
    made: list[CaseFile] = []
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        running(hand.file)
        office.book.check_calendar()
        _not_there_yet(hand, areas)
        for area in areas:
            made.append(_split_off(hand, area, why))
        for file in made:
            weigh(hand.store, office, file)
        return [file.case.reference for file in made]


def _not_there_yet(hand: Hand, areas: Sequence[str]) -> None:
    """Refuse a second case of the application about the same area."""
    code, application = hand.file.case.municipality_code, hand.file.application.id
    query = select(Case).where(Case.municipality_code == code, Case.application_id == application)
    for case in hand.store.session.exec(query):
        if case.area in areas and case.ending is None:
            raise Refused(f"the application has a case about {case.area} already: {case.reference}")


def _split_off(hand: Hand, area: str, why: str) -> CaseFile:
    store, first = hand.store, hand.file
    rule, old = _rule(hand, area, first.rounds[0].started_on), first.case
    case = store.add(
        Case(
            municipality_code=old.municipality_code,
            id=store.new_id(),
            application_id=old.application_id,
            reference=store.next_reference(old.municipality_code, hand.today.year),
            area=area,
            kle=rule.kle if rule else None,
            team=old.team,
            caseworker=old.caseworker,
            attention_at=store.now,
        )
    )
    file = CaseFile(case, first.application)
    _copy_parties(hand, file)
    _copy_round(hand, file, rule)
    _link(hand, file, first, LinkKind.SPLIT_FROM)
    store.record(file, EventKind.SPLIT, first.application.received_on, area=area, why=why)
    store.record(first, EventKind.SPLIT, into=case.reference, area=area, why=why)
    recount(store, hand.office.book, file, reason="split")
    return file


def _copy_parties(hand: Hand, file: CaseFile) -> None:
    """The same people, in a case of their own: rows and seals belong to one case."""
    copies: dict[object, Party] = {}
    for party in hand.file.parties:
        values = party.model_dump(exclude={"id", "case_id", "represents_id"})
        sealed = {
            column: values.pop(column) for column in list(values) if column.endswith("_sealed")
        }
        row = Party(**values, id=hand.store.new_id(), case_id=file.case.id)
        if party.role == Role.REPRESENTATIVE and party.represents_id in copies:
            row.represents_id = copies[party.represents_id].id
        for column in sealed:
            hand.store.seal(row, column, hand.store.open(party, column))
        copies[party.id] = hand.store.add(row, file)


def _copy_round(hand: Hand, file: CaseFile, rule: Rule | None) -> None:
    first = hand.file.rounds[0]
    if rule is not None:
        keep(hand.store, hand.office.book, rule, file.case.municipality_code)
    hand.store.add(
        Round(
            municipality_code=file.case.municipality_code,
            id=hand.store.new_id(),
            case_id=file.case.id,
            number=1,
            track=Track.ORDINARY,
            start_event=first.start_event,
            started_on=first.started_on,
            started_at=first.started_at,
            registered_at=hand.store.now,
            rule_version=rule.version if rule else None,
        ),
        file,
    )


def _link(hand: Hand, file: CaseFile, other: CaseFile, kind: LinkKind) -> None:
    hand.store.add(
        CaseLink(
            municipality_code=file.case.municipality_code,
            id=hand.store.new_id(),
            case_id=file.case.id,
            other_case_id=other.case.id,
            kind=kind,
            recorded_at=hand.store.now,
            recorded_by=hand.store.actor,
        ),
        file,
    )


def join(
    office: Office,
    municipality: str,
    reference: str,
    into: str,
    reason: str,
    *,
    now: datetime,
    actor: str,
) -> None:
    """The same application was registered twice: this case ends, the earlier one goes on."""
    why = reason_of(reason, "joining two cases")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        undecided(hand.file)
        other = hand.store.find(hand.file.case.municipality_code, into)
        if other.case.id == hand.file.case.id:
            raise Refused("a case cannot be joined with itself")
        running(other)
        if other.case.area != hand.file.case.area:
            raise Refused(f"case {into} is about {other.case.area}: join cases of one area")
        if other.application.received_on > hand.file.application.received_on:
            raise Refused(
                f"case {into} came later, on {other.application.received_on}: "
                "the earlier receipt counts, so join that one into this"
            )
        _everybody_is_there(hand, other)
        _link(hand, hand.file, other, LinkKind.JOINED_INTO)
        hand.store.record(other, EventKind.JOINED, joined=reference, why=why)
        end_case(hand, Ending.JOINED, hand.today, f"{why} ({into})")


def _everybody_is_there(hand: Hand, other: CaseFile) -> None:
    """Whom the duplicate is about must be told by the case that goes on: one of its parties, by
    CPR number where both have one, else by name. Who gave no name is told by neither."""
    store, there = hand.store, other.principals()
    for number, party in enumerate(hand.file.parties, 1):
        name = words_of(store.open(party, "name_sealed") or "")
        if party not in hand.file.principals() or not (name or party.cpr_index):
            continue
        if not any(
            party.cpr_index == known.cpr_index
            if party.cpr_index and known.cpr_index
            else name == words_of(store.open(known, "name_sealed") or "")
            for known in there
        ):
            raise Refused(
                f"party {number} of case {hand.file.case.reference} is no party of case "
                f"{other.case.reference} and would not be told: look at the numbers again, or add "
                "the party there first"
            )


def hand_over(
    office: Office,
    municipality: str,
    reference: str,
    *,
    team: str | None = None,
    caseworker: str | None = None,
    now: datetime,
    actor: str,
) -> None:
    """Another team or caseworker takes the case over, with every notice and task of it."""
    if team is None and caseworker is None:
        raise Refused("name who takes over: --team or --caseworker")
    with act_on(office, municipality, reference, now=now, actor=actor) as hand:
        case = hand.file.case
        old = {"team": case.team, "caseworker": case.caseworker}
        if team is not None:
            case.team = _named(team, "the team")
        if caseworker is not None:
            case.caseworker = _named(caseworker, "the caseworker")
        new = {"team": case.team, "caseworker": case.caseworker}
        hand.store.session.flush()
        hand.store.record(hand.file, EventKind.HANDED_OVER, old=old, new=new)


def _named(text: str, what: str) -> str:
    name = plain_line(text, what)
    if not name:
        raise Refused(f"name {what} that takes over: a case is never left to nobody")
    return name
