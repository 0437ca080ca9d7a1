"""Logging in with name and password, and logging out."""

from typing import Annotated, Final

from fastapi import APIRouter, Request, Response

from rules.pack import PackError
from tracker.errors import NotFound
from tracker.services.sessions import end_session
from tracker.services.signed_in import SignedIn
from tracker.services.signing_in import Credentials, municipalities_with_users, sign_in
from tracker.web.forms import Form as Fields
from tracker.web.frame import go_to, local_path, render, words_of
from tracker.web.login import csrf
from tracker.web.login.answers import LOGIN_PAGE
from tracker.web.login.cookies import Cookie, drop_cookie, read_cookie, set_cookie
from tracker.web.login.guard import Here, current, given_token
from tracker.web.login.onward import ONWARD_PAGE
from tracker.web.posted import NOTHING, Form, Posted
from tracker.web.site import Site, site_of

router = APIRouter()

#: How long a login page may stand open.
_OPEN_SECONDS: Final = 3600

Flag = Annotated[str | None, "set in the address"]


@router.get("/login")
def login_page(
    request: Request, next: str | None = None, udloebet: Flag = None, ud: Flag = None
) -> Response:
    """The login form; somebody who is signed in goes on at once."""
    if isinstance(current(request), SignedIn):
        return go_to(local_path(next))
    fields = Fields(words_of(request), began={"next": local_path(next)})
    return _form(request, fields, expired=bool(udloebet), left=bool(ud))


@router.post("/login")
def log_in(request: Request, posted: Form) -> Response:
    """Let somebody in. A refusal never says which of name and password was wrong."""
    words = words_of(request)
    fields = Fields(words, posted, act=words.say("logge ind"))
    secret = csrf.secret_of(read_cookie(request, Cookie.BEFORE))
    if secret is None or not csrf.matches(given_token(request, posted), secret):
        fields.wrong("login", words.say("Siden havde stået åben for længe. Prøv igen."))
        return _form(request, fields, status=403)
    token = _token(request, posted)
    if token is None:
        text = words.say(
            "Navn og adgangskode passer ikke sammen. Efter fem forsøg er der lukket i et kvarter."
        )
        fields.wrong("login", text)
        return _form(request, fields, status=401)
    return welcome(request, token, local_path(posted.get("next")))


@router.post("/logout")
def log_out(request: Request, here: Here) -> Response:
    """End the session; what is on the screen in other windows can no longer be sent."""
    site = site_of(request)
    end_session(site.office, here, now=site.now())
    answer = go_to(LOGIN_PAGE, {"ud": "1"})
    drop_cookie(request, answer, Cookie.SESSION)
    return answer


def welcome(request: Request, token: str, onward: str) -> Response:
    """The browser of somebody who is let in: with their session, and back to what they did."""
    kept = read_cookie(request, Cookie.KEPT_FORM)
    answer = go_to(ONWARD_PAGE if kept else onward)
    set_cookie(request, answer, Cookie.SESSION, token)
    drop_cookie(request, answer, Cookie.BEFORE)
    return answer


def _token(request: Request, posted: Posted) -> str | None:
    site = site_of(request)
    codes = [code for code, _ in _municipalities(site)]
    chosen = posted.get("municipality") or next(iter(codes), "")
    if chosen not in codes:
        chosen = "0000"  # nobody is there: answered as any other name that does not fit
    password = next((value for name, value in posted.fields if name == "password"), "")
    given = Credentials(chosen, posted.get("login")[:100], password[:1000])
    replaces = read_cookie(request, Cookie.SESSION)
    return sign_in(site.office, given, now=site.now(), replaces=replaces)


def _municipalities(site: Site) -> list[tuple[str, str]]:
    """Code and name of the municipalities that somebody can sign in to; the usual one first."""
    book, usual = site.office.book, site.office.settings.municipality
    found = []
    for code in municipalities_with_users(site.office, now=site.now()):
        try:
            home = book.of(code).municipality
        except (NotFound, PackError):
            found.append((False, code, code))
            continue
        found.append((home.slug == usual, home.name, code))
    return [(code, name) for _, name, code in sorted(found, key=lambda f: (not f[0], f[1]))]


def _form(
    request: Request,
    fields: Fields,
    *,
    status: int = 200,
    expired: bool = False,
    left: bool = False,
) -> Response:
    cookie = read_cookie(request, Cookie.BEFORE)
    if csrf.secret_of(cookie) is None:
        cookie = csrf.new_secret()
    request.state.csrf = csrf.token(csrf.secret_of(cookie) or b"")
    site = site_of(request)
    posted = fields.posted is not NOTHING
    answer = render(
        request,
        "login.html",
        status=status,
        form=fields,
        expired=expired or (posted and read_cookie(request, Cookie.KEPT_FORM) is not None),
        left=left,
        municipalities=_municipalities(site),
        provider=site.office.settings.oidc_issuer is not None,
    )
    set_cookie(request, answer, Cookie.BEFORE, cookie or "", seconds=_OPEN_SECONDS)
    return answer
