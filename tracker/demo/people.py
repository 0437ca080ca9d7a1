"""Invented people: names that nobody bears, addresses that lead nowhere, numbers never given."""

from random import Random
from typing import Final

from tracker.codes import DigitalPost, Role
from tracker.services.parties import NewParty

_FIRST: Final = (
    *("Åse", "Bo", "Karla", "Ditlev", "Esther", "Frode", "Gerda", "Holger", "Inga", "Jens"),
    *("Kirsten", "Laurits", "Mette", "Niels", "Olga", "Poul", "Ragnhild", "Svend", "Tove", "Uffe"),
)
_LAST: Final = (
    *("Prøve-Testesen", "Opdigtet", "Eksempelsen", "Påfund", "Fiktivsen", "Prøvegaard"),
    *("Opfundet", "Tænktsen", "Skabelon", "Forbilledsen", "Mønstergaard", "Øvelsesen"),
)
_STREETS: Final = ("Opdigtet Vej", "Prøvegade", "Eksempelstien", "Påfundet")
_TOWN: Final = "0000 Prøveby"

#: The caseworkers by login name; they sign the letters they approve.
CASEWORKERS: Final = {
    "sanne": "Sanne Opfundet",
    "mikkel": "Mikkel Prøvesen",
    "ida": "Ida Eksempelgaard",
}


class Crowd:
    """Invented people in an order that a seed decides; no two have the same name at first."""

    def __init__(self, seed: int) -> None:
        random = Random(seed)  # noqa: S311 - invented names need no secrecy
        self._names = [f"{first} {last}" for first in _FIRST for last in _LAST]
        random.shuffle(self._names)
        self._met = 0

    def somebody(self, digital_post: DigitalPost, language: str) -> NewParty:
        """The next person, who applies."""
        number = self._met
        self._met += 1
        return NewParty(
            name=self._names[number % len(self._names)],
            cpr=_cpr(number),
            address=_address(number),
            phone="00 00 00 99",
            language=language,
            digital_post=digital_post,
        )

    def stand_in(self, language: str) -> NewParty:
        """The next person, who stands for another."""
        number = self._met
        self._met += 1
        return NewParty(
            name=self._names[number % len(self._names)],
            role=Role.REPRESENTATIVE,
            address=_address(number),
            language=language,
            digital_post=DigitalPost.REGISTERED,
            scope="hele sagen",
        )


def _cpr(number: int) -> str:
    """A replacement number (day plus 60) with the serial 0000: the register gives out none such."""
    return f"{61 + number % 28}{1 + number // 28 % 12:02}{number // 336 % 100:02}-0000"


def _address(number: int) -> tuple[str, str]:
    return f"{_STREETS[number % len(_STREETS)]} {1 + number % 97}", _TOWN
