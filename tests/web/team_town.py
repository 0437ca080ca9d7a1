"""A team's year in a few cases: some in time, some late, and one of each oddity."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from notifications.causes import Cause
from tests.helpers import Installation, aase, at
from tests.web.people import TEAM, Clock, Town
from tracker.codes import Outcome
from tracker.policy import StaffRole
from tracker.services.memberships import NewRole

NOW = at("2026-03-26", 10)
#: What stands in a name field, and what a spreadsheet would run.
FORMULA = '=HYPERLINK("http://evil")'


@contextmanager
def lived_in(folder: Path, database: Path) -> Iterator[Town]:
    """Fjordby with cases of two teams, Tove who leads one, and Lis who leads all."""
    (folder / "x.db").write_bytes(database.read_bytes())
    with Installation.at(folder, f"sqlite:///{folder}/x.db") as at_work:
        town = Town.of(at_work, Clock(NOW))
        town.hire("mk", NewRole(StaffRole.CASEWORKER), name="Mette Kjær")
        town.hire("sl", NewRole(StaffRole.CASEWORKER), name=FORMULA)
        town.hire("lis", NewRole(StaffRole.TEAM_LEADER), name="Lis Leder")
        town.hire("tove", NewRole(StaffRole.TEAM_LEADER, teams=(TEAM,)), name="Tove Leder")
        limited = NewRole(StaffRole.TEAM_LEADER, areas=("pleje",))
        town.hire("pleje", limited, name="Per Leder")
        town.hire("boern", NewRole(StaffRole.TEAM_LEADER, teams=("boern",)))
        town.hire("admin", NewRole(StaffRole.ADMINISTRATOR))
        _cases(at_work)
        yield town


def _cases(town: Installation) -> None:
    for day, decided in (
        *(("2026-01-05", "2026-01-20"), ("2026-01-07", "2026-01-21"), ("2026-01-08", "2026-02-02")),
        *(("2026-01-12", "2026-01-29"), ("2026-01-13", "2026-03-02"), ("2026-01-14", "2026-03-03")),
    ):
        case = town.register(day, "rengoering", team=TEAM, caseworker="mk")
        town.decide(case, decided, Outcome.REFUSED, sent=decided)
    late = town.register("2026-02-02", "rengoering", team=TEAM, caseworker="mk")
    town.await_(late, Cause.DOCTOR, "2026-02-20")
    town.register("2026-01-06", "pleje", team=TEAM, caseworker="sl")
    town.register("2026-03-10", "rengoering", team=TEAM, caseworker="mk")
    town.register("2026-03-24", "loebende", team=TEAM)
    acute = town.register("2026-03-20", "rengoering", team=TEAM, caseworker="mk")
    town.acute(acute, "Faldet hjemme", now=at("2026-03-26", 8, 14))
    town.register("2026-02-24", "bil", team="boern", parties=[aase(name=FORMULA)])
