"""The form of an application as facts: what is understood, and what must change, in words."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from notifications.formats import short_date
from tracker.codes import Form as CameAs
from tracker.errors import Refused
from tracker.policy import Act
from tracker.services.checks import plain_line
from tracker.web.acts.fields import unread
from tracker.web.forms import Form
from tracker.web.register.areas import MOST_CHOICES, AreaChoice, find_areas
from tracker.web.register.dates import day_of, rule_on
from tracker.web.register.draft import Draft, Setting
from tracker.web.register.people import read_parties
from tracker.web.register.starts import in_future, read_acute, read_remand, read_start
from tracker.web.typed import read_date

#: The area lines of the form; further areas stand under the fold.
AREA_FIELDS: Final = ("omraade", "omraade-2", "omraade-3", "omraade-4")
#: No field of the form holds more.
LONGEST: Final = 1000


def read_draft(form: Form, setting: Setting) -> Draft:
    """Everything that is typed; what must change is said at its field."""
    draft, posted = Draft(), form.posted
    _check_texts(form)
    here_before = posted.has("hjemvist") and posted.get("hjemvist-hvor") == "her"
    if here_before:
        draft.old_case = posted.get("hjemvist-sag")
        if not draft.old_case:
            form.wrong("hjemvist-sag", form.words.say("Skriv nummeret på den gamle sag."))
    else:
        _read_areas(draft, form, setting)
    draft.received = read_start(form, setting)
    draft.remanded = read_remand(form, setting) if posted.has("hjemvist") else None
    draft.acute = read_acute(draft.received, form, setting)
    if here_before:
        return draft
    first = draft.areas[0].id if draft.areas else None
    day = day_of(draft.received) if draft.received else setting.today
    rule = rule_on(setting.pack, first, day) if first else None
    draft.parties = read_parties(form, setting.today, rule)
    came = posted.get("kom")
    draft.came_as = CameAs(came) if came in set(CameAs) else CameAs.DIGITAL
    draft.journaled_on = _read_journaled(draft.received, form, setting)
    _read_owner(draft, form, setting)
    _check_reach(draft, form, setting)
    return draft


def _check_texts(form: Form) -> None:
    """No field holds more than a person types, nor what cannot be seen."""
    words = form.words
    for name, value in form.posted.fields:
        if len(value) > LONGEST:
            said = words.say("Teksten er for lang. Skriv højst %(most)s tegn.", most=LONGEST)
            form.wrong(name, said)
        elif not all(_visible(line) for line in value.splitlines()):
            form.wrong(name, words.say("Her står et tegn, som ikke kan ses. Skriv det igen."))


def _visible(line: str) -> bool:
    try:
        plain_line(line.replace("\t", " "), "")
    except Refused:
        return False
    return True


def _read_areas(draft: Draft, form: Form, setting: Setting) -> None:
    for name in AREA_FIELDS:
        text = form.posted.get(name)[:LONGEST]
        found = _picked(form, name, text, setting) or find_areas(text, setting.choices)
        if not text and name == AREA_FIELDS[0]:
            form.wrong(name, form.words.say("Skriv, hvad borgeren søger om."))
        elif text and len(found) != 1:
            _unclear(draft, form, name, text, found)
        elif found and found[0] in draft.areas:
            form.wrong(name, form.words.say("Området står her to gange. Fjern det ene."))
        elif found:
            draft.areas.append(found[0])
            draft.fields[found[0].id] = name


def _picked(form: Form, name: str, text: str, setting: Setting) -> list[AreaChoice]:
    """The choice that was made for this very text, where it fitted several areas."""
    if form.posted.get(f"{name}-for") != text:
        return []
    picked = form.posted.get(f"{name}-valg")
    return [choice for choice in setting.choices if choice.id == picked]


def _unclear(draft: Draft, form: Form, name: str, text: str, found: Sequence[AreaChoice]) -> None:
    words = form.words
    if not found:
        said = words.say(
            'Vi kender ikke området "%(text)s". Skriv noget af navnet, paragraffen eller '
            "KLE-nummeret.",
            text=text[:40],
        )
        form.wrong(name, said)
        return
    draft.unclear[name] = list(found[:MOST_CHOICES])
    say = words.say
    if len(found) > MOST_CHOICES:
        said = say('"%(text)s" passer på mange områder. Vælg et, eller skriv mere.', text=text[:40])
    else:
        said = say('"%(text)s" passer på flere områder. Vælg et af dem.', text=text[:40])
    form.wrong(name, said)


def _read_journaled(received: date | datetime | None, form: Form, setting: Setting) -> date | None:
    text, words = form.posted.get("journaliseret"), form.words
    day = read_date(text, setting.today) if text else None
    if text and day is None:
        form.wrong("journaliseret", unread(text, words))
    elif day and day > setting.today:
        form.wrong("journaliseret", in_future(day, form))
    elif day and received and day < day_of(received):
        said = words.say(
            "Journaliseringen kan ikke ligge før %(day)s, hvor ansøgningen kom.",
            day=short_date(day_of(received)),
        )
        form.wrong("journaliseret", said)
    return day


def _read_owner(draft: Draft, form: Form, setting: Setting) -> None:
    team, worker = form.posted.get("team"), form.posted.get("sagsbehandler")
    draft.team = team if team in setting.teams else None
    draft.caseworker = worker if worker in setting.workers else None


def _check_reach(draft: Draft, form: Form, setting: Setting) -> None:
    """Whether the person may register in each area, for the team that the case goes to."""
    day = day_of(draft.received) if draft.received else setting.today
    for choice in draft.areas:
        rule = rule_on(setting.pack, choice.id, day)
        team = draft.team or (rule.team if rule else None)
        kle = rule.kle if rule else None
        if not setting.here.may_about(Act.REGISTER, team=team, area=choice.id, kle=kle):
            said = form.words.say("Området hører til et andet team. Bed teamlederen om adgang.")
            form.wrong(draft.fields[choice.id], said)
