"""The task to send a complaint on to the board."""

from tests.simulation.facts import Task
from tests.simulation.model import open_task
from tests.simulation.town import OPEN_DAYS
from tests.turns.clerk import Clerk, done
from tests.turns.facts import Complaint
from tests.turns.file import File


def ask_to_forward(clerk: Clerk, case: File, complaint: Complaint) -> None:
    """The complaint goes on by the next open day after the second look, where it must."""
    by = None
    if complaint.to_forward and complaint.looked_on is not None:
        by = OPEN_DAYS.after(complaint.looked_on)
    stands = [t for t in case.tasks if t.about is complaint and t.done_at is None]
    if [t.for_date for t in stands] == [by]:
        return
    done(clerk, case, complaint)
    if by is not None:
        open_task(case, Task("forward-complaint", complaint, by), clerk.now)
