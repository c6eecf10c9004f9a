"""Fixtures of the tests that build sites."""

from __future__ import annotations

import pytest

from tests.site.sites import Built, Site


@pytest.fixture
def site(tmp_path) -> Site:
    """Return a fresh copy of the small site."""
    return Site(tmp_path / "site")


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Built:
    """Return the small site, built once; not to be changed."""
    result = Site(tmp_path_factory.mktemp("built") / "site").build()
    assert result.warnings == ""
    return result
