"""Publishing: each municipality's files in place as a whole, a dated snapshot of each change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from rules.local_time import local_day
from rules.pack_rules import Pack
from rules.public_list import PublicList, public_list
from tracker.errors import Refused
from tracker.publishing.files import plain_files, with_paper
from tracker.publishing.folders import (
    WORKPLACE,
    build,
    put_in_place,
    replace_file,
    workplace,
)
from tracker.publishing.history import (
    FOLDER,
    INDEX,
    SUMS,
    Entry,
    index_bytes,
    last_of,
    problems,
    read_index,
    sums,
)
from tracker.publishing.pages import FILES, Place, asset_files, asset_folder, index_page

#: Names at the top of a site that no municipality has.
_OURS: Final = frozenset({FOLDER, "assets", WORKPLACE, *FILES.values()})


@dataclass(frozen=True, slots=True)
class Publication:
    """What became of one municipality: the snapshot that holds now, and whether it is new."""

    entry: Entry
    new: bool


def publish(
    site: Path, packs: Sequence[Pack], *, now: datetime, statement: str | None = None
) -> list[Publication]:
    """Publish the lists of these municipalities as they hold today.

    What has not changed since its last snapshot gets no new one. A killed publication leaves each
    municipality's old files or its new ones, whole. `statement` is the address of the accessibility
    statement. Raises `Refused` for a folder of somebody else.
    """
    _look_at(site)
    asset_files()  # nothing is begun without them
    with workplace(site) as place:
        (site / FOLDER).mkdir(exist_ok=True)
        for folder in (site, site / FOLDER):
            _put_assets(folder, place)
        done = [_publish(site, place, pack, now, statement) for pack in packs]
        _write_index_pages(site, place, statement)
    return done


def _look_at(site: Path) -> None:
    if not site.exists():
        return
    if not site.is_dir():
        raise Refused(f"{site} is a file: name a folder")
    if any(site.iterdir()) and not {FOLDER, WORKPLACE} & {path.name for path in site.iterdir()}:
        raise Refused(
            f"{site} holds other files and no publication of ours: name a new or empty folder"
        )


def _put_assets(folder: Path, place: Path) -> None:
    target = folder / asset_folder()
    if not target.exists():
        target.parent.mkdir(exist_ok=True)
        put_in_place(build(place / "assets", asset_files()), target, place)


def _publish(
    site: Path, place: Path, pack: Pack, now: datetime, statement: str | None
) -> Publication:
    slug = pack.municipality.slug
    if slug in _OURS:
        raise Refused(f'a municipality cannot be published as "{slug}": rename its pack')
    found, entries = public_list(pack, local_day(now)), read_index(site)
    last = last_of(entries, slug)
    if last is not None:
        files = _files(found, last.at, statement)
        if sha256(files[SUMS]).hexdigest() == last.sha256:
            _see_to(site, place, last, files)
            return Publication(last, new=False)
    files = _files(found, now, statement)
    entry = Entry(
        municipality=slug,
        name=pack.municipality.name,
        published_at=now.isoformat(timespec="seconds"),
        folder=_free_name(entries, f"{slug}-{local_day(now).isoformat()}"),
        sha256=sha256(files[SUMS]).hexdigest(),
        previous=entries[-1].digest if entries else "",
    )
    snapshot = build(place / entry.folder, files)
    put_in_place(snapshot, site / FOLDER / entry.folder, place)
    put_in_place(build(place / slug, files), site / slug, place)
    replace_file(site / FOLDER / INDEX, index_bytes([*entries, entry]), place)
    return Publication(entry, new=True)


def _files(found: PublicList, at: datetime, statement: str | None) -> Mapping[str, bytes]:
    day = local_day(at)
    files = with_paper(plain_files(found, day, statement), found, day)
    return {**files, SUMS: sums(files)}


def _see_to(site: Path, place: Path, last: Entry, files: Mapping[str, bytes]) -> None:
    """Put back what somebody has changed or removed since it was published."""
    for folder in (site / last.municipality, site / FOLDER / last.folder):
        if list(problems(folder, last.sha256)):
            put_in_place(build(place / folder.name, files), folder, place)


def _free_name(entries: Sequence[Entry], name: str) -> str:
    """The day's folder; a second change on one day is numbered."""
    taken = {entry.folder for entry in entries}
    numbered = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(n for n in numbered if n not in taken)


def _write_index_pages(site: Path, place: Path, statement: str | None) -> None:
    names = {entry.municipality: entry.name for entry in read_index(site)}
    places = [Place(slug, name) for slug, name in sorted(names.items(), key=lambda item: item[1])]
    for language, file in FILES.items():
        replace_file(site / file, index_page(places, language, statement), place)
