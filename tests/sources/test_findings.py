"""What was found out is kept, for as long as it may hold."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sphinx_paperbase.sources.findings import SOON, Finding, Findings, State

WEEK = timedelta(days=7)
MOVED = Finding(State.MOVED, "301", "https://example.org/b")


def aged(path: Path, age: timedelta) -> None:
    """Make everything in a file older."""
    kept = json.loads(path.read_text())
    for each in kept.values():
        each["asked"] = (datetime.fromisoformat(each["asked"]) - age).isoformat()
    path.write_text(json.dumps(kept))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "links.json"


def kept(path: Path, finding: Finding = MOVED) -> Path:
    findings = Findings(path)
    findings.keep("https://example.org/a", finding)
    findings.save()
    return path


def test_what_was_kept_is_known(path):
    assert Findings(path).fresh(WEEK) == {}
    assert Findings(kept(path)).fresh(WEEK) == {"https://example.org/a": MOVED}


def test_the_file(path):
    record = json.loads(kept(path).read_text())["https://example.org/a"]
    assert record["finding"] == {"state": "moved", "status": "301", "to": "https://example.org/b"}
    assert abs(datetime.fromisoformat(record["asked"]) - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("state", "age", "known"),
    [
        (State.ALIVE, timedelta(days=6), True),
        (State.MOVED, timedelta(days=6), True),
        (State.ALIVE, timedelta(days=8), False),
        (State.ALIVE, -timedelta(days=1), False),
        *((s, SOON / 2, True) for s in (State.DEAD, State.BLOCKED, State.SLOW)),
        *((s, SOON * 2, False) for s in (State.DEAD, State.BLOCKED, State.SLOW)),
    ],
)
def test_how_long_it_holds(state, age, known, path):
    aged(kept(path, Finding(state, "?")), age)
    assert bool(Findings(path).fresh(WEEK)) == known


@pytest.mark.parametrize("state", list(State))
def test_nothing_holds_for_no_time(state, path):
    assert Findings(kept(path, Finding(state, "?"))).fresh(timedelta(0)) == {}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"https://example.org/a": {}}',
        b'{"https://example.org/a": {"finding": {"state": "fine", "status": "200"}, "asked": "x"}}',
        b'{"https://example.org/a": {"finding": {"state": "alive", "status": "200"}, '
        b'"asked": "2026-01-01T00:00:00"}}',  # of which time zone?
        b"[" * 100_000,
    ],
)
def test_a_file_that_is_broken_is_none(content, path):
    kept(path).write_bytes(content)
    assert Findings(path).fresh(WEEK) == {}
    assert Findings(kept(path)).fresh(WEEK) == {"https://example.org/a": MOVED}


def test_where_nothing_can_be_written(path):
    path.parent.write_text("a file, not a folder")
    assert Findings(kept(path)).fresh(WEEK) == {}


def test_without_a_folder_nothing_is_kept():
    findings = Findings(None)
    findings.keep("https://example.org/a", MOVED)
    findings.save()
    assert findings.fresh(WEEK) == {"https://example.org/a": MOVED}
