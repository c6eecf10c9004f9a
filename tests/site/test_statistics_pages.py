"""Statistics, records, what is new and the types on pages."""

from __future__ import annotations

import json
import re

import pytest

from sphinx_paperbase.site import lineage, trends
from tests.site.measured import DATASETS, listed, result
from tests.site.sites import Built, Site

TASK = """given = "A video & <masks>."
asked = "All masks."
picture = "type.svg"
"""


def text_of(node) -> str:
    return " ".join(node.get_text(" ").split())


@pytest.fixture(scope="module")
def raced(tmp_path_factory) -> Built:
    """Return the small site with a type in words, and five papers on one benchmark, built."""
    site = Site(tmp_path_factory.mktemp("raced") / "site")
    site.change("taxonomy.toml", 'color = "blue"\n', f'color = "blue"\n{TASK}')
    site.write("taxonomy.toml", site.path("taxonomy.toml").read_text("utf-8") + DATASETS)
    values = {"a": 80, "b": 79, "c": 91.25, "d": 91.25, "e": 85}
    years = {"a": "2020", "b": "2020", "c": "2023", "d": "2023", "e": "2024"}
    for key, value in values.items():
        site.entry(key, name=key.upper(), year=years[key], results=listed(result(value)))
    site.entry("child", name="<3 & New", builds_on="[xmem]", added="2026-11-23")
    return site.build()


def test_the_statistics_are_charts_with_their_numbers_as_tables(built):
    figures = built.page("statistics").select("figure")
    assert [figure.b.get_text() for figure in figures] == [
        "Papers by year and type", "Papers by venue",
        "Papers with code, and with a data set of their own", "Papers that most others build on",
    ]  # fmt: skip
    rows = [[text_of(cell) for cell in row.select("th, td")] for row in figures[0].select("tr")]
    assert rows == [
        ["Year", "SVOS Semi-supervised VOS", "RVOS Referring VOS", "Papers"],
        ["2021", "1", "0", "1"], ["2022", "1", "0", "1"],
        ["2023", "2", "2", "3"], ["2024", "0", "1", "1"],
    ]  # fmt: skip
    for figure in figures:
        assert len(figure.select("svg[role=group]")) == 2, "wide and narrow"
        for link in figure.select("a[href]"):
            assert (built.out / link["href"]).exists()


def test_the_numbers_are_published_as_data(built):
    data = json.loads((built.out / "statistics.json").read_text("utf-8"))
    assert data["version"] == 1 and data["papers"] == 6
    assert data["years"][2] == {
        "year": 2023, "papers": 3, "types": {"SVOS": 2, "RVOS": 2}, "code": 0, "dataset": 0,
    }  # fmt: skip
    assert sum(venue["papers"] for venue in data["venues"]) == 6
    assert data["followed"] == [{"key": "stcn", "name": "STCN", "followers": 1}]
    assert data["results"] == []


def test_results_over_time_lead_to_papers_and_to_the_leaderboard(raced):
    page = raced.page("statistics")
    figure = page.select(".paper-best")[0]
    assert [a["href"] for a in figure.select("tbody a")] == [
        f"entries/{key}.html" for key in "ecdab"
    ]
    points = {a["href"]: a.title.get_text() for a in figure.select(".paper-wide svg a")}
    assert points["entries/c.html"] == "C: 91.25 (2023)"
    assert page.select_one(".paper-more a")["href"] == "by/dataset/davis.html#davis-2017-val"
    data = json.loads((raced.out / "statistics.json").read_text("utf-8"))
    assert [paper["value"] for paper in data["results"][0]["papers"]] == [91.25, 91.25, 85, 80, 79]


def test_the_latest_record_says_by_whom_and_what_was_best_before(raced):
    record = raced.page("statistics").select_one(".paper-records li")
    assert (
        text_of(record)
        == "SVOS DAVIS 2017 val J&F 91.25 by C and D , 2023; before it 80.0 by A , 2020"
    )


def test_what_is_new_stands_by_month_the_latest_first(raced):
    page = raced.page("docs/news")
    months = {h.find(string=True): h.find_parent("section") for h in page.select("article h2")}
    assert list(months) == ["November 2026", "April 2023", "Before dates were kept"]
    assert months["November 2026"].select_one("li a").get_text() == "<3 & New"
    assert months["April 2023"]["id"] == "month-2023-04"
    named = [a["href"] for section in months.values() for a in section.select("li a")]
    assert len(named) == len(set(named)) == 12


def test_a_type_tells_what_is_given_and_asked_and_who_leads(raced):
    page = raced.page("by/type/svos")
    task = page.select_one(".paper-task")
    assert text_of(task) == "Given A video & <masks>. Asked All masks."
    assert [img["src"] for img in task.select("img")] == [
        "../../_static/type.svg#given", "../../_static/type.svg#asked",
    ]  # fmt: skip
    facts = {text_of(row.dt): row.dd for row in page.select(".paper-facts > div")}
    assert text_of(facts["Leaders"]) == "DAVIS 2017 val : 91.25 J&F by C CVPR 2023 and D CVPR 2023"
    assert text_of(facts["Data sets"]).startswith("DAVIS 2017 5")
    assert facts["First papers"].a["href"] == "../../entries/a.html"
    assert facts["Newest papers"].a["href"] == "../../entries/e.html"
    assert facts["Lineage"].a["href"] == "../../lineage.html#svos"


def test_a_type_without_words_and_pictures_has_only_its_facts(built):
    page = built.page("by/type/rvos")
    assert not page.select(".paper-task") and not page.select("article img")
    names = [text_of(dt) for dt in page.select(".paper-facts dt")]
    assert names == ["First papers", "Newest papers"]


def test_of_nothing_there_is_nothing_to_show(load):
    empty = load({})
    assert not any(trends.statistics(empty, name) for name in trends.STATISTICS)
    assert trends.records(empty) == trends.news(empty) == lineage.families(empty) == ()


def test_charts_have_a_style_sheet_and_other_pages_do_not_load_it(built):
    def sheets(page):
        return [
            re.sub(r"\?.*", "", link["href"])
            for link in built.page(page).select("link[rel=stylesheet]")
        ]

    assert "_static/charts.css" in sheets("statistics") and "_static/charts.css" in sheets(
        "lineage"
    )
    assert "_static/charts.css" not in sheets("index")
