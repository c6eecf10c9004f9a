"""Views: what documents show of the catalog, as plain records.

A view is a pure function of the catalog. Documents read the catalog through views only, and the
domain notes each view with a digest of what it returned: a document is out of date exactly when
one of its views returns something else than at its last reading.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import urlencode

from sphinx_paperbase.catalog import FACETS, Catalog, Entry, Query, Shelf, Taxonomy, browsing
from sphinx_paperbase.catalog.facets import edition_shelf, section_shelf
from sphinx_paperbase.catalog.naming import SMALL_WORDS, initial, normal_title
from sphinx_paperbase.catalog.problems import ALLOW, one_of
from sphinx_paperbase.catalog.related import Relation
from sphinx_paperbase.catalog.rules import Group as RuleGroup
from sphinx_paperbase.catalog.rules import Rule, parts
from sphinx_paperbase.catalog.schema import FRONT_MATTER_KEYS, LINK_KINDS
from sphinx_paperbase.catalog.text.writer import WIDTH, entry_text
from sphinx_paperbase.formats import atom, browse_js, json_schema, known_js, reference
from sphinx_paperbase.formats.citations import CITATIONS
from sphinx_paperbase.site import boards, lineage, refs, trends
from sphinx_paperbase.site.records import (
    AddView,
    AuthorView,
    Badge,
    BrowseView,
    BrowseYear,
    Card,
    Citation,
    CompareView,
    Count,
    EntryView,
    Group,
    Placed,
    Ref,
    Refine,
    Related,
    ReviewView,
    RuleView,
    ShelfView,
    entry_doc,
    shelf_doc,
)

SHOWN_AUTHORS = 4
_CITED = tuple((citations.label, citations.ending) for citations in CITATIONS)


@functools.lru_cache(maxsize=16384)
def card(catalog: Catalog, key: str) -> Card:
    """Return a paper as a card."""
    entry = catalog.entries[key]
    shown = len(entry.authors) if len(entry.authors) <= SHOWN_AUTHORS else SHOWN_AUTHORS - 1
    links = dict(entry.links.items())
    if entry.paper_url:
        links.setdefault("paper", entry.paper_url)
    return Card(
        key=key,
        name=entry.name or "",
        title=entry.title,
        authors=entry.authors[:shown],
        more_authors=len(entry.authors) - shown,
        badges=tuple(refs.badge(catalog, id) for id in entry.types),
        venue=refs.edition(catalog, entry),
        links=tuple((kind, links[kind]) for kind in LINK_KINDS if kind in links),
        note=entry.note or "",
        status=entry.status or "",
    )


def cards(catalog: Catalog, query: Query) -> tuple[Placed, ...]:
    """Return the cards that a query asks for."""
    return tuple(Placed(card(catalog, entry.key), "") for entry in catalog.select(query))


def entry(catalog: Catalog, key: str) -> EntryView | None:
    """Return a paper's page, or None where its file says too little."""
    if (paper := catalog.entries.get(key)) is None:
        return None
    taxonomy = catalog.taxonomy
    section = section_shelf(paper.review, taxonomy) if paper.review else None
    venue = taxonomy.venues[paper.venue]
    ancestors = [
        found for k in paper.builds_on if (found := catalog.resolve(k)) and found is not paper
    ]
    return EntryView(
        card=card(catalog, key),
        authors=tuple((name, catalog.author_slugs[name]) for name in paper.authors),
        venue_name=venue.name,
        venue_kind=venue.kind,
        pages=(paper.pages or "").replace("-", "–"),
        volume=paper.volume or "",
        arxiv=paper.arxiv or "",
        doi=paper.doi or "",
        earlier=tuple(
            refs.edition(catalog, paper, number) for number in range(1, len(paper.editions))
        ),
        keywords=paper.keywords,
        former_titles=tuple(
            title
            for title in paper.former_titles
            if normal_title(title) != normal_title(paper.title)
        ),
        review=refs.review(catalog),
        section=Ref(section.title, shelf_doc("review", section.slug)) if section else None,
        builds_on=tuple(card(catalog, found.key) for found in ancestors),
        followed_by=tuple(card(catalog, e.key) for e in catalog.followers.get(key, ())),
        related=tuple(_related(catalog, relation) for relation in catalog.related[key]),
        results=boards.results_of(catalog, paper),
        bibtex_key=catalog.bibtex_keys[key],
        problems=problems(catalog, key),
        lines=lineage.lines(catalog, key),
    )


def _related(catalog: Catalog, relation: Relation) -> Related:
    paper = catalog.entries[relation.key]
    return Related(
        key=paper.key,
        name=paper.name or "",
        title=paper.title,
        badges=tuple(refs.badge(catalog, id) for id in paper.types),
        venue=str(paper.edition),
        status=paper.status or "",
        why=_why(catalog, relation),
    )


