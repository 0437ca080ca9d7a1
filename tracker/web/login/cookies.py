"""The cookies of the login: their names, and how strictly a browser keeps them."""

from enum import StrEnum

from fastapi import Request, Response

from tracker.web.frame import is_secure


class Cookie(StrEnum):
    """What a browser keeps for us. None holds a name or anything that tells who somebody is."""

    SESSION = "rettidig"
    BEFORE = "rettidig-foer"  # before the login: what the login form's token is made of
    KEPT_FORM = "rettidig-formular"
    PROVIDER = "rettidig-oidc"  # on the way to the identity provider and back; sealed


def read_cookie(request: Request, cookie: Cookie) -> str | None:
    """What the browser shows."""
    return request.cookies.get(_name(request, cookie))


def set_cookie(
    request: Request, answer: Response, cookie: Cookie, value: str, *, seconds: int | None = None
) -> None:
    """Let the browser keep something, until it is closed or for some seconds.

    `__Host-`: only over https, for this host alone, and no other host can set it. Over plain http,
    which is on this machine alone, browsers refuse that name; so it has another there.
    """
    answer.set_cookie(
        _name(request, cookie),
        value,
        max_age=seconds,
        path="/",
        secure=is_secure(request),
        httponly=True,
        samesite="lax",
    )


def drop_cookie(request: Request, answer: Response, cookie: Cookie) -> None:
    """Let the browser forget it."""
    answer.delete_cookie(
        _name(request, cookie), path="/", secure=is_secure(request), httponly=True, samesite="lax"
    )


def _name(request: Request, cookie: Cookie) -> str:
    return f"__Host-{cookie}" if is_secure(request) else str(cookie)
