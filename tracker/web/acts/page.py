"""One act as a page: its words, its fields, when it is lawful, and the use case it calls."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tracker.office import Office
from tracker.policy import Act
from tracker.services.desk import Desk
from tracker.web.acts.fields import Field

#: Why an act is not lawful now, in Danish; None where it is.
Lawful = Callable[[Desk], str | None]


@dataclass(frozen=True, slots=True)
class Doing:
    """One call of a use case on one case, by somebody who has looked at it."""

    office: Office
    municipality: str
    reference: str
    now: datetime
    actor: str
    values: dict[str, Any]
    #: What the use case said beside what it did.
    notes: list[str] = field(default_factory=list)

    def do(self, service: Callable[..., Any], *facts: Any, **more: Any) -> Any:
        """Call a use case on this case, at this instant, by this person."""
        return service(
            self.office,
            self.municipality,
            self.reference,
            *facts,
            now=self.now,
            actor=self.actor,
            **more,
        )


@dataclass(frozen=True, slots=True)
class ActPage:
    """A small page on which something that happened, changed or ended is recorded."""

    slug: str
    title: str  # also the words of the link to it
    group: str  # happened, changed, corrected, ended
    act: Act
    fields: Sequence[Field]
    lawful: Lawful
    carry_out: Callable[[Doing], Any]
    done: str  # what the list says afterwards
    lead: str = ""
    button: str = ""
    put_right: str = ""  # the act that corrects what this one recorded
