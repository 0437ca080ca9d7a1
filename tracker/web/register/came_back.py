"""A case of ours that came back from the appeals board: found, weighed and recorded from here."""

from dataclasses import dataclass
from datetime import datetime

from tracker.errors import NotFound
from tracker.services.desk import Desk
from tracker.services.remanding import NewRemand, remand
from tracker.services.signed_in import SignedIn
from tracker.store import Store
from tracker.web.acts.table import ACTS
from tracker.web.forms import Form
from tracker.web.register.dates import day_of
from tracker.web.register.draft import Draft
from tracker.web.register.people import PARTIES
from tracker.web.site import Site

FIELD = "hjemvist-sag"


@dataclass(frozen=True, slots=True)
class OldCase:
    """A case here whose decision was annulled."""

    reference: str
    area: str


def old_case(store: Store, site: Site, here: SignedIn, draft: Draft, form: Form) -> OldCase | None:
    """The case that is meant, if the person may act in it and it can have come back."""
    words, page = form.words, ACTS["hjemvist"]
    try:
        file = store.find(here.municipality, (draft.old_case or "")[:40], lock=False)
    except NotFound:
        form.wrong(FIELD, words.say("Vi kan ikke finde sagen. Se nummeret efter."))
        return None
    case = file.case
    if not here.may_about(page.act, team=case.team, area=case.area, kle=case.kle):
        said = words.say("Sagen hører til et andet team. Bed teamlederen om adgang.")
        form.wrong(FIELD, said)
        return None
    if reason := page.lawful(Desk(store, site.office, file)):
        form.wrong(FIELD, words.text(reason))
    decision = file.standing_decision
    if decision and draft.received and day_of(draft.received) < decision.decided_on:
        said = words.say("Hjemvisningen kan ikke ligge før afgørelsen i sagen.")
        form.wrong("hjemvist-modtaget", said)
    _nothing_else(draft, form)
    return OldCase(case.reference, case.area)


def _nothing_else(draft: Draft, form: Form) -> None:
    """What is typed beside the remand is no part of it, and must not be lost in silence."""
    words = form.words
    if draft.acute is not None:
        said = words.say("Registrér hjemvisningen først. Gør så sagen akut på dens egen side.")
        form.wrong("akut", said)
    for fields in PARTIES:
        if form.posted.get(f"{fields.name}-navn"):
            said = words.say("Registrér hjemvisningen først. Tilføj så parten på sagen.")
            form.wrong(f"{fields.name}-navn", said)


def record(site: Site, here: SignedIn, draft: Draft, old: OldCase, *, now: datetime) -> None:
    """Open the new round on the old case. One transaction."""
    assert draft.received is not None  # noqa: S101 - asked for before
    assert draft.remanded is not None  # noqa: S101 - asked for before
    new = NewRemand(
        received=draft.received,
        remanded_on=draft.remanded.remanded_on,
        help_resumed=draft.remanded.help_resumed,
    )
    slug = here.municipality_slug
    remand(site.office, slug, old.reference, new, now=now, actor=here.login)
