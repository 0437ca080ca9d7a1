"""What stands in the place of a letter that cannot be shown."""

from collections.abc import Sequence

from fastapi import Request, Response

from tracker.web.frame import render, words_of
from tracker.web.headers import POLICY


def unwritten(request: Request, why: Sequence[str]) -> Response:
    """What stands in the letter's place while it cannot be written."""
    title = words_of(request).say("Brevet kan ikke skrives endnu")
    return _in_its_place(request, title, why, status=422)


def unseen(request: Request, why: str) -> Response:
    """What stands in the letter's place where nobody is signed in any more."""
    title = words_of(request).say("Brevet kan ikke vises")
    return _in_its_place(request, title, [why], status=401)


def _in_its_place(request: Request, title: str, why: Sequence[str], *, status: int) -> Response:
    """Shown in the frame of the page on which the letter is written."""
    answer = render(request, "notice_unwritten.html", status=status, title=title, why=why)
    answer.headers["Content-Security-Policy"] = POLICY.format(ancestors="'self'")
    return answer
