"""The parts of a notice page that are fetched by themselves: its words, and the letter as PDF."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from notifications.errors import NotificationError
from notifications.letter_data import LetterData
from notifications.letters import compose
from notifications.pdf import render_pdf
from tracker.errors import TrackerError
from tracker.policy import Act
from tracker.services.desk import Desk
from tracker.services.expecting import NewExpectation
from tracker.services.previewing import preview
from tracker.services.signed_in import SignedIn
from tracker.web.forms import Form
from tracker.web.frame import render, words_of
from tracker.web.login.guard import demand, needs
from tracker.web.notice.form import is_a_fixed_sentence, read, sentence
from tracker.web.notice.subject import Subject, subject_of, why_none
from tracker.web.notice.unwritten import unwritten
from tracker.web.notice.view import reading_of
from tracker.web.posted import Form as PostedForm
from tracker.web.refusals import in_danish
from tracker.web.site import site_of

router = APIRouter()

Writer = Annotated[SignedIn, Depends(needs(Act.APPROVE_NOTICE))]
#: Which running date a notice is about, as its page names it.
Frist = Annotated[str | None, Query(max_length=20)]


@contextmanager
def looking(request: Request, reference: str, here: SignedIn) -> Iterator[Desk]:
    """A case for looking at, by somebody who may approve its notices."""
    site = site_of(request)
    with site.office.reading(site.now(), here.login) as store:
        file = store.find(here.municipality, reference, lock=False)
        case = file.case
        demand(here, Act.APPROVE_NOTICE, team=case.team, area=case.area, kle=case.kle)
        yield Desk(store, site.office, file)


@router.post("/sag/{reference}/besked/ord")
def reading(request: Request, reference: str, here: Writer, posted: PostedForm) -> Response:
    """The letter's own words, for htmx: how they read, or with the sentence of a cause.

    Words that a person wrote are never replaced; there is a button for that.
    """
    words = words_of(request)
    with looking(request, reference, here) as desk:
        about = _about(desk, posted.get("frist"))
        text = posted.get("ord")
        if posted.get("del") == "lix":
            return render(request, "notice_reading.html", reading=reading_of(text, about, words))
        if is_a_fixed_sentence(about, " ".join(text.split())):
            text = sentence(about, posted.get("aarsag"))
        form = Form(words, posted.having("ord", text))
        found = reading_of(text, about, words)
        return render(request, "notice_words.html", form=form, reading=found, reference=reference)


@router.get("/sag/{reference}/besked/kladde.pdf")
def stored_draft(
    request: Request, reference: str, here: Writer, frist: Frist = None, til: int = 0
) -> Response:
    """The letter to one party that would go out if what is stored were approved now."""
    with looking(request, reference, here) as desk:
        about = subject_of(desk, frist)
        if about is None:
            return _none(request, desk)
        letter = _letter(request, about, til, here, None)
    return letter if isinstance(letter, Response) else _pdf(request, letter, reference)


@router.post("/sag/{reference}/besked/kladde.pdf")
def typed_draft(request: Request, reference: str, here: Writer, posted: PostedForm) -> Response:
    """The letter with what is typed now; nothing is stored."""
    with looking(request, reference, here) as desk:
        about = subject_of(desk, posted.get("frist"))
        if about is None:
            return _none(request, desk)
        form = Form(words_of(request), posted)
        typed = read(form, about)
        if typed is None:
            return unwritten(request, list(form.errors.values()))
        letter = _letter(request, about, about.first.number, here, typed.expected)
    return letter if isinstance(letter, Response) else _pdf(request, letter, reference)


def _about(desk: Desk, slug: str | None) -> Subject:
    about = subject_of(desk, slug)
    if about is None:
        raise HTTPException(404)
    return about


def _none(request: Request, desk: Desk) -> Response:
    return unwritten(request, [words_of(request).text(why_none(desk))])


def _letter(
    request: Request, about: Subject, number: int, here: SignedIn, new: NewExpectation | None
) -> LetterData | Response:
    one = next((one for one in about.told if one.number == number), about.first)
    try:
        return preview(about.desk, about.deadline, one.party, by=here.login, new=new)
    except (TrackerError, NotificationError) as error:
        return unwritten(request, [in_danish(error, words_of(request))])


def _pdf(request: Request, letter: LetterData, reference: str) -> Response:
    try:
        content = render_pdf(compose(letter), letter)
    except NotificationError as error:
        return unwritten(request, [in_danish(error, words_of(request))])
    headers = {"Content-Disposition": f'inline; filename="{reference}-kladde.pdf"'}
    return Response(content, media_type="application/pdf", headers=headers)
