"""The notice page put together: who gets which letter, what was promised, how the words read."""

from dataclasses import dataclass
from datetime import date

from notifications.formats import local_date, long_date, short_date
from notifications.lix import lix
from rules.terms import Reach
from tracker.services.desk import Desk
from tracker.services.promises import default_date
from tracker.web.addresses import act_address
from tracker.web.case import words as codes
from tracker.web.forms import Form
from tracker.web.nearness import nearness
from tracker.web.notice.form import MOST, asks_when, causes, is_a_fixed_sentence
from tracker.web.notice.strip import NoticeStrip, notice_strip
from tracker.web.notice.subject import Subject, running, slug_of
from tracker.web.typed import read_date
from tracker.web.words import Words

#: Up to this LIX a text is easy, from the other on it is hard.
EASY, HARD = 35, 45


@dataclass(frozen=True, slots=True)
class Receiver:
    """One line about one letter: to whom, how and why so, in which language."""

    number: int
    name: str
    address: str
    channel: str
    language: str
    state: str
    letter: str  # the notice's id, where its PDF is stored


@dataclass(frozen=True, slots=True)
class Reading:
    """How the letter's own words read."""

    text: str
    hard: bool


@dataclass(frozen=True, slots=True)
class NoticeView:
    """Everything that the template of a notice draws."""

    reference: str
    version: int
    applicant: str
    title: str
    about: str
    slug: str
    others: list[tuple[str, str]]
    settled: bool
    strip: NoticeStrip | None
    last_promise: str
    question: str
    standard_words: str
    understood: str
    causes: list[tuple[str, str]]
    reading: Reading
    receivers: list[Receiver]
    left_out: str


def view_notice(about: Subject, form: Form, words: Words) -> NoticeView:
    """The page as it stands, with what was typed."""
    desk = about.desk
    first = desk.file.parties[0] if desk.file.parties else None
    name = (desk.store.open(first, "name_sealed") if first else "") or words.say("uden navn")
    standard = default_date(desk, about.clock, about.stake)
    return NoticeView(
        reference=desk.file.case.reference,
        version=desk.file.case.version,
        applicant=name,
        title=desk.rule.title if desk.rule else desk.file.case.area,
        about=_about(about, words),
        slug=about.slug,
        others=_others(desk, about, words),
        settled=about.settled,
        strip=None if about.settled else notice_strip(about, words),
        last_promise=_last_promise(about, words),
        question=asks_when(about.kind, words),
        standard_words=long_date(standard, words.language),
        understood=understood(form.typed("dato"), about, words),
        causes=causes(words),
        reading=reading_of(form.typed("ord"), about, words),
        receivers=[_receiver(about, number, words) for number in range(len(about.told))],
        left_out=_left_out(about, words),
    )


def _about(about: Subject, words: Words) -> str:
    name = codes.said(codes.KINDS, about.deadline.kind, words).lower()
    due = about.deadline.due_on
    day = long_date(due, words.language)
    near = nearness(due, about.desk.today, about.desk.calendar, words)
    return words.say("frist for %(what)s %(day)s", what=name, day=day) + (
        f", {near}" if near else ""
    )


def _others(desk: Desk, about: Subject, words: Words) -> list[tuple[str, str]]:
    """The case's other running dates, each with a page of its own."""
    found = {slug_of(d): d.kind for d in running(desk) if slug_of(d) != about.slug}
    address = act_address(desk.file.case.reference, "besked")
    return [
        (f"{address}?frist={slug}", codes.said(codes.KINDS, kind, words))
        for slug, kind in found.items()
    ]


def _last_promise(about: Subject, words: Words) -> str:
    """What the readers were given before, in the words that they can quote."""
    if about.stake == about.deadline.due_on:
        return ""
    day = long_date(about.stake, words.language)
    return words.say("Vi har skrevet, at svaret kommer senest %(day)s.", day=day)


def understood(text: str, about: Subject, words: Words) -> str:
    """What a typed date was read as: its weekday, and how far it lies after the deadline."""
    today, due = about.desk.today, about.deadline.due_on
    day = read_date(text, today, earliest=today)
    if day is None or not today < day <= date(today.year + 3, 12, 31):
        return ""
    said = long_date(day, words.language)
    left = about.desk.calendar.open_days_between(due, day)
    if left <= 0:
        return said
    after = words.count("%(num)s hverdag efter fristen", "%(num)s hverdage efter fristen", left)
    return f"{said} · {after}"


def reading_of(text: str, about: Subject, words: Words) -> Reading:
    """The LIX of the words and how many characters they take; never an obstacle."""
    text = " ".join(text.split())
    size = words.say("%(num)s af %(most)s tegn", num=len(text), most=MOST)
    if is_a_fixed_sentence(about, text):
        return Reading(size, hard=False)
    value = lix([text])
    if value > HARD:
        how = words.say("LIX %(num)s, svær at læse, del sætningerne", num=value)
    elif value > EASY:
        how = words.say("LIX %(num)s, nogenlunde let at læse", num=value)
    else:
        how = words.say("LIX %(num)s, let at læse", num=value)
    return Reading(f"{how} · {size}", hard=value > HARD)


def _receiver(about: Subject, number: int, words: Words) -> Receiver:
    one, desk = about.told[number], about.desk
    to = desk.file.addressee(one.party, desk.today)
    name = desk.store.open(to, "name_sealed") or codes.said(codes.ROLES, to.role, words)
    if to is not one.party:
        own = desk.store.open(one.party, "name_sealed") or ""
        name = words.say("%(name)s for %(party)s", name=name, party=own)
    paper = one.reach is Reach.PAPER
    lines = (desk.store.open(to, "address_sealed") or "").split("\n") if paper else []
    hidden = to.secret_address and paper
    return Receiver(
        number=one.number,
        name=name,
        address=words.say("hemmelig adresse") if hidden else ", ".join(filter(None, lines)),
        channel=_channel(to.digital_post, words),
        language=codes.said(codes.LANGUAGES, to.language, words),
        state=_state(about, number, words),
        letter=str(one.notice.id) if one.notice and _stored(about, number) else "",
    )


def _channel(digital_post: str, words: Words) -> str:
    if digital_post == "registered":
        return words.say("Digital Post – tilmeldt")
    if digital_post == "exempt":
        return words.say("Brev på papir – fritaget for Digital Post")
    return words.say("Brev på papir – vi ved ikke, om modtageren har Digital Post")


def _state(about: Subject, number: int, words: Words) -> str:
    one = about.told[number]
    if one.notice is None or not one.approved:
        return ""
    ways = about.desk.file.dispatches_of(one.notice)
    sent = [way.dispatched_at for way in ways if way.dispatched_at]
    if not sent:
        return words.say("Godkendt. Brevet går ved næste kørsel.")
    day = short_date(local_date(min(sent)))
    return words.say("Sendt %(day)s. Brevet er ikke bekræftet fremme endnu.", day=day)


def _stored(about: Subject, number: int) -> bool:
    one = about.told[number]
    ways = about.desk.file.dispatches_of(one.notice) if one.notice else []
    return any(way.pdf_sealed is not None for way in ways)


def _left_out(about: Subject, words: Words) -> str:
    """Who is party to the case and gets no letter, so that nobody wonders."""
    told = {one.party.id for one in about.told}
    if any(p.anonymous and p.id not in told for p in about.desk.file.principals()):
        return words.say("En anonym part får ikke brev.")
    return ""
