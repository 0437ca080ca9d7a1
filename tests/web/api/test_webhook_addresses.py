"""Where webhooks may go: no name and no number leads into a private network."""

import socket
from typing import Any

import pytest

from notifications.errors import AddressRefused, ChannelError
from notifications.webhook_addresses import look_up, read_target

PUBLIC = "93.184.216.34"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "fagsystem.example",
        "//fagsystem.example/",
        "ftp://fagsystem.example/",
        "file:///etc/passwd",
        "http://fagsystem.example/",
        "https://",
        "https:///path",
        "https://user:secret@fagsystem.example/",
        "https://user@fagsystem.example/",
        "https://fagsystem.example/#part",
        "https://fagsystem.example:99999/",
        "https://fagsystem.example:x/",
        "https://[::1",
        "https://fagsystem.example\\@127.0.0.1/",
        "https://fag system.example/",
        "https://fagsystem.example/\r\nX: y",
        "https://fagsystem.example/" + "x" * 500,
        "https://frühstück.example/",
        "https://localhost/",
        "https://localhost./",
        "https://intern.localhost/",
        "https://127.0.0.1/",
        "https://127.9.9.9:8443/",
        "https://0.0.0.0/",
        "https://10.1.2.3/",
        "https://172.16.0.1/",
        "https://192.168.1.1/",
        "https://100.64.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://224.0.0.1/",
        "https://255.255.255.255/",
        "https://[::1]/",
        "https://[::]/",
        "https://[fd00::1]/",
        "https://[fe80::1]/",
        "https://[fe80::1%25eth0]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/",
        "https://[2002:a00:1::]/",
        "https://[ff02::1]/",
    ],
)
def test_addresses_that_are_refused(url: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        read_target(url, private=False)
    assert refused.value.permanent
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "origin", "port", "path"),
    [
        ("https://fagsystem.example", "https://fagsystem.example", 443, "/"),
        ("https://Fagsystem.example:8443/a?b=c", "https://Fagsystem.example:8443", 8443, "/a?b=c"),
        (f"https://{PUBLIC}/x", f"https://{PUBLIC}", 443, "/x"),
        ("https://[2606:2800:220:1::1]/", "https://[2606:2800:220:1::1]", 443, "/"),
    ],
)
def test_addresses_taken_apart(url: str, origin: str, port: int, path: str) -> None:
    found = read_target(url, private=False)
    assert (found.origin, found.port, found.path) == (origin, port, path)


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://10.1.2.3/", True),
        ("https://[fd00::1]/", True),
        ("https://localhost/", True),
        ("http://localhost:8080/", True),
        ("http://127.0.0.1:8080/", True),
        ("http://[::1]:8080/", True),
        ("http://10.1.2.3/", False),
        ("http://fagsystem.example/", False),
        ("https://169.254.169.254/", False),
        ("https://[fe80::1]/", False),
        ("https://0.0.0.0/", False),
        ("https://224.0.0.1/", False),
    ],
)
def test_what_the_setting_lets_through(url: str, allowed: bool) -> None:
    if allowed:
        assert read_target(url, private=True).host
        return
    with pytest.raises(AddressRefused):
        read_target(url, private=True)


def answered(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """What the name has come to mean."""

    def getaddrinfo(host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
        if not addresses:
            raise socket.gaierror(-2, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def test_a_name_is_looked_up_and_that_address_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    answered(monkeypatch, PUBLIC)
    assert (
        look_up(read_target("https://fagsystem.example/", private=False), private=False) == PUBLIC
    )


@pytest.mark.parametrize(
    "addresses", [("10.0.0.1",), (PUBLIC, "127.0.0.1"), ("169.254.169.254",), ("::ffff:10.0.0.1",)]
)
def test_a_name_that_leads_inside_is_refused(
    monkeypatch: pytest.MonkeyPatch, addresses: tuple[str, ...]
) -> None:
    answered(monkeypatch, *addresses)
    target = read_target("https://fagsystem.example/", private=False)
    with pytest.raises(AddressRefused):
        look_up(target, private=False)


def test_http_stays_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    answered(monkeypatch, "10.0.0.1")
    with pytest.raises(AddressRefused):
        look_up(read_target("http://localhost/", private=True), private=True)


def test_a_name_that_nobody_knows_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    answered(monkeypatch)
    with pytest.raises(ChannelError) as error:
        look_up(read_target("https://fagsystem.example/", private=False), private=False)
    assert not error.value.permanent
