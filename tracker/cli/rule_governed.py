"""`rettidig rules show --as-governed`: the rules that a case keeps, as they read when it began."""

import tomllib
import unicodedata
from typing import Any

from rules.pack_lines import line_of
from tracker.cli.answers import answer
from tracker.cli.common import open_door
from tracker.cli.rules import print_fields, rule_view
from tracker.services.rule_use import Governed, governing_versions


def show_governed(municipality: str, reference: str, *, as_json: bool) -> None:
    """Each round's rule and the file it was taken from, from our own copy: whatever has become of
    the pack since."""
    door = open_door()
    found = governing_versions(door.office, municipality, reference, now=door.now)
    if as_json:
        answer({"reference": reference, "rounds": [_view(one) for one in found]})
        return
    for one in found:
        print(f"round {one.round} of case {reference}, kept since {one.stored_at:%Y-%m-%d}")
        print_fields({**rule_view(one.rule), "file": one.path, "file_sha256": one.sha256})
        print(f"as it stood in {one.path}:")
        for line in _entry(one):
            print(f"    {line}".rstrip())
        print()


def _view(one: Governed) -> dict[str, Any]:
    return {
        "round": one.round,
        "rule": {**rule_view(one.rule), "file": one.path},
        "stored_at": one.stored_at,
        "file_sha256": one.sha256,
        "file_text": one.text,
    }


def _entry(one: Governed) -> list[str]:
    """The lines of the area's own entry in the file; of several versions, that of the same days."""
    areas = tomllib.loads(unicodedata.normalize("NFC", one.text))["area"]
    wanted = (one.rule.area, one.rule.in_force_from)
    number = next(n for n, a in enumerate(areas) if (a["id"], a.get("in_force_from")) == wanted)
    lines = one.text.splitlines()
    first = line_of(one.text, ("area", number))
    following = (
        line_of(one.text, ("area", number + 1)) if number + 1 < len(areas) else len(lines) + 1
    )
    return lines[first - 1 : following - 1]