# What relates a paper, by its kind; similar words speak for themselves.
_REASONS = {
    "line": "also builds on {}",
    "author": "also by {}",
    "keyword": "also on {}",
    "benchmark": "also measured on {}",
    "word": "similar in title or summary",
}


def _why(catalog: Catalog, relation: Relation) -> str:
    """Say what relates a paper, with no more than two names."""
    names = [_called(catalog, relation.kind, name) for name in relation.shared[:2]]
    if more := len(relation.shared) - len(names):
        names[1] = f"{more + 1} more"
    return _REASONS.get(relation.kind, "").format(" and ".join(names))


def _called(catalog: Catalog, kind: str, name: str) -> str:
    if kind == "line" and (paper := catalog.resolve(name)):
        return paper.label
    return catalog.taxonomy.benchmark_names[name] if kind == "benchmark" else name


def citations(catalog: Catalog, key: str) -> tuple[Citation, ...]:
    """Return a paper in every format in which it can be cited, as its files have it."""
    references = reference.references(catalog.entries[key], catalog.taxonomy)
    texts = ((c, c.write([c.text(catalog, key)]).replace("\r", "").rstrip()) for c in CITATIONS)
    return (
        *(Citation(c.name, c.label, c.ending, text) for c, text in texts),
        *(Citation(name.lower(), name, "", html) for name, html in references.items()),
    )


def problems(catalog: Catalog, key: str) -> tuple[str, ...]:
    """Return what is wrong with an entry, one line each."""
    return tuple(str(problem) for problem in catalog.problems_of(key))


def shelf(catalog: Catalog, facet: str, slug: str) -> ShelfView | None:
    """Return a facet page, or None where there is no such shelf."""
    if (found := catalog.shelves[facet].get(slug)) is None:
        return None
    place, papers = found
    taxonomy = catalog.taxonomy
    kind = taxonomy.types.get(place.target) if facet == "type" else None
    section = taxonomy.review.sections.get(place.target) if facet == "review" else None
    has_data = section and place.target in {data.review for data in taxonomy.datasets.values()}
    return ShelfView(
        facet=facet,
        slug=slug,
        label=place.label,
        title=place.title,
        text=kind.definition if kind else section.summary if section else "",
        also=kind.also if kind else (),
        badge=refs.badge(catalog, place.target) if kind else None,
        number=len(papers),
        files=_CITED if papers else (),
        url=(section.url or "") if section else "",
        feed=feed(catalog, facet, slug),
        review=refs.review(catalog),
        groups=tuple(_groups(catalog, facet, place, papers)),
        refine=_refine(catalog, facet, place, papers),
        is_empty=not papers and not has_data,
        about=trends.about_type(catalog, place.target, papers) if kind else None,
    )


def feed(catalog: Catalog, facet: str, slug: str) -> tuple[str, str] | None:
    """Return the file and the name of a shelf's feed, or None where it has none."""
    place, _papers = catalog.shelves.get(facet, {}).get(slug, (None, ()))
    return atom.shelf_feed(facet, place) if place else None


def _refine(catalog: Catalog, facet: str, place: Shelf, papers: tuple[Entry, ...]) -> Refine | None:
    asked = [(facet, place.target)]
    if facet == "dataset":
        papers, asked = _reporting(catalog, place, papers)
    if facet == "venue":
        # Papers that have been published elsewhere since are no longer of this venue.
        papers = tuple(p for p in papers if edition_shelf(p.edition, catalog.taxonomy) == place)
        venues = sorted({paper.venue for paper in papers}, key=list(catalog.taxonomy.venues).index)
        years = sorted({str(paper.year) for paper in papers})
        asked = [("year", year) for year in years] + [("venue", venue) for venue in venues]
    return Refine(urlencode(asked), len(papers)) if papers else None


def _reporting(
    catalog: Catalog, place: Shelf, papers: tuple[Entry, ...]
) -> tuple[tuple[Entry, ...], list[tuple[str, str]]]:
    """Return the papers with results on a data set, and the filters that leave these."""
    found = list(boards.boards_of(catalog, place.target))
    keys = {row.key for board in found for row in board.places}
    asked = [("benchmark", board.id) for board in found if board.places]
    return tuple(paper for paper in papers if paper.key in keys), asked


def _groups(
    catalog: Catalog, facet: str, place: Shelf, papers: tuple[Entry, ...]
) -> Iterable[Group]:
    by = FACETS[facet].groups

    def rank(paper: Entry) -> tuple[tuple[int | str, ...], str]:
        edition = edition_shelf(paper.edition, catalog.taxonomy)
        return {
            "year": ((-paper.year,), str(paper.year)),
            "venue": (edition.rank, edition.label),
        }.get(by, ((), ""))

    for (_, label), members in groupby(sorted(papers, key=rank), key=rank):
        yield Group(label, tuple(_placed(catalog, facet, place, paper) for paper in members))


