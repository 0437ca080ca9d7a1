"""Entity tags of cases: the version that an act must show, and a digest of what was said.

A standing changes with the day and no act: the digest lets a reader see that, and the version alone
decides whether somebody has seen what he acts on.
"""

import hashlib
import re
from typing import Final

from fastapi.responses import JSONResponse

from tracker.web.api.problems import Refusal

#: Ours, and marked weak by a proxy that packs what it passes on.
_TAG: Final = re.compile(r'(?:W/)?"([0-9]{1,9})-[0-9a-f]{16}"')


def tagged(view: dict[str, object], status: int = 200) -> JSONResponse:
    """A case as an answer, with its tag; kept by nobody but who asked, and asked for anew."""
    answer = JSONResponse(view, status)
    digest = hashlib.sha256(bytes(answer.body)).hexdigest()[:16]
    answer.headers["ETag"] = f'"{view["version"]}-{digest}"'
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def is_known(tag: str, shown: str | None) -> bool:
    """Whether If-None-Match names a tag, or any (RFC 9110, 13.1.2: weak comparison)."""
    names = [name.strip() for name in (shown or "").split(",")]
    return "*" in names or tag in [name.removeprefix("W/") for name in names]


def seen_version(shown: str | None) -> int:
    """The version in If-Match; raises a 428 problem without it, 412 for what is no tag of ours.

    `*` is refused too: it would say that nobody has looked.
    """
    if shown is None:
        raise Refusal(428, "say which version you have seen: If-Match with the ETag of the case")
    found = _TAG.fullmatch(shown.strip())
    if found is None:
        raise Refusal(412, "If-Match is not an ETag of this case: get the case again")
    return int(found[1])
