"""The network: what a source may do wrong is one plain line, within bounds of time and size."""

from __future__ import annotations

import datetime
import email.utils
import gzip
import itertools
import socket
import threading
import time

import pytest

from sphinx_paperbase import __version__
from sphinx_paperbase.sources import SourceError, http
from tests.sources.server import Answer

JSON = "application/json"


def ask(path: str = "/x", **params: str) -> bytes:
    return http.get(http.CROSSREF, path, params, accept=JSON, about="10.1000/xyz")


def refused(path: str = "/x") -> str:
    with pytest.raises(SourceError) as raised:
        ask(path)
    message = str(raised.value)
    assert message.isprintable()
    return message


def test_an_answer(server):
    server.answers("/works/10.1000%2Fxyz", {"a": "é"})
    assert http.get_json(http.CROSSREF, "/works/10.1000%2Fxyz", {"rows": "5"}) == {"a": "é"}
    (asked,) = server.asked
    assert asked.path == "/works/10.1000%2Fxyz"
    assert asked.query == {"rows": ["5"]}
    assert asked.headers["User-Agent"].startswith(f"sphinx-paperbase/{__version__} ")
    assert asked.headers["Accept"] == JSON


def test_a_base_address_may_end_in_a_slash(server, monkeypatch):
    monkeypatch.setenv("PAPERBASE_CROSSREF_API", f"{server.url}/api/")
    server.answers("/api/x", {})
    assert ask() == b"{}"


def test_a_compressed_answer(server):
    headers = {"Content-Encoding": "gzip"}
    server.answers("/x", Answer(lambda: [gzip.compress(b"[1, 2]")], headers=headers))
    assert http.get_json(http.CROSSREF, "/x") == [1, 2]


@pytest.mark.parametrize("status", [404, 410])
def test_no_record(status, server):
    server.answers("/x", Answer("Resource not found.", status, "text/plain"))
    with pytest.raises(http.NoRecord, match=r"^Crossref has no record of 10\.1000/xyz$"):
        ask()
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_fault(status, server):
    server.answers("/x", Answer(status=status), Answer(status=status), {})
    assert ask() == b"{}"
    assert len(server.asked) == 3


@pytest.fixture
def waits(monkeypatch):
    """Return the seconds that were to be waited; none is."""
    seconds = []
    monkeypatch.setattr(http.time, "sleep", seconds.append)
    return seconds


def test_pauses_grow(server, monkeypatch, waits):
    monkeypatch.setattr(http, "PAUSES", (0.05, 0.1, 0.2))
    server.answers("/x", Answer(status=500))
    refused()
    assert waits == [0.05, 0.1, 0.2]


def test_a_lasting_fault(server):
    server.answers("/x", Answer("<h1>Traceback</h1>", 500, "text/html"))
    said = refused()
    assert said == "Crossref answers with an error (500 Internal Server Error); try again later"
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    ("status", "said"), [(400, "400 Bad Request"), (403, "403 Forbidden"), (299, "299")]
)
def test_a_refusal_is_not_asked_again(status, said, server):
    server.answers("/x", Answer(status=status))
    assert refused() == f"Crossref answers with an error ({said}); try again later"
    assert len(server.asked) == 1


def test_retry_after_in_seconds(server, waits):
    server.answers("/x", Answer(status=429, headers={"Retry-After": "1"}), {})
    assert ask() == b"{}"
    assert waits == [1]


def test_retry_after_as_a_date(server, monkeypatch, waits):
    monkeypatch.setenv("PAPERBASE_TIMEOUT", "600")
    then = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=300)
    header = {"Retry-After": email.utils.format_datetime(then, usegmt=True)}
    server.answers("/x", Answer(status=503, headers=header), {})
    assert ask() == b"{}"
    assert 100 < waits[0] <= 300


def test_a_long_retry_after_is_told_and_not_cut_short(server, waits):
    server.answers("/x", Answer(status=429, headers={"Retry-After": "120"}))
    assert refused() == "Crossref asks to wait 120 s; try again then"
    assert not waits
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "value", ["soon", "-5", "9" * 400, "", "\x1b[31m", "Sun, 99 Nov 2026 00:00:00 GMT"]
)
def test_a_retry_after_that_is_none(value, server):
    server.answers("/x", Answer(status=429, headers={"Retry-After": value}), {})
    try:
        assert ask() == b"{}"
    except SourceError as error:
        assert str(error) == "Crossref asks to wait 21600 s; try again then"


def test_a_slow_answer(server, monkeypatch):
    monkeypatch.setenv("PAPERBASE_TIMEOUT", "0.2")
    server.answers("/x", Answer(delay=30))
    began = time.monotonic()
    assert refused() == "Crossref does not answer (no answer in 0.2 s); try again later"
    assert time.monotonic() - began < 20


def test_an_answer_that_drips(server, monkeypatch):
    def drip():
        while not server.ended.wait(0.05):
            yield b" "

    monkeypatch.setenv("PAPERBASE_TIMEOUT", "0.2")
    server.answers("/x", Answer(drip))
    began = time.monotonic()
    assert refused() == "Crossref answers too slowly; try again later"
    assert time.monotonic() - began < 20


