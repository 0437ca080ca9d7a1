"""What programs send to register: bodies as models with examples, checked before anything is
done."""

import re
from datetime import date, datetime
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
)

from tracker.codes import DigitalPost, Form, Role
from tracker.web.typed import YEARS

#: No control characters: what is one line here is one line on an envelope and in a table.
ONE_LINE: Final = r"^[^\x00-\x1f\x7f]+$"
KLE: Final = r"^[0-9]{2}(\.[0-9]{2}){0,2}(-[A-Z][0-9]{2})?$"

Line = Annotated[str, Field(min_length=1, max_length=200, pattern=ONE_LINE)]
Name = Annotated[str, Field(min_length=1, max_length=100, pattern=ONE_LINE)]
Words = Annotated[str, Field(min_length=1, max_length=2000)]


def _written(value: object) -> object:
    """A day as it is written: no count of seconds, no instant at midnight."""
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("write a day as 2026-03-05")
    return _text(value)


def _instant(value: object) -> object:
    if isinstance(value, str) and "T" not in value:
        raise ValueError("write an instant as 2026-03-05T08:14:00+01:00")
    return _text(value)


def _text(value: object) -> object:
    if not isinstance(value, str | date):
        raise ValueError("write it as text")
    return value


def _years(first: int, last: int) -> AfterValidator:
    """Refuse years that nobody means: at the edges of time an instant has no Danish day."""

    def within(value: date | datetime) -> date | datetime:
        if not first <= value.year <= last:
            raise ValueError(f"the year must lie within {first}-{last}: check the date")
        return value

    return AfterValidator(within)


_AnyDay = Annotated[date, BeforeValidator(_written)]
_AnyInstant = Annotated[AwareDatetime, BeforeValidator(_instant)]
_MEANT: Final = _years(YEARS[0], YEARS[-1])
_SAID: Final = Field(description=f"In the years {YEARS[0]}-{YEARS[-1]}.")

Day = Annotated[_AnyDay, _MEANT, _SAID]
Instant = Annotated[_AnyInstant, _MEANT, _SAID]
#: A day is no instant, and an instant says its offset from UTC.
DayOrInstant = Annotated[_AnyDay | _AnyInstant, _MEANT, _SAID]
#: From the first year of birth that a CPR number can say.
BirthDay = Annotated[_AnyDay, _years(1858, YEARS[-1])]
#: What is true is no text and no number.
Flag = Annotated[bool, Strict()]


def _with_example(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Let the document show one whole body, made of its fields' examples."""
    fields = model.model_fields.items()
    schema["examples"] = [{name: field.examples[0] for name, field in fields if field.examples}]


class Body(BaseModel):
    """What a program sends; an unknown key is refused."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_with_example)


class PartyIn(Body):
    """A person of the case."""

    name: str = Field("", max_length=200, examples=["Åse Prøve-Testesen"])
    role: Role = Role.APPLICANT
    cpr: str | None = Field(None, max_length=11, examples=["010190-0000"])
    address: list[Line] = Field(default_factory=list, max_length=7)
    phone: Name | None = None
    language: str | None = Field(None, pattern="^(da|en)$")
    digital_post: DigitalPost = DigitalPost.UNKNOWN
    anonymous: Flag = False
    secret_address: Flag = False
    scope: str | None = Field(None, max_length=500)
    until: Day | None = None
    born: BirthDay | None = None
    told: Flag | None = None
    copy_to_party: Flag = False


class AcuteIn(Body):
    """Help is needed at once."""

    why: Words = Field(examples=["Faldet i hjemmet, kan ikke klare sig i nat"])
    since: Instant | None = None
    call_agreed: Flag = False


class EarlierIn(Body):
    """The case was remanded, and its first round lies elsewhere."""

    remanded_on: Day | None = None
    earlier_decided_on: Day | None = None
    help_resumed: Flag | None = None


class ApplicationIn(Body):
    """An application: one receipt, and a case for each area."""

    areas: list[Line] = Field(
        min_length=1, max_length=20, examples=[["praktisk-hjaelp.rengoering"]]
    )
    received: DayOrInstant = Field(examples=["2026-03-05"])
    parties: list[PartyIn] = Field(
        min_length=1,
        max_length=10,
        examples=[[{"name": "Åse Prøve-Testesen", "digital_post": "registered"}]],
    )
    form: Form = Form.DIGITAL
    journaled_on: Day | None = None
    acute: AcuteIn | None = None
    remanded: EarlierIn | None = None
    team: Name | None = None
    caseworker: Name | None = None
    kle: str | None = Field(None, pattern=KLE, examples=["27.36.04"])
    foreign_case_id: Name | None = None


class GrantIn(Body):
    """One granted service."""

    service: Line = Field(examples=["Rengøring hver anden uge"])
    supplier: Line | None = None
    from_on: Day | None = None
    until_on: Day | None = None
    wished_on: Day | None = None
