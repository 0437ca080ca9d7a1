"""Complaint, board and remand as one chain: each link says what it followed from."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from notifications.formats import short_date
from rules.terms import DeadlineKind, Track
from tracker.services.desk import Desk
from tracker.web.case import words as codes
from tracker.web.words import Words


def story(desk: Desk, words: Words) -> list[str]:
    """The links of the chain in sentences, oldest first."""
    links: list[tuple[date, str]] = []
    for complaint in desk.file.complaints:
        day = short_date(complaint.received_on)
        links.append((complaint.received_on, words.say("Klage modtaget %(day)s.", day=day)))
        if complaint.reconsidered_on and complaint.outcome:
            outcome = codes.said(codes.OUTCOMES, complaint.outcome, words)
            day = short_date(complaint.reconsidered_on)
            text = words.say("Efter klagen: %(what)s %(day)s.", what=outcome, day=day)
            links.append((complaint.reconsidered_on, text))
        if complaint.forwarded_on:
            day = short_date(complaint.forwarded_on)
            text = words.say("Klagen er sendt til Ankestyrelsen %(day)s.", day=day)
            links.append((complaint.forwarded_on, text))
    links += _board_links(desk, words)
    return [text for _, text in sorted(links, key=lambda link: link[0])]


def _board_links(desk: Desk, words: Words) -> Sequence[tuple[date, str]]:
    found = []
    for answer in desk.file.board_decisions:
        outcome = codes.said(codes.OUTCOMES, answer.outcome, words)
        day = short_date(answer.received_on)
        text = words.say("Ankestyrelsen svarede %(day)s: %(what)s.", day=day, what=outcome)
        found.append((answer.received_on, text))
    for round_ in desk.file.rounds[1:]:
        day, due = short_date(round_.started_on), _due_of(desk, round_.id)
        if round_.track == Track.REMANDED:
            text = words.say("Sagen kom tilbage %(day)s.", day=day)
            if due:
                said = {"day": day, "due": short_date(due)}
                text = words.say("Sagen kom tilbage %(day)s. Ny frist %(due)s.", **said)
            found.append((round_.started_on, text))
    return found


def _due_of(desk: Desk, round_id: UUID) -> date | None:
    rows = [d for d in desk.file.current_deadlines(round_id) if d.kind == DeadlineKind.DECISION]
    return rows[-1].due_on if rows else None
