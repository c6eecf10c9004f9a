"""What is kept of single entries is what they say today."""

from __future__ import annotations

from sphinx_paperbase.catalog import Catalog
from tests.projects import GOOD, changed, write_project

CALLS: list[str] = []


def shout(entry, mark):
    CALLS.append(entry.key)
    return entry.title.upper() + mark


def made(root, cache, mark="!"):
    CALLS.clear()
    catalog = Catalog.load(root, cache)
    result = {key: catalog.memo.get(shout, entry, mark) for key, entry in catalog.entries.items()}
    catalog.memo.save()
    return result


def titled(title):
    return changed("Masks through Time", title)


def project(tmp_path):
    root = write_project(tmp_path / "project", {"a.md": GOOD, "b.md": titled("Other")})
    return root, tmp_path / "cache" / "catalog.pickle"


def test_only_what_has_changed_is_made_again(tmp_path):
    root, cache = project(tmp_path)
    first = made(root, cache)
    assert sorted(CALLS) == ["a", "b"]
    assert made(root, cache) == first and CALLS == []
    write_project(root, {"b.md": titled("Another")})
    assert made(root, cache) == first | {"b": "ANOTHER!"} and CALLS == ["b"]


def test_what_else_it_is_made_of_counts(tmp_path):
    root, cache = project(tmp_path)
    made(root, cache)
    assert made(root, cache, "?")["b"] == "OTHER?" and sorted(CALLS) == ["a", "b"]


def test_a_changed_taxonomy_or_a_spoilt_file_is_no_answer(tmp_path):
    root, cache = project(tmp_path)
    first = made(root, cache)
    taxonomy = root / "taxonomy.toml"
    taxonomy.write_text(taxonomy.read_text() + "\n# another\n")
    assert made(root, cache) == first and len(CALLS) == 2
    (kept,) = cache.parent.glob("made-*")
    kept.write_bytes(b"no pickle")
    assert made(root, cache) == first and len(CALLS) == 2
