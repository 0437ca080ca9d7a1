"""A case shown as known on a day is what `show` answered on that day, whatever came since."""

import shutil
import tempfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dossier.lives import LIVES
from tests.dossier.turns import TURNS
from tests.helpers import FJORDBY, Installation, at
from tracker.errors import TrackerError
from tracker.hindsight.files import as_known
from tracker.views import case_view

#: What is not known again, and why.
EXCLUDED: Final = {
    "version": "a counter against lost updates, no fact of the case",
}


def known(
    installation: Installation, reference: str, instants: list[datetime]
) -> list[dict[str, Any]]:
    """The case as `rettidig show --as-known-on` gives it at each instant, at one look."""
    office = installation.office
    code = office.book.pack(FJORDBY).municipality.code
    with office.reading(instants[-1]) as now:
        file = now.find(code, reference, lock=False)
        stores = [replace(now, now=instant) for instant in instants]
        return [case_view(then, office, as_known(then, file, then.now)) for then in stores]


def plain(view: dict[str, Any]) -> dict[str, Any]:
    """A view without what cannot be known again."""
    return {key: value for key, value in view.items() if key not in EXCLUDED}


def live_through(installation: Installation, days: list[tuple[str, int]]) -> None:
    """Live the turns, record what was shown after each, and look back on all of them at the end."""
    now = at("2026-01-05", 9)
    reference = installation.register("2026-01-05", now=now)
    shown = [(now + timedelta(minutes=1), "registered")]
    views = [installation.show(reference, shown[0][0])]
    for name, later in days:
        now += timedelta(days=later, minutes=7)
        try:
            TURNS[name](installation, reference, now)
        except TrackerError:
            continue
        shown.append((now + timedelta(minutes=1), name))
        views.append(installation.show(reference, shown[-1][0]))
    seen_again = known(installation, reference, [moment for moment, _name in shown])
    for (moment, name), view, seen in zip(shown, views, seen_again, strict=True):
        for key, value in plain(view).items():
            assert seen[key] == value, f"{key} after {name} on {moment:%Y-%m-%d}"


@pytest.mark.parametrize("life", LIVES)
def test_a_told_life(sqlite_installation: Installation, life: str) -> None:
    live_through(sqlite_installation, LIVES[life])


def test_on_both_databases(installation: Installation) -> None:
    live_through(installation, LIVES["complaint met"])


turns = st.lists(
    st.tuples(st.sampled_from(sorted(TURNS)), st.sampled_from([0, 0, 1, 2, 5, 11, 23])),
    min_size=8,
    max_size=14,
)


@settings(max_examples=5)
@given(turns)
def test_any_life(migrated_sqlite: Path, days: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rettidig.db")
        shutil.copyfile(migrated_sqlite, path)
        with Installation.at(Path(folder), f"sqlite:///{path}") as opened:
            live_through(opened, days)
