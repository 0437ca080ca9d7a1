"""A form on a page: what was typed stays, and each field that must change says how."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.web.posted import NOTHING, Posted
from tracker.web.words import Words


@dataclass(slots=True)
class Form:
    """What a template draws: typed values, else those it began with, and what is wrong."""

    words: Words
    posted: Posted = NOTHING
    began: Mapping[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    #: What cannot be done until the errors are put right: "registrere", "gemme".
    act: str = ""

    def typed(self, name: str) -> str:
        """The value to show in a field: once a form was posted, only what was typed."""
        return self.posted.get(name) if self.posted.fields else self.began.get(name, "")

    def wrong(self, name: str, text: str) -> None:
        """Say what to change in a field; the first thing said about a field stands."""
        self.errors.setdefault(name, text)

    @property
    def fine(self) -> bool:
        """Whether nothing was wrong."""
        return not self.errors

    @property
    def heading(self) -> str:
        """What stands above the list of errors."""
        return self.words.count(
            "Ret %(num)s ting, før du kan %(act)s",
            "Ret %(num)s ting, før du kan %(act)s",
            len(self.errors),
            act=self.act or self.words.say("gemme"),
        )
