"""What every page works with: the opened office, the templates, the assets and the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from fastapi import Request

from tracker import clock
from tracker.office import Office
from tracker.web.assets import Assets
from tracker.web.drawing import Templates

#: The two languages of the pages; Danish is the one they are written in.
LANGUAGES: Final = ("da", "en")


@dataclass(frozen=True, slots=True)
class Site:
    """One running web application."""

    office: Office
    assets: Assets
    templates: Templates
    #: Over plain http on this machine alone: cookies go without the mark "Secure".
    local: bool = False
    now: Callable[[], datetime] = clock.now

    def today(self) -> date:
        """The Danish day."""
        return clock.today(self.now())


def site_of(request: Request) -> Site:
    """The application that a request came to."""
    site: Site = request.app.state.site
    return site
