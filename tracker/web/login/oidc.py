"""Logging in through the municipality's identity provider (OpenID Connect, code flow with PKCE).

The one asynchronous module: Authlib's client is. What it must remember between leaving and coming
back (state, nonce, the PKCE verifier) goes into a sealed cookie that lives for ten minutes.
"""

import json
import logging
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from typing import Any, Final

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.starlette_client import OAuth
from fastapi import APIRouter, FastAPI, HTTPException, Request, Response
from httpx2 import HTTPError
from joserfc.errors import JoseError
from starlette.concurrency import run_in_threadpool

from tracker.errors import Refused, SealError
from tracker.office import Office
from tracker.services.accounts import LoginTaken
from tracker.services.identity_provider import IdentityProvider, read_identity_provider
from tracker.services.single_sign_on import Identity, NoLongerActive, NoRole, admit
from tracker.web.frame import local_path, words_of
from tracker.web.login.cookies import Cookie, drop_cookie, read_cookie, set_cookie
from tracker.web.login.entry import welcome
from tracker.web.problems import problem
from tracker.web.site import site_of

log = logging.getLogger("rettidig.web")
router = APIRouter()

CALLBACK_PAGE: Final = "/login/oidc/callback"
_SECONDS_AWAY: Final = 600
_PLACE: Final = "cookie.oidc"


class Desk:
    """Authlib's client of the one identity provider of this installation."""

    def __init__(self, provider: IdentityProvider) -> None:
        self.provider = provider
        self.client: Any = OAuth().register(
            name="provider",
            client_id=provider.client_id,
            client_secret=provider.client_secret,
            server_metadata_url=provider.discovery,
            client_kwargs={
                "scope": provider.scope,
                "code_challenge_method": "S256",
                "timeout": 10,
            },
        )


def add_to(app: FastAPI, office: Office) -> None:
    """Open the desk where a provider is set; raises `SettingsError` when its settings lack one."""
    provider = read_identity_provider(office.settings, office.book)
    app.state.oidc = Desk(provider) if provider else None


@router.get("/login/oidc")
async def leave(request: Request, next: str | None = None) -> Response:
    """Send the browser to the identity provider."""
    desk = _desk(request)
    request.scope["session"] = {}
    try:
        answer: Response = await desk.client.authorize_redirect(request, _callback(request))
    except (HTTPError, AuthlibBaseError, ValueError) as error:
        return await _failed(request, error)
    kept = {"session": request.scope["session"], "next": local_path(next)}
    kept["until"] = site_of(request).now().timestamp() + _SECONDS_AWAY
    set_cookie(request, answer, Cookie.PROVIDER, _sealed(request, kept), seconds=_SECONDS_AWAY)
    return answer


@router.get(CALLBACK_PAGE)
async def come_back(request: Request) -> Response:
    """Let in whom the provider vouches for; a refusal says what to do."""
    desk = _desk(request)
    kept = _opened(request)
    request.scope["session"] = kept.get("session", {})
    try:
        identity = await _identity(desk, request)
        token = await run_in_threadpool(_admitted, request, desk.provider, identity)
    except Refused as error:
        return await run_in_threadpool(_refused, request, error)
    except (HTTPError, AuthlibBaseError, JoseError, ValueError, TypeError, KeyError) as error:
        return await _failed(request, error)
    answer = welcome(request, token, local_path(kept.get("next")))
    drop_cookie(request, answer, Cookie.PROVIDER)
    return answer


async def _identity(desk: Desk, request: Request) -> Identity:
    token = await desk.client.authorize_access_token(request)
    claims: dict[str, Any] = dict(token["userinfo"])  # of the checked ID token
    if desk.provider.groups_claim not in claims or "name" not in claims:
        more = await desk.client.userinfo(token=token)
        if more["sub"] != claims["sub"]:
            raise ValueError("the user information is about somebody else")
        claims = {**more, **claims}
    return _read_claims(claims, desk.provider.groups_claim)


def _read_claims(claims: Mapping[str, Any], groups_claim: str) -> Identity:
    """What we use of the claims; Entra ID and AD FS name people in claims of their own."""
    subject = str(claims["sub"])
    login = next(
        (str(claims[c]) for c in ("preferred_username", "upn", "email") if claims.get(c)), subject
    )
    groups = claims.get(groups_claim) or []
    listed = groups if isinstance(groups, list) else [groups]
    return Identity(
        subject=subject,
        login=login,
        name=str(claims.get("name") or login),
        groups=tuple(str(group) for group in listed),
    )


def _admitted(request: Request, provider: IdentityProvider, identity: Identity) -> str:
    site = site_of(request)
    replaces = read_cookie(request, Cookie.SESSION)
    return admit(site.office, provider, identity, now=site.now(), replaces=replaces)


def _refused(request: Request, error: Refused) -> Response:
    say = words_of(request).say
    if isinstance(error, NoRole):
        text = say("Du har ingen rolle i Rettidig endnu. Bed din teamleder om at få en.")
    elif isinstance(error, NoLongerActive):
        text = say("Din konto er lukket. Bed en administrator om at åbne den.")
    elif isinstance(error, LoginTaken):
        text = say("En anden konto her har dit brugernavn. Bed en administrator om hjælp.")
    else:
        text = say("Dit brugernavn eller navn kan ikke bruges her. Bed en administrator om hjælp.")
    answer = problem(request, 403, say("Du kan ikke logge ind"), text)
    drop_cookie(request, answer, Cookie.PROVIDER)
    return answer


async def _failed(request: Request, error: Exception) -> Response:
    # The provider's own words could name somebody: our log has the kind alone.
    log.warning("single sign-on: %s", type(error).__name__)
    return await run_in_threadpool(_provider_problem, request)


def _provider_problem(request: Request) -> Response:
    say = words_of(request).say
    text = say(
        "Kommunens login svarede ikke, som det skulle, eller du var væk for længe. "
        "Gå til forsiden, og log ind igen."
    )
    answer = problem(request, 502, say("Du er ikke logget ind"), text)
    drop_cookie(request, answer, Cookie.PROVIDER)
    return answer


def _desk(request: Request) -> Desk:
    desk: Desk | None = request.app.state.oidc
    if desk is None:
        raise HTTPException(404)
    return desk


def _callback(request: Request) -> str:
    public = site_of(request).office.settings.public_url
    return (public or str(request.base_url).rstrip("/")) + CALLBACK_PAGE


def _sealed(request: Request, kept: Mapping[str, Any]) -> str:
    sealer = site_of(request).office.sealer
    return urlsafe_b64encode(sealer.seal(json.dumps(kept), _PLACE)).decode()


def _opened(request: Request) -> dict[str, Any]:
    """What we sealed when the browser left; nothing where that is not here or too long ago."""
    site = site_of(request)
    try:
        raw = urlsafe_b64decode(read_cookie(request, Cookie.PROVIDER) or "")
        kept: dict[str, Any] = json.loads(site.office.sealer.open(raw, _PLACE))
    except (SealError, NotBase64, ValueError):
        return {}
    return kept if site.now().timestamp() < kept["until"] else {}
