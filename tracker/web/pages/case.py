"""The page of one case, and its letters as they were sent."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from tracker.policy import Act
from tracker.services.accounts import names_of
from tracker.services.desk import Desk
from tracker.services.signed_in import SignedIn
from tracker.web.acts.table import menu
from tracker.web.case.view import view_case
from tracker.web.frame import render, words_of
from tracker.web.login.guard import demand, needs
from tracker.web.site import site_of

router = APIRouter()

Reader = Annotated[SignedIn, Depends(needs(Act.SEE_CASE))]

#: "alle" draws every round, however many there are.
Rounds = Annotated[str, Query(max_length=10)]
#: So many events stand open on the page; the rest are one click away.
EVENTS_SHOWN = 4


@router.get("/sag/{reference}")
def case(
    request: Request,
    reference: str,
    here: Reader,
    runder: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    """One case: standing and next act first, then its course, its tables and its people."""
    site, words = site_of(request), words_of(request)
    names = names_of(site.office, here.municipality, now=site.now())
    with site.office.reading(site.now(), here.login) as store:
        file = store.find(here.municipality, reference, lock=False)
        demand(here, Act.SEE_CASE, team=file.case.team, area=file.case.area, kle=file.case.kle)
        desk = Desk(store, site.office, file)
        entries = store.journal_of(file)
        view = view_case(desk, entries, names, words, all_rounds=runder == "alle")
        acts = menu(desk, here, words)
    return render(request, "case.html", case=view, acts=acts, events_shown=EVENTS_SHOWN)


@router.get("/sag/{reference}/brev/{notice}.pdf")
def letter(request: Request, reference: str, notice: UUID, here: Reader) -> Response:
    """A letter as it was sent: the stored bytes, never drawn anew."""
    site = site_of(request)
    with site.office.reading(site.now(), here.login) as store:
        file = store.find(here.municipality, reference, lock=False)
        demand(here, Act.SEE_CASE, team=file.case.team, area=file.case.area, kle=file.case.kle)
        row = next((n for n in file.notices if n.id == notice), None)
        ways = file.dispatches_of(row) if row else []
        found = next((way for way in ways if way.pdf_sealed is not None), None)
        if found is None:
            raise HTTPException(404)
        content = store.open_bytes(found, "pdf_sealed")
    name = f'inline; filename="{reference}.pdf"'
    headers = {"Content-Disposition": name}
    return Response(content, media_type="application/pdf", headers=headers)
