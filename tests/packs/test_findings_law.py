"""Council limits that are longer than what a statute sets for the same paragraph."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest

from rules.findings import findings
from rules.findings_law import Place, places
from tests.packs.sample import AREA, HOME, sample

CONFIRMED: Final = HOME.replace("unconfirmed", "confirmed")
LAW: Final = 'law      = ["serviceloven § 83"]'
WEEKS: Final = 'decision = { within = "4 uger" }'
CONTACT: Final = 'delivery = { within = "14 dage", from = "contact" }'

#: The area's paragraph, its limits, and how the finding begins; None where there is none.
AREAS: Final = {
    "another paragraph": ("serviceloven § 83", WEEKS, None),
    "no paragraph": ("barnets lov", 'decision = { within = "6 måneder" }', None),
    "a longer decision": (
        "barnets lov § 20, stk. 3",
        'decision = { within = "6 måneder" }',
        "the decision has 6 måneder, longer than 4 måneder from awareness "
        "in lov.boernefaglig-undersoegelse (barnets lov § 20, stk. 3)",
    ),
    "the paragraph among others": (
        "Barnets lov §§ 20 og 26",
        'decision = { within = "6 måneder" }',
        "the decision has 6 måneder, longer than",
    ),
    "another part of the paragraph": (
        "barnets lov § 20, stk. 2",
        'decision = { within = "6 måneder" }',
        None,
    ),
    "the law's own length": (
        "barnets lov § 20, stk. 3",
        'decision = { within = "4 måneder" }',
        None,
    ),
    "a shorter one": ("barnets lov § 20", 'decision = { within = "4 uger" }', None),
    "the same number in another act": (
        "serviceloven § 20",
        'decision = { within = "6 måneder" }',
        None,
    ),
    "the same number with a letter": ("almenboligloven § 54", WEEKS, None),
    "no limit for the help": (
        "almenboligloven § 54a",
        WEEKS,
        "the help has no limit here; it has 2 måneder from waiting-list in lov.plejebolig",
    ),
    "help without a date": (
        "serviceloven kap. 17, § 101",
        WEEKS + '\ndelivery = { within = "løbende" }',
        "the help has no limit here; it has 14 dage from contact in lov.stofmisbrugsbehandling",
    ),
    "help that takes longer": (
        "serviceloven § 101",
        WEEKS + '\ndelivery = { within = "4 uger", from = "contact" }',
        "the help has 4 uger from contact, longer than 14 dage from contact",
    ),
    "help that begins with the decision": (
        "sundhedsloven § 141",
        WEEKS + '\ndelivery = { within = "1 uge" }',
        "the help is counted from decision; it has 14 dage from contact",
    ),
    "help as the law has it": ("sundhedsloven § 141, stk. 2", f"{WEEKS}\n{CONTACT}", None),
    "a limit that is another authority's": (
        "lov om social pension §§ 26 a-26 f",
        'decision = { within = "9 måneder" }',
        None,
    ),
    "personal data": (
        "databeskyttelsesforordningen artikel 15",
        'decision = { within = "8 uger" }',
        "the decision has 8 uger, longer than 1 måned from receipt in lov.gdpr-indsigt",
    ),
}


@pytest.mark.parametrize(("law", "limits", "begins"), AREAS.values(), ids=AREAS)
def test_a_limit_beside_the_law(tmp_path: Path, law: str, limits: str, begins: str | None) -> None:
    area = AREA.replace(LAW, f'law      = ["{law}"]').replace(WEEKS, limits)
    pack = sample(tmp_path, area, CONFIRMED)
    found = [one for one in findings(pack, date(2026, 6, 1)) if one.code == "longer-than-law"]
    assert [one.about for one in found] == ["hjemmehjaelp"] * (begins is not None)
    assert all(one.text.startswith(begins or "") for one in found)


PLACES: Final = {
    "one": ("serviceloven § 83", {"83"}),
    "with its letter": ("almenboligloven § 54 a", {"54a"}),
    "letter and number together": ("serviceloven § 83a", {"83a"}),
    "several": ("lov om social pension §§ 17, 18 og 20", {"17", "18", "20"}),
    "with their parts": ("serviceloven §§ 84, stk. 1, 86, stk. 2", {"84/1", "86/2"}),
    "a number of a part": ("serviceloven § 10, stk. 1, nr. 2", {"10/1"}),
    "behind a chapter": ("serviceloven kap. 17, § 101", {"101"}),
    "an article": ("databeskyttelsesforordningen artikel 15", {"15"}),
    "no paragraph": ("barnets lov", set()),
}


@pytest.mark.parametrize(("law", "expected"), PLACES.values(), ids=PLACES)
def test_the_paragraphs_of_a_legal_basis(law: str, expected: set[str]) -> None:
    found = places(law)
    assert {"/".join(filter(None, (one.paragraph, one.part))) for one in found} == expected
    assert all(law.startswith(one.act) for one in found)


def test_an_act_is_the_same_in_capitals_and_with_its_genitive() -> None:
    assert places("Servicelovens § 83") == {Place("serviceloven", "83", "")}
