"""arXiv: what it knows of a paper, by its id or by its title.

The answer is an Atom feed: https://info.arxiv.org/help/api/user-manual.html

The library ``arxiv`` (4.0.2) is not used: its client has no timeout, takes no ``Retry-After`` and
no bound of size, its session is private, and its reader mends a broken feed silently, so that a
title or the authors could be cut.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from sphinx_paperbase.catalog.addresses import canonical, canonical_arxiv
from sphinx_paperbase.catalog.drafts.draft import Draft
from sphinx_paperbase.catalog.drafts.suggest import venue_of
from sphinx_paperbase.catalog.taxonomy import Taxonomy
from sphinx_paperbase.catalog.values import arxiv_date
from sphinx_paperbase.formats.bibtex import decoded
from sphinx_paperbase.sources import Found, http

_NAMESPACES = {"": "http://www.w3.org/2005/Atom", "arxiv": "http://arxiv.org/schemas/atom"}
_MEDIA = "application/atom+xml, application/xml, text/xml"
_GITHUB = re.compile(
    r"(?:https?://|(?<![\w.-]))github\.com/[\w.-]+/[\w-]+(?:\.[\w-]+)*", re.I | re.ASCII
)
_PUBLISHED = re.compile(r"accept|publish|appear|withdrawn|proceedings|journal|oral|poster", re.I)
_LONGEST_HINT = 200


class Record(NamedTuple):
    """A paper as arXiv lists it."""

    id: str
    title: str
    authors: tuple[str, ...]
    doi: str
    comment: str
    journal: str

    @property
    def year(self) -> int:
        """The year of the first version, as its id has it (which the date may miss by a day)."""
        return arxiv_date(self.id)[0]


def find(id: str, taxonomy: Taxonomy) -> Found:
    """Return the paper with an arXiv id.

    Raises:
        SourceError: arXiv has no such paper, or does not answer well.
    """
    records = _ask({"id_list": id, "max_results": "1"}, id)
    record = next((record for record in records if record.id == id), None)
    if record is None:
        raise http.NoRecord(f"{http.ARXIV.name} has no paper {id}")
    return Found(draft(record, taxonomy), tuple(_hints(record, taxonomy)))


def search(title: str, family: str) -> list[Record]:
    """Return papers whose titles have these words in this order, by an author of this name.

    Raises:
        SourceError: arXiv does not answer well.
    """
    words, name = (" ".join(re.findall(r"\w+", text)) for text in (title, family))
    query = f'ti:"{words}" AND au:"{name}"'
    return _ask({"search_query": query, "max_results": "5"}, "that title")


def draft(record: Record, taxonomy: Taxonomy) -> Draft:
    """Return a paper's facts as those of a preprint."""
    venue = venue_of(http.ARXIV.name, taxonomy)
    code = {canonical(_with_scheme(found)) for found in _GITHUB.findall(record.comment)}
    facts = {
        "title": record.title,
        "authors": list(record.authors),
        "venue": venue,
        "year": record.year,
        "arxiv": record.id,
        "doi": record.doi,
        "links": {"code": code.pop()} if len(code) == 1 else {},
    }
    return Draft(
        {key: value for key, value in facts.items() if value},
        comments={} if venue else {"venue": http.ARXIV.name},
    )


def _with_scheme(address: str) -> str:
    return address if "://" in address else f"https://{address}"


def _hints(record: Record, taxonomy: Taxonomy) -> Iterator[str]:
    """Say what the authors told arXiv of where the paper was published."""
    said = "; ".join(text for text in (record.comment, record.journal) if text)
    shown = said if len(said) <= _LONGEST_HINT else f"{said[:_LONGEST_HINT]}…"
    for id, venue in taxonomy.venues.items():
        found = re.search(rf"\b{re.escape(id)}\b\W{{0,3}}((?:20)?\d\d)\b", said, re.I)
        if found and venue.kind != "preprint":
            year = found[1] if len(found[1]) == 4 else f"20{found[1]}"
            options = f"--venue {shlex.quote(id)} --year {year}"
            yield f"arXiv says: {shown}; if it was published there, give {options}"
            return
    if record.journal or _PUBLISHED.search(record.comment):
        yield f"arXiv says: {shown}; if it was published, give --venue and --year"


class _NoDoctype(ElementTree.TreeBuilder):
    """Refuses what defines entities: a feed needs none, and they can grow without bound."""

    def doctype(self, *_: object) -> None:
        raise ValueError("a document type")


def _ask(params: dict[str, str], about: str) -> list[Record]:
    content = http.get(http.ARXIV, "/query", params, accept=_MEDIA, about=about)
    parser = ElementTree.XMLParser(target=_NoDoctype())
    try:
        feed = ElementTree.fromstring(content, parser)
        # A question that arXiv does not understand has an answer of one entry with the fault.
        entries = [
            e for e in feed.iterfind("entry", _NAMESPACES) if "/api/errors" not in _text(e, "id")
        ]
        records = [_record(entry) for entry in entries]
    except (ElementTree.ParseError, LookupError, ValueError) as error:  # an unknown encoding, too
        raise http.unreadable(http.ARXIV) from error
    return [record for record in records if record.id and record.title]


def _record(entry: ElementTree.Element) -> Record:
    return Record(
        id=canonical_arxiv(_text(entry, "id")) or "",
        title=decoded(_text(entry, "title")),
        authors=tuple(
            name
            for a in entry.iterfind("author", _NAMESPACES)
            if (name := decoded(_text(a, "name")))
        ),
        doi=_text(entry, "arxiv:doi"),
        comment=_text(entry, "arxiv:comment"),
        journal=_text(entry, "arxiv:journal_ref"),
    )


def _text(element: ElementTree.Element, name: str) -> str:
    return " ".join((element.findtext(name, "", _NAMESPACES)).split())
