"""Webhooks at the API and tokens at the command line: made, listed, ended; and sent by hand."""

import json
from typing import Any

import pytest
from sqlmodel import select
from typer.main import get_command

from notifications.webhooks import signature
from tests.helpers import FJORDBY, PACKS
from tests.web.api.programs import NOW, Program, Systems
from tests.web.api.receiver import receiving
from tracker import clock
from tracker.cli.main import build
from tracker.codes import DeadlineEvent
from tracker.errors import Refused
from tracker.models import Subscription
from tracker.policy import StaffRole
from tracker.services.memberships import NewRole

HOOK = {"name": "Fagsystem", "url": "https://fagsystem.example/rettidig?key=hemmelig"}


def test_a_webhook_is_made_listed_and_ended(systems: Systems) -> None:
    program = systems.program()
    made = program.post("/webhooks", HOOK)
    assert made.status_code == 201
    body = made.json()
    secret = body.pop("secret")
    assert len(secret) > 40
    assert body["origin"] == "https://fagsystem.example"
    assert body["events"] == sorted(DeadlineEvent)
    assert made.headers["location"] == f"/api/v1/webhooks/{body['id']}"
    listed = program.get("/webhooks")
    assert listed.json() == [body]
    assert "hemmelig" not in listed.text
    assert secret not in listed.text
    assert program.delete(f"/webhooks/{body['id']}").status_code == 204
    assert program.delete(f"/webhooks/{body['id']}").status_code == 404
    assert program.get("/webhooks").json() == []


def test_a_webhook_asked_for_twice_under_one_key_is_one(both: Systems) -> None:
    program = both.program()
    one, other = (program.post("/webhooks", HOOK, Idempotency_Key="hook-one") for _ in range(2))
    assert one.json() == other.json()
    assert len(program.get("/webhooks").json()) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"url": "http://fagsystem.example/"}, "https://"),
        ({"url": "https://10.0.0.1/"}, "private network"),
        ({"url": "https://localhost/"}, "this machine"),
        ({"url": "nothing"}, "body.url"),
        ({"events": []}, "name a type of event"),
        ({"events": ["dk.rettidig.case.closed"]}, "body.events"),
        ({"name": "a\u202eb"}, "cannot be seen"),
    ],
)
def test_webhooks_that_are_refused(program: Program, change: dict[str, Any], said: str) -> None:
    answer = program.post("/webhooks", {**HOOK, **change})
    assert answer.status_code == 422
    assert said in answer.json()["detail"]


def test_a_webhook_needs_an_administrator_who_sees_cases(systems: Systems) -> None:
    roles = (StaffRole.TEAM_LEADER, StaffRole.ADMINISTRATOR)
    for role in roles:
        assert systems.program(role, NewRole(role)).post("/webhooks", HOOK).status_code == 403
    both = systems.program("both", *map(NewRole, roles))
    assert both.post("/webhooks", HOOK).status_code == 201


def test_there_are_no_more_than_a_municipality_has_systems(program: Program) -> None:
    answers = [program.post("/webhooks", HOOK).status_code for _ in range(21)]
    assert answers == [201] * 20 + [422]


def call(systems: Systems, monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    """A command, in this process."""
    settings = systems.installation.office.settings
    monkeypatch.setenv("RETTIDIG_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("RETTIDIG_KEY_FILE", str(settings.key_file))
    monkeypatch.setenv("RETTIDIG_OUTBOX", str(settings.outbox))
    monkeypatch.setenv("RETTIDIG_PACKS", str(PACKS))
    monkeypatch.setenv("RETTIDIG_MUNICIPALITY", FJORDBY)
    get_command(build(words[0])).main(list(words), standalone_mode=False)


def test_dispatch_sends_events_too(
    systems: Systems, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with receiving() as receiver:
        secret = systems.program().post("/webhooks", HOOK).json()["secret"]
        systems.installation.register("2026-03-05", now=NOW)
        office = systems.installation.office
        with office.writing(NOW) as store:
            (row,) = store.session.exec(select(Subscription)).all()
            store.seal(row, "url_sealed", f"{receiver.address}/")
        monkeypatch.setenv("RETTIDIG_WEBHOOK_PRIVATE", "true")
        call(systems, monkeypatch, "dispatch", "--on", "2026-03-26", "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["events"] == len(receiver.came) == 2
    assert receiver.types == ["set", "at-risk"]
    for headers, body in receiver.came:
        timestamp = int(headers["Rettidig-Timestamp"])
        assert signature(secret, timestamp, body) == headers["Rettidig-Signature"]
        assert abs(clock.now().timestamp() - timestamp) < 300  # the real time, whatever day --on is


def test_tokens_at_the_command_line(
    systems: Systems, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    systems.town.hire("fagsystem", NewRole(StaffRole.CASEWORKER))
    systems.town.clock.now = clock.now()
    about = ("--name", "Fagsystem", "--scope", "cases:read", "--json")
    call(systems, monkeypatch, "token", "add", "fagsystem", *about)
    program = Program(systems.client, json.loads(capsys.readouterr().out)["token"])
    assert program.get("/cases").status_code == 200
    call(systems, monkeypatch, "token", "list", "--json")
    (row,) = json.loads(capsys.readouterr().out)["tokens"]
    assert (row["login"], row["scopes"]) == ("fagsystem", "cases:read")
    assert row["last_used_at"] is not None
    call(systems, monkeypatch, "token", "revoke", row["id"])
    assert program.get("/cases").status_code == 401
    for wrong in (("revoke", "x"), ("add", "fagsystem", "--name", "x", "--scope", "all")):
        with pytest.raises(Refused):
            call(systems, monkeypatch, "token", *wrong)
