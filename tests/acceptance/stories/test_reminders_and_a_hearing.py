"""The applicant asks where the case is, and the parties are heard: no date moves."""

from tests.acceptance.stories.telling import Story


def test_asking_and_hearing_move_no_date(story: Story) -> None:
    """A reminder (rykker) must be answered, within a limit of its own: three months was called
    strongly deplorable (law.md 4, Ombudsman 2011). A hearing of the parties (partshøring) takes the
    time it takes, out of the municipality's own: nothing pauses a clock, whatever a case waits for
    (design §2.2; law.md W-67).
    """
    story.on("2026-01-05").applies("rengoering").post().is_due("2026-02-02")
    story.on("2026-01-12").does("await doctor").is_due("2026-02-02")
    story.on("2026-01-14").does("remind --note 'ringede'").asks_for("answer-reminder")
    story.has_on_file("reminder-received", answer_by="2026-01-21")

    story.on("2026-01-16").does("hearing --until 2026-01-26").is_due("2026-02-02")
    story.on("2026-01-20").does("remind --answered").asks_for()
    story.on("2026-01-26").does("hearing --answered", "await --done").is_due("2026-02-02")
    story.refuses("hearing --answered", "has no hearing that waits for an answer")
    story.on("2026-02-02").does("decide refused --sent 2026-02-02").stands("met")
