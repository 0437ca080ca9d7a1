"""Every act of the API, once, with the same effect as the command that does it."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from typer.main import get_command

from notifications.causes import Cause
from tests.helpers import FJORDBY, PACKS, Installation, at
from tests.web.api.programs import Program, Systems, standing
from tracker import clock
from tracker.cli.main import build
from tracker.codes import BoardOutcome, ComplaintOutcome, Ending, FollowUpKind, Outcome
from tracker.services import appealing, complaining, contacting, following
from tracker.services.deciding import NewGrant
from tracker.services.suppliers import ask_supplier
from tracker.web.api.acts import ACTS

#: What differs between two cases to which the same has happened: their numbers, ids and
#: instants.
_OWN: Final = frozenset({"reference", "message"})
_INSTANT_OR_ID: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*|[0-9a-f]{8}-[0-9a-f-]{27}")
#: The command line asks the clock; so does the application here.
TODAY: Final = clock.today(clock.now())


def ago(days: int) -> str:
    """A day so long ago."""
    return (TODAY - timedelta(days=days)).isoformat()


@dataclass(frozen=True, slots=True)
class Life:
    """What happened to a case before."""

    installation: Installation
    reference: str

    def then(self, service: Callable[..., Any], *facts: Any, days: int, **more: Any) -> None:
        """An act so many days ago."""
        self.installation.act(service, self.reference, *facts, now=at(ago(days)), **more)

    def day(self, days: int) -> date:
        """A day so long ago."""
        return date.fromisoformat(ago(days))


def fresh(at_work: Installation, area: str = "rengoering", received: int = 21) -> Life:
    """Registered the day it came, and nothing since."""
    return Life(at_work, at_work.register(ago(received), area, caseworker="mk"))


def opened(at_work: Installation) -> Life:
    """An open case."""
    return fresh(at_work)


def with_draft(at_work: Installation) -> Life:
    """A case whose notice waits for somebody to approve it."""
    life = fresh(at_work)
    at_work.sweep(clock.now())
    return life


def granted(at_work: Installation) -> Life:
    """Help that was granted and has not come."""
    life = fresh(at_work)
    at_work.decide(life.reference, ago(12), Outcome.GRANTED, "rengøring", sent=ago(11))
    return life


def unsent(at_work: Installation) -> Life:
    """A decision that has not left."""
    life = fresh(at_work)
    at_work.decide(life.reference, ago(12))
    return life


def delivered(at_work: Installation) -> Life:
    """Help that has come."""
    life = granted(at_work)
    at_work.deliver(life.reference, ago(10))
    return life


def refused(at_work: Installation) -> Life:
    """A refusal that was sent."""
    life = fresh(at_work)
    at_work.decide(life.reference, ago(12), sent=ago(11))
    return life


def complained(at_work: Installation) -> Life:
    """A complaint about it."""
    life = refused(at_work)
    life.then(complaining.complain, complaining.NewComplaint(received_on=life.day(10)), days=10)
    return life


def upheld(at_work: Installation) -> Life:
    """Our second look changed nothing."""
    life = complained(at_work)
    life.then(complaining.reconsider, ComplaintOutcome.UPHELD, life.day(8), days=8, grants=())
    return life


def forwarded(at_work: Installation) -> Life:
    """The complaint lies with the board."""
    life = upheld(at_work)
    life.then(complaining.forward, life.day(7), days=7)
    return life


def changed(at_work: Installation) -> Life:
    """The board granted what we had refused."""
    life = forwarded(at_work)
    answer = appealing.BoardAnswer(
        outcome=BoardOutcome.CHANGED,
        received_on=life.day(4),
        grants=[NewGrant(service="rengøring")],
    )
    life.then(appealing.record_board, answer, days=4)
    return life


def remanded(at_work: Installation) -> Life:
    """The board sent the case back."""
    life = refused(at_work)
    at_work.remand(life.reference, ago(5))
    return life


def acute(at_work: Installation) -> Life:
    """A case that is acute since today's first hour."""
    life = fresh(at_work)
    at_work.acute(life.reference, "falder", now=clock.now(), since=at(TODAY, 0))
    return life


