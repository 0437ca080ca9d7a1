"""When the clocks of an application start: the receipt, the board's decision, an acute need."""

from datetime import date, datetime, time
from typing import Final

from notifications.formats import clock, short_date
from rules.calendar import FIRST_DAY
from rules.local_time import COPENHAGEN
from rules.terms import local
from tracker.services.registering import AcuteNeed, EarlierRound
from tracker.web.acts.fields import unread
from tracker.web.forms import Form
from tracker.web.register.dates import day_of
from tracker.web.register.draft import Setting
from tracker.web.typed import read_date, read_moment, read_time

_HELP: Final = {"yes": True, "no": False}


def read_start(form: Form, setting: Setting) -> date | datetime | None:
    """When the clock starts: the receipt, or our receipt of the board's decision."""
    name = "hjemvist-modtaget" if form.posted.has("hjemvist") else "modtaget"
    text, words = form.posted.get(name), form.words
    if not text:
        asked = words.say("Skriv, hvornår vi fik Ankestyrelsens afgørelse.")
        if name == "modtaget":
            asked = words.say("Skriv den dag, ansøgningen kom.")
        form.wrong(name, asked)
        return None
    found = read_moment(text, setting.today)
    if found is None:
        form.wrong(name, unread(text, words))
        return None
    day = day_of(found)
    if day > setting.today:
        said = words.say(
            "Datoen %(day)s ligger i fremtiden. Skriv den dag, ansøgningen kom.",
            day=short_date(day),
        )
        form.wrong(name, said)
        return None
    if day < FIRST_DAY:
        said = words.say("Vi kan regne fra %(day)s. Se datoen efter.", day=short_date(FIRST_DAY))
        form.wrong(name, said)
        return None
    return _with_time(found, name, form, setting)


def _with_time(
    found: date | datetime, name: str, form: Form, setting: Setting
) -> date | datetime | None:
    """The time of day from its own field, unless it stands with the date."""
    text, words = form.posted.get("klokken"), form.words
    if not isinstance(found, datetime) and text:
        at, name = read_time(text), "klokken"
        if at is None:
            said = words.say(
                'Vi kan ikke læse "%(text)s". Skriv klokkeslættet som 8.14.', text=text[:40]
            )
            form.wrong(name, said)
            return found
        found = _instant(found, at)
    if isinstance(found, datetime) and found > setting.now:
        form.wrong(name, _not_yet(found, form))
        return None
    return found


def _instant(day: date, at: time) -> datetime:
    return datetime.combine(day, at, COPENHAGEN)


def _not_yet(moment: datetime, form: Form) -> str:
    at = clock(moment, form.words.language)
    return form.words.say("%(at)s er ikke nået endnu. Se klokkeslættet efter.", at=at)


def read_remand(form: Form, setting: Setting) -> EarlierRound:
    posted = form.posted
    return EarlierRound(
        remanded_on=_past(form, "hjemvist-dato", setting),
        earlier_decided_on=_past(form, "hjemvist-tidligere", setting),
        help_resumed=_HELP.get(posted.get("hjemvist-hjaelp")),
    )


def _past(form: Form, name: str, setting: Setting) -> date | None:
    """An optional day before the board's decision reached us."""
    text, words = form.posted.get(name), form.words
    day = read_date(text, setting.today) if text else None
    if text and day is None:
        form.wrong(name, unread(text, words))
    start = read_moment(form.posted.get("hjemvist-modtaget"), setting.today)
    if day and start and day > day_of(start):
        said = words.say(
            "Dagen kan ikke ligge efter %(day)s, hvor vi fik Ankestyrelsens afgørelse.",
            day=short_date(day_of(start)),
        )
        form.wrong(name, said)
    return day


def read_acute(received: date | datetime | None, form: Form, setting: Setting) -> AcuteNeed | None:
    posted, words = form.posted, form.words
    if not posted.has("akut"):
        return None
    why = " ".join(posted.get("akut-hvorfor").split())
    if not why:
        form.wrong("akut-hvorfor", words.say("Skriv, hvorfor det haster."))
    since = _acute_since(posted.get("akut-fra"), received, form, setting)
    return AcuteNeed(why, since, call_agreed=posted.has("akut-ring"))


def _acute_since(
    text: str, received: date | datetime | None, form: Form, setting: Setting
) -> datetime | None:
    """Since when the need is known; without a word, as a registration has it."""
    given = read_moment(text, setting.today) if text else received
    if text and given is None:
        form.wrong("akut-fra", unread(text, form.words))
    if given is None:
        return None
    if not isinstance(given, datetime):
        if given > setting.today:
            form.wrong("akut-fra", in_future(given, form))
        return setting.now if given == setting.today else local(given, 0)
    if given > setting.now:
        form.wrong("akut-fra", _not_yet(given, form))
    return given


def in_future(day: date, form: Form) -> str:
    return form.words.say(
        "Datoen %(day)s ligger i fremtiden. Skriv den dag, det skete.", day=short_date(day)
    )
