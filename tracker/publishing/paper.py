"""The public list for print: PDF/UA-1 and PDF/A-2a, in Danish."""

from datetime import date
from typing import Final

from notifications.dossier import Pages, render_dossier
from notifications.formats import plain_date
from tracker.publishing.page import Line, Page, Section
from tracker.publishing.page_standards import StandardBlock

#: Of the width of the page: the area, the answer, the help.
_WIDTHS: Final = (5, 3, 3)


def list_pdf(page: Page, published_on: date) -> bytes:
    """The page of a municipality on paper; the same page and day always give the same bytes."""
    words, pages = page.words, Pages(page.language)
    pages.title(f"{words['title']} {page.name}")
    for text in (words["lead"], *page.warnings, page.caveat):
        pages.text(text)
    pages.text(f"{words['urgent']} {' '.join(page.urgent)}")
    if page.general:
        pages.chapter(page.general_title)
        pages.items(page.general)
    for section in (*page.sections, page.by_law):
        _section(pages, page, section)
    pages.chapter(words["standards"])
    pages.text(words["standards_text"])
    pages.text(" ".join(page.progress) if page.standards else words["no_standards"])
    for standard in page.standards:
        _standard(pages, page, standard)
    for section in (page.coming, page.earlier):
        _section(pages, page, section)
    pages.chapter(words["counting"])
    pages.items(page.counting)
    footer = [page.name, words["published_on"].format(day=plain_date(published_on, page.language))]
    title = f"{words['title']} {page.name}"
    return render_dossier(pages, title=title, author=page.name, footer=footer, made_on=published_on)


def _section(pages: Pages, page: Page, section: Section) -> None:
    if not section.lines:
        return
    words = page.words
    pages.chapter(section.title)
    pages.table(
        section.heads,
        [_row(page, line) for line in section.lines],
        _WIDTHS,
    )
    for source in section.sources:
        pages.text(f"{words['source']} {source}")


def _row(page: Page, line: Line) -> tuple[str, str, str]:
    about = "\n".join(text for text in (line.title, line.law, *line.remarks) if text)
    said = page.words["published"]
    return (
        about,
        _limit(line.decision, line.decision_published, said),
        _limit(line.delivery, line.delivery_published, said),
    )


def _limit(limit: str, published: str | None, said: str) -> str:
    return f"{limit}\n{said} »{published}«" if published else limit


def _standard(pages: Pages, page: Page, standard: StandardBlock) -> None:
    words = page.words
    pages.section(standard.title)
    if standard.remark:
        pages.text(standard.remark)
    for label, value in standard.facts:
        pages.text(f"{label}: {value}")
    if standard.suppliers:
        pages.text(f"{words['standard_suppliers']}. {words['standard_suppliers_text']}")
        pages.items(standard.suppliers)
    if standard.source:
        pages.text(f"{words['source']} {standard.source}")
