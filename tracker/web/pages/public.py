"""Pages without login: when an answer must come, and every deadline that the municipality has
published. They hold nothing personal, set no cookie, and can be cached and shared."""

import time
from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from notifications.formats import short_date
from rules.calendar import FIRST_DAY
from rules.errors import RulesError
from rules.pack import Pack, pack_slugs
from rules.public_list import PublicList, public_list
from tracker.publishing.files import PDF, plain_files, with_paper
from tracker.publishing.page import page_of
from tracker.web.acts.fields import ahead, unread
from tracker.web.citizen.answer import Answer, answer, urgent
from tracker.web.citizen.finding import Found, current_rules, find_area
from tracker.web.forms import Form
from tracker.web.frame import public_words, render_public
from tracker.web.posted import Posted
from tracker.web.rate import Rate
from tracker.web.site import site_of
from tracker.web.typed import read_date

_TYPES: Final = {
    "frister.json": "application/json",
    "historik.json": "application/json",
    "frister.csv": "text/csv",
    PDF: "application/pdf",
}
#: The date on the page changes at midnight; a little later is soon enough.
_CACHED: Final = "public, max-age=300"


def not_too_often(request: Request) -> None:
    """Refuse a visitor who asks without a pause."""
    visitor = request.client.host if request.client else ""
    rate: Rate = request.app.state.rate
    if not rate.allows(visitor, time.monotonic()):
        raise HTTPException(429, headers={"Retry-After": str(rate.wait())})


router = APIRouter(dependencies=[Depends(not_too_often)])


def municipal_pack(request: Request, slug: str) -> Pack:
    """The pack of an address; an unknown municipality is a page that does not exist."""
    office = site_of(request).office
    if slug not in pack_slugs(office.settings.pack_folders):
        raise HTTPException(404)
    try:
        return office.book.pack(slug)
    except RulesError as error:
        raise HTTPException(404) from error


PackOf = Annotated[Pack, Depends(municipal_pack)]


@router.get("/frister")
def places(request: Request) -> Response:
    """The municipality of this installation, or the list of them."""
    office = site_of(request).office
    if office.settings.municipality:
        return RedirectResponse(f"/frister/{office.settings.municipality}", status_code=302)
    packs = [office.book.pack(slug) for slug in pack_slugs(office.settings.pack_folders)]
    named = sorted((pack.municipality.name, pack.municipality.slug) for pack in packs)
    return _public(render_public(request, "public_places.html", places=named))


@router.get("/frister/{slug}")
def deadlines(
    request: Request, slug: str, pack: PackOf, omraade: str = "", modtaget: str = "", find: str = ""
) -> Response:
    """Two questions and the answer, and all deadlines below."""
    words, today = public_words(request), site_of(request).today()
    named = _title(pack, omraade.strip())
    asked = Posted((("omraade", named), ("modtaget", modtaget.strip())))
    form = Form(words, asked if omraade or modtaget else Posted(()), act=words.say("få et svar"))
    found, reply = _answered(pack, form, request)
    shown = page_of(public_list(pack, today), words.language, today)
    return _public(
        render_public(
            request,
            "public.html",
            status=422 if form.errors else 200,
            pack=pack.municipality,
            slug=slug,
            form=form,
            areas=current_rules(pack, today),
            near=found.near if found else (),
            answer=reply,
            urgent=urgent(pack.municipality, words),
            page=shown,
            find=find.strip()[:100],
        )
    )


@router.get("/frister/{slug}/{name}")
def download(request: Request, slug: str, name: str, pack: PackOf) -> Response:
    """The same list as a file."""
    if name not in _TYPES:
        raise HTTPException(404)
    today = site_of(request).today()
    listed = public_list(pack, today)
    content = _file(listed, name)
    headers = {"Content-Disposition": f'inline; filename="{slug}-{name}"'}
    return _public(Response(content, media_type=_TYPES[name], headers=headers))


def _title(pack: Pack, text: str) -> str:
    """An address that is shared holds the area's id; the field shows what it is called."""
    titles = {rule.title for rule in pack.versions(text)} if pack.has_area(text) else set()
    alike = [rule for rule in pack.rules if rule.title in titles and rule.area != text]
    return text if alike or not titles else min(titles)


def _file(listed: PublicList, name: str) -> bytes:
    if name == PDF:
        return with_paper({}, listed, listed.on)[PDF]
    return plain_files(listed, listed.on)[name]


def _answered(pack: Pack, form: Form, request: Request) -> tuple[Found | None, Answer | None]:
    if not form.posted.fields:
        return None, None
    words, today = form.words, site_of(request).today()
    text = form.posted.get("omraade")
    found = find_area(pack, text[:200], today) if text else None
    if found is None:
        form.wrong("omraade", words.say("Skriv, hvad du har søgt om."))
    elif found.area is None and not found.near:
        form.wrong(
            "omraade",
            words.say(
                'Vi fandt ikke "%(text)s". Prøv et andet ord, eller se listen.', text=text[:60]
            ),
        )
    received = _received(form, request)
    if form.errors or found is None or found.area is None or received is None:
        return found, None
    return found, answer(pack, found.area, received, today, words)


def _received(form: Form, request: Request) -> date | None:
    today, text = site_of(request).today(), form.posted.get("modtaget")
    day = read_date(text, today)
    if day is None:
        form.wrong("modtaget", unread(text, form.words))
    elif day > today:
        form.wrong("modtaget", ahead(day, form.words))
    elif day < FIRST_DAY:
        first = short_date(FIRST_DAY)
        said = form.words.say("Vi kan regne fra %(day)s. Se datoen efter.", day=first)
        form.wrong("modtaget", said)
    return day


def _public(answer_: Response) -> Response:
    if answer_.status_code in (200, 302, 422):
        answer_.headers["Cache-Control"] = _CACHED
    return answer_
