"""A web site on this machine, for the link checker: every answer there can be, and who was asked when.

    with site() as here:
        here.answers("/a", Answer(404))                    # for ever
        here.answers("/b", Answer(503), Answer())          # in turn; the last is repeated
        here.answers("HEAD /c", Answer(405))               # of one method only
        …
        assert here.requests == ["HEAD /a", "GET /a"]

A path that has no answer is there (200).
"""

from __future__ import annotations

import contextlib
import math
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple


class Answer(NamedTuple):
    """What the site says, after a delay; `act` sends it in its own way."""

    status: int = 200
    headers: Mapping[str, str] = {}
    delay: float = 0
    act: Callable[[BaseHTTPRequestHandler], Any] | None = None


def redirect(location: str, status: int = 301) -> Answer:
    return Answer(status, {"Location": location})


class Asked:
    """A request, when it came and when its answer was begun."""

    def __init__(self, request: str, headers: Mapping[str, str]) -> None:
        self.request = request
        self.headers = {name.lower(): value for name, value in headers.items()}
        self.start = time.monotonic()
        self.end = math.inf


class Web(ThreadingHTTPServer):
    """One host."""

    daemon_threads = True

    def __init__(self, ip: str) -> None:
        super().__init__((ip, 0), _Handler)
        self.url = f"http://{ip}:{self.server_port}"
        self.asked: list[Asked] = []
        self.ended = threading.Event()
        self._answers: dict[str, list[Answer]] = {}

    def answers(self, path: str, *answers: Answer) -> str:
        """Say what a path answers; return its address."""
        self._answers[path] = list(answers)
        return self.url + path.removeprefix("HEAD ")

    def next(self, method: str, path: str) -> Answer:
        waiting = self._answers.get(f"{method} {path}") or self._answers.get(path) or [Answer()]
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    @property
    def requests(self) -> list[str]:
        """All that was asked, in its order: ``HEAD /a``."""
        return [asked.request for asked in self.asked]

    def handle_error(self, *_: Any) -> None:
        pass  # who asked has gone


class _Handler(BaseHTTPRequestHandler):
    server: Web

    def do_GET(self) -> None:
        asked = Asked(f"{self.command} {self.path}", self.headers)
        self.server.asked.append(asked)
        answer = self.server.next(self.command, self.path)
        self.server.ended.wait(answer.delay)
        asked.end = time.monotonic()
        if answer.act:
            answer.act(self)
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()

    do_HEAD = do_GET

    def log_message(self, *_: Any) -> None:
        pass


@contextlib.contextmanager
def site(ip: str = "127.0.0.1", secure: ssl.SSLContext | None = None) -> Iterator[Web]:
    """Serve on a free port of this machine, and stop at the end, with whatever is under way."""
    web = Web(ip)
    if secure:
        web.socket = secure.wrap_socket(web.socket, server_side=True)
        web.url = web.url.replace("http:", "https:")
    threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.01}).start()
    try:
        yield web
    finally:
        web.ended.set()
        web.shutdown()
        web.server_close()


def free_port() -> int:
    """Return a port of this machine on which nobody listens."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port: int = unused.getsockname()[1]
        return port
