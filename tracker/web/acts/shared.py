"""Fields that several pages about what happened share, and the services they grant."""

from dataclasses import replace
from typing import Final

from tracker.services.deciding import NewGrant
from tracker.web.acts import choices
from tracker.web.acts.fields import TODAY, Field
from tracker.web.words import mark

_GRANTS_HINT: Final = mark(
    "Kun når der bevilges hjælp. En ydelse på hver linje, og leverandøren efter en skråstreg."
)
ON: Final = Field("dag", mark("Dag"), "date", began=TODAY)
WHEN: Final = replace(ON, kind="moment")
GRANTS: Final = Field("ydelser", mark("Bevilget"), "long", _GRANTS_HINT, optional=True)
GRANT: Final = Field("ydelse", mark("Ydelse"), "choice", choices=choices.grants)


def grants_of(text: str | None, period: NewGrant) -> list[NewGrant]:
    """The services typed, one a line with the supplier after a slash, for one period."""
    lines = [line for line in (text or "").splitlines() if line.strip()]
    parts = [line.partition("/") for line in lines]
    return [
        replace(period, service=service.strip(), supplier=supplier.strip() or None)
        for service, _, supplier in parts
    ]
