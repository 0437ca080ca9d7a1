"""A publication appears whole or not at all, and what was public on a day can be proved."""

import fcntl
import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from rules.pack import Pack
from tests.publishing.catalogue import AREAS, pack
from tracker.errors import Refused
from tracker.publishing.folders import WORKPLACE
from tracker.publishing.history import FOLDER, INDEX, SUMS, held_on, read_index
from tracker.publishing.site import publish

MONDAY: Final = datetime(2026, 6, 1, 10, tzinfo=UTC)
OTHER: Final = AREAS.replace("15 hverdage", "10 hverdage")


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Pack]:
    """The pack before and after the council changed a limit."""
    folder = tmp_path_factory.mktemp("packs")
    return {"old": pack(folder / "a"), "new": pack(folder / "b", areas=OTHER)}


@pytest.fixture
def site(tmp_path: Path, packs: Mapping[str, Pack]) -> Path:
    """A site on which the old list was published on Monday."""
    publish(tmp_path / "site", [packs["old"]], now=MONDAY)
    return tmp_path / "site"


def limit(folder: Path) -> str:
    """The limit for cleaning that a published folder shows, by its data and its page."""
    said = json.loads((folder / "frister.json").read_bytes())
    shown = str(said["areas"][0]["decision"]["limit"])
    assert shown.replace(" ", "\N{NO-BREAK SPACE}") in (folder / "index.html").read_text("utf-8")
    return shown


def whole(folder: Path) -> bool:
    """Whether every file is the one that the list of sums names, as `sha256sum` sees it."""
    done = subprocess.run(["sha256sum", "--check", "--strict", "--quiet", SUMS], cwd=folder)
    listed = {line[66:] for line in (folder / SUMS).read_text("utf-8").splitlines()}
    return done.returncode == 0 and {*listed, SUMS} == {path.name for path in folder.iterdir()}


def test_the_public_folder_is_the_snapshot(site: Path) -> None:
    (entry,) = read_index(site)
    assert (entry.folder, entry.published_on) == ("proeve-2026-06-01", date(2026, 6, 1))
    public, snapshot = site / "proeve", site / FOLDER / entry.folder
    assert whole(public)
    assert {p.name: p.read_bytes() for p in public.iterdir()} == {
        p.name: p.read_bytes() for p in snapshot.iterdir()
    }
    styles = [next((place / "assets").iterdir()) for place in (site, site / FOLDER)]
    assert all((style / "dkfds.min.css").is_file() for style in styles)
    assert 'href="proeve/index.html"' in (site / "index.html").read_text("utf-8")


def test_what_has_not_changed_leaves_no_snapshot(site: Path, packs: Mapping[str, Pack]) -> None:
    before = (site / "proeve" / "index.html").read_bytes()
    (done,) = publish(site, [packs["old"]], now=MONDAY + timedelta(days=9))
    assert not done.new
    assert len(read_index(site)) == 1
    assert (site / "proeve" / "index.html").read_bytes() == before


def test_a_limit_that_begins_by_itself_is_a_change(site: Path, packs: Mapping[str, Pack]) -> None:
    (done,) = publish(site, [packs["old"]], now=datetime(2026, 9, 1, 6, tzinfo=UTC))
    assert done.new
    assert done.entry.folder == "proeve-2026-09-01"


def test_each_day_has_its_snapshot(site: Path, packs: Mapping[str, Pack]) -> None:
    publish(site, [packs["new"]], now=MONDAY + timedelta(days=3))
    publish(site, [packs["old"]], now=MONDAY + timedelta(days=3, hours=2))
    held = {
        day: [one.entry.folder for one in held_on(site, date(2026, 6, day))]
        for day in (1, 3, 4, 5, 30)
    }
    assert held == {
        1: ["proeve-2026-06-01"],
        3: ["proeve-2026-06-01"],
        4: ["proeve-2026-06-01", "proeve-2026-06-04", "proeve-2026-06-04-2"],
        5: ["proeve-2026-06-04-2"],
        30: ["proeve-2026-06-04-2"],
    }
    assert held_on(site, date(2026, 5, 31)) == []
    assert limit(site / FOLDER / "proeve-2026-06-04") == "10 hverdage"
    assert not any(one.problems for one in held_on(site, date(2026, 6, 4)))


def test_the_day_is_denmarks(tmp_path: Path, packs: Mapping[str, Pack]) -> None:
    late = datetime(2026, 6, 1, 22, 30, tzinfo=UTC)
    (done,) = publish(tmp_path / "site", [packs["old"]], now=late)
    assert done.entry.folder == "proeve-2026-06-02"


