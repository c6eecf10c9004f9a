"""Whether a preprint has been published since, by what is listed under its title.

A record is one of the same paper where its title is equal (letters and digits, no case) and an
author is the same; what only resembles it is a remark for a person. A record says where the paper
was published where its venue is one of the taxonomy and no preprint server.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any, NamedTuple

from sphinx_paperbase.catalog import Edition, Entry, Taxonomy
from sphinx_paperbase.catalog.addresses import canonical_arxiv
from sphinx_paperbase.catalog.naming import normal_title
from sphinx_paperbase.catalog.problems import one_line
from sphinx_paperbase.sources.listings import Listing

DETAILS = ("doi", "pages", "volume")
_ALIKE = 0.95


class Finding(NamedTuple):
    """What sources say of a paper that its entry does not.

    Attributes:
        facts: What the entry could say, by its keys; what it has to be added to in ``earlier``.
        sources: The records that say so, by key.
        remarks: What a person should look at; one line each.
    """

    facts: dict[str, Any]
    sources: dict[str, list[Listing]]
    remarks: list[str]


def judge(entry: Entry, listings: Iterable[Listing], taxonomy: Taxonomy) -> Finding:
    """Find out what records that come near a paper say that its entry does not.

    An entry that counts as a preprint gets the place of its publication; one that counts as
    published gets what it lacks of :data:`DETAILS`.
    """
    counted, remarks = [], []
    for listing in listings:
        counts, remark = _weighed(entry, listing, taxonomy)
        counted += [listing] if counts else []
        remarks += [remark] if remark else []
    editions = _by_edition(counted)
    if len(editions) > 1:
        places = " and at ".join(f"{place} ({_names(told)})" for place, told in editions.items())
        remarks.append(f"listed at {places}; write the one that counts into the entry")
    if len(editions) != 1:
        return Finding({}, {}, list(dict.fromkeys(remarks)))
    ((edition, told),) = editions.items()
    facts: dict[str, Any] = {}
    sources: dict[str, list[Listing]] = {}
    if edition != entry.edition:
        earlier = [] if entry.edition in entry.earlier else [str(entry.edition)]
        facts = {"venue": edition.venue, "year": edition.year}
        facts |= {"earlier": earlier} if earlier else {}
        sources = {"venue": told, "year": told}
    for name in DETAILS:
        value, agreeing, remark = _detail(entry, name, told)
        remarks += [remark] if remark else []
        if value:
            facts[name], sources[name] = value, agreeing
    return Finding(facts, sources, list(dict.fromkeys(remarks)))


def _weighed(entry: Entry, listing: Listing, taxonomy: Taxonomy) -> tuple[bool, str]:
    """Tell whether a record says where a paper was published, and what a person should look at."""
    facts = listing.draft.facts
    venue, year = facts.get("venue"), facts.get("year")
    same = listing.has_title(entry)
    if same and not entry.authors:
        return False, f"{listing} has its title; name the authors here, then run again"
    if not listing.has_author(entry):
        return False, ""
    if venue is None:
        place = listing.draft.comments.get("venue", "a place without a name")
        advice = "no venue of taxonomy.toml; if it counts, add it there, then run again"
        return False, one_line(f"listed at {place!r} ({listing}), {advice}") if same else ""
    if taxonomy.venues[venue].kind == "preprint":
        return False, ""
    if not same:
        return False, _resemblance(entry, listing)
    if year is None:
        return False, f"listed at {venue} without a year ({listing})"
    if Edition(venue, year) == entry.edition:
        return True, ""
    if taxonomy.venues[entry.venue].kind != "preprint":
        return False, f"listed at {venue} {year} ({listing}), here at {entry.edition}"
    if year < entry.year:
        message = f"listed at {venue} {year} ({listing}), before the preprint of {entry.year}"
        return False, f"{message}; look which is wrong"
    return True, ""


def _resemblance(entry: Entry, listing: Listing) -> str:
    facts = listing.draft.facts
    pair = difflib.SequenceMatcher(None, normal_title(entry.title), normal_title(facts["title"]))
    ratios = (pair.real_quick_ratio, pair.quick_ratio, pair.ratio)
    if not listing.named and not all(ratio() >= _ALIKE for ratio in ratios):
        return ""
    place = f"{facts['venue']} {facts.get('year', '')}".strip()
    advice = "if it is this paper, correct the title here, then run again"
    return one_line(f"perhaps {facts['title']!r} at {place} ({listing}); {advice}")


def _detail(entry: Entry, name: str, listings: Iterable[Listing]) -> tuple[str, list[Listing], str]:
    """Return what records agree on and the entry does not say, those that say so, and a remark."""
    said: dict[str, list[Listing]] = {}
    for listing in listings:
        if value := listing.draft.facts.get(name):
            said.setdefault(value.casefold(), []).append(listing)
    given = getattr(entry, name) or ""
    if not said or said.keys() == {given.casefold()}:
        return "", [], ""
    settled = given and not (name == "doi" and canonical_arxiv(given))
    if settled or len(said) > 1:
        shown = [f"{told[0].draft.facts[name]!r} ({_names(told)})" for told in said.values()]
        shown += [f"here {given!r}"] if settled else []
        return "", [], one_line(f"{name}: {', '.join(shown)}; look which is right")
    (agreeing,) = said.values()
    # Crossref has all DOIs in lower case, DBLP has them as the publisher writes them.
    return min(listing.draft.facts[name] for listing in agreeing), agreeing, ""


def _by_edition(listings: Iterable[Listing]) -> dict[Edition, list[Listing]]:
    editions: dict[Edition, list[Listing]] = {}
    for listing in listings:
        facts = listing.draft.facts
        editions.setdefault(Edition(facts["venue"], facts["year"]), []).append(listing)
    return editions


def _names(listings: Iterable[Listing]) -> str:
    return ", ".join(dict.fromkeys(str(listing) for listing in listings))
