"""From what an entry of a list says, with its heading, to the facts of a paper."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from sphinx_paperbase.catalog.addresses import canonical_arxiv, canonical_doi
from sphinx_paperbase.catalog.draft import name_in_title
from sphinx_paperbase.catalog.hosts import kind_of
from sphinx_paperbase.catalog.problems import did_you_mean
from sphinx_paperbase.catalog.values import DOI, arxiv_date, url_fault
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
    faults = list(found.faults)
    if not found.title:
        raise Unreadable("no title is found; write it behind the links")
    tags = list(found.tags)
    types = _types(found, section, meaning, names, tags, faults)
    if said := [id for id in names.in_heading(found.title).types if id not in types]:
        faults.append(
            f"the title names {' and '.join(said)}, but the label is {' and '.join(types)}"
        )
    links = _links(found.links, faults)
    if "paper" not in links:
        raise Unreadable(NO_LINK)
    arxiv = canonical_arxiv(links["paper"])
    venue = _venue(found, section, names, tags, faults)
    year = _year(found, section, names, venue, arxiv, faults)
    facts = {
        "title": found.title,
        "name": name_in_title(found.title),
        "types": types,
        "venue": venue,
        "year": year,
        "arxiv": arxiv,
        "doi": None if arxiv else _doi(links["paper"]),
        "links": links,
        "note": found.note,
    }
    return {key: value for key, value in facts.items() if value}, faults


def _types(
    found: Found,
    section: Section,
    meaning: Meaning,
    names: Names,
    tags: list[str],
    faults: list[str],
) -> list[str]:
    """Return the types; labels that are none of them, but of a venue, are put to the tags."""
    types: list[str] = []
    unknown = []
    for label in dict.fromkeys(found.labels):
        if type := names.type_ids.get(label.casefold()):
            types.append(type)
        elif names.tagged(label, section.venue):
            tags.append(label)
        elif not is_month(label):
            near = did_you_mean(label, [*names.types, *names.venues])
            unknown.append(f"{label!r} is neither a type nor a venue of taxonomy.toml{near}")
    squares = [marks.plain(mark) for mark in found.marks if marks.plain(mark) in meaning]
    if not types and not unknown:
        # A mark without its label says enough where it stands for one type only.
        types = [kinds[0] for mark in squares if len(kinds := meaning[mark]) == 1]
        types = types or list(section.types)
    elif not unknown:
        faults += _disagreeing(squares, types, meaning)
    if not types:
        raise Unreadable("; ".join(unknown) or _NO_TYPE)
    faults += unknown
    return list(dict.fromkeys(types))


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


def _links(given: Mapping[str, str], faults: list[str]) -> dict[str, str]:
    links = {}
    for kind, url in given.items():
        if not url:
            faults.append(f"the {kind} link has no address; it is left out")
        elif wrong := url_fault(url):
            faults.append(f"the {kind} link {url!r} {wrong}; it is left out")
        else:
            links[kind] = url
    paper, code = links.get("paper", ""), links.get("code", "")
    if (kind_of(paper), kind_of(code)) == ("code", "paper"):
        faults.append("the links of paper and code are swapped; they are put right")
        links |= {"paper": code, "code": paper}
    elif _host(code).endswith(".github.io"):
        faults.append(f"the code link {code} leads to a page about the project")
    return links


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _doi(url: str) -> str | None:
    if doi := canonical_doi(url):
        return doi
    path = _DOI_PATH.search(unquote(urlsplit(url).path)) if _host(url) in _DOI_HOSTS else None
    return path["doi"] if path and DOI.fullmatch(path["doi"]) else None


def _venue(found: Found, section: Section, names: Names, tags: list[str], faults: list[str]) -> str:
    tagged = [(tag, names.tagged(tag, section.venue)) for tag in tags]
    venues = [venue for _, venue in tagged if venue]
    unknown = [
        f"the tag {tag!r} is not a venue of taxonomy.toml{did_you_mean(tag, names.venues)}"
        for tag, venue in tagged
        if not venue and not is_month(tag)
    ]
    said = names.in_text(found.elsewhere).venue
    if venue := (venues[0] if venues else said or section.venue):
        faults += unknown
        return venue
    where = f"{section.text!r} (line {section.line})"
    if section.journals:
        raise Unreadable(
            "; ".join(unknown) or f"{where}: no journal; write `TPAMI` before the title"
        )
    if section.unknown:
        near = did_you_mean(section.unknown, names.venues)
        raise Unreadable(f"{where} names no venue of taxonomy.toml{near}")
    raise Unreadable("no venue; put it below a heading such as '### CVPR 2023'")


def _year(
    found: Found,
    section: Section,
    names: Names,
    venue: str,
    arxiv: str | None,
    faults: list[str],
) -> int:
    year = names.in_text(found.elsewhere).year or section.year
    posted = arxiv_date(arxiv).year if arxiv else None
    if year is None and names.venues[venue].kind == "preprint":
        year = posted
    if year is None:
        raise Unreadable(f"no year of {venue}; put it below a heading such as '### {venue} 2023'")
    on_arxiv = venue.casefold() == "arxiv"
    if posted and (posted != year if on_arxiv else posted > year):
        said = f"arXiv {arxiv} is of {posted}, but the paper is listed under {venue} {year}"
        faults.append(f"{said}; made with {posted}" if on_arxiv else said)
        return posted if on_arxiv else year
    return year
