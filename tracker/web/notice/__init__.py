"""The page on which a person dates, words and approves a delay notice (interface.md §5.4)."""
