"""A town with one caseworker at a browser, for the pages of a case."""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from httpx2 import Response

from tests.helpers import Installation, aase, at
from tests.web.people import Browser, Clock, Town
from tracker.codes import Role
from tracker.policy import StaffRole
from tracker.services.memberships import NewRole

#: The day on which the pages are looked at, unless a test says otherwise.
TODAY = "2026-03-26"
CPR = "0107801234"


@dataclass(slots=True)
class Desk:
    """A caseworker at work: the installation, the town around it, and the browser."""

    installation: Installation
    town: Town
    browser: Browser

    @property
    def now(self) -> datetime:
        """The instant at which the pages are looked at."""
        return self.town.clock.now

    def at(self, day: str | date, hour: int = 9, minute: int = 0) -> None:
        """Move the clock; whoever was logged in logs in again."""
        self.town.clock.now = at(day, hour, minute)
        self.browser = self.town.enter("mette")

    def page(self, path: str) -> str:
        """A page that opens, with plain spaces and without entities."""
        answer = self.browser.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return plain(answer.text)

    def send(self, path: str, **fields: Any) -> Response:
        """Open a form and send it with the version it was drawn with."""
        opened = self.browser.get(path).text
        return self.browser.post(path, **{"version": version_in(opened), **fields})

    def show(self, reference: str) -> dict[str, Any]:
        """The case as the command line shows it."""
        return self.installation.show(reference, self.now)


def plain(text: str) -> str:
    """The text of an answer as people read it."""
    return html.unescape(text).replace("\N{NO-BREAK SPACE}", " ")


def version_in(page: str) -> str:
    """The version of the case that a form was drawn with."""
    found = re.search(r'name="version" value="([^"]*)"', page)
    return found[1] if found else ""


def errors_in(page: str) -> list[str]:
    """What the summary of errors says."""
    return [text.strip() for text in re.findall(r'<li><a href="#[^"]*">(.*?)</a></li>', page)]


@contextmanager
def working(migrated: Path, folder: Path) -> Iterator[Desk]:
    """A database of its own with Mette in every team."""
    (folder / "x.db").write_bytes(migrated.read_bytes())
    with Installation.at(folder, f"sqlite:///{folder}/x.db") as installation:
        town = Town.of(installation, Clock(at(TODAY)))
        town.hire("mette", NewRole(StaffRole.CASEWORKER), name="Mette Prøve Kjær")
        town.hire("sofie", NewRole(StaffRole.CASEWORKER), name="Sofie Prøve Lind")
        yield Desk(installation, town, town.enter("mette"))


def full_case(desk: Desk) -> str:
    """A case with something in every table of its page."""
    made = desk.installation
    parties = (
        aase(name="Karl Prøve Rosenkrantz", cpr=CPR, copy_to_party=False),
        aase(name="Rie Prøve Repræsentant", role=Role.REPRESENTATIVE, scope="hele sagen"),
    )
    reference = made.register("2026-01-05", parties=parties)
    made.live(reference, at("2026-01-06", 12))
    made.live(reference, at("2026-01-28", 12))
    made.correct(reference, "2026-01-06", "brevet lå i en anden kasse", now=at("2026-01-29"))
    made.live(reference, at("2026-01-30", 12))
    return reference
