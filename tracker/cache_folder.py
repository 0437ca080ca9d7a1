"""Where this user's programs may keep what can be made again."""

from collections.abc import Mapping
from pathlib import Path


def cache_folder(environ: Mapping[str, str]) -> Path:
    """Rettidig's own folder in the cache of the user (XDG Base Directory: never a relative one)."""
    given = Path(environ.get("XDG_CACHE_HOME", ""))
    return (given if given.is_absolute() else _home(environ) / ".cache") / "rettidig"


def _home(environ: Mapping[str, str]) -> Path:
    """The user's home; a service without one keeps nothing, as below a folder that is none."""
    given = Path(environ.get("HOME", ""))
    return given if given.is_absolute() else Path("/dev/null")
