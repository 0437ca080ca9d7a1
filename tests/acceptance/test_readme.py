"""The README and the pages beside it keep up with the program: whatever they name is there."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from tracker.cli.main import COMMANDS, build
from tracker.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
}

# Commands


def test_the_readme_has_a_line_for_every_command() -> None:
    table = re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", README, re.MULTILINE)
    assert dict(table) == {name: text for name, (_module, text) in COMMANDS.items()}


def examples() -> Iterator[tuple[str, str]]:
    """Every line of a code block that calls our command, with the page it stands on."""
    for page, text in PAGES.items():
        for block in re.findall(r"^```[a-z]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            for line in block.splitlines():
                if line.startswith("rettidig "):
                    yield page, line
        for code in re.findall(r"`(rettidig [a-z][^`]*)`", text):
            yield page, code


@pytest.mark.parametrize(("page", "line"), sorted(set(examples())))
def test_examples_can_be_called(page: str, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = shlex.split(line.split(" > ")[0], comments=True)[1:]
    # A group loads only the command that is called.
    monkeypatch.setattr("sys.argv", ["rettidig", *words])
    if words[0] not in COMMANDS:
        assert words[0].isupper() or words[0].startswith("--"), f"{page}: no such command"
        return
    top: Any = get_command(build(words[0]))
    command = top.commands[words[0]]
    rest = words[1:]
    if hasattr(command, "commands") and rest:
        command, rest = command.commands[rest[0]], rest[1:]
    known = {name for option in command.params for name in (*option.opts, *option.secondary_opts)}
    given = {word.split("=")[0] for word in rest if word.startswith("--")}
    assert given <= known | {"--help"}


# Settings and exit codes


def test_the_readme_has_a_line_for_every_setting() -> None:
    rows = re.findall(rf"^\| `{PREFIX}([A-Z_]+)` \| (\S+) \| (.+) \|$", README, re.MULTILINE)
    told = {name.lower(): (default.strip("`"), text.lower()) for name, default, text in rows}
    assert told == {
        name: ("–" if field.default is None else str(field.default), str(field.description).lower())
        for name, field in Settings.model_fields.items()
    }


@pytest.mark.parametrize("page", PAGES)
def test_no_page_names_a_setting_that_is_none(page: str) -> None:
    named = set(re.findall(rf"\b{PREFIX}([A-Z_]+[A-Z])\b", PAGES[page]))
    assert {name.lower() for name in named} <= set(Settings.model_fields)


# Files


def named_files() -> Iterator[tuple[str, str]]:
    """Every path of ours in backticks, with its page; patterns and placeholders are none."""
    folders = "tracker|rules|notifications|docs|tests|bench"
    for page, text in PAGES.items():
        for path in re.findall(rf"`((?:{folders})/[^`\s]*)`", text):
            if not set("*…<{") & set(path):
                yield page, path


@pytest.mark.parametrize(("page", "path"), sorted(set(named_files())))
def test_named_files_exist(page: str, path: str) -> None:
    assert (ROOT / path).exists(), page


def links() -> Iterator[tuple[str, str]]:
    for page, text in PAGES.items():
        found = [*re.findall(r"\]\(([^)#\s]+)", text), *re.findall(r'src="([^"]+)"', text)]
        yield from ((page, link) for link in found if not link.startswith("http"))


@pytest.mark.parametrize(("page", "link"), sorted(set(links())))
def test_links_lead_somewhere(page: str, link: str) -> None:
    assert ((ROOT / page).parent / link).exists()


# Decisions


def decisions() -> list[str]:
    return sorted(path.name for path in (ROOT / "docs" / "decisions").glob("*.md"))


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(name[:3]) for name in decisions()] == list(range(1, len(decisions()) + 1))


@pytest.mark.parametrize("name", decisions())
def test_a_decision_says_what_became_easier_and_harder(name: str) -> None:
    text = PAGES[f"docs/decisions/{name}"]
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
        "Context",
        "Decision",
        "Easier",
        "Harder",
    ]
    assert text.startswith(f"# {name[:3]} ")
