"""``citation_*``: the facts of a paper as meta tags, read by Google Scholar, Zotero and others.

https://scholar.google.com/intl/en/scholar/inclusion.html#indexing; arXiv's own pages have
``citation_arxiv_id``. There is no ``citation_pdf_url``: it must lie in the folder of the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_paperbase.catalog import Entry, Taxonomy
from sphinx_paperbase.formats.places import page_range, volume_and_number


def tags(entry: Entry, taxonomy: Taxonomy) -> Iterator[tuple[str, str]]:
    """Yield the name and the content of each tag; a name recurs for each author and keyword."""
    venue = taxonomy.venues[entry.venue]
    yield "citation_title", entry.title
    for author in entry.authors:
        yield "citation_author", author
    yield "citation_publication_date", str(entry.year)
    if venue.kind != "preprint":
        yield f"citation_{venue.kind}_title", venue.name
    volume, number = volume_and_number(entry.volume)
    first, *rest = page_range(entry.pages or "")
    facts = {
        "volume": volume,
        "issue": number,
        "firstpage": first,
        "lastpage": rest[-1] if rest else "",
        "doi": entry.doi,
        "arxiv_id": entry.arxiv,
    }
    for name, fact in facts.items():
        if fact:
            yield f"citation_{name}", fact
    for keyword in entry.keywords:
        yield "citation_keywords", keyword
