"""Link health: many addresses asked at once, every host politely, and what the answers mean.

Each address is an inquiry that takes one step at a time. A step is one request to one host; what
comes back is a finding, or the next step: the same page by GET, or the page that a redirect names,
which may be another host's. One thread lines the steps up, so that a host is never asked twice at
once, nor without a pause, nor while it asks to be left alone; the others only send requests.

A page is asked by HEAD first. What is not a plain yes is asked once more, by GET, of which the body
is not read: many servers answer HEAD wrongly, and one failure says little.
"""

from __future__ import annotations

import heapq
import itertools
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urljoin

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from sphinx_paperbase.catalog.values import url_fault
from sphinx_paperbase.sources.asking import Answer, Asker, Failure, is_public
from sphinx_paperbase.sources.findings import Finding, State

_PERMANENT, _TEMPORARY = frozenset({301, 308}), frozenset({302, 303, 307})
_REDIRECTS, _WAITS = 10, 2

# Hosts that ask programs for a longer pause. https://info.arxiv.org/help/api/tou.html
_PAUSES = {"arxiv.org": 3.0}


class Manners(NamedTuple):
    """How hosts are asked.

    Attributes:
        pause: Seconds between two requests to one host.
        timeout: Seconds for each step of a request.
        patience: The longest wait, in seconds, that a host is granted when it asks for one.
        workers: How many hosts are asked at once.
    """

    pause: float = 1.0
    timeout: float = 10.0
    patience: float = 120.0
    workers: int = 8


class _Inquiry(NamedTuple):
    """What is being found out about an address.

    Attributes:
        address: As it is written.
        url: Where it is asked now.
        method: HEAD, then GET.
        redirects: How many were followed.
        waits: How often the host has asked to wait.
        moved: The first redirect's status and where they have led to, as far as all are permanent.
        passing: A temporary redirect has been followed; what comes behind it is no new address.
    """

    address: str
    url: Url
    method: str = "HEAD"
    redirects: int = 0
    waits: int = 0
    moved: tuple[str, str] = ("", "")
    passing: bool = False


@dataclass
class _Host:
    """What one host is still to be asked, and from when it may be."""

    pause: float
    queue: deque[_Inquiry] = field(default_factory=deque)
    free_at: float = 0.0
    lined_up: bool = False
    closed: Finding | None = None


def check(
    addresses: Iterable[str],
    manners: Manners = Manners(),  # noqa: B008 - immutable
    allowed: Callable[[str], bool] = is_public,
) -> Generator[tuple[str, Finding], None, None]:
    """Ask addresses and yield what is found out about each, as it is found out.

    Args:
        addresses: http(s) addresses, each once.
        manners: How hosts are asked.
        allowed: Tells of an IP address whether it may be connected to.

    Raises:
        NoNetwork: There is none, or no longer.
    """
    rota = _Rota(manners)
    for address in addresses:
        rota.start(address)
    asker = Asker(manners.timeout, allowed)
    executor = ThreadPoolExecutor(manners.workers)
    running: dict[Future[Answer | Failure], _Inquiry] = {}
    try:
        while running or rota.lined_up or rota.findings:
            while rota.findings:
                yield rota.findings.popleft()
            while len(running) < manners.workers and (inquiry := rota.next()):
                running[executor.submit(asker.ask, inquiry.method, inquiry.url)] = inquiry
            delay = rota.delay() if len(running) < manners.workers else None
            if not running:
                time.sleep(delay or 0)
            for future in wait(running, delay, FIRST_COMPLETED).done:
                rota.answered(running.pop(future), future.result())
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        asker.stop()


