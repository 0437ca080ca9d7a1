"""What a random life chooses from: days ago, areas, people, tasks."""

from datetime import date, timedelta

from hypothesis import strategies as st

from tests.simulation.town import AREAS
from tests.turns.facts import Party

FIRST = date(2026, 1, 5)

which = st.integers(0, 5)
back = st.sampled_from([0, 0, 0, 0, 1, 3, 9, 30, -1])
number = st.sampled_from([None, None, 1, 1, 2, 3])
COUNCIL = sorted(name for name, area in AREAS.items() if area.council)
area_names = st.sampled_from([*COUNCIL, *COUNCIL, *sorted(AREAS)])
TASKS = (
    *("telephone", "set-date-and-reason", "send-decision", "late-and-untold", "resume-help"),
    *("forward-complaint", "effectuate", "death", "follow-up", "without-deadline"),
)


@st.composite
def crowds(draw: st.DrawFn) -> list[Party]:
    """Who applies."""
    found = [Party(digital=draw(st.booleans()), anonymous=draw(st.integers(0, 19)) == 19)]
    if draw(st.integers(0, 3)) == 3:
        found.append(Party("custody-holder", draw(st.booleans())))
    if draw(st.integers(0, 4)) == 4:
        ahead = draw(st.sampled_from([None, 5, 40]))
        until = FIRST + timedelta(days=200 + ahead) if ahead else None
        found.append(Party("representative", draw(st.booleans()), stands_for=0, until=until))
    return found
