"""`rettidig serve`: the web application on one address, until it is stopped."""

import ipaddress
import signal
import socket
from typing import Final

import uvicorn

from tracker.errors import SettingsError
from tracker.office import Office
from tracker.web.app import make_app

#: How long what runs may go on when the server is asked to stop.
GRACE_SECONDS: Final = 20


def serve(office: Office, host: str, port: int, *, said: str) -> None:
    """Answer requests until SIGTERM or Ctrl-C. `said` is printed once the port is ours.

    Raises `SettingsError` when the port is taken or not allowed.
    """
    listener = _listen(host, port)
    here = f"http://{_shown(host)}:{listener.getsockname()[1]}/"
    print(said.format(address=here), flush=True)
    config = uvicorn.Config(
        make_app(office, local=is_loopback(host)),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=True,
        timeout_graceful_shutdown=GRACE_SECONDS,
        lifespan="on",
        ws="none",
    )
    server = uvicorn.Server(config)
    _end_well(server)
    server.run(sockets=[listener])


def _end_well(server: uvicorn.Server) -> None:
    """End with exit code 0 when asked to stop: uvicorn raises the signal once more when it has."""

    def stop(*_: object) -> None:
        if not server.should_exit:  # asked before the server listens to signals itself
            raise SystemExit(0)

    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, stop)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise SettingsError(
            f"port {port} on {host} cannot be used ({error.strerror}): choose another with --port"
        ) from error
    listener.listen()
    listener.set_inheritable(True)
    return listener
