"""What a random life chooses from: days ago, areas, people, tasks."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from tests.turns.facts import Party
from tests.turns.town import AREAS

FIRST = date(2026, 1, 5)

#: What a person says about whether a child must be told.
SAID = [None, None, None, True, False]

which = st.integers(0, 5)
back = st.sampled_from([0, 0, 0, 0, 1, 3, 9, 30, -1])
#: The numbers of grants that fall with a part of a decision.
falling = st.sampled_from([[], [], [1], [2], [1, 2]])
number = st.sampled_from([None, None, 1, 1, 2, 3])
COUNCIL = sorted(name for name, area in AREAS.items() if area.council)
#: More often than others those with limits of their own.
OWN = ["aflastning", "ledsagelse"]
area_names = st.sampled_from([*COUNCIL, *COUNCIL, *OWN, *OWN, *sorted(AREAS)])
#: Days until a child is ten, or twelve, so that birthdays come in the middle of a case.
birthdays = st.sampled_from([None, -400, 3, 25, 70, 400])
TASKS = (
    *("telephone", "set-date-and-reason", "send-decision", "late-and-untold", "resume-help"),
    *("forward-complaint", "effectuate", "death", "follow-up", "without-deadline"),
    *("change-supplier", "reassess"),
)


@st.composite
def crowds(draw: st.DrawFn) -> list[Party]:
    """Who applies, or reports a worry."""
    role = "reporter" if draw(st.integers(0, 9)) == 9 else "applicant"
    found = [Party(role, draw(st.booleans()), anonymous=draw(st.integers(0, 19)) == 19)]
    if draw(st.integers(0, 3)) == 3:
        role = draw(st.sampled_from(["custody-holder", "reporter"]))
        found.append(Party(role, draw(st.booleans())))
    if draw(st.integers(0, 3)) == 3:
        found.append(child(draw(st.booleans()), draw(birthdays), draw(st.sampled_from(SAID))))
    if draw(st.integers(0, 4)) == 4:
        ahead = draw(st.sampled_from([None, 5, 40]))
        until = FIRST + timedelta(days=200 + ahead) if ahead else None
        wished = draw(st.booleans())
        power = Party("representative", draw(st.booleans()), stands_for=0, until=until)
        found.append(replace(power, gets_copy=wished))
    return found


def child(digital: bool, ahead: int | None, said: bool | None) -> Party:
    """A child who will be ten so many days into the life, or whose age nobody knows."""
    day = FIRST + timedelta(days=150 + ahead) if ahead is not None else None
    born = day.replace(year=day.year - 10, day=min(day.day, 28)) if day else None
    return Party("child", digital, born=born, said=said)
