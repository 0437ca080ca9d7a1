"""Applications by the hundred, for a demonstration larger than its script: drawn from a seed."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Final, TypeVar

from rules.pack import load_pack
from rules.rule import Rule
from rules.steps import StartEvent
from tracker.codes import DigitalPost, Ending, Form, Outcome
from tracker.demo.script import (
    Close,
    Decide,
    Deliver,
    Life,
    Step,
    on_due,
    on_help,
    on_promise,
    on_start,
)

T = TypeVar("T")

#: Where they apply, and how often.
_WHERE: Final = {"aarhus": 6, "gentofte": 2, "faaborg-midtfyn": 1, "herning": 1}

#: How many open days a year has, near enough to spread applications over.
OPEN_DAYS_A_YEAR: Final = 250

#: A case from before so many open days has been decided by now.
_OPEN_AT_MOST: Final = 90

_FATES: Final = {"in-time": 74, "late": 16, "open": 6, "withdrawn": 4}
_OUTCOMES: Final = {Outcome.GRANTED: 6, Outcome.PARTLY: 1, Outcome.REFUSED: 3}
_REACH: Final = {DigitalPost.REGISTERED: 88, DigitalPost.EXEMPT: 9, DigitalPost.UNKNOWN: 3}
_FORMS: Final = {Form.DIGITAL: 7, Form.LETTER: 2, Form.ORAL: 1}


def crowd_of_lives(count: int, years: int, seed: int) -> Iterator[Life]:
    """So many simple applications over so many years: most decided in time, some late or open."""
    random = Random(f"lives {seed}")  # noqa: S311 - invented lives need no secrecy
    rules = {slug: _usual(slug) for slug in _WHERE}
    for _ in range(count):
        slug = _one_of(random, _WHERE)
        yield _life(random, slug, random.choice(rules[slug]), years)


def _usual(slug: str) -> Sequence[Rule]:
    """The areas of a pack that anybody may apply for and whose limit gives a date."""
    return [
        rule
        for rule in load_pack(slug).rules
        if not rule.statutory
        and rule.decision is not None
        and rule.decision.limit.computable
        and rule.decision.start is StartEvent.RECEIPT
    ]


def _one_of(random: Random, weights: Mapping[T, int]) -> T:
    return random.choices(list(weights), list(weights.values()))[0]


def _life(random: Random, slug: str, rule: Rule, years: int) -> Life:
    fate, start = _one_of(random, _FATES), random.randint(1, OPEN_DAYS_A_YEAR * years)
    if fate == "open" and start > _OPEN_AT_MOST:
        fate = "late"
    return Life(
        shows=fate,
        municipality=slug,
        areas=(rule.area,),
        start=start,
        late=random.choice((0, 0, 0, 1, 2)),
        form=_one_of(random, _FORMS),
        digital_post=_one_of(random, _REACH),
        language="en" if random.random() < 0.05 else "da",
        steps=_steps(random, fate, helps=rule.delivery is not None),
    )


def _steps(random: Random, fate: str, *, helps: bool) -> tuple[Step, ...]:
    if fate == "open":
        return ()
    if fate == "withdrawn":
        return (Step(on_start(1), Close(Ending.WITHDRAWN, "Trukket tilbage")),)
    outcome = _one_of(random, _OUTCOMES)
    when = on_due(-random.randint(2, 4)) if fate == "in-time" else on_promise(-random.randint(1, 6))
    decided = Step(when, Decide(outcome))
    if outcome is Outcome.REFUSED or not helps:
        return (decided,)
    return (decided, Step(on_help(random.choice((-2, -1, 0, 0, 3))), Deliver()))
