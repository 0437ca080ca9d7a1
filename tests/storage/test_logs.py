"""The logs of look-ups and accounts take entries and give none back, whoever connects."""

from uuid import UUID

import pytest
from sqlalchemy.exc import DBAPIError

from tests.helpers import Installation, at
from tracker.models import AccountEvent, Lookup
from tracker.policy import Act
from tracker.services.lookups import log_lookup
from tracker.services.lookups_shown import looks_at_case, looks_at_person, when_and_why

NOW = at("2026-03-05")
CODE = "0999"


@pytest.fixture
def logged(installation: Installation) -> Installation:
    """An installation with an entry in each log."""
    installation.register("2026-03-04")
    with installation.office.writing(NOW, "mk") as store:
        case = store.find(CODE, "2026-0001").case
        log_lookup(
            store, CODE, Act.REVEAL_CPR, purpose="contact", case_id=case.id, cpr_index=b"x" * 16,
            words="Åse ringer",
        )  # fmt: skip
        store.add(
            AccountEvent(
                municipality_code=CODE,
                id=UUID(int=1),
                kind="added",
                recorded_at=NOW,
                actor="mk",
                details={},
            )
        )
    return installation


@pytest.mark.parametrize("table", ["lookup", "account_event"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET actor = 'somebody else'",
        "DELETE FROM {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "TRUNCATE {table}",
    ],
)
def test_an_entry_stays_as_it_is(logged: Installation, table: str, statement: str) -> None:
    sqlite = logged.office.engine.dialect.name == "sqlite"
    if sqlite == ("TRUNCATE" in statement) or (not sqlite and "REPLACE" in statement):
        pytest.skip("the other database's words")
    with logged.office.engine.connect() as connection:
        with pytest.raises(DBAPIError, match="append-only"):
            connection.exec_driver_sql(statement.format(table=table))
        connection.rollback()


def test_a_look_up_says_who_when_and_why_and_is_found_by_case_and_person(
    logged: Installation,
) -> None:
    with logged.office.reading(NOW) as store:
        case = store.find(CODE, "2026-0001", lock=False).case
        (by_case,) = looks_at_case(store, CODE, case.id)
        (by_person,) = looks_at_person(store, CODE, b"x" * 16)
        assert by_case == by_person
        assert (by_case.actor, by_case.looked_at, by_case.act, by_case.purpose) == (
            "mk", NOW, "reveal-cpr", "contact",
        )  # fmt: skip
        assert by_case.words == "Åse ringer"
        row = store.session.get_one(Lookup, (CODE, by_case.id))
        assert "Åse".encode() not in (row.purpose_sealed or b"")
        assert when_and_why([by_case]) == [(NOW, "contact")]
        assert looks_at_person(store, CODE, b"y" * 16) == []
