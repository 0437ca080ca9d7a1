"""Why a letter could not be set, in the language of the page; the letters say it in English."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from fastapi import Request, Response

from tracker.web.frame import render, words_of
from tracker.web.headers import POLICY
from tracker.web.refusals import pattern_of
from tracker.web.words import Words, mark

#: What `notifications.pdf_problems` says, with its values named in braces, and what a page says.
PROBLEMS: Final = {
    "the letter runs to more than two pages: shorten the reason": mark(
        "Brevet fylder mere end to sider. Gør begrundelsen kortere."
    ),
    "the recipient's name and address do not fit the window of an envelope: "
    "at most seven lines, and shorter ones": mark(
        "Modtagerens navn og adresse er for lange til kuvertens rude. Der er plads til syv linjer. "
        "Ret dem under Ret oplysninger om en part."
    ),
    "the letter cannot show the character {named} in {where}: correct {again}": mark(
        "Brevet kan ikke vise tegnet %(named)s. Skriv det på en anden måde."
    ),
}


def why_unwritten(text: str, words: Words) -> str:
    """The problem in the language of the page; what is not in the table stays as it is."""
    for pattern, instead in _patterns():
        if found := pattern.fullmatch(text):
            return words.say(instead, **found.groupdict())
    return text


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


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    return [(pattern_of(said), instead) for said, instead in PROBLEMS.items()]
