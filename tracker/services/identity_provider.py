"""The municipality's identity provider: where it is, and which of its groups give which role."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tracker.errors import SettingsError
from tracker.policy import StaffRole
from tracker.rulebook import RuleBook
from tracker.services.memberships import NewRole
from tracker.settings import PREFIX, Settings


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1)
    role: StaffRole
    teams: list[str] = Field(default_factory=list)
    areas: list[str] = Field(default_factory=list)


class _Groups(BaseModel):
    model_config = ConfigDict(extra="forbid")

    group: list[_Group] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class IdentityProvider:
    """One provider (Entra ID, AD FS, Keycloak …) of one municipality's staff."""

    municipality_code: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scope: str
    groups_claim: str
    roles: Mapping[str, tuple[NewRole, ...]]

    @property
    def discovery(self) -> str:
        """Where it describes itself."""
        return f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"

    def roles_of(self, groups: Iterable[str]) -> tuple[NewRole, ...]:
        """The roles that membership of these groups gives."""
        held = (role for group in sorted(set(groups)) for role in self.roles.get(group, ()))
        return tuple(dict.fromkeys(held))


def read_identity_provider(settings: Settings, book: RuleBook) -> IdentityProvider | None:
    """The provider that the settings name, if they name one; raises `SettingsError`."""
    if settings.oidc_issuer is None:
        return None
    if settings.municipality is None:
        raise _missing("municipality", "whose staff signs in there")
    if settings.oidc_client_id is None:
        raise _missing("oidc_client_id", "what the identity provider calls this installation")
    if settings.oidc_client_secret_file is None:
        raise _missing("oidc_client_secret_file", "the file with the secret it gave")
    if settings.oidc_roles is None:
        raise _missing("oidc_roles", "the file that says which group gives which role")
    return IdentityProvider(
        municipality_code=book.pack(settings.municipality).municipality.code,
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=_read(settings.oidc_client_secret_file).strip(),
        scope=" ".join(["openid profile", *(settings.oidc_extra_scopes or "").split()]),
        groups_claim=settings.oidc_groups_claim,
        roles=_roles(settings.oidc_roles),
    )


def _missing(name: str, what: str) -> SettingsError:
    return SettingsError(f"{PREFIX}OIDC_ISSUER is set: set {PREFIX}{name.upper()} too, {what}")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}") from error


def _roles(path: Path) -> dict[str, tuple[NewRole, ...]]:
    try:
        groups = _Groups.model_validate(tomllib.loads(_read(path))).group
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"{path}: {where}: {first['msg']}") from error
    roles: dict[str, tuple[NewRole, ...]] = {}
    for group in groups:
        role = NewRole(group.role, tuple(group.teams), tuple(group.areas))
        roles[group.name] = (*roles.get(group.name, ()), role)
    return roles
