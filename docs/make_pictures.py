"""Draws the README's pictures: a letter, a report and two pages of one fixed demonstration."""

import io
import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

import typst
import uvicorn
from playwright.sync_api import Page, sync_playwright

from notifications.channels.folder import FolderChannel
from tracker.cli.reports import COMPLIANCE, compliance_words, show_overdue
from tracker.cli.tables import print_table
from tracker.demo.days import Days
from tracker.demo.ground import Ground
from tracker.demo.letters import lay_out
from tracker.demo.lives import LIVES
from tracker.demo.packs import write_packs
from tracker.demo.people import Crowd
from tracker.demo.staff import hire, logins
from tracker.office import Office, open_office
from tracker.services.accounts import find_user
from tracker.services.figures import figures
from tracker.services.reporting import total
from tracker.services.sessions import open_session
from tracker.settings import Settings
from tracker.web.app import make_app

PICTURES: Final = Path(__file__).parent / "pictures"
LAST: Final = date(2026, 3, 27)
WHERE: Final = "aarhus"

#: A page of a PDF as a picture of its own size, with a thin edge.
_LETTER: Final = """
#set page(width: auto, height: auto, margin: 0pt)
#box(stroke: 0.5pt + gray, image("letter.pdf", width: 210mm))
"""

#: Lines of a terminal, in the fixed-width font that typst brings along.
_REPORT: Final = """
#set page(width: auto, height: auto, margin: 14pt)
#set text(font: "DejaVu Sans Mono", size: 9pt)
#raw(sys.inputs.text)
"""


def main() -> None:
    """Live through the demonstration in a folder that is gone afterwards, and draw from it."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        ground = Ground(Path(folder))
        office, reference = _live(ground)
        letter = ground.letters / WHERE / f"{reference}-delay-notice.pdf"
        _draw(_LETTER, PICTURES / "letter.png", 84, files={"letter.pdf": letter.read_bytes()})
        _draw(_REPORT, PICTURES / "report.png", 110, text=_report(office))
        _draw_pages(office)
        office.engine.dispose()


def _live(ground: Ground) -> tuple[Office, str]:
    write_packs(ground.packs)
    settings = Settings(
        database_url=f"sqlite:///{ground.database}", key_file=ground.key, packs=ground.packs
    )
    office, _warnings = open_office(settings)
    days = Days(office, FolderChannel(ground.outbox), Crowd(1), LIVES, LAST)
    for _day in days.live():
        pass
    slugs = {life.municipality for life in LIVES}
    hire(office, [WHERE], WHERE, LAST)
    lay_out(
        ground.outbox,
        ground.letters,
        {office.book.pack(slug).municipality.code: slug for slug in slugs},
    )
    told = next(going for going in days.going if going.life.story)
    return office, told.references[0]


def _report(office: Office) -> str:
    """What `rettidig overdue` prints, and the totals of `rettidig report compliance`."""
    evening = datetime.combine(LAST, time(20), UTC)
    found, text = figures(office, WHERE, now=evening), io.StringIO()
    with redirect_stdout(text):
        show_overdue(found)
        print()
        print_table(COMPLIANCE, [compliance_words(line) for line in total(found)])
    return "\n".join(line.rstrip() for line in text.getvalue().rstrip().split("\n"))


def _draw(
    source: str,
    picture: Path,
    ppi: int,
    *,
    text: str = "",
    files: Mapping[str, bytes] | None = None,
) -> None:
    """Set a page and write it as a picture; small files, sharp enough for a screen."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in {**(files or {}), "picture.typ": source.encode()}.items():
            (Path(folder) / name).write_bytes(data)
        page = typst.compile(
            str(Path(folder) / "picture.typ"), format="png", ppi=ppi, sys_inputs={"text": text}
        )
    assert isinstance(page, bytes)  # noqa: S101 - one page, one picture
    picture.write_bytes(page)
    print(f"{picture.relative_to(PICTURES.parent.parent)}: {len(page) // 1024} kB")


def _draw_pages(office: Office) -> None:
    """Photograph the first caseworker's list of the morning after, and a case that came back."""
    now = datetime.combine(LAST, time(8), UTC)
    code, (login, _role) = office.book.pack(WHERE).municipality.code, logins()[0]
    with office.writing(now, login) as store:
        token = open_session(store, find_user(store, code, login), hours=1)
    with _served(office, now) as base, sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 700})
        page.context.add_cookies([{"name": "rettidig", "value": token, "url": base}])
        page.goto(f"{base}/arbejde?resten=1", wait_until="networkidle")
        _photograph(page, "work.png")
        page.locator("tr:has(.standing.remanded) [data-row]").first.click()
        page.wait_for_load_state("networkidle")
        _photograph(page, "case.png")
        browser.close()


def _photograph(page: Page, name: str) -> None:
    size = len(page.screenshot(path=PICTURES / name))
    print(f"docs/pictures/{name}: {size // 1024} kB")


@contextmanager
def _served(office: Office, now: datetime) -> Iterator[str]:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    app = make_app(office, local=True, now=lambda: now)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, ws="none"))
    thread = threading.Thread(target=lambda: server.run(sockets=[listener]), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()


if __name__ == "__main__":
    main()
