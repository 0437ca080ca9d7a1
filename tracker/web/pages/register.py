"""The page "Ny ansøgning": typed, its dates shown with their reasons, and registered."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response

from notifications.formats import capital, long_date, plain_date, short_date
from rules.errors import RulesError
from tracker.cpr import cpr_index
from tracker.errors import TrackerError
from tracker.policy import Act
from tracker.services.accounts import caseworkers
from tracker.services.lookups import log_lookup
from tracker.services.registering import register
from tracker.services.same_person import KnownCase, cases_of_person
from tracker.services.signed_in import SignedIn
from tracker.web.addresses import case_address
from tracker.web.forms import Form
from tracker.web.frame import go_to, is_secure, render, words_of
from tracker.web.login.guard import demand, needs
from tracker.web.nearness import FARTHEST
from tracker.web.posted import Form as PostedForm
from tracker.web.posted import Posted
from tracker.web.refusals import in_danish, notes_in_danish, status_of
from tracker.web.register.areas import area_choices
from tracker.web.register.came_back import OldCase, old_case, record
from tracker.web.register.dates import day_of, rule_on
from tracker.web.register.draft import Draft, Setting
from tracker.web.register.panel import Panel, make_panel
from tracker.web.register.people import PARTIES, POST, with_known_name
from tracker.web.register.reading import AREA_FIELDS, read_draft
from tracker.web.said import Said, say_next
from tracker.web.site import site_of
from tracker.web.typed import read_moment
from tracker.web.words import Words

router = APIRouter()

Registrar = Annotated[SignedIn, Depends(needs(Act.REGISTER))]

PATH: Final = "/ansoegning"
AFTERWARDS: Final = "/arbejde"
#: What must be right before dates can be shown; the rest is asked for when it is saved.
_DATES: Final = (*AREA_FIELDS, "modtaget", "klokken", "hjemvist-modtaget", "hjemvist-sag")


@dataclass(slots=True)
class Sheet:
    """The page as it is drawn: the form, its dates, and what is asked before it is saved."""

    form: Form
    setting: Setting
    draft: Draft = field(default_factory=Draft)
    panel: Panel = field(default_factory=Panel)
    twins: Sequence[KnownCase] = ()
    look_first: bool = False


@router.get("/ansoegning")
def ask(request: Request, here: Registrar) -> Response:
    """The empty form; received is filled with today."""
    setting, words = _setting(request, here), words_of(request)
    form = Form(words, began=_beginnings(setting))
    waiting = words.say("Skriv område og dato, så står fristen her.")
    return _page(request, Sheet(form, setting, panel=Panel(waiting=waiting)))


@router.get("/ansoegning/dato")
def understood(request: Request, here: Registrar, modtaget: str = "") -> Response:
    """What a typed date was understood as; a part of the page."""
    text = _echo(modtaget[:60], _setting(request, here, people=False), words_of(request))
    return render(request, "parts/understood.html", text=text)


@router.post("/ansoegning/frister")
def dates(request: Request, here: Registrar, posted: PostedForm) -> Response:
    """The dates of what is typed so far; a part of the page."""
    words = words_of(request)
    sheet = _read(request, here, Form(words, posted), people=False)[0]
    return render(request, "parts/dates.html", panel=sheet.panel)


@router.post("/ansoegning")
def save(request: Request, here: Registrar, posted: PostedForm) -> Response:
    """Register what is typed; first show dates that nobody has seen, and cases that may be this."""
    words = words_of(request)
    form = Form(words, posted, act=words.say("registrere"))
    sheet, old = _read(request, here, form, people=True)
    if posted.for_language:
        form.errors.clear()
        return _page(request, sheet)
    if posted.has("beregn"):
        form.errors = {name: said for name, said in form.errors.items() if name in _DATES}
        return _page(request, sheet)
    if not form.fine:
        return _page(request, sheet, status=422)
    known = sheet.twins
    sheet.twins = [case for case in known if case.reference not in posted.all("alligevel")]
    sheet.look_first = posted.get("vist") != sheet.panel.seen
    if sheet.twins or sheet.look_first:
        sheet.twins = known
        return _page(request, sheet)
    try:
        said = _carry_out(request, here, sheet, old)
    except TrackerError as error:
        form.wrong("handling", in_danish(error, words))
        return _page(request, sheet, status=status_of(error))
    answer = go_to(PATH if posted.has("igen") else AFTERWARDS)
    say_next(answer, said, secure=is_secure(request))
    return answer


def _setting(request: Request, here: SignedIn, *, people: bool = True) -> Setting:
    site, words = site_of(request), words_of(request)
    pack = site.office.book.of(here.municipality)
    now = site.now()
    workers = caseworkers(site.office, here.municipality, now=now) if people else {}
    teams = {
        team.id: team.name
        for team in pack.municipality.contact.teams
        if here.may_about(Act.REGISTER, team=team.id, area=None) or _limited_to_areas(here)
    }
    choices = area_choices(pack, site.today(), words)
    return Setting(pack, choices, now, here, teams, workers)


def _limited_to_areas(here: SignedIn) -> bool:
    return any(reach.areas for reach in here.person.reaches)


def _read(
    request: Request, here: SignedIn, form: Form, *, people: bool
) -> tuple[Sheet, OldCase | None]:
    """The form with its dates and, before it is saved, with what the person may have here."""
    site, setting = site_of(request), _setting(request, here, people=people)
    draft = read_draft(form, setting)
    sheet, old = Sheet(form, setting, draft), None
    areas = [choice.id for choice in draft.areas]
    if draft.old_case:
        with site.office.reading(setting.now, here.login) as store:
            old = old_case(store, site, here, draft, form)
        areas = [old.area] if old else []
    elif people and draft.parties and not _only_shown(form.posted):
        sheet.twins = _twins(request, here, sheet)
    sheet.panel = make_panel(draft, areas, setting, form.words)
    if sheet.panel.lacks_time:
        said = form.words.say("Skriv klokkeslættet. Fristen er i timer.")
        form.wrong("klokken", said)
    return sheet, old


def _only_shown(posted: Posted) -> bool:
    """Whether the page is asked for again, with what is typed and nothing carried out."""
    return posted.has("beregn") or bool(posted.for_language)


def _twins(request: Request, here: SignedIn, sheet: Sheet) -> list[KnownCase]:
    """Open cases of the same person and area; a CPR number alone finds the name that it has."""
    site, draft = site_of(request), sheet.draft
    first, areas = draft.parties[0], [choice.id for choice in draft.areas]
    with site.office.reading(sheet.setting.now, here.login) as store:
        known = cases_of_person(store, here.person, cpr=first.cpr, name=first.name, areas=areas)
    if known:
        with site.office.writing(sheet.setting.now, here.login) as store:
            index = cpr_index(first.cpr, store.sealer) if first.cpr else None
            log_lookup(store, here.municipality, Act.REGISTER, cpr_index=index)
    with_known_name(draft.parties, known, sheet.form)
    return [case for case in known if case.open and case.area in areas]


def _carry_out(request: Request, here: SignedIn, sheet: Sheet, old: OldCase | None) -> Said:
    site, words, draft = site_of(request), sheet.form.words, sheet.draft
    now, link = sheet.setting.now, words.say("Se sagen")
    if old is not None:
        record(site, here, draft, old, now=now)
        text = words.say("Hjemvisning registreret på %(number)s.", number=old.reference)
        return Said(text, case_address(old.reference), link)
    for choice in draft.areas:
        assert draft.received is not None  # noqa: S101 - asked for before
        rule = rule_on(sheet.setting.pack, choice.id, day_of(draft.received))
        team = draft.team or (rule.team if rule else None)
        kle = rule.kle if rule else None
        demand(here, Act.REGISTER, team=team, area=choice.id, kle=kle)
    new = draft.application(here.municipality_slug)
    made = register(site.office, new, now=now, actor=here.login)
    if len(made.references) > 1:
        text = words.say("%(numbers)s er registreret.", numbers=", ".join(made.references))
    else:
        text = words.say("%(number)s er registreret.", number=made.references[0])
    note = notes_in_danish(made.notes, words)
    return Said(text, case_address(made.references[0]), link, note)


def _beginnings(setting: Setting) -> dict[str, str]:
    return {
        "modtaget": short_date(setting.today),
        "kom": "digital",
        "post": "registered",
        "brevsprog": "da",
        "hjemvist-hvor": "her",
        "sagsbehandler": setting.here.login,
        **{f"{fields.name}-post": "registered" for fields in PARTIES},
    }


def _echo(text: str, setting: Setting, words: Words) -> str:
    """A typed date in words, with how long ago it was."""
    found = read_moment(text, setting.today)
    if found is None:
        return ""
    day, calendar = day_of(found), setting.pack.municipality.calendar
    said = long_date(day, words.language)
    if day == setting.today:
        return f"{said} · {words.say('i dag')}"
    if day > setting.today:
        return said
    try:
        ago = calendar.open_days_between(day, setting.today)
    except RulesError:
        return said
    if not 0 < ago <= FARTHEST:  # no open day since: on a Sunday, about the Friday before
        return said
    when = words.count("for %(num)s hverdag siden", "for %(num)s hverdage siden", ago)
    return f"{said} · {when}"


def _page(request: Request, sheet: Sheet, status: int = 200) -> Response:
    form, setting, words = sheet.form, sheet.setting, sheet.form.words
    rest = [(login, name) for login, name in setting.workers.items() if login != setting.here.login]
    own = words.say("%(name)s (dig)", name=setting.here.name)
    return render(
        request,
        "register.html",
        status=status,
        form=form,
        panel=sheet.panel,
        draft=sheet.draft,
        choices=setting.choices,
        area_fields=AREA_FIELDS,
        understood_areas={sheet.draft.fields[c.id]: c.value for c in sheet.draft.areas},
        parties=PARTIES,
        post=[(code, words.text(text)) for code, text in POST],
        teams=[("", words.say("Områdets eget team")), *setting.teams.items()],
        workers=[(setting.here.login, own), ("", words.say("Ingen endnu")), *rest],
        understood=_echo(form.typed("modtaget"), setting, words),
        twins=[
            (case, capital(_title(setting, case)), plain_date(case.received_on, words.language))
            for case in sheet.twins
        ],
        look_first=sheet.look_first,
        unfolded=_unfolded(form),
    )


def _title(setting: Setting, case: KnownCase) -> str:
    return setting.pack.versions(case.area)[-1].title


def _unfolded(form: Form) -> bool:
    """Whether something stands, or must be put right, under the fold."""
    shown = {"omraade", "modtaget", "klokken", "kom", "ansoeger", "post", "handling", "adresse"}
    if any(name not in shown and not name.startswith("akut") for name in form.errors):
        return True
    posted = form.posted
    further = (*AREA_FIELDS[1:], *(f"{fields.name}-navn" for fields in PARTIES), "hjemvist")
    return any(posted.get(name) for name in further)
