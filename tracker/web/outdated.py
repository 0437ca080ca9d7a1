"""When somebody else was first: their act with name and time, and the typed values kept."""

from notifications.formats import clock
from tracker.services.desk import Desk
from tracker.web.case.events import event_lines
from tracker.web.forms import Form


def overtaken(desk: Desk, form: Form, names: dict[str, str]) -> Form:
    """The same form against the case as it is now; what somebody else did is said on top."""
    lines = event_lines(desk.store.journal_of(desk.file), names, form.words)
    if found := [line for line in lines if line.who] or lines:
        last = found[0]
        said = form.words.say(
            "%(who)s var først %(at)s: %(what)s Din er ikke gemt.",
            who=last.who or "Rettidig",
            at=clock(last.at, form.words.language),
            what=last.text if last.text.endswith((".", "?")) else f"{last.text}.",
        )
        form.wrong("handling", said)
    return seen_now(desk, form)


def seen_now(desk: Desk, form: Form) -> Form:
    """The same form by somebody who has now seen the case as it is."""
    posted = form.posted.having("version", str(desk.file.case.version))
    return Form(form.words, posted, errors=form.errors, act=form.act)
