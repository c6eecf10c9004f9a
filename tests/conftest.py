"""Fixtures of all tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sphinx_paperbase.catalog import Catalog
from tests.projects import REPOSITORY, TAXONOMY, write_project
from tests.site.sites import Built, Site

Load = Callable[..., Catalog]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Return a function that writes a project of entry files and loads its catalog."""

    def write_and_load(entries: Mapping[str, str | bytes], taxonomy: str = TAXONOMY) -> Catalog:
        return Catalog.load(write_project(tmp_path / "project", entries, taxonomy))

    return write_and_load


@pytest.fixture(scope="session")
def real() -> Catalog:
    """Return the catalog of this repository."""
    return Catalog.load(REPOSITORY)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the site of this repository, built once; not to be changed."""
    return Site(tmp_path_factory.mktemp("real") / "site", REPOSITORY).build()


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the caches of the command line out of the user's folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
