"""``known.js``: what tells that a paper is in the collection already, for the form that adds one.

A classic script that sets one variable, beside the form's page and not in it: the page stays as it
is when a paper comes or changes.

    window.paperbaseKnown = {papers: [[key, arXiv id, DOI, …titles]], taken: [other keys]}

Titles are CRC-32 numbers of their letters and digits, as ``naming.normal_title`` has them.
"""

from __future__ import annotations

from zlib import crc32

from sphinx_paperbase.catalog import Catalog, Entry
from sphinx_paperbase.catalog.naming import normal_title
from sphinx_paperbase.formats.papers_js import as_script

FILE = "known.js"


def write(catalog: Catalog) -> str:
    """Return the text of the script."""
    known = {
        "papers": [_known(paper) for paper in catalog.entries.values()],
        "taken": sorted({*catalog.broken, *catalog.aliases, *catalog.lock.keys}),
    }
    return f"window.paperbaseKnown = {as_script(known)};\n"


def _known(paper: Entry) -> tuple[str | int, ...]:
    titles = (paper.title, *paper.former_titles)
    numbers = (crc32(normal_title(title).encode()) for title in titles)
    return (paper.key, paper.arxiv or "", (paper.doi or "").casefold(), *numbers)
