"""The applicant gives up after the appeals board has sent the case back."""

from tests.acceptance.stories.telling import Story


def test_giving_up_revives_no_annulled_decision(story: Story) -> None:
    """A remand annuls the decision: the citizen stands as if it had never been made (law.md 5).
    When the applicant then withdraws, the case ends without a decision. The annulled refusal does
    not come back to life, the ended round is not counted as decided, and letters that have not left
    are cancelled (design §2.14).
    """
    story.on("2026-03-05").applies("rengoering").post()
    story.on("2026-03-20").does("decide refused --sent 2026-03-20")
    story.on("2026-05-04").does("remand --no-help-resumed").is_due("2026-06-01", round=2)
    story.on("2026-05-05").does("close withdrawn --why 'trukket telefonisk'").stands("ended")
    story.shows("rounds", {"annulled_on": "2026-05-04"}, {"outcome": None, "decided_on": None})
    story.is_due("2026-06-01", standing="ended", met_on=None)
    story.refuses("complain", "was closed on 2026-05-05")
    story.on("2026-06-15").post().has_written("acknowledgement").asks_for()
