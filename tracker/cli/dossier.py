"""`rettidig dossier`: a whole case as PDF and JSON, for an ombudsman or the one it is about."""

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.common import AsJson, By, MunicipalityOption, Reference, answer, note, open_case
from tracker.cli.due import read_language
from tracker.dossier.view import Wishes
from tracker.services.handing_out import hand_out


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the one command that was called."""
    app.command(name, help=text)(dossier)


def dossier(
    reference: Reference,
    folder: Annotated[Path, typer.Option(help="A new folder for the files.")],
    purpose: Annotated[str, typer.Option(help="What it is for; stays on file.")],
    language: Annotated[str, typer.Option(help="The reasons of dates in da or en.")] = "da",
    with_notes: Annotated[bool, typer.Option("--with-notes", help="Internal notes too.")] = False,
    with_cpr: Annotated[bool, typer.Option("--with-cpr", help="CPR numbers unmasked.")] = False,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Write dossier.json, dossier.pdf and every letter as stored; the look-up is journaled."""
    case = open_case(reference, municipality, by)
    wishes = Wishes(
        purpose=purpose,
        language=read_language(language),
        with_notes=with_notes,
        with_cpr=with_cpr,
    )
    view = case.act(hand_out, folder, wishes)
    letters = [name for letter in view["letters"] for name in letter["files"]]
    if not view["journal"]["intact"]:
        note("the journal of this case is not whole: see rettidig show --proof")
    if letters and any(party["secret_address"] for party in view["parties"]):
        note("letters show the secret address of the party they went to: look before you pass on")
    files = ["dossier.json", "dossier.pdf", *letters]
    if as_json:
        answer({"reference": reference, "folder": str(folder), "files": files})
    else:
        print(f"{folder}: {len(files)} files")
