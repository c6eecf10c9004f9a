"""axe-core finds nothing to mend, on any kind of page, in either theme, on any screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT

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


# The structure of a page is that of both themes; its colours are not.
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
LOOKS = {
    "wide": ({"width": 1280, "height": 900}, "light", {}),
    "wide, dark": ({"width": 1280, "height": 900}, "dark", COLOURS),
    "narrow, dark": ({"width": 360, "height": 900}, "dark", COLOURS),
    "narrow": ({"width": 360, "height": 900}, "light", {}),
}


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_to_mend(browser, allowing, page):
    violations = []
    # What axe puts into a page is no part of it: the policy would refuse it.
    with browser.new_context(bypass_csp=True, reduced_motion="reduce") as context:
        tab = context.new_page()
        assert tab.goto(f"{allowing}/{page}").ok
        if "?" in page:
            tab.wait_for_load_state("networkidle")
        tab.evaluate(AXE_SCRIPT)
        for look, (size, theme, options) in LOOKS.items():
            tab.set_viewport_size(size)
            tab.emulate_media(color_scheme=theme)
            found = tab.evaluate(
                "options => axe.run(options)", {"resultTypes": ["violations"]} | options
            )
            for fault in found["violations"]:
                for node in fault["nodes"]:
                    where = f"{node['target']} {node['html'][:150]}"
                    violations.append(f"{look}: {fault['id']}: {fault['help']}: {where}")
    assert not violations, "\n".join(violations)
