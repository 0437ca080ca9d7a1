"""The notice page: date it, word it, see the letter, approve it; or why it cannot be dropped."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response

from notifications.causes import Cause
from notifications.errors import NotificationError
from notifications.formats import short_date
from rules.errors import RulesError
from tracker.errors import Outdated, TrackerError
from tracker.services.accounts import names_of
from tracker.services.desk import Desk
from tracker.services.previewing import preview
from tracker.services.promises import default_date
from tracker.services.signed_in import SignedIn
from tracker.web.acts.page import Doing
from tracker.web.addresses import case_address
from tracker.web.forms import Form
from tracker.web.frame import go_to, is_secure, local_path, render, words_of
from tracker.web.notice.carrying import approve, save
from tracker.web.notice.dropping import dropping
from tracker.web.notice.form import Typed, beginnings, read, sentence
from tracker.web.notice.subject import Subject, subject_of, why_none
from tracker.web.notice.view import view_notice
from tracker.web.outdated import having_seen, overtaken, seen_now
from tracker.web.pages.notice_parts import Frist, Writer, looking
from tracker.web.posted import NOTHING, Posted
from tracker.web.posted import Form as PostedForm
from tracker.web.refusals import in_danish, status_of
from tracker.web.said import Said, say_next
from tracker.web.site import site_of

router = APIRouter()

#: What somebody writes on the page, beside what they choose.
_WRITTEN: Final = ("dato", "ramme", "igen", "ord", "note")

Fra = Annotated[str | None, Query(max_length=300)]


@router.get("/sag/{reference}/besked")
def ask(
    request: Request, reference: str, here: Writer, frist: Frist = None, fra: Fra = None
) -> Response:
    """The form, with what was stored before; or why there is nothing to tell."""
    with looking(request, reference, here) as desk:
        about = subject_of(desk, frist)
        if about is None:
            return _nothing(request, desk)
        form = Form(words_of(request), began=beginnings(about))
        return _page(request, about, form, local_path(fra, case_address(reference)))


@router.post("/sag/{reference}/besked")
def carry_out(request: Request, reference: str, here: Writer, posted: PostedForm) -> Response:
    """Approve, or store the draft, or put a sentence or a date into the form."""
    words, wanted = words_of(request), posted.get("handling")
    came_from = local_path(posted.get("fra"), case_address(reference))
    with looking(request, reference, here) as desk:
        about = subject_of(desk, posted.get("frist"))
        if about is None:
            return _nothing(request, desk, posted)
        if posted.for_language:
            return _page(request, about, Form(words, posted), came_from)
        if wanted in ("saetning", "standard"):
            return _page(request, about, Form(words, _put_in(posted, about)), came_from)
        verb = words.say("gemme kladden") if wanted == "gem" else words.say("sende brevet")
        form = Form(words, posted, act=verb)
        typed = _checked(form, about, here)
        if typed is None or wanted == "vis":
            return _page(request, about, form, came_from, 200 if form.fine else 422)
        waiting = _waits_for(desk)
    try:
        do = save if wanted == "gem" else approve
        do(_doing(request, reference, here, posted), typed, waiting)
    except Outdated:
        return _again(request, reference, here, form, came_from, first=True)
    except (TrackerError, RulesError, NotificationError) as error:
        form.wrong("handling", in_danish(error, words))
        return _again(request, reference, here, form, came_from, status_of(error))
    return _done(request, reference, posted, came_from)


@router.get("/sag/{reference}/besked/ikke")
def not_sent(request: Request, reference: str, here: Writer, frist: Frist = None) -> Response:
    """Why a notice that is due cannot be dropped, and what removes the duty."""
    with looking(request, reference, here) as desk:
        about = subject_of(desk, frist)
        if about is None:
            return _nothing(request, desk)
        page = dropping(about, here, words_of(request))
        return render(request, "notice_not.html", page=page, reference=reference, slug=about.slug)


def _checked(form: Form, about: Subject, here: SignedIn) -> Typed | None:
    """What was typed, once every letter that would say it can be written."""
    typed = read(form, about)
    if typed is None:
        return None
    try:
        for one in about.told:
            preview(about.desk, about.deadline, one.party, by=here.login, new=typed.expected)
    except (TrackerError, NotificationError) as error:
        form.wrong("handling", in_danish(error, form.words))
    return typed if form.fine else None


def _waits_for(desk: Desk) -> Cause | None:
    waiting = desk.file.waiting(desk.today)
    return Cause(waiting.cause) if waiting else None


def _put_in(posted: Posted, about: Subject) -> Posted:
    """The same form with the sentence of the cause, or the standard date, in its field."""
    if posted.get("handling") == "saetning":
        return posted.having("ord", sentence(about, posted.get("aarsag")))
    standard = default_date(about.desk, about.clock, about.stake)
    return posted.having("dato", short_date(standard)).having("hvornaar", "dato")


def _nothing(request: Request, desk: Desk, posted: Posted = NOTHING) -> Response:
    """Why there is nothing to tell; who was writing a notice meanwhile has their words back."""
    why, reference = words_of(request).text(why_none(desk)), desk.file.case.reference
    status, told = 200 if posted is NOTHING else 409, _written(posted)
    return render(
        request, "notice_none.html", status=status, reference=reference, why=why, told=told
    )


def _written(posted: Posted) -> list[str]:
    return [text for name in _WRITTEN if (text := posted.get(name))]


def _page(
    request: Request, about: Subject, form: Form, came_from: str, status: int = 200
) -> Response:
    view = view_notice(about, form, form.words)
    version = form.posted.get("version") or str(view.version)
    return render(
        request,
        "notice.html",
        status=status,
        view=view,
        form=form,
        version=version,
        came_from=came_from,
        told=_written(form.posted),
    )


def _doing(request: Request, reference: str, here: SignedIn, posted: Posted) -> Doing:
    site = site_of(request)
    office = having_seen(site.office, posted)
    return Doing(office, here.municipality_slug, reference, site.now(), here.login, {})


def _again(
    request: Request,
    reference: str,
    here: SignedIn,
    form: Form,
    came_from: str,
    status: int = 409,
    *,
    first: bool = False,
) -> Response:
    """The form once more, against the case as it is now, with everything that was typed."""
    site = site_of(request)
    names = names_of(site.office, here.municipality, now=site.now()) if first else {}
    with looking(request, reference, here) as desk:
        about = subject_of(desk, form.posted.get("frist"))
        if about is None:
            return _nothing(request, desk, form.posted)
        fresh = overtaken(desk, form, names) if first else seen_now(desk, form)
        return _page(request, about, fresh, came_from, status)


def _done(request: Request, reference: str, posted: Posted, came_from: str) -> Response:
    words, address = words_of(request), case_address(reference)
    if posted.get("handling") == "gem":
        answer = go_to(f"{address}/besked", {"frist": posted.get("frist"), "fra": came_from})
        said = Said(words.say("Kladden på %(number)s er gemt.", number=reference))
    else:
        answer = go_to(came_from)
        text = words.say(
            "Besked godkendt på %(number)s. Den går ved næste kørsel.", number=reference
        )
        said = Said(text, address, words.say("Se sagen"))
    say_next(answer, said, secure=is_secure(request))
    return answer
