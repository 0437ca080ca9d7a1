"""A lived-in town behind a real server, and the browsers of those who work there."""

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import uvicorn
from starlette.types import Receive, Scope, Send

from tests.helpers import Installation
from tests.web.browser.lived import LOGIN, NOW, live
from tests.web.browser.looking import LISTEN, Visit
from tests.web.people import CODE, FIRST_PASSWORD, PASSWORD, TEAM, Clock, Town
from tracker.policy import StaffRole
from tracker.services.accounts import NewUser, add_user, find_user
from tracker.services.memberships import NewRole
from tracker.services.sessions import open_session
from tracker.web.app import make_app
from tracker.web.frame import LANGUAGE_COOKIE

#: Who works in Fjordby, by the name that the tests call them: login, name, roles.
PEOPLE: Final[Mapping[str, tuple[str, str, tuple[NewRole, ...]]]] = {
    "caseworker": (LOGIN, "Mette Prøve Kjær", (NewRole(StaffRole.CASEWORKER),)),
    "newcomer": ("ny", "Ny Nysen", (NewRole(StaffRole.CASEWORKER, teams=("boern",)),)),
    "in-team": ("it", "Ib Teamsen", (NewRole(StaffRole.CASEWORKER, teams=(TEAM,)),)),
    "team-leader": ("tl", "Tove Opdigtet", (NewRole(StaffRole.TEAM_LEADER),)),
    "administrator": ("ad", "Axel Forbilledsen", (NewRole(StaffRole.ADMINISTRATOR),)),
    "auditor": ("au", "Rita Skabelon", (NewRole(StaffRole.AUDITOR),)),
    "nobody": ("ro", "Rolf Uden Rolle", ()),
}
#: Who logs in with a first password: with JavaScript, and without it.
FIRST_DAY: Final[Mapping[bool, str]] = {True: "first-script", False: "first-plain"}


@dataclass(slots=True)
class Served:
    """The town at an address, and the browser of each person in it."""

    town: Town
    cases: Mapping[str, str]
    base: str
    browser: Any
    #: The path of every request that reached the server.
    asked: list[str]
    _contexts: dict[tuple[str, bool], Any] = field(default_factory=dict)
    _visits: dict[tuple[str, bool], Visit] = field(default_factory=dict)

    def context(self, role: str, *, javascript: bool = True) -> Any:
        """The browser of somebody who is signed in (`anonymous`: of nobody), opened once."""
        key = (role, javascript)
        if key not in self._contexts:
            self._contexts[key] = self.fresh(role, javascript=javascript)
        return self._contexts[key]

    def fresh(self, role: str = "anonymous", *, javascript: bool = True) -> Any:
        """A browser with nothing in its cache."""
        context = self.browser.new_context(java_script_enabled=javascript, base_url=self.base)
        context.add_init_script(LISTEN)
        if role != "anonymous":
            context.add_cookies(
                [{"name": "rettidig", "value": self._token(role), "url": self.base}]
            )
        return context

    def visit(self, role: str, path: str, width: int = 1280, *, javascript: bool = True) -> Visit:
        """A page of somebody's browser; `{state}` in the path is the case in that state.

        One page serves one test after the other: a new one for each would cost twice as much.
        """
        visit = self._visits.get((role, javascript))
        if visit is None or visit.page.is_closed():
            visit = Visit(self.context(role, javascript=javascript).new_page(), self.base)
            self._visits[role, javascript] = visit
        # A form that was sent in English leaves that choice behind; each visit begins without.
        visit.page.context.clear_cookies(name=LANGUAGE_COOKIE)
        visit.page.set_viewport_size({"width": width, "height": 900})
        visit.begin(self.path(path))
        return visit

    def page_of(self, role: str, path: str, width: int = 1280, *, javascript: bool = True) -> Any:
        """The same, for whoever looks for something else than trouble."""
        return self.visit(role, path, width, javascript=javascript).page

    def path(self, path: str) -> str:
        """An address with the numbers of the cases that it names."""
        for state, reference in self.cases.items():
            path = path.replace(f"{{{state}}}", reference)
        return path

    def close(self) -> None:
        """Close every browser."""
        for context in self._contexts.values():
            context.close()

    def _token(self, role: str) -> str:
        login, office = PEOPLE[role][0], self.town.installation.office
        with office.writing(self.town.clock.now, login) as store:
            hours = office.settings.session_hours
            return open_session(store, find_user(store, CODE, login), hours=hours)


@contextmanager
def served(installation: Installation, browser: Any) -> Iterator[Served]:
    """Live, hire, and serve until the tests are over."""
    town = Town.of(installation, Clock(NOW))
    cases = live(installation)
    for login, name, roles in PEOPLE.values():
        town.hire(login, *roles, name=name, password=PASSWORD if login in ("ad", "it") else None)
    for login in FIRST_DAY.values():
        new = NewUser(
            login=login,
            name=f"Frida {login.title()}",
            password=FIRST_PASSWORD,
            roles=(NewRole(StaffRole.CASEWORKER),),
        )
        add_user(installation.office, CODE, new, now=NOW, actor="test")
    app = make_app(installation.office, local=True, now=town.clock)
    asked: list[str] = []

    async def noting(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            asked.append(scope["path"])
        await app(scope, receive, send)

    with _running(noting) as base:
        found = Served(town, cases, base, browser, asked)
        try:
            yield found
        finally:
            found.close()


@contextmanager
def _running(app: Any) -> Iterator[str]:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    config = uvicorn.Config(app, log_config=None, access_log=False, ws="none", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: server.run(sockets=[listener]), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
