"""Webhooks, to a real server on this machine: what is told, once, signed, and to whom."""

import hmac
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlmodel import select

from notifications.retry import PAUSES
from notifications.webhooks import MEDIA_TYPE, HttpSender
from tests.helpers import Installation, aase, at
from tests.web.api.receiver import Receiver, receiving
from tests.web.people import CODE, Clock, Town
from tracker.codes import DeadlineEvent, Outcome
from tracker.models import WebhookDelivery
from tracker.policy import StaffRole
from tracker.services.accounts import set_active
from tracker.services.amending import undo_decision
from tracker.services.memberships import NewRole
from tracker.services.passing import announce_passing
from tracker.services.reclassifying import reclassify
from tracker.services.subscriptions import (
    add_subscription,
    end_subscription,
    list_subscriptions,
    secret_of,
)
from tracker.services.webhook_dispatching import LEASE, Told, send_events

BEGUN = at("2026-03-02")
LEADER = NewRole(StaffRole.TEAM_LEADER)


@dataclass(slots=True)
class Desk:
    """An installation whose receivers are on this machine, and the day it is."""

    at_work: Installation
    receiver: Receiver
    town: Town

    def subscribe(
        self, *types: DeadlineEvent, login: str = "leader", url: str = "", now: datetime = BEGUN
    ) -> UUID:
        """Let the receiver be told."""
        owner = (CODE, self.town.user(login).id)
        address = url or f"{self.receiver.address}/rettidig?key=hemmelig"
        return add_subscription(
            self.at_work.office,
            owner,
            "Fagsystem",
            address,
            types or list(DeadlineEvent),
            now=now,
            actor="test",
        )

    def tell(self, now: datetime, **more: Any) -> Told:
        """Look for what came with time, and send what waits."""
        announce_passing(self.at_work.office, now=now)
        return send_events(self.at_work.office, sender(now), now=now, **more)

    def outbox(self) -> list[WebhookDelivery]:
        """What was written."""
        with self.at_work.office.reading(BEGUN) as store:
            rows = store.session.exec(select(WebhookDelivery)).all()
            store.session.expunge_all()
        return sorted(rows, key=lambda row: row.id)


def sender(now: datetime) -> HttpSender:
    """What the worker sends with, at an instant."""
    return HttpSender(private=True, moment=lambda: now)


def desk_of(installation: Installation, receiver: Receiver) -> Desk:
    """Receivers on this machine are allowed."""
    settings = installation.office.settings.model_copy(update={"webhook_private": True})
    at_work = replace(installation, office=replace(installation.office, settings=settings))
    town = Town(at_work, FastAPI(), Clock(BEGUN))  # nobody opens a page
    town.hire("leader", LEADER)
    return Desk(at_work, receiver, town)


@pytest.fixture
def desk(sqlite_installation: Installation) -> Iterator[Desk]:
    with receiving() as receiver:
        yield desk_of(sqlite_installation, receiver)


@pytest.fixture
def both(installation: Installation) -> Iterator[Desk]:
    with receiving() as receiver:
        yield desk_of(installation, receiver)


def test_the_life_of_a_date_is_told_each_thing_once(both: Desk) -> None:
    both.subscribe()
    reference = both.at_work.register("2026-03-05")
    for day in ("03-06", "03-20", "04-02", "04-03"):  # due on 2 April
        now = at(f"2026-{day}")
        both.at_work.sweep(now)
        both.tell(now)
        both.tell(now)
    both.at_work.decide(reference, "2026-04-07", Outcome.GRANTED, "rengøring")
    both.at_work.deliver(reference, "2026-04-10")
    both.tell(at("2026-04-10"))
    told = [(e["type"].rpartition(".")[2], e["data"]["kind"]) for e in both.receiver.events]
    assert told == [
        ("set", "decision"),
        ("at-risk", "decision"),
        ("overdue", "decision"),
        ("met", "decision"),
        ("set", "delivery"),
        ("met", "delivery"),
    ]
    assert len(set(both.receiver.ids)) == 6


