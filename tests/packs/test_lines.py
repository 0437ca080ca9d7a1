"""The second look at a text: which line a key stands on."""

import tomllib
from typing import Final

import pytest

from rules.pack_lines import line_of

TEXT: Final = '''\
# a comment with [brackets] and "quotation marks"
name = "Prøve"   # line 2
law = [
    "serviceloven § 83",  # ] not the end
    "serviceloven § 84",
]
note = """
[[area]]
id = "inside a text"
"""
quote = '[[area]]'

[contact]
"phone" = "12 34 56 78"
address.street = "Torvet"

[[contact.team]]
id = "one"

  [[contact.team]]
  id = "two"

[[area]]
id = "first"
decision = { within = "4 uger", from = "receipt" }

[[area]]
id = "second"
[area.decision]
within = "5 uger"
[area.delivery]
within = "6 uger"

[[area]]
id = "third"
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("name",), 2),
        (("law",), 3),
        (("law", 1), 3),
        (("note",), 7),
        (("quote",), 11),
        (("contact",), 13),
        (("contact", "phone"), 14),
        (("contact", "address", "street"), 15),
        (("contact", "fax"), 13),
        (("contact", "team", 0), 17),
        (("contact", "team", 0, "id"), 18),
        (("contact", "team", 1, "id"), 21),
        (("area", 0), 23),
        (("area", 0, "decision", "within"), 25),
        (("area", 0, "title"), 23),
        (("area", 1, "decision", "within"), 30),
        (("area", 1, "delivery"), 31),
        (("area", 1, "delivery", "within"), 32),
        (("area", 2, "id"), 35),
        (("area", 9, "id"), 1),
        (("no", "such", "key"), 1),
    ],
    ids=str,
)
def test_each_key_is_found(path: tuple[str | int, ...], line: int) -> None:
    tomllib.loads(TEXT)
    assert line_of(TEXT, path) == line


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment", "[", '"', "a = '''", "]]"])
def test_no_text_is_too_odd(text: str) -> None:
    assert line_of(text, ("area", 0, "id")) == 1


def test_windows_line_endings_count_as_one() -> None:
    assert line_of(TEXT.replace("\n", "\r\n"), ("area", 2, "id")) == 35
