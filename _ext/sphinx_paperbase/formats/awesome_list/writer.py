"""The collection as an awesome list, in the form that the reader of lists knows.

A section is ordered by what its lines show, so that a list that is read and written again is the
same, letter by letter.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import NamedTuple

from sphinx_paperbase.catalog import Entry, Taxonomy
from sphinx_paperbase.catalog.addresses import canonical_arxiv
from sphinx_paperbase.catalog.facets import edition_shelf
from sphinx_paperbase.catalog.naming import SMALL_WORDS
from sphinx_paperbase.catalog.values import arxiv_date
from sphinx_paperbase.formats.awesome_list import marks
from sphinx_paperbase.formats.awesome_list.inline import code, escaped, link

_SPACE = "&nbsp;&nbsp;&nbsp;"
_BETWEEN = f" {_SPACE}-{_SPACE} "
_KINDS = ("preprint", "conference", "journal")  # in the order of a year's sections
_LABELS = {
    "paper": "paper",
    "code": "code",
    "dataset": "DATASET",
    "project": "project page",
    "video": "video",
    "demo": "demo",
}


class Line(NamedTuple):
    """A paper's line with what orders it: its section and its place in there.

    Attributes:
        section: Where the section stands, and its heading.
        posted: What orders arXiv addresses by time.
        title: What orders the other papers.
        text: The line itself.
    """

    section: tuple[tuple[int | str, ...], str]
    posted: tuple[tuple[int, int], str]
    title: str
    text: str


def line(entry: Entry, taxonomy: Taxonomy) -> Line:
    """Return a paper's line."""
    types = (f"{marks.square(taxonomy.types[id].color)} {code(id)}" for id in entry.types)
    parts = (" ".join(types), " / ".join(_ways(entry)), _title(entry, taxonomy))
    title = " ".join(entry.title.casefold().split())
    section = _section(entry, taxonomy)
    return Line(section, _posted(entry.paper_url), title, _BETWEEN.join(parts))


def listing(lines: Iterable[Line], taxonomy: Taxonomy) -> str:
    """Return the text of the list: what it is, the legend, then a section for each venue.

    In a section, the latest on arXiv comes first, then others by their titles.
    """
    sections = [_introduction(taxonomy)]
    placed = sorted(lines, key=lambda line: (line.title, line.text))
    placed.sort(key=lambda line: line.posted, reverse=True)
    placed.sort(key=lambda line: line.section)
    for (_, heading), papers in itertools.groupby(placed, key=lambda line: line.section):
        texts = (line.text for line in papers)
        sections.append("\n\n".join([f"### {escaped(heading)}", *texts]))
    sections.append("End of the list. :seedling:")
    return "\n\n---\n\n".join(sections) + "\n"


def write(entries: Iterable[Entry], taxonomy: Taxonomy) -> str:
    """Return the text of the list of these papers."""
    return listing((line(entry, taxonomy) for entry in entries), taxonomy)


def _section(entry: Entry, taxonomy: Taxonomy) -> tuple[tuple[int | str, ...], str]:
    """Return where a paper's section stands, and its heading."""
    shelf = edition_shelf(entry.edition, taxonomy)
    kind = _KINDS.index(taxonomy.venues[entry.venue].kind)
    return (-entry.year, kind, *shelf.rank), shelf.label


def _introduction(taxonomy: Taxonomy) -> str:
    field, review = taxonomy.field, taxonomy.review
    words = field.name.split()
    heading = " ".join(w if w in SMALL_WORDS else f"{w[0].upper()}{w[1:]}" for w in words)
    name = field.name if words[0].isupper() else f"{field.name[0].lower()}{field.name[1:]}"
    cited = (
        f"{', '.join(review.authors)}: {review.title}. "
        f"{review.journal} {review.volume}({review.number}), {review.pages}, {review.year}"
    )
    links = {"paper": f"https://doi.org/{review.doi}"} | review.links
    ways = (link(label, links[kind]) for kind, label in _LABELS.items() if kind in links)
    legend = (
        f"{marks.square(kind.color)} {code(id)}: {escaped(kind.name)}"
        + (f" (also {escaped(', '.join(kind.also))})" if kind.also else "")
        for id, kind in taxonomy.types.items()
    )
    return "\n\n".join(
        [
            f"# Awesome {escaped(heading)}",
            f"Recent work on {escaped(name)} ({escaped(field.short)}). "
            "Earlier work can be found in the review paper:",
            "> " + " / ".join([escaped(cited), *ways]),
            f"Coloured squares tell the types of {escaped(field.short)}:",
            *legend,
        ]
    )


def _posted(url: str) -> tuple[tuple[int, int], str]:
    """Return what orders arXiv addresses by time; others come before all of them."""
    arxiv = canonical_arxiv(url)
    return (arxiv_date(arxiv), arxiv) if arxiv else ((0, 0), "")


def _ways(entry: Entry) -> list[str]:
    """Return the links of a paper; a word stands for the code that is looked for in vain."""
    links = dict(entry.links.items()) | {"paper": entry.paper_url}
    labels = dict(_LABELS)
    if "code" in links and links["code"] == links.get("dataset"):
        labels["code"] = "code & dataset"
        del links["dataset"]
    if not links.keys() & {"code", "dataset", "project"}:
        links["code"] = ""
    shown = (kind for kind in labels if kind in links)
    return [link(labels[kind], url) if (url := links[kind]) else kind for kind in shown]


def _title(entry: Entry, taxonomy: Taxonomy) -> str:
    journal = taxonomy.venues[entry.venue].kind == "journal"
    title = escaped(entry.title)
    if entry.note:
        title += f" ({code(entry.note)})"
    elif title.endswith(")"):
        title = title.removesuffix(")") + r"\)"  # else it would end a note
    return f"{code(entry.venue)} {title}" if journal else title
