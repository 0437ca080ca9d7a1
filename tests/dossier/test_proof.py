"""The proof of a notice: what was frozen, sent, proven available, and that nothing was altered."""

import hashlib
from typing import Any

import pytest
from sqlmodel import select

from tests.helpers import FJORDBY, Installation, at
from tracker.errors import NotFound
from tracker.models import Dispatch, EventPayload
from tracker.proof import proof_view
from tracker.services.desk import Desk

NOW = at("2026-03-02")


def proof(installation: Installation, reference: str, message: str | None = None) -> dict[str, Any]:
    office = installation.office
    code = office.book.pack(FJORDBY).municipality.code
    with office.reading(NOW) as store:
        file = store.find(code, reference, lock=False)
        return proof_view(Desk(store, office, file), message)


def told(installation: Installation, arrives: str) -> tuple[str, dict[str, Any]]:
    """A case due on 2 February whose delay notice is confirmed on a day; its proof."""
    reference = installation.register("2026-01-05")
    installation.live(reference, at("2026-01-05", 13))
    installation.expect(reference, expected_on="2026-03-20", cause="doctor", now=at("2026-01-28"))
    installation.approve(reference, now=at("2026-01-28", 14))
    installation.dispatch(at("2026-01-28", 15))
    installation.arrive(reference, at(arrives, 12))
    (notice,) = [
        n for n in proof(installation, reference)["notices"] if n["kind"] == "delay-notice"
    ]
    return reference, notice


@pytest.mark.parametrize(
    ("arrives", "in_time"),
    [("2026-01-31", True), ("2026-02-02", True), ("2026-02-03", False)],
    ids=["before its date", "on its date", "the day after"],
)
def test_in_time_is_proven_on_or_before_the_date(
    sqlite_installation: Installation, arrives: str, in_time: bool
) -> None:
    _reference, notice = told(sqlite_installation, arrives)
    assert notice["in_time"] is in_time
    assert (notice["for_date"], notice["promised_until"]) == ("2026-02-02", "2026-03-20")
    assert (notice["party"], notice["approved_by"], notice["automatic"]) == (
        "applicant",
        "mk",
        False,
    )
    assert notice["frozen_at"] == "2026-01-28T14:00:00+01:00"
    (way,) = notice["ways"]
    assert way["dispatched_at"] == "2026-01-28T15:00:00+01:00"
    sent = {hashlib.sha256(path.read_bytes()).hexdigest() for path in sqlite_installation.files()}
    assert way["sha256"] in sent
    assert way["sha256"] == way["sha256_recomputed"]
    assert way["sha256_equal"] is True


def test_the_journal_speaks_of_it(installation: Installation) -> None:
    _reference, notice = told(installation, "2026-01-31")
    kinds = [entry["kind"] for entry in notice["entries"]]
    assert kinds == ["notice-drafted", "notice-approved", "letter-sent", "letter-available"]
    assert all(len(entry["hash"]) == 64 for entry in notice["entries"])


def test_nothing_is_proven_of_what_was_only_sent(sqlite_installation: Installation) -> None:
    reference = sqlite_installation.register("2026-01-05")
    sqlite_installation.dispatch(at("2026-01-05", 14))
    (notice,) = proof(sqlite_installation, reference)["notices"]
    assert (notice["in_time"], notice["ways"][0]["state"]) == (None, "sent")


def test_one_letter_by_its_message(sqlite_installation: Installation) -> None:
    reference, notice = told(sqlite_installation, "2026-01-31")
    message = notice["ways"][0]["message"]
    (only,) = proof(sqlite_installation, reference, message)["notices"]
    assert only == notice
    with pytest.raises(NotFound, match="has no letter with message x"):
        proof(sqlite_installation, reference, "x")


def test_altered_bytes_do_not_equal_what_was_recorded(sqlite_installation: Installation) -> None:
    reference, _notice = told(sqlite_installation, "2026-01-31")
    with sqlite_installation.office.writing(NOW) as store:
        for way in store.session.exec(select(Dispatch)):
            store.seal(way, "pdf_sealed", b"%PDF another letter")
    found = proof(sqlite_installation, reference)["notices"]
    assert [way["sha256_equal"] for n in found for way in n["ways"]] == [False, False]


def test_an_altered_entry_is_named(sqlite_installation: Installation) -> None:
    reference, _notice = told(sqlite_installation, "2026-01-31")
    assert proof(sqlite_installation, reference)["journal"]["intact"] is True
    with sqlite_installation.office.writing(NOW) as store:
        payload = store.session.exec(select(EventPayload).order_by(EventPayload.id)).first()  # type: ignore[arg-type]
        assert payload is not None
        store.seal(payload, "data_sealed", b'{"area": "another"}')
    chain = proof(sqlite_installation, reference)["journal"]
    assert (chain["intact"], chain["broken_at"], chain["altered"]) == (False, None, [1])
