"""The build hook: what it fetches, when it needs no npm, and that every failure is one line."""

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import hatch_build

ROOT = Path(__file__).resolve().parent.parent
COPIED = (
    "pyproject.toml",
    "hatch_build.py",
    "LICENSE",
    ".gitignore",
    "Makefile",
    "constraints.txt",
)
TARGETS = [asset.target for asset in hatch_build.ASSETS]

# An npm at the door: it notes how it was called, and "installs" what the table names.
NPM = """#!{python}
import json, pathlib, sys
calls = pathlib.Path({calls!r})
calls.write_text(calls.read_text() + " ".join(sys.argv[1:]) + "\\n")
assert json.loads(pathlib.Path("package-lock.json").read_text())["packages"]
assert "omit-lockfile-registry-resolved" in pathlib.Path(".npmrc").read_text()
for source in {sources!r}:
    file = pathlib.Path("node_modules", source)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("as fetched: " + source)
"""

FAILING_NPM = """#!{python}
import sys
sys.stderr.write('''{said}''')
sys.exit(1)
"""


class Checkout:
    """A small project with our build files, and a PATH that holds what the test puts there."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "project"
        self.path = folder / "bin"
        self.calls = folder / "calls"
        self.path.mkdir()
        self.calls.touch()
        for package in ("tracker", "rules", "notifications"):
            (self.root / package).mkdir(parents=True)
            (self.root / package / "__init__.py").touch()
        (self.root / "README.md").write_text("# Rettidig\n")
        for name in (*COPIED, *hatch_build.NPM_FILES):
            shutil.copyfile(ROOT / name, self.root / name)

    def tool(self, name: str, text: str) -> None:
        (self.path / name).write_text(text)
        (self.path / name).chmod(0o755)

    def install_npm(self, *, without: str | None = None) -> None:
        sources = [asset.source for asset in hatch_build.ASSETS if asset.source != without]
        self.tool("node", "")
        self.tool("npm", NPM.format(python=sys.executable, calls=str(self.calls), sources=sources))

    def build(self, *targets: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "hatchling", "build", *(f"-t{t}" for t in targets)],
            cwd=self.root,
            env={"PATH": str(self.path)},
            capture_output=True,
            text=True,
            check=False,
        )

    def called(self) -> list[str]:
        return self.calls.read_text().splitlines()

    def in_wheel(self) -> set[str]:
        with zipfile.ZipFile(next((self.root / "dist").glob("*.whl"))) as wheel:
            return set(wheel.namelist())


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    made = Checkout(tmp_path)
    monkeypatch.setenv("PATH", str(made.path))
    return made


def fetched(checkout: Checkout) -> Checkout:
    checkout.install_npm()
    hatch_build.refresh(checkout.root)
    return checkout


def test_the_wheel_holds_what_was_fetched(checkout: Checkout) -> None:
    checkout.install_npm()
    done = checkout.build("wheel")
    assert done.returncode == 0, done.stderr
    assert checkout.in_wheel() >= set(TARGETS)
    assert (checkout.root / TARGETS[0]).read_text() == f"as fetched: {hatch_build.ASSETS[0].source}"


def test_npm_runs_no_script_of_a_package(checkout: Checkout) -> None:
    fetched(checkout)
    assert checkout.called() == ["ci --ignore-scripts --no-audit --no-fund --omit=dev"]


def test_a_second_build_needs_no_npm(checkout: Checkout) -> None:
    fetched(checkout)
    shutil.rmtree(checkout.path)
    done = checkout.build("wheel")
    assert done.returncode == 0, done.stderr
    assert checkout.in_wheel() >= set(TARGETS)


@pytest.mark.parametrize("name", ["package.json", "package-lock.json", "hatch_build.py"])
def test_a_changed_input_fetches_again(checkout: Checkout, name: str) -> None:
    fetched(checkout)
    with (checkout.root / name).open("a") as file:
        file.write("\n")
    hatch_build.refresh(checkout.root)
    assert len(checkout.called()) == 2


@pytest.mark.parametrize("target", TARGETS)
def test_a_lost_or_changed_file_is_fetched_again(checkout: Checkout, target: str) -> None:
    fetched(checkout)
    (checkout.root / target).unlink()
    hatch_build.refresh(checkout.root)
    (checkout.root / target).write_text("edited")
    hatch_build.refresh(checkout.root)
    assert (checkout.root / target).read_text().startswith("as fetched")
    assert len(checkout.called()) == 3


def test_nothing_old_is_left_in_a_vendor_folder(checkout: Checkout) -> None:
    old = checkout.root / "notifications/static/vendor/old.ttf"
    old.parent.mkdir(parents=True)
    old.touch()
    fetched(checkout)
    assert not old.exists()


FAILURES = {
    "no network, npm 10": (
        "npm error code ENOTFOUND\nnpm error syscall getaddrinfo\n"
        "npm error network request failed, reason: not found\nnpm error A complete log is in x\n",
        "network request failed, reason: not found",
    ),
    "no certificate, npm 9": (
        "npm ERR! code SELF_SIGNED_CERT_IN_CHAIN\nnpm ERR! errno -1\n"
        "npm ERR! self-signed certificate\n",
        "self-signed certificate",
    ),
    "a code only": ("npm warn old\nnpm error code E500\n", "code E500"),
    "silence": ("", "it gave no reason"),
}


@pytest.mark.parametrize("case", FAILURES)
def test_a_failing_npm_is_one_line(checkout: Checkout, case: str) -> None:
    said, reason = FAILURES[case]
    checkout.tool("node", "")
    checkout.tool("npm", FAILING_NPM.format(python=sys.executable, said=said))
    done = checkout.build("wheel")
    assert done.returncode == 1
    assert done.stderr == (
        f"rettidig: npm could not fetch the fonts and stylesheets ({reason}): "
        "see to the network or the proxy, then try again\n"
    )
    assert not (checkout.root / hatch_build.STAMP).exists()


def test_a_package_without_the_file_is_one_line(checkout: Checkout) -> None:
    checkout.install_npm(without=hatch_build.ASSETS[0].source)
    done = checkout.build("wheel")
    assert done.returncode == 1
    assert done.stderr == (
        f"rettidig: the npm packages hold no {hatch_build.ASSETS[0].source}: "
        "correct hatch_build.py\n"
    )


def test_no_npm_at_all_is_one_line(checkout: Checkout) -> None:
    done = checkout.build("wheel")
    assert done.returncode == 1
    assert done.stderr == (
        "rettidig: npm was not found: install npm, or build with pip, which brings its own\n"
    )


def asked_for(checkout: Checkout) -> str:
    return subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "--show-dynamic-deps"],
        cwd=checkout.root,
        env={"PATH": str(checkout.path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_the_node_wheel_is_asked_for_only_where_it_is_needed(checkout: Checkout) -> None:
    assert asked_for(checkout) == f"['{hatch_build.NODE_WHEEL}']"
    fetched(checkout)
    assert asked_for(checkout) == "[]"
    (checkout.path / "npm").unlink()
    assert asked_for(checkout) == "[]", "the stamp is enough"
    (checkout.root / hatch_build.STAMP).unlink()
    checkout.tool("npm", "")
    (checkout.path / "node").unlink()
    assert asked_for(checkout) != "[]", "an npm without node does not run"


def test_the_node_wheel_is_pinned() -> None:
    assert hatch_build.NODE_WHEEL in (ROOT / "constraints.txt").read_text().splitlines()


def test_the_source_archive_builds_anew(checkout: Checkout) -> None:
    fetched(checkout)
    done = checkout.build("sdist")
    assert done.returncode == 0, done.stderr
    with tarfile.open(next((checkout.root / "dist").glob("*.tar.gz"))) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames()}
    assert names >= {"hatch_build.py", "constraints.txt", *hatch_build.NPM_FILES}
    assert not [name for name in names if "vendor" in name]


def test_this_checkout_has_its_fonts() -> None:
    fonts = [ROOT / target for target in TARGETS if target.endswith(".ttf")]
    assert [font.read_bytes()[:4] for font in fonts] == [b"\0\1\0\0", b"\0\1\0\0"]
    assert all("IBM Plex Sans".encode("utf-16-be") in font.read_bytes() for font in fonts)
    assert "SIL OPEN FONT LICENSE" in (ROOT / hatch_build.LETTER_FONTS / "OFL.txt").read_text()
