"""The cases behind a figure, in words: for the page, and for the files that carry them away."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from notifications.formats import month, plain_date, short_date
from rules.standing import Standing
from rules.told import Told
from tracker.services.reporting import Period
from tracker.services.team_lists import NOBODY, OF_CASES, Behind, BehindRow, Listed
from tracker.web.addresses import case_address
from tracker.web.badges import Badge, badge
from tracker.web.case import words as codes
from tracker.web.team import words as said
from tracker.web.team.ask import LIST_PATH, address
from tracker.web.team.view import Link, Teller
from tracker.web.words import Words, mark

#: What an address of a list may say.
PARAMETERS: Final = (
    *("vis", "team", "periode", "talt", "nu", "omraade", "frist", "forloeb", "sagsbehandler"),
    *("aarsag", "uden-besked", "uge", "alder", "maaned", "efter"),
)
#: What narrows a list; each can be taken off again.
_NARROWING: Final = (
    *("omraade", "frist", "forloeb", "sagsbehandler", "aarsag", "uden-besked", "uge", "alder"),
    "maaned",
)
TOLD: Final = {
    Told.TOLD_IN_TIME: "told-in-time",
    Told.TOLD_LATE: "told-late",
    Told.NOT_TOLD: "not-told",
}
#: Lists of what waits now; the others are of what came, or may have come.
NOW: Final = frozenset({Listed.OVERDUE, Listed.AT_RISK}) | OF_CASES
TRACKS: Final = {
    "ordinary": mark("Almindelig"),
    "acute": mark("Akut"),
    "remanded": mark("Hjemvist"),
}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One row as it is drawn."""

    reference: str
    address: str
    area: str
    kind: str
    track: Badge | None
    received: str
    due: str
    late: str
    met: str
    standing: Badge
    told: Badge | None
    caseworker: str


@dataclass(frozen=True, slots=True)
class Lister:
    """What rows and filters are worded with."""

    teller: Teller
    names: Mapping[str, str]
    params: Mapping[str, str]

    @property
    def words(self) -> Words:
        """The sentences."""
        return self.teller.words

    def address(self, path: str = LIST_PATH, /, **changes: str) -> str:
        """This list with some values changed, from its beginning."""
        return address(path, {**self.params, "efter": "", **changes})

    def row(self, row: BehindRow) -> CaseRow:
        """One row in words."""
        return CaseRow(
            reference=row.reference,
            address=case_address(row.reference),
            area=self.teller.title(row.area),
            kind=codes.said(codes.KINDS, row.kind, self.words),
            track=badge("remanded", self.words) if row.track == "remanded" else None,
            received=short_date(row.received_on),
            due=short_date(row.due_on) if row.due_on else "",
            late=self.words.count("%(num)s dag for sent", "%(num)s dage for sent", row.days_late)
            if row.days_late
            else "",
            met=short_date(row.met_on) if row.met_on else "",
            standing=badge(look(row), self.words),
            told=badge(TOLD[row.told], self.words) if row.told else None,
            caseworker=self.person(row.caseworker),
        )

    def person(self, login: str) -> str:
        """A caseworker's name."""
        return self.names.get(login, login) if login else self.words.say("Ikke fordelt")

    def tags(self, asked: Behind) -> Iterator[Link]:
        """Each thing that narrows the list, with the address of the list without it."""
        for name in _NARROWING:
            text = self._narrowed(name, asked)
            if text:
                yield Link(self.address(**{name: ""}), text)

    def _narrowed(self, name: str, asked: Behind) -> str:
        words = self.words
        match name:
            case "omraade":
                return self.teller.title(asked.area) if asked.area else ""
            case "frist":
                return codes.said(codes.KINDS, asked.kind, words) if asked.kind else ""
            case "forloeb":
                return words.text(TRACKS[asked.track]) if asked.track else ""
            case "sagsbehandler":
                login = "" if asked.caseworker == NOBODY else asked.caseworker
                return self.person(login) if asked.caseworker else ""
            case "aarsag":
                return codes.said(codes.CAUSES, asked.cause, words) if asked.cause else ""
            case "uden-besked":
                return words.say("Uden besked") if asked.untold else ""
            case "uge":
                return words.say("Denne uge") if asked.this_week else ""
            case "alder":
                return words.text(said.AGES[asked.age]) if asked.age is not None else ""
            case _:
                return self._month(asked.month) if asked.month else ""

    def _month(self, first: date) -> str:
        return f"{month(first, self.words.language)} {first.year}"

    def period(self, asked: Behind) -> str:
        """The days that the list is about, in words; empty where it is about now."""
        words, found = self.words, asked.period
        if asked.what in NOW or found == replace(Period(), by_receipt=found.by_receipt):
            return ""
        first = plain_date(found.first, words.language) if found.first else ""
        last = plain_date(found.last, words.language) if found.last else ""
        if found.by_receipt:
            return words.say("Modtaget %(first)s – %(last)s.", first=first, last=last)
        return words.say("Afgjort eller leveret %(first)s – %(last)s.", first=first, last=last)

    def choices(self) -> list[tuple[str, str]]:
        """The lists that the same cases can be looked at as."""
        return [(what.value, self.words.text(text)) for what, text in said.LISTS.items()]


def look(row: BehindRow) -> str:
    """The badge of a row."""
    if row.standing is Standing.OVERDUE:
        return "overdue" if row.told is Told.NOT_TOLD else "overdue-told"
    if row.standing is Standing.BREACHED and row.kind == "delivery":
        return "breached-delivery"
    return str(row.standing)


def is_of_cases(asked: Behind) -> bool:
    """Whether a row is a case; else it is one of a case's dates."""
    return asked.what in OF_CASES


def heading(asked: Behind, words: Words) -> str:
    """What the list is called."""
    return words.text(said.LISTS[asked.what])


def definition(asked: Behind, words: Words) -> str:
    """What the list counts."""
    return words.text(said.DEFINITIONS[asked.what])
