"""Everything that a use case refuses has words on the pages; found by reading the sources."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from notifications.errors import LetterError
from notifications.letter_data import NEEDED, PARTS, WHAT
from tracker.errors import Refused
from tracker.web.refusals import REFUSALS, in_danish, notes_in_danish, pattern_of
from tracker.web.refused.notes import NOTES
from tracker.web.refused.unwritten import VALUES
from tracker.web.words import words

ROOT = Path(__file__).parents[2]
RAISED = {
    *("TrackerError", "Refused", "NotFound", "Outdated"),
    *("NotificationError", "LetterError"),
}
FOLDERS = ("tracker/services", "tracker", "notifications")
#: Written at the command line alone: no page shows what it raises.
NOT_ON_PAGES = ROOT / "notifications" / "dossier.py"


def sentences_of(node: ast.expr, module: ast.Module) -> list[str]:
    """What an expression can read as, with `{}` for each value in it."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr():
            return ["".join(_part(value) for value in node.values)]
        case ast.BinOp(op=ast.Add()):
            lefts, rights = sentences_of(node.left, module), sentences_of(node.right, module)
            return [left + right for left in lefts for right in rights]
        case ast.IfExp():
            return [*sentences_of(node.body, module), *sentences_of(node.orelse, module)]
        case ast.Call(func=ast.Name(id=name)):
            home, made = defined(name, module)
            returns = [r.value for r in ast.walk(made) if isinstance(r, ast.Return) and r.value]
            return [text for value in returns for text in sentences_of(value, home)]
        case _:
            raise AssertionError(f"no sentence: {ast.unparse(node)}")


def defined(name: str, module: ast.Module) -> tuple[ast.Module, ast.FunctionDef]:
    """The function of that name, in this module or in the one it is imported from."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return module, node
        if isinstance(node, ast.ImportFrom) and name in {given.name for given in node.names}:
            path = ROOT / f"{(node.module or '').replace('.', '/')}.py"
            return defined(name, ast.parse(path.read_text(encoding="utf-8")))
    raise AssertionError(f"no function {name}")


def _part(value: ast.expr) -> str:
    return str(value.value) if isinstance(value, ast.Constant) else "{}"


def raised() -> Iterator[tuple[str, str]]:
    """Every sentence that a use case can raise, with where it stands."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).glob("*.py")):
            if path == NOT_ON_PAGES:
                continue
            module = ast.parse(path.read_text(encoding="utf-8"))
            for node in ast.walk(module):
                if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                    continue
                if node.func.id in RAISED and node.args:
                    for text in sentences_of(node.args[0], module):
                        yield f"{path.name}:{node.lineno}", text


def known() -> set[str]:
    return {re.sub(r"\{\w+\}", "{}", said) for said in REFUSALS}


def test_every_refusal_of_a_use_case_has_words_on_the_pages() -> None:
    missing = [(where, text) for where, text in raised() if text not in known()]
    assert missing == []


def test_no_words_stand_for_what_is_never_said() -> None:
    said = {text for _, text in raised()}
    calendar = {text for text in known() if text.startswith("{} lies outside")}
    assert known() - calendar <= said


def test_what_stands_in_a_letter_is_called_by_its_danish_name() -> None:
    needed = {field for fields in NEEDED.values() for field in fields}
    named = {*WHAT.values(), *PARTS.values(), "the letter"}
    assert named | needed | {"reference", "area", "applicant_name"} == VALUES.keys()


@pytest.mark.parametrize(
    ("text", "danish"),
    [
        (
            "the recipient's address holds what looks like a CPR number: take it out",
            "Modtagerens adresse rummer noget, der ligner et CPR-nummer. Tag det ud.",
        ),
        (
            "the letter delay-notice cannot be written: due_on is missing",
            "Brevet mangler noget, det skal sige: fristen.",
        ),
        (
            "the letter cannot show the character 'ﷺ' (U+FDFA) in the reason: correct the reason",
            "Begrundelsen har et tegn, som brevet ikke kan vise: 'ﷺ' (U+FDFA). Skriv det på en "
            "anden måde.",
        ),
    ],
)
def test_a_letter_that_cannot_be_written_says_so_in_danish(text: str, danish: str) -> None:
    assert in_danish(LetterError(text), words("da")) == danish


#: Where use cases say something beside what they did.
NOTING = ("children", "complaining", "parties", "party_values", "people", "registering")


def noted() -> Iterator[str]:
    """Every sentence that such a use case can say: no refusal, and no docstring."""
    for name in NOTING:
        module = ast.parse((ROOT / f"tracker/services/{name}.py").read_text(encoding="utf-8"))
        kinds = (ast.Raise, ast.Expr, ast.FormattedValue)
        dropped = [node for node in ast.walk(module) if isinstance(node, kinds)]
        no_notes = {id(inner) for node in dropped for inner in ast.walk(node)}
        whole = [n for n in ast.walk(module) if isinstance(n, ast.JoinedStr)]
        parts = {id(part) for node in whole for part in node.values}
        for node in ast.walk(module):
            if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in no_notes | parts:
                text = "".join(_part(v) for v in getattr(node, "values", [node]))
                if text.count(" ") > 5:
                    yield text


def test_what_use_cases_say_beside_what_they_did_has_words_on_the_pages() -> None:
    assert set(noted()) == {re.sub(r"\{\w+\}", "{}", said) for said in NOTES}


@pytest.mark.parametrize("said", NOTES)
def test_a_note_is_found_by_its_own_pattern(said: str) -> None:
    text = re.sub(r"\{\w+\}", "7", said)
    assert notes_in_danish([text, text], words("da")).count(NOTES[said].split("%")[0]) == 2
    assert set(re.findall(r"%\((\w+)\)s", NOTES[said])) <= set(pattern_of(said).groupindex)
    assert notes_in_danish([text], words("en")) != notes_in_danish([text], words("da"))


def test_a_note_says_dates_as_pages_do() -> None:
    said = "the child is not told itself until 2027-03-05, age 10"
    danish = "Barnet får selv besked fra 5.3.2027, når det er fyldt 10 år."
    assert notes_in_danish([said], words("da")) == danish


@pytest.mark.parametrize("said", REFUSALS)
def test_values_of_the_danish_stand_in_the_english(said: str) -> None:
    asked = set(re.findall(r"%\((\w+)\)s", REFUSALS[said]))
    assert asked <= set(pattern_of(said).groupindex)


@pytest.mark.parametrize("said", REFUSALS)
def test_a_sentence_is_found_by_its_own_pattern(said: str) -> None:
    text = re.sub(r"\{\w+\}", "7", said)
    assert in_danish(Refused(text), words("da")) != text
    for plain in ("venligst", "ugyldig", "fejl opstod", "beklager", "!"):
        assert plain not in REFUSALS[said].lower()


def test_dates_and_codes_are_said_as_pages_say_them() -> None:
    early = Refused(
        f"the decision cannot be {date(2026, 3, 2)}, before {date(2026, 3, 5)}, "
        "when the application came: check the date"
    )
    assert in_danish(early, words("da")) == (
        "Afgørelsen kan ikke ligge 2.3.2026. Det er før 5.3.2026, hvor ansøgningen kom. "
        "Se datoen efter."
    )
    nothing = Refused("refused grants nothing: leave the grants out, or decide 'partly'")
    assert "Når udfaldet er afslag" in in_danish(nothing, words("da"))


def test_what_is_not_known_is_said_as_it_is() -> None:
    assert in_danish(Refused("something new"), words("da")) == "something new"
