"""What the real site shows as a whole: the review's sections, lineage, statistics, types."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from sphinx_paperbase.catalog.lineage import chain
from tests.projects import REPOSITORY

pytestmark = pytest.mark.slow


def text_of(node) -> str:
    return " ".join(node.get_text(" ").split())


def test_each_section_page_lists_exactly_its_papers(real, real_site):
    total = 0
    for slug, (place, _papers) in real.shelves["review"].items():
        own = {key for key, entry in real.entries.items() if entry.review == place.target}
        cards = real_site.cards(f"by/review/{slug}")
        assert set(cards) == own and len(cards) == len(own)
        total += len(cards)
    assert total == sum(bool(entry.review) for entry in real.entries.values()) > 60


def test_later_papers_stand_on_the_pages_of_the_sections_that_they_continue(real, real_site):
    assert chain("xmem", "4.2", real.continued["4.2"], real.entries, real.ancestors) == (
        "stm", "stcn", "xmem",
    )  # fmt: skip
    for section, by in real.continued.items():
        page = real_site.page(f"by/review/{section.replace('.', '-')}")
        shown = [li.select_one("b a")["href"] for li in page.select("#continued li")]
        assert sorted(shown) == sorted(f"../../entries/{key}.html" for key in by)
        for key in sorted(by)[:5]:
            told = real_site.page(f"entries/{key}").find("dt", string="Review").find_next("dd")
            assert f"Continues the line of Section {section} of" in text_of(told)


def test_the_map_of_the_review_counts_what_its_sections_hold(real, real_site):
    counts = [
        [int(count.get_text()) for count in item.select(".paper-count")]
        for item in real_site.page("docs/review").select(".paper-shelves li")
    ]
    treated = sum(dataset.review == "3" for dataset in real.taxonomy.datasets.values())
    expected = [[treated]]
    for place, papers in list(real.shelves["review"].values())[1:]:
        later = len(real.continued[place.target])
        expected.append([len(papers), later] if later else [len(papers)])
    assert counts == expected


def test_families_hold_every_line_of_the_collection(real, real_site):
    page = real_site.page("lineage")
    for slug, (_place, papers) in real.shelves["type"].items():
        young = [paper for paper in papers if real.ancestors[paper.key]]
        section = page.find("section", id=slug)
        assert bool(section) == bool(young)
        if section:
            boxes = [a["href"] for a in section.select("svg a")]
            assert boxes == [a["href"] for a in section.select(".paper-tree a")]
            assert {f"entries/{paper.key}.html" for paper in young} <= set(boxes)
            lines = section.select(".paper-from, .paper-also")
            assert len(lines) == sum(len(real.ancestors[paper.key]) for paper in young)


def test_charts_are_well_formed_named_and_lead_to_pages(real_site):
    figures = real_site.page("statistics").select("figure")
    assert len(figures) >= 4 + 6
    for figure in figures:
        for picture in figure.select("svg[role=group]"):
            ElementTree.fromstring(str(picture))
            assert figure.b.get_text() in picture["aria-label"]
        assert len(figure.select("tbody tr")) > 1
        for link in figure.select("a[href]"):
            assert (real_site.out / link["href"]).exists()


def test_the_numbers_agree_with_each_other_and_with_the_pages(real, real_site):
    data = json.loads((real_site.out / "statistics.json").read_text("utf-8"))
    assert data["papers"] == len(real.entries)
    assert sum(year["papers"] for year in data["years"]) == data["papers"]
    assert sum(venue["papers"] for venue in data["venues"]) == data["papers"]
    by_type = {
        type: sum(year["types"][type] for year in data["years"]) for type in real.taxonomy.types
    }
    assert by_type == {
        place.target: len(real_site.cards(f"by/type/{slug}"))
        for slug, (place, _papers) in real.shelves["type"].items()
    }
    for year in data["years"]:
        assert len(real_site.cards(f"by/year/{year['year']}")) == year["papers"]
    for board in data["results"]:
        best = max(paper["value"] for paper in board["papers"])
        leaders = real.leaderboards[board["benchmark"], board["task"]].places[:1]
        entry = real.entries[leaders[0].key]
        assert entry.results[leaders[0].number].metrics[board["metric"]] == best


def test_the_tables_have_the_numbers_that_are_published(real_site):
    data = json.loads((real_site.out / "statistics.json").read_text("utf-8"))
    rows = real_site.page("statistics").select_one("figure").select("tbody tr")
    shown = [[int(text_of(cell)) for cell in row.select("th, td")] for row in rows]
    assert shown == [
        [year["year"], *year["types"].values(), year["papers"]] for year in data["years"]
    ]


def test_what_is_new_names_every_paper_once(real, real_site):
    page = real_site.page("docs/news")
    named = [a["href"] for a in page.select(".paper-mentions a")]
    assert sorted(named) == sorted(f"../entries/{key}.html" for key in real.entries)


def test_home_shows_the_latest_record_of_each_main_benchmark(real, real_site):
    shown = real_site.page("index").select(".paper-records li > a")
    assert [a.get_text() for a in shown] and {a.get_text() for a in shown} == {
        board.name for board in real.main_boards
    }


def test_every_type_has_its_task_its_picture_and_its_papers(real, real_site):
    for slug, (place, _papers) in real.shelves["type"].items():
        kind = real.taxonomy.types[place.target]
        page = real_site.page(f"by/type/{slug}")
        task = text_of(page.select_one(".paper-task"))
        assert kind.given in task and kind.asked in task
        picture = (REPOSITORY / "docs" / "static" / kind.picture).read_bytes()
        views = {node.get("id") for node in ElementTree.fromstring(picture).iter()}
        assert {"given", "asked"} <= views
        assert (real_site.out / "_static" / kind.picture).read_bytes() == picture
        names = [text_of(dt) for dt in page.select(".paper-facts dt")]
        assert {"Data sets", "First papers", "Newest papers"} <= set(names)
        assert 2 <= len(kind.definition.split(". ")) <= 3, "sentences"