def waiting(at_work: Installation) -> Life:
    """A case that waits for a doctor."""
    life = fresh(at_work)
    at_work.await_(life.reference, Cause.DOCTOR, ago(9))
    return life


def reminded(at_work: Installation) -> Life:
    """An applicant who asked."""
    life = fresh(at_work)
    life.then(contacting.log_reminder, life.day(3), days=3)
    return life


def heard(at_work: Installation) -> Life:
    """Parties who were heard."""
    life = fresh(at_work)
    life.then(contacting.hear, life.day(6), life.day(-6), days=6)
    return life


def followed(at_work: Installation) -> Life:
    """Help with a follow-up ahead."""
    life = delivered(at_work)
    life.then(following.plan_follow_up, FollowUpKind.FOLLOW_UP, life.day(-3), days=5)
    return life


def asked(at_work: Installation) -> Life:
    """A citizen who asked for another supplier."""
    life = delivered(at_work)
    life.then(ask_supplier, life.day(3), days=3, grant=1)
    return life


def ended(at_work: Installation) -> Life:
    """A case that was withdrawn."""
    life = fresh(at_work)
    at_work.close(life.reference, ago(6), Ending.WITHDRAWN)
    return life


@dataclass(frozen=True, slots=True)
class Row:
    """One act: where it stands, what went before, its body, and the command that does the same."""

    path: str
    before: Callable[[Installation], Life]
    command: str
    body: dict[str, Any] | None = field(default_factory=dict)


