"""One request to an address that a stranger wrote: whom it may reach, and how long it may take.

Python's own HTTP client is used and not requests, whose comforts are dangers here:

- What is connected to is the very address that was looked up and found to be public. A library
  that looks the name up once more can be given another one (DNS rebinding).
- No body is read. requests reads that of a redirect, however long, also if it does not follow it.
- No proxy, cookie or ``.netrc`` of the user has a part in it.
- A server that sends its head one byte at a time is cut off.
"""

from __future__ import annotations

import contextlib
import email.utils
import functools
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import NamedTuple

import certifi
from urllib3.util import Url

from sphinx_paperbase import __version__
from sphinx_paperbase.sources.findings import State

# Looked up where another name is not found: does it not exist, or is there no network?
REFERENCES = ("arxiv.org", "doi.org")

# All of a request together may take so many times the timeout, which is that of each step.
_LIMIT = 3
_HEADERS = {"User-Agent": f"sphinx-paperbase/{__version__}", "Accept": "*/*", "Connection": "close"}

# https://www.rfc-editor.org/rfc/rfc6052 (IPv4 addresses inside IPv6 ones)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# https://www.iana.org/assignments/ipv6-address-space; 6to4 leads to any IPv4 address.
_UNICAST, _6TO4 = ipaddress.IPv6Network("2000::/3"), ipaddress.IPv6Network("2002::/16")
# In the public range, and yet a service of the machine's own cloud.
# https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
# https://www.iana.org/assignments/iana-ipv4-special-registry (192.0.0.0/24; Oracle's metadata)
_OF_CLOUDS = (ipaddress.IPv4Network("168.63.129.16/32"), ipaddress.IPv4Network("192.0.0.0/24"))


class Answer(NamedTuple):
    """The head of an HTTP answer.

    Attributes:
        status: https://www.rfc-editor.org/rfc/rfc9110#name-status-codes, or one of their own.
        location: Where a redirect leads to, as it is sent.
        wait: The seconds of Retry-After, or None.
        challenge: It wants to see a person first.
    """

    status: int
    location: str = ""
    wait: float | None = None
    challenge: bool = False


class Failure(NamedTuple):
    """Why there is no answer.

    Attributes:
        state: What that says about the link, if it stays so.
        reason: In a few words.
        final: A second try would be no use.
    """

    state: State
    reason: str
    final: bool = False


_BROKEN_OFF = Failure(State.SLOW, "the connection broke off")


class NoNetwork(Exception):
    """Not even names that do not go away can be looked up."""


class _Private(Exception):
    """A host that is not on the public internet."""


