"""``papers.csv``: a line for each paper, for spreadsheets and data frames (RFC 4180).

The columns are the keys of the front matter and of its links, with the BibTeX key and the address
of the paper's page; results are in ``papers.json``. Several values of one column stand between
semicolons.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from sphinx_paperbase.catalog import Entry
from sphinx_paperbase.catalog.schema import LINK_KINDS

COLUMNS = (
    "key",
    "name",
    "title",
    "authors",
    "types",
    "venue",
    "year",
    "earlier",
    "volume",
    "pages",
    "arxiv",
    "doi",
    *LINK_KINDS,
    "note",
    "keywords",
    "review",
    "builds-on",
    "status",
    "added",
    "bibtex",
    "url",
)
# What a spreadsheet would take for a formula: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"^(?='*[=+\-@\t\r])")


def row(entry: Entry, key: str, url: str) -> str:
    """Return a paper as one line; ``key`` is its BibTeX key, ``url`` the address of its page."""
    links = dict(entry.links.items()) | {"paper": entry.paper_url}
    own = {"bibtex": key, "url": url}
    return _line(
        _cell(own.get(column) or links.get(column) or getattr(entry, column.replace("-", "_"), ""))
        for column in COLUMNS
    )


def write(rows: Iterable[str]) -> str:
    """Return the text of a file with these lines below the names of the columns."""
    return _line(COLUMNS) + "".join(rows)


def _cell(value: object) -> str:
    """Return a value as text, with an apostrophe in front of what would be a formula."""
    text = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")
    return _FORMULA.sub("'", text, count=1)


def _line(cells: Iterable[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream).writerow(cells)
    return stream.getvalue()
