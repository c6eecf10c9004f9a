"""Leaderboards in a browser: order and filters by keyboard, whole without a script, on any screen."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.choices import SCREENS, fits

PAGE = "by/dataset/mose.html"
ROWS = ".paper-board-table tbody tr"


def column(tab, number: int) -> list[str]:
    """Return the texts of a column of the first leaderboard, of the rows that are shown."""
    return tab.locator(".paper-board-table").first.locator("tbody tr").evaluate_all(
        "(all, n) => all.filter(row => !row.hidden).map(row => row.cells[n].innerText.trim())",
        number,
    )  # fmt: skip


def expected_ranks(values: list[str]) -> list[str]:
    return [str(1 + sum(float(other) > float(value) for other in values)) for value in values]


def test_rows_are_sorted_by_any_metric_from_the_keyboard(tab, address):
    tab.goto(f"{address}/{PAGE}")
    as_built = column(tab, 1)
    tab.get_by_role("button", name="F", exact=True).first.focus()
    tab.keyboard.press("Enter")
    head = tab.get_by_role("columnheader", name="F", exact=True).first
    assert head.get_attribute("aria-sort") == "descending"
    assert tab.locator("[aria-sort]").count() == 1
    values = column(tab, 4)
    known = [float(value) for value in values if value]
    assert known == sorted(known, reverse=True)
    assert values[len(known) :] == [""] * (len(values) - len(known)), (
        "what is not known stands last"
    )
    tab.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    values = [float(value) for value in column(tab, 4) if value]
    assert values == sorted(values)
    assert tab.locator("[role=status]").first.text_content() == "Sorted by F, ascending."
    tab.get_by_role("button", name="J&F").first.press("Space")
    assert column(tab, 1) == as_built


def test_rows_are_sorted_by_name_and_year(tab, address):
    tab.goto(f"{address}/{PAGE}")
    tab.get_by_role("button", name="Method").first.press("Enter")
    names = [text.lower() for text in column(tab, 1)]
    assert [name.split("\n")[0] for name in names] == sorted(n.split("\n")[0] for n in names)
    tab.get_by_role("button", name="Venue").first.press("Enter")
    years = [text.rsplit(" ", 1)[-1] for text in column(tab, 5)]
    assert years == sorted(years, reverse=True)


def test_the_ranks_of_a_script_are_those_of_the_page(tabs, address, tab):
    tab.goto(f"{address}/by/dataset/davis-2016.html")
    with tabs.open(java_script_enabled=False) as plain:
        plain.goto(f"{address}/by/dataset/davis-2016.html")
        assert plain.locator(".paper-board-filters").is_hidden()
        assert plain.locator(".paper-board-table button").count() == 0
        built, shown = (
            page.locator(f"{ROWS} > :first-child").all_inner_texts() for page in (plain, tab)
        )
    assert "–" in built and built == shown


def test_filters_leave_what_is_asked_for_and_rank_it(tab, address):
    tab.goto(f"{address}/{PAGE}")
    number = len(column(tab, 0))
    tab.get_by_label("Best of each paper").check()
    names = [text.split("\n")[0] for text in column(tab, 1)]
    assert len(names) == len(set(names)) < number
    assert column(tab, 0) == expected_ranks(column(tab, 2))
    assert (
        f"{len(names)} of {number} results" in tab.locator(".paper-board-lead").first.inner_text()
    )
    tab.get_by_label("Papers’ own numbers").check()
    assert {source.split("\n")[0] for source in column(tab, 7)} == {"paper’s own"}
    tab.get_by_label("Papers’ own numbers").uncheck()
    tab.get_by_label("Papers since").select_option("2025")
    assert {text.rsplit(" ", 1)[-1] for text in column(tab, 5)} <= {"2025", "2026"}
    assert tab.url.endswith("?best=1&since=2025")
    shown = column(tab, 1)
    tab.reload()
    assert column(tab, 1) == shown and tab.get_by_label("Best of each paper").is_checked()
    assert fits(tab)


def test_rows_with_extra_data_can_be_left_out(tab, address):
    tab.goto(f"{address}/by/dataset/davis-2017.html")
    tab.get_by_label("Without extra data").check()
    said = " ".join(column(tab, 1))
    assert "training data: no pre-training" in said
    assert "BL30K pre-training" not in said


def test_the_head_of_a_leaderboard_stays_in_sight(tab, address):
    tab.goto(f"{address}/by/dataset/davis-2017.html")
    row = tab.locator(ROWS).nth(30)
    row.scroll_into_view_if_needed()
    head = tab.locator(".paper-board-table thead th").first.bounding_box()
    box = row.bounding_box()
    assert 0 <= head["y"] < box["y"]
    assert fits(tab)


def test_a_table_that_is_wider_than_the_screen_is_scrolled_by_keyboard(tabs, address):
    with tabs.open(viewport=SCREENS[1]) as tab:
        tab.goto(f"{address}/by/dataset/youtube-vos-2018.html")
        region = tab.get_by_role("region", name="Results on YouTube-VOS 2018 val")
        region.focus()
        tab.keyboard.press("ArrowRight")
        expect(region).not_to_have_js_property("scrollLeft", 0)
        assert tab.locator(f"{ROWS} th").first.bounding_box()["x"] < 100, "the method stays"


def test_papers_of_different_tasks_share_no_result(tabs, address):
    with tabs.open() as tab:
        tab.goto(f"{address}/compare.html?papers=xmem,hfan")
        assert tab.get_by_role("rowheader", name="DAVIS 2016").count() == 0
        tab.goto(f"{address}/compare.html?papers=xmem,stcn")
        row = tab.get_by_role("row", name="DAVIS 2016 val (SVOS)")
        assert row.get_by_role("link", name="source").count() >= 2


def test_papers_are_sorted_by_their_result_for_one_task(tabs, address, real):
    with tabs.open() as tab:
        tab.goto(f"{address}/browse.html?benchmark=davis-2016-val-uvos&sort=result")
        tab.locator(".paper-ready").wait_for()
        keys = tab.locator(".paper-card:visible").evaluate_all(
            "all => all.map(e => e.dataset.paper)"
        )
    board = real.leaderboards["davis-2016-val", "UVOS"]
    best = list(dict.fromkeys(place.key for place in board.places if place.rank))
    assert keys[: len(best)] == best
    assert set(keys) == {place.key for place in board.places}
