"""axe-core finds nothing to mend, on any kind of page, in either theme, on any screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.axe import faults
from tests.browser.conftest import serve
from tests.browser.test_search_in_chromium import Allowing
from tests.projects import REPOSITORY

pytestmark = pytest.mark.slow

PAGES = [
    "index.html", "entries/xmem.html", "entries/uninext.html", "entries/refsam.html",
    "by/type/index.html", "by/type/svos.html", "by/venue/index.html", "by/venue/arxiv-2023.html",
    "by/year/index.html", "by/year/2023.html", "by/review/index.html", "by/review/4-2.html",
    "by/dataset/index.html", "by/dataset/davis-2016.html", "by/dataset/mose.html?best=1&since=2025",
    "by/type/xvos.html", "by/review/3.html", "entries/cutie.html", "lineage.html", "statistics.html",
    "authors.html", "paper-index.html", "browse.html", "browse.html?q=memory&type=SVOS",
    "browse.html?q=zyzzyva", "compare.html", "compare.html?papers=xmem,stcn", "reading-list.html",
    "add.html", "search.html", "search.html?q=memory", "search.html?q=zyzzyva", "404.html",
    *(f"docs/{path.stem}.html" for path in sorted((REPOSITORY / "docs").glob("*.md"))),
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
