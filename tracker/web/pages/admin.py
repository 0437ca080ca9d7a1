"""Administration: who works here, in which teams, and what each may."""

from collections.abc import Mapping
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response

from notifications.formats import local_date
from tracker.errors import Refused
from tracker.policy import Act, StaffRole
from tracker.services.accounts import (
    Account,
    LoginRefused,
    LoginTaken,
    NewUser,
    account,
    add_user,
    list_users,
    set_active,
    set_password,
    set_roles,
    unlock,
)
from tracker.services.passwords import first_password
from tracker.services.signed_in import SignedIn
from tracker.services.teams import team_names
from tracker.web.forms import Form as Fields
from tracker.web.frame import go_to, render, words_of
from tracker.web.login.guard import needs
from tracker.web.pages.admin_roles import began_with, check_areas, read_roles, role_choices
from tracker.web.posted import Form
from tracker.web.role_words import reach_words
from tracker.web.site import site_of
from tracker.web.words import Words, mark

router = APIRouter()

Administrator = Annotated[SignedIn, Depends(needs(Act.EDIT_USERS))]

_HOME: Final = "/administration"
_DONE: Final = {
    "roller": mark("Rollerne er gemt."),
    "aaben": mark("Kontoen er åben."),
    "lukket": mark("Kontoen er lukket, og brugeren er logget af."),
}


@router.get(_HOME)
def home(request: Request, here: Administrator) -> Response:
    """Every user and every team."""
    site, words = site_of(request), words_of(request)
    now = site.now()
    users = list_users(site.office, here.municipality, now=now)
    teams = team_names(site.office, here.municipality, now=now)
    return render(
        request,
        "admin.html",
        users=[(user, _roles(user, teams, words), _state(user, words)) for user in users],
        teams=[(name, team, _members(users, team)) for team, name in teams.items()],
        local_date=local_date,
    )


@router.get(f"{_HOME}/ny-bruger")
def new_user(request: Request, here: Administrator) -> Response:
    """The form for a new user."""
    return _new_form(request, here, Fields(words_of(request), began={"language": "da"}))


@router.post(f"{_HOME}/ny-bruger")
def make_user(request: Request, here: Administrator, posted: Form) -> Response:
    """Make an account; the answer shows its first password, once."""
    site, words = site_of(request), words_of(request)
    fields = Fields(words, posted, act=words.say("oprette brugeren"))
    if posted.for_language:
        return _new_form(request, here, fields)
    if not posted.get("name"):
        fields.wrong("name", words.say("Skriv brugerens navn."))
    if not posted.get("login"):
        fields.wrong("login", words.say("Skriv et brugernavn."))
    roles = read_roles(posted)
    check_areas(site, here, roles, fields)
    if fields.fine:
        password = first_password()
        new = NewUser(
            login=posted.get("login"), name=posted.get("name"), password=password, roles=roles
        )
        try:
            add_user(site.office, here.municipality, new, now=site.now(), actor=here.login)
        except LoginTaken:
            fields.wrong("login", words.say("En anden har det brugernavn. Vælg et andet."))
        except LoginRefused:
            text = words.say("Brug kun bogstaver, tal og . _ - @ + i brugernavnet.")
            fields.wrong("login", text)
        except Refused:
            fields.wrong("name", words.say("Navnet kan ikke bruges. Skriv det igen på én linje."))
        else:
            return _with_password(request, posted.get("login").lower(), password)
    return _new_form(request, here, fields, status=422)


@router.get(f"{_HOME}/bruger/{{login}}")
def user_page(request: Request, here: Administrator, login: str, gemt: str = "") -> Response:
    """One user: roles, password, open or closed."""
    site, words = site_of(request), words_of(request)
    user = account(site.office, here.municipality, login, now=site.now())
    done = words.text(_DONE[gemt]) if gemt in _DONE else ""
    return _user_form(request, here, user, Fields(words, began=began_with(user.roles)), done=done)


