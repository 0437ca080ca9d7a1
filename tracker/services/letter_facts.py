"""The data of one letter, gathered from the case file on the day it is approved."""

from datetime import date, datetime, timedelta
from typing import Any, cast

from pydantic import ValidationError

from notifications.errors import LetterError
from notifications.formats import Language, period_phrase
from notifications.kinds import LetterKind
from notifications.letter_data import Addressee, CaseLine, LetterData, Sender, Window
from rules.local_time import local_day
from rules.municipality import Team
from rules.rule import Rule
from rules.steps import StartEvent
from rules.terms import Reach, Track, local
from tracker.casefile import CaseFile
from tracker.codes import Role
from tracker.models import Deadline, Notice, Party
from tracker.services.correction_words import why_moved
from tracker.services.desk import Desk
from tracker.services.promises import Promise, awaited, reason_for, wished_on
from tracker.services.signatures import signed_by
from tracker.services.time_frames import worded

#: The hour by which somebody with an acute need should have heard from us.
_CALL_BY_HOUR = 15


def language_of(desk: Desk, party: Party) -> Language:
    """The language of a party's letters: the addressee's own."""
    return cast(Language, desk.file.addressee(party, desk.today).language)


def letter_data(desk: Desk, notice: Notice, party: Party, **about: Any) -> LetterData:
    """The whole data of a letter; `about` holds what its kind adds. Raises `LetterError`."""
    values = {**_frame(desk, notice, party), **_case(desk, party), **about}
    try:
        return LetterData(**values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise LetterError(f"the letter cannot be written: {where}: {first['msg']}") from error


def _frame(desk: Desk, notice: Notice, party: Party) -> dict[str, Any]:
    store, place = desk.store, desk.municipality
    contact, team = place.contact, _team(desk)
    return {
        "kind": LetterKind(notice.kind),
        "language": language_of(desk, party),
        "reference": desk.file.case.reference,
        "letter_on": desk.today,
        "municipality": Sender(
            name=place.name, address_lines=contact.address_lines, cvr=contact.cvr
        ),
        "window": _window(desk),
        "applicant_name": store.open(party, "name_sealed") or "",
        "team": team.name if team else "",
        "phone": (team.phone if team else None) or contact.phone,
        "hours": (team.hours if team else None) or contact.hours,
        "signed_by": signed_by(store, notice),
        "postal_days": place.postal_hverdage,
        "complaint_to": contact.complaint_to,
        "duty_phone": contact.duty_phone,
        **addressed(desk, party, paper=desk.reach(party) is Reach.PAPER),
    }


def addressed(desk: Desk, party: Party, *, paper: bool) -> dict[str, Any]:
    """To whom, where and how a party's letter goes: settled at sending, like the channel."""
    return addressed_to(desk, party, desk.file.addressee(party, desk.today), paper=paper)


def addressed_to(desk: Desk, party: Party, addressee: Party, *, paper: bool) -> dict[str, Any]:
    """The same for somebody who gets the letter of a party, or a copy of it."""
    return {
        "recipient": Addressee(
            name=desk.store.open(addressee, "name_sealed") or "",
            address_lines=_address(desk, addressee, paper=paper),
        ),
        "role": addressee.role if addressee.id != party.id else _own_role(party),
        "can_reply": desk.municipality.contact.can_reply and not paper,
        "paper": paper,
    }


def _address(desk: Desk, addressee: Party, *, paper: bool) -> tuple[str, ...]:
    """Where the letter goes; a secret address stands on an envelope only."""
    if addressee.secret_address and not paper:
        return ()
    return tuple((desk.store.open(addressee, "address_sealed") or "").split("\n"))


def _own_role(party: Party) -> str | None:
    return party.role if party.role in {Role.CUSTODY_HOLDER, Role.GUARDIAN} else None


def _window(desk: Desk) -> Window:
    window = desk.municipality.window
    given = {"top": window.top, "left": window.left}
    return Window(**{side: int(value) for side, value in given.items() if value is not None})


def _team(desk: Desk) -> Team | None:
    contact = desk.municipality.contact
    for name in (desk.file.case.team, desk.rule.team if desk.rule else None):
        if name and (team := contact.team(name)):
            return team
    return None


def _case(desk: Desk, party: Party) -> dict[str, Any]:
    language, rule = language_of(desk, party), desk.rule
    return {
        "area": phrase(rule, language) or desk.file.case.area,
        "law": rule.law_text if rule else "",
        "received_on": _received_on(desk.file),
        "ends": desk.ends,
        "starts": StartEvent(desk.file.round.start_event),
        "remand_received_on": _came_back_on(desk.file),
        "delivery_limit": _delivery_limit(rule, language),
    }


def _received_on(file: CaseFile) -> date:
    """The day the application came, or what reopened the case on new facts."""
    reopened = file.round.number > 1 and file.round.track == Track.ORDINARY
    return file.round.started_on if reopened else file.application.received_on


def _came_back_on(file: CaseFile) -> date | None:
    """The day we got the board's decision: a later letter counts from it as the receipt did."""
    return file.round.started_on if file.round.start_event == StartEvent.REMAND else None


def phrase(rule: Rule | None, language: Language) -> str:
    """The area as it reads inside a sentence."""
    if rule is None:
        return ""
    return (rule.phrase_en or rule.phrase) if language == "en" else rule.phrase


def _delivery_limit(rule: Rule | None, language: Language) -> str | None:
    if rule is None or rule.delivery is None or rule.delivery.start is not StartEvent.DECISION:
        return None
    longest = rule.delivery.limit.max
    return period_phrase(longest, language) if longest else None


def acknowledgement(
    desk: Desk, party: Party, siblings: list[tuple[Desk, Deadline | None]]
) -> dict[str, Any]:
    """What an acknowledgement adds: the date, or a line for each case of the application."""
    own = desk.decision_deadline()
    values: dict[str, Any] = {
        "due_on": own.due_on if own else None,
        "steps": tuple(own.steps) if own else (),
    }
    if len(siblings) > 1:
        language = language_of(desk, party)
        values["cases"] = tuple(_line(other, deadline, language) for other, deadline in siblings)
        limits = {_delivery_limit(other.rule, language) for other, _deadline in siblings}
        values["delivery_limit"] = limits.pop() if len(limits) == 1 else None
    return values


def _line(desk: Desk, deadline: Deadline | None, language: Language) -> CaseLine:
    return CaseLine(
        area=phrase(desk.rule, language) or desk.file.case.area,
        law=desk.rule.law_text if desk.rule else "",
        due_on=deadline.due_on if deadline else None,
        reference=desk.file.case.reference,
        steps=tuple(deadline.steps) if deadline else (),
    )


def acute(desk: Desk, party: Party) -> dict[str, Any]:
    """What an acute confirmation adds."""
    decision, delivery = desk.acute_deadline(), desk.acute_deadline("delivery")
    ordinary = desk.decision_deadline()
    assert decision is not None  # noqa: S101 - the letter is only asked for while it runs
    phone = desk.store.open(party, "phone_sealed") if desk.file.case.call_agreed else None
    return {
        "acute_decision_on": decision.due_on,
        "acute_decision_at": decision.due_at,
        "acute_delivery_on": delivery.due_on if delivery else None,
        "applicant_phone": phone,
        "call_by": _call_by(desk, decision),
        "ordinary_due_on": ordinary.due_on if ordinary else None,
    }


def _call_by(desk: Desk, deadline: Deadline) -> datetime:
    if deadline.due_at is not None:
        return deadline.due_at
    afternoon = local(deadline.due_on, _CALL_BY_HOUR)
    return afternoon if desk.now < afternoon else desk.now + timedelta(hours=1)


def remand(desk: Desk) -> dict[str, Any]:
    """What a remand receipt adds."""
    round_, deadline = desk.file.round, desk.decision_deadline()
    annulled = next((d for d in desk.file.decisions if d.id == round_.annuls_id), None)
    return {
        "due_on": deadline.due_on if deadline else None,
        "steps": tuple(deadline.steps) if deadline else (),
        "remand_received_on": round_.started_on,
        "earlier_decided_on": annulled.decided_on if annulled else round_.earlier_decided_on,
        "help_resumed": bool(round_.help_resumed),
        "part_only": round_.annuls_part_sealed is not None,
    }


def corrected(desk: Desk, party: Party, told: Notice, told_date: date) -> dict[str, Any]:
    """What a corrected-deadline letter adds."""
    deadline, language = desk.decision_deadline(), language_of(desk, party)
    assert deadline is not None  # noqa: S101 - the letter is only asked for while it runs
    old = [d for d in desk.file.deadlines if d.superseded_by == deadline.id]
    why = why_moved(old[-1].reason if old else None, language)
    return {
        "due_on": deadline.due_on,
        "told_on": told_on(desk.file, told),
        "old_due_on": told_date,
        "correction_reason": why,
    }


def told_on(file: CaseFile, notice: Notice) -> date:
    """The day a letter left; before it has, the day it was approved."""
    sent = [d.dispatched_at for d in file.dispatches_of(notice) if d.dispatched_at]
    return local_day(min(sent, default=notice.approved_at or notice.created_at))


def delay(
    desk: Desk,
    party: Party,
    deadline: Deadline,
    promise: Promise,
    last: Notice | None,
    for_date: date,
) -> dict[str, Any]:
    """What a delay notice adds: the date that slips, what is promised instead, and why."""
    language = language_of(desk, party)
    what, reader = awaited(desk, promise, language)
    undated = promise.promised_on is None
    rule = desk.rule_of(deadline)
    values: dict[str, Any] = {
        "due_on": deadline.due_on,
        "promised_on": promise.promised_on,
        "time_frame": worded(promise.time_frame, language) if promise.time_frame else None,
        "next_letter_on": promise.next_letter_on,
        "awaiting": what if undated else None,
        "awaiting_applicant": undated and reader,
        "reason": None if undated else reason_for(desk, deadline, for_date, language),
        "own_wish": wished_on(desk, deadline, for_date) is not None,
        "deadline_passed": desk.today > for_date,
        "free_choice": bool(rule and rule.right == "free-choice"),
        **_granted(desk, deadline),
        **_complained(desk, deadline),
    }
    if last is not None:
        values |= {"last_notice_on": told_on(desk.file, last), **_last_promise(desk, last)}
    return values


def _last_promise(desk: Desk, last: Notice) -> dict[str, Any]:
    said = LetterData.model_validate_json(desk.store.open(last, "data_sealed") or "{}")
    if said.promised_on is not None:
        return {"last_promised_on": said.promised_on}
    return {"last_time_frame": said.time_frame}


def _complained(desk: Desk, deadline: Deadline) -> dict[str, Any]:
    """A second look is counted from the complaint, and the letter speaks of that."""
    complaint = next((c for c in desk.file.complaints if c.id == deadline.complaint_id), None)
    if complaint is None:
        return {}
    return {"received_on": complaint.received_on, "starts": StartEvent.COMPLAINT}


def _granted(desk: Desk, deadline: Deadline) -> dict[str, Any]:
    grant = next((g for g in desk.file.grants if g.id == deadline.grant_id), None)
    if grant is None:
        return {}
    decision = next(d for d in desk.file.decisions if d.id == grant.decision_id)
    return {
        "grant": desk.store.open(grant, "service_sealed"),
        "decided_on": decision.decided_on,
    }
