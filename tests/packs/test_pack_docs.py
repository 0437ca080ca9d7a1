"""The pages about packs: every key explained, every example loads, no recipe over ten steps."""

import re
import tomllib
from pathlib import Path
from typing import Final

import pytest
from pydantic import BaseModel

from rules import pack_schema
from rules.limit import LIMIT_WORDS, parse_limit
from rules.pack_messages import EXAMPLES
from tests.packs.sample import HOME, sample

DOCS: Final = Path(__file__).parents[2] / "docs"
PACKS: Final = (DOCS / "packs.md").read_text(encoding="utf-8")
RECIPE: Final = (DOCS / "add-a-municipality.md").read_text(encoding="utf-8")
HOME_EXAMPLE, AREA_EXAMPLE, CHANGE_EXAMPLE, STANDARD_EXAMPLE = re.findall(
    r"```toml\n(.*?)```", PACKS, re.DOTALL
)

KEYS: Final = sorted(
    {
        field.alias or name
        for table in vars(pack_schema).values()
        if isinstance(table, type) and issubclass(table, BaseModel)
        for name, field in table.model_fields.items()
    }
)


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_explained(key: str) -> None:
    assert re.search(rf"`\[*(?:contact\.)?{key}\b", PACKS)


def test_the_examples_load(tmp_path: Path) -> None:
    home = sample(tmp_path / "a", AREA_EXAMPLE, HOME_EXAMPLE)
    assert home.has_area("praktisk-hjaelp.rengoering")
    assert len(sample(tmp_path / "b", CHANGE_EXAMPLE, HOME).versions("hjemmehjaelp")) == 2
    (standard,) = sample(tmp_path / "c", home=HOME + STANDARD_EXAMPLE).municipality.standards
    assert [heard.body for heard in standard.heard] == ["Seniorråd", "Handicapråd"]


def test_every_form_of_a_limit_in_the_page_can_be_read() -> None:
    section = PACKS.split("### Limits")[1].split("`from` says")[0]
    forms = re.findall(r'`"([^"]+)"`', section)
    assert len(forms) > 15
    for form in forms:
        parse_limit(form)
    named = {LIMIT_WORDS[form] for form in forms if form in LIMIT_WORDS}
    assert named == set(LIMIT_WORDS.values())


def test_every_warning_code_is_explained() -> None:
    source = Path(pack_schema.__file__).parent
    text = "".join((source / name).read_text() for name in ("rule_warnings.py", "pack_checks.py"))
    codes = re.findall(r'RuleWarning\(\s*"([a-z-]+)"', text)
    assert len(set(codes)) == 11
    assert [code for code in codes if f"`{code}`" not in PACKS] == []


def test_the_recipe_has_at_most_ten_steps_each_naming_a_file() -> None:
    steps = re.split(r"^\d+\. ", RECIPE, flags=re.MULTILINE)[1:]
    assert 1 <= len(steps) <= 10
    for step in steps:
        assert re.search(r"`[a-z/-]+\.(?:toml|csv)`", step), step


@pytest.mark.parametrize("example", EXAMPLES.values())
def test_what_a_message_tells_people_to_write_is_toml(example: str) -> None:
    line = example.split(", the page or")[0]
    if " = " in line:
        (value,) = tomllib.loads(line).values()
        assert value
    else:
        assert re.search(r"\[[a-z_]+\]", line)


def test_the_files_that_the_recipe_names_are_there() -> None:
    root = DOCS.parent
    for name in set(re.findall(r"`(rules/packs/[a-z/-]+\.toml)`", RECIPE)):
        assert (root / name).is_file()
