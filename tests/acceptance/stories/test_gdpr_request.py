"""A request for access to personal data is extended once, with reasons, and not twice."""

from tests.acceptance.stories.telling import Story

REASON = "--reason 'der skal læses to tusind sider igennem' --approve-reason"


def test_a_request_for_access_is_extended_once(story: Story) -> None:
    """GDPR article 12(3): one month, and a notice with reasons inside that month may move the date
    by two months, counted as one period from the receipt; an end on a holiday moves to the next
    working day (Regulation 1182/71). The reason is mandatory: without one nothing is sent and the
    team leader is asked (notices.md row 6). No second notice moves the date again.
    """
    story.on("2026-01-05").applies("lov.gdpr-indsigt").post().is_due("2026-02-05")
    story.on("2026-02-04").post().has_written("acknowledgement").asks_for("reason-missing")

    story.does(f"expect --on 2026-03-27 {REASON}").post(13)
    story.has_written("acknowledgement", "delay-notice").asks_for()
    story.is_due("2026-04-07")  # 5 April is Easter Sunday, the 6th Easter Monday

    story.on("2026-03-25").does(f"expect --on 2026-05-08 {REASON}", "notice --approve").post()
    story.is_due("2026-04-07")
    story.on("2026-04-08").looks().stands("overdue", "told-in-time")
    story.on("2026-04-09").does("decide granted --sent 2026-04-09").is_due(
        "2026-04-07", days_late=2, standing="breached"
    )
