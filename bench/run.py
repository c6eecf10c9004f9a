"""Time our build against plain Sphinx, MyST and Furo on the same documents; see README.md."""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import fnmatch
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import browse
import floor as plain
import measure
import report
import synthetic
from browse import Browsing
from measure import BuildError, Site
from report import CLEAN, COLD, EDITS, IDLE, STEPS, WARM, Check, Idle, Pair, Result, Side

from sphinx_paperbase.catalog.catalog import TAXONOMY
from sphinx_paperbase.catalog.text.body import ENTRIES

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[1]
SIZES = (500, 1000, 3000)
CHECKED = 10_000
BROWSED = (2000, 10_000)
# What is no part of the site, or made anew by a build.
_LEFT_OUT = ("_*", ".*", "by", "bench", "tests", "README.md", "CHANGELOG.md", "*.lock")
_START = (
    "import sys; from sphinx.application import Sphinx; "
    "Sphinx(*sys.argv[1:5], 'html', status=None, warning=None)"
)


class Bench:
    """The checkout's site, copied to a folder of its own, and what is measured there.

    The copy makes the figures independent of edits in the checkout while they are taken.
    """

    def __init__(self, folder: Path, jobs: str) -> None:
        self.folder = folder
        self.jobs = jobs
        self.commit = _commit()
        self.left_out: set[str] = set()
        package = folder / "_ext" / "sphinx_paperbase"
        shutil.copytree(ROOT / "_ext" / "sphinx_paperbase", package, ignore=_left_out)
        # Options of a `make` around us are not for the builds.
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))}
        self.environment = kept | {"PYTHONPATH": str(package.parent), "NO_COLOR": "1"}

    def sites(self, papers: int) -> tuple[Site, Site, list[str]]:
        """Make the sources of both sites; return them and the keys of the synthetic entries.

        The real entries are among the papers, since the hand-written documents refer to them.
        """
        sources = self.folder / f"{papers}-ours", self.folder / f"{papers}-floor"
        for source in sources:
            shutil.copytree(ROOT, source, ignore=_left_out)
        ours, floor = (
            Site(source, self.folder / f"{source.name}-built", self.environment, self.jobs)
            for source in sources
        )
        keys = apart(synthetic.fill, ours.source, papers)
        self._write_facet_pages(ours)
        with (floor.source / "conf.py").open("a", encoding="utf-8") as config:
            config.write(plain.CONFIG)
        self.left_out |= apart(plain.write, ours.source, floor.source)
        return ours, floor, keys

    def _write_facet_pages(self, site: Site) -> None:
        """Have our extension write the sources in ``by/``: it does when Sphinx starts."""
        folders = (site.source, site.source, site.html, site.work / "doctrees")
        command = (sys.executable, "-c", _START, *map(str, folders))
        measure.run(command, site.source, self.environment)
        site.forget()

    def compare(self, papers: int, runs: int) -> Result:
        """Measure both sites with so many papers, in turn, so many times."""
        ours, floor, keys = self.sites(papers)
        result = Result(papers)
        entries = dict(zip(EDITS, apart(synthetic.two_to_edit, ours.source, keys), strict=True))
        for number in range(runs):
            tell(f"{papers:,} papers, run {number + 1} of {runs}")
            pair = ((ours, result.ours), (floor, result.floor))
            in_turn = pair if number % 2 == 0 else pair[::-1]
            for site, _ in in_turn:
                site.forget()
            for step in STEPS:
                if step in EDITS:
                    self._edit(entries[step], ours, floor)
                costs = {side.source: _step(step, side, seen) for side, seen in in_turn}
                result.pairs[step].append(Pair(costs[ours.source], costs[floor.source]))
            if number == 0:
                for site, seen in in_turn:
                    seen.stale = _stale(site)
            for entry in entries.values():
                self._edit(entry, ours, floor)
        return result

    def _edit(self, entry: Path, ours: Site, floor: Site) -> None:
        """Change a title, or change it back, in our entry and wherever the floor has it."""
        synthetic.retitle(entry)
        apart(plain.write, ours.source, floor.source)

    def idle(self, runs: int) -> Idle:
        """Measure builds of the real site that have nothing to do."""
        papers = len(list((ROOT / ENTRIES).glob("*.md")))
        ours, floor, _ = self.sites(papers)
        result = Idle(papers)
        venv = sys.prefix
        # .venv as it is: from here, make would not know it again and set it up anew.
        settled = ("-o", f"{venv}/.site", "-o", f"{venv}/bin/python", f"PLACE={ours.source}")
        command = ("make", "-s", *settled, f"VENV={venv}", "html")
        for number in range(runs + 1):
            tell(f"nothing to do, run {number} of {runs}" if number else "the real site")
            made, _ = measure.run(command, ours.source, self.environment)
            costs = made, ours.build(), floor.build()
            if number:
                for side, cost in zip(
                    (result.make, result.plain, result.floor), costs, strict=True
                ):
                    side.append(cost)
        return result

    def check(self, papers: int, runs: int) -> Check:
        """Measure ``paperbase check`` on so many entries."""
        source, cache = self.folder / "checked", self.folder / "cache"
        source.mkdir()
        shutil.copy(ROOT / TAXONOMY, source)
        shutil.copytree(ROOT / ENTRIES, source / ENTRIES)
        apart(synthetic.fill, source, papers)
        result = Check(papers)
        command = (sys.executable, "-m", "sphinx_paperbase.cli", "check")
        environment = self.environment | {"XDG_CACHE_HOME": str(cache)}
        for number in range(runs):
            tell(f"checking {papers:,} entries, run {number + 1} of {runs}")
            shutil.rmtree(cache, ignore_errors=True)
            for state in (COLD, WARM):
                cost, _ = measure.run(command, source, environment)
                result.runs[state].append(cost)
        return result

    def browse(self, sizes: Sequence[int], runs: int) -> list[Browsing]:
        """Measure the page of so many papers in a browser, where there is one."""
        result = []
        for papers in sizes:
            tell(f"browsing {papers:,} papers")
            html = apart(browse.build, ROOT, self.folder, papers, self.environment)
            with browse.chromium() as browser:
                if browser is None:
                    tell("no Chromium or no playwright on this machine: not measured")
                    return []
                result.append(browse.use(html, papers, runs, browser))
        return result


