"""Packs that were read before, kept as JSON and found by the content of their files.

Only a pack without a mistake is kept. What cannot be read, was made by another version of the
program or from other texts, or belongs to somebody else, is left aside and written anew.
"""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeVar

from rules.municipality import Municipality
from rules.pack_errors import PackError, Problem
from rules.pack_files import STATUTORY, WHEEL_PACKS, PackFile, folder_of, read_folder
from rules.pack_rules import Pack
from rules.plain_values import from_plain, to_plain
from rules.rule import Rule, RuleWarning

_OURS: Final = Path(__file__).parent

_FIELDS: Final = tuple(field.name for field in fields(Rule))

Model = TypeVar("Model")


@dataclass(frozen=True)
class PackTexts:
    """The files of one municipality's pack and of the rules set by law, read but not yet parsed.

    `unread` are the files that are no text: such a pack cannot be used.
    """

    folder: Path
    files: Sequence[PackFile]
    law: Sequence[PackFile]
    unread: Sequence[Problem] = ()

    @property
    def all_files(self) -> dict[str, str]:
        """Every text, by its name inside the packs."""
        return {file.name: file.text for file in (*self.files, *self.law)}

    @cached_property
    def key(self) -> str:
        """What the municipality's own part is found by."""
        return _key(self.files)

    @cached_property
    def law_key(self) -> str:
        """What the part set by law is found by."""
        return _key(self.law)


@dataclass(frozen=True, slots=True)
class _Kept:
    """The municipality's own part of a pack."""

    municipality: Municipality
    rules: tuple[Rule, ...]
    warnings: tuple[RuleWarning, ...]


@dataclass(frozen=True, slots=True)
class _Law:
    """The part that all packs share; its rules carry no municipality until one is asked for."""

    rules: tuple[Rule, ...]


def read_texts(slug: str, folders: Sequence[Path]) -> PackTexts:
    """The texts of a pack; raises `UnknownMunicipality`."""
    return texts_in(folder_of(slug, folders))


def texts_in(folder: Path) -> PackTexts:
    """The texts of the pack in a folder."""
    files, unread = read_folder(folder)
    return PackTexts(folder, files, law_files(), unread)


@cache
def law_files() -> Sequence[PackFile]:
    """The texts of the rules set by law."""
    files, unread = read_folder(WHEEL_PACKS / STATUTORY)
    if unread:
        raise PackError(unread)
    return files


def cached_pack(texts: PackTexts, store: Path) -> Pack | None:
    """The pack as it was read before from the same texts by the same program, if it was kept."""
    if texts.unread:
        return None
    kept = _read(_path(store, texts.folder), texts.key, _Kept)
    law = _law(store, texts.law_key) if kept is not None else None
    if kept is None or law is None:
        return None
    code = kept.municipality.code
    statutory = tuple(_in_municipality(rule, code) for rule in law.rules)
    return Pack(kept.municipality, kept.rules + statutory, texts.all_files, kept.warnings)


def _in_municipality(rule: Rule, code: str) -> Rule:
    """`dataclasses.replace`, without its ceremony: thirty packs share twenty rules."""
    own = object.__new__(Rule)
    for name in _FIELDS:
        object.__setattr__(own, name, getattr(rule, name))
    object.__setattr__(own, "municipality_code", code)
    return own


def keep_pack(pack: Pack, texts: PackTexts, store: Path) -> None:
    """Keep a pack for the next start; a folder that cannot be written is no error."""
    own = tuple(rule for rule in pack.rules if not rule.statutory)
    law = tuple(replace(r, municipality_code="") for r in pack.rules if r.statutory)
    with suppress(OSError):
        store.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(_path(store, texts.folder), texts.key, _Kept(pack.municipality, own, pack.warnings))
        _write(_path(store, WHEEL_PACKS / STATUTORY), texts.law_key, _Law(law))


def _law(store: Path, key: str) -> _Law | None:
    """The rules set by law, read back once for all packs."""
    if (store, key) not in _LAWS:
        law = _read(_path(store, WHEEL_PACKS / STATUTORY), key, _Law)
        if law is None:
            return None
        _LAWS[store, key] = law
    return _LAWS[store, key]


_LAWS: Final[dict[tuple[Path, str], _Law]] = {}


def _path(store: Path, folder: Path) -> Path:
    """One file per folder of packs, so that what is kept does not grow."""
    place = sha256(str(folder.absolute()).encode()).hexdigest()[:12]
    return store / f"{folder.name}-{place}.json"


def _key(files: Sequence[PackFile]) -> str:
    digest = sha256(_program().encode())
    for file in files:
        for text in (file.name, file.text):
            content = text.encode("utf-8", "surrogatepass")
            digest.update(b"%d:" % len(content))
            digest.update(content)
    return digest.hexdigest()


@cache
def _program() -> str:
    """The version of everything between a text and its rule: our own source, nothing to forget."""
    digest = sha256()
    for path in sorted(_OURS.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _read(path: Path, key: str, model: type[Model]) -> Model | None:
    """What a file holds for this key; None for every reason not to trust it."""
    try:
        with path.open("rb") as file:
            if not _is_ours(file.fileno()):
                return None
            head, _, body = file.read().partition(b"\n")
        if json.loads(head) != {"key": key, "sha256": sha256(body).hexdigest()}:
            return None
        return from_plain(model, json.loads(body))
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def _is_ours(handle: int) -> bool:
    """Whether nobody else could have written the file: dates follow from what it says."""
    if not hasattr(os, "geteuid"):
        return True
    status = os.fstat(handle)
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022


def _write(path: Path, key: str, value: _Kept | _Law) -> None:
    """Replace a file as a whole: several programs may do so at once."""
    body = json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":")).encode()
    head = json.dumps({"key": key, "sha256": sha256(body).hexdigest()}).encode()
    part = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(head + b"\n" + body)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