def test_an_event_is_a_signed_cloud_event_without_a_person(desk: Desk) -> None:
    found = desk.subscribe(DeadlineEvent.SET)
    applicant = aase(cpr="010190-0000", phone="12345678")
    desk.at_work.register("2026-03-05", parties=[applicant], caseworker="mk")
    now = at("2026-03-05", 9, 15)
    desk.tell(now)
    ((headers, body),) = desk.receiver.came
    event = json.loads(body)
    data = event.pop("data")
    assert UUID(event.pop("id"))
    assert event == {
        "specversion": "1.0",
        "source": "/api/v1/municipalities/0999",
        "type": "dk.rettidig.deadline.set",
        "subject": "2026-0001",
        "time": "2026-03-05T08:00:00Z",
        "datacontenttype": "application/json",
    }
    assert data == {
        "case": "2026-0001",
        "version": 2,
        "area": "rengoering",
        "kind": "decision",
        "track": "ordinary",
        "round": 1,
        "starts_on": "2026-03-05",
        "due_on": "2026-04-02",
        "due_at": None,
        "act_by": "2026-04-01",
        "met_on": None,
        "standing": "on-track",
        "links": {"case": "/api/v1/cases/2026-0001"},
    }
    assert headers["Content-Type"] == MEDIA_TYPE == "application/cloudevents+json"
    assert headers["Rettidig-Timestamp"] == str(int(now.timestamp()))
    secret = secret_of(desk.at_work.office, CODE, found, now=now)
    signed = headers["Rettidig-Timestamp"].encode() + b"." + body
    expected = hmac.new(secret.encode(), signed, "sha256").hexdigest()
    assert headers["Rettidig-Signature"] == f"v1={expected}"
    assert desk.receiver.paths == ["/rettidig?key=hemmelig"]
    said = body.decode()
    assert not [word for word in ("Åse", "010190", "12345678", "mk", "hemmelig") if word in said]


def test_a_date_that_moves_says_where_from(desk: Desk) -> None:
    desk.subscribe(DeadlineEvent.MOVED)
    reference = desk.at_work.register("2026-03-05")
    desk.at_work.act(reclassify, reference, "pleje", "forkert område", now=at("2026-03-06"))
    desk.tell(at("2026-03-06"))
    (event,) = desk.receiver.events
    assert event["data"]["due_on"] == "2026-03-12"
    assert event["data"]["previous"] == {"due_on": "2026-04-02", "act_by": "2026-04-01"}


def test_a_date_that_was_met_and_runs_again_is_set_again(desk: Desk) -> None:
    desk.subscribe(DeadlineEvent.SET, DeadlineEvent.MET)
    at_work = desk.at_work
    reference = at_work.register("2026-03-05")
    at_work.decide(reference, "2026-03-06")
    at_work.act(undo_decision, reference, "en fejl", now=at("2026-03-09"))
    desk.tell(at("2026-03-09"))
    assert desk.receiver.types == ["set", "met", "set"]


def test_what_is_late_from_the_first_is_told_at_once(desk: Desk) -> None:
    desk.subscribe()
    desk.at_work.register("2026-02-02", now=at("2026-03-05"))
    assert [row.event_type.rpartition(".")[2] for row in desk.outbox()] == ["set", "overdue"]
    desk.tell(at("2026-03-05"))
    assert desk.receiver.types == ["set", "overdue"]
    assert desk.receiver.events[1]["data"]["standing"] == "overdue"


def test_old_days_are_not_told_to_a_new_subscriber(desk: Desk) -> None:
    desk.at_work.register("2026-02-02", now=at("2026-02-02"))  # was due on the second of March
    desk.at_work.register("2026-03-02", now=at("2026-03-02"))
    desk.subscribe(now=at("2026-03-20"))
    desk.tell(at("2026-03-21"))
    assert desk.receiver.came == []
    desk.tell(at("2026-04-15"))  # nobody looked for weeks: at risk is over, it passed
    assert desk.receiver.types == ["overdue"]
    assert desk.receiver.events[0]["time"] == "2026-03-30T22:00:00Z"


def test_what_an_act_did_and_what_is_told_of_it_stand_or_fall_together(both: Desk) -> None:
    both.subscribe()
    office = both.at_work.office

    def fails(_: Any) -> None:
        raise ConnectionError

    broken = replace(both.at_work, office=office.with_beside(fails))
    with pytest.raises(ConnectionError):
        broken.register("2026-03-05")
    assert both.outbox() == []


def test_a_process_that_dies_after_sending_sends_again_under_the_same_id(both: Desk) -> None:
    both.subscribe()
    both.at_work.register("2026-03-05")
    now = at("2026-03-05")

    class Killed(BaseException):
        """The process ends: nobody catches that."""

    class DyingSender:
        def send(self, url: str, secret: str, body: bytes) -> int:
            sender(now).send(url, secret, body)
            raise Killed

    with pytest.raises(Killed):
        send_events(both.at_work.office, DyingSender(), now=now)
    assert both.tell(now).sent == 0  # its lease still runs
    later = now + LEASE + timedelta(seconds=1)
    assert both.tell(later).sent == 1
    first, second = both.receiver.came
    assert first[1] == second[1]
    assert first[0]["Rettidig-Signature"] != second[0]["Rettidig-Signature"]  # a fresh timestamp
    assert both.tell(later + LEASE).sent == 0


