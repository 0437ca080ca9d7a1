"""LIX as interface.md defines it."""

import pytest

from notifications.lix import lix


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (["Vi skriver til dig."], 4 + 25),
        (["Du kan komme. Du kan gå."], 3),
        (["Det er den 7. april 2026. Vi ses."], 4),
        (["Ring kl. 9.30 i dag."], 5),
        (["jf. stk. 2 og nr. 3"], 6),
        (["Så sker det", "og det her"], 3),
        (["Hvem? Mig: ham!"], 1),
        (["We go on 14 April 2026. Then we go."], 4),
        (["abcdef abcdefg"], 2 + 50),
        (["et 1234567 to"], 3),
        (["", "!"], 0),
    ],
    ids=[
        "a word of seven letters is long",
        "words a sentence",
        "the dot of a date",
        "the dots of a time",
        "short forms",
        "a block is a sentence",
        "four signs end a sentence",
        "a year ends a sentence",
        "six letters are not long",
        "a figure is a short word",
        "nothing to read",
    ],
)
def test_lix(blocks: list[str], expected: int) -> None:
    assert lix(blocks) == expected
