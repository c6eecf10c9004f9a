"""One request: which addresses are public, what TLS says, how long a host asks to wait."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from urllib3.util import parse_url

from sphinx_paperbase.sources.asking import Answer, Asker, Failure, is_public, seconds
from sphinx_paperbase.sources.findings import State
from tests.sources.link_server import Web, site


@pytest.mark.parametrize(
    "ip",
    [
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.1.1",
        "198.18.0.1",
        "192.0.2.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "100.100.100.200",  # metadata of Alibaba's cloud
        "168.63.129.16",  # of Azure
        "192.0.0.192",  # of Oracle's
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::10.0.0.1",
        "64:ff9b::a83f:8110",
        "64:ff9b:1::8.8.8.8",
        "2002:7f00:1::1",
        "2001::1",
        "2001:db8::1",
        "fc00::1",
        "fd00:ec2::254",  # metadata of Amazon's cloud
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
    ],
)
def test_addresses_that_are_not_public(ip):
    assert not is_public(ip)


@pytest.mark.parametrize(
    "ip",
    [
        "8.8.8.8",
        "172.32.0.1",
        "168.63.129.17",
        "2606:4700::1",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
    ],
)
def test_public_addresses(ip):
    assert is_public(ip)


@given(st.ip_addresses(v=4))
def test_an_address_within_another_is_not_more_public(address):
    for inside in (f"::ffff:{address}", f"64:ff9b::{address}"):
        assert is_public(inside) == is_public(str(address))


@pytest.mark.parametrize("way", ["2130706433", "0x7f.1", "017700000001", "127.1", "localhost"])
def test_other_ways_to_write_this_machine(way):
    answer = Asker(1).ask("HEAD", parse_url(f"http://{way}:9/"))
    assert answer == Failure(State.BLOCKED, "not a public address, not asked", final=True)


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("0", 0),
        (" 120 ", 120),
        ("9" * 400, float("inf")),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("Wed, 21 Oct 2015 07:28:00 -0000", 0),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("soon", None),
        ("Wed, 99 Oct 2015 07:28:00 GMT", None),
        ("Wed, 21 Oct 99999 07:28:00 GMT", None),
        ("٣", None),
    ],
)
def test_retry_after(header, wait):
    assert seconds(header) == wait


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=5))])
def test_retry_after_a_date(zone):
    at = datetime.now(zone) + timedelta(seconds=100)
    assert 95 < (seconds(format_datetime(at)) or 0) <= 100


@given(st.text() | st.from_regex(r"[A-Z][a-z]{2}, \d+ [A-Z][a-z]{2} \d+ \d+:\d+:\d+ .*"))
def test_retry_after_is_a_time_or_none(header):
    wait = seconds(header)
    assert wait is None or wait >= 0


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a certificate of this machine that nobody has signed, and its key."""
    if not shutil.which("openssl"):
        pytest.skip("needs the command openssl")
    folder = tmp_path_factory.mktemp("tls")
    files = folder / "certificate.pem", folder / "key.pem"
    request = ["openssl", "req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt"]
    request += ["ec_paramgen_curve:P-256", "-subj", "/CN=test", "-days", "2"]
    request += ["-addext", "subjectAltName=IP:127.0.0.1", "-out", str(files[0]), "-keyout"]
    subprocess.run([*request, str(files[1])], check=True, capture_output=True)
    return files


@pytest.fixture
def secure(certificate: tuple[Path, Path]) -> Iterator[Web]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with site(secure=context) as web:
        yield web


def anyone(ip: str) -> bool:
    return bool(ip)


def test_a_page_by_tls(secure, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    assert Asker(5, anyone).ask("GET", parse_url(f"{secure.url}/a?b=c")) == Answer(200)
    assert secure.requests == ["GET /a?b=c"]
    assert secure.asked[0].headers["host"] == secure.url.removeprefix("https://")


def test_a_certificate_that_nobody_knows(secure):
    answer = Asker(5, anyone).ask("HEAD", parse_url(secure.url))
    assert isinstance(answer, Failure)
    assert (answer.state, answer.final) == (State.BLOCKED, True)
    assert answer.reason.startswith("TLS: self")
    assert secure.requests == []


def test_a_certificate_of_another_host(secure, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    answer = Asker(5, anyone).ask("HEAD", parse_url(secure.url.replace("127.0.0.1", "localhost")))
    assert isinstance(answer, Failure)
    assert answer.reason == "TLS: Hostname mismatch"


def test_no_tls_where_it_is_said_to_be():
    with site() as web:
        answer = Asker(5, anyone).ask("HEAD", parse_url(web.url.replace("http:", "https:")))
    assert answer == Failure(State.BLOCKED, "TLS: WRONG_VERSION_NUMBER", final=True)


def test_a_handshake_that_never_ends():
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        start = time.monotonic()
        answer = Asker(0.1, anyone).ask(
            "HEAD", parse_url(f"https://127.0.0.1:{deaf.getsockname()[1]}")
        )
        assert answer == Failure(State.SLOW, "no answer in 0.1 s")
        assert time.monotonic() - start < 20