WHY: Final = {"why": "en fejl"}
ROWS: Final = (
    Row(
        "decisions",
        opened,
        f"decide REF granted --on {ago(2)} --grant rengøring/Nord --sent {ago(1)}",
        {
            "outcome": "granted",
            "decided": ago(2),
            "sent_on": ago(1),
            "grants": [{"service": "rengøring", "supplier": "Nord"}],
        },
    ),
    Row("decisions/sent", unsent, f"sent REF --on {ago(3)}", {"on": ago(3)}),
    Row("deliveries", granted, f"deliver REF --on {ago(3)}", {"delivered": ago(3), "grant": None}),
    Row(
        "acute",
        opened,
        "acute REF --why falder --call-agreed",
        {"why": "falder", "call_agreed": True},
    ),
    Row("acute/clear", acute, "acute REF --why hjulpet --clear", {"why": "hjulpet"}),
    Row(
        "endings",
        opened,
        f"close REF withdrawn --on {ago(2)}",
        {"ending": "withdrawn", "on": ago(2)},
    ),
    Row(
        "reassessments",
        delivered,
        f"reassess REF --reason værre --on {ago(2)}",
        {"on": ago(2), "why": "værre"},
    ),
    Row(
        "follow-ups",
        delivered,
        f"follow-up REF --due {ago(-90)} --every 6_måneder --kind reassessment",
        {"kind": "reassessment", "due_on": ago(-90), "every": "6 måneder"},
    ),
    Row("follow-ups/done", followed, f"follow-up REF --done --on {ago(1)}", {"on": ago(1)}),
    Row(
        "suppliers",
        delivered,
        f"grant REF 1 --supplier Syd --on {ago(1)} --asked {ago(2)}",
        {"supplier": "Syd", "on": ago(1), "asked_on": ago(2), "grant": 1},
    ),
    Row("suppliers/asked", delivered, f"grant REF 1 --asked {ago(2)}", {"on": ago(2), "grant": 1}),
    Row(
        "suppliers/kept",
        asked,
        f"grant REF 1 --keep tilfreds --on {ago(1)}",
        {"on": ago(1), "why": "tilfreds", "grant": 1},
    ),
    Row(
        "grants/ended",
        delivered,
        f"grant REF 1 --end flytter --on {ago(1)}",
        {"on": ago(1), "why": "flytter", "grant": 1},
    ),
    Row(
        "grants/dates",
        granted,
        f"grant REF 1 --wished {ago(-20)} --from {ago(-10)} --until {ago(-90)}",
        {"grant": 1, "wished_on": ago(-20), "from_on": ago(-10), "until_on": ago(-90)},
    ),
    Row("tasks/done", remanded, "task REF resume-help", {"kind": "resume-help"}),
    Row("complaints", refused, f"complain REF --on {ago(5)}", {"received_on": ago(5)}),
    Row(
        "complaints/reconsidered",
        complained,
        f"complain REF --reconsidered new-decision --grant rengøring --on {ago(3)}",
        {"outcome": "new-decision", "on": ago(3), "grants": [{"service": "rengøring"}]},
    ),
    Row("complaints/forwarded", upheld, f"forward REF --on {ago(4)}", {"on": ago(4)}),
    Row(
        "board-answers",
        forwarded,
        f"board REF upheld --on {ago(2)}",
        {"outcome": "upheld", "received_on": ago(2)},
    ),
    Row(
        "board-answers/effectuated",
        changed,
        f"board REF --effectuated --on {ago(1)}",
        {"on": ago(1)},
    ),
    Row(
        "remands",
        refused,
        f"remand REF --received {ago(4)} --remanded-on {ago(5)} --no-help-resumed",
        {"received": ago(4), "remanded_on": ago(5), "help_resumed": False},
    ),
    Row(
        "waiting",
        opened,
        f"await REF doctor --since {ago(6)} --asked-on {ago(7)} --note journal",
        {"cause": "doctor", "since": ago(6), "asked_on": ago(7), "note": "journal"},
    ),
    Row("waiting/ended", waiting, f"await REF --done --on {ago(1)}", {"on": ago(1)}),
    Row(
        "expectations",
        opened,
        f"expect REF --on {ago(-30)} --awaiting doctor",
        {"expected_on": ago(-30), "cause": "doctor"},
    ),
    Row("notices/approved", with_draft, "notice REF --approve", None),
    Row(
        "parties",
        opened,
        "party REF --add guardian --name Værge --digital-post registered --told",
        {"role": "guardian", "name": "Værge", "digital_post": "registered", "told": True},
    ),
    Row(
        "parties/changed",
        opened,
        "party REF 1 --phone 12345678 --digital-post exempt",
        {"party": 1, "phone": "12345678", "digital_post": "exempt"},
    ),
    Row(
        "reminders",
        opened,
        f"remind REF --on {ago(1)} --note ringer",
        {"on": ago(1), "note": "ringer"},
    ),
    Row("reminders/answered", reminded, f"remind REF --answered --on {ago(1)}", {"on": ago(1)}),
    Row(
        "hearings",
        opened,
        f"hearing REF --on {ago(1)} --until {ago(-14)}",
        {"sent_on": ago(1), "answer_by": ago(-14)},
    ),
    Row("hearings/answered", heard, f"hearing REF --answered --on {ago(1)}", {"on": ago(1)}),
    Row(
        "corrections/receipt",
        opened,
        f"correct REF --received {ago(23)} --reason en_fejl",
        {"received": ago(23), **WHY},
    ),
    Row(
        "corrections/decision",
        refused,
        f"correct REF --decided {ago(13)} --reason en_fejl",
        {"decided_on": ago(13), **WHY},
    ),
    Row(
        "corrections/delivery",
        delivered,
        "correct REF --undo delivery --reason en_fejl",
        {"undo": True, **WHY},
    ),
    Row(
        "corrections/acute",
        acute,
        f"correct REF --acute-since {ago(1)}T10:00:00+01:00 --reason en_fejl",
        {"since": f"{ago(1)}T10:00:00+01:00", **WHY},
    ),
    Row(
        "corrections/remand",
        remanded,
        f"correct REF --remand-received {ago(6)} --reason en_fejl",
        {"received_on": ago(6), **WHY},
    ),
    Row(
        "corrections/complaint",
        complained,
        f"correct REF --complaint-received {ago(3)} --party 1 --reason en_fejl",
        {"received_on": ago(3), "party": 1, **WHY},
    ),
    Row(
        "corrections/complaint",
        upheld,
        f"correct REF --reconsidered {ago(1)} --reason en_fejl",
        {"reconsidered_on": ago(1), **WHY},
    ),
    Row(
        "corrections/complaint",
        upheld,
        "correct REF --undo reconsideration --reason en_fejl",
        {"undo": True, **WHY},
    ),
    Row(
        "corrections/complaint",
        forwarded,
        f"correct REF --forwarded {ago(1)} --reason en_fejl",
        {"forwarded_on": ago(1), **WHY},
    ),
    Row("corrections/ending", ended, "correct REF --undo ending --reason en_fejl", WHY),
    Row("area", opened, "reclassify REF --area pleje --reason en_fejl", {"area": "pleje", **WHY}),
    Row(
        "reopenings",
        refused,
        f"reopen REF --on {ago(2)} --reason nyt",
        {"on": ago(2), "why": "nyt"},
    ),
    Row(
        "handovers",
        opened,
        "handover REF --team boern --caseworker ny",
        {"team": "boern", "caseworker": "ny"},
    ),
)


