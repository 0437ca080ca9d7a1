"""Why a notice that is due cannot be dropped, and the acts that remove the duty to write it."""

from dataclasses import dataclass
from typing import Final

from notifications.formats import long_date
from rules.terms import DeadlineKind
from tracker.policy import Act
from tracker.services.desk import Desk
from tracker.services.signed_in import SignedIn
from tracker.web.acts.page import ActPage
from tracker.web.acts.table import ACTS
from tracker.web.addresses import act_address
from tracker.web.notice.subject import Subject
from tracker.web.words import Words, mark

#: What removes the duty, by what is late: the question a person asks, and the acts that answer it.
_WAYS: Final[dict[DeadlineKind, tuple[tuple[str, tuple[str, ...]], ...]]] = {
    DeadlineKind.DECISION: (
        (mark("Er sagen afgjort, eller kan I afgøre den inden fristen?"), ("afgoerelse",)),
        (
            mark("Er fristen forkert?"),
            ("ret-modtaget", "omraade", "ikke-akut", "ret-akut", "ret-hjemvist", "samme-sag"),
        ),
        (
            mark("Skal sagen ikke afgøres af jer?"),
            ("trukket", "flyttet", "doed", "sendt-videre", "afvist"),
        ),
        (mark("Skal en anden have brevet?"), ("part", "ny-part")),
    ),
    DeadlineKind.DELIVERY: (
        (mark("Er hjælpen nået frem til borgeren?"), ("levering",)),
        (mark("Er bevillingen eller fristen forkert?"), ("ret-afgoerelse", "ikke-akut")),
        (mark("Vil borgeren ikke have hjælpen?"), ("sagt-fra",)),
        (mark("Skal en anden have brevet?"), ("part", "ny-part")),
    ),
    DeadlineKind.RECONSIDERATION: (
        (mark("Er svaret på klagen givet, eller er klagen trukket tilbage?"), ("genvurdering",)),
        (mark("Skal en anden have brevet?"), ("part", "ny-part")),
    ),
}


@dataclass(frozen=True, slots=True)
class Way:
    """One question, and the acts that answer it with yes."""

    question: str
    links: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Dropping:
    """The page: why not, and what else."""

    due: bool
    why: str
    ways: list[Way]


def dropping(about: Subject, here: SignedIn, words: Words) -> Dropping:
    """What can be done instead of writing, by this person, in this case, now."""
    return Dropping(
        due=_due(about),
        why=_why(about, words),
        ways=[
            Way(words.text(question), links)
            for question, slugs in _WAYS[about.kind]
            if (links := _links(about.desk, slugs, here, words))
        ],
    )


def _due(about: Subject) -> bool:
    return about.desk.now >= about.first.times.draft_from


def _why(about: Subject, words: Words) -> str:
    stake = long_date(about.stake, words.language)
    if not _due(about):
        return words.say(
            "Der går ikke noget brev endnu. Når I afgørelsen eller hjælpen inden %(day)s, går der "
            "heller ikke noget.",
            day=stake,
        )
    return words.say(
        "Ansøger har krav på at vide det, før %(day)s er gået. Så længe fristen løber, kan brevet "
        "ikke slettes. Men et af disse skridt kan gøre det overflødigt. Så stopper Rettidig det "
        "selv, og du skriver hvorfor dér.",
        day=stake,
    )


def _links(
    desk: Desk, slugs: tuple[str, ...], here: SignedIn, words: Words
) -> list[tuple[str, str]]:
    reference = desk.file.case.reference
    return [
        (act_address(reference, slug), words.text(page.title))
        for slug in slugs
        if (page := ACTS[slug]).lawful(desk) is None and _may(desk, page, here)
    ]


def _may(desk: Desk, page: ActPage, here: SignedIn) -> bool:
    case = desk.file.case
    return here.may_about(Act(page.act), team=case.team, area=case.area, kle=case.kle)
