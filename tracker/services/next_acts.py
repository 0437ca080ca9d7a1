"""What can be done with a case as it now stands: a refusal names these acts and no other, and the
pages offer them.

Each act stands under its name on the command line. Whether a date or a word that is given with it
fits is asked when it is done; an act is left out where that would have to be known first.
"""

from collections.abc import Callable, Sequence
from typing import Final

from rules.terms import DeadlineKind
from tracker.casefile import CaseFile, decided_before
from tracker.codes import BoardOutcome, ComplaintOutcome
from tracker.models import Complaint, Decision, Grant
from tracker.services.counting import acute_left


def unanswered(file: CaseFile) -> list[Complaint]:
    """The complaints that have not been looked at, about a decision that holds; as they came."""
    gone = {d.id for d in file.decisions if d.annulled_on is not None}
    found = [
        c
        for c in file.complaints
        if c.outcome is None and c.superseded_at is None and c.decision_id not in gone
    ]
    return sorted(found, key=lambda c: (c.received_on, c.recorded_at))


def to_forward(complaint: Complaint) -> bool:
    """Whether a complaint was not fully met and has not gone on to the appeals board."""
    left = {ComplaintOutcome.UPHELD, ComplaintOutcome.PARTLY}
    return complaint.outcome in left and complaint.forwarded_on is None


def of_two(file: CaseFile, decision: Decision) -> bool:
    """Whether a decision took the place of two: what held since new facts were decided, and what
    was complained of before."""
    about = next((c.decision_id for c in file.complaints if c.id == decision.complaint_id), None)
    old = next((d for d in file.decisions if d.id == about), None)
    return old is not None and old.round_id != decision.round_id


def answerable(file: CaseFile) -> Decision | None:
    """The decision that the board answers about: what holds, also beside a part sent back, and
    until new facts are decided on."""
    decision, round_ = file.standing_decision, file.round
    if decision is None and round_.annuls_part_sealed is not None:
        decision = next((d for d in file.holding() if d.id == round_.annuls_id), None)
    return decision or file.held_decision


def help_waits(file: CaseFile) -> bool:
    """Whether help that was granted has not come."""
    return any(file.delivered(grant.id) is None for grant in _going(file))


def help_owed(file: CaseFile) -> bool:
    """Whether help that was granted, or that the law starts itself, has not come yet."""
    return any(d.kind == DeadlineKind.DELIVERY and file.help_of(d) is None for d in file.running())


def annullable(file: CaseFile) -> list[int]:
    """The numbers of the rounds whose decision a remand can annul."""
    if _open(file) and file.decision is None:
        return []
    made = [(r.number, file.standing_of(r.id)) for r in file.rounds]
    return [number for number, d in made if d is not None and d.annulled_on is None]


def next_acts(file: CaseFile) -> str:
    """What can be done now, in the words of the command line: "complain, board or reopen"."""
    found = [name for name, lawful in _ACTS if lawful(file)]
    return one_of(found)


def can(file: CaseFile, name: str) -> bool:
    """Whether an act can be done now, by its name on the command line."""
    return dict(_ACTS)[name](file)


def disputable(file: CaseFile) -> bool:
    """Whether somebody can complain now: a party whose own complaint does not wait already."""
    complained = {c.party_id for c in unanswered(file)}
    free = any(party.id not in complained for party in file.principals())
    return _open(file) and file.held_decision is not None and free


def reassessable(file: CaseFile) -> bool:
    """Whether help was granted that can be looked at again, on some day until its last."""
    return _open(file) and _reopenable(file) and bool(_going(file))


def one_of(names: Sequence[str]) -> str:
    """Names to choose from, as a sentence has them."""
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _open(file: CaseFile) -> bool:
    return file.case.ending is None


def _going(file: CaseFile) -> list[Grant]:
    return [g for g in file.granted() if g.ended_on is None]


def _undecided(file: CaseFile) -> bool:
    return _open(file) and file.decision is None


def _unsent(file: CaseFile) -> bool:
    decision = file.held_decision or file.decision
    return _open(file) and decision is not None and decision.sent_on is None


def _deliverable(file: CaseFile) -> bool:
    """Whether granted help waits, or help whose clock runs before anything was granted."""
    delivery = [d for d in file.running() if d.kind == DeadlineKind.DELIVERY]
    own = [d for d in delivery if d.round_id == file.round.id and d.grant_id is None]
    early = _undecided(file) and bool(own if file.granted() else delivery)
    return _open(file) and (help_waits(file) or (early and not file.delivered_in(file.round.id)))


def _acute(file: CaseFile) -> bool:
    lawful = file.decision is None or help_waits(file)
    return _open(file) and file.case.acute_from is None and lawful


def _no_longer_acute(file: CaseFile) -> bool:
    known, decision = file.case.acute_from, file.decision
    if not _open(file) or (known is None and not acute_left(file)):
        return False
    return known is None or decision is None or decided_before(decision, known)


def _disputable(file: CaseFile) -> bool:
    return _open(file) and file.held_decision is not None and not unanswered(file)


def _unfinished(file: CaseFile) -> bool:
    changed = [b for b in file.board_decisions if b.outcome == BoardOutcome.CHANGED]
    return any(b.effectuated_on is None for b in changed)


def _reopenable(file: CaseFile) -> bool:
    if not _open(file):
        return not unanswered(file)
    decision = file.standing_decision or file.decision
    ready = file.decision is not None and decision is not None and decision.sent_on is not None
    return ready and not unanswered(file)


def _reassessable(file: CaseFile) -> bool:
    """Left out where help has a last day, which may have passed."""
    return reassessable(file) and any(grant.until_on is None for grant in _going(file))


def _amendable(file: CaseFile) -> bool:
    """Whether nothing has been built on the decision that holds in the running round."""
    made = file.standing_decision
    if made is None or made.board_decision_id is not None or of_two(file, made):
        return False
    complained = {c.decision_id for c in file.complaints if c.superseded_at is None}
    return made.id not in complained | {b.decision_id for b in file.board_decisions}


#: Every act that a refusal can name, with when it is lawful; as they follow each other in a case.
_ACTS: Final[Sequence[tuple[str, Callable[[CaseFile], bool]]]] = (
    ("decide", _undecided),
    ("sent", _unsent),
    ("deliver", _deliverable),
    ("acute", _acute),
    ("acute --clear", _no_longer_acute),
    ("complain", _disputable),
    ("complain --reconsidered", lambda file: bool(unanswered(file))),
    ("forward", lambda file: any(to_forward(c) for c in file.complaints)),
    ("board", lambda file: _open(file) and answerable(file) is not None),
    ("board --effectuated", _unfinished),
    ("remand", lambda file: file.round.number in annullable(file)),
    (
        "remand --annuls",
        lambda file: bool(annullable(file)) and file.round.number not in annullable(file),
    ),
    ("reopen", _reopenable),
    ("reassess", _reassessable),
    ("close", lambda file: _undecided(file) or (_open(file) and help_owed(file))),
    ("correct --outcome", _amendable),
    ("correct --received", lambda file: not _open(file) or not _amendable(file)),
    ("remind", lambda file: not _open(file)),
    ("show", lambda file: not _open(file)),
)
