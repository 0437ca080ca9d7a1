"""What changed between two packs, in plain sentences: areas, limits, settings, closing days."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from rules.pack_rules import Pack
from rules.rule import Rule
from rules.rule_facts import (
    INHERITED,
    LAST_DAY,
    Facts,
    closing_facts,
    facts_of_place,
    facts_of_rule,
)

#: A change that reaches this many areas is told once, for all of them.
_SHARED: Final = 3

Difference = tuple[str, str | None, str | None]
Shared = tuple[str, str | None, str | None, date | None]


class Pair(NamedTuple):
    """A version and the one it was, or follows; `ended` where a last day is a change itself."""

    was: Rule
    now: Rule
    ended: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed; `area` is None for what holds for the whole municipality.

    `kind` is new, gone, changed (by a version with a first day of its own), rewritten (in place),
    setting or closing-day. `areas` are those that a setting reaches.
    """

    kind: str
    text: str
    area: str | None = None
    what: str | None = None
    old: str | None = None
    new: str | None = None
    in_force_from: date | None = None
    adopted_on: date | None = None
    areas: tuple[str, ...] = ()
    old_version: str | None = None
    new_version: str | None = None


def pack_changes(old: Pack, new: Pack) -> tuple[Change, ...]:
    """Every change from one pack to another; empty when they say the same.

    Comments, the order of keys and the files' names are no change.
    """
    rules = rule_changes(_own(old), _own(new))
    place = _settings(facts_of_place(old.municipality), facts_of_place(new.municipality))
    return (*place, *_closing_days(old, new), *rules)


def rule_changes(old: Iterable[Rule], new: Iterable[Rule]) -> tuple[Change, ...]:
    """The changes of the rules alone."""
    before, after = _by_area(old), _by_area(new)
    pairs: list[Pair] = []
    found: list[Change] = []
    for area in sorted({*before, *after}):
        if area not in before:
            found += [_appeared(rule) for rule in after[area]]
        elif area not in after:
            found.append(_gone(before[area][-1]))
        else:
            pairs += _pairs(before[area], after[area])
            found += _vanished(before[area], after[area])
    return (*_told(pairs), *found)


def _own(pack: Pack) -> list[Rule]:
    return [rule for rule in pack.rules if not rule.statutory]


def _by_area(rules: Iterable[Rule]) -> Mapping[str, Sequence[Rule]]:
    found: defaultdict[str, list[Rule]] = defaultdict(list)
    for rule in sorted(rules, key=lambda rule: rule.in_force_from or date.min):
        found[rule.area].append(rule)
    return found


def _pairs(old: Sequence[Rule], new: Sequence[Rule]) -> Iterator[Pair]:
    """Each version of now with the one it was, or else with the one it follows."""
    same = {rule.in_force_from: rule for rule in old}
    for index, rule in enumerate(new):
        last = index == len(new) - 1
        was = same.get(rule.in_force_from) or (new[index - 1] if index else old[-1])
        if was.version != rule.version:
            yield Pair(was, rule, ended=was.in_force_from == rule.in_force_from and last)


def _vanished(old: Sequence[Rule], new: Sequence[Rule]) -> Iterator[Change]:
    kept = {rule.in_force_from for rule in new}
    for rule in old:
        if rule.in_force_from not in kept and len(old) > 1:
            text = f"{_name(rule)}: the version {rule.force_text()} is gone"
            yield Change("gone", text, rule.area, old_version=rule.version)


def _appeared(rule: Rule) -> Change:
    said = [f"{what} {words}" for what, words in facts_of_rule(rule).items() if "limit" in what]
    text = f"{_name(rule)} is new: {', '.join(said)}{_force(rule)}"
    return Change(
        "new",
        text,
        rule.area,
        in_force_from=rule.in_force_from,
        adopted_on=rule.adopted_on,
        new_version=rule.version,
    )


def _gone(rule: Rule) -> Change:
    text = f"{_name(rule)} is gone: an area whose cases run keeps its entry, with in_force_until"
    return Change("gone", text, rule.area, old_version=rule.version)


