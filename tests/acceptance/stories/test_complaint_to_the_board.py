"""A complaint is upheld by the municipality, forwarded, and the appeals board grants the help."""

from tests.acceptance.stories.telling import Story


def test_the_board_changes_a_decision(story: Story) -> None:
    """A complaint starts a clock of its own: four weeks by law to look again (retssikkerhedsloven
    § 66; law.md 5). What is not fully met is forwarded, and somebody must do it (design §2.15).
    When the board changes the decision itself the municipality only carries it out: no decision
    clock starts, but an act of effectuation, and the help must come within the published limit for
    delivery, here 12 hverdage from our receipt (design §2.7).
    """
    story.on("2026-03-05").applies("rengoering").is_due("2026-04-02")
    story.on("2026-03-20").does("decide refused --sent 2026-03-20").stands("met")

    story.on("2026-04-07").does("complain")
    story.is_due("2026-05-05", "reconsideration", starts_on="2026-04-07")
    story.refuses("forward", "the second look comes first")
    story.on("2026-04-20").does("complain --reconsidered upheld").asks_for("forward-complaint")
    story.on("2026-04-21").does("forward").asks_for()
    story.is_due("2026-05-05", "reconsideration", standing="met")

    story.on("2026-09-14").does("board changed --decided 2026-09-07 --grant 'rengøring / Nord'")
    story.asks_for("effectuate").is_due("2026-09-30", "delivery", starts_on="2026-09-14")
    story.is_due("2026-04-02", standing="met")  # the first decision was made in time, and stays so
    story.on("2026-09-24").does("board --effectuated", "deliver").asks_for()
    story.is_due("2026-09-30", "delivery", standing="met", met_on="2026-09-24").stands("met")
    story.shows("board", {"outcome": "changed", "effectuated_on": "2026-09-24"})