def _change(folder: Path) -> None:
    page = folder / "index.html"
    page.write_bytes(page.read_bytes().replace(b"15", b"51"))


def _remove(folder: Path) -> None:
    (folder / "frister.pdf").unlink()


def _add(folder: Path) -> None:
    (folder / "more.html").write_text("more", encoding="utf-8")


def _hide(folder: Path) -> None:
    _change(folder)
    sums = subprocess.run(
        ["sha256sum", *sorted(p.name for p in folder.iterdir() if p.name != SUMS)],
        cwd=folder,
        capture_output=True,
        check=True,
    )
    (folder / SUMS).write_bytes(sums.stdout)


def _take_away(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))


TAMPERED: Final = {
    "a page was changed": (_change, "index.html is not as it was published"),
    "a file was removed": (_remove, "frister.pdf is not as it was published"),
    "a file was added": (_add, "more.html is not as it was published"),
    "the sums were made to fit": (_hide, "SHA256SUMS is not the one that was published"),
    "the snapshot is gone": (_take_away, "the snapshot cannot be read (No such file or directory)"),
}


@pytest.mark.parametrize(("act", "words"), TAMPERED.values(), ids=TAMPERED)
def test_a_snapshot_that_was_changed_is_found_and_put_back(
    site: Path, packs: Mapping[str, Pack], act: Any, words: str
) -> None:
    act(site / FOLDER / "proeve-2026-06-01")
    (held,) = held_on(site, date(2026, 6, 1))
    assert held.problems == (words,)
    publish(site, [packs["old"]], now=MONDAY + timedelta(days=1))
    (held,) = held_on(site, date(2026, 6, 1))
    assert held.problems == ()


def test_an_index_that_was_changed_is_refused(site: Path, packs: Mapping[str, Pack]) -> None:
    publish(site, [packs["new"]], now=MONDAY + timedelta(days=1))
    path = site / FOLDER / INDEX
    said = json.loads(path.read_bytes())
    said["snapshots"][0]["published_at"] = "2026-01-01T09:00:00+00:00"
    path.write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(Refused, match="entry 2 does not follow the one before it"):
        held_on(site, date(2026, 6, 1))
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(Refused, match="put back a copy"):
        publish(site, [packs["new"]], now=MONDAY)


def alter(site: Path, **values: str) -> None:
    """Change the newest entry of the index, which no later entry holds a hash of."""
    path = site / FOLDER / INDEX
    said = json.loads(path.read_bytes())
    said["snapshots"][-1].update(values)
    path.write_text(json.dumps(said), encoding="utf-8")


@pytest.mark.parametrize(
    ("changed", "asked"),
    [
        pytest.param("2026-02-01", date(2026, 2, 1), id="made older, asked about then"),
        pytest.param("2026-05-01", date(2026, 6, 9), id="made older, asked about later"),
        pytest.param("2026-09-01", date(2026, 6, 9), id="made newer: the one before lasts longer"),
        pytest.param("2026-09-01", date(2026, 9, 9), id="made newer, asked about then"),
    ],
)
def test_the_newest_entry_cannot_be_given_another_day(
    site: Path, packs: Mapping[str, Pack], changed: str, asked: date
) -> None:
    publish(site, [packs["new"]], now=MONDAY + timedelta(days=3))
    alter(site, published_at=f"{changed}T10:00:00+00:00")
    (held,) = held_on(site, asked)
    assert held.problems == (
        f"index.json gives proeve-2026-06-04 to proeve, {changed}; "
        "its frister.json says proeve, 2026-06-04",
    )


def test_an_only_entry_that_was_made_newer_is_refused(site: Path) -> None:
    alter(site, published_at="2026-09-01T10:00:00+00:00")
    with pytest.raises(
        Refused, match=r"its frister\.json says proeve, 2026-06-01: put back a copy"
    ):
        held_on(site, date(2026, 6, 9))


def test_an_entry_cannot_be_given_to_another_municipality(
    site: Path, packs: Mapping[str, Pack]
) -> None:
    publish(site, [packs["new"]], now=MONDAY + timedelta(days=3))
    alter(site, municipality="aarhus")
    (held,) = held_on(site, date(2026, 6, 9), "aarhus")
    assert "its frister.json says proeve" in held.problems[0]
    (held,) = held_on(site, date(2026, 6, 9), "proeve")
    assert held.problems[0].startswith("proeve-2026-06-04 is named by no entry")


