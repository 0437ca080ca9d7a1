"""A pack that was read before comes from what was kept, and never from anything else."""

import json
from collections.abc import Callable
from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from rules import pack_cache
from rules.municipality import Municipality
from rules.pack import PackError, load_pack, pack_slugs
from rules.pack_cache import cached_pack, read_texts
from rules.pack_rules import Pack
from rules.plain_values import NotPlain, from_plain, to_plain
from rules.rule import Rule
from tests.packs.sample import AREA, HOME, write_pack
from tracker.cache_folder import cache_folder

FULL = HOME + (
    'remanded = { same = true, at_most = "4 uger" }\nopen_all_year = [2028]\n'
    'fallback = { within = "12 uger", source = "https://example.dk" }\n'
    '[window]\ntop = 40\n[[contact.team]]\nid = "hjaelp"\nname = "Team Hjælp"\n'
    '[[closing_day]]\non = 2026-05-15\nwhy = "lukket"\ndecided_on = 2025-11-12\n'
)


def kept(folder: Path, store: Path) -> Pack | None:
    return cached_pack(read_texts("proeve", [folder]), store)


def same(one: Pack, other: Pack) -> bool:
    """Whether two packs say the same in every field."""
    names = [field.name for field in fields(Municipality)]
    first, second = ([getattr(pack.municipality, name) for name in names] for pack in (one, other))
    return (
        first == second
        and one.rules == other.rules
        and one.files == other.files
        and one.warnings == other.warnings
    )


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "rettidig"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "packs", home=FULL, omsorg=AREA)


@pytest.fixture
def loaded(folder: Path, store: Path) -> Pack:
    return load_pack("proeve", folders=[folder], cache=store)


def test_every_pack_comes_back_as_it_was_read(store: Path) -> None:
    for slug in pack_slugs():
        read = load_pack(slug, cache=store)
        found = cached_pack(read_texts(slug, ()), store)
        assert found is not None, slug
        assert same(found, read), slug


def test_a_full_pack_too(folder: Path, store: Path, loaded: Pack) -> None:
    found = kept(folder, store)
    assert found is not None
    assert same(found, loaded)
    assert same(load_pack("proeve", folders=[folder], cache=store), loaded)


def test_it_is_json_in_a_folder_of_the_user_alone(folder: Path, store: Path, loaded: Pack) -> None:
    files = sorted(store.iterdir())
    assert {file.name.split("-")[0] for file in files} == {"proeve", "statutory"}
    for file in files:
        assert [type(json.loads(line)) for line in file.read_text("utf-8").split("\n")] == [
            dict,
            list,
        ]
        assert file.stat().st_mode & 0o077 == 0
    assert store.stat().st_mode & 0o077 == 0


def test_another_text_is_read_anew(folder: Path, store: Path, loaded: Pack) -> None:
    write_pack(folder, home=FULL, omsorg=AREA.replace("4 uger", "5 uger"))
    assert kept(folder, store) is None
    again = load_pack("proeve", folders=[folder], cache=store)
    (rule,) = again.versions("hjemmehjaelp")
    assert rule.decision is not None
    assert str(rule.decision.limit.max) == "5 weeks"
    assert kept(folder, store) is not None
    assert len(list(store.iterdir())) == 2  # what is kept does not grow


def test_another_program_is_another_key(
    folder: Path, store: Path, loaded: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack_cache, "_program", lambda: "of another day")
    assert kept(folder, store) is None


def test_only_a_clean_pack_is_kept(folder: Path, store: Path) -> None:
    write_pack(folder, home=FULL, omsorg=AREA + "colour = 1\n", boern=AREA + 'law = ""\n')
    for _ in range(2):
        with pytest.raises(PackError) as caught:
            load_pack("proeve", folders=[folder], cache=store)
        assert len(caught.value.problems) == 2
    assert not store.exists()


def _change(head: bytes, body: bytes) -> bytes:
    return head + b"\n" + body.replace(b"4 weeks", b"9 weeks")


def _rewrite(head: bytes, body: bytes) -> bytes:
    """Somebody who knows the form, and writes what our types cannot hold."""
    said = json.loads(head)
    wrong = b'[["proeve"],[],[]]'
    said["sha256"] = sha256(wrong).hexdigest()
    return json.dumps(said).encode() + b"\n" + wrong


BAD: dict[str, Callable[[bytes, bytes], bytes]] = {
    "empty": lambda _head, _body: b"",
    "cut off": lambda head, body: head + b"\n" + body[:-20],
    "changed by a hand": _change,
    "not JSON": lambda _head, _body: b"\x80\x04K\x01.",
    "nested too deep": lambda _head, _body: b"[" * 100_000,
    "another shape": _rewrite,
    "a list for a head": lambda _head, body: b"[]\n" + body,
}


@pytest.mark.parametrize("damage", BAD.values(), ids=BAD)
def test_a_damaged_file_is_left_aside_and_written_anew(
    folder: Path, store: Path, loaded: Pack, damage: Callable[[bytes, bytes], bytes]
) -> None:
    (file,) = store.glob("proeve-*")
    head, _, body = file.read_bytes().partition(b"\n")
    file.write_bytes(damage(head, body))
    assert kept(folder, store) is None
    assert same(load_pack("proeve", folders=[folder], cache=store), loaded)
    assert kept(folder, store) is not None


def test_a_file_that_others_may_write_is_not_trusted(
    folder: Path, store: Path, loaded: Pack
) -> None:
    (file,) = store.glob("proeve-*")
    file.chmod(0o666)
    assert kept(folder, store) is None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "a-file").write_text("", encoding="utf-8")
    for store in (tmp_path / "a-file" / "rettidig", Path("/dev/null/rettidig")):
        assert load_pack("proeve", folders=[folder], cache=store).has_area("hjemmehjaelp")


def test_two_packs_of_one_name_are_kept_apart(tmp_path: Path, store: Path, folder: Path) -> None:
    other = write_pack(tmp_path / "others", home=HOME, omsorg=AREA)
    for place in (folder, other):
        load_pack("proeve", folders=[place], cache=store)
    assert kept(folder, store) is not None
    assert kept(other, store) is not None


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        pytest.param({"XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/x/rettidig", id="named"),
        pytest.param({"HOME": "/h"}, "/h/.cache/rettidig", id="the usual place"),
        pytest.param({"XDG_CACHE_HOME": "x", "HOME": "/h"}, "/h/.cache/rettidig", id="relative"),
        pytest.param({}, "/dev/null/.cache/rettidig", id="a service without a home"),
    ],
)
def test_where_it_is_kept(environ: dict[str, str], expected: str) -> None:
    assert cache_folder(environ) == Path(expected)


@pytest.mark.parametrize(
    "plain", [None, 7, "x", [], [1], {"area": 1}, [[]] * 40], ids=lambda plain: str(plain)[:12]
)
def test_what_is_not_of_the_type_is_refused(plain: Any) -> None:
    with pytest.raises(NotPlain):
        from_plain(Rule, plain)


def test_what_has_no_plain_form_is_refused() -> None:
    with pytest.raises(TypeError):
        to_plain({1, 2})
