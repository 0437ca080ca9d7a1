"""An application belongs to another municipality, and the applicant of a second case moves away."""

from tests.acceptance.stories.telling import Story


def test_another_municipality_decides(story: Story) -> None:
    """An authority that is not the right one forwards the application at once and says so
    (forvaltningsloven § 7, stk. 2; law.md 2.4). The case ends here without a decision, its letters
    are cancelled, and a person is asked to tell the applicant, because only a person knows where it
    went (design §2.14).
    """
    story.on("2026-03-05").applies("rengoering")
    story.on("2026-03-06").does("close transferred --why 'bor i Opdigtet Kommune'")
    story.asks_for("tell-applicant").has_written().stands("ended")
    story.has_on_file("ended", ending="transferred", overdue=False)
    story.does("task tell-applicant").asks_for()

    story.applies("pleje").does("close moved").asks_for("tell-applicant")
    story.on("2026-05-01").post().asks_for("tell-applicant").has_written()
    story.refuses("close joined", "rettidig reclassify --into")
