"""The text of a pack file held against the schema: every mistake with its line and its remedy."""

import re
import tomllib
import unicodedata
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError

from rules.pack_errors import Problem
from rules.pack_files import PackFile, one_line
from rules.pack_messages import sentence

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