def test_an_end_that_no_list_shows_is_told(site: Path, packs: Mapping[str, Pack]) -> None:
    publish(site, [packs["new"]], now=MONDAY + timedelta(days=3))
    (site / FOLDER / "proeve-2026-06-04" / "frister.json").unlink()
    (held,) = held_on(site, date(2026, 6, 2))
    assert held.problems == (
        "proeve-2026-06-04/frister.json does not show the day that index.json gives it",
    )


def test_a_newest_entry_that_was_taken_out_is_found(site: Path, packs: Mapping[str, Pack]) -> None:
    path = site / FOLDER / INDEX
    first = path.read_bytes()
    publish(site, [packs["new"]], now=MONDAY + timedelta(days=3))
    path.write_bytes(first)
    (held,) = held_on(site, date(2026, 6, 9))
    assert held.problems == (
        "proeve-2026-06-04 is named by no entry of index.json: an entry was taken out, or a "
        "publication was cut off before its end",
    )
    path.unlink()
    for asked in (None, "proeve"):
        with pytest.raises(Refused, match="no entry for proeve-2026-06-01, proeve-2026-06-04"):
            held_on(site, date(2026, 6, 9), asked)
    assert held_on(site, date(2026, 6, 9), "aarhus") == []


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path, packs: Mapping[str, Pack]) -> None:
    (tmp_path / "index.html").write_text("our home page", encoding="utf-8")
    with pytest.raises(Refused, match="holds other files"):
        publish(tmp_path, [packs["old"]], now=MONDAY)
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
    with pytest.raises(Refused, match="is a file"):
        publish(tmp_path / "index.html", [packs["old"]], now=MONDAY)


def test_two_publications_at_once_are_refused(site: Path, packs: Mapping[str, Pack]) -> None:
    with (site / WORKPLACE / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(Refused, match="another publication"):
            publish(site, [packs["new"]], now=MONDAY)
    assert limit(site / "proeve") == "15 hverdage"


def test_a_folder_that_was_set_aside_returns(site: Path, packs: Mapping[str, Pack]) -> None:
    """Where a system cannot let two folders change places at once, one moment has neither."""
    (site / "proeve").rename(site / WORKPLACE / "proeve.aside")
    (done,) = publish(site, [packs["old"]], now=MONDAY + timedelta(days=1))
    assert not done.new
    assert whole(site / "proeve")


# Killed

_SPAWN: Final = multiprocessing.get_context("spawn")
_WATCHED: Final = ("os.rename", "os.mkdir", "ctypes.dlsym", "shutil.rmtree")


def _publish_and_die(site: Path, folder: Path, moments: Any) -> None:
    """Publish the new list once for each moment, each time in a child that ends there."""
    new = pack(folder, areas=OTHER)
    later = MONDAY + timedelta(days=1)
    for moment in range(1, 100):
        child = os.fork()
        if child == 0:
            left = [moment]

            def die(event: str, _arguments: Any, left: list[int] = left) -> None:
                if event in _WATCHED:
                    left[0] -= 1
                    if left[0] == 0:
                        os._exit(9)

            sys.addaudithook(die)
            publish(site, [new], now=later)
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        moments.put((moment, code, limit(site / "proeve"), whole(site / "proeve")))
        if code == 0:
            break
    moments.put(None)


def test_a_killed_publication_leaves_the_old_one_or_the_new_one(site: Path, tmp_path: Path) -> None:
    moments = _SPAWN.Queue()
    process = _SPAWN.Process(target=_publish_and_die, args=(site, tmp_path / "more", moments))
    process.start()
    told = list(iter(lambda: moments.get(timeout=60), None))
    process.join(60)
    assert [code for _moment, code, _limit, _whole in told] == [9] * (len(told) - 1) + [0]
    assert len(told) > 5
    assert all(intact for _moment, _code, _limit, intact in told)
    shown = [found for _moment, _code, found, _whole in told]
    assert shown[0] == "15 hverdage"
    assert shown == sorted(shown, reverse=True)  # never back to the old list
    assert [entry.folder for entry in read_index(site)] == [
        "proeve-2026-06-01",
        "proeve-2026-06-02",
    ]
    assert not any(one.problems for one in held_on(site, date(2026, 6, 2)))
    assert [path.name for path in (site / WORKPLACE).iterdir()] == [".lock"]
