"""Feeds: which pages lead to which, and that they are as fresh as the pages."""

from __future__ import annotations

from urllib.parse import unquote, urljoin, urlsplit

import feedparser
import pytest

from tests.site.sites import assert_same

pytestmark = pytest.mark.slow  # builds many small sites

ROOT = "https://example.org/vos/"


def files(built):
    """Return the feeds of a site by path."""
    found = [built.out / "feed.xml", *(built.out / "feeds").glob("*.xml")]
    return {path.relative_to(built.out).as_posix(): path for path in found}


def read(path, address):
    """Return a feed as a reader has it that found it at an address."""
    headers = {"content-type": "application/atom+xml", "content-location": address}
    feed = feedparser.parse(path.read_bytes(), response_headers=headers)
    assert feed.bozo == 0, feed.get("bozo_exception")
    return feed


def times(built):
    return {name: path.stat().st_mtime_ns for name, path in files(built).items()}


def test_the_site_has_its_feeds(built):
    assert sorted(files(built)) == [
        "feed.xml", "feeds/arxiv.xml", "feeds/cvpr.xml", "feeds/eccv.xml", "feeds/journals.xml",
        "feeds/neurips.xml", "feeds/rvos.xml", "feeds/svos.xml",
    ]  # fmt: skip


def test_every_feed_is_sound_and_leads_to_pages_that_are_there(built):
    owners = {}
    for name, path in files(built).items():
        feed = read(path, ROOT + name)
        days = [entry.updated for entry in feed.entries]
        assert days == sorted(days, reverse=True)
        assert feed.feed.updated == days[0]
        for entry in feed.entries:
            assert owners.setdefault(entry.id, entry.title) == entry.title
            link = urlsplit(entry.link)
            assert f"{link.scheme}://{link.netloc}/vos/" == ROOT
            assert (built.out / unquote(link.path).removeprefix("/vos/")).is_file()
        for link in feed.feed.links:
            assert (built.out / link["href"].removeprefix(ROOT)).is_file()
    assert len(owners) == 6


def alternates(built, page):
    links = built.page(page).select("head link[rel=alternate][type='application/atom+xml']")
    for link in links:
        target = urljoin(f"/{page}.html", link["href"]).lstrip("/")
        assert (built.out / target).is_file()
    return [(link["title"], link["href"]) for link in links]


@pytest.mark.parametrize(
    ("page", "others"),
    [
        ("index", []),
        ("search", []),
        ("entries/xmem", []),
        ("by/type/index", []),
        ("by/year/2023", []),
        ("by/review/4-2", []),
        ("by/type/svos", [("Papers: SVOS", "../../feeds/svos.xml")]),
        ("by/venue/cvpr-2023", [("Papers: CVPR", "../../feeds/cvpr.xml")]),
        ("by/venue/cvpr-2024", [("Papers: CVPR", "../../feeds/cvpr.xml")]),
        ("by/venue/journals-2022", [("Papers: Journals", "../../feeds/journals.xml")]),
    ],
)
def test_a_page_names_the_feeds_that_it_belongs_to(built, page, others):
    up = "../" * page.count("/")
    assert alternates(built, page) == [("Papers", f"{up}feed.xml"), *others]
    shown = [a["href"] for a in built.page(page).select("article a[type='application/atom+xml']")]
    assert shown == [href for _title, href in others]


def test_a_document_can_lead_to_the_feed(site):
    site.write("docs/queries.md", "# Queries\n\n```{paper:feed}\n```\n")
    built = site.build()
    (link,) = built.page("docs/queries").select("article a[type='application/atom+xml']")
    assert (link["href"], link.get_text()) == ("../feed.xml", "Feed of new papers")


def test_a_site_whose_address_is_known_writes_it_and_keeps_the_ids(site, built):
    for base in (ROOT, ROOT.rstrip("/")):
        there = site.build("there", html_baseurl=base)
        for name, path in files(there).items():
            feed, before = (
                feedparser.parse(path.read_bytes()),
                read(files(built)[name], ROOT + name),
            )
            assert [(e.id, e.link) for e in feed.entries] == [
                (e.id, e.link) for e in before.entries
            ]
            assert feed.feed.id == before.feed.id
            assert {link["href"] for link in feed.feed.links} > {ROOT + name}


def test_a_name_of_its_own_keeps_the_ids_of_a_collection_that_is_renamed(site):
    first = site.build("one", paperbase_identity="once")
    other = site.build("two", paperbase_identity="once", project="Renamed")
    third = site.build("three", project="Renamed")
    ids = [read(files(b)["feed.xml"], ROOT).entries[0].id for b in (first, other, third)]
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.slow
def test_feeds_are_as_fresh_as_the_pages(site):
    """Edits, one after another; each time the feeds are those of a site built anew."""
    before = times(site.build())

    site.change("entries/uninext.md", "Universal Instance", "Universal Object")
    edited = site.build()
    changed = {name for name, time in times(edited).items() if time != before[name]}
    assert changed == {"feed.xml", "feeds/cvpr.xml", "feeds/rvos.xml", "feeds/svos.xml"}
    assert_same(edited, site.build("clean-1"))

    site.change("entries/xmem.md", "added: 2023-04-02", "added: 2024-04-02")
    dated = site.build()
    assert read(files(dated)["feed.xml"], ROOT).feed.updated.startswith("2024-04-02")
    assert_same(dated, site.build("clean-2"))

    site.entry("new", venue="ECCV", year="2024", added="2024-05-01")
    site.path("entries/stcn.md").unlink()
    site.change("entries/xmem.md", "builds-on: [stcn]\n", "")
    site.change("entries/xmem.md", "; see {paper}`stcn`", "")
    site.write("index.md", site.path("index.md").read_text("utf-8").replace("stcn", "xmem"))
    gone = site.build()
    assert "feeds/neurips.xml" in before and "feeds/neurips.xml" not in files(gone)
    assert_same(gone, site.build("clean-3"))

    ids = {e.title: e.id for e in read(files(gone)["feed.xml"], ROOT).entries}
    site.path("entries/losh.md").rename(site.path("entries/losh-2.md"))
    site.change("entries/losh-2.md", "types:", "aliases: [losh]\ntypes:")
    renamed = site.build()
    assert {e.title: e.id for e in read(files(renamed)["feed.xml"], ROOT).entries} == ids
    assert_same(renamed, site.build("clean-4"))


def test_what_was_damaged_is_written_again_and_what_is_not_ours_is_left(site):
    built = site.build()
    whole = built.files()
    files(built)["feeds/svos.xml"].write_text("<feed", encoding="utf-8")
    files(built)["feeds/rvos.xml"].unlink()
    (built.out / "feeds" / "theirs.xml").write_text("<feed/>", encoding="utf-8")
    site.change("entries/vlt.md", "superseded", "withdrawn")
    again = site.build().files()
    assert again["feeds/svos.xml"] == whole["feeds/svos.xml"]
    assert b"Withdrawn: " in again["feeds/rvos.xml"]
    assert again["feeds/theirs.xml"] == b"<feed/>"
