"""One case told as a story: what happened on which day, and for each date how it was worked out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from notifications.formats import prose_date
from tracker.codes import EventKind
from tracker.office import Office
from tracker.views import case_view, explanations

#: What an entry of the journal says, with its own values; kinds that are not here are left out.
_WORDS: Final[Mapping[str, str]] = {
    EventKind.REGISTERED: "The application, which came on {received_on:day}, is registered.",
    EventKind.ACUTE_SET: "The case becomes acute: {why}.",
    EventKind.ACUTE_CLEARED: "The case is no longer acute: {why}.",
    EventKind.DEADLINE_SET: "The {kind} is due on {due_on:day}.",
    EventKind.DEADLINE_MOVED: "The {kind} moves from {old_due_on:day} to {due_on:day}.",
    EventKind.AWAITING: "The case waits ({cause}); the date stands.",
    EventKind.AWAITING_ENDED: "What it waited for has come.",
    EventKind.EXPECTED: "The caseworker sets a date for the {of}: {expected_on:day}.",
    EventKind.NOTICE_APPROVED: "A letter is approved ({letter}).",
    EventKind.LETTER_SENT: "The letter leaves by {channel} ({letter}).",
    EventKind.LETTER_AVAILABLE: "It is proven to have arrived.",
    EventKind.LETTER_RETURNED: "It comes back.",
    EventKind.TASK_OPENED: "A task for the {role}: {task}.",
    EventKind.DECIDED: "The decision: {outcome}.",
    EventKind.DECISION_SENT: "The decision is sent.",
    EventKind.DELIVERED: "The help has reached the citizen.",
    EventKind.REMAND_RECEIVED: "The appeals board's decision to send the case back has come.",
    EventKind.CORRECTED: "The day of receipt is corrected to {new:day}: {why}.",
    EventKind.ENDED: "The case is closed: {ending}.",
}

_NOTICE_OF: Final = "{words} It promises {promised_until:day}."


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened, with the reasons of the date it set, if it set one."""

    on: date
    text: str
    reasons: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A case from its first day to how it stands now."""

    reference: str
    title: str
    applicant: str
    moments: Sequence[Moment]
    ends: str


def tell(office: Office, municipality: str, reference: str, *, now: Any) -> Story:
    """The story of one case, in English, with each date's reasons in the words of the letters."""
    code = office.book.pack(municipality).municipality.code
    with office.reading(now) as store:
        file = store.find(code, reference, lock=False)
        view, reasons = case_view(store, office, file), explanations(file, "en")
    told = f", {view['told'].replace('-', ' ')}" if view["told"] else ""
    return Story(
        reference,
        view["title"],
        view["parties"][0]["name"],
        list(_moments(view["events"], reasons)),
        f"{view['standing'].replace('-', ' ')}{told}",
    )


def _moments(
    events: Sequence[Mapping[str, Any]], reasons: Sequence[Mapping[str, Any]]
) -> Iterator[Moment]:
    for event in events:
        words = _WORDS.get(event["kind"])
        if words is None:
            continue
        values = {name: _Value(value) for name, value in event["values"].items()}
        if event["values"].get("promised_until"):
            words = _NOTICE_OF.replace("{words}", words)
        if event["kind"] == EventKind.EXPECTED and not event["values"]["expected_on"]:
            words = "The caseworker can set no date for the {of} yet: it takes {time_frame}."
        yield Moment(
            date.fromisoformat(event["at"][:10]),
            words.format(**values),
            _reasons_of(event, reasons),
        )


class _Value(str):
    """A value of the journal; as `:day` it reads as a date in a sentence."""

    __slots__ = ()

    def __format__(self, style: str) -> str:
        if style == "day":
            return prose_date(date.fromisoformat(self), "en")
        return str(self).replace("-", " ")


def _reasons_of(event: Mapping[str, Any], reasons: Sequence[Mapping[str, Any]]) -> Sequence[str]:
    if event["kind"] not in {EventKind.DEADLINE_SET, EventKind.DEADLINE_MOVED}:
        return ()
    values = event["values"]
    for reason in reasons:
        same = (reason["kind"], reason["track"], reason["due_on"])
        if same == (values["kind"], values["track"], values["due_on"]):
            sentences: Sequence[str] = reason["sentences"]
            published = reason["published"]
            return [*sentences, f'As published: "{published}".'] if published else sentences
    return ()
