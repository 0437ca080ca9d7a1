"""`rettidig user`: who may log in to the web application, and as what."""

import sys
from typing import Annotated, Final

import typer

from tracker.cli.common import AsJson, By, Door, MunicipalityOption, answer, note, open_door
from tracker.cli.tables import Row, print_table
from tracker.errors import Refused
from tracker.policy import StaffRole
from tracker.services.accounts import (
    Account,
    NewUser,
    account,
    add_user,
    list_users,
    set_active,
    set_password,
    set_roles,
)
from tracker.services.memberships import NewRole
from tracker.services.passwords import first_password

Login = Annotated[str, typer.Argument(help="Login name; cases and journals name the user by it.")]
RoleOption = Annotated[
    list[StaffRole] | None,
    typer.Option("--role", help="What the user may do; may be given several times."),
]
Teams = Annotated[
    list[str] | None,
    typer.Option("--team", help="Limits the roles to a team, by its id in the pack."),
]
Areas = Annotated[
    list[str] | None,
    typer.Option("--area", help="Limits the roles to an area of the pack, or a KLE number."),
]
FromStdin = Annotated[
    bool, typer.Option("--stdin", help="Read the password from stdin; else one is made.")
]

_COLUMNS: Final = ("login", "name", "roles", "state", "last_login")


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the group."""
    group = typer.Typer(help=text, no_args_is_help=True, rich_markup_mode=None)
    for called in (add, list_, role, password, deactivate, activate):
        group.command(called.__name__.rstrip("_"))(called)
    app.add_typer(group, name=name)


def add(
    login: Login,
    name: Annotated[str, typer.Option("--name", help="The user's name, as pages show it.")],
    role: RoleOption = None,
    team: Teams = None,
    area: Areas = None,
    initials: Annotated[
        str | None, typer.Option("--initials", help="Else the first letters of the name.")
    ] = None,
    stdin: FromStdin = False,
    municipality: MunicipalityOption = None,
    by: By = None,
) -> None:
    """Make an account. Its first password is printed once, and must be changed at login."""
    door = open_door(by)
    given = _password(stdin)
    new = NewUser(
        login=login, name=name, initials=initials, password=given, roles=_roles(role, team, area)
    )
    add_user(door.office, _code(door, municipality), new, now=door.now, actor=door.actor)
    _tell(login, given, stdin=stdin)
    if not role:
        note(f"{login} holds no role yet: rettidig user role {login} --role caseworker")


def list_(municipality: MunicipalityOption = None, as_json: AsJson = False) -> None:
    """List the users with their roles; how far each reaches stands beside it."""
    door = open_door()
    users = list_users(door.office, _code(door, municipality), now=door.now)
    rows = [_row(user) for user in users]
    if as_json:
        answer({"users": rows})
    else:
        print_table("users", rows, columns=_COLUMNS)


def role(
    login: Login,
    role: RoleOption = None,
    team: Teams = None,
    area: Areas = None,
    municipality: MunicipalityOption = None,
    by: By = None,
) -> None:
    """Let a user hold exactly these roles; without one, none."""
    door, roles = open_door(by), _roles(role, team, area)
    code = _code(door, municipality)
    set_roles(door.office, code, login, roles, now=door.now, actor=door.actor)
    print(f"{login}: {_said(account(door.office, code, login, now=door.now))}")


def password(
    login: Login,
    stdin: FromStdin = False,
    municipality: MunicipalityOption = None,
    by: By = None,
) -> None:
    """Give a user a new first password, end the open sessions, and unlock the account."""
    door, given = open_door(by), _password(stdin)
    code = _code(door, municipality)
    set_password(door.office, code, login, given, now=door.now, actor=door.actor)
    _tell(login, given, stdin=stdin)


def deactivate(login: Login, municipality: MunicipalityOption = None, by: By = None) -> None:
    """Let a user in no more; open sessions end at once. The name stays on what was done."""
    _set_active(login, municipality, by, active=False)


def activate(login: Login, municipality: MunicipalityOption = None, by: By = None) -> None:
    """Let a deactivated user in again."""
    _set_active(login, municipality, by, active=True)


def _set_active(login: str, municipality: str | None, by: str | None, *, active: bool) -> None:
    door = open_door(by)
    code = _code(door, municipality)
    set_active(door.office, code, login, active, now=door.now, actor=door.actor)
    print(f"{login}: {'active' if active else 'deactivated'}")


def _code(door: Door, municipality: str | None) -> str:
    return door.office.book.pack(door.municipality(municipality)).municipality.code


def _password(stdin: bool) -> str:
    if not stdin:
        return first_password()
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise Refused("no password came on stdin: write it there in one line")
    return line


def _tell(login: str, given: str, *, stdin: bool) -> None:
    if stdin:
        print(f"{login}: password set")
        return
    print(f"{login}: first password {given}")
    note("the password is not shown again; it must be changed at the first login")


def _roles(
    roles: list[StaffRole] | None, teams: list[str] | None, areas: list[str] | None
) -> tuple[NewRole, ...]:
    if (teams or areas) and not roles:
        raise Refused("--team and --area limit a role: name it with --role")
    return tuple(NewRole(role, tuple(teams or ()), tuple(areas or ())) for role in roles or ())


def _row(user: Account) -> Row:
    return {
        "login": user.login,
        "name": user.name,
        "initials": user.initials,
        "roles": _said(user),
        "state": _state(user),
        "last_login": user.last_login_at.date().isoformat() if user.last_login_at else None,
    }


def _said(user: Account) -> str:
    return "; ".join(_reach(held) for held in user.roles) or "no role"


def _reach(held: NewRole) -> str:
    limits = [f"team {', '.join(held.teams)}"] if held.teams else []
    limits += [f"area {', '.join(held.areas)}"] if held.areas else []
    return f"{held.role} ({', '.join(limits)})" if limits else str(held.role)


def _state(user: Account) -> str:
    if not user.active:
        return "deactivated"
    if user.locked_until is not None:
        return "locked"
    return "must change password" if user.must_change_password else "active"
