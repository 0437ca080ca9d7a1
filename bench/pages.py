"""What a page costs with many cases in SQLite: milliseconds, statements, bytes over the wire."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from typing import Any, Final

from sqlalchemy import event
from starlette.testclient import TestClient

from bench.crowd import crowd, template
from notifications.channels.folder import FolderChannel
from tracker.codes import DigitalPost, Outcome
from tracker.database import writing
from tracker.office import Office, open_office
from tracker.policy import StaffRole
from tracker.services.accounts import NewUser, add_user, find_user
from tracker.services.deciding import decide
from tracker.services.dispatching import dispatch
from tracker.services.memberships import NewRole
from tracker.services.parties import NewParty
from tracker.services.registering import NewApplication, register
from tracker.services.sessions import open_session
from tracker.services.sweeping import sweep
from tracker.settings import Settings
from tracker.web.app import make_app

CASES: Final = 100_000
CASEWORKERS: Final = 100
RUNS: Final = 120
#: How many cases lie between two whose pages are measured.
_APART: Final = 37
NOW: Final = datetime(2026, 3, 26, 9, tzinfo=UTC)
CODE, PACK, AREA = "0751", "aarhus", "praktisk-hjaelp.rengoering"

#: Days before now that the copied cases came in, their decision, and how many of a hundred are so.
_LIVES: Final = (
    (2, None, 2),
    (14, None, 2),
    (20, None, 2),
    (40, None, 1),
    (200, 10, 80),
    (150, 35, 13),
)


@dataclass(frozen=True, slots=True)
class PageCost:
    """One page, asked for by one person after the other."""

    what: str
    median: float
    p95: float
    statements: int
    bytes_sent: int


def costs(cases: int = CASES) -> list[PageCost]:
    """Every page that is measured, in one database made for it."""
    with tempfile.TemporaryDirectory() as folder, _office(Path(folder)) as office:
        _fill(office, Path(folder), cases)
        app = make_app(office, local=True, now=lambda: NOW)
        with TestClient(app, base_url="http://127.0.0.1") as client:
            return [
                _cost(office, client, "my work", "/arbejde"),
                _cost(office, client, "my work, all of it", "/arbejde?resten=1"),
                _cost(office, client, "search for a name", "/soeg?q=Sofie+Klitholm"),
                _cost(office, client, "a case", "/sag/2025-{number:05}"),
            ]


@contextmanager
def _office(folder: Path) -> Iterator[Office]:
    office, _warnings = open_office(
        Settings(database_url=f"sqlite:///{folder}/bench.db", key_file=folder / "bench.key")
    )
    yield office
    office.engine.dispose()


def _fill(office: Office, folder: Path, cases: int) -> None:
    made = [_live(office, folder, ago, decided) for ago, decided, _ in _LIVES]
    people = [f"b{number}" for number in range(CASEWORKERS)]
    for login in people:
        new = NewUser(login=login, name=login, roles=(NewRole(StaffRole.CASEWORKER),))
        add_user(office, CODE, new, now=NOW, actor="bench")
    with office.writing(NOW, "bench") as store:
        templates = [template(store, CODE, reference) for reference in made]
        weights = [weight for _, _, weight in _LIVES]
        crowd(store, templates, weights, cases, caseworkers=people, year=2025)
    with writing(office.engine) as session:
        session.connection().exec_driver_sql("ANALYZE")


def _live(office: Office, folder: Path, ago: int, decided: int | None) -> str:
    """One case as the services make it, weighed and written to as time goes by."""
    began = NOW - timedelta(days=ago)
    party = NewParty(
        name="Åse Prøve",
        address=("Opdigtet Vej 1", "8000 Aarhus C"),
        digital_post=DigitalPost.REGISTERED,
    )
    new = NewApplication(
        municipality=PACK, areas=(AREA,), received=began.date(), parties=(party,), caseworker="b0"
    )
    (reference,) = register(office, new, now=began, actor="bench").references
    for day in range(0, ago, 7):
        now = began + timedelta(days=day)
        sweep(office, now=now)
        dispatch(office, FolderChannel(folder / "outbox"), now=now)
        if decided is not None and day <= decided < day + 7:
            _decide(office, reference, (began + timedelta(days=decided)).date())
    sweep(office, now=NOW)
    return reference


def _decide(office: Office, reference: str, on: date) -> None:
    now = datetime.combine(on, NOW.timetz())
    decide(office, PACK, reference, Outcome.REFUSED, on, sent_on=on, now=now, actor="bench")


def _cost(office: Office, client: TestClient, what: str, path: str) -> PageCost:
    cookies = [_cookie(office, f"b{number}") for number in range(CASEWORKERS)]
    spent, sent = [], []
    for run in range(RUNS):
        client.cookies.clear()
        client.cookies.update(cookies[run % CASEWORKERS])
        began = time.perf_counter()
        # Another case each time; the other pages are another person's.
        asked_for = path.format(number=run * _APART + 1)
        answer = client.get(asked_for, headers={"Accept-Encoding": "gzip"})
        spent.append(time.perf_counter() - began)
        assert answer.status_code == 200, answer.status_code
        sent.append(int(answer.headers["content-length"]))
    asked = _statements(office, client, path.format(number=1))
    cut = quantiles(spent, n=20)
    return PageCost(what, cut[9], cut[18], asked, sum(sent) // len(sent))


def _cookie(office: Office, login: str) -> dict[str, str]:
    with office.writing(NOW, login) as store:
        user = find_user(store, CODE, login)
        return {"rettidig": open_session(store, user, hours=10)}


def _statements(office: Office, client: TestClient, path: str) -> int:
    asked: list[Any] = []

    def note(*about: Any) -> None:
        asked.append(about[2])

    event.listen(office.engine, "before_cursor_execute", note)
    client.get(path)
    event.remove(office.engine, "before_cursor_execute", note)
    return len(asked)


def show_pages(title: str, found: Sequence[PageCost]) -> None:
    """Print what pages cost as a table."""
    print(f"\n{title}")
    for cost in found:
        print(
            f"  {cost.what:22}  {cost.median * 1e3:7.1f} ms median  {cost.p95 * 1e3:7.1f} ms p95"
            f"  {cost.statements:3} statements  {cost.bytes_sent / 1024:6.1f} kB"
        )
