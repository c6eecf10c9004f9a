"""``paperbase lock``: new keys are added, old ones stay."""

from __future__ import annotations

import pytest

from sphinx_paperbase.cli import main
from tests.projects import GOOD, REPOSITORY, changed, write_project

OTHER = changed("2203.01234", "2203.99999", changed("Masks through Time", "Clay"))


@pytest.fixture
def project(tmp_path, monkeypatch):
    root = write_project(tmp_path / "project", {"a.md": GOOD})
    monkeypatch.chdir(root)
    return root


def locked(root) -> list[str]:
    return (root / "keys.lock").read_text("utf-8").splitlines()[1:]


def test_new_papers_are_added_and_told(project, capsys):
    assert main(["lock"]) == 0
    assert capsys.readouterr().out == "a lovelace2022masks\n"
    (project / "entries" / "b.md").write_text(OTHER, encoding="utf-8")
    assert main(["lock"]) == 0
    assert capsys.readouterr().out == "b lovelace2022clay\n"
    assert locked(project) == ["a lovelace2022masks", "b lovelace2022clay"]


def test_a_published_key_survives_a_change_of_its_facts(project):
    main(["lock"])
    renamed = changed("Masks through Time", "Time", changed("Ada Lovelace", "Alonzo Church"))
    (project / "entries" / "a.md").write_text(renamed, encoding="utf-8")
    assert main(["lock"]) == 0
    assert locked(project) == ["a lovelace2022masks"]


def test_nothing_new_writes_nothing(project):
    main(["lock"])
    before = (project / "keys.lock").stat().st_mtime_ns
    assert main(["lock"]) == 0
    assert (project / "keys.lock").stat().st_mtime_ns == before


def test_problems_are_mended_first(project, capsys):
    (project / "entries" / "b.md").write_text("no front matter", encoding="utf-8")
    assert main(["lock"]) == 2
    assert capsys.readouterr().err == "paperbase: 1 problem; see `paperbase check`, then lock\n"
    assert not (project / "keys.lock").exists()


def test_the_published_papers_of_this_collection_are_locked(real):
    assert (REPOSITORY / "keys.lock").is_file()
    assert real.lock.keys.keys() <= real.entries.keys() | real.aliases.keys()
    assert len(real.lock.keys) >= 449
