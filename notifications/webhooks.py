"""Events for other systems: one CloudEvent, signed, to one address."""

import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Protocol
from uuid import UUID

import httpx2

from notifications.errors import ChannelError
from notifications.webhook_addresses import Target, look_up, read_target

MEDIA_TYPE: Final = "application/cloudevents+json"
TIMESTAMP_HEADER: Final = "Rettidig-Timestamp"
SIGNATURE_HEADER: Final = "Rettidig-Signature"
USER_AGENT: Final = "rettidig-webhooks/1"
#: Seconds to connect, and between two packets; who has more to do than to take it does it later.
_TIMEOUT: Final = httpx2.Timeout(8.0, connect=4.0)


@dataclass(frozen=True, slots=True)
class CloudEvent:
    """One event (CloudEvents 1.0, structured mode); its id stays the same when it is sent again."""

    id: UUID
    source: str
    type: str
    subject: str
    time: datetime
    data: dict[str, Any]

    def body(self) -> bytes:
        """The event as it goes over the wire; the same values give the same bytes."""
        said = {
            "specversion": "1.0",
            "id": str(self.id),
            "source": self.source,
            "type": self.type,
            "subject": self.subject,
            "time": self.time.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            "datacontenttype": "application/json",
            "data": self.data,
        }
        return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """HMAC-SHA256 over `timestamp.body`, as `v1=` and hex digits: who knows the secret can see
    that the event is ours, whole and fresh."""
    signed = str(timestamp).encode() + b"." + body
    return f"v1={hmac.digest(secret.encode(), signed, 'sha256').hex()}"


class Sender(Protocol):
    """Something that hands an event over."""

    def send(self, url: str, secret: str, body: bytes) -> int:
        """The status of the answer; raises `ChannelError` where there is none."""


class HttpSender:
    """Hands events over with HTTP: no redirect is followed, no proxy asked, no answer read."""

    def __init__(self, *, private: bool, moment: Callable[[], datetime]) -> None:
        self._private = private
        self._moment = moment
        # Connections are not kept: the next event may go to where the name leads by then.
        limits = httpx2.Limits(max_keepalive_connections=0)
        self._client = httpx2.Client(
            timeout=_TIMEOUT, follow_redirects=False, trust_env=False, limits=limits
        )

    def send(self, url: str, secret: str, body: bytes) -> int:
        """Send one event. Raises `AddressRefused` for an address that no webhook may go to."""
        target = read_target(url, private=self._private)
        address = look_up(target, private=self._private)
        timestamp = int(self._moment().timestamp())
        headers = {
            "Host": target.authority,
            "Content-Type": MEDIA_TYPE,
            "User-Agent": USER_AGENT,
            TIMESTAMP_HEADER: str(timestamp),
            SIGNATURE_HEADER: signature(secret, timestamp, body),
        }
        try:
            return self._post(target, address, headers, body)
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
            raise ChannelError(f"no answer ({type(error).__name__})") from error

    def _post(self, target: Target, address: str, headers: dict[str, str], body: bytes) -> int:
        """To the address that was checked, under the name that the certificate must show."""
        host = f"[{address}]" if ":" in address else address
        url = f"{target.scheme}://{host}:{target.port}{target.path}"
        named = {"sni_hostname": target.host}
        with self._client.stream(
            "POST", url, content=body, headers=headers, extensions=named
        ) as answer:
            return int(answer.status_code)
