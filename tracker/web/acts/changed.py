"""Acts that change what is on file: acute, people, area, who has the case."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any, Final

from rules.local_time import COPENHAGEN
from tracker.codes import DigitalPost, Role
from tracker.policy import Act
from tracker.services.classifying import clear_acute, set_acute
from tracker.services.parties import NewParty
from tracker.services.party_values import PartyChange
from tracker.services.people import add_party, change_party
from tracker.services.reassessing import reassess
from tracker.services.reclassifying import hand_over, join, reclassify, split
from tracker.services.registering import AcuteNeed
from tracker.web.acts import choices, lawful
from tracker.web.acts.fields import TODAY, Field
from tracker.web.acts.page import ActPage, Doing
from tracker.web.words import mark

_STAYS: Final = mark("Begrundelsen bliver på sagen.")
_WHY: Final = Field("hvorfor", mark("Hvorfor?"), "long", _STAYS)
_REACHED: Final = mark("Adresse og breve")
_POWER: Final = mark("Fuldmagt og sidste dag")
_LAST_DAY: Final = mark("Som part i sagen, eller med fuldmagt.")
_SCOPE: Final = Field(
    "omfang",
    mark("Hvad dækker fuldmagten?"),
    hint=mark("Kun for en repræsentant."),
    optional=True,
    section=_POWER,
)
_PERSON: Final = (
    Field("navn", mark("Navn"), optional=True),
    Field("adresse", mark("Adresse"), "long", optional=True),
    Field("telefon", mark("Telefon"), optional=True),
    Field("post", mark("Digital Post"), "choice", fixed=choices.POST, optional=True),
    Field("sprog", mark("Sprog i breve"), "choice", fixed=choices.LANGUAGE, optional=True),
)


def _acute(act: Doing) -> None:
    since = act.values["siden"]
    if since is not None and not isinstance(since, datetime):
        since = datetime.combine(since, time(), COPENHAGEN)
    need = AcuteNeed(act.values["hvorfor"], since, act.values["aftalt"])
    act.do(set_acute, need)


def _lines(text: str | None) -> tuple[str, ...] | None:
    found = tuple(line.strip() for line in (text or "").splitlines() if line.strip())
    return found or None


def _person(given: dict[str, Any]) -> dict[str, Any]:
    return {
        "phone": given["telefon"],
        "language": given["sprog"],
        "digital_post": DigitalPost(given["post"]) if given["post"] else None,
    }


def _add(act: Doing) -> None:
    given = act.values
    person = _person(given)
    new = NewParty(
        name=given["navn"] or "",
        role=Role(given["rolle"]),
        cpr=given["cpr"],
        address=_lines(given["adresse"]) or (),
        scope=given["omfang"],
        until=given["til"],
        born=given["foedt"],
        copy_to_party=given["kopi"],
        **{**person, "digital_post": person["digital_post"] or DigitalPost.UNKNOWN},
    )
    represents = int(given["for"]) if given["for"] else 1
    act.notes.extend(act.do(add_party, new, represents=represents, must_be_told=None))


def _change(act: Doing) -> None:
    given = act.values
    change = PartyChange(
        name=given["navn"],
        address=_lines(given["adresse"]),
        secret_address=True if given["hemmelig"] else None,
        must_be_told=_yes_or_no(given["besked"]),
        gets_copy=_yes_or_no(given["kopi"]),
        scope=given["omfang"],
        until=given["til"],
        died_on=given["doed"],
        **_person(given),
    )
    act.notes.extend(act.do(change_party, int(given["hvem"]), change))


def _yes_or_no(text: str | None) -> bool | None:
    return {"yes": True, "no": False}.get(text or "")


def _hand_over(act: Doing) -> None:
    act.do(hand_over, team=act.values["team"], caseworker=act.values["sagsbehandler"])


PAGES: Final = (
    ActPage(
        slug="akut",
        title=mark("Sagen er akut"),
        group="changed",
        act=Act.DECIDE,
        lawful=lawful.not_acute,
        lead=mark("Afgørelse og hjælp skal være på plads den dag, vi fik kendskab til behovet."),
        fields=(
            replace(_WHY, label=mark("Hvorfor er det akut?")),
            Field(
                "siden",
                mark("Hvornår fik vi det at vide?"),
                "moment",
                mark("For eksempel i dag kl. 8.14. Skriver du ingenting, er det nu."),
                optional=True,
            ),
            Field("aftalt", mark("Vi har aftalt at ringe til ansøger"), "tick"),
        ),
        carry_out=_acute,
        done=mark("%(number)s er akut."),
        put_right="ret-akut",
    ),
    ActPage(
        slug="ikke-akut",
        title=mark("Sagen er ikke længere akut"),
        group="changed",
        act=Act.DECIDE,
        lawful=lawful.clearable,
        fields=(_WHY,),
        carry_out=lambda act: act.do(clear_acute, act.values["hvorfor"]),
        done=mark("%(number)s er ikke længere akut."),
    ),
    ActPage(
        slug="behov",
        title=mark("Behovet har ændret sig"),
        group="changed",
        act=Act.DECIDE,
        lawful=lawful.looked_at_again,
        lead=mark("Hjælpen fortsætter, mens den revurderes."),
        fields=(Field("dag", mark("Fra"), "moment", began=TODAY), _WHY),
        carry_out=lambda act: act.do(reassess, act.values["dag"], act.values["hvorfor"]),
        done=mark("Revurdering begyndt på %(number)s."),
    ),
    ActPage(
        slug="ny-part",
        title=mark("Tilføj en part"),
        group="changed",
        act=Act.DECIDE,
        lawful=lawful.is_open,
        fields=(
            Field("rolle", mark("Rolle"), "choice", fixed=choices.ADDED_ROLES),
            replace(_PERSON[0], optional=False),
            Field("cpr", mark("CPR-nummer"), optional=True),
            Field(
                "foedt",
                mark("Barnets fødselsdag"),
                "date",
                mark("Kun for et barn uden CPR-nummer. Alderen afgør, om barnet selv får besked."),
                optional=True,
            ),
            replace(_PERSON[1], section=_REACHED),
            *_PERSON[2:],
            Field(
                "for",
                mark("Hvem repræsenteres?"),
                "choice",
                mark("Kun for en repræsentant."),
                choices=choices.parties,
                optional=True,
                several=True,
                section=_POWER,
            ),
            _SCOPE,
            Field("til", mark("Sidste dag"), "future", _LAST_DAY, optional=True),
            Field("kopi", mark("Den, der repræsenteres, får en kopi af brevene"), "tick"),
        ),
        carry_out=_add,
        done=mark("Parten er tilføjet på %(number)s."),
        put_right="ret-part",
    ),
    ActPage(
        slug="part",
        title=mark("Nye oplysninger om en part"),
        group="changed",
        act=Act.DECIDE,
        lawful=lawful.anyhow,
        lead=mark(
            "Skriv kun det, der er nyt. Breve, der ikke er sendt, følger de nye oplysninger. Var "
            "noget skrevet forkert ind, så brug siden Ret oplysninger om en part."
        ),
        fields=(
            Field("hvem", mark("Hvem?"), "choice", choices=choices.parties),
            _PERSON[0],
            replace(_PERSON[1], section=_REACHED),
            Field("hemmelig", mark("Adressen er hemmelig"), "tick"),
            *_PERSON[2:],
            Field(
                "besked",
                mark("Skal parten have besked?"),
                "choice",
                fixed=choices.TOLD,
                optional=True,
            ),
            Field(
                "kopi",
                mark("Kopi af breve"),
                "choice",
                mark("Kun for en part, der har en repræsentant."),
                fixed=choices.COPY,
                optional=True,
            ),
            _SCOPE,
            Field("til", mark("Sidste dag"), "future", _LAST_DAY, optional=True),
            Field(
                "doed",
                mark("Død den"),
                "date",
                mark("Der går ikke noget brev. Du får en opgave."),
                optional=True,
            ),
        ),
        carry_out=_change,
        done=mark("Oplysningerne på %(number)s er rettet."),
        put_right="part",
    ),
    ActPage(
        slug="omraade",
        title=mark("Flyt til et andet område"),
        group="changed",
        act=Act.CORRECT,
        lawful=lawful.undecided,
        lead=mark(
            "Fristen regnes igen fra samme modtagelse. En frist, der er gået, er stadig gået."
        ),
        fields=(Field("omraade", mark("Rigtigt område"), "choice", choices=choices.areas), _WHY),
        carry_out=lambda act: act.do(reclassify, act.values["omraade"], act.values["hvorfor"]),
        done=mark("%(number)s er flyttet til et andet område."),
        put_right="omraade",
    ),
    ActPage(
        slug="del",
        title=mark("Del sagen: ansøgningen handler også om et andet område"),
        group="changed",
        act=Act.CORRECT,
        lawful=lawful.is_open,
        fields=(Field("omraade", mark("Det andet område"), "choice", choices=choices.areas), _WHY),
        carry_out=lambda act: act.do(split, [act.values["omraade"]], act.values["hvorfor"]),
        done=mark("%(number)s er delt."),
    ),
    ActPage(
        slug="samme-sag",
        title=mark("Sagen er registreret to gange"),
        group="changed",
        act=Act.CORRECT,
        lawful=lawful.is_open,
        lead=mark("Den her sag lukkes, og den anden fortsætter med den tidligste modtagelse."),
        fields=(Field("anden", mark("Den anden sags nummer")), _WHY),
        carry_out=lambda act: act.do(join, act.values["anden"], act.values["hvorfor"]),
        done=mark("%(number)s er lagt sammen med den anden sag."),
    ),
    ActPage(
        slug="overdrag",
        title=mark("Ny sagsbehandler eller nyt team"),
        group="changed",
        act=Act.HAND_OVER,
        lawful=lawful.anyhow,
        fields=(
            Field("team", mark("Team"), "choice", choices=choices.teams, optional=True),
            Field("sagsbehandler", mark("Sagsbehandlers brugernavn"), optional=True),
        ),
        carry_out=_hand_over,
        done=mark("%(number)s er overdraget."),
        put_right="overdrag",
    ),
)
