"""How Hypothesis runs: no time limit for a single example, as the machine may be busy."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None, print_blob=True)
settings.load_profile("unhurried")
