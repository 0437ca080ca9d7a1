"""One row of a table: an area to write, a row to leave out, or a doubt that a person settles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from rules.importing_answers import NOT_TAKEN, Answer, Doubt
from rules.importing_doubts import (
    NO_SERVICE,
    WAITING,
    Why,
    acute_doubts,
    has_footnote,
    help_start,
    help_start_doubts,
    is_acute,
    is_no_service,
    limit_doubts,
    second_doubts,
    title_is_cut,
    unit_doubts,
)
from rules.importing_drafts import Draft, LeftOut
from rules.importing_law import law_doubts
from rules.importing_laws import Laws, read_laws
from rules.importing_names import Phrase, phrase_of
from rules.importing_table import TableRow
from rules.limit import Limit
from rules.pack_schema import Arbejdsdag
from rules.rule import Rule
from rules.rule_warnings import two_lengths
from rules.slugs import as_slug
from rules.wording import Reading, read_wording

#: Rows that measure something else than a decision, and what they measure.
_OTHER_MEASURES: Final = {
    "assessment": "the assessment of a report of concern, which the law sets",
    "citizen-response": "a limit that the citizen must keep",
    "complaint-review": "the second look after a complaint, which the law sets",
    "intermediate-step": "a step before the decision",
    "meeting": "the time to a meeting",
    "payment": "a payment",
    "receipt": "an acknowledgement",
    "response": "an answer to any enquiry",
    "response-to-employer": "an answer to an employer",
    "start-of-processing": "the start of processing",
}
#: Says in a column beside the limit that nothing is said there.
_NOTHING: Final = re.compile(r"(?:[-–—]|ikke relevant|irrelevant|n/?a)?\.?", re.IGNORECASE)
_REMANDED: Final = re.compile(r"^(?:sager )?hjemvi(?:st|sning)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reader:
    """What holds for every row: units, fields of work, the rules set by law."""

    unit_heading: str = ""
    with_fields: bool = False
    law: tuple[Rule, ...] = ()
    arbejdsdag: Arbejdsdag = "working-days"

    def sort(self, row: TableRow, answer: Answer | None) -> Draft | LeftOut | Doubt:
        """What becomes of the row; an answer settles the doubt that it speaks of."""
        answer = answer or Answer(row.key)
        if answer.leave_out:
            return LeftOut(row.key, row.title, answer.leave_out)
        if why := _outside(row):
            return LeftOut(row.key, row.title, why)
        draft = _draft(row, answer)
        doubts = list(self._doubts(row, answer, draft))
        if doubts:
            why, decide = ("; ".join(dict.fromkeys(texts)) for texts in zip(*doubts, strict=True))
            return Doubt(row.key, row.name, row.words, why, decide)
        return draft

    def _doubts(self, row: TableRow, answer: Answer, draft: Draft) -> Iterator[Why]:
        if is_no_service(row) and not answer.new_title:
            yield NO_SERVICE
            return
        if not answer.limit:
            yield from limit_doubts(row)
            yield from unit_doubts(row, draft.limit, self.unit_heading)
        for what, words, answered in (
            ("delivery", row.delivery, answer.delivery),
            ("acute", row.acute, answer.acute),
            ("supplier change", row.supplier_change, answer.supplier_change),
        ):
            if _said(words) and not answered:
                yield from second_doubts(what, words)
        if self.with_fields and not row.field:
            yield (
                "the field of work is missing and stands in other rows: cells were merged",
                "in the table itself: write it into every row, or empty its whole column",
            )
        if not answer.acute:
            yield from acute_doubts(draft.acute, draft.limit)
        if not row.delivery and not answer.delivery:
            yield from help_start_doubts(row.words)
        yield from law_doubts(draft, answer, self.law, self.arbejdsdag)
        yield from _name_doubts(row, answer, draft)


def is_remanded(row: TableRow) -> bool:
    """Whether the row is the rule for cases that the appeals board sends back."""
    return bool(_REMANDED.search(row.title))


def _outside(row: TableRow) -> str:
    if row.scope not in ("", "social"):
        return f"outside the social field ({row.scope})"
    measures = row.measures.replace("_", "-")
    return f"measures {_OTHER_MEASURES[measures]}" if measures in _OTHER_MEASURES else ""


def _draft(row: TableRow, answer: Answer) -> Draft:
    row = replace(
        row,
        delivery=_said(row.delivery),
        acute=_said(row.acute),
        supplier_change=_said(row.supplier_change),
    )
    reading = read_wording(row.words)
    title = answer.new_title or row.title
    # An acute row that somebody settled: its words are about the acute limit alone.
    own_acute = bool(answer.limit and answer.acute and is_acute(row))
    kept = phrase_of(title)
    published = "" if own_acute else row.words
    help_reading = read_wording(row.delivery) if row.delivery else None
    delivery = help_reading.limit if help_reading else reading.delivery
    acute = read_wording(row.acute).limit if row.acute else reading.acute
    return Draft(
        row=row,
        title=title,
        phrase=Phrase(answer.phrase) if answer.phrase else kept or Phrase(""),
        laws=Laws() if answer.law == NOT_TAKEN else read_laws(answer.law or row.law),
        limit=answer.read("limit") or reading.limit,
        published=published,
        delivery=answer.read("delivery") or (None if answer.delivery else delivery),
        delivery_starts=help_start(
            help_reading.starts if help_reading else reading.delivery_starts
        ),
        acute=answer.read("acute") or (None if answer.acute else acute),
        acute_published=row.words if own_acute else row.acute,
        supplier_change=_other(row.supplier_change, answer, "supplier_change"),
        id=answer.id,
        settled=tuple(_settled(answer, published, row)),
        settled_by=answer.settled_by,
        settled_on=answer.settled_day,
        remarks=tuple(_remarks(row, reading)),
    )


def _settled(answer: Answer, published: str, row: TableRow) -> Iterator[str]:
    """The columns in which the answer chooses between two published lengths."""
    columns = {
        "limit": published,
        "delivery": row.delivery,
        "supplier_change": row.supplier_change,
    }
    for column, words in columns.items():
        chosen = answer.read(column)
        if chosen and chosen.max and two_lengths(words):
            yield column


def _said(words: str) -> str:
    """The words of a column beside the limit; empty where they say that it holds nothing."""
    return "" if _NOTHING.fullmatch(words) else words


def _other(words: str, answer: Answer, column: str) -> Limit | None:
    """A limit in a column of its own: as answered, else as read."""
    if getattr(answer, column):
        return answer.read(column)
    return read_wording(words).limit if words else None


def _remarks(row: TableRow, reading: Reading) -> Iterator[str]:
    if row.note:
        yield f"Note in the table: {row.note}"
    starts = row.starts.replace("_", "-")
    if starts in WAITING and reading.starts is None:
        yield (
            f"The page lets the limit wait ({starts.replace('-', ' ')}); it runs from receipt "
            "all the same."
        )


def _name_doubts(row: TableRow, answer: Answer, draft: Draft) -> Iterator[Why]:
    if title_is_cut(row) and not answer.new_title:
        yield "the title is missing or cut", "new title: what the service is called"
    elif has_footnote(row.title) and not answer.new_title:
        yield (
            "the title points to a note, which may change the limit",
            "new title: without the mark; and limit, if the note changes it",
        )
    elif not draft.phrase.danish:
        yield (
            "the title is made for a list and does not read inside a sentence",
            'phrase: what follows "din ansøgning om"',
        )
    if not as_slug(draft.title) and not answer.id:
        yield "the title gives no id", "id: small letters and hyphens, such as madservice"
    if not draft.laws.clear:
        yield "the legal basis cannot be read", f'law: act and paragraph, or "{NOT_TAKEN}"'
