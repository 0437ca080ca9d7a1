"""What is wrong with a pack: every problem with its file, its line, and what to write instead."""

from collections.abc import Iterable
from typing import NamedTuple

from rules.errors import RulesError


class Problem(NamedTuple):
    """One mistake; `text` says what was found and what to write instead."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


class PackError(RulesError):
    """A pack that cannot be used until somebody corrects it; one line per problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @property
    def file(self) -> str:
        """The file of the first problem."""
        return self.problems[0].file

    @property
    def line(self) -> int:
        """The line of the first problem."""
        return self.problems[0].line


class UnknownMunicipality(RulesError):
    """No pack has this name."""


class UnknownArea(RulesError):
    """The pack has no such area, on any day."""


class NoRuleInForce(RulesError):
    """The area is known, but no version of its rule is in force on the day asked for."""
