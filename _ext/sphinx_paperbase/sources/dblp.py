"""DBLP: where papers of computer science appeared, by their titles.

https://dblp.org/faq/How+to+use+the+dblp+search+API.html
"""

from __future__ import annotations

import html
import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ValidationError

from sphinx_paperbase.catalog.addresses import canonical_doi
from sphinx_paperbase.catalog.drafts.draft import Draft
from sphinx_paperbase.catalog.drafts.suggest import venue_of
from sphinx_paperbase.catalog.problems import one_line
from sphinx_paperbase.catalog.taxonomy import Taxonomy
from sphinx_paperbase.sources import http

_PAPERS = frozenset(
    {"Journal Articles", "Conference and Workshop Papers", "Parts in Books or Collections"}
)
_HOMONYM = re.compile(r" \d{4}$")  # Wei Wang 0001


def _listed(value: Any) -> Any:
    """Return a list: what is there once stands without one."""
    return value if isinstance(value, list) else [value]


_Texts = Annotated[list[str], BeforeValidator(_listed)]


class _Author(BaseModel):
    text: str


class _Authors(BaseModel):
    author: Annotated[list[_Author], BeforeValidator(_listed)] = []


class Record(BaseModel):
    """A record, as far as it is used."""

    key: str
    title: str
    type: str = ""
    year: str = ""
    venue: _Texts = []
    authors: _Authors = _Authors()
    volume: str = ""
    number: str = ""
    pages: str = ""
    doi: str = ""
    ee: _Texts = []

    @property
    def address(self) -> str:
        """Where the record can be seen."""
        return f"https://dblp.org/rec/{self.key}"


class _Hit(BaseModel):
    info: Record


class _Hits(BaseModel):
    hit: Annotated[list[_Hit], BeforeValidator(_listed)] = []


class _Result(BaseModel):
    hits: _Hits


class _Answer(BaseModel):
    result: _Result


def search(title: str, rows: int = 10) -> list[Record]:
    """Return the papers in whose records all words of a title stand; those of CoRR are none.

    Raises:
        SourceError: DBLP does not answer well.
    """
    words = " ".join(re.findall(r"\w+", title))
    params = {"q": words, "format": "json", "h": str(rows), "c": "0"}
    answer = http.get_json(http.DBLP, "/search/publ/api", params, about="that title")
    try:
        hits = _Answer.model_validate(answer).result.hits.hit
    except ValidationError as error:
        raise http.unreadable(http.DBLP) from error
    return [hit.info for hit in hits if hit.info.type in _PAPERS]


def draft(record: Record, taxonomy: Taxonomy) -> Draft:
    """Return a record's facts; see :class:`~sphinx_paperbase.sources.Found` for the venue."""
    known = (venue_of(html.unescape(name), taxonomy) for name in record.venue)
    venue = next((venue for venue in known if venue), None)
    numbered = record.volume and record.number
    names = (_HOMONYM.sub("", html.unescape(a.text)).strip() for a in record.authors.author)
    # 'doi' is in capitals; the address has the letters of the publisher.
    dois = (doi for text in (*record.ee, record.doi) if (doi := canonical_doi(text)))
    facts = {
        "title": html.unescape(record.title).strip().removesuffix("."),
        "authors": [name for name in names if name],
        "venue": venue,
        "year": int(record.year) if re.fullmatch(r"[0-9]{4}", record.year) else None,
        "doi": next(dois, None),
        "pages": re.sub(r"\s*[-–—]+\s*", "-", record.pages),
        "volume": f"{record.volume}({record.number})" if numbered else record.volume,
    }
    container = html.unescape(next(iter(record.venue), "a place that DBLP does not name"))
    return Draft(
        {key: value for key, value in facts.items() if value},
        comments={} if venue else {"venue": one_line(container)},
    )
