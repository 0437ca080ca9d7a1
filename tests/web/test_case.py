"""The page of a case: what stands first, what stands beside it, and what it costs to draw."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from notifications.causes import Cause
from tests.helpers import aase, at
from tests.web.casework import CPR, Desk, full_case, plain, working
from tracker.codes import DigitalPost, Ending, Outcome, Role
from tracker.services.amending import correct_decision
from tracker.services.complaining import NewComplaint, complain
from tracker.services.registering import AcuteNeed
from tracker.services.remanding import NewRemand, remand

#: No page asks the database more often than this, however much stands on it.
MOST_STATEMENTS = 12


@pytest.fixture(scope="module")
def desk(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with working(migrated_sqlite, tmp_path_factory.mktemp("case")) as desk:
        yield desk


def part(page: str, heading: str) -> str:
    """What stands under a heading, as text."""
    found = page[page.index(f">{heading}</h2>") :]
    return " ".join(re.sub(r"<[^>]+>", " ", found[: found.index("</section>")]).split())


def strip(page: str) -> str:
    """The act strip as text."""
    found = page[page.index('<section class="strip') :]
    return " ".join(re.sub(r"<[^>]+>", " ", found[: found.index("</section>")]).split())


def test_the_strip_says_by_when_how_far_off_and_what_next(desk: Desk) -> None:
    reference = desk.installation.register("2026-03-05")
    said = strip(desk.page(f"/sag/{reference}"))
    assert "Afgørelse senest torsdag 2. april 2026, skærtorsdag · om 4 hverdage" in said
    assert "Seneste arbejdsdag er onsdag 1. april 2026." in said
    assert "Registrér afgørelse" in said
    assert "Vi når det ikke – skriv besked" in said


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        pytest.param("2026-03-06", "", id="nothing while it is far off"),
        pytest.param("2026-03-30", "Ansøger skal have besked, hvis vi ikke når det.", id="near"),
        pytest.param("2026-04-08", "Ansøger har ikke fået besked.", id="overdue and untold"),
    ],
)
def test_the_strip_says_who_must_be_told(desk: Desk, day: str, sentence: str) -> None:
    reference = desk.installation.register("2026-03-05")
    desk.at(day)
    said = strip(desk.page(f"/sag/{reference}"))
    desk.at("2026-03-26")
    before_the_buttons = said.partition("Registrér")[0]
    assert sentence in before_the_buttons
    assert ("besked" in before_the_buttons) == bool(sentence)


def test_a_told_case_is_calm(desk: Desk) -> None:
    reference = desk.installation.register("2026-01-05")
    desk.installation.live(reference, at("2026-01-28", 12))
    desk.installation.live(reference, at("2026-01-30", 12))
    desk.at("2026-02-05")
    page = desk.page(f"/sag/{reference}")
    desk.at("2026-03-26")
    assert "Ansøger har fået besked: fredag 20. februar 2026." in strip(page)
    assert "Besked i tide" in part(page, "Frister")


def test_a_closed_case_has_no_strip_and_says_how_it_ended(desk: Desk) -> None:
    reference = desk.installation.register("2026-03-05")
    desk.installation.close(reference, "2026-03-20", Ending.MOVED)
    page = desk.page(f"/sag/{reference}")
    assert '<section class="strip' not in page
    assert "Lukket: flyttet" in page
    assert "Genåbn den først" in page


def test_help_that_is_late_has_its_own_way(desk: Desk) -> None:
    reference = desk.installation.register("2026-02-02")
    desk.installation.decide(
        reference, "2026-02-10", Outcome.GRANTED, "Rengøring hver uge", sent="2026-02-10"
    )
    said = strip(desk.page(f"/sag/{reference}"))
    assert "Levering senest" in said
    assert "Registrér levering" in said
    assert "frist=levering" in desk.page(f"/sag/{reference}")


def test_acute_is_said_first(desk: Desk) -> None:
    reference = desk.installation.register("2026-03-20")
    desk.installation.acute(reference, "Faldet hjemme", now=at("2026-03-26", 8, 14))
    page = desk.page(f"/sag/{reference}")
    assert strip(page).startswith("Akut Afgørelse senest torsdag 26. marts 2026 · i dag.")


def test_the_dates_of_the_case_stand_together(desk: Desk) -> None:
    reference = desk.installation.register(
        "2026-03-05", journaled_on=date(2026, 3, 6), now=at("2026-03-06")
    )
    facts = part(desk.page(f"/sag/{reference}"), "Oplysninger")
    order = [facts.index(name) for name in ("Modtaget", "Journaliseret", "Oprettet", "Afventer")]
    assert order == sorted(order)
    assert "Journaliseret 6.3.2026" in facts
    assert CPR not in facts


def test_an_overruled_value_stays_with_its_reason(desk: Desk) -> None:
    reference = desk.installation.register("2026-03-05")
    why = "brevet lå i en anden kasse"
    desk.installation.correct(reference, "2026-03-02", why, now=at("2026-03-09"))
    page = desk.page(f"/sag/{reference}")
    assert f'<del class="old">5.3.2026</del> <span class="second">rettet 9.3.2026: {why}' in page
    assert '<del class="old">2.4.2026</del>' in page  # the deadline that moved, and what moved it
    assert "modtagelsen er rettet" in part(page, "Frister")


def test_a_corrected_decision_shows_both_days(desk: Desk) -> None:
    made = desk.installation
    reference = made.register("2026-03-05")
    made.decide(reference, "2026-03-20", Outcome.REFUSED)
    made.act(
        correct_decision,
        reference,
        "tastefejl",
        decided_on=date(2026, 3, 19),
        sent_on=None,
        outcome=None,
        now=at("2026-03-23"),
    )
    row = part(desk.page(f"/sag/{reference}"), "Frister")
    assert "19.3.2026" in row
    assert "20.3.2026 rettet 23.3.2026: tastefejl" in row


def test_complaint_board_and_remand_are_one_story(desk: Desk) -> None:
    made = desk.installation
    reference = made.register("2026-01-05")
    made.decide(reference, "2026-01-20", Outcome.REFUSED, sent="2026-01-20")
    made.act(complain, reference, NewComplaint(received_on=date(2026, 2, 2)), now=at("2026-02-02"))
    made.act(remand, reference, NewRemand(received=date(2026, 3, 16)), now=at("2026-03-16"))
    page = desk.page(f"/sag/{reference}")
    course = part(page, "Forløbet")
    said = [course.index(text) for text in ("Klage modtaget 2.2.2026", "Sagen kom tilbage 16.3")]
    assert said == sorted(said)
    assert "Hjemvist 16.3.2026" in page
    assert "Ny afgørelse senest mandag 13. april 2026" in page


def test_why_a_date_is_as_it_is(desk: Desk) -> None:
    reference = desk.installation.register("2026-03-05")
    page = desk.page(f"/sag/{reference}")
    assert "Hvorfor 2. april?" in page
    assert "Den dag tæller ikke med." in page
    assert "Reglen: “4 uger”." in page


def test_a_case_without_a_deadline_says_so(desk: Desk) -> None:
    reference = desk.installation.register("2026-03-05", "loebende")
    page = desk.page(f"/sag/{reference}")
    assert "Uden frist" in strip(page)
    assert "Der er ingen frist, der kan regnes ud." in part(page, "Frister")


def test_awaiting_moves_nothing_and_is_shown(desk: Desk) -> None:
    reference = desk.installation.register("2026-03-05")
    desk.installation.await_(reference, Cause.DOCTOR, "2026-03-10")
    page = desk.page(f"/sag/{reference}")
    assert "Oplysninger fra læge, siden 10.3.2026" in part(page, "Oplysninger")
    assert "Fristen står fast." in page


def test_a_sent_letter_opens_as_it_was_sent(desk: Desk) -> None:
    reference = desk.installation.register("2026-03-05")
    desk.installation.live(reference, at("2026-03-06", 12))
    link = re.search(r'href="(/sag/[^"]+/brev/[^"]+\.pdf)"', desk.page(f"/sag/{reference}"))
    assert link is not None
    answer = desk.browser.get(link[1])
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content in {path.read_bytes() for path in desk.installation.files()}
    assert answer.headers["cache-control"] == "no-store"


def test_a_case_that_is_not_there_is_a_plain_404(desk: Desk) -> None:
    assert desk.browser.get("/sag/2026-9999").status_code == 404


def test_the_page_in_english(desk: Desk) -> None:
    reference = desk.installation.register("2026-03-05")
    page = plain(desk.browser.get(f"/sag/{reference}?sprog=en").text)
    assert "Decision no later than Thursday 2 April 2026" in page
    assert "in 4 working days" in page


def test_more_than_five_rounds_fold_and_open(desk: Desk) -> None:
    made = desk.installation
    reference = made.register("2025-08-04", now=at("2025-08-04"))
    for month in range(9, 13):
        made.decide(reference, f"2025-{month:02}-08", Outcome.REFUSED, sent=f"2025-{month:02}-08")
        made.remand(reference, f"2025-{month:02}-22")
    made.decide(reference, "2026-01-08", Outcome.REFUSED, sent="2026-01-08")
    made.remand(reference, "2026-01-22")
    assert "Vis alle runder" in desk.page(f"/sag/{reference}")
    assert "Vis alle runder" not in desk.page(f"/sag/{reference}?runder=alle")


def test_the_page_asks_the_database_twelve_times_at_most(desk: Desk) -> None:
    reference = full_case(desk)
    made = desk.installation
    made.decide(reference, "2026-02-18", Outcome.GRANTED, "Rengøring", "Tøjvask", sent="2026-02-18")
    asked: list[str] = []
    engine = made.office.engine

    def count(*args: object) -> None:
        asked.append(str(args[2]))

    event.listen(engine, "before_cursor_execute", count)
    try:
        page = desk.page(f"/sag/{reference}")
    finally:
        event.remove(engine, "before_cursor_execute", count)
    statements = [text for text in asked if not text.startswith(("PRAGMA", "BEGIN", "ROLLBACK"))]
    assert len(statements) <= MOST_STATEMENTS, statements
    for heading in ("Forløbet", "Frister", "Bevillinger", "Breve", "Oplysninger", "Hændelser"):
        assert f">{heading}</h2>" in page


def test_copies_stand_among_the_letters(desk: Desk) -> None:
    made = desk.installation
    parties = (
        aase(name="Åse Prøve-Testesen"),
        aase(name="Rie Prøve", role=Role.REPRESENTATIVE, scope="hele sagen", copy_to_party=True),
    )
    reference = made.register("2026-03-05", parties=parties)
    made.live(reference, at("2026-03-06", 12))
    assert "Kopi: Vi har modtaget din ansøgning" in part(desk.page(f"/sag/{reference}"), "Breve")


def test_acute_from_the_start_has_its_dates(desk: Desk) -> None:
    reference = desk.installation.register(
        "2026-03-26", acute=AcuteNeed("faldet"), parties=(aase(digital_post=DigitalPost.EXEMPT),)
    )
    page = desk.page(f"/sag/{reference}")
    assert "samme dag" in part(page, "Frister")
