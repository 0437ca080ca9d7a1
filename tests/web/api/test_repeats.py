"""A request that is sent twice is carried out once, whatever happened in between."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from tests.web.api.programs import NOW, Program, Systems
from tracker.services.registering import register
from tracker.web.api import writing
from tracker.web.api.repeats import KEPT, LEASE

APPLICATION = {
    "areas": ["rengoering", "bil"],
    "received": "2026-03-24",
    "parties": [{"name": "Åse Prøve-Testesen"}],
}
KEY = {"Idempotency_Key": "our-own-name"}
REPLAYED = "idempotency-replayed"


def numbers(program: Program) -> list[str]:
    """The cases there are."""
    return [row["reference"] for row in program.get("/cases").json()["items"]]


@contextmanager
def first(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], Any]) -> Iterator[None]:
    """Something happens once the key is taken, before the application is registered."""

    def after_that(*given: Any, **more: Any) -> Any:
        context.undo()
        happens()
        return register(*given, **more)

    with monkeypatch.context() as context:
        context.setattr(writing, "register", after_that)
        yield


def test_the_same_request_twice_is_carried_out_once(both: Systems) -> None:
    program = both.program()
    one = program.post("/applications", APPLICATION, **KEY)
    other = program.post("/applications", APPLICATION, **KEY)
    assert (one.status_code, other.status_code) == (201, 201)
    assert one.content == other.content
    assert one.headers["location"] == other.headers["location"]
    assert one.headers["content-type"] == other.headers["content-type"] == "application/json"
    assert (one.headers.get(REPLAYED), other.headers.get(REPLAYED)) == (None, "true")
    assert numbers(program) == ["2026-0001", "2026-0002"]


def test_the_same_act_twice_is_carried_out_once_and_needs_no_newer_tag(both: Systems) -> None:
    reference = both.installation.register("2026-03-05", now=NOW)
    program = both.program()
    path, headers = f"/cases/{reference}/reminders", {**KEY, "If_Match": program.tag(reference)}
    answers = [program.post(path, {"on": "2026-03-25"}, **headers) for _ in range(3)]
    assert [said.status_code for said in answers] == [200, 200, 200]
    assert len({said.headers["etag"] for said in answers}) == 1
    events = program.get(f"/cases/{reference}").json()["events"]
    assert [event["kind"] for event in events].count("reminder-received") == 1


@pytest.mark.parametrize(
    "change", [{"received": "2026-03-23"}, {"team": "boern"}], ids=["day", "team"]
)
def test_another_request_under_the_same_key_is_refused(
    systems: Systems, change: dict[str, str]
) -> None:
    program = systems.program()
    program.post("/applications", APPLICATION, **KEY)
    said = program.post("/applications", {**APPLICATION, **change}, **KEY)
    assert said.status_code == 422
    assert "another request" in said.json()["detail"]
    assert len(numbers(program)) == 2


def test_a_key_belongs_to_one_token(systems: Systems) -> None:
    one, other = systems.program(), systems.program()
    for program in (one, other):
        assert program.post("/applications", APPLICATION, **KEY).status_code == 201
    assert len(numbers(one)) == 4


def test_a_request_under_way_is_not_begun_again(
    both: Systems, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, answers = both.program(), []

    def impatient() -> None:
        answers.append(program.post("/applications", APPLICATION, **KEY))

    with first(monkeypatch, impatient):
        assert program.post("/applications", APPLICATION, **KEY).status_code == 201
    (said,) = answers
    assert (said.status_code, said.headers["retry-after"]) == (409, "5")
    assert len(numbers(program)) == 2


def test_an_answer_that_was_lost_is_found_again(
    both: Systems, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = both.program()

    def lost(*_: Any, **__: Any) -> None:
        raise ConnectionError

    with monkeypatch.context() as context:  # it ends after the act, before the answer
        context.setattr(writing, "registered_view", lost)
        assert program.post("/applications", APPLICATION, **KEY).status_code == 500
    assert len(numbers(program)) == 2
    said = program.post("/applications", APPLICATION, **KEY)
    assert said.status_code == 201
    assert [case["reference"] for case in said.json()["cases"]] == numbers(program)
    assert len(numbers(program)) == 2
    again = program.post("/applications", APPLICATION, **KEY)
    assert (again.content, again.headers[REPLAYED]) == (said.content, "true")


def test_an_act_whose_answer_was_lost_is_not_done_twice(
    both: Systems, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = both.installation.register("2026-03-05", now=NOW)
    program = both.program()
    path, headers = f"/cases/{reference}/reminders", {**KEY, "If_Match": program.tag(reference)}

    def lost(*_: Any, **__: Any) -> None:
        raise ConnectionError

    with monkeypatch.context() as context:
        context.setattr(writing, "shown_case", lost)
        assert program.post(path, {"on": "2026-03-25"}, **headers).status_code == 500
    said = program.post(path, {"on": "2026-03-25"}, **headers)
    assert (said.status_code, said.headers["etag"]) == (200, program.tag(reference))
    kinds = [event["kind"] for event in said.json()["events"]]
    assert kinds.count("reminder-received") == 1


def test_a_request_that_died_before_its_act_is_taken_up_when_its_lease_is_over(
    both: Systems, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """The process ends: nobody catches that."""

    def kill() -> None:
        raise Killed

    program = both.program()
    with first(monkeypatch, kill), pytest.raises(Killed):
        program.post("/applications", APPLICATION, **KEY)
    assert program.post("/applications", APPLICATION, **KEY).status_code == 409
    both.town.clock.now += LEASE
    assert program.post("/applications", APPLICATION, **KEY).status_code == 201
    assert len(numbers(program)) == 2


def test_a_request_that_outlived_its_lease_undoes_its_act(
    both: Systems, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, answers = both.program(), []

    def overtaken() -> None:
        both.town.clock.now += LEASE
        answers.append(program.post("/applications", APPLICATION, **KEY))

    with first(monkeypatch, overtaken):
        said = program.post("/applications", APPLICATION, **KEY)
    assert (said.status_code, answers[0].status_code) == (409, 201)
    assert len(numbers(program)) == 2
    again = program.post("/applications", APPLICATION, **KEY)
    assert again.content == answers[0].content


def test_a_refused_request_may_be_put_right_under_the_same_key(both: Systems) -> None:
    program = both.program()
    wrong = {**APPLICATION, "received": "2027-03-24"}
    assert program.post("/applications", wrong, **KEY).status_code == 422
    assert program.post("/applications", APPLICATION, **KEY).status_code == 201


def test_an_answer_is_kept_for_two_days(systems: Systems) -> None:
    program = systems.program()
    program.post("/applications", APPLICATION, **KEY)
    systems.town.clock.now += KEPT - timedelta(seconds=1)
    assert REPLAYED in program.post("/applications", APPLICATION, **KEY).headers
    systems.town.clock.now += timedelta(seconds=1)
    assert REPLAYED not in program.post("/applications", APPLICATION, **KEY).headers


@pytest.mark.parametrize("key", ["short", "x" * 101, "with a space", "med-æøå-i"])
def test_keys_that_are_none(program: Program, key: str) -> None:
    said = program.client.post(
        "/api/v1/applications",
        json=APPLICATION,
        headers=[
            (b"Authorization", f"Bearer {program.token}".encode()),
            (b"Idempotency-Key", key.encode()),
        ],
    )
    assert said.status_code == 422
