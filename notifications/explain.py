"""Why a date is what it is: the reasons of `rules.steps` as sentences good enough for a letter."""

from collections.abc import Callable, Sequence
from typing import Final

from notifications import explain_da, explain_en
from notifications.formats import Language
from rules.steps import Step

_SENTENCES: Final[dict[Language, Callable[[Step, str | None, bool], str]]] = {
    "da": explain_da.sentences,
    "en": explain_en.sentences,
}


def explain(steps: Sequence[Step], language: Language, *, letter: bool) -> list[str]:
    """The reasons of one date in order, one entry a step, each of one to three short sentences.

    A letter leaves out the last working day (`act-by`), which is about our own work.
    Raises `NotificationError` for a reason that has no wording.
    """
    told = [step for step in steps if not (letter and step.code == "act-by")]
    following = [*(step.code for step in told[1:]), None]
    word = _SENTENCES[language]
    return [word(step, after, letter) for step, after in zip(told, following, strict=False)]
