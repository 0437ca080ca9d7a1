"""A child's case with two custody holders and a guardian: all three must be told."""

from tests.acceptance.stories.telling import Story

ANNA = "--role custody-holder --name 'Anna Prøve' --digital-post registered"
BO = "party --add custody-holder --name 'Bo Prøve' --digital-post registered --secret-address"
VERA = (
    "party --add guardian --name 'Vera Værge' --digital-post exempt "
    "--address 'Opdigtet Vej 9' --address '0000 Fjordby'"
)


def test_a_case_in_which_three_must_be_told(story: Story) -> None:
    """The notice goes to the party or the party's representative, and each party who must be told
    gets a letter of their own (law.md 4; design §2.13). Digital Post must leave by the last open
    day before the date; a letter on paper needs six hverdage to arrive, so it leaves earlier
    (law.md W-71). Whether the family was told in time is decided by the last of the three, and a
    notice never makes a late case timely (design §2.9).
    """
    story.on("2026-01-05").applies("ledsagelse", who=ANNA).is_due("2026-02-16")
    story.does(BO, VERA).post().has_written(*["acknowledgement"] * 3)

    story.on("2026-01-30").post()  # the guardian's letter is drafted first: it needs the post
    story.on("2026-02-06").post().has_sent(
        ("Anna Prøve", "acknowledgement"),
        ("Bo Prøve", "acknowledgement"),
        ("Vera Værge", "acknowledgement"),
        ("Vera Værge", "delay-notice"),
    )
    story.on("2026-02-13").post()

    story.on("2026-02-17").looks().stands("overdue", "told-in-time")
    story.on("2026-02-24").does("decide granted --sent 2026-02-24")
    story.stands("breached", "told-in-time").is_due("2026-02-16", met_on="2026-02-24")
