"""A local server that answers as arXiv, Crossref and others do, well or badly.

    with serving() as server:
        server.answers("/works/10.1000%2Fxyz", {"message": {…}})           # JSON, for ever
        server.answers("/works", Answer(status=500), Answer(b"{}"))        # a fault, then well
        monkeypatch.setenv("PAPERBASE_CROSSREF_API", server.url)
        …
        assert [asked.path for asked in server.asked] == ["/works", "/works"]

Paths are compared as they are sent, without the query. A path that has no answer is a 404.
"""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest

from sphinx_paperbase.sources import http


class Answer(NamedTuple):
    """What the server says: at once, or after a delay; a body made by a function is streamed."""

    body: bytes | str | Callable[[], Iterable[bytes]] = b""
    status: int = 200
    type: str = "application/json"
    headers: Mapping[str, str] = {}
    delay: float = 0


class Asked(NamedTuple):
    """What the server was asked, and when."""

    path: str
    query: dict[str, list[str]]
    headers: Mapping[str, str]
    time: float


class Server:
    """Answers by path, and what was asked."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.asked: list[Asked] = []
        self.ended = threading.Event()
        self._answers: dict[str, list[Answer]] = {}

    def answers(self, path: str, *answers: Answer | Any) -> None:
        """Say what a path answers, in turn; the last is repeated. What is no Answer is JSON."""
        self._answers[path] = [
            a if isinstance(a, Answer) else Answer(json.dumps(a)) for a in answers
        ]

    def next(self, path: str) -> Answer:
        waiting = self._answers.get(path)
        if not waiting:
            return Answer("Resource not found.", 404, "text/plain")
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    """Serve on a free port of this machine, and stop at the end, with whatever is under way."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = Asked(parts.path, parse_qs(parts.query), dict(self.headers), time.monotonic())
            server.asked.append(asked)
            answer = server.next(parts.path)
            server.ended.wait(answer.delay)
            with contextlib.suppress(OSError):  # who asked has gone
                self._send(answer)

        do_HEAD = do_GET

        def _send(self, answer: Answer) -> None:
            content = answer.body.encode() if isinstance(answer.body, str) else answer.body
            self.send_response(answer.status)
            headers = {"Content-Type": answer.type, **answer.headers}
            if isinstance(content, bytes):
                headers = {"Content-Length": str(len(content)), **headers}
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "HEAD":
                return
            for chunk in [content] if isinstance(content, bytes) else content():
                if server.ended.is_set():
                    return
                self.wfile.write(chunk)

        def log_message(self, *_: Any) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    server = Server(f"http://127.0.0.1:{listening.server_port}")
    threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}).start()
    try:
        yield server
    finally:
        server.ended.set()
        listening.shutdown()
        listening.server_close()


@contextlib.contextmanager
def asked_for_all(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Serve in place of arXiv, Crossref, DBLP and OpenReview; nobody waits long for it."""
    monkeypatch.setenv("PAPERBASE_TIMEOUT", "2")
    monkeypatch.setattr(http, "PAUSES", (0.01, 0.02, 0.04))
    monkeypatch.delenv("PAPERBASE_MAILTO", raising=False)
    with serving() as server:
        for service in (http.ARXIV, http.CROSSREF, http.DBLP, http.OPENREVIEW):
            monkeypatch.setenv(service.variable, server.url)
        yield server
