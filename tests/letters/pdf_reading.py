"""What a reader finds in a letter's PDF: text in reading order, tags, fonts and places on paper."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pikepdf

MM = 72 / 25.4
PAPER_HEIGHT = 297.0


class Line(NamedTuple):
    """One line of text as it is set, in millimetres from the top left; no `mark` is an artefact."""

    page: int
    mark: int | None
    left: float
    baseline: float
    size: float
    font: str
    text: str


class Tag(NamedTuple):
    """One element of the structure tree with the text it holds, in reading order."""

    name: str
    text: str


class Read(NamedTuple):
    """What was found in one file."""

    title: str
    language: str
    pages: int
    fonts: frozenset[str]
    lines: tuple[Line, ...]
    tags: tuple[Tag, ...]

    @property
    def text(self) -> str:
        """All tagged text in reading order, with ordinary spaces."""
        return " ".join(filter(None, (tag.text for tag in self.tags)))

    @property
    def artefacts(self) -> tuple[str, ...]:
        """Lines that assistive technology passes over."""
        return tuple(line.text for line in self.lines if line.mark is None)

    def named(self, name: str) -> list[str]:
        """The texts of all tags of one name."""
        return [tag.text for tag in self.tags if tag.name == name]


def read_pdf(data: bytes) -> Read:
    """Read one letter."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        lines = tuple(
            line for number, page in enumerate(pdf.pages) for line in _lines(number, page)
        )
        marked: dict[tuple[int, int], str] = {}
        for line in lines:
            if line.mark is not None:
                place = (line.page, line.mark)
                marked[place] = _joined([marked.get(place, ""), line.text])
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        return Read(
            title=str(pdf.docinfo["/Title"]),
            language=str(pdf.Root.Lang),
            pages=len(pdf.pages),
            fonts=frozenset(_base_fonts(pdf)),
            lines=lines,
            tags=tuple(_tags(pdf.Root.StructTreeRoot.K, numbers, marked)),
        )


def _base_fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    """The names of all embedded fonts, without the mark of a subset."""
    for obj in pdf.objects:
        if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/FontDescriptor":
            assert "/FontFile2" in obj or "/FontFile3" in obj
            yield str(obj.FontName).removeprefix("/").split("+")[-1]


def _lines(number: int, page: pikepdf.Page) -> Iterator[Line]:
    fonts = {name: _Font(font) for name, font in page.resources.get("/Font", {}).items()}
    mark: int | None = None
    left = baseline = 0.0
    stack: list[tuple[float, float]] = []
    font, size = "", 0.0
    for found in pikepdf.parse_content_stream(page):
        operands = list(found.operands)
        match str(found.operator):
            case "BMC":
                mark = None
            case "BDC":
                mark = int(operands[1].MCID) if "/MCID" in operands[1] else None
            case "q":
                stack.append((left, baseline))
            case "Q":
                left, baseline = stack.pop()
            case "cm":
                left, baseline = float(operands[4]) / MM, PAPER_HEIGHT - float(operands[5]) / MM
            case "Tf":
                font, size = str(operands[0]), float(operands[1])
            case "TJ" | "Tj":
                text = fonts[font].decoded(operands[0])
                yield Line(number, mark, left, baseline, size, fonts[font].name, text)


class _Font:
    """A composite font: two bytes a glyph, and the text of each."""

    def __init__(self, font: pikepdf.Object) -> None:
        self.name = str(font.BaseFont).removeprefix("/").split("+")[-1]
        self._texts = _to_unicode(font.ToUnicode.read_bytes().decode("ascii"))

    def decoded(self, shown: pikepdf.Object) -> str:
        parts = shown if isinstance(shown, pikepdf.Array) else [shown]
        found = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
        return "".join(self._texts[found[i : i + 2]] for i in range(0, len(found), 2))


def _to_unicode(cmap: str) -> Mapping[bytes, str]:
    texts: dict[bytes, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            texts[bytes.fromhex(code)] = bytes.fromhex(text).decode("utf-16-be")
    assert "beginbfrange" not in cmap
    return texts


def _tags(
    node: pikepdf.Object,
    pages: Mapping[tuple[int, int], int],
    marked: Mapping[tuple[int, int], str],
) -> Iterator[Tag]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _tags(child, pages, marked)
        return
    held = node.get("/K", pikepdf.Array([]))
    children = list(held) if isinstance(held, pikepdf.Array) else [held]
    texts = [_text(child, node, pages, marked) for child in children]
    yield Tag(str(node.S).removeprefix("/"), _joined(texts).replace("\N{NO-BREAK SPACE}", " "))
    for child in children:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield from _tags(child, pages, marked)


def _joined(lines: Iterable[str]) -> str:
    """Lines as running text; a line that breaks after a hyphen goes on without a space."""
    text = ""
    for line in filter(None, lines):
        text += line if text.endswith("-") else f" {line}"
    return " ".join(text.split(" ")).replace("  ", " ").strip()


def _text(
    child: object,
    node: pikepdf.Object,
    pages: Mapping[tuple[int, int], int],
    marked: Mapping[tuple[int, int], str],
) -> str:
    if isinstance(child, int):
        return marked[pages[node.Pg.objgen], child]
    if isinstance(child, pikepdf.Dictionary) and "/MCID" in child:
        return marked[pages[child.Pg.objgen], int(child.MCID)]
    return ""
