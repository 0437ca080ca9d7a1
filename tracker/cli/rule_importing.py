"""`rettidig rules import`: a table of deadlines becomes a pack, with a list of what is doubtful."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from notifications.spreadsheets import as_csv
from rules.errors import RulesError
from rules.importing import Imported, import_table
from rules.importing_answers import COLUMNS, TO_SETTLE, Answer, list_rows, read_answers
from rules.importing_place import Place, find_place
from rules.importing_table import Table, TableError, decode, read_csv, read_nested
from rules.importing_toml import MADE, by_reason, with_areas
from rules.pack import load_folder
from rules.pack_files import MUNICIPALITY
from tracker.cli.answers import AsJson, answer, note
from tracker.errors import Refused
from tracker.settings import read_settings

_YAML: Final = (".yaml", ".yml")


def import_(
    table: Annotated[Path, typer.Argument(help="The table: a CSV or YAML file.")],
    municipality: Annotated[
        str, typer.Option("--municipality", help="Its name or code, such as Norddjurs.")
    ],
    into: Annotated[
        Path | None, typer.Option("--into", help="Folder for packs; else RETTIDIG_PACKS.")
    ] = None,
    source: Annotated[
        str, typer.Option("--source", help="The page's address, where the table names none.")
    ] = "",
    code: Annotated[
        str, typer.Option("--code", help="Four digits, for a municipality that is on no list.")
    ] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="Import again, with the answers in to-settle.csv.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make a pack from a table of deadlines; doubtful rows are listed, never guessed.

    What is doubtful is written to to-settle.csv in the pack's folder. Fill in its last columns and
    import again with --replace.
    """
    place = find_place(municipality, code=code)
    folder = _folder(into) / place.slug
    if folder.exists() and not replace:
        raise Refused(
            f"{folder} is there already: nothing was changed. Import again with --replace to write "
            "its fields of work anew; municipality.toml and files of your own stay"
        )
    read = _read_table(table)
    answers = _answers(folder)
    made = import_table(read, name=place.name, code=place.code, source=source, answers=answers)
    gone = _write(folder, place, made, answers)
    if as_json:
        answer(_report(place, folder, read, made))
    else:
        _tell(place, folder, read, made, gone)


def _folder(given: Path | None) -> Path:
    folder = given or read_settings(os.environ).packs
    if folder is None:
        raise Refused("say where your packs are kept: set RETTIDIG_PACKS, or add --into FOLDER")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"{folder} cannot be made: {error.strerror}") from error
    return folder


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}") from error


def _read_table(path: Path) -> Table:
    text = decode(_bytes(path))
    try:
        read = read_nested(_yaml(text)) if path.suffix.lower() in _YAML else read_csv(text)
        if not read.rows:
            raise TableError("the table has no rows: write one below the headings for each service")
        return read
    except TableError as error:
        raise TableError(f"{path.name}: {error}") from error


def _yaml(text: str) -> Any:
    """The values of a YAML text, every scalar as the text that stands there."""
    import yaml

    try:
        return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        raise TableError(
            f"this is not YAML{where}: check its spaces and quotation marks"
        ) from error


def _answers(folder: Path) -> dict[str, Answer]:
    path = folder / TO_SETTLE
    return read_answers(_bytes(path)) if path.exists() else {}


def _write(
    folder: Path, place: Place, made: Imported, answers: Mapping[str, Answer]
) -> tuple[str, ...]:
    """Put the whole pack in place, or nothing; gives the areas that were there before and are gone.

    It is built beside the old one, loaded strictly, and moved there only when it loads.
    """
    before = _areas(folder)
    try:
        with tempfile.TemporaryDirectory(prefix=".import-", dir=folder.parent) as name:
            new, old = Path(name, place.slug), Path(name, ".old")
            _build(new, folder, made, answers)
            after = _loaded(new, Path(name))
            new.chmod(0o755)
            if folder.exists():
                folder.rename(old)
            try:
                new.rename(folder)
            except OSError:
                if old.exists():
                    old.rename(folder)
                raise
    except OSError as error:
        raise Refused(f"{folder} cannot be written: {error.strerror}") from error
    return tuple(sorted(before - after))


def _loaded(new: Path, around: Path) -> set[str]:
    try:
        return set(load_folder(new).areas())
    except RulesError as error:
        # The place it was built in is gone when somebody reads this.
        found = str(error).replace(f"{around}{os.sep}", "")
        raise Refused(f"the pack would not load, and nothing was changed: {found}") from error


def _areas(folder: Path) -> set[str]:
    try:
        return set(load_folder(folder).areas()) if folder.exists() else set()
    except RulesError:
        return set()


def _build(new: Path, old: Path, made: Imported, answers: Mapping[str, Answer]) -> None:
    new.mkdir()
    files = dict(made.files)
    for path in _kept(old):
        shutil.copy2(path, new / path.name)
        files.pop(path.name, None)
    home = new / MUNICIPALITY
    if made.taken and home.exists():
        home.write_bytes(with_areas(home.read_bytes()))
    for file, text in files.items():
        (new / file).write_text(text, encoding="utf-8", newline="\n")
    rows = list_rows(made.doubts, answers)
    if rows:
        (new / TO_SETTLE).write_bytes(as_csv(COLUMNS, rows))


def _kept(folder: Path) -> Iterable[Path]:
    """The files that a new import leaves alone: the general rules, and what a person wrote."""
    if not folder.exists():
        return []
    return [
        path
        for path in sorted(folder.iterdir())
        if path.is_file()
        and path.name != TO_SETTLE
        and (path.name == MUNICIPALITY or MADE not in _bytes(path).decode(errors="replace"))
    ]


def _report(place: Place, folder: Path, read: Table, made: Imported) -> dict[str, Any]:
    return {
        "municipality": place.slug,
        "folder": str(folder),
        "rows": len(read.rows),
        "imported": dict(made.taken),
        "left_out": [{"row": row.key, "title": row.title, "why": row.why} for row in made.left_out],
        "to_settle": [
            {
                "row": doubt.key,
                "title": doubt.title,
                "words": doubt.words,
                "why": doubt.why,
                "decide": doubt.decide,
            }
            for doubt in made.doubts
        ],
    }


def _tell(place: Place, folder: Path, read: Table, made: Imported, gone: tuple[str, ...]) -> None:
    areas = len(set(made.taken.values()))
    print(f"{place.name}: {areas} areas from {len(read.rows)} rows, in {folder}")
    if made.left_out:
        print(f"\nLeft out: {len(made.left_out)} rows")
    for why, rows in by_reason(made.left_out).items():
        print(f"  {why}: {rows}")
    if made.doubts:
        print(f"\nTo settle: {len(made.doubts)}, listed in {folder / TO_SETTLE}")
    for doubt in made.doubts:
        print(f'  row {doubt.key}, {doubt.title}, "{doubt.words}"')
        print(f"    why:    {doubt.why}")
        print(f"    decide: {doubt.decide}")
    if made.doubts:
        print("\nFill in the last columns of the list, and import again with --replace.")
    if gone:
        note(
            f"no longer in the pack: {', '.join(gone)}. Cases that were registered under these "
            "areas point to them: give the rows their old id in the list, or keep the old areas"
        )
