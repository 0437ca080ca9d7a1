"""Cases in the wrong area: the right one has a shorter limit, or a longer one, too late."""

from tests.acceptance.stories.telling import Story


def test_the_right_area_was_due_long_ago(story: Story) -> None:
    """A wrong area is put right by counting again from the same receipt (design §2.14): the
    applicant's four weeks ran from the day the application came, whatever drawer it lay in. The
    date that was told moves, and the case is overdue at once; nobody was told in time.
    """
    story.on("2026-01-05").applies("bil").post().is_due("2026-03-30").stands("on-track")
    story.on("2026-03-11").does("reclassify --area rengoering --reason 'rengøring, ikke bil'")
    story.is_due("2026-02-02", days_late=37).stands("overdue", "not-told")
    story.shows("moved", {"due_on": "2026-03-30", "reason": "reclassified"})
    story.post().has_written("acknowledgement", "delay-notice").stands("overdue", "told-late")


def test_a_longer_limit_takes_no_breach_away(story: Story) -> None:
    """A date that has passed stays breached in the figures when the case moves to an area with a
    longer limit: otherwise a late case could be made timely by filing it elsewhere (design §2.14).
    """
    story.on("2026-01-05").applies("pleje").post().is_due("2026-01-12")
    story.on("2026-01-20").does("reclassify --area rengoering --reason 'ikke personlig pleje'")
    story.is_due("2026-01-12", standing="breached").is_due("2026-02-02", standing="on-track")
    story.on("2026-01-28").does("decide refused --sent 2026-01-28")
    story.stands("breached", "not-told").is_due("2026-02-02", standing="met")