class _Rota:
    """Lines up the steps of all inquiries, and takes what comes of them.

    Attributes:
        findings: What was found out and not yet told.
        lined_up: Hosts that have something to be asked and are not being asked, by their time.
    """

    def __init__(self, manners: Manners) -> None:
        self.findings: deque[tuple[str, Finding]] = deque()
        self.lined_up: list[tuple[float, int, _Host]] = []
        self._manners = manners
        self._hosts: dict[str, _Host] = {}
        self._turn = itertools.count()

    def start(self, address: str) -> None:
        """Line up an address."""
        if url := _parsed(address):
            self._add(_Inquiry(address, url))
        else:
            self.findings.append((address, Finding(State.DEAD, "not an address")))

    def next(self) -> _Inquiry | None:
        """Return what may be asked now, if there is something."""
        if not self.lined_up or self.lined_up[0][0] > time.monotonic():
            return None
        return heapq.heappop(self.lined_up)[2].queue.popleft()

    def delay(self) -> float | None:
        """Return the seconds until there is something to be asked, or None for never."""
        return max(0.0, self.lined_up[0][0] - time.monotonic()) if self.lined_up else None

    def answered(self, inquiry: _Inquiry, answer: Answer | Failure) -> None:
        """Take what came of a step."""
        host = self._host(inquiry.url)
        host.free_at = time.monotonic() + host.pause
        host.lined_up = False
        if isinstance(answer, Answer) and _asks_to_wait(answer):
            self._hold(host, inquiry, answer)
        elif isinstance(step := _next_step(inquiry, answer), Finding):
            self.findings.append((inquiry.address, step))
        else:
            # What failed is tried again after the others, that is, as late as may be.
            self._add(step, late=isinstance(answer, Failure))
        self._line_up(host)

    def _hold(self, host: _Host, inquiry: _Inquiry, answer: Answer) -> None:
        """Let a host alone for as long as it asks; one that goes too far, for the whole run."""
        delay = 10 * host.pause if answer.wait is None else answer.wait
        if delay <= self._manners.patience and inquiry.waits < _WAITS:
            host.free_at = max(host.free_at, time.monotonic() + delay)
            host.queue.appendleft(inquiry._replace(method="GET", waits=inquiry.waits + 1))
            return
        host.closed = Finding(_state(answer.status), f"{answer.status}, asks to wait")
        for other in (inquiry, *host.queue):
            self.findings.append((other.address, host.closed))
        host.queue.clear()

    def _add(self, inquiry: _Inquiry, *, late: bool = True) -> None:
        host = self._host(inquiry.url)
        if host.closed:
            self.findings.append((inquiry.address, host.closed))
        elif late:
            host.queue.append(inquiry)
        else:
            host.queue.appendleft(inquiry)
        self._line_up(host)

    def _line_up(self, host: _Host) -> None:
        if host.queue and not host.lined_up:
            heapq.heappush(self.lined_up, (host.free_at, next(self._turn), host))
            host.lined_up = True

    def _host(self, url: Url) -> _Host:
        pause = max(self._manners.pause, _PAUSES.get(url.host or "", 0))
        usual = url.port in (None, {"http": 80, "https": 443}[url.scheme or ""])
        return self._hosts.setdefault((usual and url.host) or url.netloc or "", _Host(pause))


def _parsed(address: str) -> Url | None:
    """Return an address as it is sent, in ASCII, or None where that is not possible."""
    try:
        url = parse_url(address)._replace(fragment=None)
    except LocationParseError:
        return None
    return None if url_fault(url.url) else url


def _asks_to_wait(answer: Answer) -> bool:
    busy = answer.status == 429 or (answer.status == 503 and answer.wait is not None)
    return busy and not answer.challenge


def _next_step(inquiry: _Inquiry, answer: Answer | Failure) -> Finding | _Inquiry:
    again = inquiry._replace(method="GET")
    if isinstance(answer, Failure):
        may = inquiry.method == "HEAD" and not answer.final
        return again if may else Finding(answer.state, answer.reason)
    status = str(answer.status)
    if answer.challenge:
        return Finding(State.BLOCKED, f"{status}, asks for a person")
    if answer.location and answer.status in _PERMANENT | _TEMPORARY:
        return _redirected(inquiry, answer)
    if 200 <= answer.status < 300:
        return _found(inquiry, status)
    return again if inquiry.method == "HEAD" else Finding(_state(answer.status), status)


def _redirected(inquiry: _Inquiry, answer: Answer) -> Finding | _Inquiry:
    status = str(answer.status)
    try:
        url = _parsed(urljoin(inquiry.url.url, answer.location))
    except ValueError:
        url = None
    if url is None:
        return Finding(State.BLOCKED, f"{status}, leads to no web address")
    if inquiry.redirects == _REDIRECTS:
        return Finding(State.BLOCKED, f"{status}, redirects without end")
    passing = inquiry.passing or answer.status in _TEMPORARY
    return inquiry._replace(
        url=url,
        method="HEAD",
        redirects=inquiry.redirects + 1,
        moved=inquiry.moved if passing else (inquiry.moved[0] or status, url.url),
        passing=passing,
    )


def _found(inquiry: _Inquiry, status: str) -> Finding:
    """Return what is said of a page that answers: it is where it was, or it has moved."""
    first, to = inquiry.moved
    written = parse_url(inquiry.address)
    same_site = _host_of(inquiry.url) == _host_of(written)
    if same_site and _is_front_page(inquiry.url) and not _is_front_page(written):
        # So do many sites in place of a 404.
        return Finding(State.BLOCKED, "leads to the site's front page")
    if not to or to == written._replace(fragment=None).url:
        return Finding(State.ALIVE, status)
    # A redirect is of the page; the place in it stays. RFC 9110, section 10.2.2
    return Finding(State.MOVED, first, f"{to}#{written.fragment}" if written.fragment else to)


def _is_front_page(url: Url) -> bool:
    return not url.query and (url.path or "/").removesuffix("index.html") == "/"


def _host_of(url: Url) -> str:
    return (url.host or "").removeprefix("www.")


def _state(status: int) -> State:
    """Return what an answer that is neither a yes nor a redirect says of the page."""
    if status in (404, 410):
        return State.DEAD
    # LinkedIn's own 999 refuses programs, as 401, 403, 429 and the like do.
    return State.SLOW if status == 408 or 500 <= status < 600 else State.BLOCKED
