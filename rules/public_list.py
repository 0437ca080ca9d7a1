"""The public list of a municipality's deadlines, from the same rules that the clock reads."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rules.limit import Limit
from rules.municipality import Municipality
from rules.pack_rules import Pack
from rules.quality_standard import (
    Progress,
    QualityStandard,
    ids,
    newest,
    progress,
    standard_in_force,
)
from rules.rule import ClockRule, Rule
from rules.track_limits import (
    TrackLimit,
    acute_limit,
    help_limit,
    ordinary_limit,
    remanded_limit,
)

#: Danish letters as a file's name spells them.
_SPELT: Final = (("ae", "æ"), ("oe", "ø"), ("aa", "å"))


@dataclass(frozen=True, slots=True)
class ShownLimit:
    """A limit on the list: what the clock counts, and the words that were published for it."""

    counts: TrackLimit
    published: str | None = None

    @property
    def limit(self) -> Limit:
        """The limit; its upper bound counts where a range was published."""
        return self.counts.limit


@dataclass(frozen=True, slots=True)
class PublicRow:
    """One version of one area as the public sees it; what the rule has no limit for is None."""

    rule: Rule
    field: str
    decision: ShownLimit | None
    delivery: ShownLimit | None
    acute_decision: ShownLimit
    acute_delivery: ShownLimit
    remanded: ShownLimit | None
    supplier_change: ShownLimit | None
    reassessment: ShownLimit | None
    standard: QualityStandard | None

    @property
    def acute(self) -> tuple[Limit, Limit]:
        """The limits for answer and help when it is urgent."""
        return self.acute_decision.limit, self.acute_delivery.limit

    @property
    def again(self) -> tuple[Limit | None, Limit | None]:
        """What a remanded case has: a limit of its own, or a cap; neither is the area's again."""
        return self.rule.remanded.within, self.rule.remanded.at_most

    @property
    def general(self) -> object:
        """What most areas of a municipality have in common."""
        return self.acute, self.again, self.rule.counting, self.rule.ends


@dataclass(frozen=True, slots=True)
class FieldOfWork:
    """The areas of one field of work, in the order of its file."""

    title: str
    rows: tuple[PublicRow, ...]


@dataclass(frozen=True, slots=True)
class ShownStandard:
    """One quality standard: the revision in force, the one under way, and the areas it is about."""

    in_force: QualityStandard | None
    under_way: QualityStandard | None
    areas: tuple[str, ...]

    @property
    def newest(self) -> QualityStandard:
        """The revision that gives it its title where none is in force."""
        found = self.in_force or self.under_way
        assert found is not None  # noqa: S101 - a standard has at least one revision
        return found


@dataclass(frozen=True, slots=True)
class PublicList:
    """Everything a municipality publishes about its deadlines, as it holds on one day.

    `coming` are versions that begin later, `history` every version of every area of the council's.
    """

    municipality: Municipality
    on: date
    fields: tuple[FieldOfWork, ...]
    by_law: tuple[PublicRow, ...]
    coming: tuple[PublicRow, ...]
    history: tuple[PublicRow, ...]
    standards: tuple[ShownStandard, ...]
    progress: Progress

    @property
    def rows(self) -> tuple[PublicRow, ...]:
        """The council's areas that have a rule in force on the day."""
        return tuple(row for field in self.fields for row in field.rows)

    @property
    def usual(self) -> PublicRow | None:
        """A row with the acute and remanded limits, counting and end that most areas have."""
        alike = Counter(row.general for row in self.rows)
        if not alike:
            return None
        ((most, _count),) = alike.most_common(1)
        return next(row for row in self.rows if row.general == most)


def public_list(pack: Pack, on: date) -> PublicList:
    """The list of a pack as it holds on a day."""
    place = pack.municipality
    own = [_row(rule, place, on) for rule in pack.rules if not rule.statutory]
    in_force = [row for row in own if row.rule.in_force_on(on)]
    titles = list(dict.fromkeys(row.field for row in in_force))
    return PublicList(
        municipality=place,
        on=on,
        fields=tuple(
            FieldOfWork(title, tuple(row for row in in_force if row.field == title))
            for title in titles
        ),
        by_law=tuple(
            _row(rule, place, on) for rule in pack.rules if rule.statutory and rule.in_force_on(on)
        ),
        coming=tuple(row for row in own if row.rule.in_force_from and row.rule.in_force_from > on),
        history=tuple(sorted(own, key=_by_area_and_day)),
        standards=_standards(place, pack.rules, on),
        progress=progress(place.standards, on),
    )


def _by_area_and_day(row: PublicRow) -> tuple[str, date]:
    return row.rule.area, row.rule.in_force_from or date.min


def _row(rule: Rule, place: Municipality, on: date) -> PublicRow:
    decision, delivery = ordinary_limit(rule), help_limit(rule)
    remanded = remanded_limit(rule)
    words = rule.acute.published
    return PublicRow(
        rule=rule,
        field=field_title(rule, place),
        decision=ShownLimit(decision, _words(rule.decision)) if decision else None,
        delivery=ShownLimit(delivery, _words(rule.delivery)) if delivery else None,
        acute_decision=ShownLimit(acute_limit(rule.acute), words),
        acute_delivery=ShownLimit(acute_limit(rule.acute, delivery=True), words),
        remanded=ShownLimit(remanded, rule.remanded.published) if remanded else None,
        supplier_change=_own(rule.supplier_change),
        reassessment=_own(rule.reassessment),
        standard=standard_in_force(place.standards, rule.standard, on),
    )


def _own(clock: ClockRule | None) -> ShownLimit | None:
    return ShownLimit(TrackLimit(clock.limit, clock.start), clock.published) if clock else None


def _words(clock: ClockRule | None) -> str | None:
    return clock.published if clock else None


def field_title(rule: Rule, place: Municipality) -> str:
    """The field of work as the public reads it: the file's title, else its name in Danish."""
    if rule.file in place.field_titles:
        return place.field_titles[rule.file]
    words = rule.file.rpartition("/")[2].removesuffix(".toml").replace("-", " ")
    for spelt, letter in _SPELT:
        words = words.replace(spelt, letter)
    return words[:1].upper() + words[1:]


def _standards(place: Municipality, rules: Sequence[Rule], on: date) -> tuple[ShownStandard, ...]:
    return tuple(
        ShownStandard(
            in_force=standard_in_force(place.standards, standard_id, on),
            under_way=_under_way(place.standards, standard_id, on),
            areas=tuple(
                dict.fromkeys(
                    rule.title
                    for rule in rules
                    if rule.standard == standard_id and rule.in_force_on(on)
                )
            ),
        )
        for standard_id in ids(place.standards)
    )


def _under_way(
    standards: Sequence[QualityStandard], standard_id: str, on: date
) -> QualityStandard | None:
    """The revision that is newer than the one in force, where there is one."""
    head = newest(standards, standard_id)
    return None if head == standard_in_force(standards, standard_id, on) else head
