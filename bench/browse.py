"""The page of all papers in a browser: how large it is, and how soon it answers."""

from __future__ import annotations

import gzip
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import measure
import synthetic

from sphinx_paperbase.catalog.catalog import TAXONOMY
from sphinx_paperbase.catalog.lock import LOCK
from sphinx_paperbase.catalog.text.body import ENTRIES

PAGES = ("browse", "compare", "reading-list")
TIMES = 20
ACTIONS: dict[str, list[tuple[str, ...]]] = {
    "a letter typed": [("type", word) for word in ("s", "se", "seg", "se", "s", "", "t", "tr", "")],
    "a word with a slip": [("type", "transfromer"), ("type", "")],
    "a filter": [("choose", "type", "RVOS"), ("choose", "year", "2024"), ("choose", "code", "1")],
    "another order": [("sort", order) for order in ("oldest", "venue", "name", "newest")],
}
"""What a reader does, by kind; again and again, a filter is chosen and given up."""

_MEASURE = """async ([actions, times]) => {
  const box = document.querySelector(".paper-browse [name=q]");
  const select = document.querySelector(".paper-browse select");
  const does = {
    type: (words) => { box.value = words; box.dispatchEvent(new Event("input")); },
    sort: (order) => { select.value = order; select.dispatchEvent(new Event("change")); },
    choose: (name, value) => document.querySelector(`[name="${name}"][value="${value}"]`).click(),
  };
  const taken = [];
  for (let i = 0; i < times; i += 1) {
    const [name, ...what] = actions[i % actions.length];
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const start = performance.now();
    does[name](...what);
    document.body.offsetHeight; // an answer is there when its layout is
    taken.push(performance.now() - start);
  }
  return taken;
}"""


@dataclass
class Browsing:
    """What was measured on a page of so many papers.

    Attributes:
        papers: How many.
        page: The bytes of the page, compressed.
        data: Those of the script with its words.
        first: Seconds from asking for the page, as a file, until it can be used.
        answers: Milliseconds until each answer, by what was done.
    """

    papers: int
    page: int
    data: int
    first: list[float] = field(default_factory=list)
    answers: dict[str, list[float]] = field(default_factory=dict)


def build(root: Path, folder: Path, papers: int, environment: dict[str, str]) -> Path:
    """Build the page of so many papers without their own pages; return where it is.

    Args:
        root: The site whose settings and real entries are taken.
        folder: Where to work.
        papers: How many papers.
        environment: Of the build's process.
    """
    source, work = folder / f"browse-{papers}", folder / f"browse-{papers}-built"
    source.mkdir()
    for name in ("docs", ENTRIES):
        shutil.copytree(root / name, source / name)
    for name in ("conf.py", TAXONOMY, LOCK, *(f"{page}.md" for page in PAGES)):
        shutil.copy(root / name, source)
    index = ["# Papers", "", "```{toctree}", *PAGES, "```", ""]
    (source / "index.md").write_text("\n".join(index), encoding="utf-8")
    synthetic.fill(source, papers)
    left_out = ("-D", f"exclude_patterns={ENTRIES},by,docs", "-D", "paperbase_fulltext=0")
    places = ("-d", work / "doctrees", source, work / "html")
    command = (sys.executable, "-m", "sphinx", "-q", "-b", "html", *left_out, *map(str, places))
    measure.run(command, source, environment)
    return work / "html"


def use(html: Path, papers: int, runs: int, browser: Any) -> Browsing:
    """Open the page from the file system so many times, and use it the last time."""
    files = (html / name for name in ("browse.html", "browse-data.js"))
    page, data = (len(gzip.compress(file.read_bytes(), 6)) for file in files)
    result = Browsing(papers, page, data)
    for run in range(runs):
        with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
            tab = context.new_page()
            tab.set_default_timeout(120_000)
            tab.goto((html / "browse.html").as_uri(), wait_until="commit")
            tab.locator(".paper-ready").wait_for()
            result.first.append(tab.evaluate("performance.now()") / 1000)
            if run == runs - 1:
                tab.wait_for_timeout(2000)  # until what is not urgent is done
                for name, actions in ACTIONS.items():
                    result.answers[name] = tab.evaluate(_MEASURE, [actions, TIMES])
    return result


@contextmanager
def chromium() -> Iterator[Any]:
    """Give a browser, or None where there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        path = None
    if path is None:
        yield None
        return
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()
