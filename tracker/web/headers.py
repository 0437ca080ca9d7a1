"""What goes with every answer: what a browser may do with it, and how large a question may be."""

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tracker.web.api.app import PREFIX
from tracker.web.api.problems import problem

#: Nothing from elsewhere, nothing inline. A frame only shows our own letters (`/sag/…/brev`).
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; manifest-src 'self'; frame-ancestors {ancestors}"
)
ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}
#: Half a year; sent over https alone.
STRICT_TRANSPORT: Final = "max-age=15768000"
#: The largest form is one letter and its notes; what is larger is a mistake or an attack.
LARGEST_BODY: Final = 1_000_000


class SecurityHeaders:
    """Adds the headers to every answer, errors too."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _complete(MutableHeaders(scope=message), secure=scope["scheme"] == "https")
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _complete(headers: MutableHeaders, *, secure: bool) -> None:
    framed = headers.get("content-type", "").startswith("application/pdf")
    policy = POLICY.format(ancestors="'self'" if framed else "'none'")
    headers.setdefault("Content-Security-Policy", policy)
    # What a page holds about people stays in no cache, unless the page says that it holds nothing.
    headers.setdefault("Cache-Control", "no-store")
    for name, value in ALWAYS.items():
        headers.setdefault(name, value)
    if secure:
        headers.setdefault("Strict-Transport-Security", STRICT_TRANSPORT)


class BodyLimit:
    """Refuses what is too large before it is read."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and _too_large(Headers(scope=scope)):
            await _refusal(scope["path"])(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _refusal(path: str) -> Response:
    if path.startswith(PREFIX):
        return problem(413, "send at most 1 MB at once, and say with Content-Length how much")
    return PlainTextResponse("Det er for meget på én gang (højst 1 MB).", 413)


def _too_large(headers: Headers) -> bool:
    length = headers.get("content-length")
    if length is None:
        # A browser and every client that we know say how much they send.
        return "chunked" in headers.get("transfer-encoding", "").lower()
    return not length.isdigit() or int(length) > LARGEST_BODY
