"""The lives that the demonstration tells, in Aarhus; the most telling come first.

Days are open days: a life that begins 75 of them before the end takes the same course whichever
day the demonstration ends on. People and acts are invented, the deadlines are published ones.
"""

from typing import Final

from notifications.causes import Cause
from tracker.codes import DigitalPost, Form, Outcome
from tracker.demo.ordinary_lives import ORDINARY
from tracker.demo.other_lives import ELSEWHERE
from tracker.demo.script import (
    Acute,
    Arrived,
    Await,
    Called,
    CameBack,
    Correct,
    Decide,
    Deliver,
    Earlier,
    Expect,
    Life,
    Remand,
    Step,
    on_due,
    on_help,
    on_promise,
    on_start,
    then,
)

CLEANING: Final = "praktisk-hjaelp.rengoering"
SHOPPING: Final = "praktisk-hjaelp.indkoeb"

_GRANTED: Final = Decide(Outcome.GRANTED)
_REFUSED: Final = Decide(Outcome.REFUSED)

#: What the story in the terminal is about, and the cases that no ordinary day holds.
TELLING: Final = (
    Life(
        shows="waits for the doctor, slips twice, told in time both times, granted and delivered",
        areas=(CLEANING,),
        start=75,
        late=1,
        story=True,
        form=Form.LETTER,
        steps=(
            Step(on_start(4), Await(Cause.DOCTOR)),
            Step(
                on_due(-6),
                Expect(
                    10,
                    cause=Cause.DOCTOR,
                    reason="Vi venter på oplysninger fra din læge. Vi har skrevet til lægen igen",
                    approve=True,
                ),
            ),
            Step(on_promise(-4), Expect(6, cause=Cause.DOCTOR)),
            Step(then(7), Arrived()),
            Step(then(1), Decide(Outcome.GRANTED, ("rengøring / Hjemmepleje Prøve",))),
            Step(on_help(-2), Deliver()),
        ),
    ),
    Life(
        shows="acute at registration: decided and helped the same day",
        areas=("pleje",),
        start=12,
        acute="Er faldet i nat og kan ikke komme op selv",
        form=Form.ORAL,
        steps=(Step(then(0, hour=11), _GRANTED), Step(then(0, hour=11), Deliver())),
    ),
    Life(
        shows="nobody set a date: told by itself, with the promise that the pack adopts",
        areas=(CLEANING,),
        start=70,
        steps=(Step(on_promise(-3), _GRANTED), Step(on_help(-3), Deliver())),
    ),
    Life(
        shows="remanded by the appeals board: a second round, granted",
        areas=(SHOPPING,),
        start=110,
        steps=(
            Step(on_start(9), _REFUSED),
            Step(on_start(45), Remand(help_resumed=True)),
            Step(on_due(-3), _GRANTED),
            Step(on_help(-1), Deliver()),
        ),
    ),
    Life(
        shows="exempt from Digital Post: the letter leaves six hverdage earlier; still undecided",
        areas=(CLEANING,),
        start=28,
        digital_post=DigitalPost.EXEMPT,
    ),
    Life(
        shows="two grants: one delivered in time, one late and told of it",
        areas=(SHOPPING,),
        start=50,
        steps=(
            Step(
                on_start(7),
                Decide(
                    Outcome.GRANTED,
                    ("hjælp til indkøb / Hjemmepleje Prøve", "levering af varer / Opdigt Køb"),
                ),
            ),
            Step(on_help(-2), Deliver(1)),
            Step(on_help(4), Deliver(2)),
        ),
    ),
    Life(
        shows="one application about three areas: one acknowledgement, three dates",
        areas=(CLEANING, SHOPPING, "madservice"),
        start=48,
        steps=(
            Step(on_start(4), _GRANTED, 3),
            Step(on_start(8), Deliver(), 3),
            Step(on_start(9), _REFUSED, 2),
            Step(on_start(14), Decide(Outcome.PARTLY, ("rengøring",)), 1),
            Step(on_start(22), Deliver(), 1),
        ),
    ),
    Life(
        shows="no date can be set: the letter names what is awaited and a time frame",
        areas=("foertidspension",),
        start=78,
        steps=(
            Step(on_start(30), Await(Cause.DOCTOR)),
            Step(on_due(-9), Expect(time_frame="4 til 6 uger", cause=Cause.DOCTOR, approve=True)),
        ),
    ),
    Life(
        shows="written to in English, late, granted in part",
        areas=(CLEANING,),
        start=33,
        language="en",
        steps=(
            Step(
                on_due(-5),
                Expect(
                    8,
                    cause=Cause.HOME_VISIT,
                    reason="A specialist needs to see your home before we can decide",
                    approve=True,
                ),
            ),
            Step(on_promise(-2), Decide(Outcome.PARTLY, ("rengøring / Hjemmepleje Prøve",))),
            Step(on_help(-5), Deliver()),
        ),
    ),
    Life(
        shows="the day of receipt was written down wrongly: the date moves, and a letter says so",
        areas=(CLEANING,),
        start=24,
        form=Form.LETTER,
        steps=(
            Step(on_start(2), Correct(3, "Brevet lå i et andet kontor")),
            Step(on_start(9), _GRANTED),
            Step(on_help(-4), Deliver()),
        ),
    ),
    Life(
        shows="remanded twice; the third round is running",
        areas=(CLEANING,),
        start=120,
        steps=(
            Step(on_start(12), _REFUSED),
            Step(on_start(50), Remand()),
            Step(on_due(-1), _REFUSED),
            Step(on_start(112), Remand(help_resumed=True)),
        ),
    ),
    Life(
        shows="a representative gets the letters; late, refused",
        areas=(CLEANING,),
        start=36,
        representative=True,
        steps=(Step(on_promise(-5), _REFUSED),),
    ),
    Life(
        shows="acute from its fifth day on, decided a day late",
        areas=(SHOPPING,),
        start=40,
        steps=(
            Step(on_start(4, hour=13), Acute("Ægtefællen, der købte ind, er blevet indlagt")),
            Step(then(0, hour=13), Called()),
            Step(then(1), _GRANTED),
            Step(then(), Deliver()),
        ),
    ),
    Life(
        shows="acute, and cleared again: the ordinary date governs",
        areas=("pleje",),
        start=30,
        acute="Kan ikke komme i bad efter operationen",
        steps=(
            Step(then(0, hour=11), Called()),
            Step(then(0, hour=11), Acute("Datteren hjælper de næste dage", clear=True)),
            Step(on_start(3), _GRANTED),
            Step(on_help(-2), Deliver()),
        ),
    ),
    Life(
        shows="told twice by itself and still undecided: the team leader is asked",
        areas=(CLEANING,),
        start=40,
    ),
    Life(
        shows="came back in the post: told late",
        areas=(CLEANING,),
        start=22,
        steps=(Step(on_due(-1, hour=13), CameBack()),),
    ),
    Life(
        shows="asked to see the file, and nobody says why it is late: not told",
        areas=("lov.aktindsigt-forvaltningsloven",),
        start=11,
    ),
    Life(
        shows="asked for personal data: one reasoned notice moves the date by two months",
        areas=("lov.gdpr-indsigt",),
        start=32,
        steps=(
            Step(
                on_due(-6),
                Expect(
                    30,
                    cause=Cause.AUTHORITY,
                    reason="Dine oplysninger ligger i tre systemer, og vi skal gennem dem alle",
                    approve=True,
                ),
            ),
        ),
    ),
    Life(
        shows="lay in another office until its date had passed: told late",
        areas=("enkeltydelser",),
        start=21,
        late=13,
        form=Form.LETTER,
        steps=(Step(on_start(5), _REFUSED),),
    ),
    Life(
        shows="first round lies with another municipality",
        areas=("pleje",),
        start=9,
        earlier=Earlier(60),
        steps=(Step(on_start(4), _GRANTED), Step(on_help(-1), Deliver())),
    ),
    Life(
        shows="remanded, the cap of four weeks is passed; told in time",
        areas=("foertidspension",),
        start=30,
        earlier=Earlier(90),
    ),
    Life(
        shows="help delivered in part, then in full, in time",
        areas=("madservice",),
        start=45,
        steps=(
            Step(on_start(4), _GRANTED),
            Step(on_help(-3), Deliver(partial=True)),
            Step(on_help(), Deliver()),
        ),
    ),
    Life(
        shows="the supplier cannot start: told of the new date, delivered on it",
        areas=("pleje",),
        start=55,
        steps=(
            Step(on_start(4), _GRANTED),
            Step(on_help(-2), Expect(5, cause=Cause.SUPPLIER, help=True, approve=True)),
            Step(on_help(4), Deliver()),
        ),
    ),
)

#: All of them, in the order that a shorter demonstration takes them.
LIVES: Final = (*TELLING, *ORDINARY, *ELSEWHERE)