@router.post(f"{_HOME}/bruger/{{login}}")
def keep_roles(request: Request, here: Administrator, login: str, posted: Form) -> Response:
    """Let a user hold the roles that are ticked."""
    site, words = site_of(request), words_of(request)
    user = account(site.office, here.municipality, login, now=site.now())
    fields = Fields(words, posted)
    if posted.for_language:
        return _user_form(request, here, user, fields)
    roles = read_roles(posted)
    check_areas(site, here, roles, fields)
    if fields.fine:
        try:
            set_roles(
                site.office, here.municipality, login, roles, now=site.now(), actor=here.login
            )
        except Refused:
            fields.wrong(f"role-{StaffRole.ADMINISTRATOR}", _nobody_left(words))
        else:
            return go_to(_page(login), {"gemt": "roller"})
    return _user_form(request, here, user, fields, status=422)


@router.post(f"{_HOME}/bruger/{{login}}/adgangskode")
def new_password(request: Request, here: Administrator, login: str) -> Response:
    """Give a user a new first password, shown once; open sessions end."""
    site = site_of(request)
    user = account(site.office, here.municipality, login, now=site.now())
    if user.signs_on_elsewhere:
        raise Refused(words_of(request).say("Brugeren logger ind med kommunens login."))
    password = first_password()
    set_password(site.office, here.municipality, login, password, now=site.now(), actor=here.login)
    return _with_password(request, login, password)


@router.post(f"{_HOME}/bruger/{{login}}/luk")
def close(request: Request, here: Administrator, login: str) -> Response:
    """Let a user in no more."""
    site, words = site_of(request), words_of(request)
    user = account(site.office, here.municipality, login, now=site.now())
    try:
        set_active(site.office, here.municipality, login, False, now=site.now(), actor=here.login)
    except Refused:
        fields = Fields(words, began=began_with(user.roles))
        fields.wrong(f"role-{StaffRole.ADMINISTRATOR}", _nobody_left(words))
        return _user_form(request, here, user, fields, status=422)
    return go_to(_page(login), {"gemt": "lukket"})


@router.post(f"{_HOME}/bruger/{{login}}/aabn")
def open_again(request: Request, here: Administrator, login: str) -> Response:
    """Let a user in again, at once, also after too many attempts."""
    site = site_of(request)
    code, now = here.municipality, site.now()
    set_active(site.office, code, login, True, now=now, actor=here.login)
    unlock(site.office, code, login, now=now, actor=here.login)
    return go_to(_page(login), {"gemt": "aaben"})


def _page(login: str) -> str:
    return f"{_HOME}/bruger/{login}"


def _new_form(request: Request, here: SignedIn, fields: Fields, status: int = 200) -> Response:
    choices = role_choices(request, here)
    return render(request, "admin_new.html", status=status, form=fields, choices=choices)


def _user_form(
    request: Request,
    here: SignedIn,
    user: Account,
    fields: Fields,
    *,
    status: int = 200,
    done: str = "",
) -> Response:
    words = words_of(request)
    return render(
        request,
        "admin_user.html",
        status=status,
        form=fields,
        user=user,
        state=_state(user, words),
        choices=role_choices(request, here),
        done=done,
        local_date=local_date,
    )


def _with_password(request: Request, login: str, password: str) -> Response:
    return render(request, "admin_password.html", login=login, password=password)


def _roles(user: Account, teams: Mapping[str, str], words: Words) -> list[str]:
    return [reach_words(held, teams, words) for held in user.roles]


def _state(user: Account, words: Words) -> str:
    if not user.active:
        return words.say("Lukket")
    if user.locked_until is not None:
        return words.say("Låst efter for mange forsøg")
    if user.must_change_password:
        return words.say("Skal skifte adgangskode")
    return words.say("Åben")


def _members(users: list[Account], team: str) -> int:
    return sum(user.active and any(team in held.teams for held in user.roles) for user in users)


def _nobody_left(words: Words) -> str:
    return words.say("Der skal være mindst én fristadministrator. Giv en anden rollen først.")
