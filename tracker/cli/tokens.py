"""`rettidig token`: what programs show to use the JSON API."""

from typing import Annotated, Final
from uuid import UUID

import typer

from tracker.cli.common import AsJson, By, Door, MunicipalityOption, answer, note, open_door
from tracker.cli.tables import Row, print_table
from tracker.errors import Refused
from tracker.services.api_tokens import SCOPES, TokenRow, add_token, list_tokens, revoke_token
from tracker.views import local_text

_COLUMNS: Final = ("id", "name", "login", "scopes", "expires_at", "last_used_at")


def add_to(app: typer.Typer, name: str, text: str) -> None:
    """Register the group."""
    group = typer.Typer(help=text, no_args_is_help=True, rich_markup_mode=None)
    for called in (add, list_, revoke):
        group.command(called.__name__.rstrip("_"))(called)
    app.add_typer(group, name=name)


def add(
    login: Annotated[str, typer.Argument(help="The user that the program acts for.")],
    name: Annotated[str, typer.Option("--name", help="Which program it is.")],
    scope: Annotated[
        list[str] | None,
        typer.Option("--scope", help=f"What it may do; repeat: {', '.join(SCOPES)}."),
    ] = None,
    days: Annotated[
        int, typer.Option("--days", min=1, max=3650, help="How long it opens something.")
    ] = 365,
    municipality: MunicipalityOption = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Make a token, and print it this once. It does no more than its scopes, and no more than its
    user's roles."""
    door = open_door(by)
    given = (_code(door, municipality), login, name, scope or ())
    token = add_token(door.office, *given, days=days, now=door.now, actor=door.actor)
    if as_json:
        answer({"token": token})
    else:
        print(token)
        note("the token is not shown again: keep it where the program reads it, and nowhere else")


def list_(municipality: MunicipalityOption = None, as_json: AsJson = False) -> None:
    """List the tokens that have not been revoked; what they are stands nowhere."""
    door = open_door()
    rows = [
        _row(token) for token in list_tokens(door.office, _code(door, municipality), now=door.now)
    ]
    if as_json:
        answer({"tokens": rows})
    else:
        print_table("tokens", rows, columns=_COLUMNS)


def revoke(
    token_id: Annotated[str, typer.Argument(metavar="ID", help="Its id, from the list.")],
    municipality: MunicipalityOption = None,
    by: By = None,
) -> None:
    """End a token: it opens nothing from now on."""
    door, found = open_door(by), _id(token_id)
    code = _code(door, municipality)
    revoke_token(door.office, code, found, now=door.now, actor=door.actor)
    print(f"revoked {found}")


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Refused(f'"{text}" is not the id of a token: see rettidig token list') from error


def _code(door: Door, municipality: str | None) -> str:
    return door.office.book.pack(door.municipality(municipality)).municipality.code


def _row(token: TokenRow) -> Row:
    return {
        "id": str(token.id),
        "name": token.name,
        "login": token.login,
        "hint": token.hint,
        "scopes": ", ".join(token.scopes),
        "created_at": local_text(token.created_at),
        "expires_at": local_text(token.expires_at),
        "last_used_at": local_text(token.last_used_at),
    }