def _placed(catalog: Catalog, facet: str, place: Shelf, paper: Entry) -> Placed:
    here = edition_shelf(paper.edition, catalog.taxonomy) == place
    return Placed(card(catalog, paper.key), "" if here or facet != "venue" else str(paper.edition))


def counts(catalog: Catalog, facet: str) -> tuple[Count, ...]:
    """Return the shelves of a facet, in their order, with how many papers stand on each."""
    return tuple(
        Count(
            label=place.label,
            doc=shelf_doc(facet, place.slug),
            number=len(papers),
            title=place.title,
            badge=refs.badge(catalog, place.target) if facet == "type" else None,
            text=_about(catalog, facet, place),
            year=place.label.rsplit(" ", 1)[-1],
        )
        for place, papers in catalog.shelves[facet].values()
    )


def _about(catalog: Catalog, facet: str, place: Shelf) -> str:
    if facet == "type":
        return catalog.taxonomy.types[place.target].definition
    if facet == "review":
        return catalog.taxonomy.review.sections[place.target].summary
    return ""


def bibtex_keys(catalog: Catalog) -> tuple[str, ...]:
    """Return the BibTeX keys of all papers."""
    return tuple(sorted(catalog.bibtex_keys.values()))


def total(catalog: Catalog) -> int:
    """Return how many papers there are."""
    return len(catalog.entries)


def review(catalog: Catalog) -> ReviewView:
    """Return the review paper."""
    paper = catalog.taxonomy.review
    return ReviewView(
        ref=refs.review(catalog),
        authors=paper.authors,
        journal=f"{paper.journal} {paper.volume}({paper.number}): {paper.pages}, {paper.year}",
        links=tuple(paper.links.items()),
        doi=paper.doi,
    )


def browse(catalog: Catalog) -> BrowseView:
    """Return every paper, by year and venue."""
    years = groupby(browsing.in_order(catalog), key=lambda paper: paper.year)
    return BrowseView(
        years=tuple(_browse_year(catalog, year, list(papers)) for year, papers in years),
        number=len(catalog.entries),
        data=browse_js.FILE,
        stamp=browse_js.write(catalog)[1],
        files=(*_CITED, ("CSV", "csv"), ("JSON", "json"), ("Markdown", "md")),
    )


def _browse_year(catalog: Catalog, year: int, papers: list[Entry]) -> BrowseYear:
    venues = [list(members) for _, members in groupby(papers, key=lambda paper: paper.venue)]
    return BrowseYear(
        year,
        len(papers),
        tuple(
            (
                refs.edition(catalog, members[0])._replace(label=members[0].venue),
                tuple(card(catalog, paper.key) for paper in members),
            )
            for members in venues
        ),
    )


def compare(catalog: Catalog) -> CompareView:
    """Return what is needed to compare any papers."""
    found = catalog.leaderboards.values()
    return CompareView(
        types=reading_list(catalog),
        boards=tuple((board.benchmark, board.task, board.name) for board in found),
    )


def reading_list(catalog: Catalog) -> tuple[Badge, ...]:
    """Return what is needed to show any papers as cards: the types."""
    return tuple(refs.badge(catalog, id) for id in catalog.taxonomy.types)


def authors(catalog: Catalog) -> tuple[tuple[str, tuple[AuthorView, ...]], ...]:
    """Return the authors by the first letter of the family name."""
    everyone = [
        AuthorView(
            name,
            catalog.author_slugs[name],
            tuple(
                Ref(paper.label, entry_doc(paper.key), "" if paper.name else paper.title)
                for paper in papers
            ),
        )
        for name, papers in catalog.by_author.items()
    ]
    letters = groupby(everyone, key=lambda author: initial(author.name))
    return tuple((letter, tuple(members)) for letter, members in letters)


