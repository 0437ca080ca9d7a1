"""`rettidig overdue`, `worklist` and `report`: what is late now, what needs an act, and the
figures."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Annotated, Any, Final

import typer

from rules.terms import Track
from tracker.cli.common import AsJson, Door, MunicipalityOption, answer, open_door
from tracker.cli.tables import Row, print_csv, print_table
from tracker.cli.values import read_day
from tracker.services.figures import Figure, figures
from tracker.services.near_date import NEAR, near_acts
from tracker.services.reporting import (
    ALWAYS,
    Line,
    Period,
    compliance,
    flat,
    of_words,
    overdue_list,
    total,
    unrealistic,
)
from tracker.services.working import worklist as worklist_service
from tracker.views import local_text

OVERDUE_FOUND: Final = 3

AsCsv = Annotated[bool, typer.Option("--csv", help="CSV with semicolons, for a spreadsheet.")]


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the one command that was called."""
    if name == "report":
        group = typer.Typer(help=text, no_args_is_help=True, rich_markup_mode=None)
        group.command("overdue")(report_overdue)
        group.command("compliance")(report_compliance)
        group.command("acts")(report_acts)
        app.add_typer(group, name=name)
        return
    commands: dict[str, Callable[..., None]] = {"overdue": overdue, "worklist": worklist}
    app.command(name, help=text)(commands[name])


def overdue(
    municipality: MunicipalityOption = None, as_json: AsJson = False, as_csv: AsCsv = False
) -> None:
    """Open cases past their date: acute first, untold before told, oldest first. Exit code 3 if
    any."""
    door = open_door()
    slug = door.municipality(municipality)
    found = figures(door.office, slug, now=door.now)
    rows = [_overdue_row(figure) for figure in overdue_list(found)]
    if as_json:
        answer({"as_of": local_text(door.now), "overdue": rows})
    elif as_csv:
        print_csv(rows)
    else:
        show_overdue(found)
        door.print_doubt(slug)
    if rows:
        raise typer.Exit(OVERDUE_FOUND)


def show_overdue(found: Sequence[Figure]) -> None:
    """The open cases past their date, as a person reads them."""
    rows = [_overdue_row(figure) for figure in overdue_list(found)]
    for row in rows:
        row["promise"] = promise_words(row["kind"], row["track"])
    columns = ("reference", "area", "promise", "due_on", "days_late", "told", "awaiting", "team")
    print_table("Overdue now", rows, columns=columns)


def promise_words(kind: str, track: str) -> str:
    """Which promise it is: "decision", "acute delivery"."""
    return kind if track == Track.ORDINARY else f"{track} {kind}"


def _overdue_row(figure: Figure) -> Row:
    return {
        "reference": figure.reference,
        "team": figure.team,
        "area": figure.area,
        "kind": figure.kind,
        "track": figure.track,
        "due_on": str(figure.due_on),
        "days_late": figure.days_late,
        "told": figure.told,
        "awaiting": figure.awaiting,
    }


