"""`rettidig rules`: the packs as they are loaded, shown and checked, without a database."""

import os
from typing import Annotated, Any

import typer

from rules.errors import RulesError
from rules.guard import check_calendar
from rules.limit import Limit
from rules.pack import Pack, load_pack, pack_slugs
from rules.rule import ClockRule, Rule
from tracker.cli.common import AsJson, answer
from tracker.cli.tables import Row, print_table
from tracker.errors import Refused
from tracker.settings import read_settings

Slug = Annotated[str, typer.Argument(help="Pack folder, such as aarhus.")]


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the group."""
    group = typer.Typer(help=text, no_args_is_help=True, rich_markup_mode=None)
    group.command("list")(list_packs)
    group.command("show")(show)
    group.command("check")(check)
    app.add_typer(group, name=name)


def _folders() -> tuple[Any, ...]:
    return read_settings(os.environ).pack_folders


def list_packs(
    municipality: Annotated[
        str | None, typer.Argument(help="List the areas of this pack; else the packs.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """The packs, or the areas of one with their limits."""
    if municipality is None:
        packs = [load_pack(slug, folders=_folders()) for slug in pack_slugs(_folders())]
        rows: list[Row] = [_pack_row(pack) for pack in packs]
    else:
        rows = [_area_row(rule) for rule in load_pack(municipality, folders=_folders()).rules]
    if as_json:
        answer(rows)
    else:
        print_table("Rules", rows)


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
        "decision": _words(rule.decision),
        "delivery": _words(rule.delivery),
        "in_force": rule.force_text(),
        "warnings": ", ".join(w.code for w in rule.warnings if w.code != "unconfirmed"),
    }


def _words(clock: ClockRule | None) -> str:
    if clock is None:
        return ""
    return _limit_words(clock.limit)


def _limit_words(limit: Limit) -> str:
    if limit.max is None:
        return str(limit.kind)
    low = f"{limit.min.amount}-" if limit.min else ""
    return f"{low}{limit.max}"


def show(
    municipality: Slug,
    area: Annotated[str | None, typer.Argument(help="Area; all when not given.")] = None,
    as_json: AsJson = False,
) -> None:
    """The rules of a municipality, every version, with published words, source and warnings."""
    pack = load_pack(municipality, folders=_folders())
    rules = pack.versions(area) if area else pack.rules
    if as_json:
        answer([_rule(rule) for rule in rules])
        return
    for rule in rules:
        for key, value in _rule(rule).items():
            if value not in (None, "", [], {}):
                print(f"{key:<14} {value}")
        print()


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "area": rule.area,
        "title": rule.title,
        "phrase": rule.phrase,
        "law": list(rule.law),
        "decision": _words(rule.decision),
        "decision_words": rule.decision.published if rule.decision else None,
        "starts": str(rule.decision.start) if rule.decision else None,
        "delivery": _words(rule.delivery),
        "delivery_words": rule.delivery.published if rule.delivery else None,
        "acute": _limit_words(rule.acute.decision) if rule.acute.decision else None,
        "remanded": _remanded(rule),
        "ends": rule.ends,
        "adopted_on": str(rule.adopted_on) if rule.adopted_on else None,
        "in_force": rule.force_text(),
        "status": rule.status,
        "source": rule.source,
        "version": rule.version,
        "file": rule.file,
        "warnings": [warning.text for warning in rule.warnings],
    }


def _remanded(rule: Rule) -> str:
    if rule.remanded.within:
        return _limit_words(rule.remanded.within)
    cap = f", at most {_limit_words(rule.remanded.at_most)}" if rule.remanded.at_most else ""
    return f"the same{cap}"


def check(
    municipality: Annotated[str | None, typer.Argument(help="Only this pack.")] = None,
    guard: Annotated[
        bool, typer.Option("--guard", help="Only errors and the calendar; no warnings.")
    ] = False,
) -> None:
    """Load every pack strictly, compare the calendar with the holidays package, list the
    warnings."""
    failed = _calendar_problem()
    slugs = (municipality,) if municipality else pack_slugs(_folders())
    for slug in slugs:
        try:
            pack = load_pack(slug, folders=_folders())
        except RulesError as error:
            failed.append(str(error))
            continue
        print(f"{slug}: {len({r.area for r in pack.rules if not r.statutory})} areas")
        if not guard:
            _warnings(pack)
    for line in failed:
        print(line)
    if failed:
        raise Refused(f"{len(failed)} things to put right in the rules")


def _calendar_problem() -> list[str]:
    try:
        check_calendar()
    except RulesError as error:
        return [str(error)]
    return []


def _warnings(pack: Pack) -> None:
    for warning in pack.warnings:
        print(f"  {warning.text}")
    for rule in pack.rules:
        for warning in rule.warnings:
            if warning.code != "unconfirmed" and not rule.statutory:
                print(f"  {rule.area}: {warning.text}")
