"""The packs that come along: they load, read well, and say what the published tables say."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from rules.limit import LimitKind
from rules.pack import Pack, load_pack, pack_slugs
from rules.period import Period, Unit, parse_period
from rules.rule import ClockRule, Rule

#: The packs that were written by hand; all others were made by `rettidig rules import`.
BY_HAND: Final = ("aarhus", "faaborg-midtfyn", "gentofte", "herning", "norddjurs")

#: Per pack: the municipality's code, and how many areas it has.
FACTS: Final = {
    "aabenraa": ("0580", 8),
    "aalborg": ("0851", 5),
    "aarhus": ("0751", 24),
    "aeroe": ("0492", 4),
    "ballerup": ("0151", 11),
    "bornholm": ("0400", 32),
    "broenderslev": ("0810", 11),
    "dragoer": ("0155", 9),
    "faaborg-midtfyn": ("0430", 44),
    "fanoe": ("0563", 0),
    "gentofte": ("0157", 55),
    "glostrup": ("0161", 0),
    "gribskov": ("0270", 0),
    "guldborgsund": ("0376", 4),
    "herlev": ("0163", 13),
    "herning": ("0657", 39),
    "hoersholm": ("0223", 20),
    "holstebro": ("0661", 13),
    "hvidovre": ("0167", 28),
    "kerteminde": ("0440", 5),
    "koege": ("0259", 7),
    "lyngby-taarbaek": ("0173", 0),
    "morsoe": ("0773", 8),
    "norddjurs": ("0707", 2),
    "roedovre": ("0175", 6),
    "roskilde": ("0265", 9),
    "skive": ("0779", 21),
    "syddjurs": ("0706", 0),
    "taarnby": ("0185", 15),
    "toender": ("0550", 0),
    "vallensbaek": ("0187", 6),
    "vordingborg": ("0390", 2),
}
PACKS: Final = {slug: load_pack(slug) for slug in FACTS}

#: The table's words for a kind of limit, and ours.
KINDS: Final = {
    "duration": LimitKind.DURATION,
    "none": LimitKind.NONE,
    "ongoing": LimitKind.ONGOING,
    "on_contact": LimitKind.ON_CONTACT,
    "asap": LimitKind.AS_SOON_AS_POSSIBLE,
    "immediate": LimitKind.IMMEDIATE,
    "day_to_day": LimitKind.DAY_TO_DAY,
    "delegated": LimitKind.DELEGATED,
    "reference": LimitKind.REFERENCE,
    "placeholder": LimitKind.UNSET,
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
    """One of the rule's clocks."""
    found: ClockRule | None = getattr(rule, name)
    assert found is not None
    return found


def test_the_packs_that_come_along_are_found() -> None:
    assert pack_slugs() == tuple(FACTS)


@pytest.mark.parametrize("slug", FACTS)
def test_each_pack_names_its_municipality_and_is_unconfirmed(slug: str) -> None:
    home = PACKS[slug].municipality
    code, areas = FACTS[slug]
    assert (home.slug, home.code, home.status) == (slug, code, "unconfirmed")
    assert home.name.endswith(("Kommune", "Regionskommune"))
    assert home.source.startswith(("https://", "http://"))
    assert len(council_rules(PACKS[slug])) == areas
    assert home.table == ("part" if areas > 2 or slug == "vordingborg" else "missing")


