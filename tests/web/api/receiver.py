"""A system that is told: a real HTTP server on this machine, which keeps what it gets."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(slots=True)
class Receiver:
    """What came, and what is answered: `answers` first, then 204."""

    address: str = ""
    answers: list[int] = field(default_factory=list)
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    @property
    def events(self) -> list[dict[str, Any]]:
        """What came, as events."""
        return [json.loads(body) for _headers, body in self.came]

    @property
    def ids(self) -> list[str]:
        """Their ids, in the order they came."""
        return [event["id"] for event in self.events]

    @property
    def types(self) -> list[str]:
        """The last word of each type."""
        return [event["type"].rpartition(".")[2] for event in self.events]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver that listens until the test ends."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.came.append((dict(self.headers), body))
            receiver.paths.append(self.path)
            status = receiver.answers.pop(0) if receiver.answers else 204
            self.send_response(status)
            if status == 302:
                self.send_header("Location", f"{receiver.address}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
