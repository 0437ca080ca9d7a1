"""What stands before every page: who is there, may they, and did the form come from us.

A route that takes `Here` or `needs(Act…)` is behind the login, and safe against other sites: the
form's token is checked with it, for every method that changes something.
"""

from collections.abc import Callable
from typing import Annotated, Final
from urllib.parse import urlsplit

from fastapi import Depends, Request

from tracker.policy import Act
from tracker.services.saved_forms import keep_form
from tracker.services.sessions import find_session, other_secrets
from tracker.services.signed_in import Expired, SignedIn
from tracker.web.frame import is_fragment, is_framed, local_path
from tracker.web.login import csrf
from tracker.web.login.cookies import Cookie, read_cookie
from tracker.web.login.pages_of import form_of, page_of
from tracker.web.posted import Form, Posted
from tracker.web.site import site_of

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
#: Where somebody may go who must change the password first.
PASSWORD_PAGE: Final = "/password"  # noqa: S105 - an address
_OPEN_BEFORE_CHANGE: Final = frozenset({PASSWORD_PAGE, "/logout"})
#: Forms with a password are never kept; nor is what htmx posts to fetch a part of a page.
_NEVER_KEPT: Final = frozenset({"/login", PASSWORD_PAGE})


class NeedsLogin(Exception):
    """Nobody is signed in; `form` leads to what was typed, where a session ran out."""

    def __init__(self, onward: str, *, expired: bool = False, form: str | None = None) -> None:
        super().__init__("nobody is signed in")
        self.onward = onward
        self.expired = expired
        self.form = form


class NeedsNewPassword(Exception):
    """The first password must be changed before anything else."""


class StrangeForm(Exception):
    """The form does not carry a token of this browser's: it came from elsewhere, or is too old."""


class NoAccess(Exception):
    """Somebody is signed in, and their roles do not reach this."""


def current(request: Request) -> SignedIn | Expired | None:
    """Who is at the browser, looked up once a request."""
    if not hasattr(request.state, "session"):
        site = site_of(request)
        cookie = read_cookie(request, Cookie.SESSION)
        request.state.session = find_session(site.office, cookie, now=site.now())
    found: SignedIn | Expired | None = request.state.session
    if isinstance(found, SignedIn):
        request.state.signed_in = found
        request.state.csrf = csrf.token(found.csrf_secret)
    return found


def signed_in(request: Request, posted: Form) -> SignedIn:
    """Who is signed in; raises `NeedsLogin`, `StrangeForm` or `NeedsNewPassword`."""
    found = current(request)
    if not isinstance(found, SignedIn):
        raise _needs_login(request, found, posted)
    if request.method not in SAFE and not _from_us(request, posted, found):
        raise StrangeForm
    request.state.language = posted.for_language
    if found.must_change_password and request.url.path not in _OPEN_BEFORE_CHANGE:
        raise NeedsNewPassword
    return found


Here = Annotated[SignedIn, Depends(signed_in)]


def needs(act: Act) -> Callable[[SignedIn], SignedIn]:
    """A dependency: somebody who may do the act somewhere; `demand` asks about the case itself."""

    def allowed(here: Here) -> SignedIn:
        if not here.may(act):
            raise NoAccess
        return here

    return allowed


def demand(
    here: SignedIn, act: Act, *, team: str | None, area: str | None, kle: str | None = None
) -> None:
    """Refuse an act about a case that the person's roles do not reach; raises `NoAccess`."""
    if not here.may_about(act, team=team, area=area, kle=kle):
        raise NoAccess


def given_token(request: Request, posted: Posted) -> str:
    """The token that came with a form, or with a request of htmx."""
    return request.headers.get(csrf.HEADER) or posted.get(csrf.FIELD)


def _from_us(request: Request, posted: Posted, here: SignedIn) -> bool:
    given = given_token(request, posted)
    if csrf.matches(given, here.csrf_secret):
        return True
    site = site_of(request)
    others = other_secrets(site.office, here, now=site.now())
    return any(csrf.matches(given, secret) for secret in others)


def _needs_login(request: Request, found: Expired | None, posted: Posted) -> NeedsLogin:
    if request.method in SAFE:
        query = f"?{request.url.query}" if request.url.query else ""
        onward = page_of(request.url.path) + query
        return NeedsLogin(local_path(onward), expired=found is not None)
    onward = _came_from(request)
    if found is None:
        return NeedsLogin(onward)
    return NeedsLogin(onward, expired=True, form=_kept(request, found, posted))


def _kept(request: Request, expired: Expired, posted: Posted) -> str | None:
    path = request.url.path
    if path in _NEVER_KEPT or path == "/logout" or is_fragment(request) or is_framed(request):
        return None
    if not csrf.matches(given_token(request, posted), expired.csrf_secret):
        return None
    site = site_of(request)
    fields = [(name, value) for name, value in posted.fields if name != csrf.FIELD]
    query = f"?{request.url.query}" if request.url.query else ""
    page, fields = form_of(path, fields)
    return keep_form(site.office, expired, local_path(page + query), fields, now=site.now())


def _came_from(request: Request) -> str:
    """The page that a form stood on, where the browser says so and it is one of ours."""
    came = urlsplit(request.headers.get("referer", ""))
    if came.netloc != request.url.netloc:
        return "/"
    return local_path(came.path + (f"?{came.query}" if came.query else ""))
