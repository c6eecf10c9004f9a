"""Addresses are for ever: what has moved leads on, and what no longer stands says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.sites import assert_same

pytestmark = pytest.mark.slow  # builds many small sites

ROOT = "https://example.org/vos/"


def redirect(built, page):
    """Return where a page of an old address leads, by each of its three ways."""
    shown = built.page(page)
    refresh = shown.select_one("meta[http-equiv=refresh]")["content"]
    assert shown.select_one("meta[name=robots]")["content"] == "noindex"
    assert refresh == f"0; url={shown.a['href']}"
    return shown.a["href"], shown.select_one("link[rel=canonical]")["href"]


def test_an_old_key_leads_to_the_page(built):
    assert redirect(built, "entries/x-mem") == ("xmem.html", "xmem.html")
    shown = built.page("entries/x-mem")
    assert (
        shown.title.get_text()
        == shown.a.get_text()
        == built.page("entries/xmem").h1.find(string=True)
    )


def test_where_the_address_of_the_site_is_known_the_canonical_one_is_whole(site):
    site.change("entries/xmem.md", "aliases: [x-mem]", "aliases: [x-mem, xmem-2022]")
    built = site.build(html_baseurl=ROOT)
    for old in ("x-mem", "xmem-2022"):
        assert redirect(built, f"entries/{old}") == ("xmem.html", f"{ROOT}entries/xmem.html")
    assert redirect(built, "review") == ("docs/review.html", f"{ROOT}docs/review.html")


def test_an_old_address_that_leads_to_an_old_one_leads_to_where_that_does(site):
    moved = {"papers/xmem": "entries/x-mem", "xmem": "papers/xmem", "review": "docs/review"}
    built = site.build(paperbase_redirects=moved)
    assert built.warnings == ""
    assert redirect(built, "papers/xmem")[0] == "../entries/xmem.html"
    assert redirect(built, "xmem")[0] == "entries/xmem.html"


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        ({"index": "docs/review"}, "paperbase_redirects: 'index' is a page of its own"),
        ({"old": "docs/nowhere"}, "paperbase_redirects: 'old' leads to no page: 'docs/nowhere'"),
        ({"one": "two", "two": "one"}, "paperbase_redirects: 'one' leads to no page: 'two'"),
    ],
)
def test_an_old_address_that_cannot_be_kept_is_told_at_every_build(site, moved, said):
    for _build in range(2):
        built = site.build(paperbase_redirects=moved)
        assert said in built.warnings and "conf.py" in built.warnings
    assert "Papers" in built.page("index").h1.get_text()
    assert not (built.out / "old.html").exists() and not (built.out / "one.html").exists()


def test_an_alias_that_is_a_key_hides_no_page(site):
    site.change("entries/xmem.md", "aliases: [x-mem]", "aliases: [stcn]")
    built = site.build()
    assert "the alias 'stcn' is taken by entries/stcn.md" in built.warnings
    assert "Rethinking Space-Time" in built.page("entries/stcn").h1.get_text()


@pytest.mark.parametrize("alias", ["../../evil", "/tmp/evil", "..", "a/../../../evil", "Ev il"])
def test_an_alias_that_is_no_key_writes_no_file(site, alias):
    site.change("entries/xmem.md", "aliases: [x-mem]", "aliases: []")
    site.build()
    # Also beside the site; the index of words has files that are named by their content.
    before = {path for path in site.folder.rglob("*") if "pagefind" not in path.parts}
    site.change("entries/xmem.md", "aliases: []", f"aliases: ['{alias}']")
    assert f"the alias {alias!r} is not a key" in site.build().warnings
    assert {path for path in site.folder.rglob("*") if "pagefind" not in path.parts} == before
    assert not Path("/tmp/evil.html").exists()


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("retracted", "not to be relied on"),
        ("withdrawn", "by its authors or its publisher"),
        ("superseded", "has taken its place"),
    ],
)
def test_a_paper_that_does_not_stand_says_so_at_the_top(site, status, said):
    site.change("entries/stcn.md", "types:", f"status: {status}\ntypes:")
    built = site.build()
    page = built.page("entries/stcn")
    note = page.select_one(".paper-head > :first-child")
    assert note["role"] == "note" and note["aria-label"]
    assert note.strong.get_text() == f"{status.capitalize()}." and said in note.get_text()
    # What took its place is not known; what builds on it is.
    followers = [a["href"] for a in note.select("a")]
    assert followers == (["../entries/xmem.html"] if status == "superseded" else [])


def test_lists_say_of_a_paper_that_it_does_not_stand(site):
    site.change("entries/stcn.md", "types:", "status: retracted\ntypes:")
    site.write("browse.md", "---\norphan: true\n---\n# All\n\n```{paper:browse}\n```\n")
    built = site.build()
    for page in ("by/type/svos", "by/venue/neurips-2021", "by/year/2021", "browse"):
        card = built.page(page).select_one(".paper-card[data-paper=stcn]")
        assert card.select_one(".paper-links > .paper-status:first-child").get_text() == "retracted"
    for row in built.page("entries/xmem").select(".paper-lineage [data-paper=stcn]"):
        assert row.select_one(".paper-status").get_text() == "retracted"
    assert built.page("entries/xmem").select(".paper-lineage [data-paper=stcn]")
    row = built.page("paper-index").find("a", string="STCN").find_parent("tr")
    assert "retracted" in row.get_text()
    assert_same(built, site.build("clean"))