@dataclass(frozen=True, slots=True)
class Doors:
    """One installation, and both ways to act in it."""

    systems: Systems
    program: Program

    @property
    def installation(self) -> Installation:
        """The installation behind both."""
        return self.systems.installation

    def call(self, reference: str, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """The command, in this process; `_` stands for a space inside a word."""
        settings = self.installation.office.settings
        monkeypatch.setenv("RETTIDIG_DATABASE_URL", settings.database_url)
        monkeypatch.setenv("RETTIDIG_KEY_FILE", str(settings.key_file))
        monkeypatch.setenv("RETTIDIG_PACKS", str(PACKS))
        command, *words = line.split()
        words = [w.replace("_", " ").replace("REF", reference) for w in words]
        about = ["--municipality", FJORDBY, "--by", "mk", "--json"]
        get_command(build(command)).main([command, *words, *about], standalone_mode=False)


@pytest.fixture(scope="module")
def doors(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    folder = tmp_path_factory.mktemp("acts")
    with standing(migrated_sqlite, folder, clock.now()) as systems:
        yield Doors(systems, systems.program("mk"))


def test_every_act_stands_in_the_table() -> None:
    assert [act.path for act in ACTS] == list(dict.fromkeys(row.path for row in ROWS))


def alike(view: Any) -> Any:
    """A case without what is its own."""
    if isinstance(view, dict):
        return {key: alike(value) for key, value in view.items() if key not in _OWN}
    if isinstance(view, list):
        return [alike(value) for value in view]
    return "its own" if isinstance(view, str) and _INSTANT_OR_ID.fullmatch(view) else view


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.path)
def test_an_act_does_what_its_command_does(
    doors: Doors, row: Row, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    by_program, by_hand = row.before(doors.installation), row.before(doors.installation)
    doors.systems.town.clock.now = clock.now()
    before = doors.program.get(f"/cases/{by_program.reference}").json()
    done = doors.program.act(by_program.reference, row.path, row.body)
    assert done.status_code == 200, done.text
    doors.call(by_hand.reference, row.command, monkeypatch)
    seen, wanted = alike(done.json()), alike(json.loads(capsys.readouterr().out))
    assert {key: seen[key] for key in seen if seen[key] != wanted.get(key)} == {}
    assert seen == wanted
    assert done.json()["version"] == before["version"] + 1
    assert len(done.json()["events"]) > len(before["events"])
