"""A row held against the rules set by law, before anything is written."""

from collections.abc import Iterator, Sequence
from typing import Final

from pydantic import ValidationError

from rules.calendar import Calendar
from rules.findings_law import longer_than_law
from rules.importing_answers import NOT_TAKEN, Answer
from rules.importing_doubts import Why
from rules.importing_drafts import Draft
from rules.limit import Limit, LimitKind
from rules.limit_text import limit_text
from rules.pack_schema import Arbejdsdag, CouncilArea, MunicipalityFile
from rules.rule import Rule
from rules.rule_making import council_rule

#: What a person can decide about each limit that is longer than the law's, and where.
_DECIDE: Final = {
    "decision": "limit: the one that counts, the same again where the law's is for another service",
    "delivery": (
        f'delivery: the limit for the help, or "{NOT_TAKEN}" where the rule set by law is enough '
        "or is for another service"
    ),
}
_CALENDAR: Final = Calendar()


def law_doubts(
    draft: Draft, answer: Answer, law: Sequence[Rule], arbejdsdag: Arbejdsdag
) -> Iterator[Why]:
    """Where the law promises sooner than the row does, in the words of `rules check`."""
    answered = {"decision": answer.limit, "delivery": answer.delivery}
    try:
        rule = _rule(draft, arbejdsdag)
    except ValidationError:
        return  # what no pack can hold is told by the strict load
    for warning in longer_than_law(rule, law, _CALENDAR):
        what = warning.clock or "decision"
        if not answered[what]:
            yield warning.text, _DECIDE[what]


def _rule(draft: Draft, arbejdsdag: Arbejdsdag) -> Rule:
    """The rule that the row would become; its names are left out, for nobody reads them here."""
    entry = {
        "id": "area",
        "title": "-",
        "phrase": "-",
        "law": list(draft.laws.law),
        "decision": {"within": _text(draft.limit)},
    }
    if draft.delivery is not None:
        entry["delivery"] = {"within": _text(draft.delivery), "from": draft.delivery_starts}
    home = MunicipalityFile(
        name="-", code="0000", status="unconfirmed", source="-", arbejdsdag=arbejdsdag
    )
    return council_rule(CouncilArea.model_validate(entry), home, source=None, file="")


def _text(limit: Limit) -> str:
    """A limit that cannot be read is asked about already; beside the law it is none."""
    return limit_text(Limit(LimitKind.UNSET) if limit.kind is LimitKind.UNREADABLE else limit)
