"""What is typed on a notice page: a date or a time frame, a cause, the letter's words, a note."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from notifications.causes import Cause, reason
from notifications.cleaning import LONGEST_WORD, cpr_number_in, longest_word_in, vague_word_in
from notifications.formats import Language, short_date
from rules.terms import DeadlineKind
from tracker.errors import Refused
from tracker.services.expecting import NewExpectation
from tracker.services.letter_facts import language_of
from tracker.services.promises import usable
from tracker.services.time_frames import last_day
from tracker.web.acts.fields import unread
from tracker.web.case import words as codes
from tracker.web.forms import Form
from tracker.web.notice.subject import Subject
from tracker.web.typed import read_date
from tracker.web.words import Words

#: So many characters has the letter's own part room for.
MOST: Final = 600
#: A promise farther ahead than this is a mistake of typing.
FARTHEST: Final = timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that was read without errors."""

    expected: NewExpectation
    cause: Cause
    note: str | None


def beginnings(about: Subject) -> dict[str, str]:
    """What stands in the fields before anything is typed: what was stored, and nothing else."""
    desk = about.desk
    stored = desk.file.expectation(about.deadline)
    if stored is not None and not usable(stored, about.stake, desk.today):
        stored = None
    waiting = desk.file.waiting(desk.today)
    cause = (stored.cause if stored else None) or (waiting.cause if waiting else "")
    began = {"aarsag": cause, "ord": sentence(about, cause), "hvornaar": "dato"}
    if stored is not None:
        own = desk.store.open(stored, "reason_sealed")
        on, again = stored.expected_on, stored.next_letter_on
        began |= {
            "hvornaar": "dato" if on else "ramme",
            "dato": short_date(on) if on else "",
            "ramme": stored.time_frame or "",
            "igen": short_date(again) if again else "",
            "ord": own or began["ord"],
        }
    return began


def letter_language(about: Subject) -> Language:
    """The language that the letter's words are written in: the first reader's."""
    return language_of(about.desk, about.told[0].party)


def sentence(about: Subject, cause: str) -> str:
    """The fixed sentence of a cause, with the day it speaks of where that is known."""
    if cause not in tuple(Cause):
        return ""
    waiting = about.desk.file.waiting(about.desk.today)
    asked = waiting.asked_on if waiting and waiting.cause == cause else None
    return reason(Cause(cause), asked, letter_language(about))


def is_a_fixed_sentence(about: Subject, text: str) -> bool:
    """Whether the words are nobody's own: empty, or what a cause says by itself."""
    return not text or text in {sentence(about, cause) for cause in Cause}


def read(form: Form, about: Subject) -> Typed | None:
    """What was typed; None where something must be put right first, which the form says."""
    framed = form.posted.get("hvornaar") == "ramme"
    new = _with_frame(form, about) if framed else _with_date(form, about)
    cause = form.posted.get("aarsag")
    if cause not in tuple(Cause):
        form.wrong("aarsag", form.words.say("Vælg en årsag."))
    own = _words(form, about)
    if not form.fine or new is None:
        return None
    expected = NewExpectation(
        kind=about.kind,
        expected_on=new.expected_on,
        time_frame=new.time_frame,
        next_letter_on=new.next_letter_on,
        cause=Cause(cause),
        reason=own,
    )
    return Typed(expected, Cause(cause), form.posted.get("note") or None)


def _with_date(form: Form, about: Subject) -> NewExpectation | None:
    text = form.posted.get("dato")
    if not text:
        form.wrong("dato", form.words.say("Skriv den dato, ansøger kan regne med."))
        return None
    day = _ahead(form, "dato", text, about)
    return NewExpectation(expected_on=day) if day else None


def _ahead(form: Form, name: str, text: str, about: Subject) -> date | None:
    """A day that lies after today and after what the reader was given before."""
    today, words = about.desk.today, form.words
    day = read_date(text, today, earliest=today)
    if vague := vague_word_in(text):
        form.wrong(name, promises_nothing(vague, words))
    elif day is None or day > today + FARTHEST:
        form.wrong(name, unread(text, words))
    elif day <= today:
        form.wrong(name, words.say("Datoen skal ligge efter i dag."))
    elif day <= about.deadline.due_on:
        due = short_date(about.deadline.due_on)
        said = words.say(
            "Datoen skal ligge efter fristen %(day)s. Når I den, er der intet at skrive.", day=due
        )
        form.wrong(name, said)
    elif day <= about.stake:
        given = short_date(about.stake)
        said = words.say(
            "Vi har allerede lovet %(day)s. En ny besked skal have en senere dato.", day=given
        )
        form.wrong(name, said)
    else:
        return day
    return None


def _with_frame(form: Form, about: Subject) -> NewExpectation | None:
    text, words = form.posted.get("ramme"), form.words
    if vague := vague_word_in(text):
        form.wrong("ramme", promises_nothing(vague, words))
        return None
    try:
        until = last_day(text, about.desk.today, about.desk.calendar)
    except Refused:
        form.wrong("ramme", words.say("Skriv en tidsramme, fx 4 til 6 uger."))
        return None
    again = form.posted.get("igen")
    next_on = _ahead(form, "igen", again, about) if again else None
    if not again and until <= about.stake:
        day = short_date(about.stake)
        form.wrong("ramme", words.say("Tidsrammen skal slutte efter %(day)s.", day=day))
    return NewExpectation(time_frame=text, next_letter_on=next_on)


def _words(form: Form, about: Subject) -> str | None:
    """The person's own words; None where the fixed sentence of the cause says it."""
    text, words = " ".join(form.posted.get("ord").split()), form.words
    if is_a_fixed_sentence(about, text):
        return None
    if vague := vague_word_in(text):
        form.wrong("ord", promises_nothing(vague, words))
    elif len(text) > MOST:
        said = words.say(
            "Teksten er på %(num)s tegn. Der er plads til %(most)s.", num=len(text), most=MOST
        )
        form.wrong("ord", said)
    elif cpr_number_in(text):
        form.wrong("ord", words.say("Der står noget, der ligner et CPR-nummer. Tag det ud."))
    elif longest_word_in(text) > LONGEST_WORD:
        form.wrong("ord", words.say("Et af ordene er for langt til en linje i brevet. Del det."))
    return text


def promises_nothing(vague: str, words: Words) -> str:
    """What to say about words without a time in them."""
    return words.say(
        '"%(vague)s" lover ikke noget. Skriv en tidsramme, fx 4 til 6 uger.', vague=vague
    )


def causes(words: Words) -> list[tuple[str, str]]:
    """The causes to choose from."""
    chosen = [(value, words.text(text)) for value, text in codes.CAUSES.items()]
    return [("", words.say("Vælg årsag")), *chosen]


def asks_when(kind: DeadlineKind, words: Words) -> str:
    """The question about the date, by what is late."""
    if kind is DeadlineKind.DELIVERY:
        return words.say("Hvornår kan ansøger forvente, at hjælpen er i gang?")
    if kind is DeadlineKind.RECONSIDERATION:
        return words.say("Hvornår kan den, der klager, forvente et svar?")
    return words.say("Hvornår kan ansøger forvente en afgørelse?")
