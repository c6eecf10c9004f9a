"""Papers as BibTeX entries, and these as text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from pybtex.database import Entry as BibEntry
from pybtex.database import Person

from sphinx_paperbase.catalog import Entry, Taxonomy
from sphinx_paperbase.catalog.person import person
from sphinx_paperbase.catalog.taxonomy import Venue
from sphinx_paperbase.formats.bibtex.latex import ascii_letters, latex
from sphinx_paperbase.formats.places import page_range, volume_and_number

_KINDS = {"conference": "inproceedings", "journal": "article", "preprint": "misc"}
# Read as they stand, not as LaTeX.
_VERBATIM = frozenset({"eprint", "doi", "url"})
_APART = re.compile(r"[\s,]|^(and|others)$", re.I)


def _protected(title: str) -> str:
    """Put braces around words with capitals inside, which styles would turn to lower case."""
    return " ".join(
        f"{{{latex(word)}}}" if re.search(r"[^\W\d_].*[A-Z]|\d[A-Z]", word) else latex(word)
        for word in title.split()
    )


@functools.lru_cache(maxsize=16384)
def _person(name: str) -> Person:
    parts = person(name)
    if parts.family == name and _APART.search(name):
        return Person(last=f"{{{latex(name)}}}")
    given, particle, family, suffix = map(latex, parts)
    return Person(first=given, prelast=particle, last=family, lineage=suffix)


def bib_entry(entry: Entry, taxonomy: Taxonomy) -> BibEntry:
    """Return a paper as pybtex has it: proceedings, article or, for a preprint, misc."""
    venue = taxonomy.venues[entry.venue]
    fields = {"title": _protected(entry.title), "year": str(entry.year), **_place(entry, venue)}
    if entry.pages:
        fields["pages"] = "--".join(map(latex, page_range(entry.pages)))
    if entry.arxiv:
        fields |= {"eprint": entry.arxiv, "archivePrefix": "arXiv"}
    if entry.doi:
        fields["doi"] = entry.doi
    if entry.paper_url:
        fields["url"] = entry.paper_url
    return BibEntry(
        _KINDS[venue.kind], fields, {"author": [_person(name) for name in entry.authors]}
    )


def _place(entry: Entry, venue: Venue) -> dict[str, str]:
    if venue.kind == "preprint":
        return {"howpublished": latex(venue.name)} if not entry.arxiv else {}
    if venue.kind == "conference":
        series = {"volume": latex(entry.volume)} if entry.volume else {}
        return {"booktitle": latex(venue.name), **series}
    volume, number = map(latex, volume_and_number(entry.volume))
    found = {"journal": latex(venue.name), "volume": volume, "number": number}
    return {name: value for name, value in found.items() if value}


def write(entries: Iterable[tuple[str, BibEntry]]) -> str:
    """Return (BibTeX key, entry) pairs as the text of a ``.bib`` file.

    Latin letters with accents are written as LaTeX commands, other letters in UTF-8.
    """
    return "\n".join(_text(key, entry) for key, entry in entries)


def _text(key: str, entry: BibEntry) -> str:
    authors = " and ".join(map(str, entry.persons["author"]))
    fields = {"author": authors, **entry.fields} if authors else dict(entry.fields)
    lines = (
        f",\n    {name} = {{{value if name in _VERBATIM else ascii_letters(value)}}}"
        for name, value in fields.items()
    )
    return f"@{entry.original_type}{{{key}{''.join(lines)}\n}}\n"
