"""A real Chromium, and the real site served to it."""

from __future__ import annotations

import base64
import contextlib
import functools
import hashlib
import http.server
import os
import re
import shutil
import threading
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.browser.choices import SCREENS, choice_site

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


class Tabs:
    """Tabs of one browser.

    A new tab costs more than a page that is loaded in one: what a test has left is emptied and given
    to the next that asks for the same settings.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.free: dict[str, list[Page]] = defaultdict(list)

    @contextlib.contextmanager
    def open(
        self, *, fresh: bool = False, may_complain: bool = False, **settings: object
    ) -> Iterator[Page]:
        """Give a tab in which nothing may complain; a fresh one has never shown a page."""
        settings.setdefault("viewport", SCREENS[0])
        free = self.free[repr(sorted(settings.items()))]
        tab = free.pop() if free and not fresh else self.make(settings)
        complaints: list[str] = tab.complaints
        complaints.clear()
        try:
            yield tab
        except BaseException:
            tab.context.close()
            raise
        told = list(complaints)
        if fresh or not emptied(tab):
            tab.context.close()
        else:
            free.append(tab)
        assert may_complain or not told, told

    def make(self, settings: dict[str, object]) -> Page:
        context = self.browser.new_context(**settings)
        tab = context.new_page()
        tab.complaints, tab.origins = [], set()
        context.on("weberror", lambda error: tab.complaints.append(str(error.error)))
        context.on(
            "console", lambda line: line.type == "error" and tab.complaints.append(line.text)
        )
        tab.on("framenavigated", lambda frame: tab.origins.add(origin(frame.url)))
        return tab


@contextlib.contextmanager
def noting(tab: Page, event: str, notes: list) -> Iterator[None]:
    """Note the events of a kind in a tab."""

    def note(thing: object) -> None:
        notes.append(thing)

    tab.on(event, note)
    yield
    tab.remove_listener(event, note)


def origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}:{parts.netloc}"


def emptied(tab: Page) -> bool:
    """Make a used tab as good as new; tell whether that could be done."""
    if len(tab.origins - {"about:"}) > 1:
        return False  # what is kept for the site of before is out of reach
    try:
        for other in tab.context.pages:
            if other is not tab:
                other.close()
        tab.evaluate("localStorage.clear(); sessionStorage.clear()")
        tab.goto("about:blank")
    except Error:
        return False
    tab.origins.clear()
    return True


@pytest.fixture(scope="session")
def tabs(browser) -> Tabs:
    """Return the tabs of Chromium."""
    return Tabs(browser)


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


# What a reader chooses: the small site of `choices`, by http and as files, on both screens.


@pytest.fixture(scope="session")
def out(tmp_path_factory) -> Path:
    """Return where the pages of that site are."""
    return choice_site(tmp_path_factory.mktemp("choices") / "site")


@pytest.fixture(scope="module", params=["http", "file"])
def place(request, out) -> Iterator[str]:
    """Return the address of the site, served with a strict policy or opened as files."""
    if request.param == "file":
        yield out.as_uri()
    else:
        yield from serve(out)


@pytest.fixture(params=SCREENS, ids=["1280", "360"])
def tab(request, tabs) -> Iterator[Page]:
    with tabs.open(viewport=request.param) as tab:
        yield tab
