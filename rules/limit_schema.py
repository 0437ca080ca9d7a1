"""A limit with the words that were published, and what a person has settled about them."""

from typing import Self

from pydantic import model_validator

from rules.limit_text import limit_text
from rules.pack_fields import Day, LimitText, Line
from rules.pack_table import Table


class SettledEntry(Table):
    """Which of two published lengths somebody has chosen, and who did so when."""

    limit: LimitText
    by: Line | None = None
    on: Day | None = None


class PublishedLimit(Table):
    """The limit that counts, the words beside it, and which of two lengths in them was chosen."""

    within: LimitText
    published: Line | None = None
    settled: SettledEntry | None = None

    @model_validator(mode="after")
    def _chosen(self) -> Self:
        if self.settled is None:
            return self
        if self.published is None or self.within.max is None:
            raise ValueError(
                "settled says which of two published lengths counts: write the published words "
                "beside it, or remove settled"
            )
        if self.settled.limit != self.within:
            raise ValueError(
                f'settled chooses "{limit_text(self.settled.limit)}", but within says '
                f'"{limit_text(self.within)}": write the limit that was chosen into both'
            )
        return self
