"""The lock: published keys stay, whatever happens to the entries."""

from __future__ import annotations

import pytest

from sphinx_paperbase.catalog.bibkeys import bibtex_keys
from sphinx_paperbase.catalog.catalog import Catalog
from sphinx_paperbase.catalog.lock import LOCK, read_lock, write_lock
from tests.projects import GOOD, changed, paper, plus, write_project


def keys(*papers, locked=None):
    return bibtex_keys(papers, locked or {}).keys


def test_equal_bibtex_keys_get_letters():
    papers = [paper(key, name="M") for key in ("one", "two", "three")]
    assert keys(*papers) == {"one": "anon2022ma", "two": "anon2022mb", "three": "anon2022mc"}


def test_letters_go_on_after_z():
    many = keys(*(paper(f"p{n}", name="M") for n in range(30)))
    assert [many["p25"], many["p26"], many["p27"]] == ["anon2022mz", "anon2022maa", "anon2022mab"]


def test_a_letter_makes_no_other_papers_key():
    found = keys(paper("one", name="M"), paper("two", name="M"), paper("three", name="Ma"))
    assert found["three"] == "anon2022ma"
    assert len(set(found.values())) == 3


def test_a_published_paper_keeps_its_key_and_the_new_one_gets_the_letter():
    published, new = paper("one", name="M"), paper("two", name="M")
    found = bibtex_keys([published, new], {"one": "anon2022m"})
    assert found.keys == {"one": "anon2022m", "two": "anon2022ma"}
    assert found.collisions == {"two": "one"}


def test_facts_that_change_do_not_change_a_published_key():
    renamed = paper("one", name="Masker", authors=["Ada Lovelace"], year=2020, venue="ECCV")
    assert keys(renamed, locked={"one": "anon2022m"}) == {"one": "anon2022m"}


def test_a_collision_that_was_resolved_stays_so_when_one_paper_goes():
    locked = {"one": "anon2022ma", "two": "anon2022mb"}
    assert keys(paper("two", name="M"), locked=locked) == {"two": "anon2022mb"}


def test_a_renamed_entry_keeps_the_key_of_its_alias():
    renamed = paper("new", name="M", aliases=["old"])
    assert keys(renamed, locked={"old": "anon2022m"}) == {"new": "anon2022m"}


def test_the_key_of_a_paper_that_is_gone_is_not_given_again():
    assert keys(paper("two", name="M"), locked={"one": "anon2022m"}) == {"two": "anon2022ma"}


def test_what_is_written_is_read(tmp_path):
    write_lock(tmp_path / LOCK, {"b": "lee2022b", "a": "lee2022a"})
    content = (tmp_path / LOCK).read_bytes()
    lock = read_lock(content)
    assert list(lock.bibtex_keys.items()) == [("a", "lee2022a"), ("b", "lee2022b")]
    assert [locked.line for locked in lock.keys.values()] == [2, 3]
    assert not lock.problems
    write_lock(tmp_path / LOCK, lock.bibtex_keys)
    assert (tmp_path / LOCK).read_bytes() == content


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<<<<<<< HEAD\n", "'<<<<<<< HEAD' is not a key and a BibTeX key; restore the line"),
        (b"a lee2022a\na lee2022b\n", "'a' is already locked on line 1; keep that line"),
        (b"a lee2022a\nb lee2022a\n", "the BibTeX key 'lee2022a' is already that of 'a'"),
        (b"a\n", "'a' is not a key"),
        (b"A lee2022a\n", "'A lee2022a' is not a key"),
        (b"a lee 2022\n", "'a lee 2022' is not a key"),
        (b"a \xff\n", "is not a key"),
    ],
)
def test_a_line_that_is_none_is_told(content, says):
    problem = read_lock(content).problems[-1]
    assert (problem.path, problem.rule.id) == ("keys.lock", "bad-lock")
    assert problem.line == content.count(b"\n")
    assert says in problem.message


def catalog(tmp_path, entries, lock) -> Catalog:
    root = write_project(tmp_path / "project", entries)
    (root / LOCK).write_text(lock, encoding="utf-8")
    return Catalog.load(root, tmp_path / "cache.pickle")


