"""A need that is acute on a Saturday night, and is not any more the next day."""

from tests.acceptance.stories.telling import Story


def test_a_need_that_was_acute_for_a_day(story: Story) -> None:
    """Acute is a property of the case and can be set later, with who, when and why: decision and
    help are due the day the need became known, also on a Saturday when the town hall is closed
    (law.md 6, W-54). Clearing it needs a reason too. Its day has passed by then, so that date stays
    breached, and the ordinary date, which was on record all along, governs again (design §2.6).
    """
    story.on("2026-01-08").applies("rengoering").post().is_due("2026-02-05")
    story.on("2026-01-10", hour=23).does(
        "acute --why 'faldet, alene hjemme' --since 2026-01-10T22:15 --call-agreed"
    )
    story.is_due("2026-01-10", track="acute").is_due("2026-01-10", "delivery", track="acute")
    story.has_on_file("acute-set", why="faldet, alene hjemme")

    story.on("2026-01-11").does("acute --clear --why 'datteren er kommet'")
    story.is_due("2026-01-10", track="acute", standing="breached")
    story.is_due("2026-02-05", track="ordinary", standing="on-track")
    story.asks_for().refuses("deliver", "record the decision first")
    story.on("2026-01-29").does("decide granted --sent 2026-01-29")
    story.is_due("2026-02-05", track="ordinary", standing="met").stands("on-track", "not-told")
