"""A municipality's table of deadlines as a pack: what is certain is written, the rest is listed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rules.importing_answers import Answer, Doubt, check_answers
from rules.importing_doubts import is_acute
from rules.importing_drafts import Draft, LeftOut, limits_of, same_service, with_acute
from rules.importing_general import ALL_SERVICES, General, read_general
from rules.importing_names import base_id, tell_apart
from rules.importing_rows import Reader, is_remanded
from rules.importing_table import Table, TableError, TableRow
from rules.importing_toml import Value, field_text, file_name, home_text
from rules.pack import rules_set_by_law
from rules.pack_files import MUNICIPALITY
from rules.slugs import as_slug


@dataclass(frozen=True, slots=True)
class Imported:
    """A pack's files by name, and what became of every row of the table."""

    files: Mapping[str, str]
    taken: Mapping[str, str]  # row to area
    doubts: tuple[Doubt, ...]
    left_out: tuple[LeftOut, ...]


def import_table(
    table: Table,
    *,
    name: str,
    code: str,
    source: str = "",
    answers: Mapping[str, Answer] | None = None,
) -> Imported:
    """Read every row into an area, a doubt or a reason to leave it out; never guess.

    The same rows and answers give the same ids, whatever their order. Raises `TableError` for
    answers that do not fit the table, and where no address is known.
    """
    answers = answers or {}
    page = source or next(iter(table.sources), "")
    if not page:
        raise TableError("the table names no source: give the page's address with --source")
    check_answers(answers, _told(table))
    remanded = [row for row in table.rows if is_remanded(row)]
    general = read_general(table.general, remanded)
    sorted_rows = _Sorted(table, general, answers)
    drafts = sorted_rows.drafts
    doubts = [doubt for doubt in general.doubts if not _settled(answers.get(doubt.key))]
    keys = _home_keys(name, code, page, general, bool(drafts))
    files = {MUNICIPALITY: home_text(keys, general.told, sorted_rows.left_out)}
    for file, inside in _by_file(drafts).items():
        files[file] = field_text(inside)
    return Imported(
        files=files,
        taken=sorted_rows.taken(),
        doubts=(*doubts, *sorted_rows.doubts),
        left_out=tuple(sorted_rows.left_out),
    )


def _told(table: Table) -> dict[str, tuple[str, str]]:
    """The title and the words of every row, as the list of questions tells them."""
    general = {f"general: {key}": (ALL_SERVICES, text) for key, text in table.general.items()}
    return {row.key: (row.name, row.words) for row in table.rows} | general


def _settled(answer: Answer | None) -> bool:
    return answer is not None and bool(answer.leave_out)


def _home_keys(
    name: str, code: str, source: str, general: General, any_area: bool
) -> dict[str, Value]:
    first: dict[str, Value] = {"name": name, "code": code, "status": "unconfirmed"}
    first |= {"table": "part" if any_area else "missing", "source": source}
    return {**first, **general.keys}


def _by_file(drafts: Iterable[Draft]) -> dict[str, list[Draft]]:
    files: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        files[file_name(draft.row.field)].append(draft)
    return files


