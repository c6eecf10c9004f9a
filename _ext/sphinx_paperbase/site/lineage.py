"""Lineage as pages show it: the lines that lead into the review, the families of the types."""

from __future__ import annotations

from itertools import groupby

from sphinx_paperbase.catalog import Catalog, Entry
from sphinx_paperbase.catalog.facets import dataset_shelf, type_shelf
from sphinx_paperbase.catalog.lineage import Family, Member, chain, family, first_year
from sphinx_paperbase.catalog.query import alphabetical
from sphinx_paperbase.formats.charts import shortened
from sphinx_paperbase.site import refs
from sphinx_paperbase.site.records import (
    FamilyView,
    Kin,
    Line,
    Mention,
    Ref,
    SectionCount,
    SectionView,
    shelf_doc,
)

# The picture of a family, in pixels: from a box to the next one, and the boxes.
_COLUMN, _ROW = 136, 32
_BOX, _BOX_HEIGHT = 112, 24
_LETTERS = 15
_HEAD = 30


def mention(catalog: Catalog, entry: Entry) -> Mention:
    """Return a paper as long lists name it."""
    ref = refs.paper(entry)
    badges = tuple(refs.badge(catalog, id) for id in entry.types)
    return Mention(ref.label, ref.doc, badges, str(entry.edition))


def lines(catalog: Catalog, key: str) -> tuple[Line, ...]:
    """Return the lines by which a paper continues sections of the review, in their order."""
    return tuple(
        _line(catalog, key, section)
        for section in catalog.taxonomy.review.sections
        if key in catalog.continued.get(section, ())
    )


def _line(catalog: Catalog, key: str, section: str) -> Line:
    by = catalog.continued[section]
    keys = chain(key, section, by, catalog.entries, catalog.ancestors)
    return Line(
        refs.section(catalog, section), tuple(refs.paper(catalog.entries[one]) for one in keys)
    )


def section(catalog: Catalog, slug: str) -> SectionView | None:
    """Return what belongs to a section besides its papers, or None where there is no such one."""
    if (found := catalog.shelves["review"].get(slug)) is None:
        return None
    id, taxonomy = found[0].target, catalog.taxonomy
    later = [catalog.entries[key] for key in catalog.continued.get(id, ())]
    later.sort(key=lambda entry: (first_year(entry), alphabetical(entry)))
    return SectionView(
        datasets=tuple(
            (_dataset(catalog, name), dataset.year or 0)
            for name, dataset in taxonomy.datasets.items()
            if dataset.review == id
        ),
        later=tuple((mention(catalog, entry), _line(catalog, entry.key, id)) for entry in later),
    )


def _dataset(catalog: Catalog, id: str) -> Ref:
    shelf = dataset_shelf(id, catalog.taxonomy)
    return Ref(shelf.label, shelf_doc("dataset", shelf.slug))


def sections(catalog: Catalog) -> tuple[SectionCount, ...]:
    """Return the sections of the review, each with how much of this collection belongs to it."""
    taxonomy = catalog.taxonomy
    treated = [dataset.review for dataset in taxonomy.datasets.values()]
    return tuple(
        SectionCount(
            label=place.label,
            doc=shelf_doc("review", place.slug),
            title=place.title,
            text=taxonomy.review.sections[place.target].summary,
            number=len(papers),
            datasets=treated.count(place.target),
            later=len(catalog.continued.get(place.target, ())),
        )
        for place, papers in catalog.shelves["review"].values()
    )


def families(catalog: Catalog) -> tuple[FamilyView, ...]:
    """Return the family of each type in which a paper builds on another one."""
    return tuple(
        _family_view(catalog, id, [paper.key for paper in papers], found)
        for id, papers in _by_type(catalog)
        if (found := _family(catalog, papers)).members
    )


def has_family(catalog: Catalog, type: str) -> bool:
    """Tell whether a paper of a type builds on another one."""
    papers = dict(_by_type(catalog)).get(type, ())
    return any(catalog.ancestors[paper.key] for paper in papers)


def _by_type(catalog: Catalog) -> list[tuple[str, tuple[Entry, ...]]]:
    return [(place.target, papers) for place, papers in catalog.shelves["type"].values()]


def _family(catalog: Catalog, papers: tuple[Entry, ...]) -> Family:
    return family((paper.key for paper in papers), catalog.entries, catalog.ancestors)


def _family_view(catalog: Catalog, type: str, keys: list[str], found: Family) -> FamilyView:
    places = {member.key: member for member in found.members}
    rows = max(member.row for member in found.members) + 1
    years = [
        (year, next(columns)[0] * _COLUMN)
        for year, columns in groupby(enumerate(found.years), key=lambda column: column[1])
    ]
    return FamilyView(
        badge=refs.badge(catalog, type),
        slug=type_shelf(type, catalog.taxonomy).slug,
        papers=sum(bool(catalog.ancestors[key]) for key in keys),
        number=len(keys),
        kin=tuple(_kin(catalog, type, member, places) for member in found.members),
        years=tuple(years),
        width=(len(found.years) - 1) * _COLUMN + _BOX,
        height=_HEAD + rows * _ROW,
        box=(_BOX, _BOX_HEIGHT),
    )


def _kin(catalog: Catalog, type: str, member: Member, places: dict[str, Member]) -> Kin:
    entry = catalog.entries[member.key]
    before = [one for one in (member.parent, *member.others) if one]
    return Kin(
        *refs.paper(entry)[:2],
        short=shortened(entry.label, _LETTERS),
        badges=tuple(refs.badge(catalog, id) for id in entry.types),
        year=first_year(entry),
        is_other=type not in entry.types,
        depth=member.depth,
        also=tuple(refs.paper(catalog.entries[one]) for one in member.others),
        x=_x(member),
        y=_y(member),
        lines=tuple(
            _elbow(places[one], member) if one == member.parent else _curve(places[one], member)
            for one in before
        ),
    )


def _x(member: Member) -> int:
    return member.column * _COLUMN


def _y(member: Member) -> int:
    return _HEAD + member.row * _ROW + _ROW // 2


def _elbow(parent: Member, child: Member) -> str:
    """Return a path that turns in the gap behind the parent, where no box can be."""
    start, turn = _x(parent) + _BOX, _x(parent) + (_BOX + _COLUMN) // 2
    if parent.row == child.row:
        return f"M{start} {_y(parent)}H{_x(child)}"
    return f"M{start} {_y(parent)}H{turn - 6}q6 0 6 6V{_y(child) - 6}q0 6 6 6H{_x(child)}"


def _curve(parent: Member, child: Member) -> str:
    """Return a path that goes around the boxes between two papers of one row."""
    start, end = _x(parent) + _BOX, _x(child)
    bend = max(20, (end - start) // 3)
    rise = _ROW - 4 if parent.row == child.row and child.column - parent.column > 1 else 0
    return (
        f"M{start} {_y(parent)}C{start + bend} {_y(parent) - rise} "
        f"{end - bend} {_y(child) - rise} {end} {_y(child)}"
    )
