"""What a row of a table becomes: an area to write, or a reason to leave it out."""

from dataclasses import dataclass, replace
from datetime import date

from rules.importing_laws import Laws
from rules.importing_names import Phrase
from rules.importing_table import TableRow
from rules.limit import Limit
from rules.slugs import as_slug


@dataclass(frozen=True, slots=True)
class Draft:
    """A row that is certain, with everything that its area needs but the id."""

    row: TableRow
    title: str
    phrase: Phrase
    laws: Laws
    limit: Limit
    published: str
    delivery: Limit | None = None
    delivery_starts: str = "decision"
    acute: Limit | None = None
    acute_published: str = ""
    supplier_change: Limit | None = None
    id: str = ""
    settled: tuple[str, ...] = ()  # the limits that were chosen from two published lengths
    settled_by: str = ""
    settled_on: date | None = None
    remarks: tuple[str, ...] = ()
    adopted_on: date | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no area of the pack, and why."""

    key: str
    title: str
    why: str


def with_acute(draft: Draft, twin: Draft) -> Draft:
    """The service with the limit that another row of the table gives it for acute need."""
    return replace(draft, acute=twin.limit, acute_published=twin.published)


def same_service(draft: Draft) -> tuple[str, tuple[str, ...], str]:
    """What makes two rows the same service: title, law and field of work."""
    return as_slug(draft.title), draft.laws.law, as_slug(draft.row.field)


def limits_of(draft: Draft) -> tuple[Limit | None, ...]:
    """All limits of a row, to see whether two rows say the same."""
    return draft.limit, draft.delivery, draft.acute, draft.supplier_change
