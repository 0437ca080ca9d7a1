"""Lives in other municipalities: months, arbejdsdage, and areas without a deadline."""

from typing import Final

from tracker.codes import DigitalPost, Outcome
from tracker.demo.script import Decide, Expect, Life, Step, on_due, on_start

ELSEWHERE: Final = (
    Life(
        shows="three arbejdsdage, in time",
        municipality="gentofte",
        areas=("personlig-hjaelp",),
        start=20,
        steps=(Step(on_start(2), Decide(Outcome.GRANTED)),),
    ),
    Life(
        shows="sixty arbejdsdage, late and told of a new date",
        municipality="gentofte",
        areas=("botilbud.midlertidigt",),
        start=70,
        steps=(
            Step(on_due(-4), Expect(15, reason="Vi har ikke en ledig plads endnu", approve=True)),
        ),
    ),
    Life(
        shows="seven months, on track",
        municipality="faaborg-midtfyn",
        areas=("bil",),
        start=100,
    ),
    Life(
        shows="'as soon as possible' sets no date: without a deadline",
        municipality="faaborg-midtfyn",
        areas=("saerlig-stoette",),
        start=25,
    ),
    Life(
        shows="three weeks, on paper, late and told in time",
        municipality="herning",
        areas=("kontanthjaelp",),
        start=21,
        digital_post=DigitalPost.EXEMPT,
    ),
    Life(
        shows="one of the two limits that Norddjurs publishes",
        municipality="norddjurs",
        areas=("foertidspension.afgoerelse",),
        start=50,
    ),
)