def apart(function: Callable[..., T], *arguments: Any) -> T:
    """Call a function in a process of its own.

    A catalog that this process held would count as memory of each build that it starts.
    """
    with multiprocessing.get_context("fork").Pool(1) as pool:
        return pool.apply(function, arguments)


def _commit() -> str:
    """Return what the copy is a copy of; others may commit while it is measured."""
    command = ("git", "-C", str(ROOT), "describe", "--always", "--dirty")
    return subprocess.run(command, capture_output=True, text=True).stdout.strip() or "unknown"


def _left_out(folder: str, names: list[str]) -> set[str]:
    """Return what is not to be copied, as `shutil.copytree` asks for it."""
    patterns = _LEFT_OUT if Path(folder) == ROOT else ("__pycache__",)
    return {name for pattern in patterns for name in fnmatch.filter(names, pattern)}


def _step(step: str, site: Site, seen: Side) -> measure.Cost:
    """Build once and note what was written."""
    before = {} if step == CLEAN else site.files()
    cost = site.build()
    seen.written[step], seen.changed[step] = measure.pages(before, site.files())
    if step == CLEAN:
        seen.warnings = site.said.splitlines()
    return cost


def _stale(site: Site) -> list[str]:
    """Return the files that a clean build of the same sources makes differently."""
    fresh = site.sibling(site.work.with_name(f"{site.work.name}-fresh"))
    fresh.build()
    differing = measure.differing(site.files(), fresh.files())
    fresh.forget()
    return differing


