"""A draft completed: what its contributor says, what can be suggested, what must be known."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

from sphinx_paperbase.catalog.addresses import canonical
from sphinx_paperbase.catalog.drafts.draft import Draft, name_in_title
from sphinx_paperbase.catalog.drafts.suggest import types_of, venue_of
from sphinx_paperbase.catalog.problems import one_of
from sphinx_paperbase.catalog.taxonomy import Taxonomy
from sphinx_paperbase.catalog.values import arxiv_date

_ARXIV = "arXiv"


class Given(NamedTuple):
    """What a contributor says of a paper, which counts more than what a source says."""

    name: str = ""
    types: tuple[str, ...] = ()
    venue: str | None = None
    year: int | None = None
    links: Mapping[str, str] = {}
    note: str = ""
    summary: str = ""


def complete(draft: Draft, given: Given, taxonomy: Taxonomy) -> Draft:
    """Return a draft with all facts that an entry must have, and remarks on what is a guess.

    Args:
        draft: What a source says. Where it has no ``venue``, ``comments["venue"]`` is what the
            source calls the place where the paper appeared.
        given: What the contributor says; types and venue are ids of the taxonomy.
        taxonomy: Of the project.

    Raises:
        ValueError: Venue or year are not known; one line that says what to give.
    """
    title, said = draft.facts["title"], draft.facts.get("venue")
    facts, comments = dict(draft.facts), dict(draft.comments)
    container = comments.pop("venue", "")
    if not (venue := given.venue or said):
        where = f"appeared in {container!r}, which is not in" if container else "names no venue of"
        raise ValueError(f"{title!r} {where} taxonomy.toml; give --venue, or add the venue there")
    facts["venue"] = venue
    if not (year := given.year or _year(facts, said, taxonomy)):
        raise ValueError(f"{title!r} is of no known year at {venue}; give --year")
    facts["year"] = year
    facts["types"], comments["types"] = _types(title, given, taxonomy)
    facts["name"] = given.name or facts.get("name") or name_in_title(title)
    facts["earlier"] = facts.get("earlier") or _earlier(facts, taxonomy)
    links = {**facts.get("links", {}), **given.links}
    facts["links"] = {kind: canonical(address) for kind, address in links.items()}
    facts["note"] = given.note or facts.get("note")
    facts["added"] = datetime.date.today()
    body = f"{given.summary.strip()}\n" if given.summary.strip() else draft.body
    return Draft(facts, body, comments)


def _year(facts: Mapping[str, Any], said: str | None, taxonomy: Taxonomy) -> int | None:
    """Return the year at the paper's venue, which is not that of a preprint it was before."""
    venue = facts["venue"]
    if facts.get("arxiv") and venue == venue_of(_ARXIV, taxonomy):
        return arxiv_date(facts["arxiv"])[0]
    was = taxonomy.venues.get(said or "")
    return None if was and was.kind == "preprint" and said != venue else facts.get("year")


def _types(title: str, given: Given, taxonomy: Taxonomy) -> tuple[list[str], str]:
    """Return the types and what is to be said of them."""
    if given.types:
        return list(given.types), ""
    if suggested := types_of(title, taxonomy):
        return list(suggested), "suggested from the title: please check"
    remark = f"a guess, for the title does not say: one or more of {one_of(taxonomy.types)}"
    return [next(iter(taxonomy.types))], remark


def _earlier(facts: Mapping[str, Any], taxonomy: Taxonomy) -> list[str]:
    """Return where a published paper was before: at arXiv, if it has an id from there."""
    preprint = venue_of(_ARXIV, taxonomy)
    if not facts.get("arxiv") or not preprint or facts["venue"] == preprint:
        return []
    year = arxiv_date(facts["arxiv"])[0]
    return [f"{preprint} {year}"] if year <= facts["year"] else []
