"""Facets: the ways in which the collection is divided into shelves, one page each.

A new facet is one more line in ``FACETS``; its pages, their index and their objects follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from sphinx_paperbase.catalog.naming import slug
from sphinx_paperbase.catalog.schema import Entry
from sphinx_paperbase.catalog.taxonomy import Taxonomy
from sphinx_paperbase.catalog.values import Edition


class Shelf(NamedTuple):
    """One value of a facet, and so one page: ``by/<facet>/<slug>``.

    Attributes:
        slug: The shelf as it stands in its address.
        label: The shelf as it is called: ``SVOS``, ``CVPR 2023``.
        title: The heading of its page.
        rank: Shelves are shown in the order of this.
        target: What the value is called in the taxonomy, and in roles.
    """

    slug: str
    label: str
    title: str
    rank: tuple[int | str, ...]
    target: str


class Facet(NamedTuple):
    """A way to divide the collection.

    Attributes:
        name: As in addresses, roles and the directive's options.
        title: The heading of the index page.
        intro: One line below it.
        shelves: The shelves on which an entry stands.
        fixed: The shelves that are there even while they are empty.
        groups: What the cards on a shelf are grouped by: ``year``, ``venue`` or nothing.
        in_sidebar: Whether the fixed shelves are few enough to stand in the sidebar.
    """

    name: str
    title: str
    intro: str
    shelves: Callable[[Entry, Taxonomy], Iterable[Shelf]]
    fixed: Callable[[Taxonomy], Iterable[Shelf]]
    groups: str
    in_sidebar: bool = True


def type_shelf(id: str, taxonomy: Taxonomy) -> Shelf:
    """Return the shelf of a VOS type."""
    name = taxonomy.types[id].name
    return Shelf(slug(id), id, f"{id}: {name}", (list(taxonomy.types).index(id),), id)


def edition_shelf(edition: Edition, taxonomy: Taxonomy) -> Shelf:
    """Return the shelf of a venue's year; all journals of a year share one."""
    order = list(taxonomy.venues)
    journals = [id for id in order if taxonomy.venues[id].kind == "journal"]
    if edition.venue in journals:
        name, rank = "Journals", order.index(journals[0])
    else:
        name, rank = edition.venue, order.index(edition.venue)
    label = f"{name} {edition.year}"
    return Shelf(slug(label), label, label, (-edition.year, rank), label)


def year_shelf(year: int) -> Shelf:
    """Return the shelf of a year."""
    return Shelf(str(year), str(year), f"Papers of {year}", (-year,), str(year))


def section_shelf(id: str, taxonomy: Taxonomy) -> Shelf:
    """Return the shelf of a section of the review paper."""
    title = f"Section {id}: {taxonomy.review.sections[id].title}"
    return Shelf(slug(id), f"Section {id}", title, (list(taxonomy.review.sections).index(id),), id)


def dataset_shelf(id: str, taxonomy: Taxonomy) -> Shelf:
    """Return the shelf of a data set."""
    name = taxonomy.datasets[id].name
    return Shelf(slug(id), name, name, (list(taxonomy.datasets).index(id),), id)


def datasets_of(entry: Entry, taxonomy: Taxonomy) -> Iterable[str]:
    """Return the data sets that a paper introduces, then those that it reports on."""
    keys = (entry.key, *entry.aliases)
    yield from (id for id, dataset in taxonomy.datasets.items() if dataset.paper in keys)
    yield from (taxonomy.datasets_of[result.on] for result in entry.results)


FACETS: dict[str, Facet] = {
    facet.name: facet
    for facet in (
        Facet(
            name="type",
            title="Papers by type",
            intro="What is given at test time, and what is asked: the tasks of the field.",
            shelves=lambda entry, taxonomy: [type_shelf(id, taxonomy) for id in entry.types],
            fixed=lambda taxonomy: [type_shelf(id, taxonomy) for id in taxonomy.types],
            groups="year",
        ),
        Facet(
            name="venue",
            title="Papers by venue",
            intro=(
                "Where the papers appeared. A preprint that was published since is on both pages."
            ),
            shelves=lambda entry, taxonomy: [edition_shelf(e, taxonomy) for e in entry.editions],
            fixed=lambda taxonomy: (),
            groups="",
        ),
        Facet(
            name="year",
            title="Papers by year",
            intro="By the year of the venue where a paper counts now.",
            shelves=lambda entry, taxonomy: [year_shelf(entry.year)],
            fixed=lambda taxonomy: (),
            groups="venue",
        ),
        Facet(
            name="review",
            title="Papers by section of the review",
            intro="The sections of the review paper, with the papers here that belong to them.",
            shelves=lambda entry, taxonomy: (
                [section_shelf(entry.review, taxonomy)] if entry.review else []
            ),
            fixed=lambda taxonomy: [section_shelf(id, taxonomy) for id in taxonomy.review.sections],
            groups="year",
        ),
        Facet(
            name="dataset",
            title="Data sets and leaderboards",
            intro="What methods are trained and measured on, and what they reach there.",
            shelves=lambda entry, taxonomy: [
                dataset_shelf(id, taxonomy) for id in datasets_of(entry, taxonomy)
            ],
            fixed=lambda taxonomy: [dataset_shelf(id, taxonomy) for id in taxonomy.datasets],
            groups="year",
            in_sidebar=False,
        ),
    )
}