def _told(pairs: Sequence[Pair]) -> Iterator[Change]:
    """Each difference of each pair; what many areas have from the municipality is told once."""
    differing = [(pair.was, pair.now, _between(pair)) for pair in pairs]
    shared = _shared(differing)
    for (*difference, _first), rules in shared.items():
        yield _setting(difference, rules)
    for was, now, changes in differing:
        for change in changes:
            if (*change, now.in_force_from) not in shared:
                yield _change(was, now, change)


def _between(pair: Pair) -> list[Difference]:
    """What differs; the end of a version that another follows is no change of its own."""
    found = _differing(facts_of_rule(pair.was), facts_of_rule(pair.now))
    return [difference for difference in found if difference[0] != LAST_DAY or pair.ended]


def _shared(
    differing: Sequence[tuple[Rule, Rule, list[Difference]]],
) -> Mapping[Shared, list[Rule]]:
    found: defaultdict[Shared, list[Rule]] = defaultdict(list)
    for _was, now, changes in differing:
        for what, old, new in changes:
            if what.startswith(INHERITED):
                found[what, old, new, now.in_force_from].append(now)
    return {
        change: rules
        for change, rules in found.items()
        if len({rule.area for rule in rules}) >= _SHARED
    }


def _setting(difference: Sequence[Any], rules: Sequence[Rule]) -> Change:
    what, old, new = difference
    areas = tuple(sorted({rule.area for rule in rules}))
    text = (
        f"In {len(areas)} areas {_sentence(what, old, new)}{_force(rules[0])}: {', '.join(areas)}"
    )
    first, adopted = rules[0].in_force_from, rules[0].adopted_on
    return Change("setting", text, None, what, old, new, first, adopted, areas=areas)


def _change(was: Rule, now: Rule, change: Difference) -> Change:
    what, old, new = change
    kind = "rewritten" if was.in_force_from == now.in_force_from else "changed"
    text = f"{_name(now)}: {_sentence(what, old, new)}{_force(now)}"
    return Change(
        kind,
        text,
        now.area,
        what,
        old,
        new,
        now.in_force_from,
        now.adopted_on,
        old_version=was.version,
        new_version=now.version,
    )


def _differing(old: Facts, new: Facts) -> list[Difference]:
    labels = list(dict.fromkeys((*new, *old)))
    return [
        (what, old.get(what), new.get(what)) for what in labels if old.get(what) != new.get(what)
    ]


def _settings(old: Facts, new: Facts) -> Iterator[Change]:
    for what, was, now in _differing(old, new):
        text = f"For the whole municipality: {_sentence(what, was, now)}"
        yield Change("setting", text, None, what, was, now)


def _closing_days(old: Pack, new: Pack) -> Iterator[Change]:
    was, now = closing_facts(old.municipality), closing_facts(new.municipality)
    counted = tuple(sorted({rule.area for rule in _own(new) if rule.counting.open_days}))
    moved = "the last open day to act on can move" + (
        f", and the dates of {', '.join(counted)}" if counted else ""
    )
    for what, before, after in sorted(_differing(was, now)):
        if before is None:
            text = f"{what} is a closing day now: {after}; {moved}: run 'rettidig recalculate'"
        elif after is None:
            text = f"{what} is no longer a closing day: {moved}: run 'rettidig recalculate'"
        else:
            text = f"the closing day {what} was {before}, is now {after}"
        areas = counted if None in (before, after) else ()
        yield Change("closing-day", text, None, what, before, after, areas=areas)


def _sentence(what: str, old: str | None, new: str | None) -> str:
    if old is None:
        return f"{what} is {new}, where nothing was said"
    return f"{what} was {old}, " + ("and is left out now" if new is None else f"is now {new}")


def _name(rule: Rule) -> str:
    return f"{rule.title} ({rule.area})"


def _force(rule: Rule) -> str:
    adopted = f", adopted on {rule.adopted_on}" if rule.adopted_on else ""
    force = f", in force {rule.force_text()}" if rule.in_force_from else ""
    return force + adopted
