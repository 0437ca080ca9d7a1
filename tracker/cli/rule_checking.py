"""`rettidig rules check`: load every pack strictly, and list what somebody should look at."""

import importlib
import os
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from rules.errors import RulesError
from rules.findings import Finding, findings, revision_line
from rules.guard import check_calendar
from rules.pack_errors import PackError
from rules.pack_files import pack_folders
from rules.pack_rules import Pack
from tracker import clock
from tracker.cli.answers import AsJson, answer
from tracker.cli.pack_loading import folders, load
from tracker.errors import Refused

_SQLITE: Final = "sqlite:///"


def check(
    municipality: Annotated[str | None, typer.Argument(help="Only this pack.")] = None,
    guard: Annotated[
        bool, typer.Option("--guard", help="Only errors and the calendar; no findings.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Load every pack strictly, compare the calendar with the holidays package, and list what
    somebody should look at: warnings, contradictions, standards overdue for review and, where
    there are cases, deadlines that too few decisions keep."""
    errors, packs = _calendar_problem(), []
    for slug in (municipality,) if municipality else sorted(pack_folders(folders())):
        try:
            packs.append(load(slug))
        except RulesError as error:
            errors.append(error)
    today = clock.today(clock.now())
    found = {} if guard else _all_findings(packs, today)
    if as_json:
        answer(_as_json(packs, found, [str(error) for error in errors], today))
    else:
        _print(packs, found, today)
        for line in errors:
            print(line)
    if errors:
        count = sum(len(e.problems) if isinstance(e, PackError) else 1 for e in errors)
        raise Refused(f"{count} thing{'s' if count > 1 else ''} to put right in the rules")


def _calendar_problem() -> list[RulesError]:
    try:
        check_calendar()
    except RulesError as error:
        return [error]
    return []


def _all_findings(packs: list[Pack], today: date) -> dict[str, list[Finding]]:
    found = {pack.municipality.slug: findings(pack, today) for pack in packs}
    if _has_cases():
        # The database takes longer to load than all packs: only where there is one.
        judge = importlib.import_module("tracker.cli.rule_judging").judged
        for slug, more in judge(list(found)).items():
            found[slug] += more
    return found


def _has_cases() -> bool:
    """Whether there is a database to look at; looking at rules makes none."""
    url = os.environ.get("RETTIDIG_DATABASE_URL", "sqlite:///rettidig.db")
    return not url.startswith(_SQLITE) or Path(url.removeprefix(_SQLITE)).is_file()


def _print(packs: list[Pack], found: dict[str, list[Finding]], today: date) -> None:
    for pack in packs:
        slug = pack.municipality.slug
        own = found.get(slug, [])
        told = f", {len(own)} findings" if slug in found else ""
        print(f"{slug}: {_areas(pack)} areas{told}")
        if slug in found and (line := revision_line(pack, today)):
            print(f"  {line}")
        for finding in own:
            print(f"  {finding}")


def _areas(pack: Pack) -> int:
    return len({rule.area for rule in pack.rules if not rule.statutory})


def _as_json(
    packs: list[Pack], found: dict[str, list[Finding]], errors: list[str], today: date
) -> dict[str, Any]:
    return {
        "municipalities": [
            {
                "municipality": pack.municipality.slug,
                "areas": _areas(pack),
                "revision": revision_line(pack, today),
                "findings": [
                    {"code": one.code, "about": one.about, "text": one.text}
                    for one in found.get(pack.municipality.slug, [])
                ],
            }
            for pack in packs
        ],
        "errors": errors,
    }
