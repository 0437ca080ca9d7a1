"""One application turns out to be two cases, and a third that was registered is a duplicate."""

from tests.acceptance.stories.telling import Story


def test_an_application_is_split_and_a_duplicate_joined(story: Story) -> None:
    """One application can concern several areas: one receipt, a case for each area, each by its own
    limit (design §2.13). A case that is split off counts from the same receipt, however late it was
    seen, and the applicant gets an acknowledgement for it. A duplicate ends without a decision, and
    never becomes one in the figures; the earlier receipt goes on (design §2.14).
    """
    story.on("2026-03-05").applies("rengoering").post()
    first = story.reference
    story.on("2026-03-09").does("reclassify --split --area pleje --reason 'søger også om bad'")
    story.is_due("2026-04-02").has_on_file("split", area="pleje")
    story.about("2026-0002").is_due("2026-03-12", starts_on="2026-03-05")
    story.post().has_sent(*[("Åse Prøve-Testesen", "acknowledgement")] * 2)

    story.on("2026-03-10").applies("rengoering").refuses(
        "reclassify --into 2026-0002 --reason dublet", "about pleje"
    )
    story.does(f"reclassify --into {first} --reason 'samme ansøgning, sendt igen'").stands("ended")
    story.about(first).has_on_file("joined", joined="2026-0003").stands("on-track")
    story.on("2026-03-12").about("2026-0002").does("decide granted --sent 2026-03-12")
    story.is_due("2026-03-12", standing="met")
