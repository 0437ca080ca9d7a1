"""How commands answer: one JSON object, or a note beside it; loads nothing that takes time."""

import json
import sys
from typing import Annotated, Any

import typer

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")]


def note(message: str) -> None:
    """A message for the person at the terminal; answers alone go to stdout."""
    print(f"rettidig: {message}", file=sys.stderr)


def answer(data: Any) -> None:
    """One JSON object on stdout."""
    print(json.dumps(data, ensure_ascii=False, default=str))
