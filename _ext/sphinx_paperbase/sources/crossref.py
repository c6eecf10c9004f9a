"""Crossref: what publishers registered of a paper, by its DOI or by its title.

https://api.crossref.org/swagger-ui/ and https://github.com/CrossRef/rest-api-doc

The library ``habanero`` (2.9.2) is not used: it has neither retries nor ``Retry-After`` nor a bound
of size, and its transport cannot be replaced.
"""

from __future__ import annotations

import html
import os
import re
from typing import Any, TypeVar
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sphinx_paperbase.catalog.addresses import canonical_arxiv
from sphinx_paperbase.catalog.drafts.draft import Draft
from sphinx_paperbase.catalog.drafts.suggest import venue_of
from sphinx_paperbase.catalog.naming import normal_title
from sphinx_paperbase.catalog.problems import one_line
from sphinx_paperbase.catalog.taxonomy import Taxonomy
from sphinx_paperbase.formats.bibtex import decoded
from sphinx_paperbase.sources import Found, SourceError, http

MAIL_VARIABLE = "PAPERBASE_MAILTO"
_PAPERS = frozenset({"journal-article", "proceedings-article", "book-chapter", "posted-content"})
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_FORMULA = re.compile(r"\$[^$]+\$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class _Part(BaseModel):
    """A part of a record: what is not named here is left aside, what is null is as if not there."""

    model_config = ConfigDict(alias_generator=lambda name: name.replace("_", "-"))


class Author(_Part):
    """A person, or by ``name`` a group."""

    given: str | None = None
    family: str | None = None
    suffix: str | None = None
    name: str | None = None

    @property
    def full_name(self) -> str:
        """The name, given names first."""
        parts = (self.given, self.family, self.suffix)
        return _plain(" ".join(part for part in parts if part) or self.name or "")


class Date(_Part):
    """Year, month and day, the last two perhaps missing."""

    date_parts: list[list[int | None]] | None = None


class Event(_Part):
    """The conference of a paper."""

    name: str | None = None
    acronym: str | None = None
    start: Date | None = None


class Work(_Part):
    """A record of ``/works``."""

    doi: str = Field(alias="DOI")
    type: str | None = None
    title: list[str] | None = None
    subtitle: list[str] | None = None
    author: list[Author] | None = None
    container_title: list[str] | None = None
    event: Event | None = None
    issued: Date | None = None
    published_print: Date | None = None
    page: str | None = None
    volume: str | None = None
    issue: str | None = None
    relation: dict[str, Any] | None = None

    @property
    def full_title(self) -> str:
        """The title in plain text, with its subtitle where the title does not say it."""
        title = _plain((self.title or [""])[0])
        subtitle = _plain((self.subtitle or [""])[0])
        said = normal_title(subtitle) in normal_title(title)
        return title if said else f"{title}: {subtitle}"

    @property
    def containers(self) -> list[str]:
        """What the proceedings, series, journal or conference are called."""
        event = [self.event.name, self.event.acronym] if self.event else []
        names = (_plain(name) for name in [*(self.container_title or []), *event] if name)
        return list(dict.fromkeys(name for name in names if name))

    @property
    def year(self) -> int | None:
        """The year of the conference, or of a journal's volume: not that of early access."""
        for name in self.containers:
            if found := _YEAR.search(name):
                return int(found[0])
        start = self.event.start if self.event else None
        return next(
            (y for d in (start, self.published_print, self.issued) if (y := _year(d))), None
        )

    def venue(self, taxonomy: Taxonomy) -> str | None:
        """Return the venue, where it is one of the taxonomy."""
        if any("workshop" in name.casefold() for name in self.containers):
            return None  # its event has the name of the conference
        known = (venue_of(name, taxonomy) for name in self.containers)
        return next((venue for venue in known if venue), None)

    @property
    def arxiv(self) -> str | None:
        """The preprint's arXiv id, where the publisher names it."""
        named = (self.relation or {}).get("has-preprint")
        ids = [r.get("id") for r in named if isinstance(r, dict)] if isinstance(named, list) else []
        return next((id for text in ids if (id := canonical_arxiv(str(text)))), None)


class _One(_Part):
    message: Work


class _Items(_Part):
    items: list[Work]


class _Many(_Part):
    message: _Items


_Model = TypeVar("_Model", _One, _Many)


def find(doi: str, taxonomy: Taxonomy) -> Found:
    """Return the paper with a DOI.

    Raises:
        SourceError: Crossref has no such paper, or does not answer well.
    """
    answer = http.get_json(http.CROSSREF, f"/works/{quote(doi, safe='')}", _mail(), about=doi)
    work = _read(_One, answer).message
    if work.type not in _PAPERS:
        kind = one_line(repr(work.type or "unknown"))
        raise SourceError(f"{doi} is of the kind {kind}, no paper; give the paper's own DOI")
    if not work.full_title:
        raise SourceError(f"Crossref knows no title of {doi}; give the paper's BibTeX")
    found = draft(work, taxonomy)
    if work.doi.casefold() == doi.casefold():
        found.facts["doi"] = doi  # Crossref writes all DOIs in lower case
    return Found(found)


def search(title: str, author: str = "", rows: int = 10) -> list[Work]:
    """Return papers whose records come near a title and an author's name, the nearest first.

    Raises:
        SourceError: Crossref does not answer well.
    """
    params = {"query.bibliographic": title, "query.author": author, "rows": str(rows)}
    given = {name: value for name, value in params.items() if value} | _mail()
    answer = http.get_json(http.CROSSREF, "/works", given, about="that title")
    return [work for work in _read(_Many, answer).message.items if work.type in _PAPERS]


def draft(work: Work, taxonomy: Taxonomy) -> Draft:
    """Return a record's facts; see :class:`~sphinx_paperbase.sources.Found` for the venue."""
    venue = work.venue(taxonomy)
    journal = venue is not None and taxonomy.venues[venue].kind == "journal"
    pages = re.sub(r"\s*[-–—]+\s*", "-", work.page or "")
    facts = {
        "title": work.full_title,
        "authors": [name for author in work.author or () if (name := author.full_name)],
        "venue": venue,
        "year": work.year,
        "arxiv": work.arxiv,
        "doi": work.doi,
        "pages": "" if pages == "1-1" else pages,  # which stands for early access
        "volume": f"{work.volume}({work.issue})" if journal and work.issue else work.volume,
    }
    container = next(iter(work.containers), "a place that Crossref does not name")
    return Draft(
        {key: value for key, value in facts.items() if value},
        comments={} if venue else {"venue": one_line(container)},
    )


def _mail() -> dict[str, str]:
    # https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/
    address = os.environ.get(MAIL_VARIABLE)
    return {"mailto": address} if address else {}


def _read(model: type[_Model], answer: Any) -> _Model:
    try:
        return model.model_validate(answer)
    except ValidationError as error:
        raise http.unreadable(http.CROSSREF) from error


def _plain(text: str) -> str:
    """Return a registered text without its markup, formulas as they are read."""
    for _ in range(2):  # some publishers escape twice
        text = html.unescape(_TAG.sub("", text))
    return " ".join(_FORMULA.sub(_formula, text).split())


def _formula(found: re.Match[str]) -> str:
    """Return what a formula shows; between two prices there is none."""
    return decoded(found[0]) if set(found[0]) & set("\\^_{") else found[0]


def _year(date: Date | None) -> int | None:
    parts = (date.date_parts if date else None) or [[]]
    return next(iter(parts[0]), None)
