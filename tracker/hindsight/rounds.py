"""Rounds, and the case itself, as they stood at an earlier instant."""

from datetime import date, datetime

from tracker.codes import EventKind
from tracker.hindsight.look import Look, changed
from tracker.models import Event


def put_back_rounds(look: Look) -> None:
    """The days the rounds began, before they were corrected, and the rules they then had."""
    moved = (EventKind.CORRECTED, EventKind.RECLASSIFIED)
    for event, values in look.since(*moved):
        if event.kind == EventKind.CORRECTED and values.get("fact") == "received":
            old = date.fromisoformat(values["old"])
            look.then.application.received_on = old
            look.then.application.received_at = None
            _begin(look, event, old, 1)
        elif event.kind == EventKind.CORRECTED and "remand_received_on" in changed(values):
            _receive(look, event, date.fromisoformat(changed(values)["remand_received_on"]["old"]))
        elif event.kind == EventKind.RECLASSIFIED:
            look.then.case.area = values["old"]
            for column, change in values.get("changed", {}).items():
                setattr(look.then.case, column, change["old"])
            _begin(look, event, None)


def _receive(look: Look, event: Event, on: date) -> None:
    """Let the round that the board sent back, and the board's answer, have come another day."""
    _begin(look, event, on)
    came = max(r.registered_at for r in look.now.rounds if r.registered_at < event.recorded_at)
    for answer in look.then.board_decisions:
        if answer.recorded_at == came:
            answer.received_on = on


def _begin(look: Look, event: Event, on: date | None, number: int | None = None) -> None:
    """Let a round begin on another day, under the rule that its date was counted by."""
    ran = [r for r in look.now.rounds if r.registered_at < event.recorded_at]
    place = (number or len(ran)) - 1
    if place >= len(look.then.rounds):
        return
    row = look.then.rounds[place]
    row.started_on, row.started_at = on or row.started_on, None
    row.rule_version = None


def put_back_rules(look: Look) -> None:
    """A round that began differently kept the rule that its date was counted by."""
    area = look.then.case.area
    for row in look.then.rounds:
        if row.rule_version is None:
            own = [d for d in look.then.running() if d.round_id == row.id]
            kept = [d for d in own if d.track == row.track and d.rule_area == area]
            row.rule_version = kept[-1].rule_version if kept else None


def put_back_case(look: Look) -> None:
    """Area, desk, acute need and ending."""
    case = look.then.case
    for event, values in look.since(
        EventKind.HANDED_OVER, EventKind.ACUTE_SET, EventKind.ACUTE_CLEARED, EventKind.CORRECTED
    ):
        if event.kind == EventKind.HANDED_OVER:
            case.team, case.caseworker = values["old"]["team"], values["old"]["caseworker"]
        elif event.kind == EventKind.ACUTE_SET:
            case.acute_from = None
        elif event.kind == EventKind.ACUTE_CLEARED:
            case.acute_from = datetime.fromisoformat(values["since"])
        elif "acute_from" in changed(values):
            case.acute_from = datetime.fromisoformat(values["changed"]["acute_from"]["old"])
    case.ending, case.ended_on = None, None
    for event, values in look.before(EventKind.ENDED, EventKind.CORRECTED):
        if look.then.round.registered_at > event.recorded_at:
            continue
        if event.kind == EventKind.ENDED:
            case.ending, case.ended_on = values.get("ending"), event.happened_on
        elif "ending" in changed(values):
            case.ending, case.ended_on = None, None
