"""Closing days: which there are, who decided them, and what one more would move."""

from datetime import date
from itertools import groupby
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response

from notifications.formats import long_date, plain_date, weekday
from rules.calendar import FIRST_DAY, LAST_DAY, PUBLIC_HOLIDAYS
from rules.closing_years import missing_closing_year
from rules.errors import RulesError
from rules.municipality import ClosingDay, Municipality
from tracker.errors import TrackerError
from tracker.policy import Act
from tracker.services.closing_days import Addition, Obstacle, add, obstacle, would_move
from tracker.services.recalculating import Foreseen, Recalculated
from tracker.services.signed_in import SignedIn
from tracker.web.acts.fields import unread
from tracker.web.forms import Form as Fields
from tracker.web.frame import go_to, is_secure, render, words_of
from tracker.web.login.guard import needs
from tracker.web.posted import Form, Posted
from tracker.web.refusals import in_danish
from tracker.web.said import Said, say_next
from tracker.web.site import site_of
from tracker.web.typed import read_date
from tracker.web.words import Words, mark

router = APIRouter()

Reader = Annotated[SignedIn, Depends(needs(Act.SEE_RULES))]
Editor = Annotated[SignedIn, Depends(needs(Act.EDIT_CLOSING_DAYS))]

PATH: Final = "/lukkedage"
#: Why days cannot be added here, and what to do instead.
OBSTACLES: Final = {
    Obstacle.NO_FOLDER: mark(
        "Her er ingen mappe til kommunens egne regler. Driften skal sætte RETTIDIG_PACKS til en "
        "mappe og lægge kommunens regler i den. Så kan lukkedage skrives her."
    ),
    Obstacle.CAME_ALONG: mark(
        "Kommunens regler er dem, der fulgte med programmet, og de kan ikke ændres. Driften skal "
        "kopiere dem til mappen i RETTIDIG_PACKS. Så kan lukkedage skrives her."
    ),
    Obstacle.READ_ONLY: mark(
        "Programmet må ikke skrive i mappen med kommunens regler. Driften skal give det lov. "
        "Indtil da skal lukkedage skrives i filen municipality.toml."
    ),
}


@router.get("/lukkedage")
def closing_days(request: Request, here: Reader) -> Response:
    """The closing days, by year."""
    return _page(request, here, Fields(words_of(request)))


@router.post("/lukkedage")
def add_closing_day(request: Request, here: Editor, posted: Form) -> Response:
    """Show what a day would move, or add it."""
    site, words = site_of(request), words_of(request)
    form = Fields(words, posted, act=words.say("gemme"))
    if posted.for_language:
        return _page(request, here, form)
    place = site.office.book.of(here.municipality).municipality
    if stopped := obstacle(site.office, place.slug):
        form.wrong("dag", words.text(OBSTACLES[stopped]))
        return _page(request, here, form, status=422)
    new = _year(posted, place) if posted.has("aar") else _day(form, place, site.today())
    if new is None or not form.fine:
        return _page(request, here, form, status=422)
    try:
        if posted.get("trin") != "gem":
            found = would_move(site.office, place.slug, new, now=site.now())
            return _page(request, here, form, moves=found)
        done = add(site.office, place.slug, new, now=site.now(), actor=here.login)
    except (TrackerError, RulesError) as error:
        form.wrong("dag", in_danish(error, words))
        return _page(request, here, form, status=422)
    answer = go_to(PATH)
    say_next(answer, Said(_done(new, done, words)), secure=is_secure(request))
    return answer


def _page(
    request: Request,
    here: SignedIn,
    form: Fields,
    *,
    status: int = 200,
    moves: Foreseen | None = None,
) -> Response:
    site, words = site_of(request), words_of(request)
    place = site.office.book.of(here.municipality).municipality
    stopped = obstacle(site.office, place.slug)
    return render(
        request,
        "closing_days.html",
        status=status,
        form=form,
        moves=moves,
        years=_years(place, words),
        missing=missing_closing_year(place, site.today()),
        may_edit=here.may(Act.EDIT_CLOSING_DAYS),
        obstacle=words.text(OBSTACLES[stopped]) if stopped else "",
        place=place,
    )


