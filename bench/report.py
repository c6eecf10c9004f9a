"""What was measured, as tables in Markdown and as JSON."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any, NamedTuple

from browse import Browsing
from measure import Cost

CLEAN, IDLE, EDITS = "clean", "no-op", ("edit, named", "edit, unnamed")
STEPS = (CLEAN, IDLE, *EDITS)
TARGETS = {CLEAN: 0.9} | dict.fromkeys(EDITS, 1.2)
IDLE_TARGET = 1.3
COLD, WARM = "nothing known yet", "every entry known"
CHECK_TARGETS = {COLD: 10, WARM: 3}
# Of the page of all papers: milliseconds of an answer, seconds until it can be used, kilobytes.
BROWSE_TARGETS = {2000: (100, 1.5, None), 10_000: (300, None, 700)}


class Pair(NamedTuple):
    """Two builds, one directly after the other, so that they met the same machine."""

    ours: Cost
    floor: Cost


@dataclass
class Side:
    """What one of the two sites did besides taking time.

    Attributes:
        written: The pages that the last build of each step wrote.
        changed: Of these, the pages that are not what they were.
        stale: Files that are not what a clean build makes of the edited sources.
        warnings: Lines that a clean build complained with.
    """

    written: dict[str, list[str]] = field(default_factory=dict)
    changed: dict[str, list[str]] = field(default_factory=dict)
    stale: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass
class Result:
    """All that was measured with one number of papers."""

    papers: int
    ours: Side = field(default_factory=Side)
    floor: Side = field(default_factory=Side)
    pairs: dict[str, list[Pair]] = field(default_factory=lambda: {step: [] for step in STEPS})


@dataclass
class Idle:
    """Builds of the real site with nothing to do, three kinds in turn."""

    papers: int
    make: list[Cost] = field(default_factory=list)
    plain: list[Cost] = field(default_factory=list)
    floor: list[Cost] = field(default_factory=list)


@dataclass
class Check:
    """Runs of ``paperbase check`` on a large collection, without and with what it keeps."""

    papers: int
    runs: dict[str, list[Cost]] = field(default_factory=lambda: {COLD: [], WARM: []})


def machine() -> dict[str, Any]:
    """Return what the figures depend on."""
    names = ("sphinx", "myst-parser", "furo", "docutils")
    return {
        "python": platform.python_version(),
        **{name: version(name) for name in names},
        "processors": os.cpu_count(),
        "load": [round(load, 1) for load in os.getloadavg()],
    }


def ratio(
    pairs: Iterable[tuple[Cost, Cost]], measure: Callable[[Cost], float]
) -> tuple[float, float, float]:
    """Return the median of the ratios within the pairs, the smallest and the largest."""
    ratios = [measure(ours) / measure(floor) for ours, floor in pairs]
    return statistics.median(ratios), min(ratios), max(ratios)


def costs_table(results: Sequence[Result]) -> str:
    """Return times and memory, a line for each step and number of papers."""
    head = ("papers", "build", "ours", "floor", "ratio", "range", "CPU ratio", "memory", "target")
    return table(head, (row for result in results for row in _cost_rows(result)))


def pages_table(results: Sequence[Result]) -> str:
    """Return how many pages were written, how many had changed, and whether all was right."""
    head = ("papers", "pages", *STEPS, "stale at the end")
    rows = (
        (f"{result.papers:,}", name, *_written(side))
        for result in results
        for name, side in (("ours", result.ours), ("floor", result.floor))
    )
    return table(head, rows)


def idle_table(idle: Idle) -> str:
    """Return what it takes to find out that nothing has changed."""
    head = (f"nothing to do, {idle.papers} papers", "time", "`make html` is", "target")
    make = _median(idle.make)
    rows = [("`make html`", f"{make:.2f} s", "", "")]
    for name, costs in (
        ("`sphinx-build` on the same site", idle.plain),
        ("plain Sphinx on the floor", idle.floor),
    ):
        middle = ratio(zip(idle.make, costs, strict=True), lambda cost: cost.wall)[0]
        verdict = _verdict(middle, IDLE_TARGET)
        rows.append((name, f"{_median(costs):.2f} s", f"{middle:.2f} ×", verdict))
    return table(head, rows)


def check_table(check: Check) -> str:
    """Return what it takes to check all entries."""
    head = (f"`paperbase check`, {check.papers:,} entries", "time", "memory", "target")
    rows = []
    for name, costs in check.runs.items():
        middle, target = _median(costs), CHECK_TARGETS[name]
        verdict = f"≤ {target} s {'met' if middle <= target else 'missed'}"
        rows.append((name, f"{middle:.2f} s", f"{_peak(costs)} MB", verdict))
    return table(head, rows)


def browse_table(pages: Sequence[Browsing]) -> str:
    """Return how large the page of all papers is and how soon it answers."""
    head = ("the page of all papers", "papers", "measured", "target")
    return table(head, (row for page in pages for row in _browse_rows(page)))


def _browse_rows(page: Browsing) -> Iterator[Sequence[str]]:
    answer, start, size = BROWSE_TARGETS.get(page.papers, (None, None, None))
    measured = [("page, gzip", page.page / 1000, "kB", size)]
    measured += [("data, gzip", page.data / 1000, "kB", None)]
    measured += [("until it can be used", statistics.median(page.first), "s", start)]
    for name, taken in page.answers.items():
        measured.append((name, statistics.median(taken), "ms", answer))
    for name, value, unit, target in measured:
        verdict = f"< {target} {unit} {'met' if value < target else 'missed'}" if target else ""
        shown = f"{value:.2f}" if unit == "s" else f"{value:.0f}"
        yield name, f"{page.papers:,}", f"{shown} {unit}", verdict


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown that is also easy to read as text."""
    lines = [tuple(head), *(tuple(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    padded = [" | ".join(map(str.ljust, line, widths)) for line in lines]
    rule = "-|-".join("-" * width for width in widths)
    return "\n".join([f"| {padded[0]} |", f"|-{rule}-|", *(f"| {line} |" for line in padded[1:])])


def _cost_rows(result: Result) -> Iterator[Sequence[str]]:
    for step, pairs in result.pairs.items():
        middle, low, high = ratio(pairs, lambda cost: cost.wall)
        yield (
            f"{result.papers:,}",
            step,
            f"{_median(pair.ours for pair in pairs):.2f} s",
            f"{_median(pair.floor for pair in pairs):.2f} s",
            f"{middle:.2f}",
            f"{low:.2f}–{high:.2f}",
            f"{ratio(pairs, lambda cost: cost.cpu)[0]:.2f}",
            f"{_peak(pair.ours for pair in pairs)} : {_peak(pair.floor for pair in pairs)} MB",
            _verdict(middle, TARGETS[step]) if step in TARGETS else "",
        )


def _written(side: Side) -> Iterator[str]:
    for step in STEPS:
        written, changed = len(side.written[step]), len(side.changed[step])
        yield f"{written:,}" if step not in EDITS else f"{written} ({changed} changed)"
    yield ", ".join(side.stale[:4]) + (" …" if len(side.stale) > 4 else "") or "none"


def _median(costs: Iterable[Cost]) -> float:
    return statistics.median(cost.wall for cost in costs)


def _peak(costs: Iterable[Cost]) -> str:
    return f"{max(cost.memory for cost in costs):.0f}"


def _verdict(value: float, target: float) -> str:
    return f"≤ {target:.1f} {'met' if value <= target else 'missed'}"
