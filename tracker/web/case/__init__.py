"""The page of one case: what it shows, worked out from the case file before a template draws it."""
