"""What the cases say about the rules, for `rettidig rules check` where there is a database."""

import os
from collections.abc import Sequence

from rules.findings import Finding
from tracker import clock
from tracker.cli.answers import note
from tracker.errors import TrackerError
from tracker.office import open_office
from tracker.services.judging import unrealistic_areas
from tracker.settings import read_settings


def judged(slugs: Sequence[str]) -> dict[str, list[Finding]]:
    """The deadlines that too few decisions keep; a note instead where cases cannot be read."""
    settings = read_settings(os.environ)
    if not settings.key_file.exists():
        note("the cases were not looked at: their key file is not here")
        return {}
    try:
        office, warnings = open_office(settings)
        for warning in warnings:
            note(warning)
        return {slug: unrealistic_areas(office, slug, now=clock.now()) for slug in slugs}
    except TrackerError as error:
        note(f"the cases were not looked at: {error}")
        return {}
