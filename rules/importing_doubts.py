"""Why a row of a table is not taken over as it stands, and what a person should decide."""

import re
from collections.abc import Iterator
from typing import Final, get_args

from rules.importing_answers import NOT_TAKEN
from rules.importing_table import TableRow
from rules.limit import Limit, LimitKind
from rules.limit_text import limit_text
from rules.pack_schema import DeliveryStart
from rules.period import Unit
from rules.wording import Reading, read_wording
from rules.wording_starts import UNLAWFUL
from rules.wording_words import NUMBER, UNIT, about_days, cleaned

#: What a reading may warn of and still settle one limit; the pack itself warns of it again.
_HARMLESS: Final = frozenset(
    {"range", "soft-promise", "unlawful-start", "no-limit", "extension", "not-the-decision"}
)
_FROM_RECEIPT: Final = frozenset({"", "receipt", "received"})
#: The page lets the clock wait for papers; under § 3 it runs from receipt all the same.
WAITING: Final = UNLAWFUL | {"complete-application", "documentation-received"}

_CUT: Final = re.compile(r"afkort|afbrudt|ikke i lagret|…$|\.\.\.$", re.IGNORECASE)
_ACUTE: Final = re.compile(r"^(?:akut|haste)|\bakut\b|\bhastesager?\b", re.IGNORECASE)
_WORKING_DAYS: Final = re.compile(r"\b(?:hverdage|arbejdsdage)\b", re.IGNORECASE)
#: A note that takes something back, and names a length.
_BUT: Final = re.compile(r"\b(?:dog|ellers|men|undtagen|medmindre)\b", re.IGNORECASE)
_LENGTH: Final = re.compile(rf"(?<!\w){NUMBER} ?{UNIT}")
#: Benefits that municipalities once decided on; old pages still give them a limit.
_ELSEWHERE: Final = re.compile(
    r"^(?:folkepension|seniorpension|barselsdagpenge|boligstøtte|børnetilskud|begravelseshjælp)\b",
    re.IGNORECASE,
)
_TOTAL: Final = re.compile(r"\bsamlet tid\b|\bfuldt oplyst\b", re.IGNORECASE)

_FOOTNOTE: Final = re.compile(
    r"[*†‡⁰¹²³⁴-⁹]|^[^(]*[a-zæøå][0-9]{1,2}$|^[^(]*[a-zæøå ][0-9]{1,2}\)$"
)

#: What may start the limit for the help in a pack.
_HELP_STARTS: Final = frozenset(get_args(DeliveryStart))

#: A reason, and what to decide.
Why = tuple[str, str]


def is_acute(row: TableRow) -> bool:
    """Whether the row says what holds for acute need alone."""
    return row.acute_only or any(_ACUTE.search(text) for text in (row.title, row.field))


def limit_doubts(row: TableRow) -> Iterator[Why]:
    """What is doubtful about the row's own limit."""
    if not row.words:
        yield (
            "no limit stands here: the one above may hold for it too (merged cells), or none is "
            "set",
            'limit: the one that counts, "ikke fastsat" where none is set; or leave the row out',
        )
        return
    reading = read_wording(row.words)
    if reading.refused:
        why = "; ".join(warning.text for warning in reading.warnings) or "it cannot be read"
        yield why, "limit: the one limit that counts, or leave the row out"
        return
    for warning in reading.warnings:
        if warning.code not in _HARMLESS:
            yield warning.text, "limit: the one limit that counts"
    yield from _clock_doubts(row, reading)
    yield from _text_doubts(row, reading)


def _clock_doubts(row: TableRow, reading: Reading) -> Iterator[Why]:
    if reading.milestone is not None or reading.repeat is not None:
        yield (
            f"the limit ends with something else than a decision ({reading.milestone or 'again'})",
            "limit: the one for the decision, or leave the row out",
        )
    if reading.statutory:
        yield (
            "the page says that the law sets this limit; such rules are in every pack",
            "leave the row out, or write the council's own limit",
        )
    starts = (reading.starts or row.starts).replace("_", "-")
    if starts == "decision" or row.measures == "delivery":
        yield (
            "this is a limit for the help itself, in a row of its own",
            "delivery: write it beside the service that it belongs to, and leave this row out",
        )
    elif starts not in _FROM_RECEIPT | WAITING:
        yield (
            f"the limit starts with something else than the receipt ({starts.replace('-', ' ')})",
            "limit: the one from receipt, or leave the row out",
        )


