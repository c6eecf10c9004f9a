"""The network, politely and within bounds: one GET, retried with back-off, never too long or big.

Transport is `requests <https://requests.readthedocs.io/>`_. The waiting between tries is our own:
urllib3's ``Retry`` (of which the reading of ``Retry-After`` is used) reads the bodies of faults and
redirects to their end, however long, and does not bound the time that all tries take together.
"""

from __future__ import annotations

import functools
import json
import os
import time
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import urljoin

import requests
from urllib3.exceptions import HTTPError, InvalidHeader, NewConnectionError, TimeoutError
from urllib3.util.retry import Retry

from sphinx_paperbase import __version__
from sphinx_paperbase.catalog.problems import one_line
from sphinx_paperbase.sources import SourceError

TIMEOUT_VARIABLE, TIMEOUT = "PAPERBASE_TIMEOUT", 10.0
LARGEST = 8 * 1024 * 1024
# Seconds before each new try; all tries together may take so many times the timeout.
PAUSES, PATIENCE = (0.5, 1.0, 2.0), 3
REDIRECTS = 4
_CHUNK = 64 * 1024
_BUSY = frozenset({429, 500, 502, 503, 504})


class NoRecord(SourceError):
    """The source answers that it has no such record."""


class _Busy(SourceError):
    """A try that may go better after so many seconds."""

    def __init__(self, message: str, wait: float = 0) -> None:
        super().__init__(message)
        self.wait = wait


class Service(NamedTuple):
    """Whom to ask: the name that messages show, and where; a variable gives another address."""

    name: str
    variable: str
    address: str

    @property
    def base(self) -> str:
        """The address that paths are put behind.

        Raises:
            SourceError: The environment names one that is none.
        """
        base = os.environ.get(self.variable) or self.address
        if not base.startswith(("http://", "https://")):
            raise SourceError(f"{self.variable} is {one_line(repr(base))}; write http(s)://…")
        return base.rstrip("/")


# https://info.arxiv.org/help/api/user-manual.html
ARXIV = Service("arXiv", "PAPERBASE_ARXIV_API", "https://export.arxiv.org/api")
# https://www.crossref.org/documentation/retrieve-metadata/rest-api/
CROSSREF = Service("Crossref", "PAPERBASE_CROSSREF_API", "https://api.crossref.org")
# https://dblp.org/faq/How+to+use+the+dblp+search+API.html
DBLP = Service("DBLP", "PAPERBASE_DBLP_API", "https://dblp.org")
# https://docs.openreview.net/reference/api-v2
OPENREVIEW = Service("OpenReview", "PAPERBASE_OPENREVIEW_API", "https://api2.openreview.net")


def get(
    service: Service,
    path: str,
    params: Mapping[str, str] | None = None,
    *,
    accept: str,
    about: str = "that",
) -> bytes:
    """Return the body of an answer.

    Args:
        service: Whom to ask.
        path: What follows the service's base address: ``/works/10.1000%2Fxyz``.
        params: The query.
        accept: Media types, with commas between them; another one is no answer.
        about: What is asked for, named where there is no record of it.

    Raises:
        NoRecord: The service has none (404, 410).
        SourceError: Anything else: no network, no answer in time, too much, a fault of theirs.
    """
    limit = _timeout()
    ends = time.monotonic() + PATIENCE * limit
    question = _Question(service.name, service.base + path, params, accept, about, limit, ends)
    for pause in PAUSES:
        try:
            return _once(question)
        except _Busy as busy:
            wait = busy.wait or pause
            if time.monotonic() + wait > ends:
                raise
            time.sleep(wait)
    return _once(question)


def get_json(
    service: Service, path: str, params: Mapping[str, str] | None = None, *, about: str = "that"
) -> Any:
    """Return an answer in JSON; see :func:`get`."""
    content = get(service, path, params, accept="application/json", about=about)
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:  # no JSON, no UTF-8, nested without end
        raise unreadable(service) from error


def unreadable(service: Service) -> SourceError:
    """Return the error for an answer that is not in the form its source documents."""
    return SourceError(f"{service.name} sent an answer that cannot be read; try again later")


