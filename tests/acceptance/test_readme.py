"""The README keeps up with the program: whatever can be called or set stands in it."""

import re
from pathlib import Path

import pytest

from tracker.cli.main import COMMANDS
from tracker.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_the_command(command: str) -> None:
    assert re.search(rf"\brettidig {command}\b|`{command}`", README)


@pytest.mark.parametrize("setting", Settings.model_fields)
def test_the_readme_names_the_setting(setting: str) -> None:
    assert f"{PREFIX}{setting.upper()}" in README


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#\s]+)\)", README)) - {"", None}))
def test_every_link_to_a_file_leads_to_one(link: str) -> None:
    assert link.startswith("http") or (ROOT / link).exists()
