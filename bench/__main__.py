"""Measure, and print one table."""

from bench import commands, dates
from bench.table import show


def main() -> None:
    """Every figure is measured now, on this machine; nothing is asserted about how fast."""
    show("A due date, with its reasons", dates.counting())
    show("Its reasons as sentences", dates.wording())
    show("`rettidig due` from a cold start", commands.cold_starts())


if __name__ == "__main__":
    main()
