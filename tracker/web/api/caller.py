"""Who calls: a token of a program, within its scopes and its user's reach."""

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from tracker.policy import Act, Person, may_somewhere
from tracker.policy import may as policy_may
from tracker.services.api_tokens import find_token
from tracker.web.api.problems import Refusal
from tracker.web.site import Site, site_of

_BEARER: Final = HTTPBearer(
    auto_error=False, description="A token made with `rettidig token add` or in Administration."
)
_CHALLENGE: Final = {"WWW-Authenticate": 'Bearer realm="rettidig"'}


@dataclass(frozen=True, slots=True)
class Caller:
    """A program that has shown a token."""

    site: Site
    token_id: str
    person: Person
    slug: str

    @property
    def municipality(self) -> str:
        """The code of its municipality."""
        return self.person.municipality

    @property
    def actor(self) -> str:
        """Who stands in the journal."""
        return self.person.login

    def demand(
        self, act: Act, *, team: str | None = None, area: str | None = None, kle: str | None = None
    ) -> None:
        """Refuse what the token's scopes or its user's roles do not reach."""
        code = self.municipality
        if not policy_may(self.person, act, municipality=code, team=team, area=area, kle=kle):
            raise Refusal(403, f"the token does not reach this: it needs {act}")

    def demand_somewhere(self, act: Act) -> None:
        """Refuse what the token's scopes or its user's roles reach in no team and no area."""
        if not may_somewhere(self.person, act, self.municipality):
            raise Refusal(403, f"the token does not reach this: it needs {act}")


def caller(
    request: Request,
    shown: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)],
) -> Caller:
    """The program behind a request; raises a 401 problem."""
    site = site_of(request)
    found = find_token(site.office, shown.credentials if shown else None, now=site.now())
    if found is None:
        raise Refusal(401, "show a token: Authorization: Bearer …", _CHALLENGE)
    slug = site.office.book.of(found.person.municipality).municipality.slug
    return Caller(site, str(found.token_id), found.person, slug)


Calling = Annotated[Caller, Depends(caller)]
