"""A representative receives the letters until the power of attorney ends."""

from tests.acceptance.stories.telling import Story

ASE = (
    "--name 'Åse Prøve-Testesen' --digital-post registered "
    "--representative 'Lone Fuldmagt' --representative-digital-post registered "
    "--representative-scope 'hele sagen' --representative-until 2026-03-20"
)


def test_a_power_that_ends_in_the_middle_of_a_case(story: Story) -> None:
    """A party may let somebody stand for them (forvaltningsloven § 8), and the letters then go to
    the representative instead of the party (law.md 4; design §2.13). The power has an end: from the
    day after, the party's own letters come to the party again, without anybody having to remember.
    """
    story.on("2026-03-05").applies("rengoering", who=ASE).post()
    story.has_sent(("Lone Fuldmagt", "acknowledgement"))
    story.shows("parties", {"gets_letters": False}, {"gets_letters": True})

    story.on("2026-03-21").looks()
    story.shows("parties", {"gets_letters": True}, {"gets_letters": False})
    story.on("2026-04-01").post()
    story.has_sent(("Lone Fuldmagt", "acknowledgement"), ("Åse Prøve-Testesen", "delay-notice"))
    story.on("2026-04-03").looks().stands("overdue", "told-in-time")
