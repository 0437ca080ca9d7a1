"""An application as far as it is understood, and what its typed words are held against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from rules.local_time import local_day
from rules.pack_rules import Pack
from tracker.codes import Form as CameAs
from tracker.services.parties import NewParty
from tracker.services.registering import AcuteNeed, EarlierRound, NewApplication
from tracker.services.signed_in import SignedIn
from tracker.web.register.areas import AreaChoice


@dataclass(frozen=True, slots=True)
class Setting:
    """What typed words are held against: the rules, the instant, who types, who else there is."""

    pack: Pack
    choices: Sequence[AreaChoice]
    now: datetime
    here: SignedIn
    teams: Mapping[str, str]
    workers: Mapping[str, str]

    @property
    def today(self) -> date:
        """The Danish day."""
        return local_day(self.now)


@dataclass(slots=True)
class Draft:
    """An application as far as it is understood; a later look fills what is missing."""

    areas: list[AreaChoice] = field(default_factory=list)
    #: The field in which each area is typed, by its id.
    fields: dict[str, str] = field(default_factory=dict)
    #: Fields in which an area is typed that fits several, with what it fits.
    unclear: dict[str, list[AreaChoice]] = field(default_factory=dict)
    received: date | datetime | None = None
    remanded: EarlierRound | None = None
    #: The number of a case here that came back; then nothing else is asked.
    old_case: str | None = None
    acute: AcuteNeed | None = None
    parties: list[NewParty] = field(default_factory=list)
    came_as: CameAs = CameAs.DIGITAL
    journaled_on: date | None = None
    team: str | None = None
    caseworker: str | None = None

    def application(self, municipality: str) -> NewApplication:
        """The application as the use case takes it."""
        assert self.received is not None  # noqa: S101 - asked for before
        return NewApplication(
            municipality=municipality,
            areas=[choice.id for choice in self.areas],
            received=self.received,
            parties=self.parties,
            form=self.came_as,
            journaled_on=self.journaled_on,
            acute=self.acute,
            remanded=self.remanded,
            team=self.team,
            caseworker=self.caseworker,
        )
