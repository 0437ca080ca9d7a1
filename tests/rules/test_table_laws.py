"""Laws of the whole table of notices, for any facts and through any life of a clock."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rules.local_time import local_day
from rules.notice_facts import (
    Act,
    ActKind,
    Circumstances,
    NoticeFact,
    NoticeState,
    Recipient,
    TaskKind,
)
from rules.terms import NoticeDuty, passed
from rules.told import Told, at_stake, told
from tests.rules.lives import GRID, Key, Life, Luck, Situation, instants, key, luck, situations

#: How long lives are lived.
DAYS: Final = 40

LETTERS: Final = {ActKind.DRAFT, ActKind.SEND, ActKind.NEXT_CHANNEL}


# --- facts of one moment -------------------------------------------------------------------------


@st.composite
def notices(draw: st.DrawFn, situation: Situation) -> tuple[NoticeFact, ...]:
    """Letters in any state, about the due date, promised dates, and dates that were given up."""
    found: list[NoticeFact] = []
    for_date, made = situation.clock.due_on, situation.clock.noticed_at
    for _ in range(draw(st.integers(0, 4))):
        state = draw(st.sampled_from(NoticeState))
        made += timedelta(hours=draw(st.integers(0, 300)))
        until = for_date + timedelta(days=draw(st.integers(1, 30)))
        notice = NoticeFact(for_date, state, automatic=draw(st.booleans()))
        if state is NoticeState.APPROVED:
            notice = draw(_on_its_way(replace(notice, promised_until=until, approved_at=made)))
        found.append(notice)
        for_date = until if notice.proven else draw(st.sampled_from([until, for_date]))
        if any(n.for_date == for_date and n.state in _STANDING for n in found):
            break  # the database refuses a second one about the same date
    return tuple(found)


_STANDING: Final = {NoticeState.DRAFT, NoticeState.APPROVED}


@st.composite
def _on_its_way(draw: st.DrawFn, notice: NoticeFact) -> NoticeFact:
    made = notice.approved_at
    assert made is not None
    match draw(st.sampled_from(["queued", "claimed", "sent", "proven", "returned"])):
        case "claimed":
            return replace(notice, claimed=True)
        case "sent":
            return replace(notice, dispatched_at=made)
        case "proven":
            arrived = made + timedelta(hours=draw(st.integers(0, 240)))
            return replace(notice, dispatched_at=made, available_at=arrived)
        case "returned":
            return replace(notice, dispatched_at=made, returned=True)
    return notice


@st.composite
def moments(draw: st.DrawFn) -> tuple[Situation, datetime]:
    """Any facts, and an instant to look."""
    base = draw(situations())
    clock = base.clock
    if draw(st.booleans()):
        stop = clock.starts_on + timedelta(days=draw(st.integers(0, 60)))
        clock = replace(clock, stopped_on=stop)
    about = Circumstances(
        notice=draw(st.sampled_from(NoticeDuty)),
        reason_mandatory=draw(st.booleans()),
        reason_given=draw(st.booleans()),
        ended=draw(st.integers(0, 5)) == 0,
        died=draw(st.integers(0, 9)) == 0,
        unsent_since=draw(st.none() | st.just(clock.stopped_on)),
        later_date_set_at=draw(st.none() | st.just(clock.noticed_at)),
    )
    anonymous = draw(st.integers(0, 9)) == 0
    party = Recipient(base.party.reach, draw(notices(base)), anonymous)
    now = clock.noticed_at + draw(st.integers(0, 48 * 90)) * GRID
    return Situation(clock, party, about, base.calendar), now


def letters(acts: tuple[Act, ...]) -> set[Key]:
    return {key(act) for act in acts if act.kind is not ActKind.TASK}


def tasks(acts: tuple[Act, ...]) -> set[Key]:
    return {key(act) for act in acts if act.kind is ActKind.TASK}


@settings(max_examples=150)
@given(moments(), st.integers(1, 30))
def test_looking_again_at_once_asks_for_nothing_new(
    moment: tuple[Situation, datetime], promise: int
) -> None:
    situation, now = moment
    first = situation.look(now)
    after = situation.carried_out(first.acts, now, promise)
    again = after.look(now)
    assert not letters(again.acts)
    assert tasks(again.acts) <= tasks(first.acts)
    assert again.at_stake == first.at_stake
    unsent = {notice.for_date for notice in after.party.notices if notice.unsent}
    assert unsent <= {again.at_stake}, "what has not left is about the date that governs"


@settings(max_examples=150)
@given(moments())
def test_nobody_is_written_to_who_must_not_be(moment: tuple[Situation, datetime]) -> None:
    situation, now = moment
    about, found = situation.about, situation.look(now)
    silent = about.ended or about.died or about.notice is NoticeDuty.NONE
    if silent or situation.party.anonymous or situation.clock.stopped:
        assert not [act for act in found.acts if act.kind in LETTERS]
        unsent = {n.for_date for n in situation.party.notices if n.unsent}
        cancelled = {act.for_date for act in found.acts if act.kind is ActKind.CANCEL}
        assert cancelled == unsent, "and what had not left is withdrawn"


@settings(max_examples=150)
@given(moments())
def test_one_look_asks_for_each_thing_once(moment: tuple[Situation, datetime]) -> None:
    situation, now = moment
    acts = situation.look(now).acts
    assert len(acts) == len({key(act) for act in acts})
    about_letters = [act for act in acts if act.kind in LETTERS]
    assert len(about_letters) <= 1
    stake = at_stake(situation.clock, situation.party)
    assert all(act.for_date == stake for act in about_letters)
    assert all((act.task is not None) is (act.kind is ActKind.TASK) for act in acts)


@settings(max_examples=150)
@given(moments())
def test_nothing_that_left_is_withdrawn(moment: tuple[Situation, datetime]) -> None:
    situation, now = moment
    gone = {ActKind.CANCEL, ActKind.SUPERSEDE}
    for act in situation.look(now).acts:
        if act.kind in gone:
            (notice,) = (
                n
                for n in situation.party.notices
                if n.for_date == act.for_date and n.state in _STANDING
            )
            assert notice.dispatched_at is None
            assert not notice.claimed


@settings(max_examples=150)
@given(moments())
def test_a_running_clock_is_looked_at_again(moment: tuple[Situation, datetime]) -> None:
    situation, now = moment
    again = situation.look(now).look_again_at
    assert again is None or again > now
    running = not (situation.clock.stopped or situation.about.ended or situation.about.died)
    if running and situation.about.notice is not NoticeDuty.NONE and not situation.party.anonymous:
        assert again is not None


@settings(max_examples=100)
@given(moments())
def test_between_two_looks_the_answer_stays(moment: tuple[Situation, datetime]) -> None:
    """What is asked for just before the next look was asked for now."""
    situation, now = moment
    first = situation.look(now)
    after = situation.carried_out(first.acts, now, 14)
    again = after.look(now).look_again_at
    until = again or now + timedelta(days=40)
    steps = [now + n * GRID for n in range(1, 48 * 40) if now + n * GRID < until]
    for instant in (*steps[:48], *steps[48::7], until - timedelta.resolution):
        found = after.look(instant)
        assert not letters(found.acts)
        assert tasks(found.acts) <= tasks(first.acts)


# --- whole lives ---------------------------------------------------------------------------------


def hour_by_hour(situation: Situation, fortune: Luck, days: int) -> Life:
    """Looked at on every step of the grid, and just after the hour of a limit in hours, the one
    change that does not fall on it."""
    life = Life(situation, fortune, situation.clock.noticed_at)
    steps = set(instants(life.now, days))
    if situation.clock.due_at is not None:
        after = situation.clock.due_at + timedelta.resolution
        steps |= {after} if life.now < after < max(steps) else set()
    for moment in sorted(steps):
        life.now = moment
        life.happen()
        life.look()
    return life


def when_told(situation: Situation, fortune: Luck, days: int) -> Life:
    """Looked at when the last answer said, and when something happened."""
    life = Life(situation, fortune, situation.clock.noticed_at)
    last = [*instants(life.now, days)][-1]
    again = life.look()
    while moments := [m for m in (again, *life.events) if m is not None and m <= last]:
        assert min(moments) > life.now
        life.now = min(moments)
        life.happen()
        again = life.look()
    return life


def nothing_is_found_late(situation: Situation, fortune: Luck, days: int = DAYS) -> None:
    everywhere, attentive = (live(situation, fortune, days) for live in (hour_by_hour, when_told))
    assert attentive.asked.keys() == everywhere.asked.keys()
    for asked, instant in everywhere.asked.items():
        late = attentive.asked[asked] - instant
        assert -GRID < late <= timedelta(0), f"{asked} is found {late} late"
    final = [life.situation.party for life in (everywhere, attentive)]
    assert [n.for_date for n in final[0].notices] == [n.for_date for n in final[1].notices]


@settings(max_examples=30)
@given(situations(), luck())
def test_nothing_is_found_late(situation: Situation, fortune: Luck) -> None:
    nothing_is_found_late(situation, fortune)


@pytest.mark.soak
@settings(max_examples=150)
@given(situations(), luck())
def test_nothing_is_found_late_in_long_lives(situation: Situation, fortune: Luck) -> None:
    nothing_is_found_late(situation, fortune, days=120)


@settings(max_examples=100)
@given(situations(), luck(decided=False))
def test_every_date_that_passes_is_told_about(situation: Situation, fortune: Luck) -> None:
    """One letter a date; and a date that passed untold was with the team leader all the while."""
    life = when_told(situation, fortune, DAYS)
    party = life.situation.party
    standing = [n.for_date for n in party.notices if n.state in _STANDING]
    assert len(standing) == len(set(standing))
    if situation.about.reason_mandatory and not situation.about.reason_given:
        assert not [n for n in party.notices if n.state is NoticeState.APPROVED]
        return
    stake = at_stake(situation.clock, party)
    if passed(stake, situation.clock, life.now):
        assert [n for n in party.notices if n.for_date == stake and n.approved_at is not None]
        assert any(found[1] is TaskKind.LATE_AND_UNTOLD for found in life.asked)


@settings(max_examples=100)
@given(situations(), luck(decided=False))
def test_a_letter_that_can_arrive_in_time_does(situation: Situation, fortune: Luck) -> None:
    """Known in time, prompt Digital Post, a reason where one is needed: told in time, each date."""
    prompt = replace(
        fortune, leaves_after=(1,), answered_after=(1,), fates=fortune.fates[:1], exempt_after=None
    )
    assume(set(prompt.fates) == {"arrives"})
    situation = replace(situation, about=Circumstances(), party=Recipient(situation.party.reach))
    assume(situation.party.reach == "digital-post")
    clock = situation.clock
    # An hour for the letter's way, and half an hour of grace late in the evening.
    assume(not passed(clock.due_on, clock, clock.noticed_at + timedelta(hours=2)))
    life = when_told(situation, prompt, DAYS)
    if passed(clock.due_on, clock, life.now):
        assert told(clock, [life.situation.party]) is Told.TOLD_IN_TIME
    for notice in life.situation.party.notices:
        if notice.proven:
            assert told(clock, [life.situation.party], notice.for_date) is Told.TOLD_IN_TIME
            assert local_day(notice.approved_at or life.now) <= notice.for_date
