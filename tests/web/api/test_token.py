"""Tokens: who is let in, and how far; every route, with every scope."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from uuid import UUID

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import event

from tests.web.api.programs import BASE, NOW, Program, Systems
from tests.web.api.test_acts import ROWS
from tests.web.people import CODE, OTHER_CODE
from tracker.errors import NotFound
from tracker.policy import StaffRole
from tracker.services.accounts import set_active, set_roles
from tracker.services.api_tokens import SCOPES, list_tokens, revoke_token
from tracker.services.memberships import NewRole
from tracker.web.api import reading, webhooks, writing

CASEWORKER = NewRole(StaffRole.CASEWORKER)
APPLICATION = {
    "areas": ["rengoering"],
    "received": "2026-03-24",
    "parties": [{"name": "Åse Prøve"}],
}


def refused(program: Program, status: int = 401) -> str:
    """How a program is refused a list."""
    said = program.get("/cases")
    assert said.status_code == status
    assert said.headers["content-type"] == "application/problem+json"
    return str(said.json()["detail"])


@pytest.mark.parametrize(
    "shown",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic bWs6cGFzcw==",
        "Bearer 0999.short",
        "Bearer 0999." + "x" * 43,
        "Bearer 9999." + "x" * 43,
        "Bearer nonsense",
        "Bearer 0999." + "æ" * 43,
    ],
    ids=lambda shown: shown[:14] or "nothing",
)
def test_nobody_without_a_token_is_let_in(shared: Systems, shown: str) -> None:
    headers = {b"Authorization": shown.encode()}
    said = shared.client.get(f"{BASE}/cases", headers=headers)
    assert said.status_code == 401
    assert said.headers["www-authenticate"] == 'Bearer realm="rettidig"'
    assert said.json()["detail"] == "show a token: Authorization: Bearer …"


def test_a_session_of_a_browser_is_no_token(systems: Systems) -> None:
    systems.town.hire("mk", CASEWORKER)
    browser = systems.town.enter("mk")
    assert browser.get("/arbejde").status_code != 303
    assert browser.client.get(f"{BASE}/cases").status_code == 401


def test_a_token_opens_until_it_runs_out(systems: Systems) -> None:
    program = systems.program(days=30)
    systems.town.clock.now = NOW + timedelta(days=30, seconds=-1)
    assert program.get("/cases").status_code == 200
    systems.town.clock.now = NOW + timedelta(days=30)
    refused(program)


def test_a_revoked_token_opens_nothing(systems: Systems) -> None:
    program, other = systems.program(), systems.program()
    office = systems.installation.office
    newest, oldest = list_tokens(office, CODE, now=NOW)
    revoke_token(office, CODE, oldest.id, now=NOW, actor="test")
    refused(program)
    assert other.get("/cases").status_code == 200
    assert [row.id for row in list_tokens(office, CODE, now=NOW)] == [newest.id]
    for code, found in ((CODE, oldest.id), (OTHER_CODE, newest.id), (CODE, UUID(int=1))):
        with pytest.raises(NotFound):
            revoke_token(office, code, found, now=NOW, actor="test")


def test_a_token_is_worth_what_its_user_is(systems: Systems) -> None:
    program, office = systems.program("mk", CASEWORKER), systems.installation.office
    assert program.get("/cases").status_code == 200
    set_roles(office, CODE, "mk", (), now=NOW, actor="test")
    assert "see-case" in refused(program, 403)
    set_roles(office, CODE, "mk", (CASEWORKER,), now=NOW, actor="test")
    set_active(office, CODE, "mk", False, now=NOW, actor="test")
    refused(program)


def test_a_list_says_when_a_token_was_last_seen_and_never_what_it_is(systems: Systems) -> None:
    program, office = systems.program(), systems.installation.office
    (before,) = list_tokens(office, CODE, now=NOW)
    program.get("/cases")
    (after,) = list_tokens(office, CODE, now=NOW)
    assert (before.last_used_at, after.last_used_at) == (None, NOW)
    assert program.token.endswith(after.hint)
    assert program.token not in repr(after)


def test_a_busy_database_stops_no_program_from_reading(systems: Systems) -> None:
    office, program = systems.installation.office, systems.program()
    event.listen(office.engine, "connect", lambda made, _: made.execute("PRAGMA busy_timeout=20"))
    office.engine.dispose()
    file = office.engine.url.database
    assert file is not None
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert program.get("/cases").status_code == 200


def test_another_municipality_is_another_world(systems: Systems) -> None:
    reference = systems.installation.register("2026-03-05", now=NOW)
    neighbour = systems.program("leder", code=OTHER_CODE)
    assert neighbour.get("/cases").json() == {"items": [], "next": None}
    assert neighbour.get(f"/cases/{reference}").status_code == 404
    body = {"on": "2026-03-20"}
    answer = neighbour.post(
        f"/cases/{reference}/decisions/sent", body, If_Match='"1-0123456789abcdef"'
    )
    assert answer.status_code == 404


def test_a_limited_user_reaches_the_cases_of_the_team(systems: Systems) -> None:
    at_work = systems.installation
    ours = at_work.register("2026-03-05", "rengoering", now=NOW)  # team hjaelp, by its rule
    theirs = at_work.register("2026-03-05", "bil", now=NOW, team="boern")
    nobodys = at_work.register("2026-03-05", "bil", now=NOW)
    program = systems.program("mk", NewRole(StaffRole.CASEWORKER, teams=("hjaelp",)))
    assert [row["reference"] for row in program.get("/cases").json()["items"]] == [ours]
    assert program.get("/cases?team=boern").json()["items"] == []
    found = {ref: program.get(f"/cases/{ref}").status_code for ref in (ours, theirs, nobodys)}
    assert found == {ours: 200, theirs: 403, nobodys: 403}
    tag = systems.program().tag(theirs)
    answer = program.post(f"/cases/{theirs}/acute", {"why": "x"}, If_Match=tag)
    assert answer.status_code == 403
    assert program.post("/applications", APPLICATION).status_code == 201
    boern = {**APPLICATION, "team": "boern"}
    assert program.post("/applications", boern).status_code == 403


def test_a_case_that_leaves_the_reach_was_handed_over_all_the_same(systems: Systems) -> None:
    reference = systems.installation.register("2026-03-05", now=NOW)
    program = systems.program("mk", NewRole(StaffRole.CASEWORKER, teams=("hjaelp",)))
    tag, key = program.tag(reference), {"Idempotency_Key": "over-to-them"}
    done = program.post(f"/cases/{reference}/handovers", {"team": "boern"}, If_Match=tag, **key)
    assert (done.status_code, done.content) == (204, b"")
    assert systems.program().get(f"/cases/{reference}").json()["team"] == "boern"
    assert program.get(f"/cases/{reference}").status_code == 403


#: The scopes that open each route, for a user who may do everything; acts on a case are written.
SEEN_BY = {"cases:read", "cases:write", "webhooks"}
OPENED_BY = {
    "list_cases": SEEN_BY,
    "get_case": SEEN_BY,
    "get_letter": SEEN_BY,
    "list_areas": {"cases:read"},
    "get_due": {"cases:read"},
    "post_webhook": {"webhooks"},
    "get_webhooks": {"webhooks"},
    "delete_webhook": {"webhooks"},
}
#: Bodies that can be read, so that the scope is what is refused.
BODIES = {
    "post_application": APPLICATION,
    "post_webhook": {"name": "x", "url": "https://system.example/"},
    **{row.path: row.body for row in ROWS},
}


def routes() -> list[APIRoute]:
    """Every route of the API."""
    found = [*reading.router.routes, *writing.router.routes, *webhooks.router.routes]
    return [route for route in found if isinstance(route, APIRoute)]


def test_every_route_asks_for_its_scope_and_a_role(systems: Systems) -> None:
    reference = systems.installation.register("2026-03-05", now=NOW)
    some = UUID(int=1)
    programs = {scope: systems.program(scopes=[scope]) for scope in SCOPES}
    programs["no role"] = systems.program(
        "nobody", NewRole(StaffRole.AUDITOR), scopes=["cases:write"]
    )
    opened: dict[str, set[str]] = {}
    for route in routes():
        address = route.path.format(
            reference=reference, area="rengoering", message=some, webhook=some
        )
        (method,) = route.methods or {""}
        for scope, program in programs.items():
            said = program.client.request(
                method,
                f"{BASE}{address}",
                headers={"Authorization": f"Bearer {program.token}"},
                json=BODIES.get(route.name),
                params={"received": "2026-03-05"} if route.name == "get_due" else None,
            )
            assert said.status_code != 401
            if said.status_code != 403:
                opened.setdefault(route.name, set()).add(scope)
    seen = {"list_cases", "get_case", "get_letter"}
    assert opened == {
        route.name: OPENED_BY.get(route.name, {"cases:write"})
        | ({"no role"} if route.name in seen else set())
        for route in routes()
    }
