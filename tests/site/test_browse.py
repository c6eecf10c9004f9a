"""The page of all papers, as it is built: complete by itself, never stale."""

from __future__ import annotations

import json

import pytest

from tests.site.sites import Site, assert_same

pytestmark = pytest.mark.slow  # builds many small sites


@pytest.fixture
def browsed(site) -> Site:
    """Return the small site with a page of all papers."""
    site.write("browse.md", "# Browse\n\n```{paper:browse}\n```\n")
    site.change("index.md", "authors\ndocs", "authors\nbrowse\ndocs")
    return site


def data(built) -> dict:
    text = (built.out / "browse-data.js").read_text("utf-8")
    return json.loads(text.removeprefix("window.paperbaseBrowse = ").removesuffix(";\n"))


def test_every_paper_is_a_row_with_what_a_card_has(browsed):
    built = browsed.build()
    page = built.page("browse")
    rows = page.select(".paper-card")
    assert sorted(row["data-paper"] for row in rows) == sorted(
        path.stem for path in browsed.path("entries").glob("*.md")
    )
    xmem = page.select_one("[data-paper=xmem]")
    assert [badge["data-type"] for badge in xmem.select(".paper-type")] == ["SVOS"]
    assert xmem.select_one(".paper-title a")["href"] == "entries/xmem.html"
    assert "Ho Kei Cheng" in xmem.select_one(".paper-authors").get_text()
    assert "https://github.com/hkchengrex/XMem" in [a["href"] for a in xmem.select(".paper-link")]


def test_rows_stand_by_year_and_venue_with_their_numbers(browsed):
    page = browsed.build().page("browse")
    years = [section.h2.span.get_text() for section in page.select(".paper-year")]
    assert years == sorted(years, reverse=True)
    for section in page.select(".paper-year, .paper-group"):
        number = section.find(["h2", "h3"]).select_one(".paper-count").get_text()
        assert int(number) == len(section.select(".paper-card"))


def test_a_page_in_a_folder_finds_the_data(site):
    site.write("docs/browse.md", "---\norphan: true\n---\n# Browse\n\n```{paper:browse}\n```\n")
    built = site.build()
    source = built.page("docs/browse").select_one(".paper-browse script")["src"]
    assert source == f"../browse-data.js?v={data(built)['stamp']}"


EDITS = {
    "summary": ("entries/stcn.md", "Compares frames", "Matches pictures"),
    "title": ("entries/xmem.md", "Atkinson-Shiffrin", "Human"),
    "venue": ("entries/xmem.md", "venue: ECCV", "venue: CVPR"),
    "type's name": ("taxonomy.toml", "Referring VOS", "Language VOS"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit_page_and_data_are_those_of_a_clean_build(browsed, edit):
    before = browsed.build().files()
    browsed.change(*EDITS[edit])
    built = browsed.build()
    assert_same(built, browsed.build("clean"))
    after = built.files()
    assert after["browse-data.js"] != before["browse-data.js"]
    assert after["browse.html"] != before["browse.html"]  # it names the data's stamp
    browsed.path("entries/losh.md").unlink()
    assert_same(browsed.build(), browsed.build("cleaner"))


def test_pages_lead_to_browse_only_where_there_is_one(site, browsed):
    without = Site(site.folder.parent / "without").build()
    assert "browse" not in (without.out / "by/type/svos.html").read_text("utf-8")
    page = browsed.build().page("by/type/svos")
    assert page.select_one("article a[href='../../browse.html?type=SVOS']")


def test_pages_lead_to_a_page_that_came_outside_of_every_toctree_and_went_again(built_site):
    for name in ("browse", "compare"):
        page = f"---\norphan: true\n---\n# Page\n\n```{{paper:{name}}}\n```\n"
        built_site.write(f"{name}.md", page)
        assert_same(built_site.build(), built_site.build(f"with {name}"))
    built = built_site.build()
    assert "browse.html" in (built.out / "by/type/svos.html").read_text("utf-8")
    assert built.page("browse").select_one("[data-compare='compare.html']")
    for name in ("compare", "browse"):
        built_site.path(f"{name}.md").unlink()
        assert_same(built_site.build(), built_site.build(f"without {name}"))


def test_only_the_page_that_browses_has_its_script(browsed):
    built = browsed.build()
    for page in ("index", "entries/xmem", "by/type/svos"):
        assert "browse.js" not in (built.out / f"{page}.html").read_text("utf-8")
    scripts = [script["src"] for script in built.page("browse").select("script[src]")]
    assert len([src for src in scripts if "static/browse.js" in src]) == 1
    assert not [src for src in scripts if "design-tabs" in src or "doctools" in src]


def test_the_words_of_a_paper_find_it(browsed):
    browsed.entry(
        "masked", keywords="[Über-Netz]", body="A so-called *mask*.", former_titles="[Old]"
    )
    built = browsed.build()
    rows = built.cards("browse")
    words = dict(line.split(" ", 1) for line in data(built)["words"].split("\n"))

    def papers(word: str) -> list[str]:
        numbers, at = [], 0
        for step in words[word].split(" "):
            at += int(step, 36)
            numbers.append(rows[at])
        return numbers

    for word in ("uber", "netz", "ubernetz", "socalled", "mask", "old", "masked", "101000masked"):
        assert "masked" in papers(word), word
    assert list(words) == sorted(words)


def test_hostile_text_stays_text(browsed):
    browsed.entry("evil", title='"a </script <b \\u2028"', keywords="['<i x']")
    built = browsed.build()
    for name in ("browse-data.js", "papers.js"):
        text = (built.out / name).read_text("utf-8")
        assert "<" not in text.split("=", 1)[1]
        assert "\u2028" not in text
    page = built.page("browse")
    assert "a </script <b" in page.select_one("[data-paper=evil] .paper-title").get_text()
    assert not page.select(".paper-browse :is(i, script:not([src]))")