def _text_doubts(row: TableRow, reading: Reading) -> Iterator[Why]:
    if _CUT.search(f"{row.note} {row.words}"):
        yield "the text is cut or broken off", "limit: as the whole page words it"
    if _BUT.search(row.note) and _LENGTH.search(cleaned(row.note)):
        yield (
            f'the note says another limit: "{row.note}"',
            "limit: the one that counts for the service as its title names it",
        )
    if _ELSEWHERE.search(row.title) and reading.limit.kind is not LimitKind.DELEGATED:
        yield (
            "by law another authority decides on this now",
            'limit: "anden myndighed", or leave the row out',
        )
    if _TOTAL.search(row.title):
        yield (
            "the title tells of a total time, or of a limit that waits for papers",
            "limit: the one from receipt, or leave the row out",
        )
    if is_acute(row) and reading.acute is None:
        yield (
            "the limit holds for acute need, and the table gives the service no ordinary limit "
            "under the same title",
            'limit: the ordinary one ("ikke fastsat" where there is none), with the acute one in '
            "its column; or leave the row out",
        )


def unit_doubts(row: TableRow, limit: Limit, heading: str) -> Iterator[Why]:
    """A cell in days under a heading in hverdage or arbejdsdage."""
    if limit.max is None or limit.max.unit is not Unit.DAYS:
        return
    if found := _WORKING_DAYS.search(f"{row.note} {heading}"):
        yield (
            f'the cell says days, the heading or a note says "{found[0]}"',
            "limit: the same number in the unit that was adopted",
        )


#: What may start a limit beside the one for the decision.
_USUAL: Final = {
    "delivery": {"decision", "receipt"},
    "acute": {"receipt"},
    "supplier change": {"contact", "receipt"},
}


def second_doubts(what: str, words: str) -> Iterator[Why]:
    """What is doubtful about a limit in another column: delivery, acute, supplier change."""
    reading = read_wording(words)
    wrong = [warning.text for warning in reading.warnings if warning.code not in _HARMLESS]
    if reading.starts is not None and reading.starts not in _USUAL[what]:
        wrong.append(f"it starts with something else ({reading.starts})")
    if reading.refused or wrong:
        why = "; ".join(wrong) or "it cannot be read"
        yield f'the {what} limit "{words}": {why}', f'{what}: the limit, or "{NOT_TAKEN}"'


def help_start(read: str | None) -> str:
    """What starts the help's limit in a pack; where a pack cannot hold what was read, nothing."""
    return read if read is not None and read in _HELP_STARTS else "decision"


def help_start_doubts(words: str) -> Iterator[Why]:
    """A limit for the help beside the one for the decision, from a start that no pack can hold."""
    starts = read_wording(words).delivery_starts
    if starts is not None and starts not in _HELP_STARTS:
        yield (
            f"the limit for the help starts with something else ({starts.replace('-', ' ')})",
            f'delivery: the one from the decision, or "{NOT_TAKEN}"',
        )


def acute_doubts(acute: Limit | None, ordinary: Limit) -> Iterator[Why]:
    """Help needed at once without a date, or with a longer limit than help that can wait."""
    if acute is None or acute.kind is LimitKind.UNREADABLE:
        return
    why = ""
    if not acute.computable:
        why = f"no date follows from the acute limit ({acute.kind})"
    elif acute.max and ordinary.max and about_days(acute.max) > about_days(ordinary.max):
        why = f"the acute limit, {limit_text(acute)}, is longer than {limit_text(ordinary)}"
    if why:
        yield why, f'acute: the limit for acute need, or "{NOT_TAKEN}"'


def is_no_service(row: TableRow) -> bool:
    """Whether the row is a heading between others, or a note below them."""
    return not row.title and not row.words


#: What to decide about such a row.
NO_SERVICE: Final[Why] = (
    "no service and no limit stand here: a heading, or a note that may change other rows' limits",
    'leave out: "heading" or "note", once the rows that it is about say what it says',
)


def has_footnote(title: str) -> bool:
    """Whether a title points to a note: "Madservice*", "Madservice 1)", "Madservice¹"."""
    return bool(_FOOTNOTE.search(title))


def title_is_cut(row: TableRow) -> bool:
    """Whether the row does not say what the service is called."""
    return not row.title or bool(_CUT.search(row.title))
