"""What can be chosen in the fields of an act, from the case at hand."""

from collections.abc import Callable

from tracker.models import Complaint
from tracker.services.desk import Desk
from tracker.web.case import words as codes
from tracker.web.words import Words, mark

OUTCOMES = (
    ("granted", mark("bevilling")),
    ("partly", mark("delvis bevilling")),
    ("refused", mark("afslag")),
)
SECOND_LOOK = (
    ("upheld", mark("Vi fastholder afgørelsen")),
    ("new-decision", mark("Vi giver medhold: ny afgørelse")),
    ("partly", mark("Vi giver delvist medhold")),
    ("withdrawn", mark("Klagen er trukket tilbage")),
)
BOARD = (
    ("upheld", mark("Afgørelsen er stadfæstet")),
    ("dismissed", mark("Klagen er afvist")),
    ("changed", mark("Afgørelsen er ændret")),
    ("annulled", mark("Afgørelsen er ophævet")),
)
POST = (
    ("registered", mark("Digital Post")),
    ("exempt", mark("Fritaget, får brev på papir")),
    ("unknown", mark("Ved ikke, får brev på papir")),
)
LANGUAGE = (("da", mark("dansk")), ("en", mark("engelsk")))
ADDED_ROLES = (
    ("custody-holder", mark("Forældremyndighed")),
    ("child", mark("Barn")),
    ("guardian", mark("Værge")),
    ("representative", mark("Repræsentant")),
)
ROLES = (("applicant", mark("Ansøger")), *ADDED_ROLES[:-1])
TOLD = (
    ("yes", mark("Skal have besked fra i dag")),
    ("no", mark("Skal ikke have besked længere")),
)
COPY = (
    ("yes", mark("Får kopi af brevene til sin repræsentant")),
    ("no", mark("Får ikke kopi")),
)
LOOKS = (("follow-up", mark("Opfølgning")), ("reassessment", mark("Revurdering")))
CAUSES = tuple(codes.CAUSES.items())
HELP = (("", mark("ikke afklaret endnu")), ("yes", mark("ja")), ("no", mark("nej")))


def outcomes(desk: Desk, words: Words) -> list[tuple[str, str]]:
    """What can be decided; a reassessment can also leave the help as it is."""
    found = [(value, words.text(text)) for value, text in OUTCOMES]
    if desk.file.reassesses(desk.file.round):
        found.append(("unchanged", words.say("uændret")))
    return found


def grants(desk: Desk, words: Words) -> list[tuple[str, str]]:
    """The services that hold now, by their numbers."""
    return [
        (str(number), f"{number}. {desk.store.open(grant, 'service_sealed') or ''}")
        for number, grant in enumerate(desk.file.granted(), 1)
    ]


def undelivered(desk: Desk, words: Words) -> list[tuple[str, str]]:
    """The services that have not come yet."""
    waiting = {
        str(number)
        for number, grant in enumerate(desk.file.granted(), 1)
        if desk.file.delivered(grant.id) is None and grant.ended_on is None
    }
    return [(value, text) for value, text in grants(desk, words) if value in waiting]


def parties(desk: Desk, words: Words) -> list[tuple[str, str]]:
    """The people of the case, by their numbers."""
    return [
        (
            str(number),
            f"{desk.store.open(party, 'name_sealed') or ''} "
            f"({codes.said(codes.ROLES, party.role, words).lower()})",
        )
        for number, party in enumerate(desk.file.parties, 1)
    ]


def complainants(desk: Desk, words: Words) -> list[tuple[str, str]]:
    """The people of the case who have complained, by their numbers."""
    return _who(desk, words, lambda complaint: True)


def unanswered(desk: Desk, words: Words) -> list[tuple[str, str]]:
    """Those whose complaint waits for its answer."""
    return _who(desk, words, lambda complaint: complaint.outcome is None)


def answered(desk: Desk, words: Words) -> list[tuple[str, str]]:
    """Those whose complaint has been answered."""
    return _who(desk, words, lambda complaint: complaint.outcome is not None)


def unsent(desk: Desk, words: Words) -> list[tuple[str, str]]:
    """Those whose complaint was answered, and has not gone on."""
    return _who(desk, words, lambda one: one.outcome is not None and one.forwarded_on is None)


def passed_on(desk: Desk, words: Words) -> list[tuple[str, str]]:
    """Those whose complaint has gone on to the appeals board."""
    return _who(desk, words, lambda complaint: complaint.forwarded_on is not None)


def _who(desk: Desk, words: Words, meant: Callable[[Complaint], bool]) -> list[tuple[str, str]]:
    standing = [one for one in desk.file.complaints if one.superseded_at is None]
    ids = {one.party_id for one in standing if meant(one)}
    everybody = zip(desk.file.parties, parties(desk, words), strict=True)
    return [choice for party, choice in everybody if party.id in ids]


def areas(desk: Desk, words: Words) -> list[tuple[str, str]]:
    """The municipality's other areas with a rule in force today."""
    pack = desk.office.book.of(desk.file.case.municipality_code)
    found = [
        (rule.area, rule.title)
        for rule in pack.rules
        if rule.in_force_on(desk.today) and rule.area != desk.file.case.area
    ]
    return sorted(found, key=lambda choice: choice[1].lower())


def teams(desk: Desk, words: Words) -> list[tuple[str, str]]:
    """The municipality's teams, after none."""
    named = [(team.id, team.name) for team in desk.municipality.contact.teams]
    return [("", words.say("uændret")), *named]


def tasks(desk: Desk, words: Words) -> list[tuple[str, str]]:
    """The open tasks of the case, each kind once."""
    kinds = dict.fromkeys(t.kind for t in desk.file.tasks if t.done_at is None)
    return [(kind, codes.said(codes.TASKS, kind, words)) for kind in kinds]