def _timeout() -> float:
    text = os.environ.get(TIMEOUT_VARIABLE) or str(TIMEOUT)
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= 3600:
        message = f"{TIMEOUT_VARIABLE} is {one_line(repr(text))}; write seconds, such as 10"
        raise SourceError(message)
    return seconds


class _Session(requests.Session):
    """Follows no redirect: requests would read what it says to its end, however long."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        return None


@functools.cache
def _session() -> requests.Session:
    session = _Session()
    session.headers["User-Agent"] = (
        f"sphinx-paperbase/{__version__} ({requests.utils.default_user_agent()})"
    )
    return session


class _Question(NamedTuple):
    """What is asked, of whom, and how long an answer may take: until then all in all."""

    name: str
    url: str
    params: Mapping[str, str] | None
    accept: str
    about: str
    limit: float
    ends: float

    @property
    def silence(self) -> SourceError:
        """The error where no answer comes."""
        message = f"{self.name} does not answer (no answer in {self.limit:g} s); try again later"
        return SourceError(message)


def _once(question: _Question) -> bytes:
    name = question.name
    try:
        with _open(question) as response:
            _look(question, response)
            return _body(question, response)
    except (requests.Timeout, TimeoutError) as error:
        raise question.silence from error
    except requests.exceptions.SSLError as error:
        message = f"{name} cannot be reached safely (its certificate does not hold here)"
        raise SourceError(f"{message}; look at the clock and the network") from error
    except (requests.ConnectionError, HTTPError) as error:
        reason = getattr((*error.args, None)[0], "reason", None)
        # A connection that broke may hold the next time; without a network there is no next time.
        fault = SourceError if isinstance(reason, NewConnectionError) else _Busy
        raise fault(f"{name} cannot be reached; look at the network and try again") from error
    except (requests.RequestException, ValueError) as error:  # an address that is none
        raise SourceError(f"{name} leads to an address that cannot be asked") from error


def _open(question: _Question) -> requests.Response:
    """Ask and follow redirects, without reading what they say besides."""
    url, params = question.url, question.params
    for _ in range(REDIRECTS + 1):
        if time.monotonic() > question.ends:
            raise question.silence
        headers = {"Accept": question.accept}
        response = _session().get(
            url, params=params, headers=headers, timeout=question.limit, stream=True
        )
        if not response.is_redirect:
            return response
        response.close()
        url, params = urljoin(url, response.headers["Location"]), None
    raise SourceError(f"{question.name} redirects without end; try again later")


def _look(question: _Question, response: requests.Response) -> None:
    """Raise what the head of an answer says, unless it is good."""
    name, status = question.name, response.status_code
    if status in (404, 410):
        raise NoRecord(f"{name} has no record of {one_line(question.about)}")
    if status in _BUSY and (wait := _retry_after(response)):
        raise _Busy(f"{name} asks to wait {wait:.0f} s; try again then", wait)
    if status != 200:
        known = status in HTTPStatus._value2member_map_
        said = f"{status} {HTTPStatus(status).phrase}" if known else str(status)
        fault = _Busy if status in _BUSY else SourceError
        raise fault(f"{name} answers with an error ({said}); try again later")
    media = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if media not in question.accept.split(", "):
        sent = one_line(repr(media or "something"))
        raise SourceError(f"{name} sent {sent} instead of a record; is a login page in between?")


def _retry_after(response: requests.Response) -> float:
    try:
        return Retry().parse_retry_after(response.headers.get("Retry-After", "0"))
    except (InvalidHeader, ValueError, OverflowError):
        return 0


def _body(question: _Question, response: requests.Response) -> bytes:
    """Read what comes as it comes, so that neither size nor time runs away."""
    content = b""
    # iter_content() would wait until a chunk is full, for however many single bytes.
    while chunk := response.raw.read1(_CHUNK, decode_content=True):
        content += chunk
        if len(content) > LARGEST:
            size = f"{LARGEST >> 20} MB"
            raise SourceError(f"{question.name} sent more than {size}, which is no record")
        if time.monotonic() > question.ends:
            raise SourceError(f"{question.name} answers too slowly; try again later")
    return content
