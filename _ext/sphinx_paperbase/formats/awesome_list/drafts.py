"""From the papers of a list to the entries that a collection does not have yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sphinx_paperbase.catalog import Catalog, Entry
from sphinx_paperbase.catalog.drafts.draft import Draft, propose_key
from sphinx_paperbase.catalog.naming import normal_title
from sphinx_paperbase.catalog.text.body import ENTRIES
from sphinx_paperbase.formats.awesome_list.blocks import Place
from sphinx_paperbase.formats.awesome_list.reader import Listing
from sphinx_paperbase.formats.awesome_list.repeats import Remark, identity


class New(NamedTuple):
    """A paper that becomes an entry."""

    place: Place
    key: str
    draft: Draft


class Present(NamedTuple):
    """A paper that the collection has."""

    place: Place
    key: str


class Plan(NamedTuple):
    """What becomes of the papers of a list.

    Attributes:
        new: Papers that become entries.
        present: Papers that are entries already.
        errors: Where list and collection contradict each other.
    """

    new: tuple[New, ...]
    present: tuple[Present, ...]
    errors: tuple[Remark, ...]


def plan(listing: Listing, catalog: Catalog, taken: Iterable[str]) -> Plan:
    """Tell which papers of a list are new, and which keys they get.

    Args:
        listing: The list.
        catalog: The collection.
        taken: Keys that are not free, beside those of the collection.
    """
    keys = {*taken, *catalog.entries, *catalog.aliases, *catalog.lock.keys}
    entries = catalog.entries.values()
    by_title = {normal_title(title): entry for entry in entries for title in _titles(entry)}
    by_id = {id.casefold(): entry for entry in entries for id in _ids(entry)}
    new, present, errors = [], [], []
    for place, facts in listing.items:
        id = identity(facts.get("arxiv"), facts.get("doi"), facts["links"].get("paper", ""))
        titled, owner = by_title.get(normal_title(facts["title"])), by_id.get(id.casefold())
        if entry := titled or owner:
            present.append(Present(place, entry.key))
            errors += [Remark(place, fault) for fault in _contradiction(id, titled, owner)]
        else:
            key = propose_key(facts, keys)
            keys.add(key)
            new.append(New(place, key, Draft(facts)))
    return Plan(tuple(new), tuple(present), tuple(errors))


def _titles(entry: Entry) -> Iterator[str]:
    return (title for title in (entry.title, *entry.former_titles) if normal_title(title))


def _ids(entry: Entry) -> set[str]:
    paper = entry.links.paper or ""
    ids = ((entry.arxiv, None, ""), (None, entry.doi, ""), (None, None, paper))
    return {identity(*given) for given in ids if any(given)}


def _contradiction(id: str, titled: Entry | None, owner: Entry | None) -> Iterator[str]:
    """Say where title and id are of different papers."""
    if owner and not titled:
        yield (
            f"the {id} is that of {ENTRIES}/{owner.key}.md, {owner.title!r}: "
            "if this is another paper, its link is wrong; no entry is made"
        )
    elif titled and owner and titled is not owner:
        yield (
            f"the title is that of {ENTRIES}/{titled.key}.md, but the {id} is that of "
            f"{ENTRIES}/{owner.key}.md: the link is wrong here or there"
        )
    elif titled and not owner and titled.arxiv and id.startswith("arXiv id"):
        yield f"the {id} is not that of {ENTRIES}/{titled.key}.md, {titled.arxiv}"
