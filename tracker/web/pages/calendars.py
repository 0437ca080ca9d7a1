"""Due dates in a calendar program: secret addresses made and ended, and the feeds they open."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from notifications.formats import local_date, plain_date
from tracker.errors import NotFound
from tracker.policy import Act
from tracker.services.calendar_feeds import Feed, add_feed, end_feed, feed_dates, feeds_of
from tracker.services.signed_in import SignedIn
from tracker.services.team_scope import team_choice
from tracker.services.teams import team_names
from tracker.web.frame import go_to, is_secure, public_words, render, words_of
from tracker.web.login.guard import Here, NoAccess
from tracker.web.posted import Form
from tracker.web.said import Said, say_next
from tracker.web.site import site_of
from tracker.web.team.calendar_file import calendar_file
from tracker.web.words import Words

router = APIRouter()

PATH: Final = "/kalender"
#: In the form: one's own cases.
OWN: Final = "mine"


def with_dates(here: Here) -> SignedIn:
    """Somebody who may see cases or figures: both feeds hold their dates."""
    if not (here.may(Act.SEE_CASE) or here.may(Act.SEE_TEAM)):
        raise NoAccess
    return here


Reader = Annotated[SignedIn, Depends(with_dates)]


@router.get("/kalender")
def calendars(request: Request, here: Reader, team: str = "") -> Response:
    """The feeds that somebody has, and a form for another."""
    return _page(request, here, chosen=team[:60])


@router.post("/kalender")
def make(request: Request, here: Reader, posted: Form) -> Response:
    """Make an address. It is shown on this page alone."""
    site = site_of(request)
    asked = posted.get("hvad")
    if asked not in dict(_choices(request, here)):
        raise NoAccess
    team = None if asked == OWN else asked.removeprefix("team:")
    token = add_feed(site.office, here.person, team, now=site.now())
    address = f"{str(request.base_url).rstrip('/')}{PATH}/{token}.ics"
    home = site.office.settings.public_url
    made = f"{home}{PATH}/{token}.ics" if home else address
    return _page(request, here, made=made)


@router.post("/kalender/{feed}/slut")
def end(request: Request, feed: UUID, here: Reader) -> Response:
    """End an address: it opens nothing from now on."""
    site = site_of(request)
    try:
        end_feed(site.office, here.person, feed, now=site.now())
    except NotFound as error:
        raise HTTPException(404) from error
    answer = go_to(PATH)
    text = words_of(request).say("Adressen er lukket. Kalenderen viser ikke længere fristerne.")
    say_next(answer, Said(text), secure=is_secure(request))
    return answer


@router.get("/kalender/{token}.ics")
def feed(request: Request, token: str) -> Response:
    """The feed behind a secret address; without a login, as calendar programs have none."""
    site, words = site_of(request), public_words(request)
    found = feed_dates(site.office, token[:200], now=site.now())
    if found is None:
        raise HTTPException(404)
    owner, team, dates = found
    home = site.office.book.of(owner.municipality).municipality
    named = {one.id: one.name for one in home.contact.teams}
    name = f"Rettidig: {_feed_name(team, named, words)}"
    content = calendar_file(name, dates, words, home=site.office.settings.public_url)
    return Response(content, media_type="text/calendar; charset=utf-8")


def _feed_name(team: str | None, named: dict[str, str], words: Words) -> str:
    if team is None:
        return words.say("mine sager")
    return named.get(team, team) if team else words.say("alle teams")


def _choices(request: Request, here: SignedIn) -> list[tuple[str, str]]:
    """What a feed can be of."""
    site, words = site_of(request), words_of(request)
    own = [(OWN, words.say("Mine egne sager"))] if here.may(Act.SEE_CASE) else []
    if not here.may(Act.SEE_TEAM):
        return own
    names = team_names(site.office, here.municipality, now=site.now())
    choice = team_choice(here.person, here.municipality, names)
    teams = [(f"team:{team}", names.get(team, team)) for team in choice.teams]
    every = [("team:", words.say("Alle teams"))] if choice.all_teams else []
    return [*own, *teams, *every]


def _page(request: Request, here: SignedIn, *, chosen: str = "", made: str = "") -> Response:
    site, words = site_of(request), words_of(request)
    choices = _choices(request, here)
    names = {value.removeprefix("team:"): text for value, text in choices}
    own = feeds_of(site.office, here.person, now=site.now())
    return render(
        request,
        "calendars.html",
        choices=choices,
        chosen=f"team:{chosen}" if chosen else "",
        made=made,
        feeds=[_row(found, names, words) for found in own],
    )


def _row(found: Feed, names: dict[str, str], words: Words) -> tuple[str, UUID, list[str]]:
    language = words.language
    said = [words.say("lavet %(day)s", day=plain_date(local_date(found.created_at), language))]
    if found.last_used_at:
        last = plain_date(local_date(found.last_used_at), language)
        said.append(words.say("sidst hentet %(day)s", day=last))
    if found.expires_at:
        until = plain_date(local_date(found.expires_at), language)
        said.append(words.say("virker til %(day)s", day=until))
    said.append(words.say("ender på %(hint)s", hint=found.hint))
    name = _feed_name(found.team, names, words)
    return name[:1].upper() + name[1:], found.id, said
