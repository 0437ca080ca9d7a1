"""Going on where somebody left off: the form that they sent when their session had run out."""

from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from tracker.services.saved_forms import Kept, drop_form, kept_form
from tracker.web.frame import go_to, render
from tracker.web.login.cookies import Cookie, drop_cookie, read_cookie
from tracker.web.login.guard import Here
from tracker.web.posted import Posted
from tracker.web.site import site_of

ONWARD_PAGE: Final = "/login/fortsaet"
DROP_PAGE: Final = "/login/kasser"

router = APIRouter()


@router.get(ONWARD_PAGE)
def onward(request: Request, here: Here) -> Response:
    """What was typed, to be sent now or not at all. Nobody but its writer sees it."""
    kept = _kept(request, here)
    if kept is None:
        return _done(request, "/")
    told = Posted(kept.fields).typed()
    return render(request, "onward.html", kept=kept, told=told, drop=DROP_PAGE, send=ONWARD_PAGE)


@router.post(ONWARD_PAGE)
def send_on(request: Request, here: Here) -> Response:
    """Send the form on to its page: the browser posts it there again, as it stands here."""
    kept = _kept(request, here)
    if kept is None:
        return _done(request, "/")
    _forget(request, here)
    # 307 keeps method and fields; the page checks them as if they came to it at first.
    answer = RedirectResponse(kept.path, status_code=307)
    drop_cookie(request, answer, Cookie.KEPT_FORM)
    return answer


@router.post(DROP_PAGE)
def drop(request: Request, here: Here) -> Response:
    """Forget the form."""
    _forget(request, here)
    return _done(request, "/")


def _kept(request: Request, here: Here) -> Kept | None:
    site = site_of(request)
    return kept_form(site.office, here, read_cookie(request, Cookie.KEPT_FORM), now=site.now())


def _forget(request: Request, here: Here) -> None:
    site, cookie = site_of(request), read_cookie(request, Cookie.KEPT_FORM)
    if cookie is not None:
        drop_form(site.office, here, cookie, now=site.now())


def _done(request: Request, path: str) -> Response:
    answer = go_to(path)
    drop_cookie(request, answer, Cookie.KEPT_FORM)
    return answer
