"""The pages of the acts: a form, what is wrong with it, and back to where one came from."""

from contextlib import AbstractContextManager
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from notifications.errors import NotificationError
from rules.errors import RulesError
from tracker.errors import Outdated, TrackerError
from tracker.policy import Act
from tracker.services.accounts import names_of
from tracker.services.desk import Desk
from tracker.services.signed_in import SignedIn
from tracker.store import Store
from tracker.web.acts.fields import beginnings, read, sections
from tracker.web.acts.page import ActPage, Doing
from tracker.web.acts.table import ACTS
from tracker.web.addresses import act_address, case_address
from tracker.web.forms import Form
from tracker.web.frame import go_to, is_secure, local_path, render, words_of
from tracker.web.login.guard import demand, needs
from tracker.web.outdated import having_seen, overtaken, seen_now
from tracker.web.posted import Form as PostedForm
from tracker.web.posted import Posted
from tracker.web.refusals import in_danish, notes_in_danish, status_of
from tracker.web.said import Said, say_next
from tracker.web.site import site_of
from tracker.web.words import Words

router = APIRouter()

Reader = Annotated[SignedIn, Depends(needs(Act.SEE_CASE))]


@router.get("/sag/{reference}/{act}")
def ask(
    request: Request, reference: str, act: str, here: Reader, fra: str | None = None
) -> Response:
    """The form of one act; an act that is not lawful now says why."""
    page, words = _page(act), words_of(request)
    with _reading(request, here) as store:
        desk = _desk(request, store, reference, page, here)
        form = Form(words, began=beginnings(page.fields, desk, words))
        return _form(request, desk, page, form, came_from=local_path(fra, case_address(reference)))


@router.post("/sag/{reference}/{act}")
def carry_out(
    request: Request, reference: str, act: str, here: Reader, posted: PostedForm
) -> Response:
    """Carry one act out; what was typed stays until it is."""
    page, words = _page(act), words_of(request)
    came_from = local_path(posted.get("tilbage"), case_address(reference))
    with _reading(request, here) as store:
        desk = _desk(request, store, reference, page, here)
        form = Form(words, posted, act=words.say("registrere"))
        if posted.for_language:
            return _form(request, desk, page, form, came_from=came_from)
        values = read(page.fields, form, desk)
        reason = page.lawful(desk)
        if reason and posted.get("version") in ("", str(desk.file.case.version)):
            form.wrong("handling", words.text(reason))
            return _form(request, desk, page, form, came_from=came_from, status=409)
        if not form.fine:
            return _form(request, desk, page, form, came_from=came_from, status=422)
    doing = _doing(request, reference, here, posted, values)
    try:
        page.carry_out(doing)
    except Outdated:
        return _too_late(request, reference, page, here, form, came_from)
    except (TrackerError, RulesError, NotificationError) as error:
        form.wrong("handling", in_danish(error, words))
        with _reading(request, here) as store:
            desk = _desk(request, store, reference, page, here)
            again, status = seen_now(desk, form), status_of(error)
            return _form(request, desk, page, again, came_from=came_from, status=status)
    answer = go_to(came_from)
    said = _done(page, reference, here, words)
    said = said._replace(note=notes_in_danish(doing.notes, words))
    say_next(answer, said, secure=is_secure(request))
    return answer


def _done(page: ActPage, reference: str, here: SignedIn, words: Words) -> Said:
    """What was done, and where whoever sees a slip puts it right; else where the case is."""
    text = words.say(page.done, number=reference)
    right = ACTS.get(page.put_right)
    if right is not None and here.may(right.act):
        return Said(text, act_address(reference, right.slug), words.say("Ret"))
    return Said(text, case_address(reference), words.say("Se sagen"))


def _page(slug: str) -> ActPage:
    if slug not in ACTS:
        raise HTTPException(404)
    return ACTS[slug]


def _reading(request: Request, here: SignedIn) -> AbstractContextManager[Store]:
    site = site_of(request)
    return site.office.reading(site.now(), here.login)


def _desk(request: Request, store: Store, reference: str, page: ActPage, here: SignedIn) -> Desk:
    file = store.find(here.municipality, reference, lock=False)
    demand(here, page.act, team=file.case.team, area=file.case.area, kle=file.case.kle)
    return Desk(store, site_of(request).office, file)


def _doing(
    request: Request, reference: str, here: SignedIn, posted: Posted, values: dict[str, object]
) -> Doing:
    site, slug = site_of(request), here.municipality_slug
    office = having_seen(site.office, posted)
    return Doing(office, slug, reference, site.now(), here.login, values)


def _form(
    request: Request,
    desk: Desk,
    page: ActPage,
    form: Form,
    *,
    came_from: str,
    status: int = 200,
) -> Response:
    words = form.words
    reason = page.lawful(desk)
    first = desk.file.parties[0] if desk.file.parties else None
    return render(
        request,
        "act.html",
        status=status,
        page=page,
        form=form,
        sections=sections(page.fields, desk, words),
        reference=desk.file.case.reference,
        applicant=desk.store.open(first, "name_sealed") if first else "",
        area_title=desk.rule.title if desk.rule else desk.file.case.area,
        version=form.posted.get("version") or str(desk.file.case.version),
        unlawful=words.text(reason) if reason else None,
        came_from=came_from,
    )


def _too_late(
    request: Request,
    reference: str,
    page: ActPage,
    here: SignedIn,
    form: Form,
    came_from: str,
) -> Response:
    """Somebody was first: their act with name and time above, the typed values below."""
    site = site_of(request)
    names = names_of(site.office, here.municipality, now=site.now())
    with _reading(request, here) as store:
        desk = _desk(request, store, reference, page, here)
        again = overtaken(desk, form, names)
        return _form(request, desk, page, again, came_from=came_from, status=409)
