"""Which files a branch changes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from sphinx_paperbase.cli.changed import changed
from sphinx_paperbase.cli.errors import UsageError


class Repository:
    """A git repository that knows nothing of the user's settings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> None:
        who = {
            f"GIT_{role}_{fact}": "x"
            for role in ("AUTHOR", "COMMITTER")
            for fact in ("NAME", "EMAIL")
        }
        nowhere = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            check=True,
            capture_output=True,
            env=os.environ | who | nowhere,
        )

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return a repository with a main branch, and a branch of its own that has left it."""
    made = Repository(tmp_path / "repository")
    for name in ("same", "edited", "staged", "worked-on", "removed", "moved"):
        made.write(f"entries/{name}.md", f"{name}\n" * 9)
    made.commit()
    made.git("checkout", "-q", "-b", "mine")
    return made


def names(repository: Repository, base: str | None = None) -> list[str]:
    return [path.name for path in changed(repository.folder, "entries", base)]


def edit(repository: Repository) -> None:
    repository.write("entries/edited.md", "edited")
    repository.write("entries/ädded.md", "added")
    repository.write("README.md", "elsewhere")
    repository.commit()
    repository.write("entries/staged.md", "staged")
    repository.git("rm", "-q", "entries/removed.md")
    repository.git("mv", "entries/moved.md", "entries/moved-here.md")
    repository.git("add", "-A")
    repository.write("entries/worked-on.md", "worked on")
    repository.write("entries/new\n.md", "not known to git")


EDITED = ["edited.md", "moved-here.md", "new\n.md", "staged.md", "worked-on.md", "ädded.md"]


def test_nothing_has_changed(repository):
    assert names(repository) == []


def test_all_that_differs(repository):
    edit(repository)
    assert names(repository) == EDITED


def test_what_main_has_since_is_not_of_the_branch(repository):
    edit(repository)
    repository.git("stash", "-q", "-u")
    repository.git("checkout", "-q", "main")
    repository.write("entries/same.md", "main has gone on")
    repository.commit()
    repository.git("checkout", "-q", "mine")
    repository.git("stash", "pop", "-q", "--index")
    assert names(repository) == EDITED


def test_the_branch_of_the_origin_comes_first(repository, tmp_path):
    edit(repository)
    repository.git("add", "-A")
    repository.commit()
    repository.git("update-ref", "refs/remotes/origin/main", "HEAD")
    assert names(repository) == []
    assert names(repository, "main") == EDITED
    assert names(repository, "HEAD~1") == sorted(set(EDITED) - {"edited.md", "ädded.md"})


def test_a_project_below_the_top(repository):
    repository.write("site/entries/a.md", "a")
    assert changed(repository.folder / "site", "entries") == [
        repository.folder / "site" / "entries" / "a.md"
    ]


def refused(folder: Path, base: str | None = None) -> str:
    with pytest.raises(UsageError) as error:
        changed(folder, "entries", base)
    assert "\n" not in str(error.value)
    return str(error.value)


@pytest.mark.parametrize("base", ["nowhere", "--output=x", "-", "a\nb", "HEAD:entries", "a\0b"])
def test_no_such_base(base, repository):
    assert refused(repository.folder, base).startswith("git knows no ")
    assert not (repository.folder / "x").exists()


def test_no_usual_base(repository):
    repository.git("branch", "-q", "-m", "main", "trunk")
    assert refused(repository.folder) == (
        "git knows no origin/main and no main; name a branch: --changed BASE"
    )


def test_no_common_commit(repository):
    repository.git("checkout", "-q", "--orphan", "alone")
    repository.write("entries/own.md", "own")
    repository.commit()
    assert refused(repository.folder) == (
        "git finds no common commit of main and this; fetch more of the history: git fetch --unshallow"
    )


def test_no_commit_yet(tmp_path):
    assert refused(Repository(tmp_path / "empty").folder).startswith("git knows no origin/main")


def test_no_repository(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert refused(tmp_path) == "git finds no repository here; leave --changed out"


def test_no_git(repository, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert refused(repository.folder) == "git is not installed; leave --changed out"
