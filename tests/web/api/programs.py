"""Programs that call the API: an application, a token, and what they send."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from httpx2 import Response
from starlette.testclient import TestClient

from tests.helpers import Installation, at
from tests.web.people import CODE, HTTPS, Clock, Town
from tracker.policy import StaffRole
from tracker.services.api_tokens import add_token
from tracker.services.memberships import NewRole

NOW: Final = at("2026-03-26", 9, 30)
BASE: Final = "/api/v1"
EVERYTHING: Final = ("cases:read", "cases:write", "webhooks")


@dataclass(slots=True)
class Program:
    """One program with its token."""

    client: TestClient
    token: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Response:
        """Ask for something."""
        return self.client.get(f"{BASE}{path}", headers=self._with(headers))

    def post(self, path: str, body: Any = None, **headers: str) -> Response:
        """Send something; header names with _ for -."""
        return self.client.post(f"{BASE}{path}", json=body, headers=self._with(headers))

    def delete(self, path: str, **headers: str) -> Response:
        """End something."""
        return self.client.delete(f"{BASE}{path}", headers=self._with(headers))

    def act(self, reference: str, path: str, body: Any = None, **headers: str) -> Response:
        """An act on a case as it is now."""
        headers.setdefault("If_Match", self.tag(reference))
        return self.post(f"/cases/{reference}/{path}", body, **headers)

    def tag(self, reference: str) -> str:
        """The entity tag of a case."""
        return self.get(f"/cases/{reference}").headers["etag"]

    def _with(self, more: Mapping[str, str]) -> dict[str, str]:
        shown = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return {**shown, **self.headers, **{n.replace("_", "-"): v for n, v in more.items()}}


@dataclass(slots=True)
class Systems:
    """Fjordby's installation and the programs that work with it."""

    town: Town

    @property
    def installation(self) -> Installation:
        """The installation behind it."""
        return self.town.installation

    def program(
        self,
        login: str = "system",
        *roles: NewRole,
        scopes: Sequence[str] = EVERYTHING,
        code: str = CODE,
        **more: Any,
    ) -> Program:
        """A program of a user, who is hired where there is none; a team leader and administrator
        unless roles are given."""
        if login not in self._hired:
            both = (NewRole(StaffRole.TEAM_LEADER), NewRole(StaffRole.ADMINISTRATOR))
            self.town.hire(login, *(roles or both), code=code)
            self._hired.add(login)
        office, now = self.installation.office, self.town.clock.now
        token = add_token(office, code, login, "program", scopes, now=now, actor="test", **more)
        return Program(self.client, token)

    @property
    def client(self) -> TestClient:
        """Whoever has no token."""
        return TestClient(self.town.app, base_url=HTTPS)

    _hired: set[str] = field(default_factory=set)


def systems_of(installation: Installation, now: datetime = NOW) -> Systems:
    """The programs of an installation, whose time stands still."""
    return Systems(Town.of(installation, Clock(now)))


@contextmanager
def standing(template: Path, folder: Path, now: datetime = NOW) -> Iterator[Systems]:
    """An installation of its own, for tests that share it."""
    (folder / "x.db").write_bytes(template.read_bytes())
    with Installation.at(folder, f"sqlite:///{folder}/x.db") as installation:
        yield systems_of(installation, now)
