"""Areas whose law sets a date for the help and none for a decision, and letters about several."""

from notifications.letter_data import LetterData
from tests.helpers import FJORDBY, Installation, at

RETRAINING = "lov.genoptraening-efter-udskrivning"


def first_letter(installation: Installation, reference: str) -> LetterData:
    """What the first notice of a case says, as it was frozen."""
    code = installation.office.book.pack(FJORDBY).municipality.code
    with installation.office.reading(at("2026-03-05")) as store:
        notice = store.find(code, reference, lock=False).notices[0]
        return LetterData.model_validate_json(store.open(notice, "data_sealed") or "")


def test_no_acknowledgement_says_that_there_is_no_date(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05", RETRAINING)
    case = sqlite_installation.live(reference, at("2026-03-05", 10))
    assert [deadline["kind"] for deadline in case["deadlines"]] == ["delivery"]
    assert "acknowledgement" not in {letter["kind"] for letter in case["letters"]}


def test_help_that_came_in_time_has_met_the_only_date(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05", RETRAINING)
    assert sqlite_installation.show(reference, at("2026-03-06"))["standing"] != "without-deadline"
    sqlite_installation.deliver(reference, "2026-03-09")
    assert sqlite_installation.show(reference, at("2026-03-20"))["standing"] == "met"


def test_help_that_came_late_has_breached_it(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05", RETRAINING)
    sqlite_installation.deliver(reference, "2026-03-16")
    assert sqlite_installation.show(reference, at("2026-03-20"))["standing"] == "breached"


def test_areas_with_different_limits_promise_no_common_one(
    sqlite_installation: Installation,
) -> None:
    reference = sqlite_installation.register("2026-03-05", "rengoering", "pleje")
    letter = first_letter(sqlite_installation, reference)
    assert (len(letter.cases), letter.delivery_limit) == (2, None)


def test_one_area_says_how_soon_help_follows(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-03-05", "rengoering")
    assert first_letter(sqlite_installation, reference).delivery_limit == "12 hverdage"
