"""The notice page: what it asks, what it shows, what it does, and what it refuses."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response

from notifications.causes import Cause
from tests.helpers import aase, at
from tests.web.casework import Desk, errors_in, plain, version_in, working
from tracker.codes import DigitalPost, Outcome, Role

#: What a caseworker types when the answer will be late.
LATE = {"hvornaar": "dato", "dato": "29/4", "aarsag": "home-visit", "ord": "", "note": ""}
OWN = "En ergoterapeut skal se din bolig. Det første ledige besøg er den 14. april."


@pytest.fixture(scope="module")
def desk(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with working(migrated_sqlite, tmp_path_factory.mktemp("notice")) as desk:
        yield desk


@pytest.fixture(autouse=True)
def _the_same_day(desk: Desk) -> None:
    desk.at("2026-03-26")


def case(desk: Desk, **more: Any) -> str:
    """A case whose decision is due on 2 April."""
    return desk.installation.register("2026-03-05", parties=(aase(**more),))


def send(desk: Desk, reference: str, what: str = "godkend", **typed: str) -> Response:
    path = f"/sag/{reference}/besked"
    frist = typed.pop("frist", "afgoerelse")
    return desk.send(path, handling=what, frist=frist, **{**LATE, **typed})


def delay(desk: Desk, reference: str) -> dict[str, Any]:
    letters: list[dict[str, Any]] = desk.show(reference)["letters"]
    return [letter for letter in letters if letter["kind"].endswith("delay-notice")][-1]


def test_the_page_asks_for_nothing_that_is_known_and_fills_nothing_in_silently(desk: Desk) -> None:
    page = desk.page(f"/sag/{case(desk)}/besked")
    assert "Hvornår kan ansøger forvente en afgørelse?" in page
    assert 'id="dato" name="dato" type="text" autocomplete="off" maxlength="200" value=""' in page
    assert "Standarden er torsdag 16. april 2026." in page
    assert "Digital Post – tilmeldt" in page
    assert "frist for afgørelse torsdag 2. april 2026, om 4 hverdage" in page


@pytest.mark.parametrize(
    ("day", "hour", "sentences"),
    [
        pytest.param(
            "2026-03-09",
            9,
            ("Du behøver kun skrive, hvis I ikke når det.", "Send senest tirsdag 31. marts 2026"),
            id="before the draft day",
        ),
        pytest.param(
            "2026-03-31",
            9,
            (
                "Send i dag",
                "sender Rettidig brevet i dag kl. 12.00 med kommunens standard, 3 uger.",
            ),
            id="on the last safe day",
        ),
        pytest.param(
            "2026-03-31",
            13,
            (
                "Går nu",
                "Det går ved næste kørsel med kommunens standard, 3 uger.",
                "Ring også til ansøger, for brevet når ikke frem i tide.",
            ),
            id="once it has passed",
        ),
    ],
)
def test_the_strip_says_when_why_and_what_otherwise(
    desk: Desk, day: str, hour: int, sentences: tuple[str, ...]
) -> None:
    reference = case(desk)
    desk.at(day, hour)
    page = desk.page(f"/sag/{reference}/besked")
    for sentence in sentences:
        assert sentence in page


def test_paper_must_leave_earlier_and_says_so(desk: Desk) -> None:
    reference = case(desk, digital_post=DigitalPost.EXEMPT)
    desk.at("2026-03-20")
    page = desk.page(f"/sag/{reference}/besked")
    assert "Brev på papir er 6 hverdage undervejs. Sendes det " in page
    assert "Brev på papir – fritaget for Digital Post" in page
    assert "Opdigtet Vej 1" in page


def test_an_approved_notice_says_what_was_typed_and_leaves(desk: Desk) -> None:
    reference = case(desk)
    answer = send(desk, reference, ord=OWN, note="ringet til borgeren")
    assert answer.status_code == 303, errors_in(answer.text)
    assert answer.headers["location"] == f"/sag/{reference}"
    letter = delay(desk, reference)
    assert (letter["state"], letter["promised_until"]) == ("queued", "2026-04-29")
    text = desk.installation.texts(reference, "delay-notice")[0]
    assert OWN in text
    assert "Du kan forvente en afgørelse senest onsdag den 29. april 2026." in text
    assert "Mette Prøve Kjær" in text
    assert "ringet" not in text
    assert "Besked godkendt på" in desk.page(f"/sag/{reference}")
    assert "Besøg i boligen" in desk.page(f"/sag/{reference}")  # the cause counts in the figures


def test_the_page_does_what_the_command_line_does(desk: Desk) -> None:
    here, there = case(desk), case(desk)
    assert send(desk, here, ord=OWN).status_code == 303
    made = desk.installation
    made.await_(there, Cause.HOME_VISIT, "2026-03-26", now=desk.now)
    made.expect(
        there,
        expected_on="2026-04-29",
        cause=Cause.HOME_VISIT,
        reason=OWN,
        reason_approved=True,
        now=desk.now,
    )
    made.approve(there, now=desk.now)
    kinds = [[one["kind"] for one in desk.show(ref)["events"]] for ref in (here, there)]
    assert kinds[0] == kinds[1]
    own, other = (desk.installation.texts(ref, "delay-notice")[0] for ref in (here, there))
    assert (
        own.replace(here, "").split("Venlig hilsen")[0]
        == (other.replace(there, "").split("Venlig hilsen")[0])
    )


def test_words_that_nobody_approved_do_not_leave(desk: Desk) -> None:
    reference = case(desk)
    answer = send(desk, reference, "gem", ord=OWN)
    assert answer.status_code == 303
    assert OWN in desk.page(answer.headers["location"])
    desk.installation.live(reference, at("2026-03-31", 12))
    text = desk.installation.texts(reference, "delay-notice")[0]
    assert OWN not in text
    assert "En fagperson skal se din bolig." in text
    assert "onsdag den 29. april 2026" in text


def test_a_time_frame_says_what_the_case_waits_for(desk: Desk) -> None:
    reference = case(desk)
    frame = {"hvornaar": "ramme", "dato": "", "ramme": "4 til 6 uger", "igen": "1/5"}
    assert send(desk, reference, **frame, aarsag="doctor").status_code == 303
    text = desk.installation.texts(reference, "delay-notice")[0]
    assert "4 til 6 uger" in text
    assert "Vi venter på oplysninger fra din læge" in text
    assert delay(desk, reference)["promised_until"] == "2026-05-01"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param(
            {"dato": ""}, "Skriv den dato, ansøger kan regne med.", id="neither date nor frame"
        ),
        pytest.param(
            {"dato": "hurtigst muligt"},
            '"hurtigst muligt" lover ikke noget. Skriv en tidsramme, fx 4 til 6 uger.',
            id="as soon as possible for a date",
        ),
        pytest.param(
            {"hvornaar": "ramme", "ramme": "snarest"},
            '"snarest" lover ikke noget. Skriv en tidsramme, fx 4 til 6 uger.',
            id="soon for a frame",
        ),
        pytest.param(
            {"ord": "Vi afgør sagen inden længe."},
            '"inden længe" lover ikke noget. Skriv en tidsramme, fx 4 til 6 uger.',
            id="before long among the words",
        ),
        pytest.param(
            {"hvornaar": "ramme", "ramme": "et stykke tid"},
            "Skriv en tidsramme, fx 4 til 6 uger.",
            id="no time at all",
        ),
        pytest.param(
            {"dato": "2.4.2026"},
            "Datoen skal ligge efter fristen 2.4.2026. Når I den, er der intet at skrive.",
            id="not after the deadline",
        ),
        pytest.param({"dato": "26.3.2026"}, "Datoen skal ligge efter i dag.", id="today"),
        pytest.param(
            {"dato": "31/2"}, 'Vi kan ikke læse "31/2". Skriv datoen som 5.3.2026.', id="no day"
        ),
        pytest.param(
            {"dato": "1.1.2100"},
            'Vi kan ikke læse "1.1.2100". Skriv datoen som 5.3.2026.',
            id="beyond any calendar",
        ),
        pytest.param({"aarsag": ""}, "Vælg en årsag.", id="no cause"),
        pytest.param(
            {"ord": "ord " * 200},
            "Teksten er på 799 tegn. Der er plads til 600.",
            id="too long for the letter",
        ),
        pytest.param(
            {"ord": "Det handler om 010780-1234."},
            "Der står noget, der ligner et CPR-nummer. Tag det ud.",
            id="a CPR number",
        ),
        pytest.param(
            {"ord": "x" * 70 + " er langt."},
            "Et af ordene er for langt til en linje i brevet. Del det.",
            id="a word longer than a line",
        ),
    ],
)
@pytest.mark.parametrize("what", ["godkend", "gem"])
def test_what_is_wrong_is_said_at_its_field(
    desk: Desk, what: str, typed: dict[str, str], said: str
) -> None:
    reference = case(desk)
    before = len(desk.show(reference)["events"])
    answer = send(desk, reference, what, **typed)
    assert answer.status_code == 422
    assert [plain(text) for text in errors_in(answer.text)] == [said]
    for value in typed.values():
        assert value.strip() in plain(answer.text)
    assert len(desk.show(reference)["events"]) == before


def test_a_second_notice_quotes_the_first_and_needs_a_later_date(desk: Desk) -> None:
    reference = case(desk)
    send(desk, reference)
    desk.installation.dispatch(at("2026-03-26", 10))
    desk.installation.arrive(reference, at("2026-03-26", 11))
    desk.at("2026-04-20")
    page = desk.page(f"/sag/{reference}/besked")
    assert "Vi har skrevet, at svaret kommer senest onsdag 29. april 2026." in page
    earlier = send(desk, reference, dato="28.4.2026")
    assert errors_in(plain(earlier.text)) == [
        "Vi har allerede lovet 29.4.2026. En ny besked skal have en senere dato."
    ]
    assert send(desk, reference, dato="20.5.2026").status_code == 303
    assert delay(desk, reference)["kind"] == "renewed-delay-notice"


def test_what_is_approved_is_not_approved_again(desk: Desk) -> None:
    reference = case(desk)
    send(desk, reference)
    page = desk.page(f"/sag/{reference}/besked")
    assert "Der er allerede godkendt en besked om den her dato." in page
    assert "Godkend og send" not in page
    assert "Godkendt. Brevet går ved næste kørsel." in page


def test_help_and_complaint_have_notices_of_their_own(desk: Desk) -> None:
    reference = case(desk)
    made = desk.installation
    made.decide(reference, "2026-03-20", Outcome.GRANTED, "Rengøring", sent="2026-03-20")
    page = desk.page(f"/sag/{reference}/besked")
    assert "Hvornår kan ansøger forvente, at hjælpen er i gang?" in page
    assert send(desk, reference, frist="levering", aarsag="supplier").status_code == 303
    assert delay(desk, reference)["kind"] == "delivery-delay-notice"


def test_a_case_that_came_back_is_late_from_the_day_it_came_back(desk: Desk) -> None:
    reference = case(desk)
    made = desk.installation
    made.decide(reference, "2026-03-10", Outcome.REFUSED, sent="2026-03-10")
    made.remand(reference, "2026-03-16")
    assert send(desk, reference).status_code == 303
    text = made.texts(reference, "delay-notice")[0]
    assert "Vi modtog Ankestyrelsens afgørelse mandag den 16. marts 2026." in text


def test_every_party_has_a_line_and_a_letter(desk: Desk) -> None:
    parties = (
        aase(name="Åse Prøve-Testesen"),
        aase(name="Lone Prøve", role=Role.CUSTODY_HOLDER, digital_post=DigitalPost.UNKNOWN),
    )
    reference = desk.installation.register("2026-03-05", parties=parties)
    page = desk.page(f"/sag/{reference}/besked")
    assert "Åbn brevet til Lone Prøve (PDF)" in page
    assert "vi ved ikke, om modtageren har Digital Post" in page
    assert send(desk, reference).status_code == 303
    assert len(desk.installation.texts(reference, "delay-notice")) == 2


def test_the_letter_is_shown_as_it_will_go_and_nothing_is_stored(desk: Desk) -> None:
    reference = case(desk)
    rows = desk.installation.rows()
    path = f"/sag/{reference}/besked/kladde.pdf"
    stored = desk.browser.get(path)
    page = desk.browser.get(f"/sag/{reference}/besked").text
    typed = {"version": version_in(page), "frist": "afgoerelse", **LATE, "ord": OWN}
    shown = desk.browser.post(path, **typed)
    for answer in (stored, shown):
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")
        assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert stored.content != shown.content
    assert desk.installation.rows() == rows
    send(desk, reference, ord=OWN)
    desk.installation.dispatch(desk.now)
    (sent,) = [f for f in desk.installation.files() if f.read_bytes() == shown.content]
    assert sent.suffix == ".pdf"  # to the byte what was shown


def test_a_letter_that_cannot_be_written_says_so_in_its_frame(desk: Desk) -> None:
    reference = case(desk)
    path = f"/sag/{reference}/besked/kladde.pdf"
    desk.browser.get(f"/sag/{reference}/besked")
    answer = desk.browser.post(path, frist="afgoerelse", **{**LATE, "dato": "snarest"})
    assert answer.status_code == 422
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert '"snarest" lover ikke noget' in plain(answer.text)


def test_what_no_letter_can_hold_is_said_in_danish_at_the_form_and_in_the_frame(desk: Desk) -> None:
    reference = case(desk, name="Åse " + "Prøve" * 18)
    answer = send(desk, reference)
    assert answer.status_code == 422
    (said,) = errors_in(plain(answer.text))
    assert said == (
        "Modtagerens navn har et ord på 90 tegn, og det kan ikke stå på en linje. Del ordet med et "
        "mellemrum."
    )
    other = case(desk, name="Åse \N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}")
    shown = desk.browser.get(f"/sag/{other}/besked/kladde.pdf")
    assert shown.status_code == 422
    assert "Modtagerens navn har et tegn, som brevet ikke kan vise" in plain(shown.text)


def test_buttons_put_the_sentence_and_the_standard_in(desk: Desk) -> None:
    reference = case(desk)
    with_words = plain(send(desk, reference, "saetning", aarsag="doctor").text)
    assert "Vi venter på oplysninger fra din læge.</textarea>" in with_words
    with_date = plain(send(desk, reference, "standard", dato="").text)
    assert 'value="16.4.2026"' in with_date
    assert "torsdag 16. april 2026 · 8 hverdage efter fristen" in with_date


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param({"del": "lix", "ord": OWN}, "LIX 14, let at læse · 76 af 600 tegn", id="easy"),
        pytest.param(
            {
                "del": "lix",
                "ord": "Sagsbehandlingen forudsætter indhentning af lægefaglige oplysninger",
            },
            "svær at læse, del sætningerne",
            id="hard",
        ),
        pytest.param(
            {"del": "", "ord": "", "aarsag": "doctor"},
            "Vi venter på oplysninger fra din læge.</textarea>",
            id="the sentence of a cause",
        ),
        pytest.param(
            {"del": "", "ord": OWN, "aarsag": "doctor"},
            f"{OWN}</textarea>",
            id="own words are never replaced",
        ),
    ],
)
def test_fragments(desk: Desk, typed: dict[str, str], said: str) -> None:
    reference = case(desk)
    desk.browser.get(f"/sag/{reference}/besked")
    answer = desk.browser.post(f"/sag/{reference}/besked/ord", frist="afgoerelse", **typed)
    assert said in plain(answer.text)
    assert "<html" not in answer.text


def test_a_notice_that_is_due_is_not_dropped_but_made_needless(desk: Desk) -> None:
    reference = case(desk)
    desk.at("2026-03-30")
    page = desk.page(f"/sag/{reference}/besked/ikke?frist=afgoerelse")
    assert "Ansøger har krav på at vide det, før torsdag 2. april 2026 er gået." in page
    for act in ("afgoerelse", "ret-modtaget", "omraade", "trukket", "part"):
        assert f'href="/sag/{reference}/{act}"' in page
    assert f'href="/sag/{reference}/ret-akut"' not in page


@pytest.mark.parametrize(
    ("state", "why"),
    [
        pytest.param("closed", "Sagen er lukket.", id="closed"),
        pytest.param("decided", "Der løber ingen frist", id="decided"),
        pytest.param("anonymous", "Ansøger er anonym", id="anonymous"),
    ],
)
def test_where_nobody_can_be_told_the_page_says_why(desk: Desk, state: str, why: str) -> None:
    reference = case(desk, anonymous=state == "anonymous")
    if state == "closed":
        desk.installation.close(reference, "2026-03-20")
    if state == "decided":
        desk.installation.decide(reference, "2026-03-20", Outcome.REFUSED, sent="2026-03-20")
    page = desk.page(f"/sag/{reference}/besked")
    assert why in page
    assert "Godkend og send" not in page


def test_who_comes_second_sees_who_was_first(desk: Desk) -> None:
    reference = case(desk)
    mine = desk.browser.get(f"/sag/{reference}/besked").text
    desk.installation.await_(reference, Cause.AUTHORITY, "2026-03-20", now=desk.now)
    path = f"/sag/{reference}/besked"
    typed = {**LATE, "ord": OWN, "version": version_in(mine), "frist": "afgoerelse"}
    answer = desk.browser.post(path, handling="godkend", **typed)
    page = plain(answer.text)
    assert answer.status_code == 409
    assert "mk var først kl. 9.00: Afventer svar fra en anden myndighed. Fristen står fast." in page
    assert OWN in page
    again = desk.browser.post(path, handling="godkend", **{**typed, "version": version_in(page)})
    assert again.status_code == 303


@pytest.mark.parametrize("what", ["godkend", "gem", "saetning"])
def test_where_the_case_ended_meanwhile_what_was_typed_is_still_there(
    desk: Desk, what: str
) -> None:
    reference = case(desk)
    opened = desk.browser.get(f"/sag/{reference}/besked").text
    desk.installation.close(reference, "2026-03-25", now=desk.now)
    typed = {**LATE, "ord": OWN, "note": "lægen er på ferie", "version": version_in(opened)}
    answer = desk.browser.post(
        f"/sag/{reference}/besked", handling=what, frist="afgoerelse", **typed
    )
    page = plain(answer.text)
    assert answer.status_code == 409
    assert "Sagen er lukket." in page
    assert f'<li class="kept">{OWN}</li>' in page
    assert '<li class="kept">lægen er på ferie</li>' in page
    shown = desk.browser.post(f"/sag/{reference}/besked/kladde.pdf", frist="afgoerelse", **typed)
    assert shown.status_code == 422
    assert "Sagen er lukket." in plain(shown.text)
    assert "frame-ancestors 'self'" in shown.headers["content-security-policy"]


def test_where_a_colleague_approved_meanwhile_what_was_typed_is_still_there(desk: Desk) -> None:
    reference = case(desk)
    path = f"/sag/{reference}/besked"
    opened = version_in(desk.browser.get(path).text)
    assert send(desk, reference).status_code == 303
    typed = {**LATE, "ord": OWN, "note": "lægen er på ferie", "version": opened}
    answer = desk.browser.post(path, handling="godkend", frist="afgoerelse", **typed)
    page = plain(answer.text)
    assert answer.status_code == 409
    assert "Der er allerede godkendt en besked" in page
    for text in (OWN, "lægen er på ferie"):
        assert f'<li class="kept">{text}</li>' in page


def test_a_cpr_number_is_shown_once_and_the_log_knows_why(desk: Desk) -> None:
    reference = case(desk, cpr="0107801234")
    path = f"/sag/{reference}/cpr/1"
    before = desk.installation.rows()["lookup"]
    asked = desk.page(path)
    assert "0107801234" not in asked.replace("-", "")
    assert desk.browser.post(path, formaal="").status_code == 422
    assert desk.browser.post(path, formaal="other", hvorfor="").status_code == 422
    assert desk.installation.rows()["lookup"] == before
    answer = desk.browser.post(path, formaal="other", hvorfor="pas udløbet")
    assert "010780-1234" in answer.text
    assert "010780" not in re.findall(r"<title>(.*?)</title>", answer.text)[0]
    assert answer.headers["cache-control"] == "no-store"
    assert desk.installation.rows()["lookup"] == before + 1
    assert "010780" not in desk.page(f"/sag/{reference}")


def test_a_party_without_a_number_has_no_such_page(desk: Desk) -> None:
    reference = case(desk)
    assert desk.browser.get(f"/sag/{reference}/cpr/1").status_code == 404
    assert desk.browser.get(f"/sag/{reference}/cpr/9").status_code == 404
