"""Finding a municipality's folder among the folders of packs, and reading its files as text."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from rules.pack_errors import PackError, Problem, UnknownMunicipality
from rules.pack_lines import line_of
from rules.slugs import SLUG, as_slug

WHEEL_PACKS: Final = Path(__file__).parent / "packs"
STATUTORY: Final = "statutory"
MUNICIPALITY: Final = "municipality.toml"

#: A message that quotes a whole page helps nobody.
LONGEST_MESSAGE: Final = 700


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of a pack: its name inside the pack, the path to show, and its text."""

    name: str
    path: str
    text: str

    def problem(self, place: Sequence[str | int], text: str) -> Problem:
        """A mistake at a place in this file, such as ("area", 2, "decision")."""
        return Problem(self.path, line_of(self.text, place), one_line(text))


def one_line(text: str) -> str:
    """A message on one line, whatever was quoted in it."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return plain if len(plain) <= LONGEST_MESSAGE else f"{plain[:LONGEST_MESSAGE]}…"


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        text = f"this folder cannot be read ({error.strerror}): create it, or correct its rights"
        raise PackError([Problem(str(folder), 1, text)]) from error


def packs_in(folder: Path) -> dict[str, Path]:
    """The municipalities' folders inside one folder of packs, by slug.

    A folder that cannot be a pack's name is refused: left aside silently, its municipality would
    be counted by the rules that came with the program.
    """
    found: dict[str, Path] = {}
    for path in _entries(folder):
        if not path.is_dir() or path.name.startswith((".", "__")):
            continue
        if not SLUG.fullmatch(path.name):
            name = as_slug(path.name) or "aarhus"
            raise PackError([Problem(str(path), 1, f'rename this folder to "{name}"')])
        if path.name == STATUTORY and path.resolve() != (WHEEL_PACKS / STATUTORY).resolve():
            text = "rules set by law come with Rettidig and cannot be replaced: remove this folder"
            raise PackError([Problem(str(path), 1, text)])
        found[path.name] = path
    found.pop(STATUTORY, None)
    return found


def read_folder(folder: Path) -> tuple[list[PackFile], list[Problem]]:
    """All TOML files of a folder, and a problem for each that cannot be read as text."""
    files: list[PackFile] = []
    problems: list[Problem] = []
    for path in _entries(folder):
        if path.suffix.lower() == ".toml" and not path.name.startswith("."):
            _read(path, files, problems)
    return files, problems


def _read(path: Path, files: list[PackFile], problems: list[Problem]) -> None:
    try:
        content = path.read_bytes()
        # Windows' editor puts a mark before the text, which is no part of it.
        text = content.decode("utf-8-sig")
        files.append(PackFile(f"{path.parent.name}/{path.name}", str(path), text))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        text = "the file is not UTF-8: save it again with the encoding UTF-8"
        problems.append(Problem(str(path), line, text))
    except OSError as error:
        text = f"the file cannot be read ({error.strerror}): check its rights"
        problems.append(Problem(str(path), 1, text))


def pack_slugs(folders: Sequence[Path] = ()) -> tuple[str, ...]:
    """The municipalities that have a pack, in these folders or among those that came along."""
    return tuple(sorted(pack_folders(folders)))


def pack_folders(folders: Sequence[Path] = ()) -> dict[str, Path]:
    """The folder of every municipality that has a pack: the first that holds it wins."""
    known: dict[str, Path] = {}
    for folder in (*folders, WHEEL_PACKS):
        known = packs_in(folder) | known
    return known


def folder_of(slug: str, folders: Sequence[Path]) -> Path:
    """The folder of a municipality: the first that holds it; raises `UnknownMunicipality`."""
    known = pack_folders(folders)
    if slug not in known:
        near = get_close_matches(as_slug(slug), known, 1, 0.6)
        meant = f'did you mean "{near[0]}"?' if near else f"there is {', '.join(sorted(known))}"
        raise UnknownMunicipality(f'no municipality has a pack called "{one_line(slug)}": {meant}')
    return known[slug]
