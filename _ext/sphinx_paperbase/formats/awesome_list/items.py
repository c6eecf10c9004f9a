"""From what an entry of a list says, with its heading, to the facts of a paper."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from sphinx_paperbase.catalog.addresses import canonical_arxiv, canonical_doi
from sphinx_paperbase.catalog.checks.hosts import kind_of
from sphinx_paperbase.catalog.drafts.draft import name_in_title
from sphinx_paperbase.catalog.problems import did_you_mean
from sphinx_paperbase.catalog.values import DOI, arxiv_date, arxiv_of, doi_of, url_fault
from sphinx_paperbase.formats.awesome_list import marks
from sphinx_paperbase.formats.awesome_list.lines import Found
from sphinx_paperbase.formats.awesome_list.names import Names, is_month

_DOI_HOSTS = frozenset({"link.springer.com", "dl.acm.org"})
_DOI_PATH = re.compile(r"/(?P<doi>10\.\d{4,9}/.+?)(?:\.pdf|/)?$")
NO_LINK = "no link to the paper; write [paper](https://…)"
_NO_TYPE = "no type; write it in front, such as `SVOS`, or say --type SVOS for all of these"


class Unreadable(Exception):
    """No paper can be made of an entry of a list; the text says why and what to write."""


class Section(NamedTuple):
    """What the headings above an entry say of it.

    Attributes:
        line: The nearest heading's line, 0 where there is none.
        text: The nearest heading.
        venue: The venue, where it is known.
        year: The year.
        journals: Tell whether each entry names its journal.
        types: The types of entries that name none.
        unknown: What the heading calls a venue that the taxonomy does not know.
    """

    line: int = 0
    text: str = ""
    venue: str | None = None
    year: int | None = None
    journals: bool = False
    types: tuple[str, ...] = ()
    unknown: str = ""

    @property
    def holds_papers(self) -> bool:
        """Tell whether papers may be expected below the heading."""
        return bool(self.venue or self.journals or self.year)


Meaning = Mapping[str, tuple[str, ...]]
"""The types for which a mark stands: by the list's legend, else by the taxonomy's colours."""


def facts_of(
    found: Found, section: Section, meaning: Meaning, names: Names
) -> tuple[dict[str, Any], list[str]]:
    """Return the front matter of a paper, and what is wrong in the list but leaves a paper.

    Raises:
        Unreadable: Something that every paper has is missing or unknown.
    """
    if not found.title:
        raise Unreadable("no title is found; write it behind the links")
    judged = _Judged(found, section, names)
    types = judged.types(meaning)
    links = judged.links()
    if "paper" not in links:
        raise Unreadable(NO_LINK)
    arxiv, doi = _ids(links["paper"], found.arxiv)
    venue = judged.venue()
    facts = {
        "title": found.title,
        "name": name_in_title(found.title),
        "types": types,
        "venue": venue,
        "year": judged.year(venue, arxiv),
        "arxiv": arxiv,
        "doi": doi,
        "links": links,
        "note": found.note,
    }
    return {key: value for key, value in facts.items() if value}, judged.faults


class _Judged:
    """What an entry says, made out with its heading and the taxonomy; gathers what is wrong."""

    def __init__(self, found: Found, section: Section, names: Names) -> None:
        self.found = found
        self.section = section
        self.names = names
        self.tags = list(found.tags)
        self.faults = list(found.faults)

    def types(self, meaning: Meaning) -> list[str]:
        """Return the types; labels that are of a venue, not of a type, are put to the tags."""
        types: list[str] = []
        unknown = []
        for label in dict.fromkeys(self.found.labels):
            if type := self.names.type_ids.get(label.casefold()):
                types.append(type)
            elif self.names.tagged(label, self.section.venue):
                self.tags.append(label)
            elif not is_month(label):
                near = did_you_mean(label, [*self.names.types, *self.names.venues])
                unknown.append(f"{label!r} is neither a type nor a venue of taxonomy.toml{near}")
        squares = [mark for mark in map(marks.plain, self.found.marks) if mark in meaning]
        if not types and not unknown:
            # A mark without its label says enough where it stands for one type only.
            types = [kinds[0] for mark in squares if len(kinds := meaning[mark]) == 1]
            types = types or list(self.section.types)
        elif not unknown:
            self.faults += _disagreeing(squares, types, meaning)
        if not types:
            raise Unreadable("; ".join(unknown) or _NO_TYPE)
        self.faults += unknown
        if said := [id for id in self.names.types_in(self.found.title) if id not in types]:
            label = " and ".join(types)
            self.faults.append(f"the title names {' and '.join(said)}, but the label is {label}")
        return list(dict.fromkeys(types))

    def links(self) -> dict[str, str]:
        """Return the addresses that can be kept."""
        links = {}
        for kind, url in self.found.links.items():
            if not url:
                self.faults.append(f"the {kind} link has no address; it is left out")
            elif wrong := url_fault(url):
                self.faults.append(f"the {kind} link {url!r} {wrong}; it is left out")
            else:
                links[kind] = url
        paper, code = links.get("paper", ""), links.get("code", "")
        if (kind_of(paper), kind_of(code)) == ("code", "paper"):
            self.faults.append("the links of paper and code are swapped; they are put right")
            links |= {"paper": code, "code": paper}
        elif _host(code).endswith(".github.io"):
            self.faults.append(f"the code link {code} leads to a page about the project")
        return links

    def venue(self) -> str:
        """Return the venue: that of a tag, else one named beside the title, else the heading's."""
        section, venues = self.section, self.names.venues
        tagged = {tag: self.names.tagged(tag, section.venue) for tag in self.tags}
        unknown = [
            f"the tag {tag!r} is not a venue of taxonomy.toml{did_you_mean(tag, venues)}"
            for tag, venue in tagged.items()
            if not venue and not is_month(tag)
        ]
        named = (*tagged.values(), self.names.in_text(self.found.elsewhere).venue, section.venue)
        if venue := next(filter(None, named), None):
            self.faults += unknown
            return venue
        where = f"{section.text!r} (line {section.line})"
        if section.journals:
            missing = f"{where}: no journal; write `TPAMI` before the title"
            raise Unreadable("; ".join(unknown) or missing)
        if section.unknown:
            near = did_you_mean(section.unknown, venues)
            raise Unreadable(f"{where} names no venue of taxonomy.toml{near}")
        raise Unreadable("no venue; put it below a heading such as '### CVPR 2023'")

    def year(self, venue: str, arxiv: str | None) -> int:
        """Return the year of the venue; that of a preprint is in its id."""
        year = self.names.in_text(self.found.elsewhere).year or self.section.year
        posted = arxiv_date(arxiv).year if arxiv else None
        if year is None and self.names.venues[venue].kind == "preprint":
            year = posted
        if year is None:
            advice = f"put it below a heading such as '### {venue} 2023'"
            raise Unreadable(f"no year of {venue}; {advice}")
        if posted and posted != year and venue.casefold() == "arxiv":
            said = f"arXiv {arxiv} is of {posted}, but the paper is listed under {venue} {year}"
            self.faults.append(f"{said}; made with {posted}")
            return posted
        return year


def _disagreeing(squares: list[str], types: list[str], meaning: Meaning) -> list[str]:
    """Find marks that stand for another type than the label behind them."""
    if len(squares) == len(types):
        pairs = [(mark, [label]) for mark, label in zip(squares, types, strict=True)]
    else:
        pairs = [(mark, types) for mark in squares]
    return [
        f"{mark} stands for {' or '.join(meaning[mark])}, but the label is {' and '.join(labels)}; "
        "the label counts"
        for mark, labels in pairs
        if not set(labels) & set(meaning[mark])
    ]


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _ids(url: str, arxiv: str | None) -> tuple[str | None, str | None]:
    """Return the arXiv id and the DOI in a paper's address; the check must see the same in it."""
    if (linked := canonical_arxiv(url)) and arxiv_of(url) in (None, linked):
        return linked, None
    doi = canonical_doi(url)
    path = unquote(urlsplit(url).path)
    if not doi and _host(url) in _DOI_HOSTS and (found := _DOI_PATH.search(path)):
        doi = found["doi"]
    if doi and DOI.fullmatch(doi) and (doi_of(url) or doi).casefold() == doi.casefold():
        return arxiv, doi
    return arxiv, None
