"""Packs for the commands that need no database: from what was kept, read strictly where nothing
was.

The strict reader and the settings bring pydantic along, which takes longer than all packs do; they
are loaded by name, when they are needed.
"""

import importlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from rules.pack_cache import PackTexts, cached_pack, read_texts, texts_in
from rules.pack_files import pack_folders
from rules.pack_rules import Pack
from tracker.cache_folder import cache_folder

#: The one setting that these commands read; any other is looked at by the settings themselves.
_PACKS: Final = "RETTIDIG_PACKS"


def folders(environ: Mapping[str, str] | None = None) -> tuple[Path, ...]:
    """Where packs are looked for before those that came along; a misspelt setting is refused."""
    given = os.environ if environ is None else environ
    if not [name for name in given if name.startswith("RETTIDIG_") and name != _PACKS]:
        return (Path(given[_PACKS]),) if _PACKS in given else ()
    found: tuple[Path, ...] = (
        importlib.import_module("tracker.settings").read_settings(given).pack_folders
    )
    return found


def load(slug: str) -> Pack:
    """One pack, by its folder's name; raises `UnknownMunicipality` or `PackError`."""
    return _pack(read_texts(slug, folders()))


def load_every() -> list[Pack]:
    """Every pack there is, by name; raises `PackError` for the first that cannot be used."""
    return [_pack(texts_in(folder)) for _slug, folder in sorted(pack_folders(folders()).items())]


def _pack(texts: PackTexts) -> Pack:
    store = cache_folder(os.environ)
    found = cached_pack(texts, store)
    if found is not None:
        return found
    read: Pack = importlib.import_module("rules.pack").pack_of(texts, store)
    return read