def _years(place: Municipality, words: Words) -> list[tuple[int, list[tuple[ClosingDay, str]]]]:
    """The days of each year, the newest year first; a year without any says so."""
    days = sorted(place.closings, key=lambda day: day.on)
    found: dict[int, list[tuple[ClosingDay, str]]] = {year: [] for year in place.open_all_year}
    for year, members in groupby(days, key=lambda day: day.on.year):
        found[year] = [(day, weekday(day.on, words.language)) for day in members]
    return sorted(found.items(), reverse=True)


def _year(posted: Posted, place: Municipality) -> Addition | None:
    """A year without closing days of its own; nothing where it has some."""
    text = posted.get("aar")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    taken = {day.on.year for day in place.closings} | set(place.open_all_year)
    if not FIRST_DAY.year <= year <= LAST_DAY.year or year in taken:
        return None
    return Addition(open_year=year)


def _day(form: Fields, place: Municipality, today: date) -> Addition | None:
    words, text = form.words, form.posted.get("dag")
    day = read_date(text, today, earliest=today)
    why = " ".join(form.posted.get("hvorfor").split())
    by = " ".join(form.posted.get("besluttet-af").split())
    if day is None:
        form.wrong("dag", unread(text, words) if text else words.say("Skriv dagen."))
    else:
        _check_day(form, day, place, today)
    if not why:
        form.wrong("hvorfor", words.say("Skriv, hvorfor der er lukket, fx “grundlovsdag”."))
    decided = _decided_on(form, today)
    if day is None or not form.fine:
        return None
    return Addition(day=ClosingDay(day, why[:200], by[:200] or None, decided))


def _decided_on(form: Fields, today: date) -> date | None:
    text, words = form.posted.get("besluttet-den"), form.words
    if not text:
        return None
    decided = read_date(text, today)
    if decided is None:
        form.wrong("besluttet-den", unread(text, words))
    elif decided > today:
        said = words.say("Beslutningen kan ikke ligge i fremtiden. Skriv dagen, den blev taget.")
        form.wrong("besluttet-den", said)
    return decided


def _check_day(form: Fields, day: date, place: Municipality, today: date) -> None:
    words = form.words
    said = plain_date(day, words.language)
    if day in place.closing_days:
        form.wrong("dag", words.say("%(day)s står på listen i forvejen.", day=said))
    elif day in PUBLIC_HOLIDAYS or day.weekday() > 4:
        free = long_date(day, words.language)
        form.wrong(
            "dag", words.say("%(day)s er en fridag i forvejen og flytter ingen frister.", day=free)
        )
    elif day < today:
        form.wrong(
            "dag", words.say("%(day)s er gået. Frister, der er gået, flytter sig ikke.", day=said)
        )
    elif day > LAST_DAY:
        form.wrong(
            "dag", words.say("Vi kender helligdage til og med %(year)s.", year=LAST_DAY.year)
        )


def _done(new: Addition, done: Recalculated, words: Words) -> str:
    if new.day is None:
        return words.say("Kommunen har ingen lukkedage i %(year)s.", year=new.open_year)
    day = plain_date(new.day.on, words.language)
    said = words.count(
        "%(day)s er nu lukkedag. %(num)s frist er flyttet.",
        "%(day)s er nu lukkedag. %(num)s frister er flyttet.",
        len(done.moved),
        day=day,
    )
    if done.failed:
        said += " " + words.count(
            "%(num)s sag kunne ikke regnes om. Driften kan køre “rettidig recalculate” og se "
            "hvorfor.",
            "%(num)s sager kunne ikke regnes om. Driften kan køre “rettidig recalculate” og se "
            "hvorfor.",
            len(done.failed),
        )
    return said
