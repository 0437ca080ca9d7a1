"""The journal of a case: append-only in the database itself, chained, whole even when erased."""

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from tests.helpers import Installation, at
from tracker import journal
from tracker.models import Event
from tracker.services.inspecting import inspect_all

NOW = at("2026-03-10")


@pytest.fixture
def case(installation: Installation) -> tuple[Installation, str]:
    """A case with a few entries."""
    return installation, installation.register("2026-03-05")


def execute(installation: Installation, statement: str) -> None:
    """A statement past our own code, as somebody with the database's password could give it."""
    with installation.office.engine.begin() as connection:
        connection.exec_driver_sql(statement)


def events(installation: Installation) -> list[Event]:
    with installation.office.reading(NOW) as store:
        return list(store.session.exec(select(Event).order_by(col(Event.seq))))


def stop_guarding(installation: Installation) -> None:
    """Take the triggers away, as somebody with the rights of the owner could."""
    if installation.office.engine.dialect.name == "sqlite":
        for act in ("update", "delete", "replace"):
            execute(installation, f"DROP TRIGGER event_no_{act}")
    else:
        execute(installation, "ALTER TABLE event DISABLE TRIGGER USER")


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE event SET actor = 'somebody else'", id="changed"),
        pytest.param("UPDATE event SET hash = hash", id="touched"),
        pytest.param("DELETE FROM event", id="deleted"),
    ],
)
def test_the_database_refuses_that_an_entry_is(
    case: tuple[Installation, str], statement: str
) -> None:
    installation, _reference = case
    before = len(events(installation))
    with pytest.raises(DBAPIError, match="append-only"):
        execute(installation, statement)
    assert len(events(installation)) == before


def test_an_entry_cannot_be_replaced_or_swept_away_whole(case: tuple[Installation, str]) -> None:
    installation, _reference = case
    sqlite = installation.office.engine.dialect.name == "sqlite"
    statement = (
        "INSERT OR REPLACE INTO event SELECT municipality_code, id, case_id, seq, kind,"
        " happened_on, recorded_at, 'somebody else', payload_hash, prev_hash, hash FROM event"
        if sqlite
        else "TRUNCATE event CASCADE"
    )
    before = [event.actor for event in events(installation)]
    with pytest.raises(DBAPIError, match="append-only"):
        execute(installation, statement)
    assert [event.actor for event in events(installation)] == before


def test_the_chain_of_a_lived_case_is_whole(case: tuple[Installation, str]) -> None:
    installation, _reference = case
    found = events(installation)
    assert [event.seq for event in found] == list(range(1, len(found) + 1))
    assert found[0].prev_hash == journal.GENESIS
    assert journal.broken_at(found) is None


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        pytest.param(
            "UPDATE event SET actor = 'somebody else' WHERE seq = 2", 2, id="who acted is changed"
        ),
        pytest.param(
            "UPDATE event SET happened_on = '2026-03-01' WHERE seq = 1", 1, id="a day is changed"
        ),
        pytest.param(
            "UPDATE event SET payload_hash = 'x' WHERE seq = 3", 3, id="what it says is changed"
        ),
        pytest.param("UPDATE event SET seq = 99 WHERE seq = 2", 2, id="an entry is moved"),
    ],
)
def test_the_chain_shows_where(case: tuple[Installation, str], statement: str, place: int) -> None:
    installation, reference = case
    stop_guarding(installation)
    execute(installation, statement)
    found = inspect_all(installation.office, now=NOW)
    assert found.problems == [f"case {reference}: the journal was changed at entry {place}"]


def test_an_entry_taken_out_breaks_the_chain(case: tuple[Installation, str]) -> None:
    installation, reference = case
    stop_guarding(installation)
    execute(
        installation,
        "DELETE FROM event_payload WHERE id IN (SELECT id FROM event WHERE seq = 2)",
    )
    execute(installation, "DELETE FROM event WHERE seq = 2")
    found = inspect_all(installation.office, now=NOW)
    assert found.problems == [f"case {reference}: the journal was changed at entry 2"]


def test_erasing_what_an_entry_says_leaves_the_chain_whole(
    case: tuple[Installation, str],
) -> None:
    installation, reference = case
    execute(installation, "DELETE FROM event_payload")
    assert inspect_all(installation.office, now=NOW).problems == []
    shown = installation.show(reference, NOW)["events"]
    assert {event.get("erased") for event in shown} == {True}


def test_an_erased_entry_leaves_no_hash_to_guess_it_by(case: tuple[Installation, str]) -> None:
    installation, _reference = case
    execute(installation, "DELETE FROM event_payload")
    guess = journal.payload_bytes({})
    known = {event.payload_hash for event in events(installation)}
    assert journal.payload_hash(b"", guess) not in known  # the salt went with the payload


def test_two_entries_of_the_same_place_are_refused(case: tuple[Installation, str]) -> None:
    installation, _reference = case
    with pytest.raises(DBAPIError):
        execute(
            installation,
            "INSERT INTO event SELECT municipality_code, municipality_code, case_id, seq, kind,"
            " happened_on, recorded_at, actor, payload_hash, prev_hash, hash FROM event",
        )


def test_every_act_is_journaled_by_who_acted(case: tuple[Installation, str]) -> None:
    installation, reference = case
    installation.dispatch(at("2026-03-05", 10))
    installation.decide(reference, "2026-03-09", sent="2026-03-09")
    last = {event.kind: event.actor for event in events(installation)}
    assert last["registered"] == last["decided"] == last["decision-sent"] == "mk"
    assert last["letter-sent"] == "rettidig"


def test_a_whole_database_passes_its_check(case: tuple[Installation, str]) -> None:
    installation, _reference = case
    found = inspect_all(installation.office, now=NOW)
    assert (found.cases, found.problems) == (1, [])
    assert found.events == len(events(installation))
