"""Results on the page of their paper and on the leaderboards of their data set."""

from __future__ import annotations

import json

import pytest
from sphinx.util.inventory import InventoryFile

from tests.site.measured import HOSTILE, measured_site

pytestmark = pytest.mark.slow  # builds many small sites


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    site = measured_site(tmp_path_factory.mktemp("measured") / "site")
    roles = "{paper:dataset}`davis` and {paper:dataset}`DAVIS 2017`\n"
    site.write("docs/roles.md", f"---\norphan: true\n---\n# Roles\n\n{roles}")
    result = site.build()
    assert result.warnings == ""
    return result


def words(node) -> str:
    return " ".join(node.get_text(" ").split())


def table(built, page: str, board: str = "") -> list[list[str]]:
    where = f"#{board} .paper-board-table" if board else ".paper-results"
    rows = built.page(page).select(f"{where} tbody tr")
    return [[words(cell) for cell in row.select("th, td")] for row in rows]


# The page of a paper


def test_results_stand_on_their_papers_page_the_best_first_with_their_ranks(built):
    rows = table(built, "entries/first")
    assert [row[0] for row in rows] == ["DAVIS 2017 val"] * 3
    assert [row[1] for row in rows] == ["1 of 5", "2 of 5", "4 of 5"]
    assert [row[2] for row in rows] == ["J&F 90.25", "J&F 80.0", "J&F 70.0"]
    assert rows[0][3] == "large 20 fps, V100"
    assert rows[1][3] == "small training data: BL30K"
    assert rows[2][3] == "tiny training data: no pre-training 30 fps, hardware not named"


def test_each_result_leads_to_its_source_and_its_leaderboard(built):
    row = built.page("entries/tied").select_one(".paper-results tbody tr")
    links = [link["href"] for link in row.select("a")]
    assert links == ["../by/dataset/davis.html#davis-2017-val", "https://example.org/other?a=1&b=2"]


def test_a_number_of_others_is_told_as_theirs_with_what_is_to_be_known(built):
    (tied,) = table(built, "entries/tied")
    assert tied[3] == "12 fps, A100 read off a picture"
    assert tied[4] == "third party"
    assert {row[4] for row in table(built, "entries/first")} == {"paper’s own"}


def test_a_result_without_the_main_metric_has_no_rank(built):
    assert table(built, "entries/unranked")[0][1:3] == ["–", "J seen 95.5"]


def test_ranks_are_of_the_task(built):
    rows = table(built, "entries/two")
    assert [row[:2] for row in rows] == [
        ["Both val (SVOS)", "1 of 1"],
        ["Both val (RVOS)", "2 of 2"],
    ]


def test_a_result_on_an_unknown_benchmark_is_named_and_left_out(site):
    measured = measured_site(site.folder)
    measured.change("entries/rvos.md", "both-val", "both-vat")
    result = measured.build()
    assert "did you mean 'both-val'?" in result.warnings
    assert not result.page("entries/rvos").select(".paper-results")
    assert "Words" not in result.page("by/dataset/both").get_text()


# The page of a data set


def test_a_data_set_tells_what_it_is(built):
    page = built.page("by/dataset/davis")
    head = words(page.select_one(".paper-dataset"))
    for fact in ("SVOS", "Many objects in each video.", "Year 2017", "90 videos", "Section 3"):
        assert fact in head
    links = {link["href"] for link in page.select(".paper-dataset a")}
    assert {"https://example.org/davis", "https://example.org/davis.pdf"} <= links
    assert page.select_one(".paper-dataset a[href='../../entries/intro.html']")


def test_the_papers_that_introduce_it_and_report_on_it_are_its_papers(built):
    expected = {"intro", "first", "tied", "unranked", "hostile"}
    assert set(built.cards("by/dataset/davis")) == expected
    assert built.cards("by/dataset/empty") == []


def test_a_leaderboard_has_every_result_the_best_first(built):
    rows = table(built, "by/dataset/davis", "davis-2017-val")
    assert [row[0] for row in rows] == ["1", "2", "2", "4", "5", "–"]
    names = ["First large", "First small training data: BL30K", "Tied"]
    assert [row[1] for row in rows][:3] == names
    assert [row[4] for row in rows][:3] == ["CVPR 2021", "CVPR 2021", "CVPR 2023"]
    # Points stand below each other: a figure space is as wide as a digit.
    page = built.page("by/dataset/davis")
    assert [cell.get_text() for cell in page.select(".paper-board-table td:nth-child(3)")][:3] == [
        "90.25", "80.0\u2007", "80.0\u2007",
    ]  # fmt: skip
    assert rows[-1][2:4] == ["", "95.5"]


def test_the_best_of_a_column_is_marked_by_more_than_colour(built):
    page = built.page("by/dataset/davis")
    assert [u.get_text() for u in page.select("tbody u")] == ["90.25", "95.5"]
    assert page.select_one("th[aria-sort=descending]").get_text() == "J&F"


