"""Related papers on pages, and the pages for what a reader has chosen; never stale."""

from __future__ import annotations

import pytest

from tests.site.sites import Kept, Site, assert_same

pytestmark = pytest.mark.slow  # builds many small sites

LIST = "---\norphan: true\n---\n# {title}\n\n```{{paper:{name}}}\n```\n"


@pytest.fixture(scope="module")
def kept_choice(tmp_path_factory) -> Kept:
    site = Site(tmp_path_factory.mktemp("chosen") / "site")
    site.write("compare.md", LIST.format(title="Compare", name="compare"))
    site.write("reading-list.md", LIST.format(title="Reading list", name="reading-list"))
    return Kept(site)


@pytest.fixture
def chosen(kept_choice) -> Site:
    """Return the small site with the pages that compare and that list what is saved, built."""
    return kept_choice.again()


def related(built, key):
    return [item["data-paper"] for item in built.page(f"entries/{key}").select(".paper-related li")]


def texts(built, key):
    items = built.page(f"entries/{key}").select(".paper-related li")
    return {item["data-paper"]: " ".join(item.get_text(" ").split()) for item in items}


def test_a_page_shows_at_least_three_related_papers(built):
    for path in (built.out / "entries").glob("*.html"):
        key = path.stem
        if built.page(f"entries/{key}").select(".paper-head"):
            assert len(related(built, key)) >= 3, key
            assert key not in related(built, key)


def test_each_is_named_with_type_venue_and_reason(built):
    shown = texts(built, "vlt")
    assert shown["losh"].startswith("LoSh : Long-Short Text")
    assert "RVOS CVPR 2024" in shown["losh"]
    item = built.page("entries/vlt").select_one(".paper-related [data-paper=xmem]")
    assert item.select_one(".paper-type[data-type=SVOS]")
    assert item.select_one("a")["href"] == "../entries/xmem.html"
    assert "also by Ho Kei Cheng" in shown["xmem"]


def test_what_is_shared_is_told_in_few_words(site):
    three = "[Ada Lovelace, Alan Turing, Grace Hopper]"
    site.entry("one", authors=three, keywords="[wavelets]", builds_on="[stcn]", name="One")
    site.entry("two", authors=three, name="Two")
    site.entry("three", keywords="[wavelets]", name="Three")
    site.entry("four", builds_on="[stcn]", name="Four")
    shown = texts(site.build(), "one")
    assert shown["two"].endswith("also by Ada Lovelace and 2 more")
    assert shown["three"].endswith("also on wavelets")
    assert shown["four"].endswith("also builds on STCN")
    assert "stcn" not in shown, "it is shown under 'Builds on'"


def test_without_html_related_papers_are_listed(site):
    out = site.build(builder="text").out
    assert "LoSh" in (out / "entries" / "vlt.txt").read_text("utf-8")


def test_a_title_with_signs_of_html_is_text(site):
    author = "[Ada & Lovelace]"
    title = "'A <3 & &lt;b&gt;'"
    site.entry("odd", title=title, name="'&lt;i&gt;'", authors=author)
    site.entry("other", title="'Other'", authors=author)
    shown = texts(site.build(), "other")["odd"]
    assert shown.startswith("&lt;i&gt; – A <3 & &lt;b&gt; ")
    assert shown.endswith("also by Ada & Lovelace")


def title(site):
    site.change("entries/losh.md", "Long-Short", "Kernelized")


def words(site):
    site.change("entries/stcn.md", "Compares frames with frames", "Compares text with language")


def authors(site):
    site.change("entries/uninext.md", "[Bin Yan]", "[Bin Yan, Henghui Ding]")


def keywords(site):
    site.change("entries/stcn.md", "[memory]", "[text, long-term]")


def line(site):
    site.change("entries/losh.md", "types:", "builds-on: [x-mem, vlt]\ntypes:")


def name(site):
    site.change("entries/losh.md", "name: LoSh\n", "")


def year(site):
    site.change("entries/stcn.md", "year: 2021", "year: 2019")


def added(site):
    site.entry("added", authors="[Bin Yan, Henghui Ding]", keywords="[memory]")


def deleted(site):
    site.path("entries/vlt.md").unlink()


def renamed(site):
    site.path("entries/vlt.md").rename(site.path("entries/vlt-2.md"))
    site.change("entries/vlt-2.md", "types:", "aliases: [vlt]\ntypes:")


def broken(site):
    site.change("entries/vlt.md", "title: ", "title: [")


def type_name(site):
    site.change("taxonomy.toml", "Referring VOS", "Language VOS")


EDITS = [
    title, words, authors, keywords, line, name, year, added, deleted, renamed, broken, type_name,
]  # fmt: skip


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_after_an_edit_related_papers_are_as_if_built_anew(chosen, edit):
    edit(chosen)
    assert_same(chosen.build(), chosen.build("clean"))


def test_a_page_whose_related_papers_stay_is_not_written_again(site):
    for number in range(12):  # of their own type, with nothing in common with the others
        site.entry(f"apart-{number}", title=f"'{chr(97 + number) * 6}'", types="[RVOS]")
    page = site.build().out / "entries" / "apart-0.html"
    before = page.stat().st_mtime_ns
    site.change("entries/xmem.md", "note: generalist model", "note: another note")
    site.build()
    assert page.stat().st_mtime_ns == before


@pytest.mark.parametrize("page", ["compare", "reading-list"])
def test_a_page_of_what_is_chosen_explains_itself_without_a_script(chosen, page):
    built = chosen.build()
    told = built.page(page).select_one("noscript")
    assert "JavaScript" in told.get_text()
    assert [a["href"] for a in told.select("a")] == ["browse.html", "by/type/index.html"]
    assert all(
        part.has_attr("hidden")
        for part in built.page(page).select("form:has(#compare-paper), .paper-bar")
    )


def test_no_page_is_written_again_for_what_readers_choose(chosen):
    built = chosen.build()
    pages = [built.out / "compare.html", built.out / "reading-list.html"]
    before = [page.stat().st_mtime_ns for page in pages]
    title(chosen)
    added(chosen)
    chosen.build()
    assert [page.stat().st_mtime_ns for page in pages] == before


def test_scripts_are_loaded_where_they_are_needed_alone(chosen):
    built = chosen.build()
    own = ("compare.js", "reading-list.js", "known-papers.js", "export.js", "papers.js")

    def loaded(name):
        sources = [s["src"].partition("?")[0] for s in built.page(name).select("script[src]")]
        return {source.rpartition("/")[2] for source in sources}.intersection(own)

    assert loaded("compare") == {"papers.js", "known-papers.js", "compare.js"}
    assert loaded("reading-list") == {
        "papers.js",
        "known-papers.js",
        "export.js",
        "reading-list.js",
    }
    assert loaded("entries/xmem") == loaded("by/type/svos") == loaded("index") == set()
