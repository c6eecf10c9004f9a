"""Papers as BibTeX entries, and these as text."""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Iterable

from pybtex.database import BibliographyData, Person
from pybtex.database import Entry as BibEntry
from pybtex.database.output.bibtex import Writer

from sphinx_paperbase.catalog import Entry, Taxonomy
from sphinx_paperbase.catalog.taxonomy import Venue
from sphinx_paperbase.formats.bibtex.latex import latex

_AND = re.compile(r"(^|\s)and(\s|$)|^others$", re.I)
_LINEAGE = re.compile(r"(?P<name>.+?),? (?P<lineage>[JS]r\.?|I{2,3}|IV)")
_NUMBERED = re.compile(r"(?P<volume>[^()]+?) ?\((?P<number>[^()]+)\)")


def _protected(title: str) -> str:
    """Put braces around words with capitals inside, which styles would turn to lower case."""
    return " ".join(
        f"{{{latex(word)}}}" if re.search(r"[^\W\d_].*[A-Z]|\d[A-Z]", word) else latex(word)
        for word in title.split()
    )


@functools.lru_cache(maxsize=16384)
def _person(name: str) -> Person:
    # BibTeX parts names at 'and' and at commas; a name that only looks like more is kept whole.
    if _AND.search(name) or name.count(",") > 1 or name.strip(", ") != name:
        return Person(last=f"{{{latex(name)}}}")
    if junior := _LINEAGE.fullmatch(name):
        person = Person(latex(junior["name"]))
        if person.first_names:
            person.lineage_names.append(junior["lineage"])
            return person
    return Person(latex(name))


def bib_entry(entry: Entry, taxonomy: Taxonomy) -> BibEntry:
    """Return a paper as pybtex has it: proceedings, article or, for a preprint, misc."""
    venue = taxonomy.venues[entry.venue]
    fields = {"title": _protected(entry.title), "year": str(entry.year), **_place(entry, venue)}
    if entry.pages:
        fields["pages"] = "--".join(map(latex, re.split(r"\s*[-–—]+\s*", entry.pages)))
    if entry.arxiv:
        fields |= {"eprint": entry.arxiv, "archiveprefix": "arXiv"}
    if entry.doi:
        fields["doi"] = entry.doi
    if entry.paper_url:
        fields["url"] = entry.paper_url
    kind = {"conference": "inproceedings", "journal": "article", "preprint": "misc"}[venue.kind]
    return BibEntry(kind, fields, {"author": [_person(name) for name in entry.authors]})


def _place(entry: Entry, venue: Venue) -> dict[str, str]:
    if venue.kind == "preprint":
        return {"howpublished": latex(venue.name)} if not entry.arxiv else {}
    if venue.kind == "conference":
        series = {"volume": latex(entry.volume)} if entry.volume else {}
        return {"booktitle": latex(venue.name), **series}
    fields = {"journal": latex(venue.name)}
    if entry.volume:
        numbered = _NUMBERED.fullmatch(entry.volume)
        parts = numbered.groupdict() if numbered else {"volume": entry.volume}
        fields |= {name: latex(part) for name, part in parts.items()}
    return fields


def person(name: str) -> str:
    """Return how BibTeX writes a person: ``Cheng, Ho Kei``."""
    return str(Writer(encoding="utf-8")._format_name(None, _person(name)))


def write(entries: Iterable[tuple[str, BibEntry]]) -> str:
    """Return (BibTeX key, entry) pairs as the text of a ``.bib`` file, in UTF-8."""
    stream = io.StringIO()
    writer = Writer(encoding="utf-8")
    writer._encode = str  # the values are LaTeX already; escaped once more, '&' ends a table's cell
    writer.write_stream(BibliographyData(entries=dict(entries)), stream)
    return stream.getvalue()
