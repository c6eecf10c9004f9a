"""axe-core finds nothing to mend, on any kind of page, in either theme, on any screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.axe import faults
from tests.browser.conftest import serve
from tests.browser.test_search_in_chromium import Allowing
from tests.projects import REPOSITORY

pytestmark = pytest.mark.slow

# Text, tables and code, as other documents have them.
PLAIN = {"commands", "developing", "editors", "maintaining"}
PAGES = [
    "index.html", "entries/xmem.html", "entries/uninext.html", "entries/refsam.html",
    "by/type/index.html", "by/type/svos.html", "by/venue/index.html", "by/venue/arxiv-2023.html",
    "by/year/index.html", "by/year/2023.html", "by/review/index.html", "by/review/4-2.html",
    "by/dataset/index.html", "by/dataset/davis-2016.html", "by/dataset/mose.html?best=1&since=2025",
    "by/type/xvos.html", "by/review/3.html", "entries/cutie.html", "lineage.html", "statistics.html",
    "authors.html", "paper-index.html", "browse.html", "browse.html?q=memory&type=SVOS",
    "browse.html?q=zyzzyva", "compare.html", "compare.html?papers=xmem,stcn", "reading-list.html",
    "add.html", "search.html", "search.html?q=memory", "search.html?q=zyzzyva", "404.html",
    *(f"docs/{path.stem}.html" for path in sorted((REPOSITORY / "docs").glob("*.md"))
      if path.stem not in PLAIN),
]  # fmt: skip


@pytest.fixture(scope="module")
def allowing(real_site) -> Iterator[str]:
    yield from serve(real_site.out, Allowing)


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_to_mend(tabs, allowing, page):
    with tabs.open(bypass_csp=True, reduced_motion="reduce") as tab:
        assert tab.goto(f"{allowing}/{page}").ok
        if "?" in page:
            tab.wait_for_load_state("networkidle")
        assert faults(tab) == []


FAULTY = """<!doctype html><html lang="en"><title>Faults</title><style>
    p { color: #000; background: #fff }
    .hidden { display: none }
    @media (prefers-color-scheme: dark) { .dark { color: #aaa } }
    @media (max-width: 400px) {
        .narrow { color: #bbb }
        .hidden { display: block }
    }
    @media (max-width: 400px) and (prefers-color-scheme: dark) { .both { color: #ccc } }
</style><main><h1>Faults</h1>
<p class="dark">One</p><p class="narrow">Two</p><p class="both">Three</p>
<button class="hidden"></button></main></html>"""


def test_a_fault_of_one_look_alone_is_found(tabs):
    with tabs.open(bypass_csp=True) as tab:
        tab.set_content(FAULTY)
        found = [[*fault.split(": ")[:2], fault.partition("['")[2]] for fault in faults(tab)]
    assert [(look, rule, place.partition("'")[0]) for look, rule, place in found] == [
        ("1280, dark", "color-contrast", ".dark"),
        ("360, dark", "color-contrast", ".dark"),
        ("360, dark", "color-contrast", ".narrow"),
        ("360, dark", "color-contrast", ".both"),
        ("360, light", "button-name", "button"),
        ("360, light", "color-contrast", ".narrow"),
    ]
