"""What is compared between entries: told once, from the cache too, and however many there are."""

from __future__ import annotations

import datetime

import pytest

from sphinx_paperbase.catalog import Catalog, Rule
from sphinx_paperbase.catalog.checks import between
from sphinx_paperbase.catalog.lock import LOCK
from sphinx_paperbase.catalog.reader import ReadEntry
from tests.projects import GOOD, changed, paper, plus, read, write_project

NEAR = changed("Masks through Time", "The Mask in Deep Time", changed("2203.01234", "2203.99999"))
ENTRIES = {"a.md": changed("Masks", "Masks of Deep"), "b.md": NEAR}


def file(key: str, *ancestors: str) -> ReadEntry:
    entry = paper(key, name=key, builds_on=ancestors)
    return ReadEntry(f"entries/{key}.md", key, entry, (), {})


def test_a_copy_is_told_by_its_id_and_its_title_and_by_nothing_else(load):
    found = load({"a.md": GOOD, "b.md": GOOD}).problems
    assert [p.rule for p in found] == [Rule.DUPLICATE_TITLE, Rule.DUPLICATE_ARXIV]


def test_an_id_and_a_link_are_compared(load):
    linked = changed(
        "arxiv: 2203.01234",
        "links: {paper: https://doi.org/10.1000/XYZ}",
        changed("Masks through Time", "Another"),
    )
    found = load({"a.md": plus("doi: 10.1000/xyz"), "b.md": linked}).problems
    assert [(p.location, p.rule) for p in found] == [("entries/b.md:7:16", Rule.DUPLICATE_DOI)]


def test_what_is_kept_in_the_cache_is_what_is_found(tmp_path):
    root = write_project(tmp_path / "project", ENTRIES)
    cache = tmp_path / "cache.pickle"
    first = Catalog.load(root, cache).problems
    assert [p.rule for p in first] == [Rule.NEAR_DUPLICATE_TITLE]
    assert Catalog.load(root, cache).problems == Catalog.load(root).problems == first
    write_project(root, {"b.md": changed("The Mask in Deep Time", "Another", NEAR)})
    assert Catalog.load(root, cache).problems == ()


def test_a_new_lock_is_looked_at_with_an_old_cache(tmp_path):
    entries = {"a.md": GOOD, "b.md": changed("through Time", "of Clay", changed("01234", "99999"))}
    root = write_project(tmp_path / "project", entries)
    cache = tmp_path / "cache.pickle"
    for lock, rules in [
        ("", [Rule.BIBTEX_KEY_COLLISION]),
        ("a lovelace2022masks\nb lovelace2022masksa\n", []),
        ("", [Rule.BIBTEX_KEY_COLLISION]),
    ]:
        (root / LOCK).write_text(lock, encoding="utf-8")
        assert [p.rule for p in Catalog.load(root, cache).problems] == rules


def test_between_entries_nothing_is_compared_while_nothing_changes(tmp_path, monkeypatch):
    root = write_project(tmp_path / "project", ENTRIES)
    cache = tmp_path / "cache.pickle"
    Catalog.load(root, cache)
    monkeypatch.setattr(between, "near_titles", lambda entries: pytest.fail("compared again"))
    Catalog.load(root, cache)


def test_a_date_is_still_to_come_until_it_has_come():
    files = [read(plus("added: 2030-05-02"))]
    assert not list(between.still_to_come(files, datetime.date(2030, 5, 2)))
    assert not list(between.still_to_come(files, datetime.date(2030, 5, 1)))
    (problem,) = between.still_to_come(files, datetime.date(2030, 4, 30))
    assert (problem.line, problem.column, problem.rule) == (8, 8, Rule.FUTURE_DATE)


def test_a_circle_is_told_once_where_it_closes():
    files = [
        file("a", "c"),
        file("b", "a"),
        file("c", "b"),
        file("d", "a"),
        file("e", "f"),
        file("f", "e"),
    ]
    assert [(p.path, p.message.split(";")[0]) for p in between.problems(files, {})] == [
        ("entries/b.md", "builds-on goes in a circle, b → a → c → b"),
        ("entries/f.md", "builds-on goes in a circle, f → e → f"),
    ]


def test_a_long_line_of_ancestors_ends_no_process():
    files = [file(f"p{number}", f"p{number + 1}") for number in range(5_000)]
    assert [p.path for p in between.problems([*files, file("p5000", "p0")], {})] == [
        "entries/p5000.md"
    ]


def test_papers_that_all_build_on_each_other_are_told_soon():
    keys = [f"p{number}" for number in range(150)]
    found = between.problems([file(key, *keys) for key in keys], {})
    assert sum(p.rule is Rule.LINEAGE_CYCLE for p in found) == len(keys) - 1
