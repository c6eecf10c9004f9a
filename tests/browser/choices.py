"""A small site with results, a hostile paper and the pages for what a reader chooses."""

from __future__ import annotations

import html
import json
from pathlib import Path

from tests.site.sites import Site

BENCHMARKS = """
[datasets.davis-2017]
name = "DAVIS 2017"
year = 2017

[datasets.davis-2017.benchmarks.davis-2017-val]
split = "val"
tasks = ["SVOS"]
metrics = ["J&F", "J", "F"]
main = "J&F"

[datasets.davis-2017.benchmarks.davis-2017-test-dev]
split = "test-dev"
tasks = ["SVOS"]
metrics = ["J&F"]
main = "J&F"
"""
# The catalog refuses such a title; scripts have to show it as text even where it got through.
HOSTILE = "<img src=x onerror=window.hacked=1>"
HARMLESS = "stands for HTML"
PAGES = {
    "compare": "# Compare papers\n\n```{paper:compare}\n```\n",
    "reading-list": "# Reading list\n\n```{paper:reading-list}\n```\n",
    "browse": "# Browse\n\n:::{container} picking\n```{paper:cards}\n```\n:::\n",
}


def choice_site(folder: Path) -> Path:
    """Build the site; return where its pages are."""
    site = Site(folder)
    site.write("taxonomy.toml", site.path("taxonomy.toml").read_text("utf-8") + BENCHMARKS)
    for name, text in PAGES.items():
        site.write(f"{name}.md", f"---\norphan: true\n---\n{text}")
    conf = site.path("conf.py").read_text("utf-8")
    extra = 'myst_enable_extensions = ["colon_fence"]\nhtml_favicon = "dot.svg"\n'
    site.write("conf.py", conf + extra)
    site.write("dot.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.entry("one", name="One", title="'One: the first'", results=results(86.2, 22.6))
    site.entry("two", name="Two", title="'Two: the second'", builds_on="[one, gone-elsewhere]",
               results=results(88.1, None), links="{code: 'https://example.org/two'}")  # fmt: skip
    site.entry("bad", name=HARMLESS, title=f"{HARMLESS} again", note=HARMLESS,
               keywords="[plain]", body=f"It {HARMLESS}.\n")  # fmt: skip
    out = site.build().out
    poison(out)
    add_ticks(out / "browse.html")
    return out


def poison(out: Path) -> None:
    """Make the harmless paper hostile, behind the catalog's back."""
    as_text = html.escape(HOSTILE)
    as_script = json.dumps(HOSTILE)[1:-1].replace("<", "\\u003c")
    for name, text in (("papers.js", as_script), ("browse.html", as_text)):
        file = out / name
        file.write_text(file.read_text("utf-8").replace(HARMLESS, text), "utf-8")


def add_ticks(page: Path) -> None:
    """Mark the list, and load the script of ticks, as the page of all papers does."""
    script = '<script defer src="_static/compare-pick.js"></script></head>'
    text = page.read_text("utf-8").replace("</head>", script, 1)
    page.write_text(text.replace('class="picking', 'data-compare="compare.html" class="picking'))


def results(value: float, fps: float | None) -> str:
    speed = f"fps: {fps}, hardware: V100, " if fps else ""
    val = f"{{on: davis-2017-val, J&F: {value}, {speed}source: 'https://example.org/val'}}"
    own = "{on: davis-2017-test-dev, J&F: 80, source: 'https://example.org/own'}"
    return f"[{val}, {own}]" if fps else f"[{val}]"


SCREENS = [{"width": 1280, "height": 900}, {"width": 360, "height": 740}]


# The bare theme of the small site has words outside of all landmarks.
BARE = {"region": {"enabled": False}}


def fits(tab) -> bool:
    """Tell whether nothing is wider than the window."""
    return tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


# What of a page's text has moved after the first paint; the theme moves its own buttons.
SHIFTS = """async () => {
    const shifted = [];
    new PerformanceObserver(list => {
        for (const { sources } of list.getEntries())
            for (const { node } of sources)
                if (node?.parentElement?.closest("article")) shifted.push(node.className);
    }).observe({ type: "layout-shift", buffered: true });
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    await new Promise(done => setTimeout(done));
    return shifted;
}"""
