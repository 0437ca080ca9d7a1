"""Every act of a case's life, and which of them are lawful now."""

from dataclasses import dataclass
from typing import Final

from tracker.services.desk import Desk
from tracker.services.signed_in import SignedIn
from tracker.web.acts import (
    appealed,
    changed,
    corrected,
    decided,
    disputed,
    ended,
    followed,
    happened,
)
from tracker.web.acts.page import ActPage
from tracker.web.addresses import act_address
from tracker.web.words import Words, mark

#: In the order of *Mere*: what happens to most cases comes first.
_MODULES: Final = (decided, happened, appealed, changed, followed, corrected, ended, disputed)
ACTS: Final[dict[str, ActPage]] = {page.slug: page for module in _MODULES for page in module.PAGES}
GROUPS: Final = {
    "happened": mark("Sket"),
    "changed": mark("Ændret"),
    "corrected": mark("Skrevet forkert"),
    "ended": mark("Slut"),
}


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """One group of *Mere*: links to the acts that are lawful now."""

    title: str
    links: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Menu:
    """What somebody may do in a case now, and why the rest is not there."""

    groups: list[MenuGroup]
    absent: list[str]


def menu(desk: Desk, here: SignedIn, words: Words) -> Menu:
    """The acts of a case for one person, in the order of the table."""
    case = desk.file.case
    about = {"team": case.team, "area": case.area, "kle": case.kle}
    allowed = [page for page in ACTS.values() if here.may_about(page.act, **about)]
    reasons = {page.slug: page.lawful(desk) for page in allowed}
    return Menu(
        groups=[
            MenuGroup(words.text(title), links)
            for group, title in GROUPS.items()
            if (links := _links(desk, allowed, reasons, group, words))
        ],
        absent=[words.text(reason) for reason in dict.fromkeys(reasons.values()) if reason],
    )


def _links(
    desk: Desk, allowed: list[ActPage], reasons: dict[str, str | None], group: str, words: Words
) -> list[tuple[str, str]]:
    return [
        (act_address(desk.file.case.reference, page.slug), words.text(page.title))
        for page in allowed
        if page.group == group and reasons[page.slug] is None
    ]
