"""Settings, from `RETTIDIG_*` variables; a misspelt one is refused."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rules.terms import NoticeSettings
from tracker.errors import SettingsError

PREFIX: Final = "RETTIDIG_"


class Settings(BaseModel):
    """What an operator can set; each field is the variable `RETTIDIG_` + its name in capitals."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    database_url: str = Field(
        default="sqlite:///rettidig.db", description="SQLite file or PostgreSQL address"
    )
    key_file: Path = Field(default=Path("rettidig.key"), description="key that seals personal data")
    packs: Path | None = Field(
        default=None, description="folder with the municipality's own rule packs"
    )
    outbox: Path = Field(default=Path("outbox"), description="folder the letters are written to")
    municipality: str | None = Field(
        default=None, description="municipality when none is named, as its pack folder"
    )
    user: str | None = Field(default=None, description="who acts, when --by is not given")
    send_hour: int = Field(
        default=12, ge=7, le=16, description="hour at which notices go by themselves"
    )
    fallback_promise_weeks: int = Field(
        default=4,
        ge=1,
        le=26,
        description="weeks promised when nobody has set a date and none is adopted",
    )
    reminder_open_days: int = Field(
        default=5, ge=1, le=30, description="open days within which a reminder is answered"
    )
    follow_up_days: int = Field(
        default=14, ge=0, le=90, description="days before a follow-up that its task is opened"
    )
    threads: int = Field(
        default=8,
        ge=1,
        le=64,
        description="pages answered at once; the database gets as many connections",
    )
    accessibility_statement: str | None = Field(
        default=None,
        pattern="^https://was\\.digst\\.dk/",
        description="address of the accessibility statement, https://was.digst.dk/…",
    )
    default_language: str = Field(
        default="da", pattern="^(da|en)$", description="language of letters"
    )
    public_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^/\s]+$",
        description="address that browsers use, such as https://rettidig.example",
    )
    webhook_private: bool = Field(
        default=False,
        description="whether webhooks may go into private networks, and over http to this machine",
    )
    session_idle_minutes: int = Field(
        default=30, ge=5, le=480, description="minutes without a page after which a login ends"
    )
    session_hours: int = Field(
        default=10, ge=1, le=24, description="hours after which a login ends in any case"
    )
    oidc_issuer: str | None = Field(
        default=None,
        pattern=r"^https?://\S+$",
        description="issuer of the municipality's identity provider (OpenID Connect)",
    )
    oidc_client_id: str | None = Field(
        default=None, description="what the identity provider calls this installation"
    )
    oidc_client_secret_file: Path | None = Field(
        default=None, description="file with the secret the identity provider gave"
    )
    oidc_roles: Path | None = Field(
        default=None, description="TOML file that says which group gives which role"
    )
    oidc_extra_scopes: str | None = Field(
        default=None, description="scopes asked of the identity provider beside openid and profile"
    )
    oidc_groups_claim: str = Field(
        default="groups", description="claim that names a person's groups"
    )

    @property
    def notices(self) -> NoticeSettings:
        """The settings that the table of notices reads."""
        return NoticeSettings(send_hour=self.send_hour)

    @property
    def pack_folders(self) -> tuple[Path, ...]:
        """Where packs are looked for before those of the installation itself."""
        return (self.packs,) if self.packs else ()


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Settings from the environment; raises `SettingsError` for an unknown or impossible one."""
    given = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environ.items()
        if name.startswith(PREFIX)
    }
    for name in given:
        if name not in Settings.model_fields:
            near = get_close_matches(name, Settings.model_fields, n=1)
            hint = f"; did you mean {PREFIX}{near[0].upper()}?" if near else ""
            raise SettingsError(f"{PREFIX}{name.upper()} is not a setting{hint}")
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        name = f"{PREFIX}{str(first['loc'][0]).upper()}"
        raise SettingsError(f"{name}={first['input']!r} cannot be used: {first['msg']}") from error
