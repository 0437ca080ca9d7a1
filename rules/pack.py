"""A municipality's pack: its own rules and those set by law, looked up by area and day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from rules.municipality import Municipality
from rules.municipality_making import municipality
from rules.pack_checks import Placed, area_problems, home_problems, home_warnings, team_problems
from rules.pack_errors import NoRuleInForce, PackError, Problem, UnknownArea, UnknownMunicipality
from rules.pack_fields import as_slug
from rules.pack_files import (
    MUNICIPALITY,
    STATUTORY,
    WHEEL_PACKS,
    PackFile,
    one_line,
    packs_in,
    parse,
    read_folder,
)
from rules.pack_schema import (
    CouncilArea,
    CouncilFile,
    MunicipalityFile,
    StatutoryArea,
    StatutoryFile,
)
from rules.rule import Rule, RuleWarning
from rules.rule_making import council_rule, statutory_rule

__all__ = [
    "NoRuleInForce",
    "Pack",
    "PackError",
    "UnknownArea",
    "UnknownMunicipality",
    "load_pack",
    "pack_slugs",
]


@dataclass(frozen=True)
class Pack:
    """All rules of one municipality, every version of them, with the texts they were read from.

    `files` maps each file's name inside the packs, "aarhus/municipality.toml", to its text.
    """

    municipality: Municipality
    rules: tuple[Rule, ...]
    files: Mapping[str, str]
    warnings: tuple[RuleWarning, ...] = ()

    def rule_in_force(self, area: str, on: date) -> Rule:
        """The version of the area's rule that governs a clock that starts on the day.

        Raises `UnknownArea` with near matches, or `NoRuleInForce` naming the dates that have one.
        """
        for rule in self.versions(area):
            if rule.in_force_on(on):
                return rule
        dates = " and ".join(rule.force_text() for rule in self.versions(area))
        raise NoRuleInForce(
            f'{self.municipality.name} has no rule for "{area}" in force on {on}; '
            f"it has one {dates}"
        )

    def versions(self, area: str) -> tuple[Rule, ...]:
        """Every version of the area's rule, oldest first; raises `UnknownArea`."""
        if area not in self._by_area:
            raise UnknownArea(
                f'{self.municipality.name} has no area "{one_line(area)}"{self._suggestion(area)}'
            )
        return self._by_area[area]

    def areas(self) -> list[str]:
        """The ids of all areas, sorted."""
        return sorted(self._by_area)

    def has_area(self, area: str) -> bool:
        """Whether the pack knows the area, on any day."""
        return area in self._by_area

    @cached_property
    def _by_area(self) -> Mapping[str, tuple[Rule, ...]]:
        found: defaultdict[str, list[Rule]] = defaultdict(list)
        for rule in sorted(self.rules, key=lambda rule: rule.in_force_from or date.min):
            found[rule.area].append(rule)
        return {area: tuple(versions) for area, versions in found.items()}

    def _suggestion(self, area: str) -> str:
        """Areas that may have been meant: by their id, else by what they are called."""
        near = get_close_matches(area, self._by_area, 3, 0.6)
        if not near:
            word = as_slug(area)
            near = [
                rule.area
                for rule in self.rules
                if word and word in as_slug(" ".join((rule.area, rule.title, *rule.words)))
            ][:3]
        if not near:
            return ": `rettidig rules list` shows the areas"
        return ": did you mean " + " or ".join(f'"{name}"' for name in dict.fromkeys(near)) + "?"


def pack_slugs(folders: Sequence[Path] = ()) -> tuple[str, ...]:
    """The municipalities that have a pack, in these folders or among those that came along."""
    return tuple(sorted({slug for folder in (*folders, WHEEL_PACKS) for slug in packs_in(folder)}))


def load_pack(slug: str, *, folders: Sequence[Path] = ()) -> Pack:
    """Read a municipality's pack, strictly, together with the rules set by law.

    The first of `folders` that holds the municipality wins, the packs that came along are last; a
    folder replaces a later one of the same name as a whole. Raises `UnknownMunicipality`, and
    `PackError` with every mistake of every file.
    """
    folder = _folder(slug, folders)
    files, law = read_folder(folder), read_folder(WHEEL_PACKS / STATUTORY)
    problems: list[Problem] = []
    home = _home(folder, files, problems)
    areas = [placed for file in files for placed in _areas(file, CouncilFile, problems)]
    areas += [placed for file in law for placed in _areas(file, StatutoryFile, problems)]
    problems += area_problems(areas)
    if home is not None:
        problems += team_problems(areas, home)
    if home is None or problems:
        raise PackError(problems)
    return Pack(
        municipality=municipality(slug, home),
        rules=tuple(_rule(placed, home) for placed in areas),
        files={file.name: file.text for file in (*files, *law)},
        warnings=tuple(home_warnings(home)),
    )


def _folder(slug: str, folders: Sequence[Path]) -> Path:
    known: dict[str, Path] = {}
    for folder in (*folders, WHEEL_PACKS):
        known = packs_in(folder) | known
    if slug not in known:
        near = get_close_matches(as_slug(slug), known, 1, 0.6)
        meant = f'did you mean "{near[0]}"?' if near else f"there is {', '.join(sorted(known))}"
        raise UnknownMunicipality(f'no municipality has a pack called "{one_line(slug)}": {meant}')
    return known[slug]


def _home(
    folder: Path, files: Sequence[PackFile], problems: list[Problem]
) -> MunicipalityFile | None:
    file = next((file for file in files if file.name == f"{folder.name}/{MUNICIPALITY}"), None)
    if file is None:
        text = f"{MUNICIPALITY} is missing in this folder: add it with name, code, status, source"
        problems.append(Problem(str(folder), 1, text))
        return None
    home = parse(file, MunicipalityFile, problems)
    if home is not None:
        problems += home_problems(home, file)
    return home


def _areas(
    file: PackFile, model: type[CouncilFile | StatutoryFile], problems: list[Problem]
) -> Iterator[Placed]:
    if file.name.endswith(f"/{MUNICIPALITY}"):
        return
    parsed = parse(file, model, problems)
    if parsed is not None:
        source = parsed.source if isinstance(parsed, CouncilFile) else None
        for index, area in enumerate(parsed.area):
            yield Placed(area, file, index, source)


def _rule(placed: Placed, home: MunicipalityFile) -> Rule:
    area, name = placed.area, placed.file.name
    if isinstance(area, CouncilArea):
        return council_rule(area, home, source=placed.source, file=name)
    assert isinstance(area, StatutoryArea)  # noqa: S101 - the two kinds of file hold no other
    return statutory_rule(area, code=home.code, file=name)
