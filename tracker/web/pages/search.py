"""Search: a case by number, part of a name, or a CPR number, which no address ever holds."""

from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response

from tracker.policy import Act
from tracker.services.searching import Asked, Search, kind_of, search
from tracker.services.signed_in import SignedIn
from tracker.web.addresses import case_address
from tracker.web.frame import go_to, render, words_of
from tracker.web.login.guard import needs
from tracker.web.pages.work import area_titles
from tracker.web.posted import Form
from tracker.web.site import site_of
from tracker.web.work_rows import Drawer, found_row

router = APIRouter()

Reader = Annotated[SignedIn, Depends(needs(Act.SEE_CASE))]

PATH: Final = "/soeg"
LONGEST: Final = 100


@router.get("/soeg")
def results(request: Request, here: Reader, q: str = "", efter: str = "") -> Response:
    """What a case number or a name finds. A CPR number never stands in an address of ours."""
    text = q.strip()[:LONGEST]
    if kind_of(text) is Asked.CPR:
        return _page(request, here, "", None, in_address=True)
    return _page(request, here, text, _found(request, here, text, efter[:20]))


@router.post("/soeg")
def ask(request: Request, here: Reader, posted: Form) -> Response:
    """Look for what was typed: a number leads straight to its case."""
    text = posted.get("q")[:LONGEST]
    match kind_of(text):
        case Asked.CPR:
            return _page(request, here, "", _found(request, here, text, ""))
        case Asked.NUMBER:
            found = _found(request, here, text, "")
            if len(found.hits) == 1:
                return go_to(case_address(found.hits[0].stand.row.reference))
            return _page(request, here, text, found)
        case Asked.NOTHING:
            return go_to(PATH)
        case _:
            return go_to(PATH, {"q": text})


def _found(request: Request, here: SignedIn, text: str, after: str) -> Search:
    site = site_of(request)
    return search(site.office, here.person, text, now=site.now(), after=after)


def _page(
    request: Request,
    here: SignedIn,
    text: str,
    found: Search | None,
    *,
    in_address: bool = False,
) -> Response:
    site = site_of(request)
    home = site.office.book.of(here.municipality).municipality
    titles = area_titles(site.office, here.municipality)
    drawer = Drawer(words_of(request), site.today(), home, titles, {})
    rows = [found_row(hit.stand, hit.name, drawer) for hit in found.hits] if found else []
    more = urlencode({"q": text, "efter": found.next_after}) if found and found.next_after else ""
    return render(
        request,
        "search.html",
        text=text,
        by_cpr=found is not None and found.asked is Asked.CPR,
        looked=found is not None and found.asked is not Asked.NOTHING,
        in_address=in_address,
        rows=rows,
        following=f"{PATH}?{more}" if more else "",
    )
