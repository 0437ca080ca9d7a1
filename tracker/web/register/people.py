"""The people of an application as they are typed: the applicant in one field, others on demand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from notifications.formats import joined, plain_date
from rules.rule import Rule
from rules.terms import NoticeDuty
from tracker.codes import DigitalPost, Role
from tracker.cpr import born_on, read_cpr
from tracker.errors import Refused
from tracker.services.children import child_duty
from tracker.services.parties import ADDRESS_LINES, NewParty
from tracker.services.same_person import KnownCase
from tracker.web.acts.fields import ahead, unread
from tracker.web.forms import Form
from tracker.web.typed import read_date
from tracker.web.words import Words, mark

_CPR: Final = re.compile(r"(?<!\d)(\d{6})\s?-?\s?(\d{4})(?!\d)")
_FIGURES: Final = re.compile(r"[\d\s/-]{6,}")


@dataclass(frozen=True, slots=True)
class PartyFields:
    """The fields of one further party; each is named `{name}-…`."""

    name: str
    role: Role
    label: str
    born: bool = False
    scope: bool = False


PARTIES: Final = (
    PartyFields("foraelder", Role.CUSTODY_HOLDER, mark("Forældremyndighed")),
    PartyFields("foraelder-2", Role.CUSTODY_HOLDER, mark("Forældremyndighed, den anden")),
    PartyFields("barn", Role.CHILD, mark("Barn"), born=True),
    PartyFields("vaerge", Role.GUARDIAN, mark("Værge")),
    PartyFields("repraesentant", Role.REPRESENTATIVE, mark("Repræsentant"), scope=True),
)
POST: Final = (
    ("registered", mark("Tilmeldt Digital Post")),
    ("exempt", mark("Fritaget, får brev på papir")),
    ("unknown", mark("Ved ikke, får brev på papir")),
)


def read_parties(form: Form, today: date, rule: Rule | None) -> list[NewParty]:
    """Everybody who is typed, the applicant first; what must change is said at its field."""
    first = _applicant(form, rule)
    others = [party for fields in PARTIES if (party := _party(fields, form, today))]
    return [first, *others]


def _applicant(form: Form, rule: Rule | None) -> NewParty:
    posted, words = form.posted, form.words
    name, cpr = _who("ansoeger", form)
    anonymous = posted.has("anonym")
    if not name and not cpr and not anonymous:
        form.wrong("ansoeger", words.say("Skriv CPR-nummer eller navn."))
    reports = rule is not None and rule.notice is NoticeDuty.REPORTER
    post = _post("post", form)
    return NewParty(
        name="" if anonymous else name,
        role=Role.REPORTER if reports or posted.has("henvendelse") else Role.APPLICANT,
        cpr=None if anonymous else cpr,
        address=() if anonymous else _address("adresse", form),
        phone=None if anonymous else posted.get("telefon") or None,
        language=posted.get("brevsprog") if posted.get("brevsprog") in ("da", "en") else None,
        digital_post=DigitalPost.UNKNOWN if anonymous else post,
        anonymous=anonymous,
        secret_address=posted.has("beskyttet") and not anonymous,
    )


def _party(fields: PartyFields, form: Form, today: date) -> NewParty | None:
    posted, words, at = form.posted, form.words, fields.name
    name, cpr = _who(f"{at}-navn", form)
    if not name:
        more = ("foedt", "adresse", "omfang", "til")
        if cpr or any(posted.get(f"{at}-{each}") for each in more):
            who = words.text(fields.label)
            form.wrong(f"{at}-navn", words.say("Skriv navnet: %(who)s.", who=who))
        return None
    party = NewParty(
        name=name,
        role=fields.role,
        cpr=cpr,
        address=_address(f"{at}-adresse", form),
        digital_post=_post(f"{at}-post", form),
    )
    if fields.born:
        party = replace(party, born=_born(f"{at}-foedt", form, cpr, today))
    if fields.scope:
        until = _until(f"{at}-til", form, today)
        party = replace(party, scope=posted.get(f"{at}-omfang") or None, until=until)
    return party


def _who(field: str, form: Form) -> tuple[str, str | None]:
    """Name and CPR number out of one field, in either order."""
    text = " ".join(form.posted.get(field).split())
    found = _CPR.search(text)
    if found is None:
        if _FIGURES.fullmatch(text):
            form.wrong(field, form.words.say("Et CPR-nummer har ti cifre. Se nummeret efter."))
        return text, None
    name = f"{text[: found.start()]} {text[found.end() :]}".strip(" ,;")
    try:
        return " ".join(name.split()), read_cpr(found[1] + found[2])
    except Refused:
        said = form.words.say(
            "CPR-nummeret begynder ikke med en fødselsdato. Se nummeret efter.",
        )
        form.wrong(field, said)
        return name, None


def _post(field: str, form: Form) -> DigitalPost:
    text = form.posted.get(field)
    return DigitalPost(text) if text in set(DigitalPost) else DigitalPost.UNKNOWN


def _address(field: str, form: Form) -> Sequence[str]:
    lines = [line.strip() for line in form.posted.get(field).splitlines() if line.strip()]
    if len(lines) > ADDRESS_LINES:
        said = form.words.say("Adressen må højst have %(most)s linjer.", most=ADDRESS_LINES)
        form.wrong(field, said)
    return lines


def _born(field: str, form: Form, cpr: str | None, today: date) -> date | None:
    text, words = form.posted.get(field), form.words
    if not text:
        return None
    day = read_date(text, today)
    if day is None:
        form.wrong(field, unread(text, words))
    elif day > today:
        form.wrong(field, ahead(day, words))
    elif cpr and born_on(cpr) != day:
        form.wrong(field, words.say("Fødselsdatoen passer ikke med CPR-nummeret."))
    return day


def _until(field: str, form: Form, today: date) -> date | None:
    text = form.posted.get(field)
    day = read_date(text, today, earliest=today) if text else None
    if text and day is None:
        form.wrong(field, unread(text, form.words))
    return day


def told_lines(
    parties: Sequence[NewParty], rule: Rule | None, today: date, words: Words
) -> list[str]:
    """Who will be told, in words; nothing where it is the applicant alone."""
    if len(parties) < 2:
        return []
    stand_in = next((p for p in parties if p.role is Role.REPRESENTATIVE), None)
    lines = []
    told = [p.name for p in parties[1:] if p.role in (Role.CUSTODY_HOLDER, Role.GUARDIAN)]
    if stand_in:
        told.insert(0, stand_in.name)
    elif parties[0].name:
        told.insert(0, parties[0].name)
    if told:
        lines.append(words.say("Breve går til %(who)s.", who=joined(told, words.language)))
    lines += [_child_line(p, rule, today, words) for p in parties if p.role is Role.CHILD]
    return lines


def _child_line(child: NewParty, rule: Rule | None, today: date, words: Words) -> str:
    born = child.born or (born_on(child.cpr) if child.cpr else None)
    duty = child_duty(None, born, rule.child_from_age if rule else None, today=today)
    if not duty.must_be_told:
        return words.say("%(who)s får ikke selv brev.", who=child.name)
    if duty.since_on is None:
        return words.say("%(who)s får selv brev.", who=child.name)
    day = plain_date(duty.since_on, words.language)
    return words.say("%(who)s får selv brev fra %(day)s.", who=child.name, day=day)


def with_known_name(parties: list[NewParty], known: Sequence[KnownCase], form: Form) -> None:
    """Name an applicant of whom a CPR number alone is typed, where a case of theirs has it."""
    first = parties[0]
    if first.name or first.anonymous or not first.cpr:
        return
    name = next((case.name for case in known if case.same_cpr and case.name), "")
    if name:
        parties[0] = replace(first, name=name)
        return
    said = form.words.say("Vi kender ikke navnet. Skriv det efter CPR-nummeret.")
    form.wrong("ansoeger", said)
