"""The cache: the same answer sooner, and never an old one."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from sphinx_paperbase.catalog import Catalog, Rule
from sphinx_paperbase.catalog import catalog as module
from tests.projects import GOOD, TAXONOMY, changed, with_body, write_project

ENTRIES = {
    "good.md": GOOD,
    "bad.md": changed("through Time", "", changed("2203.01234", "2203", with_body("<b>"))),
    "broken.md": "no front matter",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project", ENTRIES)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "build" / "cache.pickle"


@pytest.fixture
def read_files(monkeypatch) -> list[str]:
    """Return the list of the files that are read, not answered from the cache."""
    files: list[str] = []
    original = module.read_entry

    def spy(path, content, taxonomy):
        files.append(path)
        return original(path, content, taxonomy)

    monkeypatch.setattr(module, "read_entry", spy)
    return files


def state(catalog: Catalog) -> tuple[object, ...]:
    return catalog.entries, catalog.broken, catalog.problems


def test_the_second_load_equals_the_first_and_reads_nothing(project, cache, read_files):
    first = Catalog.load(project, cache)
    assert len(read_files) == 3
    read_files.clear()
    assert state(Catalog.load(project, cache)) == state(first) == state(Catalog.load(project))
    assert len(read_files) == 3  # those of the load without a cache


def test_only_a_changed_file_is_read_again(project, cache, read_files):
    Catalog.load(project, cache)
    read_files.clear()
    write_project(project, {"good.md": changed("Masks", "Marks")})
    catalog = Catalog.load(project, cache)
    assert read_files == ["entries/good.md"]
    assert catalog.entries["good"].title == "Marks through Time"


def test_a_file_that_is_gone_is_gone(project, cache):
    Catalog.load(project, cache)
    (project / "entries" / "bad.md").unlink()
    catalog = Catalog.load(project, cache)
    assert list(catalog.entries) == ["good"]
    assert {p.path for p in catalog.problems} == {"entries/broken.md"}


def test_a_renamed_file_has_its_new_key(project, cache):
    Catalog.load(project, cache)
    (project / "entries" / "good.md").rename(project / "entries" / "better.md")
    assert Catalog.load(project, cache).entries["better"].key == "better"


def test_equal_files_are_two_entries(project, cache):
    Catalog.load(project, cache)
    write_project(project, {"again.md": GOOD})
    for _ in range(2):
        catalog = Catalog.load(project, cache)
        assert catalog.entries["again"].key == "again"
        assert Rule.DUPLICATE_TITLE in {p.rule for p in catalog.problems_of("good")}


def test_a_changed_taxonomy_is_seen(project, cache):
    Catalog.load(project, cache)
    write_project(project, {}, TAXONOMY.replace("[venues.CVPR]", "[venues.CVRP]"))
    catalog = Catalog.load(project, cache)
    assert "good" in catalog.broken
    assert [p.rule for p in catalog.problems_of("good")] == [Rule.UNKNOWN_VENUE]


def test_changed_code_is_seen(project, cache, read_files, monkeypatch):
    Catalog.load(project, cache)
    read_files.clear()
    monkeypatch.setattr(module, "code_stamp", lambda folder: "another version")
    Catalog.load(project, cache)
    assert len(read_files) == 3


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no pickle",
        pickle.dumps(None),
        pickle.dumps((1, 2, 3)),
        pickle.dumps(("another stamp", None)),
        b"cno_such_module\nThing\n.",
    ],
    ids=["empty", "text", "none", "too many", "old", "class that is gone"],
)
def test_a_cache_that_cannot_be_used_is_made_anew(project, cache, content):
    cache.parent.mkdir()
    cache.write_bytes(content)
    expected = state(Catalog.load(project))
    assert state(Catalog.load(project, cache)) == expected
    assert cache.read_bytes() != content
    assert state(Catalog.load(project, cache)) == expected


def test_a_cache_that_is_cut_off_is_made_anew(project, cache):
    expected = state(Catalog.load(project, cache))
    cache.write_bytes(cache.read_bytes()[:-20])
    assert state(Catalog.load(project, cache)) == expected


def test_where_no_cache_can_be_written_there_is_none(project, cache):
    cache.parent.write_text("a file where the folder should be")
    assert state(Catalog.load(project, cache)) == state(Catalog.load(project))


def test_nothing_changed_writes_nothing(project, cache):
    Catalog.load(project, cache)
    before = cache.stat().st_mtime_ns
    Catalog.load(project, cache)
    assert cache.stat().st_mtime_ns == before
