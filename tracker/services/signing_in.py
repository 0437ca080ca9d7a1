"""Signing in with name and password; a refusal never says which of the two was wrong."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from tracker.models import User
from tracker.office import Office
from tracker.services.account_log import AccountEventKind, log_account
from tracker.services.passwords import (
    PasswordProblem,
    PasswordRefused,
    check_password,
    fits,
    hash_password,
    is_outdated,
)
from tracker.services.sessions import end_all_sessions, open_session
from tracker.services.sign_in_attempts import count_attempt, forget_attempts, name_index
from tracker.services.signed_in import SignedIn
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Credentials:
    """What somebody typed at the login page."""

    municipality_code: str
    login: str
    password: str


def sign_in(
    office: Office, given: Credentials, *, now: datetime, replaces: str | None = None
) -> str | None:
    """Open a session; None where name and password do not fit, or after too many attempts.

    Two transactions, with the slow comparison between them: nobody waits for it, and the attempt
    counts before its outcome is known.
    """
    login = given.login.strip().lower()
    with office.writing(now) as store:
        stored, open_ = _attempt(store, given.municipality_code, login)
    if not fits(stored, given.password) or not open_:
        return None
    with office.writing(now, login) as store:
        return _admit(store, office, given, replaces)


def _attempt(store: Store, code: str, login: str) -> tuple[str | None, bool]:
    """The stored hash of a name that may sign in, and whether it may try now."""
    user = _active_user(store, code, login)
    attempt = count_attempt(store, code, name_index(store, login, known=user is not None))
    if user is not None and attempt is not None:
        # Where it was right, the next entry says that they are signed in.
        locked = attempt.locked_until is not None
        log_account(
            store, AccountEventKind.TRIED, user, failures=attempt.failed_count, locked=locked
        )
    return (user.password_hash if user else None), attempt is not None


def _admit(store: Store, office: Office, given: Credentials, replaces: str | None) -> str | None:
    user = _active_user(store, given.municipality_code, given.login.strip().lower())
    if user is None or user.password_hash is None:
        return None  # deactivated while the password was compared
    forget_attempts(store, user.municipality_code, name_index(store, user.login, known=True))
    if is_outdated(user.password_hash):
        user.password_hash = hash_password(given.password)
    return open_session(store, user, hours=office.settings.session_hours, replaces=replaces)


def change_password(
    office: Office, signed_in: SignedIn, present: str, wanted: str, *, now: datetime
) -> str:
    """Change one's own password: every other session ends, and this one goes on under a new token.

    Raises `PasswordRefused`.
    """
    code, login = signed_in.municipality, signed_in.login
    with office.writing(now, login) as store:
        stored, open_ = _attempt(store, code, login)
    if not fits(stored, present) or not open_:
        raise PasswordRefused(PasswordProblem.WRONG)
    if fits(stored, wanted):
        raise PasswordRefused(PasswordProblem.SAME)
    check_password(wanted, login)
    hashed = hash_password(wanted)
    with office.writing(now, login) as store:
        user = store.session.get_one(User, (code, signed_in.person.id))
        user.password_hash, user.password_set_at = hashed, now
        user.must_change_password = False
        forget_attempts(store, code, name_index(store, login, known=True))
        log_account(store, AccountEventKind.PASSWORD_SET, user)
        end_all_sessions(store, user)
        return open_session(store, user, hours=office.settings.session_hours)


def set_preferences(
    office: Office, signed_in: SignedIn, *, language: str, shortcuts: bool, now: datetime
) -> None:
    """Keep how somebody wants their pages."""
    with office.writing(now, signed_in.login) as store:
        user = store.session.get_one(User, (signed_in.municipality, signed_in.person.id))
        user.language = "en" if language == "en" else "da"
        user.shortcuts = shortcuts
        store.add(user)


def municipalities_with_users(office: Office, *, now: datetime) -> list[str]:
    """The codes of the municipalities that somebody can sign in to with a password."""
    can = col(User.active).is_(True) & col(User.password_hash).is_not(None)
    query = select(User.municipality_code).where(can).distinct()
    with office.reading(now) as store:
        return sorted(store.session.exec(query))


def _active_user(store: Store, code: str, login: str) -> User | None:
    query = select(User).where(
        User.municipality_code == code, User.login == login, col(User.active).is_(True)
    )
    return store.session.exec(query).one_or_none()
