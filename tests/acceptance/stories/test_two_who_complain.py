"""Two parents complain of a refusal, one answer is recorded on the wrong case, and put right."""

from tests.acceptance.stories.telling import Story


def test_an_answer_that_was_never_given(story: Story) -> None:
    """Each complaint starts four weeks of its own, by law, for whom complained (retssikkerhedsloven
    § 66). An answer that was noted on the wrong case is taken back: the old decision holds, its
    complaint waits again, and the clock has run all the while. What was decided upon it never
    held, so no help is owed by it (design §2.12, §2.15). The day a complaint came is corrected with
    old and new value on file, and the clock starts there.
    """
    story.on("2026-03-05").applies("rengoering").is_due("2026-04-02")
    story.does("party --add custody-holder --name 'Bo Opdigtet' --digital-post registered")
    story.on("2026-03-20").does("decide refused --sent 2026-03-20").stands("met")

    story.on("2026-04-07").does("complain")
    story.refuses("complain", "the complaint of 2026-04-07 is not answered yet")
    story.on("2026-04-10").does("complain --party 2 --on 2026-04-10")
    story.is_due("2026-05-05", "reconsideration", starts_on="2026-04-07")
    story.is_due("2026-05-08", "reconsideration", starts_on="2026-04-10")

    story.on("2026-04-16").does("complain --reconsidered new-decision --grant 'rengøring / Nord'")
    story.is_due("2026-05-04", "delivery", starts_on="2026-04-16")
    story.on("2026-04-20").does("correct --undo reconsideration --reason 'noteret på forkert sag'")
    story.has_on_file("corrected", why="noteret på forkert sag")
    waits = {"standing": "on-track", "met_on": None}
    story.is_due("2026-05-05", "reconsideration", starts_on="2026-04-07", **waits)
    story.is_due("2026-05-08", "reconsideration", starts_on="2026-04-10", **waits)
    story.refuses("deliver", "what can happen now is")

    story.on("2026-04-22")
    story.does("correct --complaint-received 2026-04-09 --party 2 --reason 'stempel set igen'")
    story.is_due("2026-05-07", "reconsideration", starts_on="2026-04-09")
    story.does("complain --reconsidered upheld --party 2").asks_for("forward-complaint")
    story.does("correct --reconsidered 2026-04-21 --party 2 --reason 'svaret gik dagen før'")
    story.does("forward --party 2").asks_for()
    story.does("complain --reconsidered withdrawn").stands("met").asks_for()
    story.refuses("complain --reconsidered upheld", "no complaint that waits for an answer")
