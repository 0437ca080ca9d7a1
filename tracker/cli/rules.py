"""`rettidig rules`: the packs as they are loaded, shown and checked, without a database."""

import importlib
import os
import sys
from keyword import iskeyword
from typing import Annotated, Final

import typer

from rules.municipality import Municipality
from rules.pack_rules import Pack
from rules.rule import ClockRule, Rule
from rules.rule_facts import closing_words, limit_words
from tracker.cli.answers import AsJson, answer
from tracker.cli.pack_loading import load, load_every
from tracker.cli.rule_lists import print_areas, print_packs
from tracker.cli.tables import Row

#: Commands of the group that bring more along than the packs: the module that is loaded when one is
#: called (its function has the command's name), and its help in one line.
_FURTHER: Final[dict[str, tuple[str, str]]] = {
    "check": ("rule_checking", "Load every pack strictly; list what somebody should look at."),
    "diff": ("rule_diff", "What changed between two packs, and which open cases it concerns."),
    "import": ("rule_importing", "Make a pack from a table of deadlines; list what is doubtful."),
    "read": ("rule_reading", "Read published wordings into limits; one JSON object each."),
    "publish": ("rule_publishing", "Write the public list as pages, PDF, CSV and JSON."),
    "published": ("rule_publishing", "Say which snapshot was public on a day; check its hash."),
    "affected": ("rule_publishing", "List grants under an older rule or standard than now holds."),
}

Slug = Annotated[str, typer.Argument(help="Pack folder, such as aarhus.")]


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the group."""
    group = typer.Typer(help=text, no_args_is_help=True, rich_markup_mode=None)
    group.command("list")(list_packs)
    group.command("show")(show)
    called = {*sys.argv[1:], *os.environ.get("COMP_WORDS", "").split()}
    for further, (module, words) in _FURTHER.items():
        function = _stub
        if further in called:
            name_there = f"{further}_" if iskeyword(further) else further
            function = getattr(importlib.import_module(f"tracker.cli.{module}"), name_there)
        # A wording may begin with a dash: to `read` it is no option.
        dashes = {"ignore_unknown_options": further == "read"}
        group.command(further, help=words, context_settings=dashes)(function)
    app.add_typer(group, name=name)


def _stub() -> None:
    """Stands in for a command that was not called."""


def list_packs(
    municipality: Annotated[
        str | None, typer.Argument(help="List the areas of this pack; else the packs.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """The packs, or the areas of one with their limits."""
    if municipality is None:
        rows: list[Row] = [_pack_row(pack) for pack in load_every()]
    else:
        rows = [_area_row(rule) for rule in load(municipality).rules]
    if as_json:
        answer(rows)
    elif municipality is None:
        print_packs(rows)
    else:
        print_areas(rows)


def _pack_row(pack: Pack) -> Row:
    place = pack.municipality
    own = [rule for rule in pack.rules if not rule.statutory]
    return {
        "pack": place.slug,
        "name": place.name,
        "code": place.code,
        "areas": len({rule.area for rule in own}),
        "status": place.status,
        "source": place.source,
    }


def _area_row(rule: Rule) -> Row:
    return {
        "area": rule.area,
        "title": rule.title,
        "law": rule.law_text,
        "former_law": ", ".join(rule.former_law),
        "decision": _words(rule.decision),
        "delivery": _words(rule.delivery),
        "in_force": rule.force_text(),
        "warnings": ", ".join(w.code for w in rule.warnings if w.code != "unconfirmed"),
    }


def _words(clock: ClockRule | None) -> str:
    if clock is None:
        return ""
    return limit_words(clock.limit)


def show(
    municipality: Slug,
    area: Annotated[str | None, typer.Argument(help="Area; all when not given.")] = None,
    as_governed: Annotated[
        str | None, typer.Option(help="Case number: the rules that it keeps, as they read then.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """The rules of a municipality, every version, with published words, source and warnings; above
    them what holds for all of it, closing days too."""
    if as_governed is not None:
        importlib.import_module("tracker.cli.rule_governed").show_governed(
            municipality, as_governed, as_json=as_json
        )
        return
    pack = load(municipality)
    rules = pack.versions(area) if area else pack.rules
    if as_json:
        shown = {} if area else {"municipality": place_view(pack.municipality)}
        answer({**shown, "rules": [rule_view(rule) for rule in rules]})
        return
    if area is None:
        print_fields(place_view(pack.municipality))
    for rule in rules:
        print_fields(rule_view(rule))


def print_fields(view: Row) -> None:
    """A view as lines, without what is empty; lists of tables have a line each."""
    for key, value in view.items():
        if isinstance(value, list) and value and isinstance(value[0], str):
            value = "; ".join(value)
        if value not in (None, "", [], {}):
            print(f"{key:<14} {value}")
    print()


def place_view(place: Municipality) -> Row:
    """What a pack says about the municipality, with the decision behind each closing day."""
    fallback = place.fallback
    return {
        "municipality": place.name,
        "code": place.code,
        "status": place.status,
        "source": place.source,
        "closing_days": [f"{day.on} {closing_words(day)}" for day in place.closings],
        "open_all_year": [str(year) for year in place.open_all_year],
        "fallback": limit_words(fallback.limit) if fallback else None,
        "fallback_words": fallback.published if fallback else None,
        "fallback_source": fallback.source if fallback else None,
    }


def rule_view(rule: Rule) -> Row:
    """One version of one area, every key of it."""
    return {
        "area": rule.area,
        "title": rule.title,
        "phrase": rule.phrase,
        "law": list(rule.law),
        "former_law": list(rule.former_law),
        "decision": _words(rule.decision),
        "decision_words": rule.decision.published if rule.decision else None,
        "starts": str(rule.decision.start) if rule.decision else None,
        "delivery": _words(rule.delivery),
        "delivery_words": rule.delivery.published if rule.delivery else None,
        "supplier_change": _words(rule.supplier_change),
        "reassessment": _words(rule.reassessment),
        "child_from_age": rule.child_from_age,
        "acute": limit_words(rule.acute.decision) if rule.acute.decision else None,
        "remanded": _remanded(rule),
        "ends": rule.ends,
        "adopted_on": str(rule.adopted_on) if rule.adopted_on else None,
        "in_force": rule.force_text(),
        "standard": rule.standard,
        "status": rule.status,
        "source": rule.source,
        "version": rule.version,
        "file": rule.file,
        "warnings": [warning.text for warning in rule.warnings],
    }


def _remanded(rule: Rule) -> str:
    if rule.remanded.within:
        return limit_words(rule.remanded.within)
    cap = f", at most {limit_words(rule.remanded.at_most)}" if rule.remanded.at_most else ""
    return f"the same{cap}"
