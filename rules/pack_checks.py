"""What only all files of a pack together can show: versions that overlap, teams nobody named."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rules.calendar import PUBLIC_HOLIDAYS
from rules.pack_errors import Problem
from rules.pack_files import PackFile
from rules.pack_mending import DATES
from rules.pack_schema import AreaEntry, CouncilArea, MunicipalityFile
from rules.rule import STATUTORY_PREFIX, RuleWarning


@dataclass(frozen=True, slots=True)
class Placed:
    """An area and the place it was read from: its file, its number there, the file's source and
    quality standard; `lost` are the keys that could not be read."""

    area: AreaEntry
    file: PackFile
    index: int
    source: str | None = None
    standard: str | None = None
    lost: frozenset[str] = frozenset()

    def problem(self, key: str, text: str) -> Problem:
        """A mistake at one key of this area."""
        return self.file.problem(("area", self.index, key), text)

    @property
    def first(self) -> date:
        """The first day in force."""
        return self.area.in_force_from or date.min

    @property
    def last(self) -> date:
        """The last day in force."""
        return self.area.in_force_until or date.max


def area_problems(areas: Iterable[Placed]) -> Iterator[Problem]:
    """Ids with the wrong beginning, and versions of one area that are in force on the same day."""
    versions: defaultdict[str, list[Placed]] = defaultdict(list)
    for placed in areas:
        if "id" in placed.lost:
            continue
        if placed.lost.isdisjoint(DATES):
            versions[placed.area.id].append(placed)
        yield from _prefix_problems(placed)
    for placed_versions in versions.values():
        yield from _overlaps(placed_versions)


def _prefix_problems(placed: Placed) -> Iterator[Problem]:
    statutory = placed.area.id.startswith(STATUTORY_PREFIX)
    if statutory and isinstance(placed.area, CouncilArea):
        text = f'an id that begins with "{STATUTORY_PREFIX}" is a rule set by law: choose another'
        yield placed.problem("id", text)
    elif not statutory and not isinstance(placed.area, CouncilArea):
        yield placed.problem("id", f'a rule set by law has an id that begins "{STATUTORY_PREFIX}"')


def _overlaps(versions: list[Placed]) -> Iterator[Problem]:
    ordered = sorted(versions, key=lambda placed: placed.first)
    # Held against the one that lasts longest, which need not be the one just before.
    for index, later in enumerate(ordered[1:], start=1):
        earlier = max(ordered[:index], key=lambda placed: placed.last)
        if later.first > earlier.last:
            continue
        line = earlier.file.problem(("area", earlier.index, "id"), "").line
        where = f"{earlier.file.name}, line {line}"
        if later.first == date.min:
            yield later.problem(
                "id",
                f'id "{later.area.id}" stands twice (also in {where}): give the other service an '
                "id of its own, or tell the versions apart with in_force_from and in_force_until",
            )
        else:
            yield later.problem(
                "in_force_from",
                f'two versions of "{later.area.id}" are in force on {later.first}: end the older '
                f"one ({where}) with in_force_until = {later.first - timedelta(days=1)}",
            )


def home_problems(home: MunicipalityFile, file: PackFile) -> Iterator[Problem]:
    """Teams and closing days that stand twice."""
    yield from twice_in_home(file, teams(home), [str(entry.on) for entry in home.closing_day])


def twice_in_home(
    file: PackFile, team_ids: Sequence[str | None], days: Sequence[str | None]
) -> Iterator[Problem]:
    """Teams and closing days that stand twice; None stands for one that cannot be read."""
    for name, values in (("contact.team", team_ids), ("closing_day", days)):
        counts = Counter(value for value in values if value is not None)
        for value in (value for value, count in counts.items() if count > 1):
            last = len(values) - 1 - values[::-1].index(value)
            text = f"{value} stands twice in [[{name}]]: keep one"
            yield file.problem((*name.split("."), last), text)


def teams(home: MunicipalityFile) -> list[str]:
    """The ids of the municipality's teams."""
    return [team.id for team in home.contact.team] if home.contact else []


def team_problems(areas: Iterable[Placed], known: Collection[str | None]) -> Iterator[Problem]:
    """Areas whose team municipality.toml does not know."""
    for placed in areas:
        team = placed.area.team if isinstance(placed.area, CouncilArea) else None
        if team is not None and team not in known:
            yield placed.problem(
                "team",
                f'no [[contact.team]] in municipality.toml has the id "{team}": '
                "add it there, or leave the key out",
            )


def home_warnings(home: MunicipalityFile) -> Sequence[RuleWarning]:
    """What a reader of the whole pack must know."""
    warnings = []
    if home.status == "unconfirmed":
        text = "the municipality has not confirmed this pack"
        warnings.append(RuleWarning("unconfirmed", text))
    if home.table == "part":
        text = "the pack holds only a part of the municipality's own list of deadlines"
        warnings.append(RuleWarning("table-part", text))
    if home.table == "missing":
        text = "the municipality's own list of deadlines is not in this pack: it was not to be had"
        warnings.append(RuleWarning("table-missing", text))
    for day in home.closing_day:
        if day.on.weekday() > 4 or day.on in PUBLIC_HOLIDAYS:
            text = f"the closing day {day.on} is a day off already and changes nothing"
            warnings.append(RuleWarning("closing-day-off", text))
    return warnings
