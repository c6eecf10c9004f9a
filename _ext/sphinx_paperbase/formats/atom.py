"""Atom feeds: the newest papers of all, of every type and of every venue.

https://www.rfc-editor.org/rfc/rfc4287

Nothing in a feed speaks of the build: a paper is as new as the day it was added (``day``), and a
feed as its newest paper. Ids are UUIDs made of names, of the collection's and of the first key that
a paper had: they stay when the site moves or an entry is renamed
(https://www.rfc-editor.org/rfc/rfc9562#section-5.5). Where the site's address is not known, links
are relative to the feed.
"""

from __future__ import annotations

import datetime
import functools
import re
import uuid
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from feedgenerator import Atom1Feed, iri_to_uri

from sphinx_paperbase.catalog import Catalog, Entry, Shelf
from sphinx_paperbase.catalog.naming import slug
from sphinx_paperbase.catalog.plain_text import summary
from sphinx_paperbase.catalog.query import newest
from sphinx_paperbase.catalog.values import arxiv_date

if TYPE_CHECKING:
    from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator

FILE = "feed.xml"
LONGEST = 50
_COLLECTIONS = uuid.UUID("5e3e25ab-94e8-4a1a-8c08-dd941a5c8abb")  # made at random, once
_NOTHING_YET = datetime.date(1970, 1, 1)
# What XML cannot hold: https://www.w3.org/TR/xml/#charsets
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Site(NamedTuple):
    """Whose feeds they are.

    Attributes:
        name: What the collection is called.
        identity: A text that stands for the collection for ever; ids are made of it.
        base: The address of the site, up to its last slash, or nothing where it is not known.
        page: Gives the path of a key's page from the root of the site.
        shelf_page: Gives that of a shelf's page, by its facet and its slug.
        home: That of the first page.
    """

    name: str
    identity: str
    base: str
    page: Callable[[str], str]
    shelf_page: Callable[[str, str], str]
    home: str


class Item(NamedTuple):
    """A paper in a feed.

    Its page is a path from the root of the site; its text is made a summary as the file is written.
    """

    id: str
    title: str
    day: datetime.date
    page: str
    authors: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    categories: tuple[str, ...]
    edition: str
    body: str


class Feed(NamedTuple):
    """A feed: all that its file says.

    Attributes:
        file: Its path from the root of the site.
        id: What feed readers know it by.
        title: What they call it.
        author: Who stands for the authors of a paper that are not known.
        root: What leads from the file to the root of the site.
        page: The path of the page that it belongs to.
        items: Its papers, the newest first.
    """

    file: str
    id: str
    title: str
    author: str
    root: str
    page: str
    items: tuple[Item, ...]

    @property
    def day(self) -> datetime.date:
        """The day of its newest paper; a feed without any is as old as can be."""
        return self.items[0].day if self.items else _NOTHING_YET


def day(entry: Entry) -> datetime.date:
    """Return the day that a paper is new: that on which it was added.

    Where this is not known, it is the first day of the month that the arXiv id names, else of the
    year in which the paper was first listed.
    """
    if entry.added:
        return entry.added
    if entry.arxiv and 1 <= (given := arxiv_date(entry.arxiv)).month <= 12:
        return datetime.date(given.year, given.month, 1)
    return datetime.date(min(edition.year for edition in entry.editions), 1, 1)


def shelf_feed(facet: str, shelf: Shelf) -> tuple[str, str] | None:
    """Return the file and the name of a shelf's feed: a type has one, and a venue, for all years.

    The journals have one, as they share their pages. That no type has the file of a venue, the
    taxonomy sees to.
    """
    if facet == "type":
        return f"feeds/{shelf.slug}.xml", shelf.label
    if facet == "venue":
        name = shelf.label.rpartition(" ")[0]
        return f"feeds/{slug(name)}.xml", name
    return None


def title(site_name: str, name: str) -> str:
    """Return the title of a feed by the name of its shelf."""
    return f"{site_name}: {name}" if name else site_name


