"""What was done, said once on the next page: kept in a cookie for that one request."""

from typing import Final, NamedTuple
from urllib.parse import quote, unquote

from fastapi import Request, Response

COOKIE: Final = "rettidig-sagt"
_SECONDS: Final = 60
#: Between the parts of what is said; stands in no sentence.
_BETWEEN: Final = "\n"


class Said(NamedTuple):
    """A sentence about what was done, and where to put it right."""

    text: str
    link: str = ""
    link_text: str = ""
    note: str = ""  # what else whoever did it should know


def say_next(answer: Response, said: Said, *, secure: bool) -> None:
    """Say something on the page that the answer leads to."""
    answer.set_cookie(
        COOKIE,
        quote(_BETWEEN.join(said)),
        max_age=_SECONDS,
        secure=secure,
        httponly=True,
        samesite="lax",
    )


def said_before(request: Request) -> Said | None:
    """What the last act wanted to be said; our own addresses alone are links."""
    parts = unquote(request.cookies.get(COOKIE, "")).split(_BETWEEN)
    if len(parts) != len(Said._fields) or (parts[1] and not parts[1].startswith("/")):
        return None
    return Said(*parts)
