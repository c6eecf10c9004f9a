"""Small projects for tests: a taxonomy, a good entry, and ways to change them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from sphinx_paperbase.catalog import Entry, Taxonomy
from sphinx_paperbase.catalog.reader import ReadEntry, read_entry

REPOSITORY = Path(__file__).parents[1]

TAXONOMY = """\
[field]
name = "Video object segmentation"
short = "VOS"

[types.SVOS]
name = "Semi-supervised VOS"
definition = "Masks of the first frame are given."
color = "blue"

[types.UVOS]
name = "Unsupervised VOS"
definition = "Nothing is given."
color = "green"

[types.RVOS]
name = "Referring VOS"
definition = "An expression is given."
color = "orange"

[venues.CVPR]
name = "Conference on Computer Vision and Pattern Recognition"
kind = "conference"

[venues.ECCV]
name = "European Conference on Computer Vision"
kind = "conference"

[venues.TIP]
name = "IEEE Transactions on Image Processing"
kind = "journal"

[venues.TPAMI]
name = "IEEE Transactions on Pattern Analysis and Machine Intelligence"
kind = "journal"

[venues.arXiv]
name = "arXiv"
kind = "preprint"

[review]
key = "gao2023deep"
page = "docs/review"
title = "A review"
short = "Gao et al., 2023"
authors = ["Mingqi Gao"]
journal = "Artificial Intelligence Review"
volume = "56"
number = "1"
pages = "457-531"
year = 2023
doi = "10.1007/s10462-022-10176-7"

[review.sections."4.1"]
title = "Online fine-tuning"
summary = "Adapts at test time."

[review.sections."4.2"]
title = "Feature matching"
summary = "Compares features."

[datasets.davis]
name = "DAVIS"
year = 2017

[datasets.davis.benchmarks.davis-2017-val]
split = "val"
tasks = ["SVOS"]
metrics = ["J&F", "J", "F"]
main = "J&F"
"""

# Tests name its lines: the closing fence is line 8, the body line 9.
GOOD = """\
---
title: Masks through Time
authors: [Ada Lovelace, Alan Turing]
types: [SVOS]
venue: CVPR
year: 2022
arxiv: 2203.01234
---
Follows a mask.
"""


def changed(old: str, new: str, text: str = GOOD) -> str:
    """Return the good entry with one piece of text replaced."""
    assert text.count(old) == 1, f"{old!r} is not there once"
    return text.replace(old, new)


def plus(lines: str) -> str:
    """Return the good entry with more front matter, from line 8 on."""
    return GOOD.replace("---\nFollows", f"{lines}\n---\nFollows")


def with_body(body: str) -> str:
    """Return the good entry with another body, from line 9 on."""
    return changed("Follows a mask.\n", body)


_RESULTS = """\
results:
  - {on: davis-2017-val, J&F: 86.2, J: 82.9, source: https://example.org/1}
  - {on: davis-2017-val, J&F: 80, fps: 20, source: https://example.org/2}
  - {on: davis-2017-val, J&F: 70, source: https://example.org/3}"""

_FACTS = """\
name: Masker
earlier: [arXiv 2022]
doi: 10.1000/xyz
pages: 1-9
links:
  code: https://example.org/code
  demo: https://example.org/demo
note: a note
keywords: [memory, long-term]
review: "4.2"
former-titles: [An Old Title]
status: retracted
added: 2023-04-02
"""

# The good entry with nearly every fact that there can be.
FULL = plus(_FACTS + _RESULTS)


def write_project(root: Path, entries: Mapping[str, str | bytes], taxonomy: str = TAXONOMY) -> Path:
    """Write a taxonomy and the files of ``entries/``, by their names; return the folder."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "taxonomy.toml").write_text(taxonomy, encoding="utf-8")
    (root / "entries").mkdir(exist_ok=True)
    for name, content in entries.items():
        path = root / "entries" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


SMALL = Taxonomy.model_validate(tomllib.loads(TAXONOMY))


def read(content: str | bytes, key: str = "paper") -> ReadEntry:
    """Read one entry file on its own."""
    data = content.encode() if isinstance(content, str) else content
    return read_entry(f"entries/{key}.md", data, SMALL)


def paper(key: str = "paper", **facts: object) -> Entry:
    """Return a paper with some facts, by the front matter's keys with ``_`` for ``-``."""
    given = {name.replace("_", "-"): value for name, value in facts.items()}
    required = {"title": f"Title of {key}", "types": ["SVOS"], "venue": "CVPR", "year": 2022}
    return Entry.model_validate({**required, **given, "key": key}, context=SMALL)
