"""A real Chromium, and the real site served to it."""

from __future__ import annotations

import base64
import functools
import hashlib
import http.server
import os
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_collection_modifyitems(items) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium; without one the tests are skipped, but on CI they fail."""
    if CHROMIUM is None:
        reason = "no Chromium on this machine: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files with a strict Content-Security-Policy: own files and inline pieces by hash."""

    def end_headers(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.suffix == ".html" and path.exists():
            page = path.read_text("utf-8")
            scripts = hashes(re.findall(r"<script>(.*?)</script>", page, re.S))
            styles = hashes(re.findall(r"<style>(.*?)</style>", page, re.S))
            policy = f"default-src 'self'; script-src 'self' {scripts}; style-src 'self' {styles}"
            self.send_header("Content-Security-Policy", policy)
        super().end_headers()

    def log_message(self, *arguments) -> None:
        pass


def hashes(pieces: list[str]) -> str:
    digests = (hashlib.sha256(piece.encode()).digest() for piece in pieces)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128  # a page asks for more at once than the five that would wait


def serve(folder: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    handling = functools.partial(handler, directory=str(folder))
    with Server(("127.0.0.1", 0), handling) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def address(real_site) -> Iterator[str]:
    """Serve the real site; return its address."""
    yield from serve(real_site.out)
