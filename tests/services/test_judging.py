"""A deadline that too few decisions keep is perhaps too short; few cases say nothing."""

from datetime import date, timedelta

from tests.helpers import FJORDBY, Installation, at
from tracker.services.judging import unrealistic_areas

NOW = "2026-06-01"


def decided(installation: Installation, *days: int, area: str = "rengoering") -> None:
    """A case received on 5 March (due 2 April) for each number of days from then."""
    for number in days:
        reference = installation.register("2026-03-05", area)
        day = (date(2026, 4, 2) + timedelta(days=number)).isoformat()
        installation.decide(reference, day, sent=day)


def test_under_eighty_per_cent_is_told_with_its_denominator(installation: Installation) -> None:
    decided(installation, -1, 0, 0, 1, 2)
    (one,) = unrealistic_areas(installation.office, FJORDBY, now=at(NOW))
    assert (one.code, one.about) == ("unrealistic", "rengoering")
    assert one.text.startswith("3 of 5 (60 %) decided in time in the last year:")


def test_eighty_per_cent_four_cases_and_old_cases_are_not_judged(
    sqlite_installation: Installation,
) -> None:
    decided(sqlite_installation, 0, 0, 0, 0, 1)  # just enough
    decided(sqlite_installation, 400, 400, 400, 400, area="boligindretning")  # four
    assert unrealistic_areas(sqlite_installation.office, FJORDBY, now=at("2027-03-01")) == []
    assert unrealistic_areas(sqlite_installation.office, FJORDBY, now=at("2027-06-01")) == []


def test_cases_of_all_teams_are_judged_together(sqlite_installation: Installation) -> None:
    for team, number in (("a", 3), ("b", 3)):
        for _ in range(number):
            reference = sqlite_installation.register("2026-03-05", team=team)
            sqlite_installation.decide(reference, "2026-04-03", sent="2026-04-03")
    (one,) = unrealistic_areas(sqlite_installation.office, FJORDBY, now=at(NOW))
    assert one.text.startswith("0 of 6 (0 %)")
