"""The errors of the tracker; each message is one plain line for the one who must act."""


class TrackerError(Exception):
    """The tracker refuses this act, and nothing has changed."""


class Refused(TrackerError):
    """The act is not lawful or not possible now; the message says what is."""


class NotFound(TrackerError):
    """There is no such case, letter or municipality here."""


class Outdated(TrackerError):
    """Somebody else has changed the case since it was looked at."""


class SettingsError(TrackerError):
    """A setting is unknown, missing or cannot be read."""


class DatabaseError(TrackerError):
    """The database cannot be reached, is busy, or is not of this version."""


class SealError(TrackerError):
    """The key file is missing, unreadable or not the one that sealed this data."""
