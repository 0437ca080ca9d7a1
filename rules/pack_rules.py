"""All rules of one municipality, every version of them, looked up by area and day."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from rules.municipality import Municipality
from rules.pack_errors import NoRuleInForce, UnknownArea
from rules.pack_files import one_line
from rules.rule import Rule, RuleWarning
from rules.slugs import as_slug


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
