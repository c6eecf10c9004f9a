"""Fixtures of the tests of sources."""

from __future__ import annotations

import pytest

from tests.sources.server import asked_for_all


@pytest.fixture
def server(monkeypatch):
    """Return a server that stands for arXiv, Crossref, DBLP and OpenReview."""
    with asked_for_all(monkeypatch) as server:
        yield server