def test_a_published_key_that_vanished_is_told_at_its_line(tmp_path):
    loaded = catalog(tmp_path, {"paper.md": GOOD}, "paper lovelace2022masks\npapr lee2020p\n")
    assert list(map(str, loaded.problems)) == [
        "keys.lock:2:1: error[vanished-key] the published key 'papr' has no entry; did you mean "
        "'paper'?; add 'aliases: [papr]' to the entry that took its place, or restore the file"
    ]


@pytest.mark.parametrize("entries", [{"paper.md": GOOD}, {"new.md": plus("aliases: [paper]")}])
def test_an_entry_or_an_alias_keeps_a_published_key_alive(tmp_path, entries):
    loaded = catalog(tmp_path, entries, "paper lovelace2022masks\n")
    assert loaded.problems == ()
    assert list(loaded.bibtex_keys.values()) == ["lovelace2022masks"]


@pytest.mark.parametrize("earlier", ["", "\nearlier: [arXiv 2023]"])
def test_a_preprint_that_is_published_elsewhere_keeps_its_key(tmp_path, earlier):
    preprint = changed("venue: CVPR\nyear: 2022", "venue: arXiv\nyear: 2023")
    preprint = changed("2203.01234", "2303.01234", preprint)
    published = changed("venue: arXiv\nyear: 2023", f"venue: ECCV\nyear: 2024{earlier}", preprint)
    lock = "paper lovelace2023masks\n"
    before = catalog(tmp_path, {"paper.md": preprint}, "")
    after = catalog(tmp_path, {"paper.md": published}, lock)
    assert before.bibtex_keys == after.bibtex_keys == {"paper": "lovelace2023masks"}
    assert after.problems == ()


def test_a_broken_file_has_not_vanished(tmp_path):
    loaded = catalog(tmp_path, {"paper.md": "no front matter"}, "paper lovelace2022masks\n")
    assert [problem.rule.id for problem in loaded.problems] == ["no-front-matter"]


def test_a_changed_lock_is_a_changed_catalog(tmp_path):
    one = catalog(tmp_path, {"paper.md": GOOD}, "paper lovelace2022masks\n")
    other = catalog(tmp_path, {"paper.md": GOOD}, "paper lovelace2022through\n")
    assert one.fingerprint != other.fingerprint
    assert other.bibtex_keys == {"paper": "lovelace2022through"}


OTHER = changed("2203.01234", "2203.99999", changed("Masks through Time", "Masks of Clay"))


def test_a_new_paper_with_a_published_papers_bibtex_key_is_told(tmp_path):
    loaded = catalog(tmp_path, {"a.md": GOOD, "b.md": OTHER}, "a lovelace2022masks\n")
    assert list(map(str, loaded.problems)) == [
        "entries/b.md:2:8: error[bibtex-key-collision] the BibTeX key would be that of "
        "entries/a.md, so this one becomes 'lovelace2022masksa'; give the paper a 'name' of its "
        "own; if it is right, end the line with '# paperbase: allow bibtex-key-collision'"
    ]


def test_papers_without_authors_do_not_collide_yet(tmp_path):
    bare = {
        "a.md": changed("authors: [Ada Lovelace, Alan Turing]\n", ""),
        "b.md": changed("authors: [Ada Lovelace, Alan Turing]\n", "", OTHER),
    }
    loaded = catalog(tmp_path, bare, "")
    assert not loaded.problems
    assert sorted(loaded.bibtex_keys.values()) == ["anon2022masksa", "anon2022masksb"]


def test_a_letter_that_is_allowed_or_locked_is_no_problem(tmp_path):
    allowed = changed(
        "title: Masks of Clay",
        "title: Masks of Clay # paperbase: allow bibtex-key-collision",
        OTHER,
    )
    lock = "a lovelace2022masks\n"
    assert not catalog(tmp_path, {"a.md": GOOD, "b.md": allowed}, lock).problems
    lock += "b lovelace2022masksa\n"
    loaded = catalog(tmp_path, {"a.md": GOOD, "b.md": OTHER}, lock)
    assert not loaded.problems
    assert loaded.bibtex_keys["b"] == "lovelace2022masksa"