def feeds(catalog: Catalog, site: Site) -> Iterator[Feed]:
    """Return all feeds: of everything, of each type, of each venue that has papers."""
    papers = sorted(catalog.entries.values(), key=lambda e: (-day(e).toordinal(), newest(e)))
    rank = {entry.key: place for place, entry in enumerate(papers)}

    @functools.cache
    def item(place: int) -> Item:
        return _item(catalog, site, papers[place])

    for (file, name), (page, keys) in _places(catalog, site).items():
        shown = sorted(rank[key] for key in keys)[:LONGEST]
        yield Feed(
            file=file,
            id=_id(site, file),
            title=title(site.name, name),
            author=site.name,
            root=site.base or "../" * file.count("/"),
            page=page,
            items=tuple(map(item, shown)),
        )


def _places(catalog: Catalog, site: Site) -> dict[tuple[str, str], tuple[str, set[str]]]:
    """Return the page of each feed and the keys of its papers, by its file and its name."""
    found = {(FILE, ""): (site.home, set(catalog.entries))}
    for facet in ("type", "venue"):
        for shelf, entries in catalog.shelves[facet].values():
            if feed := shelf_feed(facet, shelf):
                page = site.shelf_page(facet, shelf.slug if facet == "type" else "index")
                found.setdefault(feed, (page, set()))[1].update(entry.key for entry in entries)
    return found


def _item(catalog: Catalog, site: Site, entry: Entry) -> Item:
    first_key = next((a for a in entry.aliases if catalog.aliases.get(a) == entry.key), entry.key)
    edition = str(entry.edition)
    links = {"paper": entry.paper_url} | dict(entry.links.items())
    return Item(
        id=_id(site, f"entries/{first_key}"),
        title=f"{entry.status.capitalize()}: {entry.title}" if entry.status else entry.title,
        day=day(entry),
        page=site.page(entry.key),
        authors=entry.authors,
        links=tuple((kind, url) for kind, url in links.items() if url),
        categories=(*entry.types, edition, *filter(None, [entry.status])),
        edition=edition,
        body=entry.body,
    )


def _id(site: Site, name: str) -> str:
    return uuid.uuid5(_collection(site.identity), name).urn


@functools.cache
def _collection(identity: str) -> uuid.UUID:
    return uuid.uuid5(_COLLECTIONS, identity)


def write(feed: Feed) -> str:
    """Return the text of a feed's file."""
    made = _AtomFeed(
        title=_clean(feed.title),
        link=feed.root + feed.page,
        feed_url=feed.root + feed.file,
        feed_guid=feed.id,
        author_name=_clean(feed.author),
        description=None,
        updated=_midnight(feed.day),
    )
    for item in feed.items:
        made.add_item(
            title=_clean(item.title),
            link=feed.root + item.page,
            unique_id=item.id,
            updateddate=_midnight(item.day),
            categories=[_clean(category) for category in item.categories],
            description=None,
            authors=[_clean(name) for name in item.authors],
            related=item.links,
            summary=_clean(f"{item.edition}. {summary(item.body)}".strip()),
        )
    return str(made.writeString("utf-8")) + "\n"


class _AtomFeed(Atom1Feed):  # type: ignore[misc]  # feedgenerator has no types
    """An Atom feed whose entries have several authors, links, and a summary that is no HTML."""

    def latest_post_date(self) -> datetime.datetime:
        """Return the day of the feed, which is never today's."""
        day: datetime.datetime = self.feed["updated"]
        return day

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write what an entry has."""
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        for kind, url in item["related"]:
            link = {"rel": "related", "title": kind, "href": iri_to_uri(url)}
            handler.addQuickElement("link", "", link)
        handler.addQuickElement("summary", item["summary"])


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(tzinfo=datetime.UTC))


def _clean(text: str) -> str:
    return _NO_XML.sub("", text)
