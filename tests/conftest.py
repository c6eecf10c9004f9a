"""Fixtures of all tests."""

from __future__ import annotations

import fcntl
import os
import pickle
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sphinx_paperbase.catalog import Catalog
from tests.projects import REPOSITORY, TAXONOMY, write_project
from tests.site.sites import Built, Site

Load = Callable[..., Catalog]

# Sites are written and removed by the hundred: in memory, where there is room and programs may run.
MEMORY = Path("/dev/shm")
if (
    MEMORY.is_dir()
    and shutil.disk_usage(MEMORY).free > 2e9
    and not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC
):
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have several processes begin with what takes longest, so that they end together."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        first = ("test_bench.py", "browser", "test_many_files.py", "slow")
        items.sort(
            key=lambda item: next(
                (place for place, word in enumerate(first) if word in item.keywords), len(first)
            )
        )


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
    """Return the site of this repository, built once for all processes; not to be changed."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    kept = base / "real.pickle"
    with (base / "real.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_bytes(pickle.dumps(Site(base / "real", REPOSITORY).build()))
    built: Built = pickle.loads(kept.read_bytes())
    return built


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the caches of the command line out of the user's folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
