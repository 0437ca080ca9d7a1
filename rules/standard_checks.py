"""Quality standards as the files of a pack place them: who names which, and what stands twice."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

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


class Named(NamedTuple):
    """A file and the standard that it names for all of its areas."""

    file: PackFile
    standard: str


def standard_problems(files: Sequence[FieldFile], areas: Iterable[Placed]) -> Iterator[Problem]:
    """Revisions that stand twice, and names that no standard has."""
    placed = [standard for file in files for standard in file.standards()]
    yield from standards_twice(placed)
    known = {standard.entry.id for standard in placed}
    named = [Named(file.file, file.parsed.standard) for file in files if file.parsed.standard]
    yield from unknown_standards(named, areas, known)


def unknown_standards(
    named: Iterable[Named], areas: Iterable[Placed], known: Collection[str]
) -> Iterator[Problem]:
    """Names that no standard has: those of files, then those of areas."""
    for file, standard in named:
        if standard not in known:
            yield file.problem(("standard",), _unknown(standard))
    for area in areas:
        name = area.area.standard if isinstance(area.area, CouncilArea) else None
        if name and name not in known:
            yield area.problem("standard", _unknown(name))


def _unknown(standard: str) -> str:
    return (
        f'no [[quality_standard]] of this pack has the id "{standard}": '
        "add it, or leave the key out"
    )


def standards_twice(placed: Sequence[PlacedStandard]) -> Iterator[Problem]:
    """Revisions of one standard that are adopted on one day, or under way together."""
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
