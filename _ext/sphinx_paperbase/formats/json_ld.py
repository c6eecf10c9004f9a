"""JSON-LD: what a page is about, in the words of schema.org, for search engines and programs.

https://schema.org and https://www.w3.org/TR/json-ld11/. The addresses of pages are given by the
caller: whole ones, or relative to the page, which programs resolve as they do links. What is not
known is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from sphinx_paperbase.catalog import Catalog, Entry
from sphinx_paperbase.catalog.plain_text import summary
from sphinx_paperbase.catalog.taxonomy import Review, Venue
from sphinx_paperbase.formats.papers_js import as_script
from sphinx_paperbase.formats.places import volume_and_number

Thing = dict[str, Any]


def write(*things: Thing) -> str:
    """Return things as a JSON-LD document that can stand in the script element of any page."""
    return as_script({"@context": "https://schema.org", "@graph": things})


def thing(kind: str, /, **facts: Any) -> Thing:
    """Return a thing of a type of schema.org, with those of the facts that are known."""
    return {"@type": kind} | {name: fact for name, fact in facts.items() if fact or fact == 0}


def article(catalog: Catalog, entry: Entry, url_of: Callable[[str], str]) -> Thing:
    """Return a paper; ``url_of`` gives the address of a key's page."""
    types, venue = catalog.taxonomy.types, catalog.taxonomy.venues[entry.venue]
    sources = (catalog.resolve(key) for key in entry.builds_on)
    code = entry.links.code
    status = entry.status or ("preprint" if venue.kind == "preprint" else "")
    ids, same = _identity(entry.doi, entry.arxiv, entry.links.paper)
    return thing(
        "ScholarlyArticle",
        url=url_of(entry.key),
        name=entry.title,
        headline=entry.title,
        alternateName=entry.name,
        author=_people(entry.authors),
        datePublished=str(entry.year),
        creativeWorkStatus=status.capitalize(),
        isPartOf=_publication(entry, venue),
        pagination=entry.pages,
        identifier=ids,
        sameAs=same,
        description=summary(entry.body),
        keywords=list(entry.keywords),
        about=[thing("DefinedTerm", termCode=id, name=types[id].name) for id in entry.types],
        # 'realization … of the concept of this creative work': https://schema.org/workExample
        workExample=thing("SoftwareSourceCode", codeRepository=code) if code else None,
        citation=[
            thing("ScholarlyArticle", url=url_of(source.key), name=source.title)
            for source in sources
            if source and source is not entry
        ],
    )


def review(paper: Review) -> Thing:
    """Return the review paper that a collection continues."""
    ids, same = _identity(paper.doi, None, paper.links.get("paper"))
    return thing(
        "ScholarlyArticle",
        name=paper.title,
        headline=paper.title,
        author=_people(paper.authors),
        datePublished=str(paper.year),
        isPartOf=_issue(paper.journal, paper.volume, paper.number),
        pagination=paper.pages,
        identifier=ids,
        sameAs=same,
    )


def _people(names: Iterable[str]) -> list[Thing]:
    return [thing("Person", name=name) for name in names]


def _identity(
    doi: str | None, arxiv: str | None, paper: str | None
) -> tuple[list[Thing], list[str]]:
    """Return a paper's identifiers, and the addresses at which it is."""
    ids, at = [], []
    if doi:
        ids.append(thing("PropertyValue", propertyID="DOI", value=doi))
        at.append(f"https://doi.org/{quote(doi)}")
    if arxiv:
        ids.append(thing("PropertyValue", propertyID="arXiv", value=arxiv))
        at.append(f"https://arxiv.org/abs/{arxiv}")
    if paper and paper not in at:
        at.append(paper)
    return ids, at


def _publication(entry: Entry, venue: Venue) -> Thing:
    """Return what a paper is a part of."""
    if venue.kind == "preprint":
        return thing("Collection", name=venue.name)
    volume, number = volume_and_number(entry.volume)
    if venue.kind == "journal":
        return _issue(venue.name, volume, number)
    # A volume may be that of a publisher's series: it is not said of what it is the number.
    series = thing("CreativeWorkSeries", name=venue.name)
    return thing("PublicationVolume", name=str(entry.edition), volumeNumber=volume, isPartOf=series)


def _issue(journal: str, volume: str, number: str) -> Thing:
    part = thing("Periodical", name=journal)
    if volume:
        part = thing("PublicationVolume", volumeNumber=volume, isPartOf=part)
    return thing("PublicationIssue", issueNumber=number, isPartOf=part) if number else part


def listing(pages: Iterable[tuple[str, str]]) -> Thing:
    """Return a list of pages, given by their names and addresses, in its order."""
    items = [
        thing("ListItem", position=place, name=name, url=url)
        for place, (name, url) in enumerate(pages, 1)
    ]
    return thing("ItemList", numberOfItems=len(items), itemListElement=items)


def breadcrumbs(way: Iterable[tuple[str, str]]) -> Thing:
    """Return the way from the home page to a page, by names and addresses, both included."""
    items = [
        thing("ListItem", position=place, name=name, item=url)
        for place, (name, url) in enumerate(way, 1)
    ]
    return thing("BreadcrumbList", itemListElement=items)


def website(name: str, url: str, description: str, search: str) -> Thing:
    """Return the site; ``search`` is the whole address that the words to find are appended to."""
    words = "search_term_string"
    action = thing(
        "SearchAction",
        target=thing("EntryPoint", urlTemplate=f"{search}{{{words}}}"),
        **{"query-input": f"required name={words}"},
    )
    return thing(
        "WebSite",
        url=url,
        name=name,
        description=description,
        potentialAction=action if search else None,
    )
