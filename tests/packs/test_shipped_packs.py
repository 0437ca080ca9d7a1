"""The packs that come along: they load, read well, and say what the published tables say."""

import csv
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from rules.limit import LimitKind
from rules.pack import Pack, load_pack, pack_slugs
from rules.period import Period, Unit, parse_period
from rules.rule import ClockRule, Rule

CODES: Final = {
    "aarhus": "0751",
    "faaborg-midtfyn": "0430",
    "gentofte": "0157",
    "herning": "0657",
    "norddjurs": "0707",
}
AREAS: Final = {
    "aarhus": 24,
    "faaborg-midtfyn": 44,
    "gentofte": 55,
    "herning": 39,
    "norddjurs": 2,
}
PACKS: Final = {slug: load_pack(slug) for slug in CODES}

#: The table's words for a kind of limit, and ours.
KINDS: Final = {
    "duration": LimitKind.DURATION,
    "none": LimitKind.NONE,
    "ongoing": LimitKind.ONGOING,
    "on_contact": LimitKind.ON_CONTACT,
    "asap": LimitKind.AS_SOON_AS_POSSIBLE,
}


def published() -> list[dict[str, str]]:
    """The facts of the published tables that the packs were made from, row by row."""
    path = Path(__file__).parent / "published.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TAKEN: Final = [row for row in published() if row["area"]]
LEFT_OUT: Final = [row for row in published() if not row["area"]]


def council_rules(pack: Pack) -> list[Rule]:
    """A pack's rules without those set by law."""
    return [rule for rule in pack.rules if not rule.statutory]


def clock(rule: Rule, name: str) -> ClockRule:
    """The rule's decision or delivery clock."""
    found = rule.decision if name == "decision" else rule.delivery
    assert found is not None
    return found


ALL_RULES: Final = [
    pytest.param(rule, id=f"{slug}-{rule.area}")
    for slug, pack in PACKS.items()
    for rule in council_rules(pack)
]


def test_the_packs_that_come_along_are_found() -> None:
    assert pack_slugs() == tuple(CODES)


@pytest.mark.parametrize("slug", CODES)
def test_each_pack_names_its_municipality_and_is_unconfirmed(slug: str) -> None:
    home = PACKS[slug].municipality
    assert (home.slug, home.code, home.status) == (slug, CODES[slug], "unconfirmed")
    assert home.name.endswith(" Kommune")
    assert home.source.startswith("https://")
    assert len(council_rules(PACKS[slug])) == AREAS[slug]


