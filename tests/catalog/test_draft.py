"""Papers to be: the key they could have, whether they are there already, and their files."""

from __future__ import annotations

import os
import stat

import pytest

from sphinx_paperbase.catalog.drafts.draft import (
    Draft,
    name_in_title,
    propose_key,
    replace,
    same_paper,
    save,
)
from sphinx_paperbase.catalog.naming import is_key
from tests.projects import GOOD, changed, plus, read


def test_a_draft_is_the_text_of_an_entry():
    facts = {
        "year": 2022,
        "title": "XMem: Long-Term",
        "types": ["SVOS"],
        "venue": "CVPR",
        "doi": "10.1000/x",
    }
    draft = Draft(facts, "Its body.\n", {"types": "suggested"})
    assert draft.text == (
        '---\ntitle: "XMem: Long-Term"\ntypes: [SVOS]  # suggested\nvenue: CVPR\nyear: 2022\n'
        "doi: 10.1000/x\n---\nIts body.\n"
    )
    assert read(draft.text).problems == ()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("XMem: Long-Term Video Object Segmentation", "XMem"),
        ("Track Anything: Segment Anything Meets Videos", "Track Anything"),
        ("Boosting Video Object Segmentation: A Study", None),
        ("Video Object Segmentation", None),
        ("XMem:no space", None),
        ("XMem: ", None),
        ("视频: a", None),
    ],
)
def test_the_name_in_a_title(title, name):
    assert name_in_title(title) == name


@pytest.mark.parametrize(
    ("facts", "taken", "key"),
    [
        ({"title": "XMem: Long-Term"}, (), "xmem"),
        ({"title": "A Title", "name": "SAM-PT"}, (), "sam-pt"),
        ({"title": "A Title of Five and Six Words Here"}, (), "title-five-six-words"),
        ({"title": "The Title", "name": "视频"}, (), "title"),
        ({"title": "视频"}, (), "paper"),
        ({"title": "of the and"}, (), "paper"),
        ({"title": "XMem: x", "year": 2022}, ("xmem",), "xmem-2022"),
        ({"title": "XMem: x", "year": 2022}, ("xmem", "xmem-2022"), "xmem-2022-2"),
        ({"title": "XMem: x"}, ("xmem",), "xmem-x"),
        ({"title": "x" * 99}, (), "x" * 40),
        ({"title": "y", "name": "a" * 39 + " b"}, (), "a" * 39),
    ],
)  # fmt: skip
def test_a_key_is_proposed(facts, taken, key):
    proposed = propose_key(facts, taken)
    assert proposed == key
    assert is_key(proposed)


OTHER = changed("Masks through Time", "Another", changed("2203.01234", "2203.99999"))


@pytest.mark.parametrize(
    ("facts", "shared"),
    [
        ({"arxiv": "2203.01234"}, "arXiv id 2203.01234"),
        ({"arxiv": "2203.01234v3"}, "arXiv id 2203.01234"),
        ({"arxiv": "https://arxiv.org/abs/2203.01234"}, "arXiv id 2203.01234"),
        ({"doi": "10.48550/arXiv.2203.01234"}, "arXiv id 2203.01234"),
        ({"links": {"paper": "https://arxiv.org/pdf/2203.01234v1.pdf"}}, "arXiv id 2203.01234"),
        ({"doi": "10.1000/ABC"}, "DOI 10.1000/Abc"),
        ({"links": {"paper": "https://dx.doi.org/10.1000/abc"}}, "DOI 10.1000/Abc"),
        ({"title": "MASKS through time."}, "title"),
        ({"title": "An Older Title"}, "title"),
        ({"former-titles": ["Something", "Masks through Time"]}, "title"),
    ],
)
def test_a_paper_that_is_there_is_found(facts, shared, load):
    first = plus("doi: 10.1000/Abc\nformer-titles: [An older title]")
    catalog = load({"first.md": first, "other.md": OTHER})
    entry, what = same_paper({"title": "New", **facts}, catalog)
    assert (entry.key, what) == ("first", shared)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"arxiv": "2203.01235", "doi": "10.1000/ABCD", "links": {"paper": "https://example.org/"}},
        {"arxiv": None, "doi": None, "links": None, "former-titles": []},
        {"title": "…"},
    ],
)
def test_a_paper_that_is_not_there(facts, load):
    first = plus("doi: 10.1000/Abc\nformer-titles: ['!']")
    assert same_paper({"title": "New", **facts}, load({"first.md": first})) is None


def test_a_new_file(tmp_path):
    path = save(tmp_path, "xmem", GOOD)
    assert path == tmp_path / "entries" / "xmem.md"
    assert path.read_text(encoding="utf-8") == GOOD
    assert os.listdir(path.parent) == ["xmem.md"]


def test_lines_end_as_they_are_given(tmp_path):
    assert save(tmp_path, "a", "a\nb\r\n").read_bytes() == b"a\nb\r\n"


def test_a_file_that_is_there_is_not_overwritten(tmp_path):
    path = save(tmp_path, "xmem", "first")
    with pytest.raises(FileExistsError):
        save(tmp_path, "xmem", "second")
    assert path.read_text() == "first"


def test_a_link_is_not_written_through(tmp_path):
    (tmp_path / "entries").mkdir()
    (tmp_path / "entries" / "xmem.md").symlink_to(tmp_path / "outside")
    with pytest.raises(FileExistsError):
        save(tmp_path, "xmem", "text")
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize("key", ["", "../x", "a/b", ".x", "X", "a--b", "a\0"])
def test_only_a_key_is_a_file_name(key, tmp_path):
    with pytest.raises(ValueError, match="is not a key"):
        save(tmp_path, key, "text")
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_leaves_nothing(tmp_path):
    with pytest.raises(UnicodeEncodeError):
        save(tmp_path, "xmem", "\ud800")
    assert not list(tmp_path.rglob("*.md"))


def test_a_full_disk_leaves_nothing(tmp_path, monkeypatch):
    class Full:
        def __init__(self, *_: object) -> None: ...

        def __enter__(self):
            return self

        def __exit__(self, *_: object) -> None: ...

        def write(self, _: bytes) -> int:
            raise OSError(28, "No space left on device")

    def opened(path, mode="r"):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL))
        return Full()

    monkeypatch.setattr("pathlib.Path.open", opened)
    with pytest.raises(OSError, match="No space"):
        save(tmp_path, "xmem", "text")
    old = tmp_path / "old.md"
    with pytest.raises(OSError, match="No space"):
        replace(old, b"text")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_is_replaced_and_keeps_its_permissions(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["a.md"]


def test_a_link_is_replaced_and_its_file_stays(tmp_path):
    there = tmp_path / "there"
    there.write_bytes(b"there")
    here = tmp_path / "here.md"
    here.symlink_to(there)
    replace(here, b"new")
    assert there.read_bytes() == b"there"
    assert here.read_bytes() == b"new"
    assert not here.is_symlink()


def test_what_cannot_be_replaced_is_as_it_was(tmp_path):
    folder = tmp_path / "a.md"
    folder.mkdir()
    with pytest.raises(OSError, match=r"."):
        replace(folder, b"new")
    assert list(tmp_path.rglob("*")) == [folder]
