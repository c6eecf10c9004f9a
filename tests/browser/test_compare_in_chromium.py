"""Papers side by side, and the ticks that lead there: by http and as files, on all screens."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.browser.choices import BARE, SCREENS, fits


def heads(tab):
    return tab.locator(".paper-table thead th").evaluate_all("all => all.map(e => e.dataset.paper)")


def row(tab, title):
    """Return the texts of the cells beside a title."""
    head = tab.get_by_role("rowheader", name=title, exact=True)
    cells = head.locator("xpath=following-sibling::td").all_inner_texts()
    return [" ".join(cell.split()) for cell in cells]


def said(tab):
    return tab.locator(".paper-said").inner_text()


def test_facts_stand_side_by_side(tab, place):
    tab.goto(f"{place}/compare.html?papers=xmem,two")
    assert heads(tab) == ["xmem", "two"]
    assert row(tab, "Type") == ["SVOS", "SVOS"]
    assert row(tab, "Published")[0].startswith("ECCV 2022")
    assert row(tab, "Authors") == ["Ho Kei Cheng, Alexander G. Schwing", "–"]
    assert row(tab, "Keywords") == ["memory, long-term", "–"]
    assert row(tab, "Note") == ["generalist model", "–"]
    assert row(tab, "Links") == ["Paper Code", "Paper Code"]
    assert row(tab, "Builds on") == ["STCN", "One gone-elsewhere"]
    assert (
        tab.get_by_role("link", name="One", exact=True).get_attribute("href") == "entries/one.html"
    )
    assert tab.title().startswith("XMem, Two – Compare")
    assert fits(tab)


def test_results_on_shared_benchmarks_have_their_sources(tab, place):
    tab.goto(f"{place}/compare.html?papers=one,two,xmem")
    one, two, none = row(tab, "DAVIS 2017 val")
    assert one == "J&F 86.2 22.6 fps, V100 source"
    assert two == "J&F 88.1 source"
    assert none == "–"
    sources = tab.get_by_role("link", name="source")
    assert {a.get_attribute("href") for a in sources.all()} == {"https://example.org/val"}
    assert tab.get_by_role("rowheader", name="DAVIS 2017 test-dev").count() == 0
    tab.goto(f"{place}/compare.html?papers=one,stcn")
    assert row(tab, "Results") == ["none on a benchmark that two of these papers share"]


def test_the_address_is_the_state(tab, place):
    tab.goto(f"{place}/compare.html?papers=xmem,stcn,vlt")
    tab.get_by_role("button", name="Take away STCN").click()
    assert heads(tab) == ["xmem", "vlt"]
    assert tab.url.endswith("compare.html?papers=xmem,vlt")
    tab.get_by_role("button", name="Take away XMem").click()
    assert heads(tab) == ["vlt"]
    tab.go_back()
    assert heads(tab) == ["xmem", "vlt"]
    tab.go_back()
    assert heads(tab) == ["xmem", "stcn", "vlt"]
    tab.go_forward()
    tab.reload()
    assert heads(tab) == ["xmem", "vlt"]


def test_the_focus_stays_near_what_was_taken_away(tab, place):
    tab.goto(f"{place}/compare.html?papers=xmem,stcn,vlt")
    for name, following in (("STCN", "Take away VLT"), ("VLT", "Take away XMem")):
        button = tab.get_by_role("button", name=re.compile(f"Take away {name}"))
        button.focus()
        tab.keyboard.press("Enter")
        label = tab.evaluate("document.activeElement.getAttribute('aria-label')")
        assert label.startswith(following)
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "compare-paper"
    assert said(tab) == "XMem is taken away. Choose two to six papers."


@pytest.mark.parametrize(
    ("words", "key"),
    [("STCN", "stcn"), ("stcn", "stcn"), ("2106.05210", "stcn"), ("Kernelized memory", "kmn-m"),
     ("x-mem", None), ("10.1000/two", "two"), ("Yu-Wing", "stcn")],
)  # fmt: skip
def test_a_paper_is_added_by_what_it_is_called(tabs, place, words, key):
    with tabs.open() as tab:
        tab.goto(f"{place}/compare.html?papers=xmem")
        assert said(tab) == "One more is needed to compare."
        tab.get_by_label("Add a paper").focus()
        tab.keyboard.type(words)
        tab.keyboard.press("Enter")
        assert heads(tab) == ["xmem", key] if key else ["xmem"]
        assert tab.evaluate("document.activeElement.id") == "compare-paper"


def test_suggestions_come_from_the_collection(tab, place):
    tab.goto(f"{place}/compare.html?papers=xmem")
    field = tab.get_by_label("Add a paper")
    field.press_sequentially("referr")
    offered = tab.locator("datalist option").evaluate_all("all => all.map(o => o.value)")
    assert len(offered) == 2
    assert any(text.startswith("LoSh: Long-Short Text") for text in offered)
    field.press("Enter")
    assert said(tab).startswith("2 papers have these words")
    # What a browser sends when one is taken from the list.
    field.evaluate("(e, v) => { e.value = v; e.dispatchEvent(new Event('input')) }", offered[0])
    assert len(heads(tab)) == 2
    assert field.input_value() == ""


def test_what_cannot_be_shown_is_told(tab, place):
    tab.goto(f"{place}/compare.html?papers=nobody,X-Mem,xmem,%3Cb%3Ehi,stcn")
    assert heads(tab) == ["xmem", "stcn"]
    assert "No paper here has the key “nobody”." in said(tab)
    assert "“<b>hi”" in said(tab)
    field = tab.get_by_label("Add a paper")
    field.fill("quite unknown")
    field.press("Enter")
    assert said(tab) == "No paper here is called “quite unknown”."
    field.fill("STCN")
    field.press("Enter")
    assert said(tab) == "That paper is here already."


def test_six_are_the_most(tab, place):
    tab.goto(f"{place}/compare.html?papers=xmem,stcn,vlt,losh,uninext,one,two")
    assert heads(tab) == ["xmem", "stcn", "vlt", "losh", "uninext", "one"]
    assert "Only the first 6 papers are shown, not Two." in said(tab)
    assert tab.get_by_label("Add a paper").is_disabled()
    assert fits(tab)
    tab.get_by_role("button", name="Take away LoSh").click()
    assert tab.get_by_label("Add a paper").is_enabled()


def test_without_a_paper_it_says_what_to_do(tab, place):
    tab.goto(f"{place}/compare.html")
    assert said(tab) == "Choose two to six papers."
    assert tab.locator(".paper-table").is_hidden()
    assert tab.get_by_role("link", name="the list of all papers").is_visible()


def test_without_a_script_the_page_explains_itself(tabs, place):
    with tabs.open(java_script_enabled=False) as tab:
        tab.goto(f"{place}/compare.html?papers=xmem,stcn")
        assert "needs JavaScript" in tab.locator(".paper-compare .paper-empty").inner_text()
        assert tab.locator(".paper-choose").is_hidden()
        tab.goto(f"{place}/entries/xmem.html")
        assert tab.locator(".paper-star, .paper-tick").count() == 0


def test_a_hostile_paper_is_text(tab, place):
    tab.goto(f"{place}/compare.html?papers=bad,xmem")
    assert "<img src=x onerror" in tab.locator(".paper-table thead").inner_text()
    assert row(tab, "Note")[0].startswith("<img")
    assert row(tab, "In short")[0].startswith("It <img")
    assert tab.locator(".paper-compare img").count() == 0
    assert tab.evaluate("window.hacked") is None


def test_the_titles_stay_in_sight_on_a_phone(tabs, place):
    with tabs.open(viewport=SCREENS[1]) as tab:
        tab.goto(f"{place}/compare.html?papers=xmem,stcn,vlt")
        table = tab.get_by_role("region", name="The papers side by side")
        table.focus()
        assert tab.evaluate("document.activeElement.className") == "paper-table"
        before = tab.get_by_role("rowheader", name="Authors").bounding_box()
        table.evaluate("e => e.scrollLeft = 250")
        after = tab.get_by_role("rowheader", name="Authors").bounding_box()
        assert abs(before["x"] - after["x"]) <= 1
        assert table.evaluate("e => e.scrollLeft") == 250


def test_a_paper_s_own_page_leads_here(tab, place):
    tab.goto(f"{place}/entries/stcn.html")
    tab.get_by_role("link", name="Compare").click()
    expect(tab.locator(".paper-table thead th")).to_have_count(1)
    assert tab.url.endswith("/compare.html?papers=stcn")
    assert heads(tab) == ["stcn"]


# Ticks in a list.


@pytest.fixture
def ticking(tab, place):
    """Return a list of cards that can be ticked."""
    tab.goto(f"{place}/browse.html")
    return tab


def test_ticks_gather_papers_to_compare(ticking):
    bar = ticking.get_by_role("region", name="Ticked papers")
    assert bar.count() == 0
    ticking.get_by_label("Compare XMem").check()
    assert "XMem. Tick one more to compare." in bar.inner_text()
    assert bar.locator("[data-do=compare]").get_attribute("href") is None
    ticking.get_by_label("Compare STCN").check()
    assert bar.inner_text().startswith("XMem, STCN.")
    assert fits(ticking)
    bar.get_by_role("link", name="Compare (2)").click()
    expect(ticking.locator(".paper-table thead th")).to_have_count(2)
    assert ticking.url.endswith("/compare.html?papers=xmem,stcn")
    ticking.go_back()
    assert ticking.get_by_label("Compare XMem").is_checked()
    expect(bar).to_be_visible()
    bar.get_by_role("button", name="Clear the ticks").click()
    assert not ticking.get_by_label("Compare XMem").is_checked()
    assert ticking.evaluate("document.activeElement.getAttribute('aria-label')") == "Compare XMem"
    assert bar.count() == 0


def test_more_than_six_ticks_cannot_be_compared(ticking):
    boxes = ticking.locator(".paper-tick")
    for number in range(7):
        boxes.nth(number).check()
    bar = ticking.get_by_role("region", name="Ticked papers")
    assert "Up to 6 can be compared." in bar.inner_text()
    assert bar.locator("[data-do=compare]").get_attribute("href") is None


def test_ticked_papers_are_saved_together(ticking):
    ticking.get_by_label("Compare XMem").check()
    ticking.get_by_label("Compare STCN").check()
    ticking.get_by_role("button", name="Save to the reading list").click()
    assert ticking.evaluate("readingList.keys()") == ["xmem", "stcn"]


def test_a_list_with_ticks_has_no_stars(ticking):
    assert (
        ticking.locator(".picking .paper-tick").count()
        == ticking.locator(".picking .paper-card").count()
    )
    assert ticking.get_by_label("Compare <img src=x").count() == 1
    assert ticking.evaluate("window.hacked") is None


def test_axe_finds_nothing_to_mend(tabs, out):
    with tabs.open(bypass_csp=True) as tab:
        tab.goto(f"{out.as_uri()}/browse.html")
        tab.get_by_label("Compare XMem").check()
        assert faults(tab, **BARE) == []
        tab.get_by_label("Compare STCN").check()
        assert faults(tab, **BARE) == []
        tab.goto(f"{out.as_uri()}/compare.html?papers=one,two,xmem,nobody")
        assert faults(tab, **BARE) == []
