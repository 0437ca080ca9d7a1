"""Where a council's limit is longer than the one that a statute sets for the same paragraph."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from rules.calendar import Calendar
from rules.contradictions import longer
from rules.limit_text import limit_text
from rules.rule import ClockRule, Rule, RuleWarning

#: Where the name of an act ends; and each paragraph after it, with its stykke.
_PLACE: Final = re.compile(r",?\s*(?:§|artikel\b|kap\.)")
_PARAGRAPH: Final = re.compile(
    r"(?<![\d.,-])(?<!stk\. )(?<!nr\. )(?<!kap\. )(?<!pkt\. )(?<!stk\.)(?<!nr\.)"
    r"(?P<number>[0-9]+)(?: ?(?P<letter>[a-zæøå])(?![a-zæøå]))?(?:,? *stk\. *(?P<part>[0-9]+))?"
)


class Place(NamedTuple):
    """One paragraph of an act; `part` is its stykke, empty where the whole paragraph is meant."""

    act: str
    paragraph: str
    part: str

    def meets(self, other: "Place") -> bool:
        """Whether both are one paragraph; a stykke counts where both name one."""
        parts = {self.part, other.part} - {""}
        return self[:2] == other[:2] and len(parts) < 2


def places(law: str) -> set[Place]:
    """The paragraphs of a legal basis: "barnets lov §§ 20 og 26" names two."""
    found = _PLACE.search(law)
    if found is None:
        return set()
    act = re.sub(r"(?<=loven)s$", "", law[: found.start()].strip().lower())
    return {
        Place(act, one["number"] + (one["letter"] or ""), one["part"] or "")
        for one in _PARAGRAPH.finditer(law, found.start())
    }


def longer_than_law(
    rule: Rule, statutory: Iterable[Rule], calendar: Calendar
) -> Iterator[RuleWarning]:
    """What a statutory rule for the area's own paragraph promises sooner than the area does."""
    own = {place for law in rule.law for place in places(law)}
    for law in statutory:
        if any(one.meets(other) for text in law.law for one in places(text) for other in own):
            for clock, text in _against(rule, law, calendar):
                said = f"{text} in {law.area} ({law.law_text})"
                yield RuleWarning("longer-than-law", said, clock)


def _against(rule: Rule, law: Rule, calendar: Calendar) -> Iterator[tuple[str, str]]:
    """The clock of each limit that is longer, and what is said about it."""
    ours, set_by_law = rule.decision, law.decision
    if ours and set_by_law and longer(ours.limit, set_by_law.limit, rule, calendar):
        said = f"the decision has {limit_text(ours.limit)}, longer than {_said(set_by_law)}"
        yield "decision", said
    if law.delivery and law.delivery.limit.computable:
        for said in _help_against(rule, law.delivery, calendar):
            yield "delivery", said


def _help_against(rule: Rule, law: ClockRule, calendar: Calendar) -> Iterator[str]:
    ours = rule.delivery
    if ours is None or not ours.limit.computable:
        yield f"the help has no limit here; it has {_said(law)}"
    elif longer(ours.limit, law.limit, rule, calendar):
        yield f"the help has {_said(ours)}, longer than {_said(law)}"
    elif ours.start is not law.start:
        yield f"the help is counted from {ours.start}; it has {_said(law)}"


def _said(clock: ClockRule) -> str:
    return f"{limit_text(clock.limit)} from {clock.start}"
