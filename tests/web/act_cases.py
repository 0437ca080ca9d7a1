"""A case in every state that an act page asks for, and what is typed on each page."""

from datetime import date
from typing import Any

from notifications.causes import Cause
from tests.helpers import at
from tests.web.casework import Desk
from tracker.codes import BoardOutcome, ComplaintOutcome, Ending, FollowUpKind, Outcome
from tracker.services.appealing import BoardAnswer, record_board
from tracker.services.complaining import NewComplaint, complain, forward, reconsider
from tracker.services.contacting import hear, log_reminder
from tracker.services.following import plan_follow_up
from tracker.services.suppliers import ask_supplier


def running(desk: Desk) -> str:
    return desk.installation.register("2026-03-05")


def decided(desk: Desk) -> str:
    reference = running(desk)
    desk.installation.decide(reference, "2026-03-20", Outcome.REFUSED)
    return reference


def sent(desk: Desk) -> str:
    reference = running(desk)
    desk.installation.decide(reference, "2026-03-20", Outcome.REFUSED, sent="2026-03-20")
    return reference


def granted(desk: Desk) -> str:
    reference = desk.installation.register("2026-03-05", "aflastning")
    made = desk.installation
    made.decide(reference, "2026-03-20", Outcome.GRANTED, "Aflastning", sent="2026-03-20")
    return reference


def delivered(desk: Desk) -> str:
    reference = granted(desk)
    desk.installation.deliver(reference, "2026-03-23")
    return reference


def complained(desk: Desk) -> str:
    reference = sent(desk)
    new = NewComplaint(received_on=date(2026, 3, 21))
    desk.installation.act(complain, reference, new, now=at("2026-03-21"))
    return reference


def upheld(desk: Desk) -> str:
    reference = complained(desk)
    act = (ComplaintOutcome.UPHELD, date(2026, 3, 23))
    desk.installation.act(reconsider, reference, *act, grants=[], now=at("2026-03-23"))
    return reference


def passed_on(desk: Desk) -> str:
    reference = upheld(desk)
    desk.installation.act(forward, reference, date(2026, 3, 24), now=desk.now)
    return reference


def changed_by_board(desk: Desk) -> str:
    reference = sent(desk)
    answer = BoardAnswer(outcome=BoardOutcome.CHANGED, received_on=date(2026, 3, 23))
    desk.installation.act(record_board, reference, answer, now=at("2026-03-23"))
    return reference


def remanded(desk: Desk) -> str:
    reference = sent(desk)
    desk.installation.remand(reference, "2026-03-23")
    return reference


def acute(desk: Desk) -> str:
    reference = running(desk)
    desk.installation.acute(reference, "faldet", now=at("2026-03-24"))
    return reference


def waiting(desk: Desk) -> str:
    reference = running(desk)
    desk.installation.await_(reference, Cause.DOCTOR, "2026-03-10")
    return reference


def asked(desk: Desk) -> str:
    reference = running(desk)
    desk.installation.act(log_reminder, reference, date(2026, 3, 23), note=None, now=desk.now)
    return reference


def heard(desk: Desk) -> str:
    reference = running(desk)
    days = (date(2026, 3, 20), date(2026, 4, 10))
    desk.installation.act(hear, reference, *days, now=desk.now)
    return reference


def wants_another(desk: Desk) -> str:
    reference = granted(desk)
    desk.installation.act(ask_supplier, reference, date(2026, 3, 23), grant=1, now=desk.now)
    return reference


def followed(desk: Desk) -> str:
    reference = granted(desk)
    act = (FollowUpKind.FOLLOW_UP, date(2026, 4, 1))
    desk.installation.act(plan_follow_up, reference, *act, grant=None, every=None, now=desk.now)
    return reference


def twice(desk: Desk) -> str:
    desk.installation.register("2026-03-04")
    return running(desk)


def closed(desk: Desk) -> str:
    reference = running(desk)
    desk.installation.close(reference, "2026-03-20", Ending.WITHDRAWN)
    return reference


