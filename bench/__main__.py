"""Measure, and print one table."""

from bench import commands, dates, packs, pages
from bench.table import show


def main() -> None:
    """Every figure is measured now, on this machine; nothing is asserted about how fast."""
    show("A due date, with its reasons", dates.counting())
    show("Its reasons as sentences", dates.wording())
    show("`rettidig due` from a cold start", commands.cold_starts())
    pages.show_pages(f"Pages, with {pages.CASES:,} cases in SQLite", pages.costs())
    show("Every rule pack from a cold start", packs.cold_starts())


if __name__ == "__main__":
    main()
