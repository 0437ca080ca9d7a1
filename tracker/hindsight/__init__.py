"""A case as it was known at an earlier instant."""
