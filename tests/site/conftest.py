"""Fixtures of the tests that build sites."""

from __future__ import annotations

import pytest

from tests.site.sites import Built, Kept, Site


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


@pytest.fixture(scope="session")
def kept(tmp_path_factory) -> Kept:
    return Kept(Site(tmp_path_factory.mktemp("kept") / "site"))


@pytest.fixture
def built_site(kept) -> Site:
    """Return the small site, built as ``build`` before anything is changed."""
    return kept.again()
