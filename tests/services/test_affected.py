"""A change of service level concerns the running grants that were given before it."""

from datetime import date
from pathlib import Path

import pytest

from rules.pack import UnknownArea
from tests.helpers import FJORDBY, PACKS, Installation, at
from tracker.codes import Outcome
from tracker.services.affected import AffectedGrant, affected_grants
from tracker.services.following import end_grant

NOW = "2026-06-01"


def found(
    installation: Installation, area: str | None = None, now: str = NOW
) -> list[AffectedGrant]:
    return affected_grants(installation.office, FJORDBY, area, now=at(now))


def granted(installation: Installation, received: str, area: str, service: str = "hjælp") -> str:
    """A case received on a day and granted on the next."""
    reference = installation.register(received, area)
    day = date.fromisoformat(received)
    installation.decide(
        reference, day.replace(day=day.day + 1).isoformat(), Outcome.GRANTED, service
    )
    return reference


def test_a_grant_under_the_rule_before_is_listed(installation: Installation) -> None:
    old = granted(installation, "2026-02-10", "boligindretning", "rampe")
    assert found(installation, now="2026-02-20") == []
    granted(installation, "2026-03-10", "boligindretning", "greb")
    (one,) = found(installation)
    assert one == AffectedGrant(
        reference=old,
        area="boligindretning",
        service="rampe",
        since=date(2026, 2, 11),
        decided_on=date(2026, 2, 11),
        because="another version of the rule is in force from 2026-03-01",
    )
    assert found(installation, "rengoering") == []


def test_an_area_that_nobody_knows_is_refused(sqlite_installation: Installation) -> None:
    with pytest.raises(UnknownArea, match="boligindretning"):
        found(sqlite_installation, "boligindretnin")


def test_help_that_has_ended_concerns_nobody(sqlite_installation: Installation) -> None:
    given_up = granted(sqlite_installation, "2026-02-10", "boligindretning")
    end_grant(
        sqlite_installation.office,
        FJORDBY,
        given_up,
        date(2026, 3, 5),
        "borgeren ønskede det ikke",
        now=at("2026-03-05"),
        actor="mk",
    )
    refused = sqlite_installation.register("2026-02-10", "boligindretning")
    sqlite_installation.decide(refused, "2026-02-11")
    assert found(sqlite_installation) == []


STANDARD = """
standard = "rengoering"

[[quality_standard]]
id         = "rengoering"
title      = "Rengøring"
state      = "adopted"
adopted_by = "byrådet"
adopted_on = 2026-04-01

[[quality_standard]]
id    = "rengoering"
title = "Rengøring"
state = "draft"

[[area]]
"""


def test_a_standard_adopted_since_is_a_change_and_a_draft_is_none(
    sqlite_installation: Installation, tmp_path: Path
) -> None:
    old = granted(sqlite_installation, "2026-03-05", "rengoering")
    granted(sqlite_installation, "2026-04-05", "rengoering")
    folder = tmp_path / "packs" / FJORDBY
    folder.mkdir(parents=True)
    for path in (PACKS / FJORDBY).glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        if path.name == "social.toml":
            text = text.replace("\n[[area]]\n", STANDARD, 1)
        (folder / path.name).write_text(text, encoding="utf-8")
    sqlite_installation.office.book._packs.clear()
    sqlite_installation.office.book.folders = [folder.parent]
    (one,) = found(sqlite_installation, "rengoering")
    assert (one.reference, one.because) == (old, '"Rengøring" was adopted anew on 2026-04-01')
