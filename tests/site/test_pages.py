"""What the pages show."""

from __future__ import annotations

import json
import re

import pytest
from sphinx.util.inventory import InventoryFile


def test_an_entry_has_a_page_with_its_facts(built):
    page = built.page("entries/xmem")
    assert page.h1.get_text().startswith("XMem: Long-Term Video Object Segmentation")
    text = page.select_one(".paper-head").get_text(" ")
    for fact in ("Ho Kei Cheng", "Alexander G. Schwing", "ECCV 2022", "640–658", "13688"):
        assert fact in text
    links = {a["href"] for a in page.select(".paper-head a")}
    assert "https://github.com/hkchengrex/XMem" in links
    assert "https://arxiv.org/abs/2207.07115" in links
    assert "https://doi.org/10.1007/978-3-031-19815-1_37" in links
    assert "Keeps three memories" in page.select_one("article").get_text()
    assert page.select_one("article math"), "the formula of the body"
    assert "@inproceedings{cheng2022xmem" in page.select_one(".paper-cite").get_text()


@pytest.mark.parametrize(
    "page", ["entries/xmem", "by/venue/cvpr-2023", "by/type/svos", "by/review/4-2"]
)
def test_every_kind_of_page_leads_to_the_review(built, page):
    targets = [a["href"].partition("#")[0] for a in built.page(page).select("article a[href]")]
    assert "../../docs/review.html" in targets or "../docs/review.html" in targets


def test_an_entry_of_a_section_leads_to_it(built):
    link = built.page("entries/xmem").select_one(".paper-head a[href$='by/review/4-2.html']")
    assert link.get_text() == "Section 4.2: Feature matching"


def test_lineage_goes_both_ways(built):
    xmem = built.page("entries/xmem").select_one(".paper-lineage")
    stcn = built.page("entries/stcn").select_one(".paper-lineage")
    assert "Builds on" in xmem.get_text() and xmem.a["href"].endswith("stcn.html")
    assert "Followed by" in stcn.get_text() and stcn.a["href"].endswith("xmem.html")


def test_a_card_carries_the_hooks(built):
    card = built.page("by/venue/cvpr-2023").select_one(".paper-card[data-paper=uninext]")
    assert [badge["data-type"] for badge in card.select(".paper-type")] == ["SVOS", "RVOS"]
    assert [badge.get_text() for badge in card.select(".paper-type")] == ["SVOS", "RVOS"]
    assert card.select_one("a[href$='entries/uninext.html']")


def test_a_paper_of_two_types_is_on_both_pages(built):
    assert "uninext" in built.cards("by/type/svos")
    assert "uninext" in built.cards("by/type/rvos")


def test_a_preprint_is_also_on_the_page_of_where_it_was_published(built):
    assert built.cards("by/venue/cvpr-2024") == ["losh"]
    assert built.cards("by/venue/arxiv-2023") == ["losh"]
    card = built.page("by/venue/arxiv-2023").select_one(".paper-card")
    assert "published at CVPR 2024" in " ".join(card.get_text(" ").split())
    assert not built.page("by/venue/cvpr-2024").select(".paper-now")


def test_the_journals_of_a_year_share_a_page_and_name_themselves(built):
    assert sorted(built.cards("by/venue/journals-2023")) == ["kmn-m", "vlt"]
    venues = [v.get_text() for v in built.page("by/venue/journals-2023").select(".paper-venue")]
    assert sorted(venues) == ["TIP 2023", "TPAMI 2023"]
    assert built.cards("by/venue/journals-2022") == ["kmn-m"]


def test_a_type_page_is_divided_by_year_the_newest_first(built):
    headings = [h.get_text().rstrip("#¶") for h in built.page("by/type/svos").select("article h2")]
    assert headings == ["2023", "2022", "2021"]


def test_an_empty_section_says_so(built):
    assert built.cards("by/review/3") == []
    assert built.page("by/review/3").select_one(".paper-empty")


def test_home_shows_counts_and_the_newest(built):
    page = built.page("index")
    assert page.select_one(".paper-total strong").get_text() == "6"
    assert built.cards("index") == ["losh", "uninext", "kmn-m"]
    counts = {
        d.select_one(".paper-type")["data-type"]: d.select_one(".paper-count").get_text()
        for d in page.select(".paper-legend > div")
    }
    assert counts == {"SVOS": "4", "RVOS": "3"}


def test_roles_show_what_the_catalog_says(built):
    text = built.page("index").select_one("article p").get_text()
    assert "XMem builds on Rethinking Space-Time Networks" in text
    hrefs = [a["href"] for a in built.page("index").select("article p a.reference")][:5]
    assert hrefs == [
        "entries/xmem.html", "entries/stcn.html", "by/type/svos.html",
        "by/venue/eccv-2022.html", "by/review/4-2.html",
    ]  # fmt: skip


def test_the_cards_directive_selects_orders_and_counts(built):
    lists = [
        [card["data-paper"] for card in cards.select(".paper-card")]
        for cards in built.page("docs/queries").select(".paper-cards")
    ]
    assert lists == [["kmn-m", "stcn", "uninext", "xmem"], ["losh"], ["xmem"]]


