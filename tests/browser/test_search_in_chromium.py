"""The ways to search: the boxes that lead to the papers, and the full text of all pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Handler, noting, serve
from tests.site.sites import Site

pytestmark = pytest.mark.slow


class Allowing(Handler):
    """Allows WebAssembly too, as a site without a policy does."""

    def send_header(self, keyword: str, value: str) -> None:
        super().send_header(keyword, value.replace("script-src", "script-src 'wasm-unsafe-eval'"))


@pytest.fixture(scope="module")
def allowing(real_site) -> Iterator[str]:
    yield from serve(real_site.out, Allowing)


@pytest.fixture
def tab(tabs) -> Iterator[Page]:
    with tabs.open() as tab:
        yield tab


def titles(tab):
    tab.get_by_role("status").get_by_text("with “").wait_for()
    return tab.locator(".paper-found .paper-title").all_inner_texts()


def said(tab):
    return tab.locator("#search-results [role=status]").inner_text()


def test_a_word_of_a_summary_finds_the_paper(tab, allowing):
    tab.goto(f"{allowing}/search.html?q=lifetimes")
    title, *rest = titles(tab)
    assert title.startswith("XMem:") and len(rest) < 3
    assert said(tab) == f"{len(rest) + 1} page{'s' if rest else ''} with “lifetimes”"
    assert tab.locator(".paper-found mark").first.inner_text().strip(",.") == "lifetimes"
    assert tab.locator(".paper-found .paper-quiet").first.inner_text() == "SVOS · ECCV 2022"
    tab.locator(".paper-found a").first.click()
    assert tab.url == f"{allowing}/entries/xmem.html"


def test_a_section_of_a_page_is_led_to(tab, allowing):
    tab.goto(f"{allowing}/search.html?q=authors-left-out")
    titles(tab)
    tab.locator(".paper-part a", has_text="authors-left-out").click()
    assert tab.url.endswith("docs/rules.html#rule-authors-left-out")


def test_words_that_are_nowhere_lead_on_to_the_papers(tab, allowing):
    tab.goto(f"{allowing}/search.html?q=zyzzyva+qwxyz")
    assert titles(tab) == []
    assert said(tab) == "No pages with “zyzzyva qwxyz”"
    tab.locator(".paper-to-browse").click()
    tab.wait_for_url(f"{allowing}/browse.html?q=zyzzyva+qwxyz**")


def test_facets_narrow_the_results_and_stand_in_the_address(tab, allowing, real):
    tab.goto(f"{allowing}/search.html?q=video&year=9999")
    titles(tab)
    everything = int(said(tab).split()[0])
    for name, value in ("Type", "RVOS"), ("Year", "2023"), ("Venue", "CVPR"):
        option = tab.get_by_label(name, exact=True).locator(f"option[value='{value}']")
        number = int(option.inner_text().partition("(")[2].rstrip(")"))
        tab.get_by_label(name, exact=True).select_option(value)
        tab.get_by_role("status").get_by_text(f"{number} page").wait_for()
    assert 0 < number < everything
    facts = tab.locator(".paper-found .paper-quiet").all_inner_texts()
    assert len(facts) == number
    assert all("RVOS" in fact and fact.endswith("CVPR 2023") for fact in facts)
    assert tab.url.endswith("?q=video&type=RVOS&venue=CVPR&year=2023")
    tab.reload()
    titles(tab)
    assert tab.locator(".paper-found .paper-quiet").all_inner_texts() == facts
    counted = [
        entry
        for entry in real.entries.values()
        if "RVOS" in entry.types and entry.venue == "CVPR" and entry.year == 2023
    ]
    assert number <= len(counted)
    tab.get_by_label("Words to find").fill("language")
    tab.get_by_label("Venue", exact=True).select_option("")
    tab.get_by_role("button", name="Search").click()
    titles(tab)
    assert tab.url.partition("#")[0].endswith("?q=language&type=RVOS&year=2023")


def test_results_are_walked_by_keyboard(tab, allowing):
    tab.goto(f"{allowing}/search.html")
    tab.get_by_label("Words to find").focus()
    tab.keyboard.type("memory")
    tab.keyboard.press("Enter")
    first = titles(tab)
    assert len(first) == 10
    tab.get_by_label("Words to find").focus()
    for name in ("BUTTON", "SELECT", "SELECT", "SELECT", "A", "A"):
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.tagName") == name
    assert tab.evaluate("document.activeElement.textContent") == first[0]
    tab.get_by_role("button", name="Show more").focus()
    tab.keyboard.press("Enter")
    tab.locator(".paper-found li:nth-child(11)").wait_for()
    expect(tab.locator(".paper-found li:nth-child(11):focus-within")).to_have_count(1)
    assert len(titles(tab)) > 10


def test_a_query_costs_little_and_asks_nobody_else(tabs, allowing):
    with tabs.open(fresh=True) as tab, noting(tab, "response", responses := []):
        tab.goto(f"{allowing}/search.html?q=memory", wait_until="networkidle")
        titles(tab)
        answers = [(answer.url, len(answer.body())) for answer in responses]
    assert [url for url, _ in answers if not url.startswith(allowing)] == []
    assert not any("searchindex" in url or "searchtools" in url for url, _ in answers)
    of_index = [size for url, size in answers if "/pagefind/" in url]
    assert len(of_index) <= 20
    assert sum(of_index) <= 180_000  # pagefind.js counted as it is; compressed a third of it


def test_nothing_is_loaded_for_no_words(tab, allowing):
    with noting(tab, "request", requests := []):
        tab.goto(f"{allowing}/search.html", wait_until="networkidle")
    assert not any("pagefind" in asked.url or "searchindex" in asked.url for asked in requests)
    assert not tab.locator(".paper-narrowing").is_visible()


def test_where_the_index_is_gone_the_search_of_sphinx_is(tabs, allowing):
    with tabs.open(fresh=True, may_complain=True) as tab:
        tab.route("**/pagefind/*.pf_meta*", lambda route: route.fulfill(status=404))
        tab.goto(f"{allowing}/search.html?q=Schwing")
        tab.locator("#search-results li a", has_text="XMem").first.wait_for()
        tab.unroute_all()
        tab.route("**/pagefind.js", lambda route: route.fulfill(status=404))
        tab.goto(f"{allowing}/search.html?q=Schwing")
        tab.locator("#search-results li a", has_text="XMem").first.wait_for()
        assert tab.locator(".paper-found").count() == 0


@pytest.mark.parametrize("place", ["a strict policy", "the file system"])
def test_where_the_index_cannot_be_used_the_search_of_sphinx_is(tab, address, real_site, place):
    root = address if place == "a strict policy" else real_site.out.as_uri()
    with noting(tab, "request", requests := []):
        tab.goto(f"{root}/search.html?q=Schwing&type=SVOS")
        tab.locator("#search-results li a", has_text="XMem").first.wait_for()
    assert tab.locator(".paper-search input[name=q]").input_value() == "Schwing"
    assert not tab.locator(".paper-narrowing").is_visible()
    assert not any("pagefind" in asked.url for asked in requests)


def test_without_scripts_the_search_page_leads_to_all_papers(tabs, real_site):
    with tabs.open(java_script_enabled=False) as tab:
        tab.goto(f"{real_site.out.as_uri()}/search.html?q=memory")
        assert "The search needs JavaScript" in tab.locator("noscript .paper-empty").inner_text()
        assert not tab.locator(".paper-narrowing").is_visible()
        tab.locator("noscript a").click()
        assert tab.locator("h1").inner_text().startswith("Browse")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("page", ["index", "entries/xmem", "by/venue/cvpr-2023", "search"])
def test_the_box_in_the_sidebar_leads_to_the_papers(tabs, address, real_site, page, script):
    for root in (address, real_site.out.as_uri()):
        with tabs.open(java_script_enabled=script) as tab:
            tab.goto(f"{root}/{page}.html")
            tab.locator(".sidebar-search").fill("long term & more")
            tab.locator(".sidebar-search").press("Enter")
            tab.wait_for_url(f"{root}/browse.html?q=long+term+%26+more**")


def test_the_box_of_the_home_page_leads_to_the_papers(tabs, address):
    with tabs.open(viewport={"width": 320, "height": 700}) as tab:
        tab.goto(f"{address}/index.html")
        tab.get_by_role("main").get_by_label("Find a paper").fill("xmem")
        tab.get_by_role("main").get_by_role("button", name="Find").click()
        tab.wait_for_url(f"{address}/browse.html?q=xmem**")


@pytest.mark.parametrize("width", [320, 1280])
def test_results_fit_the_screen(tabs, allowing, width):
    with tabs.open(viewport={"width": width, "height": 700}) as tab:
        tab.goto(f"{allowing}/search.html?q=video")
        titles(tab)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_entries_run_nothing_in_results(tabs, tmp_path):
    site = Site(tmp_path / "site")
    attack = '<img src=x onerror="window.hacked=1"> </mark>&lt;script&gt;'
    site.entry("one", title="'A < B & C > D'", body=f"Some `{attack}` zyzzyva words.\n")
    served = serve(site.build().out, Allowing)
    with tabs.open(may_complain=True) as tab:  # it has no icon
        tab.goto(f"{next(served)}/search.html?q=zyzzyva")
        assert titles(tab) == ["A < B & C > D"]
        found = " ".join(tab.locator(".paper-found").inner_text().split())
        assert '<img src=x onerror="window.hacked=1">' in found
        assert tab.locator(".paper-found img, .paper-found script").count() == 0
        assert tab.evaluate("window.hacked") is None
    served.close()
