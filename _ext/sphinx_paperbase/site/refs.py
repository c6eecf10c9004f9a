"""Links as records: to a paper, its types, its venue, the review and its sections."""

from __future__ import annotations

from sphinx_paperbase.catalog import Catalog, Entry
from sphinx_paperbase.catalog.facets import edition_shelf, section_shelf, type_shelf
from sphinx_paperbase.site.records import Badge, Ref, entry_doc, shelf_doc


def badge(catalog: Catalog, id: str) -> Badge:
    """Return a VOS type as cards show it."""
    kind = catalog.taxonomy.types[id]
    doc = shelf_doc("type", type_shelf(id, catalog.taxonomy).slug)
    return Badge(id, kind.name, kind.color, doc)


def paper(entry: Entry) -> Ref:
    """Return a link to a paper by what it is called; an edited title leaves that as it is."""
    return Ref(entry.label, entry_doc(entry.key))


def edition(catalog: Catalog, entry: Entry, number: int = 0) -> Ref:
    """Return a link to where a paper counts now, or with a number to where it did before."""
    found = entry.editions[number]
    shelf = edition_shelf(found, catalog.taxonomy)
    name = catalog.taxonomy.venues[found.venue].name
    return Ref(str(found), shelf_doc("venue", shelf.slug), name)


def section(catalog: Catalog, id: str) -> Ref:
    """Return a link to a section of the review."""
    shelf = section_shelf(id, catalog.taxonomy)
    return Ref(shelf.label, shelf_doc("review", shelf.slug), shelf.title)


def review(catalog: Catalog) -> Ref:
    """Return a link to the page of the review paper."""
    found = catalog.taxonomy.review
    return Ref(found.short, found.page, found.title)
