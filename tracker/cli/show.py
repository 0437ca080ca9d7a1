"""`rettidig show` and `rettidig explain`: one case, and how its dates were worked out."""

from collections.abc import Callable
from typing import Annotated, Any, Final

import typer
from rich.console import Console

from rules.local_time import end_of_day
from rules.rule import Rule
from tracker.cli.common import (
    DOUBT,
    UNCONFIRMED,
    AsJson,
    By,
    CaseDoor,
    Door,
    MunicipalityOption,
    Reference,
    answer,
    open_door,
)
from tracker.cli.due import read_language
from tracker.cli.proofs import print_proof
from tracker.cli.tables import console, print_table
from tracker.cli.values import read_day
from tracker.errors import Refused
from tracker.hindsight.files import as_known
from tracker.proof import proof_view
from tracker.rulebook import kept_rule
from tracker.services.checks import not_future
from tracker.services.desk import Desk
from tracker.views import case_view, explanations


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the one command that was called."""
    commands: dict[str, Callable[..., None]] = {"show": show, "explain": explain_case}
    app.command(name, help=text)(commands[name])


def show(
    reference: Reference,
    as_known_on: Annotated[
        str | None, typer.Option(help="The file as it stood at the end of that day.")
    ] = None,
    proof: Annotated[
        bool, typer.Option("--proof", help="The proof that each notice went in time.")
    ] = False,
    message: Annotated[
        str | None, typer.Option(help="With --proof: only the letter with this message UUID.")
    ] = None,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """A case as it stands now: standing and next, deadlines, letters, tasks and events."""
    door = open_door(by)
    slug = door.municipality(municipality)
    if proof or message:
        show_proof(CaseDoor(door, slug, reference), message, as_json=as_json)
        return
    if as_known_on is None:
        show_case(CaseDoor(door, slug, reference), as_json=as_json)
        return
    _show(_then(door, slug, reference, as_known_on), as_json=as_json)


def _then(door: Door, municipality: str, reference: str, text: str) -> dict[str, Any]:
    """The case as it was known at the end of a day."""
    day = read_day(text, "--as-known-on")
    not_future(day, door.now, "--as-known-on")
    instant = min(door.now, end_of_day(day))
    code = door.office.book.pack(municipality).municipality.code
    with door.office.reading(instant, door.actor) as store:
        file = store.find(code, reference, lock=False)
        if file.rounds[0].registered_at > instant:
            raise Refused(f"case {reference} was registered after {day}")
        return case_view(store, door.office, as_known(store, file, instant))


def explain_case(
    reference: Reference,
    language: Annotated[str, typer.Option(help="da or en.")] = "en",
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """How each date of the case was worked out, in the words of the letters."""
    door = open_door(by)
    words = read_language(language)
    slug = door.municipality(municipality)
    code = door.office.book.pack(slug).municipality.code
    with door.office.reading(door.now, door.actor) as store:
        file = store.find(code, reference, lock=False)
        found = explanations(file, words)
        for item in found:
            item |= _law(kept_rule(store, door.office.book, file.case, item["rule_version"]))
    if as_json:
        answer({"reference": reference, "deadlines": found})
        return
    for item in found:
        gone = f", superseded: {item['superseded']}" if item["superseded"] else ""
        print(f"{item['kind']} ({item['track']}, round {item['round']}): {item['due_on']}{gone}")
        for sentence in item["sentences"]:
            print(f"  {sentence}")
        if item["published"]:
            print(f'  The rule as published: "{item["published"]}"')
        if item["law"]:
            before = f" (before: {', '.join(item['former_law'])})" if item["former_law"] else ""
            print(f"  By {', '.join(item['law'])}{before}")
    door.print_doubt(slug)


def _law(rule: Rule | None) -> dict[str, list[str]]:
    """The legal basis as the rule that governs says it, with the paragraph it had before."""
    return {"law": list(rule.law), "former_law": list(rule.former_law)} if rule else _NO_LAW


_NO_LAW: Final[dict[str, list[str]]] = {"law": [], "former_law": []}


def show_proof(case: CaseDoor, message: str | None, *, as_json: bool) -> None:
    """The proof of the notices of a case: what was frozen, sent, proven and journaled."""
    door = case.door
    code = door.office.book.pack(case.municipality).municipality.code
    with door.office.reading(door.now, door.actor) as store:
        file = store.find(code, case.reference, lock=False)
        view = proof_view(Desk(store, door.office, file), message)
    if as_json:
        answer(view)
    else:
        print_proof(view)


def show_case(case: CaseDoor, *, as_json: bool) -> None:
    """Show a case after an act, or because somebody asked."""
    door = case.door
    code = door.office.book.pack(case.municipality).municipality.code
    with door.office.reading(door.now, door.actor) as store:
        view = case_view(store, door.office, store.find(code, case.reference, lock=False))
    _show(view, as_json=as_json)


def _show(view: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        answer(view)
    else:
        print_case(console(), view)


def print_case(out: Console, view: dict[str, Any]) -> None:
    """A case for a person at a terminal."""
    names = ", ".join(p["name"] or "(anonymous)" for p in view["parties"])
    out.print(f"{view['reference']}  {view['title']}", style="bold", markup=False)
    out.print(f"{names} · received {view['received_on']}", markup=False)
    told = f", {view['told']}" if view["told"] else ""
    out.print(f"standing: {view['standing']}{told}", markup=False)
    if view["status"] == UNCONFIRMED:
        out.print(DOUBT, markup=False)
    if view["awaiting"]:
        waits = view["awaiting"]
        out.print(
            f"awaiting: {waits['cause']} since {waits['since']}; the date stands", markup=False
        )
    _table(
        out,
        "Deadlines",
        ("kind", "track", "round", "starts_on", "due_on", "act_by", "met_on", "standing", "told"),
        view["deadlines"],
    )
    _table(out, "Moved", ("kind", "track", "due_on", "reason"), view["moved"])
    days = [day for day in ("from", "until", "wished") if any(g[day] for g in view["grants"])]
    columns = ("number", "service", "supplier", *days, "holds", "delivered_on")
    _table(out, "Grants", columns, view["grants"])
    _table(
        out,
        "Letters",
        ("kind", "party", "for_date", "promised_until", "state", "dispatched_on", "available_on"),
        [_days_only(letter) for letter in view["letters"]],
    )
    open_tasks = [task for task in view["tasks"] if task["done_at"] is None]
    _table(out, "Tasks", ("kind", "role", "for_date", "opened_at"), open_tasks)
    _table(out, "Events", ("seq", "kind", "on", "at", "by"), view["events"])


def _days_only(letter: dict[str, Any]) -> dict[str, Any]:
    """A letter with days in place of instants: a terminal is narrow."""
    days = {k.replace("_at", "_on"): (v or "")[:10] for k, v in letter.items() if k.endswith("_at")}
    return {**letter, **days}


def _table(out: Console, title: str, columns: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    if rows:
        print_table(title, rows, columns=columns, out=out)