def test_faults_and_waits_together_are_bounded(server, monkeypatch):
    monkeypatch.setenv("PAPERBASE_TIMEOUT", "0.3")
    monkeypatch.setattr(http, "PAUSES", (0.5,) * 100)
    server.answers("/x", Answer(status=500))
    began = time.monotonic()
    assert "500 Internal Server Error" in refused()
    assert time.monotonic() - began < 20


def test_an_answer_without_end(server):
    server.answers("/x", Answer(lambda: itertools.repeat(b"x" * 100_000)))
    assert refused() == "Crossref sent more than 8 MB, which is no record"


def test_a_small_answer_that_unpacks_to_a_huge_one(server):
    content = gzip.compress(b"x" * 100_000_000)
    server.answers("/x", Answer(lambda: [content], headers={"Content-Encoding": "gzip"}))
    assert refused() == "Crossref sent more than 8 MB, which is no record"


def test_a_fault_with_a_body_without_end(server):
    server.answers("/x", Answer(lambda: itertools.repeat(b"x" * 100_000), 500), {})
    assert ask() == b"{}"


def test_an_answer_that_is_cut(server):
    server.answers("/x", Answer("[1", headers={"Content-Length": "100"}), Answer("[1]"))
    assert ask() == b"[1]"


@pytest.mark.parametrize("content", ["", "[1", "<html>", '{"a": NaN', b"\xff\xfe", "[" * 200_000])
def test_no_json(content, server):
    server.answers("/x", Answer(content))
    with pytest.raises(
        SourceError, match=r"^Crossref sent an answer that cannot be read; try again"
    ):
        http.get_json(http.CROSSREF, "/x")


@pytest.mark.parametrize("type", ["text/html; charset=utf-8", "", "\x1b]0;x\x07"])
def test_another_kind_of_answer(type, server):
    server.answers("/x", Answer("<p>Please log in", type=type))
    assert refused().endswith("instead of a record; is a login page in between?")


def test_a_redirect(server):
    server.answers("/x", Answer(status=301, headers={"Location": "/y?a=1"}))
    server.answers("/y", {})
    assert ask() == b"{}"
    assert [asked.path for asked in server.asked] == ["/x", "/y"]
    assert server.asked[1].query == {"a": ["1"]}


def test_a_redirect_loop(server):
    server.answers("/x", Answer(status=302, headers={"Location": "/x"}))
    assert refused() == "Crossref redirects without end; try again later"
    assert len(server.asked) == 5


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://example.org/x",
        "javascript:alert(1)",
        "http://",
        "http://[",
        "http://a b/",
        "//",
        "http://\x00/",
    ],
)
def test_a_redirect_to_what_is_no_page(location, server):
    server.answers("/x", Answer(status=302, headers={"Location": location}))
    assert refused() in (
        "Crossref leads to an address that cannot be asked",
        "Crossref cannot be reached; look at the network and try again",
        "Crossref redirects without end; try again later",
    )


def test_a_body_of_a_redirect_is_not_read(server):
    endless = Answer(lambda: itertools.repeat(b"x" * 100_000), 302, headers={"Location": "/y"})
    server.answers("/x", endless)
    server.answers("/y", {})
    assert ask() == b"{}"


def test_nobody_there(monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("PAPERBASE_CROSSREF_API", f"http://127.0.0.1:{taken.getsockname()[1]}")
        began = time.monotonic()
        assert refused() == "Crossref cannot be reached; look at the network and try again"
        assert time.monotonic() - began < 20


def test_a_name_that_is_not_known(monkeypatch):
    monkeypatch.setenv("PAPERBASE_CROSSREF_API", "http://crossref.invalid")
    assert refused() == "Crossref cannot be reached; look at the network and try again"


def test_a_server_that_hangs_up(monkeypatch):
    monkeypatch.setattr(http, "PAUSES", (0.01,))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(5)
        monkeypatch.setenv(
            "PAPERBASE_CROSSREF_API", f"http://127.0.0.1:{listening.getsockname()[1]}"
        )

        def hang_up():
            for _ in range(2):
                listening.accept()[0].close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        assert refused() == "Crossref cannot be reached; look at the network and try again"
        thread.join()


@pytest.mark.parametrize("base", ["ftp://example.org", "crossref", "file:///etc", "\x1b[31m"])
def test_a_base_address_that_is_none(base, monkeypatch):
    monkeypatch.setenv("PAPERBASE_CROSSREF_API", base)
    assert refused().startswith("PAPERBASE_CROSSREF_API is '")


@pytest.mark.parametrize("seconds", ["soon", "0", "-1", "nan", "inf", "1e9"])
def test_a_timeout_that_is_none(seconds, monkeypatch):
    monkeypatch.setenv("PAPERBASE_TIMEOUT", seconds)
    assert refused() == f"PAPERBASE_TIMEOUT is {seconds!r}; write seconds, such as 10"


def test_what_is_asked_for_is_shown_on_one_line(server):
    with pytest.raises(http.NoRecord, match=r"of a\\n\\x1bb$"):
        http.get(http.CROSSREF, "/x", accept=JSON, about="a\n\x1bb")