@contextmanager
def work_folder(kept: Path | None) -> Iterator[Path]:
    """Give a folder to work in, which is removed afterwards unless it is to be kept."""
    if kept is None:
        with tempfile.TemporaryDirectory(prefix="paperbase-bench-") as name:
            yield Path(name).resolve()
    elif kept.exists():
        sys.exit(f"{kept} is there already; name a folder that is not")
    else:
        kept.mkdir(parents=True)
        yield kept.resolve()


def tell(text: str) -> None:
    """Say how far it has come."""
    print(text, file=sys.stderr, flush=True)


def arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("papers", nargs="*", type=int, help="how many papers, as --sizes")
    parser.add_argument("--sizes", nargs="+", type=int, help="how many papers (500 1000 3000)")
    parser.add_argument("--runs", type=int, help="runs of each (3; above 1000 papers 2)")
    parser.add_argument(
        "--check", type=int, default=CHECKED, metavar="N", help=f"check N entries ({CHECKED})"
    )
    parser.add_argument(
        "--browse", nargs="*", type=int, default=BROWSED, metavar="N", help="pages of N papers"
    )
    parser.add_argument("--jobs", default="1", help="processes of a build (1)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="work there, and leave it")
    parser.add_argument("--record", action="store_true", help="write bench/RESULTS.md")
    options = parser.parse_args()
    if min(options.check, *options.papers, *options.browse, *(options.sizes or [])) < 100:
        parser.error("at least 100 papers: the real ones and enough others to edit")
    return options


def rendered(
    results: list[Result], idle: Idle, check: Check, pages: list[Browsing], left_out: set[str]
) -> str:
    """Return all that was measured, in Markdown."""
    told = ", ".join(f"{name} {value}" for name, value in report.machine().items())
    parts = [report.costs_table(results), report.pages_table(results), report.idle_table(idle)]
    parts.append(report.check_table(check))
    if pages:
        parts.append(report.browse_table(pages))
    for result in results:
        for name, side in (("ours", result.ours), ("the floor", result.floor)):
            if side.warnings:
                count = len(side.warnings)
                parts.append(f"{result.papers:,}: {name} warns ({count}): {side.warnings[0]}")
    if left_out:
        parts.append(f"Left out of the floor: {', '.join(sorted(left_out))}.")
    return "\n\n".join([f"{told}.", *parts]) + "\n"


def write_json(
    path: Path, results: list[Result], idle: Idle, check: Check, pages: list[Browsing]
) -> None:
    """Write every figure."""
    data = {
        "machine": report.machine(),
        "sizes": [dataclasses.asdict(result) for result in results],
        "idle": dataclasses.asdict(idle),
        "check": dataclasses.asdict(check),
        "browse": [dataclasses.asdict(page) for page in pages],
    }
    path.write_text(json.dumps(data, indent=1, default=str) + "\n", encoding="utf-8")


def record(text: str, commit: str) -> None:
    """Write the tables beside this file, with the day and the commit."""
    head = f"# Results\n\n{datetime.date.today()}, commit {commit}, made by `make bench`.\n"
    (ROOT / "bench" / "RESULTS.md").write_text(f"{head}\n{text}", encoding="utf-8")


def main() -> int:
    """Measure, print, and fail where a page of ours is stale."""
    asked = arguments()
    sizes = [*asked.papers, *(asked.sizes or ())] or list(SIZES)
    with work_folder(asked.keep) as folder:
        bench = Bench(folder, asked.jobs)
        idle = bench.idle(asked.runs or 5)
        check = bench.check(asked.check, asked.runs or 3)
        pages = bench.browse(asked.browse, asked.runs or 5)
        results = [bench.compare(n, asked.runs or (3 if n <= 1000 else 2)) for n in sizes]
    text = rendered(results, idle, check, pages, bench.left_out)
    print(text)
    if asked.json:
        write_json(asked.json, results, idle, check, pages)
    if asked.record:
        record(text, bench.commit)
    return int(any(result.ours.stale or result.ours.written[IDLE] for result in results))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BuildError as error:
        sys.exit(str(error))
