"""The reading list: stars, the page of what is saved, and what a browser may refuse."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.browser.choices import BARE, SHIFTS, fits
from tests.browser.conftest import noting, serve

CLIPBOARD = ["clipboard-read", "clipboard-write"]
KEPT = "paperbase.reading-list"


def save(tab, place, *keys):
    """Save papers as if their stars had been pressed before."""
    tab.goto(f"{place}/reading-list.html")
    tab.evaluate("keys => readingList.save(keys)", list(keys))


def saved(tab):
    return tab.locator(".paper-saved .paper-card").evaluate_all(
        "all => all.map(e => e.dataset.saved)"
    )


def said(tab):
    return tab.locator(".paper-said").inner_text()


def test_a_star_saves_a_paper_and_is_kept(tab, place):
    tab.goto(f"{place}/entries/xmem.html")
    star = tab.get_by_role("button", name="Save XMem to the reading list")
    assert star.get_attribute("aria-pressed") == "false"
    star.focus()
    tab.keyboard.press("Space")
    assert star.get_attribute("aria-pressed") == "true"
    tab.reload()
    assert star.get_attribute("aria-pressed") == "true"
    tab.goto(f"{place}/by/type/svos.html")
    card = tab.locator(".paper-card[data-paper=xmem] .paper-star")
    assert card.get_attribute("aria-pressed") == "true"
    card.click()
    assert card.get_attribute("aria-pressed") == "false"
    assert tab.evaluate("readingList.keys()") == []
    assert fits(tab)


def test_every_card_has_a_star_that_names_its_paper(tab, place):
    tab.goto(f"{place}/by/type/rvos.html")
    cards = tab.locator(".paper-card").count()
    labels = tab.locator(".paper-star").evaluate_all("all => all.map(e => e.ariaLabel)")
    assert len(labels) == len(set(labels)) == cards
    assert "Save LoSh to the reading list" in labels
    box = tab.locator(".paper-star").first.bounding_box()
    assert min(box["width"], box["height"]) >= 24


def test_saving_leads_to_the_list(tab, place):
    tab.goto(f"{place}/entries/xmem.html")
    tab.get_by_role("button", name="Save XMem").click()
    tab.get_by_role("status").get_by_role("link", name="Reading list (1)").click()
    card = tab.locator(".paper-saved .paper-card")
    expect(card).to_have_count(1)
    assert tab.url.endswith("/reading-list.html")
    assert saved(tab) == ["xmem"]
    assert card.get_by_role("link", name="XMem").first.get_attribute("href") == "entries/xmem.html"
    assert card.locator("[data-type=SVOS]").get_attribute("href") == "by/type/svos.html"
    assert card.get_by_text("ECCV 2022").is_visible()
    assert card.get_by_role("link", name="Code").is_visible()
    assert fits(tab)


@pytest.mark.parametrize("page", ["entries/xmem", "by/type/svos", "index"])
def test_nothing_moves_when_the_stars_come(tab, place, page):
    tab.goto(f"{place}/{page}.html")
    tab.locator(".paper-star").first.wait_for()
    assert tab.evaluate(SHIFTS) == []


def test_a_star_moves_nothing_when_it_is_pressed(tab, place):
    tab.goto(f"{place}/by/type/svos.html")
    places = "all => all.map(e => [e.getBoundingClientRect().x, e.getBoundingClientRect().y])"
    before = tab.locator(".paper-card").evaluate_all(places)
    tab.locator(".paper-star").first.evaluate("star => star.click()")
    assert tab.locator(".paper-card").evaluate_all(places) == before


def test_papers_stand_in_the_order_of_saving_or_by_name(tab, place):
    save(tab, place, "xmem", "losh", "stcn")
    assert saved(tab) == ["stcn", "losh", "xmem"]
    tab.get_by_label("Sort by").select_option("name")
    assert saved(tab) == ["losh", "stcn", "xmem"]
    assert tab.locator(".paper-shown").inner_text() == "3 papers"


def test_a_paper_is_removed_and_comes_back(tab, place):
    save(tab, place, "xmem", "losh", "stcn")
    tab.get_by_role("button", name="Remove LoSh").click()
    assert saved(tab) == ["stcn", "xmem"]
    assert said(tab) == "LoSh is removed."
    assert tab.evaluate("document.activeElement.ariaLabel") == "Remove XMem"
    tab.get_by_role("button", name="Undo").click()
    assert saved(tab) == ["stcn", "losh", "xmem"]
    assert tab.get_by_role("button", name="Undo").count() == 0


def test_all_are_cleared_and_come_back(tab, place):
    save(tab, place, "xmem", "losh")
    tab.get_by_role("button", name="Clear all").click()
    assert saved(tab) == []
    assert said(tab) == "2 papers removed."
    assert tab.get_by_text("Nothing saved yet.").is_visible()
    assert tab.get_by_role("button", name="Clear all").count() == 0
    tab.keyboard.press("Enter")  # the focus is on Undo
    assert saved(tab) == ["losh", "xmem"]


def test_an_empty_list_says_how_to_fill_it(tab, place):
    tab.goto(f"{place}/reading-list.html")
    assert tab.get_by_text("Nothing saved yet.").is_visible()
    assert tab.locator(".paper-bar").is_hidden()


@pytest.mark.parametrize(
    ("format", "file", "piece"),
    [("BibTeX", ".bib", "@inproceedings{cheng2022xmem,"), ("RIS", ".ris", "TY  - "),
     ("CSV", ".csv", "XMem"), ("JSON", ".json", '"xmem"')],
)  # fmt: skip
def test_the_list_is_exported(tabs, place, format, file, piece):
    with tabs.open() as tab:
        save(tab, place, "xmem", "losh")
        tab.locator(".paper-export summary").click()
        with tab.expect_download() as given:
            tab.get_by_role("button", name=format, exact=True).click()
        text = given.value.path().read_text("utf-8")
        assert given.value.suggested_filename.endswith(file)
        assert piece in text
        assert "LoSh" in text
        assert "STCN" not in text
        assert said(tab).startswith("2 papers saved as")
        assert tab.evaluate("document.activeElement.localName") == "summary"


def test_the_list_is_copied_as_markdown(tabs, place):
    with tabs.open(permissions=CLIPBOARD) as tab:
        save(tab, place, "xmem")
        tab.locator(".paper-export summary").click()
        tab.get_by_role("button", name="Copy as Markdown list").click()
        expect(tab.locator(".paper-said")).to_have_text("1 paper copied as a list")
        assert "XMem" in tab.evaluate("navigator.clipboard.readText()")


def test_two_to_six_lead_to_their_comparison(tab, place):
    save(tab, place, "xmem")
    assert tab.get_by_role("link", name="Compare", exact=True).count() == 0
    save(tab, place, "xmem", "losh")
    tab.get_by_role("link", name="Compare", exact=True).click()
    assert tab.url.endswith("/compare.html?papers=losh,xmem")


def test_tabs_follow_each_other(tabs, place):
    with tabs.open() as tab:
        tab.goto(f"{place}/entries/xmem.html")
        other = tab.context.new_page()
        other.goto(f"{place}/reading-list.html")
        tab.get_by_role("button", name="Save XMem").click()
        expect(other.locator(".paper-saved .paper-card")).to_have_count(1)
        other.get_by_role("button", name="Remove XMem").click()
        star = tab.get_by_role("button", name="Save XMem")
        expect(star).to_have_attribute("aria-pressed", "false")


def test_what_is_saved_is_counted_in_the_sidebar(tabs, real_site):
    with tabs.open() as tab:
        tab.goto((real_site.out / "entries" / "xmem.html").as_uri())
        tab.get_by_role("button", name="Save XMem").click()
        tab.goto((real_site.out / "index.html").as_uri())
        link = tab.locator(".sidebar-tree").get_by_role("link", name="Reading list")
        assert link.inner_text() == "Reading list (1)"
        link.click()
        expect(tab.locator(".paper-saved .paper-card")).to_have_count(1)


def test_old_keys_lead_to_their_papers_and_unknown_ones_are_told(tab, place):
    save(tab, place, "x-mem", "gone-for-good")
    assert saved(tab) == ["x-mem", "gone-for-good"]
    assert (
        "No paper of this collection has this key now." in tab.locator(".paper-cards").inner_text()
    )
    tab.get_by_role("button", name="Remove gone-for-good").click()
    assert saved(tab) == ["x-mem"]
    tab.get_by_role("button", name="Remove XMem").click()
    assert saved(tab) == []


@pytest.mark.parametrize(
    "kept", ["", "{", "7", '{"a": 1}', '[1, null, "xmem", "xmem", "<b>", "../x"]', '"xmem"', "null"]
)
def test_whatever_is_kept_breaks_nothing(tabs, place, kept):
    with tabs.open() as tab:
        tab.goto(f"{place}/reading-list.html")
        tab.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEPT, kept])
        tab.reload()
        assert saved(tab) == (["xmem"] if "null, " in kept else [])


def test_a_hostile_paper_is_text(tab, place):
    save(tab, place, "bad")
    assert "<img src=x onerror" in tab.locator(".paper-saved .paper-title").inner_text()
    assert tab.locator(".paper-saved img").count() == 0
    tab.get_by_role("button", name="Remove <img").click()
    assert said(tab).startswith("<img")
    assert tab.evaluate("window.hacked") is None


REFUSED = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("refused", "SecurityError"); }
});"""
FULL = """() => {
    Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""


def test_where_storage_is_refused_there_are_no_stars_and_the_page_says_why(tabs, place):
    with tabs.open(fresh=True, may_complain=True) as tab:  # the theme's own script complains
        tab.add_init_script(REFUSED)
        tab.goto(f"{place}/entries/xmem.html")
        assert tab.get_by_role("button", name="Copy").is_visible()
        assert tab.locator(".paper-star").count() == 0
        tab.goto(f"{place}/reading-list.html")
        assert said(tab).startswith("This browser lets no page keep anything")


def test_where_storage_is_full_the_star_says_so(tab, place):
    tab.goto(f"{place}/entries/xmem.html")
    tab.evaluate(FULL)
    star = tab.get_by_role("button", name="Save XMem")
    star.click()
    assert tab.get_by_role("status").get_by_text("This browser refuses").is_visible()
    assert star.get_attribute("aria-pressed") == "false"


def test_without_a_script_there_is_no_star_and_the_page_explains_itself(tabs, place):
    with tabs.open(java_script_enabled=False) as tab:
        tab.goto(f"{place}/by/type/svos.html")
        assert tab.locator(".paper-star").count() == 0
        tab.goto(f"{place}/reading-list.html")
        assert "needs JavaScript" in tab.locator("noscript .paper-empty").inner_text()
        assert tab.locator(".paper-bar").is_hidden()


def test_nothing_is_sent(tabs, out):
    served = serve(out)
    asked = []
    with tabs.open() as tab, noting(tab, "request", asked):
        address = next(served)
        tab.goto(f"{address}/entries/xmem.html", wait_until="networkidle")
        asked.clear()
        tab.get_by_role("button", name="Save XMem").click()
        assert asked == []
        tab.goto(f"{address}/reading-list.html", wait_until="networkidle")
        assert not any("xmem" in request.url or request.method != "GET" for request in asked)
        kept = json.loads(tab.evaluate("key => localStorage.getItem(key)", KEPT))
        assert kept == ["xmem"]
    served.close()


def test_axe_finds_nothing_to_mend(tabs, out):
    with tabs.open(bypass_csp=True) as tab:
        tab.goto(f"{out.as_uri()}/entries/xmem.html")
        tab.get_by_role("button", name="Save XMem").click()
        assert faults(tab, **BARE) == []
        save(tab, out.as_uri(), "xmem", "losh", "gone")
        tab.get_by_role("button", name="Remove XMem").click()
        tab.locator(".paper-export summary").click()
        assert faults(tab, **BARE) == []
