"""Who is at a page: somebody signed in, or somebody whose session ran out."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rules.local_time import local_day
from tracker.errors import NotFound
from tracker.models import User, WebSession
from tracker.office import Office
from tracker.policy import Act, Person, StaffRole, may, may_somewhere, roles_of
from tracker.rulebook import RuleBook
from tracker.services.memberships import current_memberships, person_of
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Workplace:
    """The municipality that somebody works for."""

    slug: str
    name: str
    unconfirmed: bool
    rules_from: date | None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody at a page: who, in which session, and how they want it."""

    person: Person
    session_id: UUID
    csrf_secret: bytes
    opened_at: datetime
    name: str
    initials: str
    language: str
    shortcuts: bool
    must_change_password: bool
    has_password: bool
    workplace: Workplace

    @property
    def municipality(self) -> str:
        """The code of the municipality that the person works for."""
        return self.person.municipality

    @property
    def municipality_slug(self) -> str:
        """The pack folder of that municipality, as services name it."""
        return self.workplace.slug

    @property
    def municipality_name(self) -> str:
        """The name of that municipality."""
        return self.workplace.name

    @property
    def unconfirmed(self) -> bool:
        """Whether nobody there has confirmed the deadlines yet."""
        return self.workplace.unconfirmed

    @property
    def rules_from(self) -> date | None:
        """Since when the newest of its rules is in force."""
        return self.workplace.rules_from

    @property
    def login(self) -> str:
        """The name that cases and journals have."""
        return self.person.login

    @property
    def roles(self) -> frozenset[StaffRole]:
        """The roles that the person holds."""
        return roles_of(self.person)

    def may(self, act: str) -> bool:
        """Whether there is any team and area in which the person may do an act."""
        return may_somewhere(self.person, Act(act), self.municipality)

    def may_about(
        self, act: str, *, team: str | None, area: str | None, kle: str | None = None
    ) -> bool:
        """Whether the person may do an act about a case of that team and area."""
        code = self.municipality
        return may(self.person, Act(act), municipality=code, team=team, area=area, kle=kle)


@dataclass(frozen=True, slots=True)
class Expired:
    """A session that ran out: who it was, so that they and nobody else find their form again."""

    municipality: str
    user_id: UUID
    csrf_secret: bytes


def signed_in_of(office: Office, store: Store, session: WebSession, user: User) -> SignedIn:
    """Everything a page needs to know about the user of a session."""
    memberships = current_memberships(store, user.municipality_code, [user.id])[user.id]
    return SignedIn(
        person=person_of(user, memberships),
        session_id=session.id,
        csrf_secret=session.csrf_secret,
        opened_at=session.created_at,
        name=store.open(user, "name_sealed") or user.login,
        initials=user.initials,
        language=user.language,
        shortcuts=user.shortcuts,
        must_change_password=user.must_change_password,
        has_password=user.password_hash is not None,
        workplace=_workplace(office.book, user.municipality_code, local_day(store.now)),
    )


def _workplace(book: RuleBook, code: str, today: date) -> Workplace:
    try:
        pack = book.of(code)
    except NotFound:
        return Workplace("", code, unconfirmed=True, rules_from=None)
    days = (rule.in_force_from for rule in pack.rules)
    newest = max((day for day in days if day and day <= today), default=None)
    home = pack.municipality
    return Workplace(home.slug, home.name, home.status == "unconfirmed", newest)