def test_authors_are_listed_with_their_papers(built):
    row = built.page("authors").select_one("#author-ho-kei-cheng")
    assert [a.get_text() for a in row.select("a")][1:] == ["XMem", "STCN"]
    assert "Henghui Ding" in built.page("authors").get_text()


def test_entries_are_citable_like_any_reference(built):
    text = built.page("docs/review").get_text()
    assert "Cheng and Schwing" in text and "Gao and Zheng" in text
    assert "XMem" in built.page("docs/references").get_text()


def test_an_old_key_leads_to_the_page(built):
    page = built.page("entries/x-mem")
    assert page.a["href"] == "xmem.html"
    assert "url=xmem.html" in page.select_one("meta[http-equiv=refresh]")["content"]
    assert built.page("review").a["href"] == "docs/review.html"


def test_a_status_stands_on_the_card_and_on_the_page(built):
    assert "superseded" in built.page("entries/vlt").select_one(".paper-head").get_text()
    card = built.page("by/type/rvos").select_one("[data-paper=vlt]")
    assert card.select_one(".paper-status").get_text() == "superseded"


def test_papers_json_has_every_field(built):
    data = json.loads((built.out / "papers.json").read_text("utf-8"))
    assert data["version"] == 1
    xmem = next(paper for paper in data["papers"] if paper["key"] == "xmem")
    assert xmem["url"] == "entries/xmem.html"
    assert xmem["arxiv"] == "2207.07115"
    assert xmem["builds-on"] == ["stcn"] and xmem["aliases"] == ["x-mem"]
    assert xmem["added"] == "2023-04-02"
    assert len(data["papers"]) == 6


def test_all_objects_are_in_the_inventory(built):
    inventory = InventoryFile.loads((built.out / "objects.inv").read_bytes(), uri="").data
    assert "xmem" in inventory["paper:paper"]
    assert set(inventory["paper:type"]) == {"SVOS", "RVOS"}
    assert "ECCV 2022" in inventory["paper:venue"]
    assert "4.2" in inventory["paper:review"]


def test_papers_stay_out_of_the_sidebar(built):
    sidebar = built.page("index").select_one(".sidebar-tree")
    assert sidebar.select("a[href='by/type/svos.html']")
    assert not sidebar.select("a[href^='entries/']")


@pytest.mark.parametrize("builder", ["text", "latex", "dirhtml"])
def test_other_formats_are_built_too(site, builder):
    result = site.build(
        builder=builder, html_theme="basic" if builder == "dirhtml" else "alabaster"
    )
    assert result.warnings == ""
    if builder == "text":
        text = (result.out / "by/type/svos.txt").read_text("utf-8")
        assert "UNINEXT" in text or "Universal Instance Perception" in text


def test_a_wrong_target_warns_at_its_line_with_a_suggestion(site):
    site.write("docs/queries.md", "# Queries\n\nSee {paper}`xmen` and {paper:type}`SVO`.\n")
    warnings = site.build().warnings
    assert "docs/queries.md:3: WARNING: no paper 'xmen'; did you mean 'xmem'?" in warnings
    assert "docs/queries.md:3: WARNING: no type 'SVO'; did you mean 'SVOS'?" in warnings


@pytest.mark.parametrize(
    ("directive", "message"),
    [
        ("```{paper:cards}\n:type: SVO\n```", "no type 'SVO'; did you mean 'SVOS'?"),
        ("```{paper:cards}\n:venue: CVPRS 2023\n```", "no venue 'CVPRS'; did you mean 'CVPR'?"),
        ("```{paper:cards}\n:review: 4.22\n```", "no review '4.22'; did you mean '4.2'?"),
        ("```{paper:cards}\n:order: best\n```", "'order': best"),
        ("```{paper:cards}\n:year: soon\n```", "write years with four digits"),
        ("```{paper:shelf} type nope\n```", "no shelf 'nope' of 'type'"),
        ("```{paper:facet} venu\n```", "no facet 'venu'; did you mean 'venue'?"),
    ],
)  # fmt: skip
def test_a_wrong_option_warns_at_its_line(site, directive, message):
    site.write("docs/queries.md", f"# Queries\n\n{directive}\n")
    result = site.build()
    assert re.search(r"docs/queries.md:[34]: ", result.warnings)
    assert message in result.warnings
    assert result.code == 1


def test_a_new_type_venue_or_section_needs_only_the_taxonomy(site):
    site.change(
        "taxonomy.toml",
        "[types.RVOS]",
        '[types.AVOS]\nname = "Audio"\ndefinition = "A sound."\ncolor = "red"\n\n[types.RVOS]',
    )
    site.change(
        "taxonomy.toml",
        "[venues.ECCV]",
        '[venues.WACV]\nname = "Winter"\nkind = "conference"\n\n[venues.ECCV]',
    )
    site.change(
        "taxonomy.toml",
        '[review.sections."4.2"]',
        '[review.sections."4.1"]\ntitle = "Online"\nsummary = "Tuning."\n\n[review.sections."4.2"]',
    )
    site.entry("new", types="[AVOS]", venue="WACV", review='"4.1"')
    result = site.build()
    assert result.warnings == ""
    for page in ("by/type/avos", "by/venue/wacv-2023", "by/review/4-1", "by/year/2023"):
        assert "new" in result.cards(page)
    assert result.page("by/type/index").select("[data-type=AVOS]")
