"""What entries of one list say of each other: a paper listed twice, an id given to two papers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from sphinx_paperbase.catalog import Edition, Taxonomy
from sphinx_paperbase.catalog.addresses import canonical_arxiv, canonical_doi
from sphinx_paperbase.catalog.naming import normal_title
from sphinx_paperbase.formats.awesome_list.blocks import Place
from sphinx_paperbase.formats.awesome_list.sound import sound


class Item(NamedTuple):
    """A paper of a list.

    Attributes:
        place: Where it stands.
        facts: Its front matter, by the keys of an entry.
    """

    place: Place
    facts: dict[str, Any]


class Remark(NamedTuple):
    """Lines of a list and what is said of them."""

    place: Place
    text: str


def without_repeats(items: Iterable[Item], taxonomy: Taxonomy) -> tuple[list[Item], list[Remark]]:
    """Return each paper once, and the lines on which one stands again.

    Where a paper counts is where it was published; that it is listed as a preprint too is kept.
    """
    same: dict[str | Place, list[Item]] = {}
    for item in items:
        # A title without letters, such as '?!', tells nothing.
        same.setdefault(normal_title(item.facts["title"]) or item.place, []).append(item)
    once, repeated = [], []
    for group in same.values():
        preprints = [i for i in group if taxonomy.venues[i.facts["venue"]].kind == "preprint"]
        chosen = next((item for item in group if item not in preprints), group[0])
        earlier = sorted({_edition(item) for item in preprints} - {_edition(chosen)})
        facts = chosen.facts
        if earlier:
            facts, _ = sound(facts | {"earlier": earlier}, taxonomy)
        once.append(Item(chosen.place, facts))
        for item in group:
            if item is not chosen:
                said = f"has the title of line {chosen.place.first}; it is one entry"
                if _edition(item) in facts.get("earlier", ()):
                    said += " with this listing as 'earlier'"
                repeated.append(Remark(item.place, said))
    return sorted(once, key=lambda item: item.place), sorted(repeated)


def _edition(item: Item) -> str:
    return str(Edition(item.facts["venue"], item.facts["year"]))


def with_own_ids(items: Iterable[Item]) -> tuple[list[Item], list[Remark]]:
    """Return the papers, each id with the first that has it, and what is wrong with the others."""
    owners: dict[str, Item] = {}
    result, errors = [], []
    for item in items:
        facts = item.facts
        shared = identity(facts.get("arxiv"), facts.get("doi"), facts["links"].get("paper", ""))
        other = owners.setdefault(shared.casefold(), item)
        if other is not item:
            title, line = other.facts["title"], other.place.first
            said = f"the {shared} is also that of {title!r} on line {line}: one of them is wrong"
            done = "; made without the id" if "arxiv" in facts or "doi" in facts else ""
            errors.append(Remark(item.place, said + done))
            facts = {key: value for key, value in facts.items() if key not in ("arxiv", "doi")}
        result.append(Item(item.place, facts))
    return result, errors


def identity(arxiv: str | None, doi: str | None, paper: str) -> str:
    """Return what tells a paper from others: its arXiv id, else its DOI, else its address."""
    if id := arxiv or canonical_arxiv(paper):
        return f"arXiv id {id}"
    if doi := doi or canonical_doi(paper):
        return f"DOI {doi}"
    return f"paper link {paper}"
