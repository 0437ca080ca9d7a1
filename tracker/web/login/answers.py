"""What is answered where nobody is signed in, or somebody may not."""

from typing import Final
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response

from tracker.services.saved_forms import KEPT
from tracker.web.frame import go_to, is_fragment, words_of
from tracker.web.login.cookies import Cookie, set_cookie
from tracker.web.login.guard import (
    PASSWORD_PAGE,
    NeedsLogin,
    NeedsNewPassword,
    NoAccess,
    StrangeForm,
)
from tracker.web.problems import problem

LOGIN_PAGE: Final = "/login"


def add_to(app: FastAPI) -> None:
    """Answer the refusals of the guard."""
    app.add_exception_handler(NeedsLogin, _to_login)
    app.add_exception_handler(NeedsNewPassword, _to_password)
    app.add_exception_handler(StrangeForm, _strange_form)
    app.add_exception_handler(NoAccess, _no_access)


def _to_login(request: Request, error: Exception) -> Response:
    query = {}
    form = None
    if isinstance(error, NeedsLogin):
        query["next"] = error.onward
        query |= {"udloebet": "1"} if error.expired else {}
        form = error.form
    answer = _sent_to(request, f"{LOGIN_PAGE}?{urlencode(query)}")
    if form is not None:
        set_cookie(request, answer, Cookie.KEPT_FORM, form, seconds=int(KEPT.total_seconds()))
    return answer


def _to_password(request: Request, error: Exception) -> Response:
    return _sent_to(request, PASSWORD_PAGE)


def _sent_to(request: Request, address: str) -> Response:
    """Another page; htmx is told to load it whole instead of putting it into this one."""
    if is_fragment(request):
        return Response(status_code=401, headers={"HX-Redirect": address})
    return go_to(address)


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
