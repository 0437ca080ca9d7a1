"""Entity tags: nothing is sent twice, and nobody overwrites what he has not seen."""

import pytest

from tests.helpers import at
from tests.web.api.programs import NOW, Program, Systems

DECISION = {"outcome": "refused", "decided": "2026-03-20"}


@pytest.fixture
def reference(shared: Systems) -> str:
    return shared.installation.register("2026-03-05", now=NOW)


@pytest.mark.parametrize("shown", ["{tag}", "W/{tag}", '"other", {tag}', "*"])
def test_what_is_known_is_not_sent_again(program: Program, reference: str, shown: str) -> None:
    tag = program.tag(reference)
    said = program.get(f"/cases/{reference}", If_None_Match=shown.replace("{tag}", tag))
    assert (said.status_code, said.content, said.headers["etag"]) == (304, b"", tag)
    assert said.headers["cache-control"] == "private, no-cache"


def test_what_changed_with_the_day_alone_is_sent_again(systems: Systems) -> None:
    reference = systems.installation.register("2026-03-05", now=NOW)
    program = systems.program()
    tag = program.tag(reference)
    systems.town.clock.now = at("2026-04-03")  # it was due the day before
    said = program.get(f"/cases/{reference}", If_None_Match=tag)
    assert (said.status_code, said.json()["standing"]) == (200, "overdue")
    # Nobody has touched the case: who has seen that version has seen what there is.
    acted = program.post(f"/cases/{reference}/decisions", DECISION, If_Match=tag)
    assert acted.status_code == 200


@pytest.mark.parametrize(
    ("shown", "status"),
    [
        (None, 428),
        ("*", 412),
        ('"1"', 412),
        ("1", 412),
        ('"x-0123456789abcdef"', 412),
        ('"999999999-0123456789abcdef"', 412),
        ('"2-0123456789abcdef", "3-0123456789abcdef"', 412),
    ],
)
def test_an_act_must_show_what_was_seen(
    shared: Systems, program: Program, reference: str, shown: str | None, status: int
) -> None:
    headers = {} if shown is None else {"If_Match": shown}
    before = shared.installation.rows()
    said = program.post(f"/cases/{reference}/decisions", DECISION, **headers)
    assert said.status_code == status
    assert shared.installation.rows() == before


def test_of_two_who_decide_the_second_sees_what_happened(both: Systems) -> None:
    reference = both.installation.register("2026-03-05", now=NOW)
    one, other = both.program(), both.program("other")
    seen_by_one, seen_by_other = one.tag(reference), other.tag(reference)
    assert seen_by_one == seen_by_other
    first = one.post(f"/cases/{reference}/decisions", DECISION, If_Match=seen_by_one)
    assert first.status_code == 200
    second = other.post(
        f"/cases/{reference}/decisions",
        {**DECISION, "outcome": "granted", "grants": [{"service": "rengøring"}]},
        If_Match=seen_by_other,
    )
    assert second.status_code == 412
    assert "has changed since you looked at it" in second.json()["detail"]
    case = other.get(f"/cases/{reference}")
    assert [e["kind"] for e in case.json()["events"]].count("decided") == 1
    assert case.headers["etag"] == first.headers["etag"]


def test_a_receipt_is_not_corrected_by_who_saw_another_case(
    program: Program, reference: str
) -> None:
    path, seen = f"/cases/{reference}/corrections/receipt", program.tag(reference)
    program.act(reference, "decisions", DECISION)
    body = {"received": "2026-03-04", "why": "kuverten lå i en anden kasse"}
    assert program.post(path, body, If_Match=seen).status_code == 412
    assert program.post(path, body, If_Match=program.tag(reference)).status_code == 200


def test_the_answer_to_an_act_carries_the_tag_for_the_next(
    program: Program, reference: str
) -> None:
    done = program.act(reference, "decisions", DECISION)
    path, tag = f"/cases/{reference}/decisions/sent", done.headers["etag"]
    assert program.post(path, {"on": "2026-03-21"}, If_Match=f"W/{tag}").status_code == 200
