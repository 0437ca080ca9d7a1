"""The root of every error that the notifications raise."""


class NotificationError(Exception):
    """Something that was to be told cannot be told."""


class LetterError(NotificationError):
    """This one letter cannot be written; the message says what to put right."""


class ChannelError(NotificationError):
    """A letter could not be handed over; it is tried again unless the channel says otherwise."""

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent


class AddressRefused(ChannelError):
    """No webhook may go to that address; the message says which ones may."""

    def __init__(self, message: str) -> None:
        super().__init__(message, permanent=True)