@pytest.mark.parametrize("slug", FACTS)
def test_area_ids_are_unique_in_a_pack(slug: str) -> None:
    counts = Counter(rule.area for rule in PACKS[slug].rules)
    assert [area for area, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("slug", FACTS)
def test_nothing_about_the_municipality_is_invented(slug: str) -> None:
    home = PACKS[slug].municipality
    assert (home.contact.phone, home.contact.complaint_to, home.contact.teams) == (None, None, ())
    assert (home.default_promise, home.fallback, dict(home.closing_days)) == (None, None, {})


def period(amount: str, unit: str) -> Period | None:
    """A length of the table."""
    return parse_period(f"{amount} {unit}") if amount else None


def odd(row: dict[str, str]) -> str:
    """What a pack says otherwise than the row of the table; empty when they agree."""
    (rule,) = PACKS[row["municipality"]].versions(row["area"])
    if row["clock"] == "acute":
        limit, words = rule.acute.decision, row["published"]
    else:
        found = clock(rule, row["clock"])
        limit, words = found.limit, found.published or ""
    assert limit is not None
    if row["note"]:
        kept = (LimitKind.DELEGATED, "seniorpension")
        return "" if (limit.kind, row["area"]) == kept else "has a note"
    wanted = (
        KINDS[row["kind"]],
        period(row["amount"], row["unit"]),
        period(row["low"], row["unit"]),
        row["published"],
    )
    held = (limit.kind, limit.max, limit.min, words)
    return "" if held == wanted else f"{row['row']} {row['clock']}: {held} is not {wanted}"


@pytest.mark.parametrize("slug", FACTS)
def test_each_published_limit_is_in_its_pack(slug: str) -> None:
    rows = [row for row in TAKEN if row["municipality"] == slug]
    assert [told for row in rows if (told := odd(row))] == []


@pytest.mark.parametrize("slug", sorted({*FACTS} - {"norddjurs"}))
def test_the_packs_hold_no_limit_that_no_table_has(slug: str) -> None:
    held = {
        (rule.area, name)
        for rule in council_rules(PACKS[slug])
        for name in ("decision", "delivery", "supplier_change", "reassessment")
        if getattr(rule, name) is not None
    }
    rows = [row for row in TAKEN if row["municipality"] == slug and row["clock"] != "acute"]
    assert held == {(row["area"], row["clock"]) for row in rows}


def test_each_row_left_out_says_why() -> None:
    by_hand = [row for row in LEFT_OUT if row["municipality"] in BY_HAND]
    assert len(by_hand) == 4 + 19 + 22 + 5
    assert len(LEFT_OUT) == len(by_hand) + 48 + 52
    assert [row["row"] for row in LEFT_OUT if not row["note"]] == []


#: What no phrase holds; a comma stands only in a list that ends with "or".
UNREADABLE: Final = re.compile(r'[/§:;("]|\.$|,(?!.* (?:eller|or) )')


@pytest.mark.parametrize("slug", FACTS)
def test_each_phrase_reads_inside_a_sentence(slug: str) -> None:
    phrases = [
        phrase for rule in council_rules(PACKS[slug]) for phrase in (rule.phrase, rule.phrase_en)
    ]
    assert None not in phrases
    texts = [phrase for phrase in phrases if phrase]
    assert [text for text in texts if not (text[0].islower() and text[-1].isalnum())] == []
    assert [text for text in texts if UNREADABLE.search(text) or len(text) > 60] == []


@pytest.mark.parametrize("slug", FACTS)
def test_each_law_reads_inside_a_letter(slug: str) -> None:
    laws = [law for rule in council_rules(PACKS[slug]) for law in (*rule.law, *rule.former_law)]
    assert [law for law in laws if not law[0].islower() and law != "STU-loven"] == []
    # Some pages name the act alone.
    assert [law for law in laws if "§" not in law and not re.search(r"lov(?:en)?\b", law)] == []


#: The council that the page names, and the day.
ADOPTED: Final = {"holstebro": date(2023, 12, 19)}


@pytest.mark.parametrize("slug", FACTS)
def test_each_rule_has_its_page_and_warns_that_nobody_confirmed_it(slug: str) -> None:
    for rule in council_rules(PACKS[slug]):
        assert rule.source.startswith(("https://", "http://")), rule.area
        assert "unconfirmed" in [warning.code for warning in rule.warnings], rule.area
        dates = (rule.adopted_on, rule.in_force_from, rule.in_force_until)
        assert dates == (ADOPTED.get(slug), None, None), rule.area


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
