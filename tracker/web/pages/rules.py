"""Rules: the catalogue, the versions of an area, quality standards, and what to look at."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from rules.contradictions import contradictions
from rules.pack_rules import Pack
from rules.public_list import public_list
from tracker.errors import NotFound
from tracker.policy import Act
from tracker.publishing.page_standards import progress_lines, standard_block
from tracker.publishing.words import PAGE
from tracker.services.rule_checks import rule_checks
from tracker.services.rule_use import open_cases_by_version
from tracker.services.signed_in import SignedIn
from tracker.web.acts.fields import unread
from tracker.web.forms import Form as Fields
from tracker.web.frame import render, words_of
from tracker.web.login.guard import needs
from tracker.web.posted import NOTHING, Posted
from tracker.web.rules.view import Counted, catalogue, counted, versions
from tracker.web.rules.words import checks, finding_words, warning_words
from tracker.web.site import site_of
from tracker.web.typed import read_date

router = APIRouter()

Reader = Annotated[SignedIn, Depends(needs(Act.SEE_RULES))]

LONGEST: Final = 100


@router.get("/regler")
def rules(request: Request, here: Reader, find: str = "") -> Response:
    """The rules in force today."""
    site, words = site_of(request), words_of(request)
    pack, today = _pack(request, here), site.today()
    place, text = pack.municipality, find.strip()[:LONGEST]
    listed = public_list(pack, today)
    titles = {rule.area: rule.title for rule in pack.rules}
    titles |= {standard.id: standard.title for standard in place.standards}
    look = here.may(Act.PUBLISH)
    found = rule_checks(site.office, here.municipality, now=site.now()) if look else []
    return render(
        request,
        "rules.html",
        place=place,
        find=text,
        fields=catalogue(pack, today, text, words),
        warnings=[finding_words(w.code, w.text, words) for w in pack.warnings],
        standards=[standard_block(shown, words.language) for shown in listed.standards],
        progress=list(progress_lines(listed.progress, PAGE[words.language])),
        may_look=look,
        checks=checks(found, titles, words),
    )


@router.get("/regler/{area}")
def rule(request: Request, area: str, here: Reader, modtaget: str = "") -> Response:
    """Every version of one area, the newest first."""
    site, words = site_of(request), words_of(request)
    pack, today = _pack(request, here), site.today()
    if not pack.has_area(area):
        raise HTTPException(404)
    used = open_cases_by_version(site.office, here.municipality, now=site.now(), area=area)
    known = {(version.area, version.version) for version in pack.versions(area)}
    newest = pack.versions(area)[-1]
    typed = Posted((("modtaget", modtaget.strip()),)) if modtaget.strip() else NOTHING
    form = Fields(words, typed, act=words.say("regne"))
    calendar = pack.municipality.calendar
    odd = [w for version in pack.versions(area) for w in contradictions(version, calendar)]
    return render(
        request,
        "rule.html",
        status=200,
        title=newest.title,
        area=area,
        kle=newest.kle,
        versions=versions(pack, area, today, used, words),
        gone=sum(count for key, count in used.items() if key[1] and key not in known),
        without=sum(count for key, count in used.items() if key[1] is None),
        odd=warning_words(odd, words),
        form=form,
        answer=_answer(form, pack, area, request),
    )


def _answer(form: Fields, pack: Pack, area: str, request: Request) -> Counted | None:
    words, today = form.words, site_of(request).today()
    text = form.posted.get("modtaget")
    if not form.posted.fields:
        return None
    received = read_date(text, today)
    if received is None:
        form.wrong("modtaget", unread(text, words))
        return None
    governing = [rule for rule in pack.versions(area) if rule.in_force_on(received)]
    if not governing:
        return Counted("", [], words.say("Der er ingen regel for området den dag."))
    return counted(governing[0], pack.municipality, received, words)


def _pack(request: Request, here: SignedIn) -> Pack:
    try:
        return site_of(request).office.book.of(here.municipality)
    except NotFound as error:
        raise HTTPException(404) from error
