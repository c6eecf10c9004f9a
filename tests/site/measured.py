"""A small site with results: two tasks on one benchmark, ties, numbers of others, hostile texts."""

from __future__ import annotations

from pathlib import Path

from tests.site.sites import Site

DATASETS = """
[datasets.davis]
name = "DAVIS 2017"
year = 2017
tasks = ["SVOS"]
size = "90 videos"
paper = "intro"
remark = "Many objects in each video."
review = "3"
links = { dataset = "https://example.org/davis", paper = "https://example.org/davis.pdf" }

[datasets.davis.benchmarks.davis-2017-val]
split = "val"
tasks = ["SVOS"]
metrics = ["J&F", "J_seen"]
main = "J&F"

[datasets.both]
name = "Both"

[datasets.both.benchmarks.both-val]
split = "val"
tasks = ["SVOS", "RVOS"]
metrics = ["J"]
main = "J"

[datasets.empty]
name = "Empty"
"""
# What the catalog lets through, since it is no HTML; as a page's own text it would be.
HOSTILE = 'x" onmouseover="alert(1)" y="&lt;script&gt;alert(1)&lt;/script&gt; <3'


def result(value: float, **more: object) -> str:
    """Return a result on DAVIS 2017 as the front matter has it, in one line."""
    facts = {"on": "davis-2017-val", "J&F": value, "source": "https://example.org/table"} | more
    return "{" + ", ".join(f"{k.replace('_', '-')}: {v}" for k, v in facts.items()) + "}"


def listed(*results: str) -> str:
    return f"[{', '.join(results)}]"


def measured_site(folder: Path) -> Site:
    """Return a copy of the small site with data sets and papers that report on them."""
    site = Site(folder)
    site.write("taxonomy.toml", site.path("taxonomy.toml").read_text("utf-8") + DATASETS)
    others = "own-source: false, note: read off a picture"
    site.entry("first", name="First", results=listed(
        result(90.25, fps=20, hardware="V100", variant="large"),
        result(80, variant="small", extra_data="BL30K"),
        result(70, fps=30, variant="tiny", extra_data="no pre-training"),
    ), year="2021")  # fmt: skip
    site.entry("tied", name="Tied", results=listed(
        "{on: davis-2017-val, J&F: 80.0, fps: 12, hardware: A100, "
        f"source: 'https://example.org/other?a=1&b=2', {others}}}",
    ))  # fmt: skip
    site.entry("unranked", results=listed(
        "{on: davis-2017-val, 'J_seen': 95.5, source: 'https://example.org/seen'}",
    ))  # fmt: skip
    site.entry("two", name="Two", types="[SVOS, RVOS]", results=listed(
        "{on: both-val, J: 50, task: RVOS, source: 'https://example.org/two'}",
        "{on: both-val, J: 60, task: SVOS, source: 'https://example.org/two'}",
    ))  # fmt: skip
    site.entry("rvos", name="Words", types="[RVOS]", results=listed(
        "{on: both-val, J: 55, source: 'https://example.org/words'}",
    ))  # fmt: skip
    texts = {"variant": "A", "extra-data": "B", "hardware": "C", "note": "D"}
    hostile = ", ".join(f"{key}: '{text} {HOSTILE}'" for key, text in texts.items())
    site.entry("hostile", name="Hostile", results=listed(
        f"{{on: davis-2017-val, J&F: 10, fps: 1, {hostile}, source: 'https://example.org/h'}}",
    ))  # fmt: skip
    site.entry("intro", name="Intro", title="'Intro: a data set'")
    return site