def add(catalog: Catalog) -> AddView:
    """Return the form that makes an entry's file."""
    taxonomy = catalog.taxonomy
    form = json_schema.schema(taxonomy)
    kinds = {"conference": "Conferences", "journal": "Journals", "preprint": "Preprints"}
    return AddView(
        types=tuple(refs.badge(catalog, id) for id in taxonomy.types),
        venues=tuple(
            (title, tuple((id, v.name) for id, v in taxonomy.venues.items() if v.kind == kind))
            for kind, title in kinds.items()
        ),
        sections=tuple((id, part.title) for id, part in taxonomy.review.sections.items()),
        help={
            **{key: part["description"] for key, part in form["properties"].items()},
            **{
                f"links.{kind}": part["description"]
                for kind, part in form["properties"]["links"]["properties"].items()
            },
        },
        example=_example(taxonomy),
        data={
            "schema": form,
            "keys": FRONT_MATTER_KEYS,
            "width": WIDTH,
            "types": {id: kind.words for id, kind in taxonomy.types.items()},
            "venues": {id: [venue.name, *venue.also] for id, venue in taxonomy.venues.items()},
            "preprints": [id for id, v in taxonomy.venues.items() if v.kind == "preprint"],
            "smallWords": sorted(SMALL_WORDS),
        },
        known=known_js.FILE,
    )


def _example(taxonomy: Taxonomy) -> str:
    """Return an entry to be filled in; what is left in capitals, a check refuses."""
    facts = {
        "title": "TITLE, as printed",
        "name": "NAME",
        "authors": ["FIRST AUTHOR", "SECOND AUTHOR"],
        "types": ["TYPE"],
        "venue": "VENUE",
        "year": "YEAR",
        "arxiv": "NUMBER",
        "links": {"code": "ADDRESS"},
    }
    comments = {
        "name": "what people call it",
        "types": f"one or more of {one_of(taxonomy.types, 99)}",
        "venue": f"one of {one_of(taxonomy.venues, 99)}",
        "arxiv": "such as 2207.07115; or 'doi', or 'paper' below 'links'",
    }
    return entry_text(facts, "What it does, in one or two sentences of your own.\n", comments)


def rules(catalog: Catalog) -> tuple[tuple[str, tuple[RuleView, ...]], ...]:
    """Return the rules of entries by what they look at; they are the same for every catalog."""
    return tuple(
        (group.value, tuple(_rule(rule) for rule in Rule if rule.group is group))
        for group in RuleGroup
    )


def _rule(rule: Rule) -> RuleView:
    bad, good = (
        tuple((name, _visible(text)) for name, text in parts(example))
        for example in (rule.bad, rule.good)
    )
    allowance = f"{ALLOW} {rule.id}" if rule.doubt else ""
    return RuleView(rule.id, rule.reason, rule.fix, bad, good, allowance)


def _visible(text: str) -> str:
    """Return an example with what cannot be seen spelt out: a tab, a byte that is not UTF-8."""
    signs = {"\ufeff": "⟨byte order mark⟩", "\r": "⟨CR⟩", "\t": "⟨tab⟩"}
    return "".join(
        f"⟨byte {ord(sign) - 0xDC00:02X}⟩"
        if "\udc80" <= sign <= "\udcff"
        else signs.get(sign, sign)
        for sign in text
    )


def label(catalog: Catalog, role: str, target: str) -> Ref | None:
    """Return what a role shows for a target and where it leads; None where there is no such thing.

    Args:
        catalog: The catalog.
        role: ``paper``, ``name``, ``title``, ``type``, ``venue``, ``dataset`` or ``review``.
        target: A key or alias, a type, an edition such as ``ECCV 2022``, a data set, a section.
    """
    if role in ("paper", "name", "title"):
        paper = catalog.resolve(target)
        if not paper:
            return None
        text = paper.title if role == "title" else paper.label
        return Ref(text, entry_doc(paper.key), paper.title)
    for place, _ in catalog.shelves[role].values():
        if target in (place.target, place.label, place.slug):
            text = place.title if role == "review" else place.label
            return Ref(text, shelf_doc(role, place.slug), place.title)
    return None


def names(catalog: Catalog, role: str) -> list[str]:
    """Return all targets of a role, for suggestions."""
    if role in ("paper", "name", "title"):
        return [*catalog.entries, *catalog.aliases]
    return [place.target for place, _ in catalog.shelves[role].values()]


VIEWS: dict[str, Callable[..., Any]] = {
    view.__name__: view
    for view in (
        add,
        authors,
        bibtex_keys,
        boards.dataset,
        boards.datasets,
        browse,
        cards,
        compare,
        counts,
        entry,
        label,
        lineage.families,
        lineage.section,
        lineage.sections,
        problems,
        reading_list,
        review,
        rules,
        shelf,
        total,
        trends.news,
        trends.records,
        trends.statistics,
    )
}


class View(NamedTuple):
    """A view with its arguments: what a document has looked at."""

    name: str
    arguments: tuple[Any, ...] = ()

    def look(self, catalog: Catalog) -> Any:
        """Return what the view shows."""
        return VIEWS[self.name](catalog, *self.arguments)


def digest(shown: Any) -> str:
    """Return a short hash of what a view shows; records of texts and numbers have a stable repr."""
    return hashlib.blake2b(repr(shown).encode(), digest_size=12).hexdigest()
