"""A CPR number shown once: the page asks what for, and the log knows before the eye does."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from tracker.policy import Act
from tracker.services.desk import Desk
from tracker.services.revealing import reveal_cpr
from tracker.services.signed_in import SignedIn
from tracker.web.forms import Form
from tracker.web.frame import render, words_of
from tracker.web.login.guard import demand, needs
from tracker.web.posted import Form as PostedForm
from tracker.web.site import site_of
from tracker.web.words import Words, mark

router = APIRouter()

Reader = Annotated[SignedIn, Depends(needs(Act.REVEAL_CPR))]

_PURPOSES: Final = (
    ("identify", mark("Sikre, at det er den rigtige person")),
    ("letter", mark("Sende et brev eller en afgørelse")),
    ("other-system", mark("Slå op i et andet system")),
    ("question", mark("Svare på en henvendelse")),
    ("other", mark("Noget andet")),
)


@router.get("/sag/{reference}/cpr/{party}")
def ask(request: Request, reference: str, party: int, here: Reader) -> Response:
    """What is the number needed for?"""
    name = _name(request, reference, party, here)
    return _page(request, reference, party, name, Form(words_of(request)))


@router.post("/sag/{reference}/cpr/{party}")
def reveal(
    request: Request, reference: str, party: int, here: Reader, posted: PostedForm
) -> Response:
    """Log the look, then show the number in this one answer, which nothing keeps."""
    site, words = site_of(request), words_of(request)
    name = _name(request, reference, party, here)
    form = Form(words, posted, act=words.say("se nummeret"))
    if posted.for_language:
        return _page(request, reference, party, name, form)
    purpose, own = posted.get("formaal"), " ".join(posted.get("hvorfor").split())
    _check(form, purpose, own)
    if not form.fine:
        return _page(request, reference, party, name, form, status=422)
    number = reveal_cpr(
        site.office,
        here.municipality_slug,
        reference,
        party,
        purpose,
        own or None,
        now=site.now(),
        actor=here.login,
    )
    return _page(request, reference, party, name, form, number=f"{number[:6]}-{number[6:]}")


def _check(form: Form, purpose: str, own: str) -> None:
    if purpose not in {value for value, _ in _PURPOSES}:
        form.wrong("formaal", form.words.say("Vælg, hvad du skal bruge nummeret til."))
    elif purpose == "other" and not own:
        form.wrong("hvorfor", form.words.say("Skriv, hvad du skal bruge nummeret til."))


def _name(request: Request, reference: str, party: int, here: SignedIn) -> str:
    """The name of a party who has a number; raises 404 where none stands."""
    site = site_of(request)
    with site.office.reading(site.now(), here.login) as store:
        file = store.find(here.municipality, reference, lock=False)
        case = file.case
        demand(here, Act.REVEAL_CPR, team=case.team, area=case.area, kle=case.kle)
        found = Desk(store, site.office, file).file.parties
        if not 0 < party <= len(found) or found[party - 1].cpr_sealed is None:
            raise HTTPException(404)
        return store.open(found[party - 1], "name_sealed") or ""


def _page(
    request: Request,
    reference: str,
    party: int,
    name: str,
    form: Form,
    *,
    number: str = "",
    status: int = 200,
) -> Response:
    return render(
        request,
        "cpr.html",
        status=status,
        reference=reference,
        party=party,
        name=name,
        form=form,
        purposes=_purposes(form.words),
        number=number,
    )


def _purposes(words: Words) -> list[tuple[str, str]]:
    return [(value, words.text(text)) for value, text in _PURPOSES]
