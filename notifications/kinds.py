"""The letters we write: one name for each, used by the table of notices and the templates."""

from enum import StrEnum


class LetterKind(StrEnum):
    """What a letter tells; its templates carry the same name."""

    ACKNOWLEDGEMENT = "acknowledgement"
    DELAY_NOTICE = "delay-notice"
    RENEWED_DELAY_NOTICE = "renewed-delay-notice"
    ACUTE_CONFIRMATION = "acute-confirmation"
    REMAND_RECEIPT = "remand-receipt"
    DELIVERY_DELAY_NOTICE = "delivery-delay-notice"
    RENEWED_DELIVERY_DELAY_NOTICE = "renewed-delivery-delay-notice"
    CORRECTED_DEADLINE = "corrected-deadline"
