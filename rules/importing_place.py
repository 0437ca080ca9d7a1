"""Which municipality is meant, by its name, its code or its pack's folder."""

from difflib import get_close_matches
from typing import Final, NamedTuple

from rules.importing_table import TableError
from rules.municipality_codes import MUNICIPALITY_CODES
from rules.period import quoted
from rules.slugs import as_slug


class Place(NamedTuple):
    """A municipality before it has a pack: the folder's name, its name in letters, its code."""

    slug: str
    name: str
    code: str


def _slug(name: str) -> str:
    """ "Bornholms Regionskommune" is bornholm, "Københavns Kommune" koebenhavn."""
    short = name.removesuffix(" Kommune").removesuffix(" Regionskommune")
    return as_slug(short.removesuffix("s") if name in _WITH_S else short)


_WITH_S: Final = frozenset({"Bornholms Regionskommune", "Københavns Kommune", "Nordfyns Kommune"})
PLACES: Final = {
    _slug(name): Place(_slug(name), name, code) for name, code in MUNICIPALITY_CODES.items()
}


def find_place(given: str, *, code: str = "") -> Place:
    """The municipality; with a code of its own it may be one that no list knows.

    Raises `TableError` with near names.
    """
    slug = as_slug(given.removesuffix("Kommune").removesuffix("kommune"))
    known = PLACES.get(slug) or next(
        (place for place in PLACES.values() if given in (place.code, place.name)), None
    )
    if known:
        return known
    if code and slug:
        return Place(slug, given if "ommune" in given else f"{given} Kommune", code)
    near = get_close_matches(slug, PLACES, 2, 0.6)
    meant = f"did you mean {' or '.join(near)}?" if near else "write its name, such as Norddjurs"
    if not near:
        meant += ", or add --code for one that is on no list"
    raise TableError(f"no municipality is called {quoted(given)}: {meant}")
