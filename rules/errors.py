"""The root of every error that the rules raise."""


class RulesError(Exception):
    """The rules cannot answer this question."""
