"""'Suggest a fix': every entry's page leads to its file, where it can be edited."""

from __future__ import annotations

import runpy

import pytest

from sphinx_paperbase.site.repository import Repository
from tests.projects import REPOSITORY
from tests.site.sites import assert_same

pytestmark = pytest.mark.slow  # builds many small sites

GITHUB = "https://github.com/owner/name"


def fix_of(built, key: str) -> str | None:
    """Return where 'Suggest a fix' leads on an entry's page."""
    link = built.page(f"entries/{key}").select_one(".paper-suggest a")
    return link["href"] if link else None


@pytest.mark.parametrize(
    ("url", "edit", "new"),
    [
        (GITHUB, f"{GITHUB}/edit/main/entries/a.md", f"{GITHUB}/new/main?filename=entries%2Fb.md&value=x%20%26%0A%2B"),
        (f"{GITHUB}.git", f"{GITHUB}/edit/main/entries/a.md", f"{GITHUB}/new/main?filename=entries%2Fb.md&value=x%20%26%0A%2B"),
        ("git@github.com:owner/name.git", f"{GITHUB}/edit/main/entries/a.md", f"{GITHUB}/new/main?filename=entries%2Fb.md&value=x%20%26%0A%2B"),
        ("https://gitlab.com/group/sub/name/", "https://gitlab.com/group/sub/name/-/edit/main/entries/a.md", "https://gitlab.com/group/sub/name/-/new/main?file_name=entries%2Fb.md"),
        ("https://gitlab.example.org/a/b", "https://gitlab.example.org/a/b/-/edit/main/entries/a.md", "https://gitlab.example.org/a/b/-/new/main?file_name=entries%2Fb.md"),
    ],
)  # fmt: skip
def test_each_service_has_its_own_addresses(url, edit, new):
    repository = Repository.parse(url, "main")
    assert repository.edit("entries/a.md") == edit
    assert repository.new("entries/b.md", "x &\n+") == new


def test_a_branch_and_a_path_are_written_as_addresses_have_them():
    repository = Repository.parse(GITHUB, "release/2.0")
    assert repository.edit("entries/a b#c?.md") == (
        f"{GITHUB}/edit/release/2.0/entries/a%20b%23c%3F.md"
    )
    assert repository.new() == f"{GITHUB}/new/release/2.0"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("javascript:alert(1)//github.com/a/b", "is not an http or https address"),
        ("http://github.com/owner/name", "is not an https address"),
        ("https://github.com", "is not the address of a repository"),
        ("https://github.com/owner", "is not the address of a repository"),
        ("https://github.com/owner/name?tab=x", "is not the address of a repository"),
        ("https://git.example.org/owner/name", "is at a service whose pages are not known"),
        ("https://evil.org/github.com/name", "is at a service whose pages are not known"),
        ("https://github.com/owner/na<me", "has a space or a character"),
        ("https://user:secret@github.com/owner/name", "has a user name or password in it"),
    ],
)
def test_what_is_no_repository_is_a_warning_and_no_link(site, url, why):
    built = site.build(paperbase_repository=url)
    assert "conf.py:1: WARNING: paperbase_repository:" in built.warnings
    assert why in built.warnings
    assert "https address of a repository at GitHub or GitLab" in built.warnings
    assert "secret" not in built.warnings
    assert fix_of(built, "xmem") is None


@pytest.mark.parametrize("branch", ["", "a b", "../x", "a..b"])
def test_a_branch_that_cannot_be_is_a_warning(branch):
    with pytest.raises(ValueError, match="cannot be used with the branch"):
        Repository.parse(GITHUB, branch)


def test_without_a_repository_there_is_no_link_and_no_warning(built):
    assert fix_of(built, "xmem") is None


def test_every_entry_leads_to_its_file_a_broken_one_too(site):
    site.entry("broken", title="[")
    built = site.build(paperbase_repository=GITHUB)
    assert fix_of(built, "broken") == f"{GITHUB}/edit/main/entries/broken.md"
    for path in site.path("entries").glob("*.md"):
        assert fix_of(built, path.stem) == f"{GITHUB}/edit/main/entries/{path.name}"
    assert not built.page("by/type/svos").select(".paper-suggest")


def test_another_repository_rewrites_the_pages(site):
    site.build(paperbase_repository=GITHUB)
    there = "https://gitlab.com/group/name"
    built = site.build(paperbase_repository=there, paperbase_branch="trunk")
    assert fix_of(built, "xmem") == f"{there}/-/edit/trunk/entries/xmem.md"
    clean = site.build("clean", jobs=2, paperbase_repository=there, paperbase_branch="trunk")
    (built.out / ".buildinfo.bak").unlink()  # Sphinx keeps the settings before
    assert_same(built, clean)


ON_ACTIONS = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "fork/name"}
ON_READ_THE_DOCS = {"READTHEDOCS_GIT_CLONE_URL": "https://gitlab.com/fork/name.git"}


@pytest.mark.parametrize(
    ("environment", "url"),
    [
        ({}, "https://github.com/gaomingqi/awesome-video-object-segmentation"),
        (ON_ACTIONS, "https://github.com/fork/name"),
        (ON_READ_THE_DOCS, "https://gitlab.com/fork/name.git"),
        (ON_ACTIONS | {"PAPERBASE_REPOSITORY": GITHUB}, GITHUB),
    ],
    ids=["anywhere", "GitHub Actions", "Read the Docs", "as told"],
)
def test_the_site_of_the_project_knows_where_it_is_built(monkeypatch, environment, url):
    for name in (*ON_ACTIONS, *ON_READ_THE_DOCS, "PAPERBASE_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    conf = runpy.run_path(str(REPOSITORY / "conf.py"))
    assert conf["paperbase_repository"] == url
    Repository.parse(url, "main")