@pytest.mark.parametrize("slug", CODES)
def test_area_ids_are_unique_in_a_pack(slug: str) -> None:
    counts = Counter(rule.area for rule in PACKS[slug].rules)
    assert [area for area, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("slug", CODES)
def test_nothing_about_the_municipality_is_invented(slug: str) -> None:
    home = PACKS[slug].municipality
    assert (home.contact.phone, home.contact.complaint_to, home.contact.teams) == (None, None, ())
    assert (home.default_promise, home.fallback, dict(home.closing_days)) == (None, None, {})


@pytest.mark.parametrize("row", TAKEN, ids=lambda row: f"{row['row']}-{row['clock']}")
def test_each_published_limit_is_in_its_pack(row: dict[str, str]) -> None:
    pack = PACKS[row["municipality"]]
    (rule,) = pack.versions(row["area"])
    found = clock(rule, row["clock"])
    assert found.published == row["published"]
    if row["note"]:
        assert (found.limit.kind, row["area"]) == (LimitKind.DELEGATED, "seniorpension")
        return
    assert found.limit.kind is KINDS[row["kind"]]
    assert found.limit.max == period(row["amount"], row["unit"])
    assert found.limit.min == period(row["low"], row["unit"])


def period(amount: str, unit: str) -> Period | None:
    """A length of the table."""
    return parse_period(f"{amount} {unit}") if amount else None


@pytest.mark.parametrize("slug", ["aarhus", "faaborg-midtfyn", "gentofte", "herning"])
def test_the_packs_hold_no_limit_that_no_table_has(slug: str) -> None:
    held = {
        (rule.area, name)
        for rule in council_rules(PACKS[slug])
        for name in ("decision", "delivery")
        if getattr(rule, name) is not None
    }
    assert held == {(row["area"], row["clock"]) for row in TAKEN if row["municipality"] == slug}


def test_each_row_left_out_says_why() -> None:
    assert len(LEFT_OUT) == 4 + 19 + 22 + 5
    assert [row["row"] for row in LEFT_OUT if not row["note"]] == []


@pytest.mark.parametrize("rule", ALL_RULES)
def test_each_phrase_reads_inside_a_sentence(rule: Rule) -> None:
    for phrase in (rule.phrase, rule.phrase_en):
        assert phrase is not None
        assert phrase[0].islower()
        assert phrase[-1].isalnum()
        assert not any(sign in phrase for sign in ("/", "§", ":", ";", "(", ", ")) or phrase in (
            "kontanthjælp, uddannelseshjælp eller integrationsydelse",
            "cash assistance, education assistance or integration benefit",
            "afløsning, aflastning eller midlertidigt ophold",
            "relief, respite or a temporary stay",
        )
        assert len(phrase) <= 60


@pytest.mark.parametrize("rule", ALL_RULES)
def test_each_law_reads_inside_a_letter(rule: Rule) -> None:
    for law in (*rule.law, *rule.former_law):
        assert law[0].islower() or law == "STU-loven"
        assert "§" in law or law in ("lov om specialundervisning for voksne", "STU-loven")


@pytest.mark.parametrize("rule", ALL_RULES)
def test_each_rule_has_its_page_and_warns_that_nobody_confirmed_it(rule: Rule) -> None:
    assert rule.source.startswith(("https://", "http://"))
    assert "unconfirmed" in [warning.code for warning in rule.warnings]
    assert (rule.adopted_on, rule.in_force_from, rule.in_force_until) == (None, None, None)


def test_cleaning_in_aarhus_is_the_design_s_example() -> None:
    (rule,) = PACKS["aarhus"].versions("praktisk-hjaelp.rengoering")
    assert (rule.title, rule.phrase, rule.law_text) == (
        "Praktisk hjælp: rengøring og tøjvask",
        "rengøring og tøjvask",
        "serviceloven § 83",
    )
    assert clock(rule, "decision").limit.max == Period(15, Unit.HVERDAGE)
    assert clock(rule, "delivery").limit.max == Period(12, Unit.HVERDAGE)
    assert rule.remanded.same
    assert rule.remanded.at_most is not None
    assert rule.remanded.at_most.max == Period(4, Unit.WEEKS)
    assert rule.acute.decision is not None
    assert rule.acute.decision.kind is LimitKind.IMMEDIATE
    assert rule.file == "aarhus/sundhed-og-omsorg.toml"


def test_an_open_day_counts_in_faaborg_midtfyn_and_a_working_day_in_gentofte() -> None:
    assert all(rule.counting.open_days for rule in council_rules(PACKS["faaborg-midtfyn"]))
    assert not any(rule.counting.open_days for rule in council_rules(PACKS["gentofte"]))


def test_personal_help_in_gentofte_is_decided_within_a_day_when_acute() -> None:
    (rule,) = PACKS["gentofte"].versions("personlig-hjaelp")
    assert rule.acute.decision is not None
    assert rule.acute.decision.max == Period(24, Unit.HOURS)
    assert rule.acute.delivery is None


def test_norddjurs_has_its_general_rules_and_says_that_its_list_is_missing() -> None:
    pack = PACKS["norddjurs"]
    assert pack.municipality.table == "missing"
    assert "table-missing" in [warning.code for warning in pack.warnings]
    rules = council_rules(pack)
    assert sorted(rule.area for rule in rules) == [
        "foertidspension.afgoerelse",
        "foertidspension.paabegyndelse",
    ]
    for rule in rules:
        assert rule.remanded.same
        assert rule.acute.decision is not None
        assert rule.acute.delivery is not None
        assert rule.acute.delivery.kind is LimitKind.IMMEDIATE


WARNED: Final = {
    ("faaborg-midtfyn", "hjaelpemidler.oevrige"): "range",
    ("faaborg-midtfyn", "kontanthjaelp"): "unlawful-start",
    ("faaborg-midtfyn", "saerlig-stoette"): "no-limit",
    ("herning", "befordringsgodtgoerelse.sundhedsloven"): "soft-promise",
    ("norddjurs", "foertidspension.afgoerelse"): "other-start",
    ("aarhus", "seniorpension"): "no-limit",
}


@pytest.mark.parametrize(("place", "code"), WARNED.items(), ids=lambda value: str(value))
def test_oddities_of_the_tables_are_warned_about(place: tuple[str, str], code: str) -> None:
    slug, area = place
    (rule,) = PACKS[slug].versions(area)
    assert code in [warning.code for warning in rule.warnings]


def test_the_files_of_a_pack_come_with_it() -> None:
    files = PACKS["aarhus"].files
    assert "aarhus/municipality.toml" in files
    assert "statutory/aktindsigt.toml" in files
    assert 'code     = "0751"' in files["aarhus/municipality.toml"]
    assert {rule.file for rule in PACKS["aarhus"].rules} < set(files)
