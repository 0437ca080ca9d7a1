"""A support case comes back from the appeals board twice, under a cap, and help is resumed."""

from tests.acceptance.stories.telling import Story


def test_a_case_that_comes_back_twice(story: Story) -> None:
    """The clock of a remanded case starts when we receive the board's decision, not on the board's
    own date, and the published deadline applies again (retssikkerhedsloven § 3 a; law.md 5). Where
    the council caps it, the earlier date counts: 12 weeks become 4 (law.md W-59). Every remand is a
    new round on the same case, the old rounds stay, and somebody must answer whether help that was
    given before is given again (design §2.7).
    """
    story.on("2025-05-01").applies("bil").post().is_due("2025-07-24")
    story.on("2025-07-01").does("decide refused --sent 2025-07-01").stands("met")

    story.on("2025-11-19").does("remand --remanded-on 2025-11-12")
    story.is_due("2025-12-17", track="remanded", starts_on="2025-11-19").asks_for("resume-help")
    story.shows("rounds", {"annulled_on": "2025-11-19"}, {"number": 2, "decided_on": None})
    story.on("2025-11-20").does("task resume-help").post(8)
    story.has_written("acknowledgement", "remand-receipt").asks_for()

    story.on("2025-12-16").does("decide refused --sent 2025-12-16").stands("met")
    story.on("2026-03-02").does("remand --remanded-on 2026-02-23 --help-resumed")
    story.is_due("2026-03-30", round=3).asks_for().stands("on-track")

    story.on("2026-03-03").post(8)
    story.on("2026-03-27").does("decide granted --sent 2026-03-27").stands("met")
    story.is_due("2025-07-24", round=1, standing="met")
    story.is_due("2025-12-17", round=2, standing="met").is_due("2026-03-30", round=3)
    story.shows(
        "rounds",
        {"track": "ordinary", "annulled_on": "2025-11-19"},
        {"track": "remanded", "annulled_on": "2026-03-02", "help_resumed": None},
        {"track": "remanded", "annulled_on": None, "help_resumed": True},
    )
