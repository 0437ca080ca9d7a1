"""Where the pages of a case are: one table, so that lists, letters and pages agree."""

from urllib.parse import quote


def case_address(reference: str) -> str:
    """The page of a case."""
    return f"/sag/{quote(reference, safe='')}"


def act_address(reference: str, act: str) -> str:
    """The page on which something that happened in a case is recorded."""
    return f"{case_address(reference)}/{act}"
