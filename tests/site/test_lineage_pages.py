"""Lineage on pages: families as pictures and lists, lines that lead into the review."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from tests.site.sites import Built, Site

LONG = "A child with a very long name indeed"


def text_of(node) -> str:
    return " ".join(node.get_text(" ").split())


@pytest.fixture(scope="module")
def grown(tmp_path_factory) -> Built:
    """Return the small site with a family of two types and a data set of Section 3, built."""
    site = Site(tmp_path_factory.mktemp("grown") / "site")
    dataset = '[datasets.davis]\nname = "DAVIS"\nyear = 2016\nreview = "3"\n'
    site.write("taxonomy.toml", site.path("taxonomy.toml").read_text("utf-8") + dataset)
    site.change("entries/xmem.md", 'review: "4.2"\n', "")
    site.entry("child", builds_on="[x-mem, stcn]", name=LONG)
    site.entry("words", builds_on="[xmem]", types="[RVOS]", name="<3 & Words")
    built = site.build()
    assert built.warnings == ""
    return built


def test_a_paper_that_the_review_does_not_treat_tells_the_line_that_it_continues(grown):
    told = grown.page("entries/words").find("dt", string="Review").find_next("dd")
    assert text_of(told) == (
        "Continues the line of Section 4.2 of Gao et al., 2023 : "
        "STCN → , then XMem → , then <3 & Words"
    )
    assert [a["href"] for a in told.select("a")] == [
        "../by/review/4-2.html", "../docs/review.html", "../entries/stcn.html",
        "../entries/xmem.html",
    ]  # fmt: skip


def test_a_section_lists_its_own_papers_and_then_those_that_continue_it(grown):
    assert grown.cards("by/review/4-2") == ["stcn"], "only its own papers are cards"
    lines = [text_of(li) for li in grown.page("by/review/4-2").select("#continued li")]
    assert lines == [
        "STCN → , then XMem SVOS ECCV 2022",
        "STCN → , then XMem → , then <3 & Words RVOS CVPR 2023",
        f"STCN → , then {LONG} SVOS CVPR 2023",
    ]


def test_a_paper_of_a_section_continues_none(built):
    text = text_of(built.page("entries/xmem").find("dt", string="Review").find_next("dd"))
    assert "Continues" not in text and "Section 4.2" in text
    assert not built.page("by/review/4-2").select("#continued")


def test_a_section_of_data_lists_its_data_sets_and_is_not_called_empty(grown):
    page = grown.page("by/review/3")
    chip = page.select_one("#data-sets .paper-chips a")
    assert chip["href"].endswith("by/dataset/davis.html") and text_of(chip) == "DAVIS 2016"
    assert not page.select(".paper-empty")


def test_the_map_of_sections_has_their_counts(grown):
    told = [text_of(li) for li in grown.page("statistics").select(".paper-shelves li")]
    assert told[0].startswith("Section 3: Datasets 1 data set Data.")
    assert told[1].startswith("Section 4.2: Feature matching 1 paper, continued by 3 later ones")


def test_a_family_is_a_picture_and_the_same_as_a_nested_list(grown):
    page = grown.page("lineage")
    assert [h.find(string=True) for h in page.select("article h2")] == [
        "SVOS: Semi-supervised VOS", "RVOS: Referring VOS",
    ]  # fmt: skip
    section = page.select_one("#svos")
    picture = section.select_one(".paper-family svg")
    ElementTree.fromstring(str(picture))
    assert picture["aria-hidden"] == "true", "the list says the same"
    boxes = {a["href"]: a for a in picture.select("a")}
    listed = {a["href"]: a for a in section.select(".paper-tree a")}
    assert list(boxes) == list(listed) == [
        f"entries/{key}.html" for key in ("stcn", "xmem", "child")
    ]  # fmt: skip
    assert {a["tabindex"] for a in boxes.values()} == {"-1"}
    child = boxes["entries/child.html"]
    assert child.title.get_text() == f"{LONG}, 2023"
    assert child.find("text").get_text() == "A child with a…"
    assert len(picture.select(".paper-from")) == 2 and len(picture.select(".paper-also")) == 1
    item = listed["entries/child.html"].find_parent("li")
    assert "builds also on STCN" in text_of(item)
    assert len(item.find_parents("ul")) == 3, "below the paper that it builds on"
    region = section.select_one(".paper-family")
    assert region["tabindex"] == "0" and region["role"] == "region" and region["aria-label"]


def test_a_paper_of_another_type_is_marked_in_a_family(grown):
    words = grown.page("lineage").select_one("#rvos")
    assert [a["href"] for a in words.select(".paper-other")] == ["entries/xmem.html"]
    assert words.select_one(".paper-tree li li a").get_text() == "<3 & Words"


def test_papers_in_a_circle_are_shown_all_the_same_and_wrong_arguments_warn(site):
    site.entry("one", builds_on="[two]")
    site.entry("two", builds_on="[one]")
    wrong = ("{paper:section} 4-22", "{paper:statistics} type", "{paper:statistics} x")
    site.write("docs/queries.md", "\n".join(["# Queries", *(f"```{one}\n```" for one in wrong)]))
    built = site.build()
    assert "builds-on goes in a circle" in built.warnings
    shown = [a["href"] for a in built.page("lineage").select("#svos .paper-tree a")]
    assert sorted(shown) == [f"entries/{key}.html" for key in ("one", "stcn", "two", "xmem")]
    for message in (
        "no section '4-22'; did you mean '4-2'?",
        "no statistics 'type'; did you mean 'types'?",
        "no statistics 'x'; it is one of",
    ):
        assert message in built.warnings
