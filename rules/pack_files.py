"""Finding a municipality's folder, reading its files, and holding them against the schema."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError

from rules.pack_errors import PackError, Problem
from rules.pack_fields import SLUG, as_slug
from rules.pack_lines import line_of
from rules.pack_messages import sentence

WHEEL_PACKS: Final = Path(__file__).parent / "packs"
STATUTORY: Final = "statutory"
MUNICIPALITY: Final = "municipality.toml"

#: A message that quotes a whole page helps nobody.
LONGEST_MESSAGE: Final = 700

_POSITION: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
#: What tomllib says, and what a person can do about it.
_SYNTAX: Final = {
    "Cannot overwrite a value": "a key stands twice in one table: keep one of them",
    "Cannot declare": "a heading stands twice: write [[area]] with two brackets for each service",
    "Invalid value": 'a value is missing or lacks its quotation marks: write key = "text"',
    "Expected '='": 'a line needs a key, an equals sign and a value: write key = "text"',
    "Invalid statement": 'a line must begin with a key or a heading: write key = "text"',
    "Illegal character": "a quotation mark is missing at the end of a text: close it on its line",
    "Unterminated": "a quotation mark is missing at the end of a text: close it",
    "Unclosed": "a closing bracket is missing: add ] or }",
    "Invalid date": "there is no such day: write year-month-day, such as 2026-03-01",
    "Unescaped": "a backslash in a text must be doubled: write \\\\",
}

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack: its name inside the pack, the path to show, and its text."""

    name: str
    path: str
    text: str

    def problem(self, place: Sequence[str | int], text: str) -> Problem:
        """A mistake at a place in this file, such as ("area", 2, "decision")."""
        return Problem(self.path, line_of(self.text, place), one_line(text))


def one_line(text: str) -> str:
    """A message on one line, whatever was quoted in it."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return plain if len(plain) <= LONGEST_MESSAGE else f"{plain[:LONGEST_MESSAGE]}…"


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        text = f"this folder cannot be read ({error.strerror}): create it, or correct its rights"
        raise PackError([Problem(str(folder), 1, text)]) from error


def packs_in(folder: Path) -> dict[str, Path]:
    """The municipalities' folders inside one folder of packs, by slug.

    A folder that cannot be a pack's name is refused: left aside silently, its municipality would
    be counted by the rules that came with the program.
    """
    found: dict[str, Path] = {}
    for path in _entries(folder):
        if not path.is_dir() or path.name.startswith((".", "__")):
            continue
        if not SLUG.fullmatch(path.name):
            name = as_slug(path.name) or "aarhus"
            raise PackError([Problem(str(path), 1, f'rename this folder to "{name}"')])
        if path.name == STATUTORY and path.resolve() != (WHEEL_PACKS / STATUTORY).resolve():
            text = "rules set by law come with Rettidig and cannot be replaced: remove this folder"
            raise PackError([Problem(str(path), 1, text)])
        found[path.name] = path
    found.pop(STATUTORY, None)
    return found


def read_folder(folder: Path) -> list[PackFile]:
    """All TOML files of a folder; raises `PackError` for those that cannot be read as text."""
    files: list[PackFile] = []
    problems: list[Problem] = []
    for path in _entries(folder):
        if path.suffix.lower() == ".toml" and not path.name.startswith("."):
            _read(path, files, problems)
    if problems:
        raise PackError(problems)
    return files


def _read(path: Path, files: list[PackFile], problems: list[Problem]) -> None:
    try:
        content = path.read_bytes()
        # Windows' editor puts a mark before the text, which is no part of it.
        text = content.decode("utf-8-sig")
        files.append(PackFile(f"{path.parent.name}/{path.name}", str(path), text))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        text = "the file is not UTF-8: save it again with the encoding UTF-8"
        problems.append(Problem(str(path), line, text))
    except OSError as error:
        text = f"the file cannot be read ({error.strerror}): check its rights"
        problems.append(Problem(str(path), 1, text))


def parse(file: PackFile, model: type[Model], problems: list[Problem]) -> Model | None:
    """The file as a model; None when something is wrong, with every mistake in `problems`."""
    try:
        return model.model_validate(tomllib.loads(unicodedata.normalize("NFC", file.text)))
    except ValidationError as error:
        for found in error.errors(include_url=False):
            problems.append(file.problem(found["loc"], sentence(found, model)))
    except RecursionError:
        problems.append(Problem(file.path, 1, "the file nests too deep: check its brackets"))
    except ValueError as error:
        problems.append(_not_toml(file, str(error)))
    return None


def _not_toml(file: PackFile, message: str) -> Problem:
    position = _POSITION.search(message)
    line = int(position[1]) if position and position[1] else file.text.rstrip().count("\n") + 1
    if position is None:
        line = 1
    reason = _POSITION.sub("", message)
    advice = next((text for words, text in _SYNTAX.items() if reason.startswith(words)), None)
    if advice is None:
        advice = "check the quotation marks, brackets and equals signs here"
    return Problem(file.path, line, one_line(f"this is not TOML ({reason}): {advice}"))