def worklist(
    caseworker: Annotated[
        str | None, typer.Option(help="Only the cases of this caseworker.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Also what is in no hurry.")] = False,
    municipality: MunicipalityOption = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Cases that need an act: acute, due today, notices to go, other tasks, at risk, late and
    told."""
    door = open_door()
    slug = door.municipality(municipality)
    items = worklist_service(door.office, slug, now=door.now, caseworker=caseworker)
    rows: list[Row] = [
        {**asdict(item), "tasks": ", ".join(item.tasks)}
        for item in items
        if every or item.group != "rest"
    ]
    if as_json:
        answer({"as_of": local_text(door.now), "cases": rows})
    elif as_csv:
        print_csv(rows)
    else:
        columns = ("reference", "area", "caseworker", "standing", "act_by", "due_on", "tasks")
        print_table("Worklist", rows, columns=columns, under="group")
        door.print_doubt(slug)


First = Annotated[str | None, typer.Option("--from", help="First day of the period.")]
Last = Annotated[str | None, typer.Option("--until", help="Last day of the period.")]
ByReceipt = Annotated[
    bool,
    typer.Option("--by-receipt", help="Count those received in the period, not those decided."),
]


def report_overdue(
    municipality: MunicipalityOption = None, as_json: AsJson = False, as_csv: AsCsv = False
) -> None:
    """What is overdue now per team and area, with ages and how many have not been told."""
    door = open_door()
    lines = compliance(figures(door.office, door.municipality(municipality), now=door.now))
    chosen = [line for line in lines if line.overdue or line.at_risk or line.without_deadline]
    _show(door, "Overdue now", chosen, _overdue_words, as_json=as_json, as_csv=as_csv)


def report_compliance(
    first: First = None,
    last: Last = None,
    by_receipt: ByReceipt = False,
    municipality: MunicipalityOption = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Decided in time and told in time per team and area, each with its own denominator."""
    door = open_door()
    found = figures(door.office, door.municipality(municipality), now=door.now)
    period = Period(
        read_day(first, "--from") if first else None,
        read_day(last, "--until") if last else None,
        by_receipt,
    )
    lines = compliance(found, period)
    if as_json:
        answer(_compliance_json(door, lines, total(found, period), period))
    elif as_csv:
        print_csv([flat(line) for line in lines])
    else:
        show_compliance(found, period)


def show_compliance(found: Sequence[Figure], period: Period = ALWAYS) -> None:
    """The two rates of every area and of all together, as a person reads them."""
    lines = compliance(found, period)
    print_table(COMPLIANCE, [compliance_words(line) for line in lines], under="team")
    print_table("All areas", [compliance_words(line) for line in total(found, period)])
    for line in unrealistic(lines):
        print(f"{line.area}: under 80 % decided in time; the deadline is perhaps too short")


def report_acts(
    first: First = None,
    last: Last = None,
    days: Annotated[int, typer.Option(min=0, help="How many open days before it is near.")] = NEAR,
    municipality: MunicipalityOption = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Every act that moved or ended a deadline near or after its date; names nobody."""
    door = open_door()
    found = near_acts(
        door.office,
        door.municipality(municipality),
        now=door.now,
        first=read_day(first, "--from") if first else None,
        last=read_day(last, "--until") if last else None,
        days=days,
    )
    rows: list[Row] = [asdict(act) for act in found]
    for row in rows:
        row |= {day: row[day] and str(row[day]) for day in ("recorded_on", "due_on", "new_due_on")}
    if as_json:
        answer({"as_of": local_text(door.now), "acts": rows})
    elif as_csv:
        print_csv(rows)
    else:
        print_table("Acts near or after the date", rows, under="team")


COMPLIANCE: Final = "Decided (or delivered) in time, and told in time when not"


def _overdue_words(line: Line) -> Row:
    """What is late now, as a person reads it."""
    return {
        "team": line.team,
        "area": line.area,
        "promise": promise_words(line.kind, line.track),
        "overdue": line.overdue,
        "untold": line.overdue_untold,
        "oldest_days": line.oldest_days if line.overdue else None,
        **{f"{name} days": count for name, count in line.ages.items()},
        "at_risk": line.at_risk,
        "no_deadline": line.without_deadline,
    }


def compliance_words(line: Line) -> Row:
    """The two rates side by side, each with its own denominator, as a person reads them."""
    return {
        "team": line.team,
        "area": line.area,
        "promise": promise_words(line.kind, line.track),
        "in_time": of_words(line.in_time),
        "told_in_time": of_words(line.told_in_time),
        "told_late": line.told_late,
        "not_told": line.not_told,
        "overdue_now": line.overdue,
        "no_deadline": line.without_deadline,
    }


def _compliance_json(
    door: Door, lines: Sequence[Line], totals: Sequence[Line], period: Period
) -> dict[str, Any]:
    return {
        "as_of": local_text(door.now),
        "period": {
            "first": str(period.first) if period.first else None,
            "last": str(period.last) if period.last else None,
            "counted_by": "receipt" if period.by_receipt else "decision",
        },
        "total": [line.as_json() for line in totals],
        "areas": [line.as_json() for line in lines],
    }


def _show(
    door: Door,
    title: str,
    lines: Sequence[Line],
    words: Callable[[Line], Row],
    *,
    as_json: bool,
    as_csv: bool,
) -> None:
    if as_json:
        answer({"as_of": local_text(door.now), "lines": [line.as_json() for line in lines]})
    elif as_csv:
        print_csv([flat(line) for line in lines])
    else:
        print_table(title, [words(line) for line in lines], under="team")
