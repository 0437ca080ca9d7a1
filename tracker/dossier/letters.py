"""The letters of a case for its dossier: their proof, their words, and their stored bytes."""

from typing import Any

from notifications.letter_data import LetterData
from notifications.letters import TEMPLATE_VERSION, compose
from tracker.models import Dispatch, Notice
from tracker.proof import proof_view
from tracker.services.desk import Desk


def letters(desk: Desk) -> list[dict[str, Any]]:
    """Every letter: its proof, its words, and the file that holds it as it was stored."""
    proofs = proof_view(desk)["notices"]
    number, found = 0, []
    for notice, proof in zip(desk.file.notices, proofs, strict=True):
        files = []
        for way in desk.file.dispatches_of(notice):
            if way.pdf_sealed is not None:
                number += 1
                files.append(file_name(number, notice, way))
        found.append({**proof, **_words(desk, notice), "files": files})
    return found


def file_name(number: int, notice: Notice, way: Dispatch) -> str:
    """The name of a stored letter in the dossier's folder."""
    return f"letters/{number:02d}-{notice.kind}-{way.channel}.pdf"


def stored_letters(desk: Desk) -> dict[str, bytes]:
    """The bytes of every letter as they were stored, by the names that `letters` gives them."""
    found: dict[str, bytes] = {}
    for notice in desk.file.notices:
        for way in desk.file.dispatches_of(notice):
            pdf = desk.store.open_bytes(way, "pdf_sealed")
            if pdf is not None:
                found[file_name(len(found) + 1, notice, way)] = pdf
    return found


def _words(desk: Desk, notice: Notice) -> dict[str, Any]:
    """What a letter says; its words are certain while its templates are those it was made by."""
    data = desk.store.open(notice, "data_sealed")
    if data is None:
        return {"text": None, "text_as_sent": False, "blocks": [], "language": None}
    same = notice.template_version == TEMPLATE_VERSION
    said = LetterData.model_validate_json(data)
    letter = compose(said) if same else None
    return {
        "text": letter.text if letter else None,
        "text_as_sent": same,
        "blocks": [list(block) for block in letter.blocks] if letter else [],
        "language": said.language,
    }
