"""Every act that a refusal names can be done, and what it does not name is refused."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

import pytest
import typer

from tests.helpers import Installation, at
from tracker.cli.main import COMMANDS, build
from tracker.codes import BoardOutcome, ComplaintOutcome, Ending, Outcome
from tracker.errors import Refused
from tracker.services.amending import correct_decision
from tracker.services.appealing import BoardAnswer, effectuate, record_board
from tracker.services.complaining import NewComplaint, complain, forward, reconsider
from tracker.services.contacting import log_reminder
from tracker.services.next_acts import one_of
from tracker.services.reassessing import reassess
from tracker.services.reopening import reopen
from tracker.web.acts.table import ACTS as PAGES
from tracker.web.refused.next_acts import ACTS

DAY: Final = date(2026, 6, 1)
NOW: Final = at("2026-06-01")

Act = Callable[[Installation, str], object]


@pytest.fixture
def installation(sqlite_installation: Installation) -> Installation:
    """What can be done is worked out from the rows alone: one database says it for both."""
    return sqlite_installation


def _complain(installation: Installation, reference: str) -> None:
    installation.act(complain, reference, NewComplaint(received_on=DAY), now=NOW)


def _look(installation: Installation, reference: str, outcome: ComplaintOutcome) -> None:
    installation.act(reconsider, reference, outcome, DAY, now=NOW)


def _answer(installation: Installation, reference: str, outcome: BoardOutcome) -> None:
    answer = BoardAnswer(outcome=outcome, received_on=DAY)
    installation.act(record_board, reference, answer, now=NOW)


def _amend(installation: Installation, reference: str) -> None:
    """The outcome that was not recorded: there is always one, but not a refusal after help came."""
    was = installation.show(reference, NOW)["rounds"][-1]["outcome"]
    new = Outcome.PARTLY if was == "granted" else Outcome.GRANTED
    installation.act(correct_decision, reference, "skrivefejl", outcome=new, now=NOW)


#: How each act is done, by its name on the command line.
DONE: Final[dict[str, Act]] = {
    "decide": lambda i, r: i.decide(r, "2026-06-01", now=NOW),
    "sent": lambda i, r: i.sent(r, "2026-06-01", now=NOW),
    "deliver": lambda i, r: i.deliver(r, "2026-06-01", now=NOW),
    "acute": lambda i, r: i.acute(r, "faldet", now=NOW),
    "acute --clear": lambda i, r: i.no_longer_acute(r, "kan vente", now=NOW),
    "complain": _complain,
    "complain --reconsidered": lambda i, r: _look(i, r, ComplaintOutcome.UPHELD),
    "forward": lambda i, r: i.act(forward, r, DAY, now=NOW),
    "board": lambda i, r: _answer(i, r, BoardOutcome.UPHELD),
    "board --effectuated": lambda i, r: i.act(effectuate, r, DAY, now=NOW),
    "remand": lambda i, r: i.remand(r, "2026-06-01", now=NOW),
    "remand --annuls": lambda i, r: i.remand(r, "2026-06-01", annuls=1, now=NOW),
    "reopen": lambda i, r: i.act(reopen, r, DAY, "nyt", now=NOW),
    "reassess": lambda i, r: i.act(reassess, r, DAY, "nyt behov", now=NOW),
    "close": lambda i, r: i.close(r, "2026-06-01", Ending.DIED, now=NOW),
    "correct --outcome": _amend,
    "correct --received": lambda i, r: i.correct(r, "2026-03-04", "stempel", now=NOW),
    "remind": lambda i, r: i.act(log_reminder, r, DAY, now=NOW),
    "show": lambda i, r: i.show(r, NOW),
}

#: Lawful in every case: named only where little else is.
ALWAYS: Final = {"correct --received", "remind", "show"}


def _applied(installation: Installation) -> str:
    return installation.register("2026-03-05")


def _refused(installation: Installation) -> str:
    reference = _applied(installation)
    installation.decide(reference, "2026-03-20", sent="2026-03-20")
    return reference


def _unsent(installation: Installation) -> str:
    reference = _applied(installation)
    installation.decide(reference, "2026-03-20")
    return reference


def _granted(installation: Installation) -> str:
    reference = _applied(installation)
    installation.decide(reference, "2026-03-20", Outcome.GRANTED, "tøjvask", sent="2026-03-20")
    return reference


def _granted_unsent(installation: Installation) -> str:
    reference = _applied(installation)
    installation.decide(reference, "2026-03-20", Outcome.GRANTED, "tøjvask")
    return reference


def _then(first: Callable[[Installation], str], *acts: Act) -> Callable[[Installation], str]:
    """A case that came to a state, and went on."""

    def made(installation: Installation) -> str:
        reference = first(installation)
        for act in acts:
            act(installation, reference)
        return reference

    return made


def _ended(ending: Ending = Ending.WITHDRAWN) -> Act:
    return lambda i, r: i.close(r, "2026-06-01", ending, now=NOW)


def _partly(installation: Installation, reference: str) -> None:
    _look(installation, reference, ComplaintOutcome.PARTLY)


def _changed(installation: Installation, reference: str) -> None:
    _answer(installation, reference, BoardOutcome.CHANGED)


def _annulled(installation: Installation, reference: str) -> None:
    _answer(installation, reference, BoardOutcome.ANNULLED)


def _part(installation: Installation, reference: str) -> None:
    installation.remand(reference, "2026-06-01", part="tøjvask", now=NOW)


_COMPLAINED: Final = _then(_refused, _complain)
_ACUTE: Final = _then(_applied, lambda i, r: i.acute(r, "faldet", now=at("2026-03-06")))


def _decided(installation: Installation, reference: str) -> None:
    installation.decide(reference, "2026-03-20", sent="2026-03-20")


DECIDED: Final = {
    "refused and sent": _refused,
    "refused, not sent": _unsent,
    "granted": _granted,
    "granted, not sent": _granted_unsent,
    "delivered": _then(_granted, DONE["deliver"]),
    "acute after it was granted": _then(_granted, DONE["acute"]),
    "acute before it was refused": _then(_ACUTE, _decided),
    "complained of": _COMPLAINED,
    "complained of and granted": _then(_granted, _complain),
    "upheld": _then(_COMPLAINED, DONE["complain --reconsidered"]),
    "partly met": _then(_COMPLAINED, _partly),
    "forwarded": _then(_COMPLAINED, DONE["complain --reconsidered"], DONE["forward"]),
    "changed by the board": _then(_refused, _changed),
    "annulled by the board": _then(_refused, _annulled),
    "granted and annulled by the board": _then(_granted, _annulled),
    "decided anew after a remand": _then(_refused, DONE["remand"], DONE["decide"]),
    "a part decided anew": _then(_granted, _part, DONE["decide"]),
    "decided anew on new facts": _then(_granted, DONE["reopen"], DONE["decide"]),
}
CLOSED: Final = {
    "withdrawn": _then(_applied, _ended()),
    "moved": _then(_applied, _ended(Ending.MOVED)),
    "died while help was owed": _then(_granted, _ended(Ending.DIED)),
    "died before it was sent": _then(_granted_unsent, _ended(Ending.DIED)),
    "withdrawn when acute": _then(_ACUTE, _ended()),
    "withdrawn after a remand": _then(_refused, DONE["remand"], _ended()),
    "withdrawn after new facts": _then(_refused, DONE["reopen"], _ended()),
    "died when complained of": _then(_granted, _complain, _ended(Ending.DIED)),
    "died when partly met": _then(_COMPLAINED, _partly, _ended(Ending.DIED)),
}


def named(installation: Installation, reference: str, act: Act) -> tuple[str, list[str]]:
    """What a refusal says before the acts that it names, and these."""
    with pytest.raises(Refused) as caught:
        act(installation, reference)
    found = re.fullmatch(r"(.+): what can happen now is ([^;]+)(; .+)?", str(caught.value))
    assert found is not None, str(caught.value)
    return found[1], re.split(", | or ", found[2])


def check(installation: Installation, made: Callable[[Installation], str], acts: list[str]) -> None:
    """Each act that was named is taken, on a new case; each other one is refused."""
    assert len(acts) == len(set(acts))
    for name in acts:
        DONE[name](installation, made(installation))
    reference = made(installation)
    for name in DONE.keys() - {*acts, *ALWAYS, "remand --annuls"}:
        with pytest.raises(Refused):
            DONE[name](installation, reference)


@pytest.mark.parametrize("state", DECIDED)
def test_a_second_decision_names_what_can_be_done(installation: Installation, state: str) -> None:
    made = DECIDED[state]
    said, acts = named(installation, made(installation), DONE["decide"])
    assert "was decided on" in said
    check(installation, made, acts)


@pytest.mark.parametrize("state", CLOSED)
def test_a_closed_case_names_what_can_be_done(installation: Installation, state: str) -> None:
    made = CLOSED[state]
    said, acts = named(installation, made(installation), DONE["decide"])
    assert "was closed on" in said
    assert {"correct --received", "remind", "show"} <= set(acts)
    check(installation, made, acts)


@pytest.mark.parametrize(
    ("made", "act", "what"),
    [
        pytest.param(_applied, "complain", "could be complained of", id="undecided"),
        pytest.param(_ACUTE, "complain", "could be complained of", id="acute, undecided"),
        pytest.param(
            DECIDED["annulled by the board"], "complain", "could be complained of", id="annulled"
        ),
        pytest.param(
            _then(_refused, DONE["remand"]), "complain", "could be complained of", id="sent back"
        ),
        pytest.param(_refused, "deliver", "grants nothing", id="refused"),
        pytest.param(_unsent, "deliver", "grants nothing", id="refused, not sent"),
        pytest.param(_COMPLAINED, "deliver", "grants nothing", id="refused and complained of"),
        pytest.param(CLOSED["withdrawn"], "remand", "could be annulled", id="closed, undecided"),
        pytest.param(
            CLOSED["withdrawn after new facts"], "remand", "could be annulled", id="closed again"
        ),
    ],
)
def test_other_refusals_name_what_can_be_done(
    installation: Installation, made: Callable[[Installation], str], act: str, what: str
) -> None:
    said, acts = named(installation, made(installation), DONE[act])
    assert what in said
    check(installation, made, acts)


def test_a_refused_and_sent_case_is_told_of_complaints_and_not_of_help(
    installation: Installation,
) -> None:
    _said, acts = named(installation, _refused(installation), DONE["decide"])
    assert acts == ["complain", "board", "remand", "reopen", "correct --outcome"]


def test_a_closed_case_can_be_applied_for_again(installation: Installation) -> None:
    reference = CLOSED["withdrawn"](installation)
    with pytest.raises(
        Refused, match=r"a new application is a case of its own, rettidig register$"
    ):
        DONE["decide"](installation, reference)
    assert _applied(installation) != reference


def test_a_round_that_there_is_not_names_those_that_there_are(installation: Installation) -> None:
    reference = DECIDED["decided anew on new facts"](installation)
    with pytest.raises(Refused, match=r"no round 3 in case .* name one .*, --annuls 1, 2$"):
        installation.remand(reference, "2026-06-01", annuls=3, now=NOW)
    installation.remand(reference, "2026-06-01", annuls=1, now=NOW)


def test_a_round_that_there_is_not_names_acts_where_none_can_be_annulled(
    installation: Installation,
) -> None:
    made = DECIDED["annulled by the board"]
    said, acts = named(
        installation, made(installation), lambda i, r: i.remand(r, "2026-06-01", annuls=3, now=NOW)
    )
    assert "there is no round 3" in said
    check(installation, made, acts)


@pytest.mark.parametrize("made", [_COMPLAINED, _then(_granted, _complain)])
@pytest.mark.parametrize("act", ["complain", "reopen"])
def test_an_unanswered_complaint_is_answered_first(
    installation: Installation, made: Callable[[Installation], str], act: str
) -> None:
    reference = made(installation)
    said = "the complaint of 2026-06-01 is not answered yet: do that first, "
    with pytest.raises(Refused, match=f"^{said}rettidig complain --reconsidered$"):
        DONE[act](installation, reference)
    DONE["complain --reconsidered"](installation, reference)


@pytest.mark.parametrize("name", DONE)
def test_an_act_is_named_as_it_is_typed(name: str) -> None:
    command, *options = name.split()
    assert command in COMMANDS
    group = typer.main.get_command(build(command))
    called = group.commands[command]  # type: ignore[attr-defined]
    assert set(options) <= {option for p in called.params for option in p.opts}


def test_each_act_has_its_page_in_danish() -> None:
    assert ACTS.keys() == DONE.keys()
    assert set(filter(None, ACTS.values())) <= {page.title for page in PAGES.values()}


@pytest.mark.parametrize(
    ("names", "said"), [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")]
)
def test_names_to_choose_from(names: list[str], said: str) -> None:
    assert one_of(names) == said
