"""Lives that most days are made of, in Aarhus: decided in time or late, and those that run now."""

from typing import Final

from notifications.causes import Cause
from tracker.codes import DigitalPost, Ending, Form, Outcome
from tracker.demo.script import (
    Called,
    Close,
    Decide,
    Deliver,
    Expect,
    Life,
    Sent,
    Step,
    on_due,
    on_help,
    on_start,
    then,
)

_GRANTED: Final = Decide(Outcome.GRANTED)
_REFUSED: Final = Decide(Outcome.REFUSED)

ORDINARY: Final = (
    Life(
        shows="granted in time",
        areas=("kontanthjaelp",),
        start=90,
        steps=(Step(on_start(6), _GRANTED),),
    ),
    Life(
        shows="refused in time",
        areas=("kontanthjaelp",),
        start=65,
        steps=(Step(on_start(8), _REFUSED),),
    ),
    Life(
        shows="late, told in time",
        areas=("sygedagpenge",),
        start=58,
        steps=(Step(on_due(4), _GRANTED),),
    ),
    Life(
        shows="came late to us: telephone and letter",
        areas=("enkeltydelser",),
        start=26,
        late=10,
        steps=(Step(then(0, hour=11), Called()), Step(on_due(3), _GRANTED)),
    ),
    Life(
        shows="decided in time, sent late",
        areas=("personligt-tillaeg",),
        start=35,
        steps=(
            Step(on_due(-1), Decide(Outcome.GRANTED, sent=False)),
            Step(then(4), Sent()),
        ),
    ),
    Life(
        shows="decided, not sent",
        areas=("hjaelpemidler-og-arbejdsredskaber",),
        start=14,
        steps=(Step(on_start(8), Decide(Outcome.GRANTED, sent=False)),),
    ),
    Life(
        shows="withdrawn",
        areas=("praktisk-hjaelp.indkoeb",),
        start=42,
        steps=(Step(on_start(6), Close(Ending.WITHDRAWN, "Naboen køber ind")),),
    ),
    Life(
        shows="the applicant died: no letter goes by itself",
        areas=("pleje",),
        start=18,
        steps=(Step(on_start(2), Close(Ending.DIED, "Meddelt af familien")),),
    ),
    Life(
        shows="moved away after the date had passed",
        areas=("revalidering",),
        start=75,
        steps=(Step(on_due(6), Close(Ending.MOVED, "Flyttet til Opdigtet Kommune")),),
    ),
    Life(shows="without a deadline", areas=("seniorpension",), start=30),
    Life(
        shows="oral, on paper, in time",
        areas=("ledighedsydelse",),
        start=16,
        form=Form.ORAL,
        digital_post=DigitalPost.UNKNOWN,
        steps=(Step(on_start(3), _GRANTED),),
    ),
    Life(
        shows="retraining granted and begun in time",
        areas=("genoptraening.uden-indlaeggelse",),
        start=25,
        steps=(Step(on_start(3), _GRANTED), Step(on_help(-2), Deliver())),
    ),
    Life(
        shows="retraining late: the letter tells of free choice",
        areas=("lov.genoptraening-efter-udskrivning",),
        start=38,
        steps=(Step(on_help(2), Deliver()),),
    ),
    Life(
        shows="the help is late twice, and told each time",
        areas=("madservice",),
        start=52,
        steps=(
            Step(on_start(4), _GRANTED),
            Step(on_help(-2), Expect(5, cause=Cause.SUPPLIER, help=True, approve=True)),
            Step(on_help(9), Deliver()),
        ),
    ),
    Life(shows="on track, in English", areas=("revalidering",), start=20, language="en"),
    Life(shows="on track", areas=("madservice",), start=2),
    Life(
        shows="a draft waits for a date and a reason",
        areas=("praktisk-hjaelp.rengoering",),
        start=11,
    ),
    Life(shows="at risk", areas=("dagtilbud.friplads",), start=17),
    Life(
        shows="acute and undecided on the last day",
        areas=("pleje",),
        start=1,
        form=Form.ORAL,
        acute="Hjælperen er blevet syg, og der er ingen anden",
    ),
)