class _Sorted:
    """The rows of a table, each in one of three heaps."""

    def __init__(self, table: Table, general: General, answers: Mapping[str, Answer]) -> None:
        self.drafts: list[Draft] = []
        self.doubts: list[Doubt] = []
        self.left_out: list[LeftOut] = []
        self._merged: dict[str, str] = {}
        self._general = general
        self._answers = answers
        self._sources = table.sources
        heading = "" if "arbejdsdag" in general.keys else table.general.get("unit", "")
        self._reader = Reader(
            unit_heading="" if "tillæg" in heading else heading,
            with_fields=any(r.field and r.words and not is_acute(r) for r in table.rows),
            law=rules_set_by_law(),
            arbejdsdag="open-days" if "arbejdsdag" in general.keys else "working-days",
        )
        ordinary = self._ordinary_titles(table.rows)
        twins = [row for row in table.rows if self._is_twin(row, ordinary)]
        for row in table.rows:
            if row not in twins:
                self._sort(row)
        for row in twins:
            self._merge(row)
        self._drop_doubles()
        self._name()
        order = {row.key: place for place, row in enumerate(table.rows)}
        self.doubts.sort(key=lambda doubt: order[doubt.key])
        self.left_out.sort(key=lambda row: order[row.key])

    def taken(self) -> dict[str, str]:
        """Which area each row became; an acute row is a part of its service's area."""
        areas = {draft.row.key: draft.id for draft in self.drafts}
        return areas | {key: areas[service] for key, service in self._merged.items()}

    @staticmethod
    def _ordinary_titles(rows: Iterable[TableRow]) -> Counter[str]:
        return Counter(as_slug(row.title) for row in rows if not is_acute(row))

    def _is_twin(self, row: TableRow, ordinary: Mapping[str, int]) -> bool:
        return (
            is_acute(row)
            and not row.acute
            and ordinary.get(as_slug(row.title)) == 1
            and row.key not in self._answers
        )

    def _sort(self, row: TableRow) -> None:
        answer = self._answers.get(row.key)
        if is_remanded(row):
            asked = any(doubt.key == row.key for doubt in self._general.doubts)
            if not asked or _settled(answer):
                why = answer.leave_out if asked and answer else "a rule for all areas: remanded"
                self.left_out.append(LeftOut(row.key, row.title, why))
            return
        found = self._reader.sort(row, answer)
        if isinstance(found, Draft):
            self.drafts.append(replace(found, adopted_on=self._adopted(row)))
        elif isinstance(found, Doubt):
            self.doubts.append(found)
        else:
            self.left_out.append(found)

    def _adopted(self, row: TableRow) -> date | None:
        day = self._general.adopted_on
        alone = len(self._sources) == 1
        return day if day and (alone or row.source_date == day.isoformat()) else None

    def _merge(self, row: TableRow) -> None:
        """Put the limit of an acute row beside the ordinary one of the same service."""
        plain = replace(row, acute_only=False, field="-", title="-")
        found = self._reader.sort(plain, Answer(row.key, new_title=row.title, phrase="-"))
        service = next((d for d in self.drafts if _is_named(d, row)), None)
        if not isinstance(found, Draft) or not found.limit.computable or service is None:
            self._sort(row)
            return
        self.drafts[self.drafts.index(service)] = with_acute(service, found)
        self._merged[row.key] = service.row.key

    def _drop_doubles(self) -> None:
        """One service in several rows: kept once where the limits agree, else a doubt."""
        groups: defaultdict[tuple[str, tuple[str, ...], str], list[Draft]] = defaultdict(list)
        for draft in self.drafts:
            groups[same_service(draft)].append(draft)
        for drafts in groups.values():
            if len({draft.id for draft in drafts} - {""}) == len(drafts):
                continue
            if len({limits_of(draft) for draft in drafts}) == 1:
                self._keep_first(drafts)
            else:
                self._doubt_all(drafts)

    def _keep_first(self, drafts: Sequence[Draft]) -> None:
        for draft in drafts[1:]:
            why = f"the same service and limit as row {drafts[0].row.key}"
            self._remove(draft, LeftOut(draft.row.key, draft.row.title, why))

    def _doubt_all(self, drafts: Sequence[Draft]) -> None:
        keys = " and ".join(draft.row.key for draft in drafts)
        for draft in drafts:
            why = f"the same service stands in rows {keys} with limits that differ"
            decide = "leave out: the one that is not in force; or a new title that tells them apart"
            self._remove(draft, Doubt(draft.row.key, draft.row.title, draft.row.words, why, decide))

    def _remove(self, draft: Draft, instead: Doubt | LeftOut) -> None:
        self.drafts.remove(draft)
        if isinstance(instead, Doubt):
            self.doubts.append(instead)
        else:
            self.left_out.append(instead)

    def _name(self) -> None:
        """Give every area its id; those that would be equal get a part that tells them apart."""
        groups: defaultdict[str, list[int]] = defaultdict(list)
        for place, draft in enumerate(self.drafts):
            groups[draft.id or base_id(draft.title, draft.row.field)].append(place)
        for slug, places in groups.items():
            parts = [""] if len(places) == 1 else self._parts(places)
            for place, part in zip(places, parts, strict=True):
                name = f"{slug}.{part}" if part else slug
                self.drafts[place] = replace(self.drafts[place], id=name)
        counts = Counter(draft.id for draft in self.drafts)
        for place, draft in enumerate(self.drafts):
            if counts[draft.id] > 1:
                self.drafts[place] = replace(draft, id=f"{draft.id}.{self._number(place)}")

    def _number(self, place: int) -> str:
        """What tells an area apart where nothing else does: its row."""
        return f"raekke-{as_slug(self.drafts[place].row.key) or place}"

    def _parts(self, places: Sequence[int]) -> list[str]:
        drafts = [self.drafts[place] for place in places]
        found = tell_apart([d.laws.law for d in drafts], [d.row.field for d in drafts])
        return found or [self._number(place) for place in places]


def _is_named(draft: Draft, row: TableRow) -> bool:
    return as_slug(draft.row.title) == as_slug(row.title)
