"""A worklist as it is drawn: each row in words, the selections, the filters and their addresses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from urllib.parse import urlencode

from rules.standing import Standing
from tracker.services.worklists import ROWS_A_PAGE, SORTS, TABS, Ask, WorkPage
from tracker.web import work_words as said
from tracker.web.badges import badge
from tracker.web.words import Words, mark
from tracker.web.work_rows import PATH, Drawer, Link, Row

#: What an address of this page may say, and the value that says nothing.
_FILTERS: Final = ("omraade", "status", "frist", "forloeb")


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading; without one where they are sorted otherwise."""

    code: str
    name: str
    count: int
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Tab:
    """One selection with its count."""

    link: Link
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class Head:
    """A column that can be sorted by; `sort` is its `aria-sort`."""

    link: Link
    sort: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter with the values that the list has."""

    name: str
    label: str
    options: list[tuple[str, str]]
    value: str


@dataclass(frozen=True, slots=True)
class WorkView:
    """Everything that the page says."""

    groups: list[Group]
    tabs: list[Tab]
    heads: list[Head]
    choices: list[Choice]
    tags: list[Link]
    urgent: int
    shown: int
    total: int
    first: int
    last: int
    page: int
    pages: int
    unfold: Link | None
    fold: Link | None
    unsorted: Link | None
    previous: Link | None
    following: Link | None
    next_due: Row | None
    unassigned: Tab
    kept: list[tuple[str, str]]
    unfiltered: str


def view_of(page: WorkPage, ask: Ask, drawer: Drawer) -> WorkView:
    """The whole page."""
    words = drawer.words
    tabs = list(_tabs(page, ask, drawer))
    pages = max(1, -(-page.shown // ROWS_A_PAGE))
    number = (page.first - 1) // ROWS_A_PAGE + 1 if page.first else 1
    return WorkView(
        groups=list(_groups(page, ask, drawer)),
        tabs=tabs,
        heads=[_head(name, ask, drawer) for name in SORTS],
        choices=_choices(page, ask, drawer),
        tags=list(_tags(ask, drawer)),
        urgent=page.urgent,
        shown=page.shown,
        total=page.counts["alle"],
        first=page.first,
        last=page.first + len(page.rows) - 1 if page.rows else 0,
        page=number,
        pages=pages,
        unfold=_unfold(page, drawer) if page.folded else None,
        fold=_fold(ask, drawer),
        unsorted=Link(drawer.address(sorter=""), words.say("Tilbage til dagens orden"))
        if ask.sort
        else None,
        previous=None
        if page.previous_after is None
        else Link(drawer.address(efter=page.previous_after), words.say("Forrige")),
        following=Link(drawer.address(efter=page.next_after), words.say("Næste"))
        if page.next_after
        else None,
        next_due=drawer.row(page.next_due, "") if page.next_due else None,
        unassigned=tabs[-1],
        kept=[(k, v) for k, v in drawer.params.items() if v and k not in (*_FILTERS, "efter")],
        unfiltered=drawer.address(**dict.fromkeys(_FILTERS, "")),
    )


def _groups(page: WorkPage, ask: Ask, drawer: Drawer) -> Iterator[Group]:
    rows = [(item, drawer.row(item, page.names.get(item.stand.row.id, ""))) for item in page.rows]
    if ask.sort:
        if rows:
            yield Group("", "", len(rows), [row for _, row in rows])
        return
    for code, members in groupby(rows, key=lambda pair: pair[0].stand.group):
        name = drawer.words.text(said.GROUPS[code])
        yield Group(code, name, page.group_counts[code], [row for _, row in members])


def _tabs(page: WorkPage, ask: Ask, drawer: Drawer) -> Iterator[Tab]:
    whose = drawer.params.get("sagsbehandler", "")
    for tab in TABS:
        values = {"vis": "" if tab == "alle" else tab, "sagsbehandler": whose}
        kept = {name: value for name, value in values.items() if value}
        address = f"{PATH}?{urlencode(kept)}" if kept else PATH
        text = said.TABS[tab] if tab != "alle" or not whose else mark("Alle")
        link = Link(address, drawer.words.text(text))
        yield Tab(link, page.counts[tab], tab == ask.tab)


def _head(name: str, ask: Ask, drawer: Drawer) -> Head:
    down = ask.sort == name and not ask.downwards
    address = drawer.address(sorter=f"-{name}" if down else name)
    sort = "none" if ask.sort != name else "descending" if ask.downwards else "ascending"
    return Head(Link(address, drawer.words.text(said.HEADS[name])), sort)


def _choices(page: WorkPage, ask: Ask, drawer: Drawer) -> list[Choice]:
    words, titles = drawer.words, drawer.titles
    areas = sorted(((area, titles.get(area, area)) for area in page.areas), key=lambda a: a[1])
    stands = [(s.value, badge(s, words).word) for s in map(Standing, page.standings)]
    tables = (
        ("omraade", words.say("Område"), areas, ask.area),
        ("status", words.say("Status"), stands, ask.standing),
        ("frist", words.say("Gør det senest"), _options(said.DUES, words), ask.due),
        ("forloeb", words.say("Forløb"), _options(said.TRACKS, words), ask.track),
    )
    return [
        Choice(name, label, [("", words.say("Alle")), *options], value)
        for name, label, options, value in tables
    ]


def _options(table: Mapping[str, str], words: Words) -> list[tuple[str, str]]:
    return [(value, words.text(text)) for value, text in table.items()]


def _tags(ask: Ask, drawer: Drawer) -> Iterator[Link]:
    """Each filter that is set, with the address of the list without it."""
    words = drawer.words
    if ask.area:
        yield Link(drawer.address(omraade=""), drawer.titles.get(ask.area, ask.area))
    if ask.standing:
        yield Link(drawer.address(status=""), badge(ask.standing, words).word)
    if ask.due:
        yield Link(drawer.address(frist=""), words.text(said.DUES[ask.due]))
    if ask.track:
        yield Link(drawer.address(forloeb=""), words.text(said.TRACKS[ask.track]))


def _unfold(page: WorkPage, drawer: Drawer) -> Link:
    text = drawer.words.count(
        "Vis %(num)s sag, der ikke haster", "Vis %(num)s sager, der ikke haster", page.folded
    )
    return Link(drawer.address(resten="1"), text)


def _fold(ask: Ask, drawer: Drawer) -> Link | None:
    if not ask.all_groups or ask.sort or ask.filtered or ask.tab != "alle":
        return None
    return Link(drawer.address(resten=""), drawer.words.say("Skjul sager, der ikke haster"))
