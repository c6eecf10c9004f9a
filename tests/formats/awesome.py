"""Awesome lists for tests: a taxonomy that the lists of ``lists/`` need, and what is read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from sphinx_paperbase.catalog import Catalog, Taxonomy
from sphinx_paperbase.catalog.reader import read_entry
from sphinx_paperbase.formats import awesome_list
from tests.projects import TAXONOMY

LISTS = Path(__file__).parent / "lists"

LISTED_TAXONOMY = f"""\
{TAXONOMY}
[types.AVOS]
name = "Audio-visual VOS"
definition = "Sound is given."
color = "red"

[types.VMAT]
name = "Video matting"
definition = "Alpha mattes are asked."
color = "violet"

[venues.ICCV]
name = "International Conference on Computer Vision"
kind = "conference"

[venues.NeurIPS]
name = "Conference on Neural Information Processing Systems"
kind = "conference"

[venues."ACM MM"]
name = "ACM International Conference on Multimedia"
kind = "conference"

[venues."CVPR Findings"]
name = "Findings of CVPR"
kind = "conference"
"""
LISTED = Taxonomy.model_validate(tomllib.loads(LISTED_TAXONOMY))


PAPER = "[paper](https://arxiv.org/abs/2301.00001)"
LINE = f":blue_square: `SVOS` - {PAPER} / code - Masks through Time"
FACTS = {
    "title": "Masks through Time",
    "types": ["SVOS"],
    "venue": "CVPR",
    "year": 2023,
    "arxiv": "2301.00001",
    "links": {"paper": "https://arxiv.org/abs/2301.00001"},
}


def listing(text: str) -> awesome_list.Listing:
    """Read a list and check that each of its lines is told in one place."""
    found = awesome_list.read(text, LISTED)
    lines = re.split(r"\r\n?|\n", text)
    told = [
        number
        for group in (found.items, found.repeated, found.unread, found.headings, found.prose)
        for part in group
        for number in range(part.place.first, part.place.last + 1)
        if lines[number - 1].strip()
    ]
    assert sorted(told) == [n for n, line in enumerate(lines, start=1) if line.strip()]
    return found


def imported(found: awesome_list.Listing, taxonomy: Taxonomy = LISTED) -> Catalog:
    """Return the collection that a list becomes; no entry may have a problem of its own."""
    new = awesome_list.plan(found, Catalog(taxonomy, ()), ()).new
    files = [read_entry(f"entries/{n.key}.md", n.draft.text.encode(), taxonomy) for n in new]
    assert not [problem for file in files for problem in file.problems]
    return Catalog(taxonomy, files)


def papers(text: str) -> list[dict[str, object]]:
    """Return the facts of a list's papers, which must be clean."""
    found = listing(text)
    assert (found.unread, found.errors, found.repeated) == ((), (), ())
    return [item.facts for item in found.items]


def below(heading: str, line: str) -> str:
    """Return a list with one section."""
    return f"# Papers\n\n### {heading}\n\n{line}\n"


def one(line: str, heading: str = "CVPR 2023") -> dict[str, object]:
    """Return the facts of the one paper of a list."""
    (facts,) = papers(below(heading, line))
    return facts


def said(line: str, heading: str = "CVPR 2023") -> str:
    """Return what is said of the one wrong thing in a list, whose entry stands on line 5."""
    found = listing(below(heading, line))
    (remark,) = (*found.unread, *found.errors, *found.repeated)
    assert remark.place.first == 5
    return remark[1]


def unread(line: str, heading: str = "CVPR 2023") -> str:
    """Return why no entry is made of the one line of a list."""
    found = listing(below(heading, line))
    assert not found.items
    return said(line, heading)
