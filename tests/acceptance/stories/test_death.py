"""The applicant dies while a letter about the delay lies ready."""

from tests.acceptance.stories.telling import Story


def test_nobody_writes_to_the_dead(story: Story) -> None:
    """A death ends the case without a decision. Letters that have not left are cancelled in the
    same transaction and no letter goes by itself; a caseworker is asked to take care of it instead
    (design §2.14; notices.md row 1). The case is never counted as decided, and it shows that it was
    overdue already.
    """
    story.on("2026-03-05").applies("rengoering").post()
    story.on("2026-03-26").post().has_written("acknowledgement", "delay-notice")
    story.on("2026-04-07").does("close died --on 2026-04-03 --why 'meddelt af familien'")
    story.has_on_file("ended", ending="died", overdue=True)
    story.asks_for("death").has_written("acknowledgement").stands("ended", "not-told")

    story.on("2026-06-01").post().has_sent(("Åse Prøve-Testesen", "acknowledgement"))
    story.does("task death").asks_for().is_due("2026-04-02", met_on=None, standing="breached")
    story.refuses("decide granted", "was closed on 2026-04-03 (died)")