WHY = {"hvorfor": "aftalt på telefon"}
ON = {"dag": "24.3.2026"}
#: For each act: a case in which it is lawful, what is typed, and an event that it leaves.
LAWFUL: dict[str, tuple[Any, dict[str, str], str]] = {
    "afgoerelse": (running, {"udfald": "refused", "dag": "24/3"}, "decided"),
    "afgoerelse-sendt": (decided, ON, "decision-sent"),
    "levering": (granted, {"ydelse": "1", **ON}, "delivered"),
    "afventer": (running, {"aarsag": "doctor", **ON, "note": "ringet to gange"}, "awaiting"),
    "afventer-ikke": (waiting, ON, "awaiting-ended"),
    "rykker": (running, ON, "reminder-received"),
    "rykker-besvaret": (asked, ON, "reminder-answered"),
    "hoering": (running, {**ON, "svar": "10/4"}, "heard"),
    "hoering-besvaret": (heard, ON, "hearing-answered"),
    "opgave": (acute, {"opgave": "telephone"}, "task-done"),
    "klage": (sent, {**ON, "hvem": "1"}, "complaint-received"),
    "genvurdering": (complained, {"udfald": "upheld", **ON}, "reconsidered"),
    "videresend": (upheld, ON, "forwarded"),
    "ankestyrelsen": (sent, {"udfald": "upheld", **ON}, "board-answered"),
    "hjemvist": (sent, ON, "remand-received"),
    "gennemfoert": (changed_by_board, ON, "effectuated"),
    "ny-leverandoer": (granted, {"ydelse": "1", **ON}, "supplier-asked"),
    "leverandoer": (
        granted,
        {"ydelse": "1", "leverandoer": "Opdigtet ApS", **ON},
        "supplier-changed",
    ),
    "leverandoer-beholdt": (wants_another, {"ydelse": "1", **WHY, **ON}, "supplier-kept"),
    "ydelse-datoer": (granted, {"ydelse": "1", "oensket": "1/5"}, "grant-dated"),
    "opfoelgning": (granted, {"hvad": "follow-up", "dag": "1/5"}, "follow-up-planned"),
    "opfoelgning-holdt": (followed, ON, "follow-up-done"),
    "akut": (running, {**WHY, "siden": "24.3.2026 kl. 8.14"}, "acute-set"),
    "ikke-akut": (acute, WHY, "acute-cleared"),
    "behov": (delivered, {**ON, **WHY}, "reassessment-opened"),
    "ny-part": (running, {"rolle": "guardian", "navn": "Poul Prøve"}, "party-changed"),
    "part": (running, {"hvem": "1", "telefon": "12 34 56 78"}, "party-changed"),
    "omraade": (running, {"omraade": "bil", **WHY}, "reclassified"),
    "del": (running, {"omraade": "bil", **WHY}, "split"),
    "samme-sag": (twice, WHY, "ended"),
    "overdrag": (running, {"team": "hjaelp", "sagsbehandler": "sofie"}, "handed-over"),
    "ret-modtaget": (running, {"modtaget": "4.3.2026", **WHY}, "corrected"),
    "ret-afgoerelse": (decided, {"afgjort": "19.3.2026", **WHY}, "corrected"),
    "ret-levering": (delivered, {"leveret": "22.3.2026", **WHY}, "corrected"),
    "ret-akut": (acute, {"siden": "23.3.2026 kl. 9.00", **WHY}, "corrected"),
    "ret-hjemvist": (remanded, {"modtaget": "22.3.2026", **WHY}, "corrected"),
    "ret-klage": (complained, {"modtaget": "23.3.2026", **WHY}, "corrected"),
    "ret-genvurdering": (upheld, {"besvaret": "22.3.2026", **WHY}, "corrected"),
    "ret-videresendt": (passed_on, {"sendt": "23.3.2026", **WHY}, "corrected"),
    "ret-lukning": (closed, WHY, "corrected"),
    "ret-part": (running, {"hvem": "1", "cpr": "010190-0001", **WHY}, "party-changed"),
    "trukket": (running, ON, "ended"),
    "flyttet": (running, ON, "ended"),
    "doed": (running, ON, "ended"),
    "sendt-videre": (running, ON, "ended"),
    "afvist": (running, ON, "ended"),
    "sagt-fra": (granted, {"ydelse": "1", **ON, **WHY}, "grant-ended"),
    "genaabn": (sent, {**ON, **WHY}, "reopened"),
}

#: A case in which the act is not lawful, where there is one.
UNLAWFUL = {
    "afgoerelse": decided,
    "afgoerelse-sendt": running,
    "levering": running,
    "afventer": closed,
    "afventer-ikke": running,
    "rykker-besvaret": running,
    "hoering": closed,
    "hoering-besvaret": running,
    "opgave": running,
    "klage": running,
    "genvurdering": sent,
    "videresend": complained,
    "ankestyrelsen": running,
    "hjemvist": running,
    "gennemfoert": sent,
    "ny-leverandoer": running,
    "leverandoer": running,
    "leverandoer-beholdt": granted,
    "ydelse-datoer": running,
    "opfoelgning": running,
    "opfoelgning-holdt": granted,
    "akut": acute,
    "ikke-akut": running,
    "behov": running,
    "ny-part": closed,
    "omraade": closed,
    "del": closed,
    "samme-sag": closed,
    "ret-afgoerelse": running,
    "ret-levering": granted,
    "ret-akut": running,
    "ret-hjemvist": running,
    "ret-klage": running,
    "ret-genvurdering": complained,
    "ret-videresendt": upheld,
    "ret-lukning": running,
    "trukket": closed,
    "flyttet": closed,
    "doed": closed,
    "sendt-videre": closed,
    "afvist": closed,
    "sagt-fra": running,
    "genaabn": running,
}
ALWAYS = {"rykker", "part", "overdrag", "ret-modtaget", "ret-part"}
