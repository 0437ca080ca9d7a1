"""What is answered where nobody is signed in, or somebody may not."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse

from tracker.services.saved_forms import KEPT
from tracker.web.frame import go_to, is_fragment, is_framed, words_of
from tracker.web.login.cookies import Cookie, set_cookie
from tracker.web.login.guard import (
    PASSWORD_PAGE,
    NeedsLogin,
    NeedsNewPassword,
    NoAccess,
    StrangeForm,
)
from tracker.web.notice.unwritten import unseen
from tracker.web.problems import problem

LOGIN_PAGE: Final = "/login"
#: Where a page says that a session ran out, by what htmx would have filled. Never a field: what is
#: typed there must stay.
_SAID_IN: Final[Mapping[str, str]] = {
    "div#frister": "#frister",
    "p#lix": "#lix",
    "div#ordene": "#lix",
}


def add_to(app: FastAPI) -> None:
    """Answer the refusals of the guard."""
    app.add_exception_handler(NeedsLogin, _to_login)
    app.add_exception_handler(NeedsNewPassword, _to_password)
    app.add_exception_handler(StrangeForm, _strange_form)
    app.add_exception_handler(NoAccess, _no_access)


def _to_login(request: Request, error: Exception) -> Response:
    if is_fragment(request):
        return _stays(request, expired=isinstance(error, NeedsLogin) and error.expired)
    if is_framed(request):
        return unseen(request, _away(request))
    query = {}
    form = None
    if isinstance(error, NeedsLogin):
        query["next"] = error.onward
        query |= {"udloebet": "1"} if error.expired else {}
        form = error.form
    answer = go_to(f"{LOGIN_PAGE}?{urlencode(query)}")
    if form is not None:
        set_cookie(request, answer, Cookie.KEPT_FORM, form, seconds=int(KEPT.total_seconds()))
    return answer


def _to_password(request: Request, error: Exception) -> Response:
    return _stays(request, expired=False) if is_fragment(request) else go_to(PASSWORD_PAGE)


def _stays(request: Request, *, expired: bool) -> Response:
    """No part of a page, and no other page in its place: what is typed there is sent by the form.

    That the session ran out is said where there is room for it. htmx would put a 401 into the page
    like any other answer, so that each says what is to be done with it.
    """
    place = _SAID_IN.get(request.headers.get("hx-target", ""))
    if not expired or place is None:
        return Response(status_code=401, headers={"HX-Reswap": "none"})
    headers = {"HX-Retarget": place, "HX-Reswap": "innerHTML"}
    return PlainTextResponse(_away(request), 401, headers)


def _away(request: Request) -> str:
    return words_of(request).say(
        "Du har været væk for længe. Send formularen, så kan du logge ind og fortsætte."
    )


def _strange_form(request: Request, error: Exception) -> Response:
    say = words_of(request).say
    text = say(
        "Formularen kom ikke fra siden her, eller den har stået åben for længe. "
        "Gå tilbage, hent siden igen, og send den så."
    )
    return problem(request, 403, say("Formularen kan ikke bruges"), text)


def _no_access(request: Request, error: Exception) -> Response:
    say = words_of(request).say
    text = say("Det hører til et andet team eller en anden rolle. Bed teamlederen om adgang.")
    return problem(request, 403, say("Det har du ikke adgang til"), text)