def is_public(ip: str) -> bool:
    """Tell whether an IP address is one of the public internet, to which anybody may send."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64:
            address = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        elif address.ipv4_mapped:
            address = address.ipv4_mapped
        elif address not in _UNICAST or address in _6TO4:
            return False
    in_cloud = any(address in network for network in _OF_CLOUDS)
    return address.is_global and not address.is_multicast and not in_cloud


class Asker:
    """Asks addresses, from several threads at once."""

    def __init__(self, timeout: float, allowed: Callable[[str], bool] = is_public) -> None:
        self._timeout = timeout
        self._allowed = allowed
        self._open: set[HTTPConnection] = set()
        self._stopped = False

    @functools.cached_property
    def _context(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        context.load_verify_locations(certifi.where())  # also where the system has none
        return context

    def ask(self, method: str, url: Url) -> Answer | Failure:
        """Send one request and return the head of the answer; redirects are not followed.

        Raises:
            NoNetwork: There is none.
        """
        try:
            with self._connected(url) as connection:
                connection.request(method, url.request_uri, headers=_HEADERS)
                with connection.getresponse() as response:
                    return _answer(response)
        except _Private:
            return Failure(State.BLOCKED, "not a public address, not asked", final=True)
        except socket.gaierror as error:
            return self._unknown(error)
        except UnicodeError:  # a name that DNS cannot hold
            return Failure(State.DEAD, "no such host", final=True)
        except ConnectionRefusedError:
            return Failure(State.DEAD, "connection refused")
        except TimeoutError:
            return Failure(State.SLOW, f"no answer in {self._timeout:g} s")
        except ssl.SSLCertVerificationError as error:
            # Without what it says of the host, whose name is a stranger's too.
            reason = error.verify_message.partition(",")[0]
            return Failure(State.BLOCKED, f"TLS: {reason}", final=True)
        except ssl.SSLEOFError:
            return _BROKEN_OFF
        except ssl.SSLError as error:
            return Failure(State.BLOCKED, f"TLS: {error.reason}", final=True)
        except (OSError, HTTPException, ValueError):
            return _BROKEN_OFF

    def stop(self) -> None:
        """Cut off what is under way, and what another thread is about to begin."""
        self._stopped = True
        for connection in list(self._open):
            _cut(connection)

    @contextlib.contextmanager
    def _connected(self, url: Url) -> Iterator[HTTPConnection]:
        host = (url.host or "").strip("[]")
        connection = (
            HTTPSConnection(host, url.port, context=self._context)
            if url.scheme == "https"
            else HTTPConnection(host, url.port)
        )
        watch = threading.Timer(_LIMIT * self._timeout, _cut, [connection])
        watch.daemon = True
        try:
            connection.sock = self._socket(host, connection.port)
            self._open.add(connection)
            if self._stopped:
                raise ConnectionAbortedError
            watch.start()
            if url.scheme == "https":
                connection.sock = secure = self._context.wrap_socket(
                    connection.sock, server_hostname=host, do_handshake_on_connect=False
                )
                secure.do_handshake()
            yield connection
        finally:
            watch.cancel()
            self._open.discard(connection)
            connection.close()

    def _socket(self, host: str, port: int) -> socket.socket:
        """Connect to the first address of a host that takes it, if all of them are allowed."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        ips = list(dict.fromkeys(str(place[0]) for *_, place in found))
        if not all(self._allowed(ip) for ip in ips):
            raise _Private
        ends = time.monotonic() + _LIMIT * self._timeout
        errors: list[OSError] = []
        for ip in ips:
            try:
                return socket.create_connection((ip, port), self._timeout)
            except OSError as error:
                errors.append(error)
            if time.monotonic() > ends:
                break
        raise errors[0]  # of the address that the system finds the best

    def _unknown(self, error: socket.gaierror) -> Failure:
        if not any(_is_known(name) for name in REFERENCES):
            raise NoNetwork from error
        if error.errno in (socket.EAI_AGAIN, socket.EAI_FAIL):
            return Failure(State.SLOW, "its name servers do not answer")
        return Failure(State.DEAD, "no such host")


def _is_known(name: str) -> bool:
    try:
        return bool(socket.getaddrinfo(name, 443))
    except socket.gaierror:
        return False


def _cut(connection: HTTPConnection) -> None:
    """End a connection that another thread waits for; it sees that nothing more comes."""
    if connection.sock:
        with contextlib.suppress(OSError):
            # Not the method of TLS, which would touch what that thread is using.
            socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)


def _answer(response: HTTPResponse) -> Answer:
    # Python reads headers as Latin-1; who sends more than ASCII in an address sends UTF-8.
    location = response.headers.get("Location", "").encode("latin-1", "replace")
    return Answer(
        response.status,
        location.decode(errors="replace").strip(),
        seconds(response.headers.get("Retry-After", "")),
        # https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
        response.headers.get("cf-mitigated", "") == "challenge",
    )


def seconds(retry_after: str) -> float | None:
    """Return how long a Retry-After header asks to wait, in either of its forms, or None.

    https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
    """
    text = retry_after.strip()
    if re.fullmatch(r"[0-9]+", text):
        return float(text)
    try:
        date = email.utils.parsedate_to_datetime(text)
        until = date if date.tzinfo else date.replace(tzinfo=UTC)
        return max(0.0, until.timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None