def test_a_speed_says_its_hardware_or_that_it_does_not(built):
    speeds = [row[5] for row in table(built, "by/dataset/davis", "davis-2017-val")]
    assert speeds[:4] == ["20 fps V100", "", "12 fps A100", "30 fps hardware not named"]


def test_every_row_has_its_source_one_click_away(built):
    page = built.page("by/dataset/davis")
    rows = page.select(".paper-board-table tbody tr")
    sources = [row.select("td")[-1].a["href"] for row in rows]
    assert sources[2] == "https://example.org/other?a=1&b=2"
    told = {row["data-paper"]: words(row.select("td")[-1]) for row in rows}
    assert told["first"] == "paper’s own" and told["tied"] == "third party note 1"
    assert words(page.select_one("#davis-2017-val-note-1")) == "read off a picture"


def test_tasks_have_leaderboards_of_their_own(built):
    assert [row[:2] for row in table(built, "by/dataset/both", "both-val-rvos")] == [
        ["1", "Words"],
        ["2", "Two"],
    ]
    assert [row[:2] for row in table(built, "by/dataset/both", "both-val-svos")] == [["1", "Two"]]


def test_hostile_texts_of_results_stay_text(built):
    for name in ("entries/hostile", "by/dataset/davis"):
        page = built.page(name)
        assert not page.select("[onmouseover]")
        assert not [script for script in page.select("script") if "alert(1)" in script.get_text()]
        for text in "ABCD":
            assert f"{text} {HOSTILE}" in page.get_text()


def test_the_table_can_be_scrolled_by_keyboard_and_has_a_name(built):
    for name in ("entries/first", "by/dataset/davis"):
        region = built.page(name).select_one("[role=region]:has(table)")
        assert region["tabindex"] == "0" and region["aria-label"].startswith("Results")


def test_the_list_of_data_sets_says_who_leads(built):
    page = built.page("by/dataset/index")
    leaders = [words(item) for item in page.select(".paper-datasets ul li")]
    assert leaders == [
        "DAVIS 2017 val : First (CVPR 2021) leads with 90.25 J&F",
        "Both val (SVOS) : Two (CVPR 2023) leads with 60.0 J",
        "Both val (RVOS) : Words (CVPR 2023) leads with 55.0 J",
    ]
    assert page.select_one("h2").get_text().startswith("Without results")
    assert page.select_one("a[href$='by/dataset/empty.html']")


def test_who_leads_together_is_named_together(site):
    measured = measured_site(site.folder)
    measured.change("entries/tied.md", "J&F: 80.0", "J&F: 90.25")
    text = words(measured.build().page("by/dataset/davis").select_one(".paper-board-lead"))
    assert "First (CVPR 2021) and Tied (CVPR 2023) lead with 90.25" in text


def test_a_data_set_is_an_object_that_any_document_can_name(built):
    links = built.page("docs/roles").select("article a.reference.internal")
    assert [(a.get_text(), a["href"]) for a in links] == [
        ("DAVIS 2017", "../by/dataset/davis.html"),
        ("DAVIS 2017", "../by/dataset/davis.html"),
    ]
    inventory = InventoryFile.loads((built.out / "objects.inv").read_bytes(), uri="")
    assert inventory["paper:dataset", "davis"].uri == "by/dataset/davis.html"


def test_an_unknown_data_set_is_told_with_a_suggestion(site):
    measured = measured_site(site.folder)
    text = "{paper:dataset}`davos`\n\n```{paper:dataset} bot\n```\n"
    measured.write("docs/more.md", f"---\norphan: true\n---\n# More\n\n{text}")
    warnings = measured.build().warnings
    assert "no data set 'davos'; did you mean 'davis'?" in warnings
    assert "no data set 'bot'; did you mean 'both'?" in warnings


# The file beside the pages


def test_the_leaderboards_are_a_file_too(built):
    tasks = json.loads((built.out / "leaderboards.json").read_text("utf-8"))
    assert [task["task"] for task in tasks] == ["Semi-supervised VOS", "Referring VOS"]
    davis = tasks[0]["datasets"][0]
    assert davis["dataset"] == "DAVIS 2017 (val)"
    assert [row["model_name"] for row in davis["sota"]["rows"]][:2] == [
        "First (large)",
        "First (small)",
    ]


def test_only_pages_with_leaderboards_load_their_script(built):
    def scripts(name: str) -> list[str]:
        found = built.page(name).select("script[src*='leaderboard.js']")
        return [script["src"].partition("?")[0] for script in found]

    assert scripts("by/dataset/davis") == ["../../_static/leaderboard.js"]
    assert scripts("by/dataset/index") == scripts("entries/first") == scripts("index") == []
