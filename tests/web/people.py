"""People at browsers: an application on a real installation, its staff, and what they do there."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from tests.helpers import Installation, at
from tracker.models import User
from tracker.policy import StaffRole
from tracker.services.accounts import NewUser, add_user, find_user
from tracker.services.memberships import NewRole
from tracker.services.passwords import hash_password
from tracker.services.sessions import open_session
from tracker.web.app import make_app

CODE: Final = "0999"
OTHER_CODE: Final = "0751"  # Aarhus, a neighbour in the same installation
PASSWORD: Final = "korrekt hest batteri hæfte"
FIRST_PASSWORD: Final = "first-words-that-somebody-wrote-down"
HTTPS: Final = "https://testserver"
TEAM: Final = "hjaelp"

#: Everybody in Fjordby, by login; the names are invented.
ROLES: Final[Mapping[str, tuple[NewRole, ...]]] = {
    "caseworker": (NewRole(StaffRole.CASEWORKER, teams=(TEAM,)),),
    "other-team": (NewRole(StaffRole.CASEWORKER, teams=("boern",)),),
    "team-leader": (NewRole(StaffRole.TEAM_LEADER),),
    "administrator": (NewRole(StaffRole.ADMINISTRATOR),),
    "auditor": (NewRole(StaffRole.AUDITOR),),
}


#: Hashing is slow on purpose: once for each password is enough here.
_hashed = cache(hash_password)


@dataclass(slots=True)
class Clock:
    """The time as the application sees it; it stands still until it is moved."""

    now: datetime = field(default_factory=lambda: at("2026-03-05"))

    def __call__(self) -> datetime:
        """This instant."""
        return self.now

    def pass_(self, **span: float) -> None:
        """Let time go by."""
        self.now += timedelta(**span)


@dataclass(slots=True)
class Browser:
    """One browser: it keeps its cookies, follows nothing by itself, and sends what a page holds."""

    client: TestClient
    page: str = ""

    def get(self, path: str, **more: Any) -> Response:
        """Open a page."""
        return self._seen(self.client.get(path, **more))

    def post(self, path: str, _token: str | None = None, /, **fields: Any) -> Response:
        """Send a form with the token of the page that is open."""
        token = self.token if _token is None else _token
        return self._seen(self.client.post(path, data={"csrf": token, **fields}))

    @property
    def token(self) -> str:
        """The token of the forms on the page that is open."""
        found = re.search(r'name="csrf" value="([^"]+)"', self.page)
        return found[1] if found else ""

    def log_in(self, login: str, password: str = PASSWORD, **fields: str) -> Response:
        """Fill the login form in."""
        self.get("/login")
        return self.post("/login", login=login, password=password, **fields)

    def _seen(self, answer: Response) -> Response:
        if answer.headers.get("content-type", "").startswith("text/html"):
            self.page = answer.text
        return answer


@dataclass(slots=True)
class Town:
    """Fjordby's web application and those who work with it."""

    installation: Installation
    app: FastAPI
    clock: Clock

    @classmethod
    def of(cls, installation: Installation, clock: Clock | None = None) -> "Town":
        """The application of an installation, over https."""
        clock = clock or Clock()
        return cls(installation, make_app(installation.office, now=clock), clock)

    def hire(
        self,
        login: str,
        *roles: NewRole,
        code: str = CODE,
        password: str | None = None,
        name: str = "",
    ) -> None:
        """Give somebody an account, whose password (if any) is no longer the first one."""
        new = NewUser(login=login, name=name or f"Prøve {login.title()}", roles=roles)
        office = self.installation.office
        add_user(office, code, new, now=self.clock.now, actor="test")
        if password is not None:
            with office.writing(self.clock.now, "test") as store:
                user = find_user(store, code, login)
                user.password_hash = _hashed(password)
                store.add(user)

    def browser(self, base: str = HTTPS) -> Browser:
        """A browser of nobody in particular."""
        return Browser(TestClient(self.app, base_url=base, follow_redirects=False))

    def enter(self, login: str, *, code: str = CODE) -> Browser:
        """A browser in which somebody is signed in already."""
        browser = self.browser()
        office = self.installation.office
        with office.writing(self.clock.now, login) as store:
            user = find_user(store, code, login)
            token = open_session(store, user, hours=office.settings.session_hours)
        browser.client.cookies.set("__Host-rettidig", token, domain="testserver.local", path="/")
        return browser

    def user(self, login: str, *, code: str = CODE) -> User:
        """The row of somebody's account."""
        with self.installation.office.reading(self.clock.now) as store:
            user = find_user(store, code, login)
            store.session.expunge(user)
            return user


@contextmanager
def staffed(installation: Installation) -> Iterator[Town]:
    """A town with somebody of each role, and a colleague in another municipality."""
    town = Town.of(installation)
    for login, roles in ROLES.items():
        town.hire(login, *roles, password=PASSWORD if login == "administrator" else None)
    town.hire("other-municipality", NewRole(StaffRole.TEAM_LEADER), code=OTHER_CODE)
    yield town
