"""When somebody else was first: their act with name and time, and the typed values kept."""

from typing import Final

from notifications.formats import clock
from tracker.office import Office
from tracker.services.desk import Desk
from tracker.web.case.events import EventLine, event_lines
from tracker.web.forms import Form
from tracker.web.posted import Posted
from tracker.web.words import Words

#: What no case was ever at.
_NONE: Final = -1


def having_seen(office: Office, posted: Posted) -> Office:
    """The office as somebody has it who saw the case as the form was drawn; a form that says
    nothing of it asks for nothing."""
    seen = posted.get("version")
    if not seen:
        return office
    readable = seen.isascii() and seen.isdigit() and len(seen) < 10
    return office.having_seen(int(seen) if readable else _NONE)


def overtaken(desk: Desk, form: Form, names: dict[str, str]) -> Form:
    """The same form against the case as it is now; what somebody else did is said on top."""
    lines = event_lines(desk.store.journal_of(desk.file), names, form.words)
    if found := [line for line in lines if line.who] or lines:
        form.wrong("handling", _said(found[0], names.get(desk.store.actor), form.words))
    return seen_now(desk, form)


def _said(last: EventLine, reader: str | None, words: Words) -> str:
    """Who was first; somebody who sent a form twice, or in two windows, was first themselves."""
    at = clock(last.at, words.language)
    what = last.text if last.text.endswith((".", "?")) else f"{last.text}."
    if last.who and last.who == reader:
        return words.say(
            "Du har selv ændret sagen %(at)s: %(what)s Det, der står her, er ikke gemt oven i.",
            at=at,
            what=what,
        )
    return words.say(
        "%(who)s var først %(at)s: %(what)s Din er ikke gemt.",
        who=last.who or "Rettidig",
        at=at,
        what=what,
    )


def seen_now(desk: Desk, form: Form) -> Form:
    """The same form by somebody who has now seen the case as it is."""
    posted = form.posted.having("version", str(desk.file.case.version))
    return Form(form.words, posted, errors=form.errors, act=form.act)
