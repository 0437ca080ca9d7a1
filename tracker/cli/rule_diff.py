"""`rettidig rules diff`: what changed between two packs, and which open cases it concerns."""

import os
from collections import defaultdict
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.engine import make_url

from rules.pack import load_folder, read_pack
from rules.pack_cache import PackTexts, texts_in
from rules.pack_diff import Change, pack_changes, rule_changes
from rules.pack_files import MUNICIPALITY, PackFile
from rules.pack_rules import Pack
from rules.rule import Rule
from tracker import clock
from tracker.cli.answers import AsJson, answer
from tracker.cli.pack_loading import load
from tracker.cli.values import read_day
from tracker.errors import Refused
from tracker.office import Office, open_office
from tracker.services.rule_use import open_cases_by_version, rules_kept_by
from tracker.settings import Settings, read_settings

OpenCases = list[dict[str, Any]]


def diff(
    old: Annotated[str, typer.Argument(help="Pack: a folder, a file of one, or a slug.")],
    new: Annotated[
        str | None, typer.Argument(help="The pack to compare it with; not with --since.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Compare one pack with what its cases had kept by that day.")
    ] = None,
    municipality: Annotated[
        str | None, typer.Option(help="Whose open cases to count; else those of the new pack.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """What changed, in sentences: areas, limits with their dates, settings, closing days. Where a
    database is at hand, how many open cases began under which version."""
    settings = read_settings(os.environ)
    if (new is None) == (since is None):
        raise Refused("name two packs, or one pack and --since DAY")
    if since is not None:
        changes, now_pack = _since(settings, old, read_day(since, "--since"))
    else:
        before, now_pack = _both(old, new or "")
        changes = pack_changes(before, now_pack)
    counted = load(municipality) if municipality else now_pack
    office = _office(settings)
    cases = _cases(office, counted, changes) if office else None
    if as_json:
        answer({"changes": [_plain(change) for change in changes], "open_cases": cases})
    else:
        _show(changes, cases)


def _since(settings: Settings, pack: str, day: date) -> tuple[tuple[Change, ...], Pack]:
    """The areas that had cases by that day, as they were kept, beside the pack of now."""
    office = _office(settings)
    if office is None:
        raise Refused("--since asks the database what its cases keep: set RETTIDIG_DATABASE_URL")
    now_pack = _pack(pack)
    kept = rules_kept_by(office, now_pack.municipality.code, day, now=clock.now())
    if not kept:
        raise Refused(f"by {day} no case of {now_pack.municipality.name} had been registered here")
    areas = {rule.area for rule in kept}
    now_rules = [r for r in now_pack.rules if r.area in areas and _comparable(r, kept, day)]
    return rule_changes(kept, now_rules), now_pack


def _comparable(rule: Rule, kept: list[Rule], day: date) -> bool:
    """Whether a version of now stands beside one that was kept, or has come since; one that was
    there and governed no case was not kept, and is no news."""
    first_days = {r.in_force_from for r in kept if r.area == rule.area}
    later = rule.in_force_from is not None and rule.in_force_from > day
    return later or rule.in_force_from in first_days


def _both(old: str, new: str) -> tuple[Pack, Pack]:
    """Both sides; a single file is held against the same file of the other side."""
    first, second = _texts(old), _texts(new)
    if first and second:
        return read_pack(_at_home(first, second)), read_pack(_at_home(second, first))
    if first:
        other = _pack(new)
        return read_pack(_at_home(first, _read_from(other))), _only(other, first)
    if second:
        other = _pack(old)
        return _only(other, second), read_pack(_at_home(second, _read_from(other)))
    return _pack(old), _pack(new)


def _read_from(pack: Pack) -> PackTexts:
    """A pack's files again, for its municipality.toml."""
    files = [PackFile(name, name, text) for name, text in pack.files.items()]
    return PackTexts(Path(pack.municipality.slug), files, ())


def _only(pack: Pack, texts: PackTexts) -> Pack:
    names = {Path(file.name).name for file in texts.files} - {MUNICIPALITY}
    rules = tuple(rule for rule in pack.rules if Path(rule.file).name in names)
    if names and not any(not rule.statutory for rule in rules):
        raise Refused(f"{pack.municipality.name} has no file {', '.join(sorted(names))}")
    return replace(pack, rules=rules)


def _pack(name: str) -> Pack:
    path = Path(name)
    if path.is_dir() and ("/" in name or (path / MUNICIPALITY).is_file()):
        return load_folder(path)
    texts = _texts(name)
    return read_pack(texts) if texts else load(name)


def _texts(name: str) -> PackTexts | None:
    """The texts of a single file of a pack, with its municipality's where that stands beside it."""
    path = Path(name)
    if not name.endswith(".toml"):
        return None
    if not path.is_file():
        raise Refused(f"there is no file {name}")
    folder = path.absolute().parent
    whole = texts_in(folder)
    files = [file for file in whole.files if Path(file.name).name in (path.name, MUNICIPALITY)]
    return PackTexts(folder, files, whole.law, whole.unread)


def _at_home(texts: PackTexts, other: PackTexts) -> PackTexts:
    if any(Path(file.name).name == MUNICIPALITY for file in texts.files):
        return texts
    homes = [file for file in other.files if Path(file.name).name == MUNICIPALITY]
    named = [PackFile(f"{texts.folder.name}/{MUNICIPALITY}", f.path, f.text) for f in homes]
    return PackTexts(texts.folder, [*texts.files, *named], texts.law, texts.unread)


def _office(settings: Settings) -> Office | None:
    """The database of the settings, where there is one already: asking makes none."""
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        return None
    return open_office(settings)[0]


def _cases(office: Office, pack: Pack, changes: tuple[Change, ...]) -> OpenCases:
    """Open cases in the areas that changed, by the version they began under."""
    areas = {change.area for change in changes} | {a for c in changes for a in c.areas}
    found = open_cases_by_version(office, pack.municipality.code, now=clock.now())
    now = {(rule.area, rule.version) for rule in pack.rules}
    return [
        {
            "area": area,
            "version": version,
            "of_the_new_pack": (area, version) in now,
            "cases": count,
        }
        for (area, version), count in sorted(found.items(), key=lambda item: str(item[0]))
        if area in areas
    ]


def _plain(change: Change) -> dict[str, Any]:
    return {key: value for key, value in asdict(change).items() if value not in (None, ())}


def _show(changes: tuple[Change, ...], cases: OpenCases | None) -> None:
    if not changes:
        print("nothing changed")
    for change in changes:
        print(change.text)
    if any(c.kind == "rewritten" and "limit" in (c.what or "") for c in changes):
        print(
            "A limit was rewritten in place. A change by the council is a new [[area]] entry with "
            "in_force_from; cases that have begun keep what they began under."
        )
    if cases is not None and changes:
        _show_cases(cases)


def _show_cases(cases: OpenCases) -> None:
    if not cases:
        print("No open case is about an area that changed.")
    by_area: defaultdict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in cases:
        began = (
            "under the version that is in the new pack"
            if line["of_the_new_pack"]
            else "under an earlier version, which they keep"
            if line["version"]
            else "when no rule was in force"
        )
        by_area[line["area"]][began] += line["cases"]
    for area, counts in by_area.items():
        said = ", ".join(f"{count} {began}" for began, count in counts.items())
        print(f"Open cases of {area}: {said}.")
