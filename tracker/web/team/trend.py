"""Twelve months of a team: the picture of its two shares, and the table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from notifications.formats import month
from tracker.services.team_figures import Month
from tracker.services.team_lists import Listed
from tracker.web.team.lines import Picture, picture
from tracker.web.team.view import KINDS, TRACKS, Rate, Teller


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month of the trend, in words."""

    name: str
    short: str
    in_time: Rate
    told: Rate


@dataclass(frozen=True, slots=True)
class Trend:
    """Twelve months as a picture and as a table."""

    picture: Picture
    rows: list[MonthRow]
    in_time: str
    told: str
    description: str

    @property
    def drawn(self) -> bool:
        """Whether there is a line to see."""
        return any(line.drawn for line in self.picture.lines)


def trend(months: Sequence[Month], teller: Teller) -> Trend:
    """The picture of twelve months and its table."""
    words = teller.words
    rows = [_month_row(m, teller) for m in months]
    drawn = picture([m.in_time.share for m in months], [m.told.share for m in months])
    in_time = next((r.in_time.percent for r in rows[::-1] if r.in_time.bar), "")
    told = next((r.told.percent for r in rows[::-1] if r.told.bar), "")
    return Trend(
        picture=drawn,
        rows=rows,
        in_time=words.say("i tide %(share)s", share=in_time),
        told=words.say("besked %(share)s", share=told),
        description=words.say(
            "To linjer over tolv måneder: i tide, senest %(in_time)s, og besked i tide, senest "
            "%(told)s. Alle tal står i tabellen.",
            in_time=in_time or words.say("ingen"),
            told=told or words.say("ingen"),
        ),
    )


def _month_row(found: Month, teller: Teller) -> MonthRow:
    ask, language = teller.ask, teller.words.language
    name = month(found.first, language)
    narrowed = {
        "maaned": found.first.strftime("%Y-%m"),
        "frist": KINDS.get(ask.tab, ""),
        "forloeb": TRACKS.get(ask.tab, ""),
    }
    return MonthRow(
        name=f"{name} {found.first.year}",
        short=name[:3],
        in_time=teller.rate(found.in_time, ask.list_address(Listed.IN_TIME, **narrowed)),
        told=teller.rate(found.told, ask.list_address(Listed.TOLD, **narrowed)),
    )
