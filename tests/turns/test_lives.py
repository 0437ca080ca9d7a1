"""Random lives: after every act the rows of a case are what a small model says they are."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.helpers import Installation
from tests.turns.clerk import Tally
from tests.turns.disputes import Lives
from tests.turns.town import opened
from tests.turns.writes import Writes

#: So many turns are tried in a life; those that make no sense just then are left out.
STEPS = 30

#: As many lives as some fifteen seconds hold on each database.
FEW = 6

#: What a soak run plays on each database, in several towns so that none grows slow.
TOWNS, MANY = range(10, 30), 100


def live(town: Installation, lives: int, start: int) -> Tally:
    """So many lives in one town; answers what was lived."""
    tally, writes = Tally(), Writes(town.office.engine)
    here = type("Here", (Lives,), {"town": town, "tally": tally, "writes": writes})
    run_state_machine_as_test(
        seed(start)(here),
        settings=settings(
            max_examples=lives,
            stateful_step_count=STEPS,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
            print_blob=False,
        ),
    )
    writes.stop()
    return tally


def test_random_lives_are_what_the_model_says(database_url: str, tmp_path: Path) -> None:
    start = 1 if database_url.startswith("sqlite") else 2
    with opened(tmp_path, database_url) as town:
        tally = live(town, FEW, start)
    assert tally.lives >= FEW
    assert tally.refused


@pytest.mark.soak
@pytest.mark.parametrize("start", TOWNS)
def test_thousands_of_lives(
    database_url: str, tmp_path: Path, start: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(tmp_path, database_url) as town:
        tally = live(town, MANY, start)
    with capsys.disabled():
        print(f"\n{tally}: {dict(tally.acts)}")
