"""The English catalogue has every sentence of the pages, with the same values, and no other."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir

from tracker.web.words import catalogue, mark, words

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "tracker" / "web"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
#: As babel.cfg has them: how the templates are cut decides what a sentence is.
OPTIONS = {
    "templates/**.html": {
        "newstyle_gettext": "true",
        "trim_blocks": "true",
        "lstrip_blocks": "true",
    }
}
KEYWORDS = {**DEFAULT_KEYWORDS, "say": None, "count": (1, 2), "mark": None}
_VALUE = re.compile(r"%\((\w+)\)s")


@cache
def said() -> dict[str, tuple[str, ...]]:
    """Every sentence of the pages by its first form, with all its forms."""
    found: dict[str, tuple[str, ...]] = {}
    for _file, _line, message, _comments, _context in extract_from_dir(
        str(PAGES), METHODS, OPTIONS, KEYWORDS
    ):
        forms = (message,) if isinstance(message, str) else tuple(filter(None, message))
        found[forms[0]] = forms
    return found


@cache
def outside_refusals() -> set[str]:
    """Sentences that are said with their own values alone: a refusal comes with all of its own."""
    return {
        message if isinstance(message, str) else message[0]
        for file, _line, message, _comments, _context in extract_from_dir(
            str(PAGES), METHODS, OPTIONS, KEYWORDS
        )
        if not file.startswith("refused/")
    }


@cache
def english() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for entry in catalogue():
        danish = entry.id if isinstance(entry.id, str) else entry.id[0]
        if danish:
            told = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
            found[danish] = told
    return found


def test_there_are_sentences_to_look_at() -> None:
    assert len(said()) > 500


def test_every_sentence_has_its_english() -> None:
    assert [text for text in said() if not all(english().get(text) or ("",))] == []


def test_the_catalogue_has_no_sentence_that_nobody_says() -> None:
    assert sorted(english().keys() - said().keys()) == []


def test_plurals_have_both_forms() -> None:
    several = {text for text, forms in said().items() if len(forms) > 1}
    assert [text for text in several if len(english()[text]) != 2] == []


def test_the_values_are_the_same_in_both_languages() -> None:
    differ = [
        text
        for text, forms in said().items()
        for told in english()[text]
        if text in outside_refusals()
        and not set(_VALUE.findall(told)) <= {v for form in forms for v in _VALUE.findall(form)}
    ]
    assert differ == []


@pytest.mark.parametrize("text", ["Mit arbejde", "Log af"])
def test_the_pages_speak_english(text: str) -> None:
    assert words("en").say(text) != words("da").say(text) == text
    assert mark(text) == text
