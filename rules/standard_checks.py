"""Quality standards as the files of a pack place them: who names which, and what stands twice."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rules.pack_checks import Placed
from rules.pack_errors import Problem
from rules.pack_files import PackFile
from rules.pack_schema import CouncilArea, CouncilFile, MunicipalityFile
from rules.quality_standard import StandardState
from rules.standard_schema import StandardEntry


@dataclass(frozen=True, slots=True)
class PlacedStandard:
    """A revision of a standard and the place it was read from."""

    entry: StandardEntry
    file: PackFile
    index: int

    def problem(self, key: str, text: str) -> Problem:
        """A mistake at one key of this standard."""
        return self.file.problem(("quality_standard", self.index, key), text)


@dataclass(frozen=True, slots=True)
class FieldFile:
    """One parsed file of a pack that may hold and name standards."""

    file: PackFile
    parsed: CouncilFile | MunicipalityFile

    def standards(self) -> Iterator[PlacedStandard]:
        """The revisions it holds."""
        for index, entry in enumerate(self.parsed.quality_standard):
            yield PlacedStandard(entry, self.file, index)


def standard_problems(files: Sequence[FieldFile], areas: Iterable[Placed]) -> Iterator[Problem]:
    """Revisions that stand twice, and names that no standard has."""
    placed = [standard for file in files for standard in file.standards()]
    yield from _twice(placed)
    known = {standard.entry.id for standard in placed}
    for file in files:
        if file.parsed.standard and file.parsed.standard not in known:
            yield file.file.problem(("standard",), _unknown(file.parsed.standard))
    for area in areas:
        named = area.area.standard if isinstance(area.area, CouncilArea) else None
        if named and named not in known:
            yield area.problem("standard", _unknown(named))


def _unknown(standard: str) -> str:
    return (
        f'no [[quality_standard]] of this pack has the id "{standard}": '
        "add it, or leave the key out"
    )


def _twice(placed: Sequence[PlacedStandard]) -> Iterator[Problem]:
    keys = Counter(_revision(standard) for standard in placed)
    seen: set[object] = set()
    for standard in placed:
        key = _revision(standard)
        if keys[key] > 1 and key in seen:
            yield standard.problem("id", _advice(standard.entry))
        seen.add(key)


def _revision(standard: PlacedStandard) -> object:
    entry = standard.entry
    adopted = entry.state is StandardState.ADOPTED
    return entry.id, entry.adopted_on if adopted else "under way"


def _advice(entry: StandardEntry) -> str:
    if entry.state is StandardState.ADOPTED:
        return f'"{entry.id}" is adopted twice on {entry.adopted_on}: keep one'
    return f'"{entry.id}" has two revisions that are not adopted: keep the one that is worked on'
