"""A municipality's pack: its own rules and those set by law, looked up by area and day."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from rules.municipality_making import municipality
from rules.pack_cache import PackTexts, cached_pack, keep_pack, law_files, read_texts, texts_in
from rules.pack_checks import (
    Placed,
    area_problems,
    home_problems,
    home_warnings,
    team_problems,
    teams,
)
from rules.pack_errors import NoRuleInForce, PackError, Problem, UnknownArea, UnknownMunicipality
from rules.pack_files import MUNICIPALITY, PackFile, pack_slugs
from rules.pack_parsing import parse
from rules.pack_rest import rest_problems
from rules.pack_rules import Pack
from rules.pack_schema import (
    CouncilArea,
    CouncilFile,
    MunicipalityFile,
    StatutoryArea,
    StatutoryFile,
)
from rules.rule import Rule
from rules.rule_making import council_rule, statutory_rule
from rules.standard_checks import FieldFile, standard_problems

__all__ = [
    "NoRuleInForce",
    "Pack",
    "PackError",
    "UnknownArea",
    "UnknownMunicipality",
    "load_folder",
    "load_pack",
    "pack_slugs",
    "rules_set_by_law",
]


def load_pack(slug: str, *, folders: Sequence[Path] = (), cache: Path | None = None) -> Pack:
    """Read a municipality's pack, strictly, together with the rules set by law.

    The first of `folders` that holds the municipality wins, the packs that came along are last; a
    folder replaces a later one of the same name as a whole. With a `cache` folder, what was read
    before from the same texts is not read again. Raises `UnknownMunicipality`, and `PackError`
    with every mistake of every file.
    """
    return pack_of(read_texts(slug, folders), cache)


def load_folder(folder: Path) -> Pack:
    """Read the pack in a folder that need not be among others, as strictly."""
    return read_pack(texts_in(folder))


def pack_of(texts: PackTexts, cache: Path | None) -> Pack:
    """The pack of these texts: as it was kept, or read strictly and kept for the next start."""
    found = cached_pack(texts, cache) if cache else None
    if found is None:
        found = read_pack(texts)
        if cache:
            keep_pack(found, texts, cache)
    return found


def read_pack(texts: PackTexts) -> Pack:
    """Hold the texts of a pack against the schema; raises `PackError` with every mistake."""
    problems = list(texts.unread)
    home = _home(texts, problems)
    fields = list(_fields(texts.files, home, problems))
    areas = [placed for field in fields for placed in _council_areas(field)]
    law = [placed for file in texts.law for placed in _statutory_areas(file, problems)]
    if home is None or problems:
        problems += rest_problems(texts.files, law, all_read=not texts.unread)
        raise PackError(problems)
    areas += law
    problems += area_problems(areas)
    problems += home_problems(home, fields[0].file)
    problems += team_problems(areas, teams(home))
    problems += standard_problems(fields, areas)
    if problems:
        raise PackError(problems)
    return Pack(
        municipality=municipality(texts.folder.name, home, fields),
        rules=tuple(_rule(placed, home) for placed in areas),
        files=texts.all_files,
        warnings=tuple(home_warnings(home)),
    )


@cache
def rules_set_by_law() -> tuple[Rule, ...]:
    """The rules that are part of every pack, on whatever day, without a municipality."""
    problems: list[Problem] = []
    areas = [placed for file in law_files() for placed in _statutory_areas(file, problems)]
    if problems:
        raise PackError(problems)
    return tuple(
        statutory_rule(placed.area, code="", file=placed.file.name)
        for placed in areas
        if isinstance(placed.area, StatutoryArea)
    )


def _home(texts: PackTexts, problems: list[Problem]) -> MunicipalityFile | None:
    name = f"{texts.folder.name}/{MUNICIPALITY}"
    file = next((file for file in texts.files if file.name == name), None)
    if file is not None:
        return parse(file, MunicipalityFile, problems)
    if not any(Path(problem.file).name == MUNICIPALITY for problem in texts.unread):
        text = f"{MUNICIPALITY} is missing in this folder: add it with name, code, status, source"
        problems.append(Problem(str(texts.folder), 1, text))
    return None


def _fields(
    files: Sequence[PackFile], home: MunicipalityFile | None, problems: list[Problem]
) -> Iterator[FieldFile]:
    """The parsed files of a municipality, its own first."""
    fields = []
    for file in files:
        if file.name.endswith(f"/{MUNICIPALITY}"):
            if home is not None:
                yield FieldFile(file, home)
        elif (parsed := parse(file, CouncilFile, problems)) is not None:
            fields.append(FieldFile(file, parsed))
    yield from fields


def _council_areas(field: FieldFile) -> Iterator[Placed]:
    if isinstance(field.parsed, CouncilFile):
        for index, area in enumerate(field.parsed.area):
            yield Placed(area, field.file, index, field.parsed.source, field.parsed.standard)


def _statutory_areas(file: PackFile, problems: list[Problem]) -> Iterator[Placed]:
    parsed = parse(file, StatutoryFile, problems)
    if parsed is not None:
        for index, area in enumerate(parsed.area):
            yield Placed(area, file, index)


def _rule(placed: Placed, home: MunicipalityFile) -> Rule:
    area, name = placed.area, placed.file.name
    if isinstance(area, CouncilArea):
        standard = area.standard or placed.standard or home.standard
        return council_rule(area, home, source=placed.source, standard=standard, file=name)
    assert isinstance(area, StatutoryArea)  # noqa: S101 - the two kinds of file hold no other
    return statutory_rule(area, code=home.code, file=name)
