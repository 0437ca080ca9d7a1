"""The front door, the choice of language, and the addresses that every public site must have."""

from typing import Final

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import PlainTextResponse, RedirectResponse

from tracker.policy import Act
from tracker.services.signed_in import SignedIn
from tracker.web.frame import go_to, keep_language, local_path
from tracker.web.login.guard import current
from tracker.web.site import site_of

router = APIRouter()

#: Where each of us begins: the first of these that the person may open.
_PLACES: Final = (
    (Act.SEE_TEAM, "/team"),
    (Act.SEE_CASE, "/arbejde"),
    (Act.EDIT_USERS, "/administration"),
    (Act.SEE_RULES, "/regler"),
)


@router.get("/")
def start(request: Request) -> Response:
    """Staff come to their work, everybody else to the public deadlines."""
    found = current(request)
    if not isinstance(found, SignedIn):
        return RedirectResponse("/frister", status_code=302)
    place = next((path for act, path in _PLACES if found.may(act)), "/profil")
    return go_to(place)


@router.get("/sprog/{code}")
def language(request: Request, code: str, til: str | None = None) -> Response:
    """Keep the language that the person chose, and show the page again."""
    if code not in ("da", "en"):
        raise HTTPException(404)
    answer = go_to(local_path(til))
    keep_language(request, answer, code)
    return answer


@router.get("/was")
def accessibility(request: Request) -> Response:
    """The accessibility statement, at the short address that every public site must have."""
    address = site_of(request).office.settings.accessibility_statement
    if address is None:
        raise HTTPException(404)
    return RedirectResponse(address, status_code=302)


@router.get("/robots.txt")
def robots() -> Response:
    """Search engines may find the public deadlines; there is nothing else for them."""
    return PlainTextResponse("User-agent: *\nAllow: /frister\nDisallow: /\n")


@router.get("/sundhed")
def health(request: Request) -> Response:
    """For whoever watches the server: the database answers."""
    site = site_of(request)
    with site.office.reading(site.now()) as store:
        store.session.connection()
    return PlainTextResponse("ok")
