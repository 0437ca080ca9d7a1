"""The command `rettidig`: finds the command that is called and loads only its module.

`due` starts without a database because no other command's module is imported with it.
"""

import importlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import typer

from notifications.errors import NotificationError
from rules.errors import RulesError
from tracker.errors import TrackerError

#: Every command, in the order of `--help`: its module and its help in one line.
COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "due": ("due", "When is it due, and why: for a length of time, an area, or a file of them."),
    "rules": ("rules", "List, show, compare, check, import and publish the rule packs."),
    "register": ("register", "Register an application, with a case for each area it concerns."),
    "acute": ("acts", "Set a case acute, or clear it again."),
    "decide": ("acts", "Record a decision: granted, partly or refused."),
    "sent": ("acts", "Record that the decision was sent."),
    "deliver": ("acts", "Record that the help has reached the citizen."),
    "remand": ("acts", "Record that the appeals board sent a case back."),
    "await": ("waits", "Record what a case waits for; no date moves."),
    "expect": ("waits", "Record when the answer or the help can be expected, and why it is late."),
    "notice": ("notices", "Show a case's notices; approve one, or report a letter returned."),
    "complain": ("appeals", "Register a complaint, or what our second look came to."),
    "forward": ("appeals", "Record that a complaint went on to the appeals board."),
    "board": ("appeals", "Record what the appeals board answered."),
    "correct": ("corrections", "Correct a recorded fact, with a reason; the old value stays."),
    "reclassify": ("turns", "Move a case to another area, split it, or join a duplicate."),
    "handover": ("turns", "Hand a case over to another team or caseworker."),
    "reopen": ("turns", "Reopen a case on new facts, as a new round."),
    "reassess": ("turns", "Look again at help that runs, because the need has changed."),
    "party": ("contacts", "Add or change a party: who is told, how, in which language."),
    "remind": ("contacts", "Log an applicant's reminder, or that it was answered."),
    "hearing": ("contacts", "Record a hearing of the parties; no date moves."),
    "grant": ("contacts", "Ask for or record another supplier of a grant, or end it."),
    "follow-up": ("contacts", "Plan or record a follow-up or reassessment of granted help."),
    "close": ("acts", "Close a case that ended otherwise than by a decision."),
    "task": ("notices", "Mark a task of a case done."),
    "show": ("show", "Show a case: standing, deadlines, letters, tasks and events."),
    "explain": ("show", "Say how each date of a case was worked out."),
    "dossier": ("dossier", "Hand out a whole case as PDF and JSON, with every letter as sent."),
    "overdue": ("reports", "List open cases past their date, with ages and who was told."),
    "worklist": ("reports", "List the cases that need an act, most urgent first."),
    "report": ("reports", "Figures per team and area: in time, told in time, overdue."),
    "sweep": ("machine", "Look at every case whose moment has come, and make what must exist."),
    "dispatch": ("machine", "Send the letters that wait, or confirm a manifest of sent ones."),
    "worker": ("machine", "Run sweep and dispatch by the clock until stopped."),
    "serve": ("serve", "Answer in the browser: the web application for people."),
    "recalculate": ("recalculate", "Move the dates that depend on changed closing days."),
    "user": ("users", "Say who may log in, and as what."),
    "token": ("tokens", "Let a program use the JSON API, or no more."),
    "db": ("database", "Upgrade, check or back up the database."),
    "demo": ("demo", "Live through some months of invented cases on real deadlines."),
}

REFUSED: Final = 1


def build(called: str | None) -> typer.Typer:
    """The application with one command loaded; the others stand there with their help alone."""
    app = typer.Typer(
        name="rettidig",
        help="Keeps a municipality's promise about time. Exit codes: 0 done, 1 refused, "
        "2 wrong usage, 3 overdue cases found, 4 some items of a batch failed.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    for name, (module, text) in COMMANDS.items():
        if name == called:
            importlib.import_module(f"tracker.cli.{module}").add_to(app, name, text)
        else:
            app.command(name, help=text)(_stub)
    return app


def _stub() -> None:
    """Stands in for a command that was not called."""


def called_command(arguments: Sequence[str], environ: dict[str, str]) -> str | None:
    """The command named in the arguments, or on the line that a shell wants completed."""
    words = list(arguments)
    if "_RETTIDIG_COMPLETE" in environ:
        words = environ.get("COMP_WORDS", environ.get("_TYPER_COMPLETE_ARGS", "")).split()[1:]
    return next((word for word in words if word in COMMANDS), None)


def run() -> None:
    """Run the command line; every refusal is one plain line on stderr and exit code 1."""
    sys.exit(_guarded(lambda: _start(sys.argv[1:])))


def _start(arguments: Sequence[str]) -> None:
    build(called_command(arguments, dict(os.environ)))(prog_name="rettidig")


def _guarded(work: Callable[[], object]) -> int:
    try:
        work()
    except (TrackerError, RulesError, NotificationError) as error:
        return _say(" ".join(str(error).split("\n")))
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else 0 if exit_.code is None else REFUSED
    except KeyboardInterrupt:
        return _say("stopped")
    except BrokenPipeError:
        # The reader went away (`| head`); what it has read is right. Keep the exit quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        return _say(_unexpected(error))
    return 0


def _unexpected(error: Exception) -> str:
    """A defect, named by its place and kind: its message could hold what must not be shown."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return (
        f"something went wrong that should not ({type(error).__name__} at {where}); "
        "the act was not carried out. Please report these words."
    )


def _say(message: str) -> int:
    print(f"rettidig: {message}", file=sys.stderr)
    return REFUSED


if __name__ == "__main__":
    run()
