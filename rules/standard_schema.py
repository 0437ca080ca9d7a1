"""What a pack file may say about quality standards."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from rules.pack_fields import AreaId, Day, Line
from rules.pack_table import Table, Word
from rules.quality_standard import Hearing, QualityStandard, StandardState


class HearingEntry(Table):
    """One body that was heard."""

    body: Line
    on: Day | None = None


class StandardEntry(Table):
    """One revision of one quality standard."""

    id: AreaId
    title: Line
    state: Annotated[StandardState, Word]
    adopted_by: Line | None = None
    adopted_on: Day | None = None
    in_force_from: Day | None = None
    heard: list[HearingEntry] = Field(default_factory=list)
    supplier_requirements: list[Line] = Field(default_factory=list)
    next_review: Day | None = None
    source: Line | None = None

    @model_validator(mode="after")
    def _adopted_by_somebody(self) -> Self:
        given = (self.adopted_by, self.adopted_on)
        if self.state is StandardState.ADOPTED and None in given:
            raise ValueError(
                "an adopted standard says who adopted it and when: add "
                'adopted_by = "byrådet" and adopted_on = 2026-02-24'
            )
        if self.state is not StandardState.ADOPTED and given != (None, None):
            raise ValueError(
                f'a standard that is adopted has state = "adopted", not "{self.state}": '
                "correct the state, or leave adopted_by and adopted_on out"
            )
        return self

    @field_validator("next_review")
    @classmethod
    def _review_later(cls, review: date | None, info: ValidationInfo) -> date | None:
        adopted = info.data.get("adopted_on")
        if adopted and review and review <= adopted:
            raise ValueError(
                f"{review} does not lie after adopted_on {adopted}: "
                "write the day by which the standard is looked at again"
            )
        return review

    def standard(self) -> QualityStandard:
        """The entry as the other packages see it."""
        return QualityStandard(
            id=self.id,
            title=self.title,
            state=self.state,
            adopted_by=self.adopted_by,
            adopted_on=self.adopted_on,
            in_force_from=self.in_force_from,
            heard=tuple(Hearing(heard.body, heard.on) for heard in self.heard),
            supplier_requirements=tuple(self.supplier_requirements),
            next_review=self.next_review,
            source=self.source,
        )
