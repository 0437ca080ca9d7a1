"""Accounts and sign-ins where many things happen at once, and what is never taken as a password."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from tests.helpers import Installation, at
from tracker.errors import Refused
from tracker.models import AccountEvent, SignInAttempt
from tracker.policy import StaffRole
from tracker.services.accounts import NewUser, add_user, list_users, set_active, set_roles
from tracker.services.memberships import NewRole
from tracker.services.passwords import (
    PasswordRefused,
    check_password,
    first_password,
    fits,
    hash_password,
)
from tracker.services.sign_in_attempts import FAILURES, lock_length
from tracker.services.signing_in import Credentials, sign_in

CODE = "0999"
NOW = at("2026-03-05")
PASSWORD = "korrekt hest batteri hæfte"


def hire(installation: Installation, login: str, *roles: NewRole) -> None:
    new = NewUser(login=login, name="Mette Kjær", password=PASSWORD, roles=roles)
    add_user(installation.office, CODE, new, now=NOW, actor="test")


def test_guesses_at_once_are_no_more_than_guesses_in_a_row(installation: Installation) -> None:
    hire(installation, "mk")

    def guess(number: int) -> str | None:
        given = Credentials(CODE, "mk", f"guess number {number}")
        return sign_in(installation.office, given, now=NOW)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(guess, range(12))) == [None] * 12
    with installation.office.reading(NOW) as store:
        tried = store.session.exec(select(AccountEvent).where(AccountEvent.kind == "tried")).all()
    assert [entry.details["failures"] for entry in tried] == list(range(1, FAILURES + 1))
    assert sign_in(installation.office, Credentials(CODE, "mk", PASSWORD), now=NOW) is None


def test_one_name_is_made_once(installation: Installation) -> None:
    def make(number: int) -> bool:
        try:
            hire(installation, "mk")
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(make, range(4))) >= 1
    assert len(list_users(installation.office, CODE, now=NOW)) == 1


def test_names_that_nobody_has_are_counted_and_locked_alike(
    sqlite_installation: Installation,
) -> None:
    hire(sqlite_installation, "mk")
    for name in ("mk", "nobody"):
        for number in range(FAILURES + 2):
            given = Credentials(CODE, name, f"guess {number}")
            assert sign_in(sqlite_installation.office, given, now=NOW) is None
    with sqlite_installation.office.reading(NOW) as store:
        rows = store.session.exec(select(SignInAttempt)).all()
    assert len({(row.failed_count, row.locked_until) for row in rows}) == 1
    assert len(rows) == 2


def test_a_lock_doubles_up_to_a_day() -> None:
    minutes = [
        length.total_seconds() / 60 if (length := lock_length(failures)) else 0
        for failures in range(3, 16)
    ]
    assert minutes == [0, 0, 15, 30, 60, 120, 240, 480, 960, 1440, 1440, 1440, 1440]


@pytest.mark.parametrize(
    "password",
    [
        "kort", "elleve tegn", "123456789012", "210987654321", "qwertyuiopåasdf", "aaaaaaaaaaaaaa",
        "adgangskode", "Adgangskode123", "Velkommen2026!", "sommer-2026-sommer", "abababababab",
        "jeg er Mette.K her", "",
    ],
)  # fmt: skip
def test_a_password_that_is_easily_guessed_is_refused(password: str) -> None:
    with pytest.raises(PasswordRefused):
        check_password(password, "mette.k")


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "fire helt nye ord",
        "Tr0ub4dor&3-igen",
        "øl og pølser i Skagen",
        "ж" * 5 + "д и мир ок",
    ],
)
def test_a_long_password_is_taken(password: str) -> None:
    check_password(password, "mk")


def test_a_made_password_is_taken_and_never_the_same() -> None:
    made = {first_password() for _ in range(50)}
    assert len(made) == 50
    for password in made:
        check_password(password, "mk")


def test_a_letter_written_in_two_ways_is_the_same_letter() -> None:
    assert fits(hash_password("blåbærgrød i skålen"), "bla\u030abærgrød i ska\u030alen")
    assert not fits(None, "anything")
    assert not fits("not a hash", "anything")


def test_deactivating_somebody_needs_no_administrator_but_the_last_one_stays(
    sqlite_installation: Installation,
) -> None:
    office = sqlite_installation.office
    for login, role in (
        ("mk", StaffRole.CASEWORKER),
        ("ea", StaffRole.ADMINISTRATOR),
        ("eb", StaffRole.ADMINISTRATOR),
    ):
        hire(sqlite_installation, login, NewRole(role))
    for login in ("mk", "ea"):
        set_active(office, CODE, login, False, now=NOW, actor="eb")
    before = sqlite_installation.rows()
    with pytest.raises(Refused, match="somebody must be administrator"):
        set_active(office, CODE, "eb", False, now=NOW, actor="eb")
    with pytest.raises(Refused, match="somebody must be administrator"):
        set_roles(office, CODE, "eb", [NewRole(StaffRole.AUDITOR)], now=NOW, actor="eb")
    assert sqlite_installation.rows() == before
