"""A decision that was recorded in the wrong case is taken back after the date has passed."""

from tests.acceptance.stories.telling import Story


def test_a_decision_that_was_never_made(story: Story) -> None:
    """Corrections are added, never overwritten: the wrong entry stays on file with the reason
    (law.md 8). Without a decision the clock has run all the while, so the case is overdue, and the
    applicant must be told at once, late as it is (design §2.12; notices.md row 11). The decision
    that is then made cannot be in time.
    """
    story.on("2026-03-05").applies("rengoering").post()
    story.on("2026-03-27").does("decide refused --sent 2026-03-27").stands("met")
    story.on("2026-04-08").looks().stands("met").asks_for()

    story.does("correct --undo decision --reason 'noteret på forkert sag'")
    story.stands("overdue", "not-told").asks_for("late-and-untold")
    story.has_on_file("corrected", why="noteret på forkert sag")
    story.has_on_file("corrected", changed={"decided_on": {"old": "2026-03-27", "new": None}})
    story.post().has_written("acknowledgement", "delay-notice").stands("overdue", "told-late")

    story.on("2026-04-20").does("decide refused --sent 2026-04-20").asks_for()
    story.stands("breached", "told-late").is_due("2026-04-02", met_on="2026-04-20", days_late=18)
