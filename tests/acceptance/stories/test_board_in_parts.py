"""A child's help is granted in part; the board answers part by part, and the need changes later."""

from tests.acceptance.stories.telling import Story

ANNA = "--role custody-holder --name 'Anna Prøve' --digital-post registered"
LONE = "party --add representative --name 'Lone Fuldmagt' --digital-post registered --copy-to-party"
IDA = "party --add child --name 'Ida Prøve' --digital-post registered --born 2016-04-20"


def test_a_decision_that_stands_in_part(story: Story) -> None:
    """The appeals board may answer about parts of a decision: what it sends back is decided again,
    counted from our receipt (retssikkerhedsloven § 3 a; law.md 5), what it changes is carried out,
    and the rest stands. A represented party may have a copy, which tells nobody (design §2.13),
    and a child is told itself from the age that the area's rule names (law.md 4). Another supplier
    has a published limit of its own. A changed need is no application: it has the adopted limit
    for a reassessment, and the help goes on meanwhile.
    """
    story.on("2026-03-02").applies("aflastning", who=ANNA).is_due("2026-04-13")
    story.on("2026-03-02", 10).does(LONE).on("2026-03-02", 11).does(IDA).post()
    story.has_sent(("Lone Fuldmagt", "acknowledgement"), ("Anna Prøve", "copy"))
    story.shows("parties", {"gets_copy": True}, {"role": "representative"}, {"gets_letters": False})

    story.on("2026-03-16").does("decide partly --grant dag --grant nat --sent 2026-03-16")
    story.on("2026-03-18").does("complain").on("2026-03-23").does("complain --reconsidered upheld")
    story.does("forward").asks_for()

    story.on("2026-03-30").does("deliver --grant 1", "deliver --grant 2").asks_for()
    story.on("2026-04-07").does("remand --part weekend --no-help-resumed")
    story.does("board upheld --part dag", "board changed --part aften --grant aften")
    story.is_due("2026-05-05", track="remanded", round=2)
    story.is_due("2026-05-05", "delivery", starts_on="2026-04-07").asks_for("effectuate")
    story.does("deliver", "board --effectuated")
    story.on("2026-04-08").post()
    story.has_written("acknowledgement", "copy", "remand-receipt", "copy")
    story.on("2026-04-20").post()  # Ida is ten: she is told what the others were told
    story.shows("parties", {}, {}, {"gets_letters": True})
    story.on("2026-04-27").does("decide refused --sent 2026-04-27").stands("met")

    story.on("2026-05-04").does("grant 1 --asked 2026-05-04").asks_for("change-supplier")
    story.is_due("2026-05-26", "supplier-change")
    story.on("2026-05-20").does("grant 1 --supplier Nordlys").asks_for().stands("met")

    story.on("2026-08-03").does("reassess --reason 'ny skole'").asks_for("reassess")
    story.is_due("2026-08-31", "reassessment", round=3).stands("on-track")
    story.refuses("decide granted --on 2026-08-02", "before 2026-08-03")
    story.on("2026-08-24").does("decide unchanged --sent 2026-08-24").stands("met").asks_for()
    story.is_due("2026-08-31", "reassessment", standing="met")
