"""RIS, as EndNote and Zotero read it: a line for each fact, its tag first.

Tags are those of https://en.wikipedia.org/wiki/RIS_(file_format); what a tag means depends on the
kind of paper, and on the program. ``T2`` is a journal, or the name of a conference, whose
proceedings are ``C3``; ``JO`` would be a journal's short name. There is no kind for preprints:
EndNote takes ``UNPB`` for an unpublished work, Zotero takes it for an article, as it does ``GEN``.
"""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_paperbase.catalog import Entry, Taxonomy
from sphinx_paperbase.catalog.person import person
from sphinx_paperbase.formats.places import page_range, volume_and_number

_KINDS = {"conference": "CONF", "journal": "JOUR", "preprint": "UNPB"}
_CONTAINERS = {"conference": ("T2", "C3"), "journal": ("T2",), "preprint": ("PB",)}


def record(entry: Entry, key: str, taxonomy: Taxonomy) -> str:
    """Return a paper as one record; ``key`` is its BibTeX key."""
    venue = taxonomy.venues[entry.venue]
    volume, number = volume_and_number(entry.volume)
    first, *rest = page_range(entry.pages or "")
    facts = [
        ("TY", _KINDS[venue.kind]),
        ("ID", key),
        *(("AU", _author(name)) for name in entry.authors),
        ("TI", entry.title),
        *((tag, venue.name) for tag in _CONTAINERS[venue.kind]),
        ("PY", str(entry.year)),
        ("VL", volume),
        ("IS", number),
        ("SP", first),
        ("EP", "-".join(rest)),
        ("DO", entry.doi),
        ("AN", entry.arxiv and f"arXiv:{entry.arxiv}"),
        ("UR", entry.paper_url),
        *(("KW", keyword) for keyword in entry.keywords),
        ("ER", " "),
    ]
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in facts if value)


def write(records: Iterable[str]) -> str:
    """Return the text of a file with these records."""
    return "\r\n".join(records)


def _author(name: str) -> str:
    given, particle, family, suffix = person(name)
    last = f"{particle} {family}" if particle else family
    return ", ".join(part for part in (last, given, suffix) if part)