def test_two_workers_at_once_send_each_event_once(both: Desk) -> None:
    both.subscribe()
    for _ in range(10):
        both.at_work.register("2026-02-02", now=at("2026-03-05"))
    later = at("2026-03-06")

    def work(holder: str) -> int:
        announce_passing(both.at_work.office, now=later)
        return send_events(both.at_work.office, sender(later), now=later, holder=holder).sent

    with ThreadPoolExecutor(2) as pool:
        sent = list(pool.map(work, ["one", "other"]))
    assert sum(sent) == 20 == len(set(both.receiver.ids)) == len(both.receiver.came)


def test_an_address_that_fails_is_tried_again_and_then_given_up(desk: Desk) -> None:
    found = desk.subscribe(DeadlineEvent.SET)
    desk.at_work.register("2026-03-05")
    desk.at_work.register("2026-03-05")
    desk.receiver.answers = [500, 302, 404, 429, 503, 500]
    now = at("2026-03-05")
    for pause in (*PAUSES, timedelta(0)):
        done = desk.tell(now)
        assert (done.sent, len(done.failed)) == (0, 1)  # the second waits as long as the first
        assert desk.tell(now + pause - timedelta(seconds=1)).sent == 0 or not pause
        now += pause
    assert done.failed == [f"webhook {found}: answered 500, given up"]
    assert len(set(desk.receiver.ids)) == 1
    assert set(desk.receiver.paths) == {"/rettidig?key=hemmelig"}  # 302 led nowhere
    given_up, waits = desk.outbox()
    assert (given_up.state, given_up.status, given_up.attempts) == ("failed", 500, 6)
    assert (waits.state, waits.attempts) == ("queued", 0)
    (row,) = list_subscriptions(desk.at_work.office, CODE, now=now)
    assert (row.waiting, row.failed, row.last_sent_at) == (1, 1, None)
    assert desk.tell(now + PAUSES[-1]).sent == 1


def test_one_that_is_down_holds_up_no_other(desk: Desk) -> None:
    down = desk.subscribe(DeadlineEvent.SET, url="http://127.0.0.1:9/")
    desk.subscribe(DeadlineEvent.SET)
    for _ in range(3):
        desk.at_work.register("2026-03-05")
    done = desk.tell(at("2026-03-05"))
    assert done.sent == 3
    assert done.failed == [f"webhook {down}: no answer (ConnectError)"]


def test_who_is_gone_is_told_nothing_more(desk: Desk) -> None:
    found = desk.subscribe()
    for _ in range(3):
        desk.at_work.register("2026-03-05")
    desk.receiver.answers = [410]
    done = desk.tell(at("2026-03-05"))
    assert done.failed == [f"webhook {found}: answered 410 and was ended"]
    assert {row.state for row in desk.outbox()} == {"cancelled"}
    assert list_subscriptions(desk.at_work.office, CODE, now=at("2026-03-05")) == []
    desk.at_work.register("2026-03-05")
    assert len(desk.outbox()) == 3


def test_what_waits_for_an_ended_one_is_not_sent(desk: Desk) -> None:
    found = desk.subscribe()
    desk.at_work.register("2026-03-05")
    office, now = desk.at_work.office, at("2026-03-05")
    end_subscription(office, CODE, found, now=now, actor="test")
    desk.tell(now)
    assert desk.receiver.came == []


def inactive(desk: Desk) -> None:
    """Its user works here no more."""
    set_active(desk.at_work.office, CODE, "hjaelp", False, now=BEGUN, actor="test")


@pytest.mark.parametrize(
    ("before", "heard"),
    [(lambda _: None, ["2026-0001"]), (inactive, [])],
    ids=["of its team", "of nothing"],
)
def test_a_subscriber_hears_of_what_its_user_may_see(
    desk: Desk, before: Callable[[Desk], None], heard: list[str]
) -> None:
    desk.town.hire("hjaelp", NewRole(StaffRole.CASEWORKER, teams=("hjaelp",)))
    desk.subscribe(login="hjaelp")
    before(desk)
    desk.at_work.register("2026-03-05", "rengoering")
    desk.at_work.register("2026-03-05", "bil")
    desk.at_work.register("2026-03-05", "rengoering", team="boern")
    desk.tell(at("2026-03-06"))
    desk.tell(at("2026-06-06"))
    assert sorted({event["subject"] for event in desk.receiver.events}) == heard


def test_a_worker_that_is_stopped_leaves_the_rest_to_others_at_once(desk: Desk) -> None:
    desk.subscribe(DeadlineEvent.SET)
    for _ in range(3):
        desk.at_work.register("2026-03-05")
    now = at("2026-03-05")

    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        send_events(desk.at_work.office, sender(now), now=now, progress=stop)
    assert [row.state for row in desk.outbox()] == ["sent", "queued", "queued"]
    assert desk.tell(now).sent == 2
