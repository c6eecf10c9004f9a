"""The pages in a browser: nothing from elsewhere, nothing hostile runs, nothing needs a script."""

from __future__ import annotations

import pytest

from tests.browser.conftest import noting, serve
from tests.site.sites import Site

PAGES = [
    "index", "entries/xmem", "entries/uninext", "by/type/index", "by/type/svos", "by/venue/index",
    "by/venue/arxiv-2023", "by/venue/journals-2022", "by/year/2023", "by/review/index",
    "by/review/4-2", "by/dataset/index", "by/dataset/youtube-vos-2018", "authors", "docs/review", "docs/about", "docs/contributing", "docs/references", "search",
    "paper-index",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_no_request_leaves_the_site_and_the_policy_holds(tabs, address, page):
    requests = []
    with tabs.open() as tab, noting(tab, "request", requests):
        tab.goto(f"{address}/{page}.html", wait_until="networkidle")
    asked = {request.url for request in requests}
    assert len([url for url in asked if url.startswith(address)]) <= (
        20 if page == "search" else 16
    )
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_a_small_screen(tabs, address, page):
    with tabs.open(viewport={"width": 320, "height": 700}) as tab:
        tab.goto(f"{address}/{page}.html")
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_page_is_complete_from_the_file_system(tabs, real_site, script):
    with tabs.open(java_script_enabled=script) as tab:
        tab.goto((real_site.out / "by/venue/cvpr-2023.html").as_uri())
        assert tab.locator(".paper-card").count() == 9
        card = tab.locator("[data-paper=uninext]")
        assert card.locator("[data-type=SVOS]").is_visible()
        assert card.get_by_role("link", name="Code").is_visible()
        card.locator("a[href$='entries/uninext.html']").first.click()
        assert "Universal Instance Perception" in tab.locator("h1").inner_text()
        assert tab.get_by_text("@inproceedings{yan2023uninext").is_visible()


def test_links_with_icons_show_them_without_a_request(tabs, address):
    with tabs.open() as tab:
        tab.goto(f"{address}/by/venue/cvpr-2023.html")
        box = tab.locator(".paper-card .paper-icon").first.bounding_box()
        assert box and 8 <= box["width"] <= 24


def test_the_citation_is_copied(tabs, address):
    with tabs.open(permissions=["clipboard-read", "clipboard-write"]) as tab:
        tab.goto(f"{address}/entries/xmem.html")
        tab.locator(".paper-cite button").click()
        copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@inproceedings{cheng2022xmem,")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_badges_can_be_read(tabs, address, theme):
    contrast = """element => {
        const parse = c => c.match(/[\\d.]+/g).map(Number);
        const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
            .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
        const style = getComputedStyle(element);
        let box = element;
        let back = parse(style.backgroundColor);
        while (back.length === 4 && back[3] === 0) {
            box = box.parentElement;
            back = parse(getComputedStyle(box).backgroundColor);
        }
        const [a, b] = [light(parse(style.color)), light(back)].sort((x, y) => y - x);
        return (a + 0.05) / (b + 0.05);
    }"""
    with tabs.open(color_scheme=theme) as tab:
        for page in ("index", "by/year/2023", "entries/uninext"):
            tab.goto(f"{address}/{page}.html")
            badges = tab.locator("article :is(.paper-type, .paper-venue, .paper-note, .paper-now)")
            assert badges.count() > 0
            for ratio in badges.evaluate_all(f"all => all.map({contrast})"):
                assert ratio >= 4.5


def test_hostile_entries_run_nothing(tabs, tmp_path):
    site = Site(tmp_path / "site")
    attack = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
    site.entry("one", title=f"'A {attack} B'", body=f"{attack}\n\n```{{raw}} html\n{attack}\n```\n")
    site.entry("two", title="'A &lt;script&gt;window.hacked=1&lt;/script&gt; \"B\" $x_1$'",
               name="'\"><script>window.hacked=1</script>'", note=f"'{attack}'")  # fmt: skip
    out = site.build().out
    served = serve(out)
    address = next(served)
    with tabs.open(may_complain=True) as tab:  # it has no icon
        pages = ["entries/one", "entries/two", "index", "by/type/svos", "authors", "paper-index",
                 "search.html?q=hacked&x=", "search.html?q=script&x="]  # fmt: skip
        for page in pages:
            url = page if "?" in page else f"{page}.html"
            tab.goto(f"{address}/{url}", wait_until="networkidle")
            assert tab.evaluate("window.hacked") is None, page
    served.close()


def test_search_finds_a_paper_by_its_author(tabs, address):
    with tabs.open() as tab:
        tab.goto(f"{address}/search.html?q=Schwing")
        tab.locator("#search-results li a", has_text="XMem").first.wait_for()


def test_a_note_keeps_the_policy(tabs, tmp_path):
    site = Site(tmp_path / "site")
    site.write("conf.py", site.path("conf.py").read_text("utf-8") + "\nhtml_favicon = 'dot.svg'\n")
    site.write("dot.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.entry("noted", body="```{note}\nMind the gap.\n```\n\n$x_1 < \\frac{1}{2}$\n")
    served = serve(site.build().out)
    with tabs.open() as tab:
        tab.goto(f"{next(served)}/entries/noted.html", wait_until="networkidle")
        assert tab.get_by_text("Mind the gap.").is_visible()
        tab.screenshot(path=tmp_path / "noted.png")
    served.close()
