"""What the collection shows as a whole: statistics, records, what is new, the types."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sphinx_paperbase.catalog import Board, Catalog, Entry, Place
from sphinx_paperbase.catalog import statistics as counted
from sphinx_paperbase.catalog.facets import dataset_shelf, type_shelf, year_shelf
from sphinx_paperbase.catalog.query import newest, oldest
from sphinx_paperbase.formats.charts import Chart, Mark, Series
from sphinx_paperbase.site import boards, refs
from sphinx_paperbase.site.lineage import has_family, mention
from sphinx_paperbase.site.records import (
    Mention,
    RecordView,
    Ref,
    Trend,
    TypeView,
    shelf_doc,
)

# How much is shown of each.
_LEADERS = 6
_VENUES = 15
_FOLLOWED = 15
_PAPERS = 3


def statistics(catalog: Catalog, name: str) -> tuple[Trend, ...]:
    """Return the charts of a name of ``STATISTICS``, those with something to show."""
    found = STATISTICS[name](catalog)
    return tuple(trend for trend in found if any(series.marks for series in trend.chart.series))


def _types(catalog: Catalog) -> Iterator[Trend]:
    years = counted.years(catalog.entries.values(), catalog.taxonomy)
    several = sum(len(set(entry.types)) > 1 for entry in catalog.entries.values())
    yield Trend(
        Chart(
            kind="bars",
            title="Papers by year and type",
            text=f"A paper counts for each of its types; {several} have more than one.",
            x="Year",
            y="Papers",
            series=tuple(
                Series(
                    f"{id} {kind.name}",
                    kind.color,
                    tuple(
                        Mark(place, year.types[id], "", _year_doc(year))
                        for place, year in enumerate(years)
                        if year.types[id]
                    ),
                )
                for id, kind in catalog.taxonomy.types.items()
            ),
            labels=tuple(str(year.year) for year in years),
            papers=tuple(year.papers for year in years),
        )
    )


def _year_doc(year: counted.Year) -> str:
    return shelf_doc("year", year_shelf(year.year).slug)


def _venues(catalog: Catalog) -> Iterator[Trend]:
    venues = counted.venues(catalog.entries.values())
    shown = [*venues[:_VENUES]]
    text = "Where papers count now."
    if rest := venues[_VENUES:]:
        shown.append((f"{len(rest)} others", sum(number for _venue, number in rest)))
        text = f"Where papers count now; the {_VENUES} with most papers of {len(venues)}."
    yield Trend(_rows("Papers by venue", text, "Venue", "Papers", shown))


def _rows(
    title: str, text: str, x: str, y: str, rows: list[tuple[str, int]], docs: tuple[str, ...] = ()
) -> Chart:
    marks = (
        Mark(place, number, "", docs[place] if docs else "")
        for place, (_label, number) in enumerate(rows)
    )
    labels = tuple(label for label, _number in rows)
    return Chart("rows", title, text, x, y, (Series(y, "accent", tuple(marks)),), labels)


def _code(catalog: Catalog) -> Iterator[Trend]:
    years = counted.years(catalog.entries.values(), catalog.taxonomy)

    def share(color: str, name: str, number: Callable[[counted.Year], int]) -> Series:
        marks = (
            Mark(
                place,
                round(100 * number(year) / year.papers),
                f"{number(year)} of {year.papers} papers",
                _year_doc(year),
            )
            for place, year in enumerate(years)
            if year.papers
        )
        return Series(name, color, tuple(marks))

    yield Trend(
        Chart(
            kind="lines",
            title="Papers with code, and with a data set of their own",
            text="Of the papers of a year those whose entry has a link to it.",
            x="Year",
            y="Percent",
            series=(
                share("blue", "% with code", lambda year: year.code),
                share("orange", "% with a data set", lambda year: year.dataset),
            ),
            labels=tuple(str(year.year) for year in years),
            papers=tuple(year.papers for year in years),
        )
    )


def _followed(catalog: Catalog) -> Iterator[Trend]:
    found = counted.followed(catalog.ancestors)[:_FOLLOWED]
    papers = [refs.paper(catalog.entries[key]) for key, _number in found]
    yield Trend(
        _rows(
            title="Papers that most others build on",
            text="How many papers of this collection say that they build on it.",
            x="Paper",
            y="Followers",
            rows=[(ref.label, number) for ref, (_key, number) in zip(papers, found, strict=True)],
            docs=tuple(ref.doc for ref in papers),
        )
    )


def _results(catalog: Catalog) -> Iterator[Trend]:
    for board in catalog.main_boards:
        places = counted.best_of_papers(board)
        badge = refs.badge(catalog, board.task)
        metric = board.metric.replace("_", " ")
        yield Trend(
            Chart(
                kind="best",
                title=f"{board.name}, {badge.name}",
                text=f"The best {metric} of each paper, and the best so far.",
                x="Year",
                y=metric,
                series=(
                    Series(
                        badge.id,
                        badge.color,
                        tuple(_mark(catalog, board, place) for place in places),
                    ),
                ),
            ),
            Ref(board.name, boards.board_doc(catalog, board)),
            board.id,
        )


def _mark(catalog: Catalog, board: Board, place: Place) -> Mark:
    entry = catalog.entries[place.key]
    ref = refs.paper(entry)
    value = counted.value_of(place, board, catalog.entries)
    return Mark(entry.year, value, ref.label, ref.doc)


STATISTICS: dict[str, Callable[[Catalog], Iterator[Trend]]] = {
    "types": _types,
    "venues": _venues,
    "code": _code,
    "followed": _followed,
    "results": _results,
}


def records(catalog: Catalog) -> tuple[RecordView, ...]:
    """Return the latest record of each main benchmark, the latest year first."""
    found = [_record(catalog, board) for board in catalog.main_boards]
    return tuple(sorted(found, key=lambda record: -record.year))


def _record(catalog: Catalog, board: Board) -> RecordView:
    *before, last = counted.records(board, catalog.entries)
    earlier = before[-1] if before else None
    return RecordView(
        board=Ref(board.name, boards.board_doc(catalog, board)),
        anchor=board.id,
        badge=refs.badge(catalog, board.task),
        metric=board.metric,
        value=boards.number(last.value),
        year=last.year,
        papers=_holders(catalog, last),
        before=boards.number(earlier.value) if earlier else "",
        before_year=earlier.year if earlier else 0,
        before_papers=_holders(catalog, earlier) if earlier else (),
    )


def _holders(catalog: Catalog, record: counted.Record) -> tuple[Ref, ...]:
    return tuple(refs.paper(catalog.entries[place.key]) for place in record.places)


def news(catalog: Catalog) -> tuple[tuple[str, tuple[Mention, ...]], ...]:
    """Return the papers by the month in which they were added, the latest of each first."""
    return tuple(
        (month, tuple(mention(catalog, entry) for entry in sorted(papers, key=newest)))
        for month, papers in counted.months(catalog.entries.values())
    )


def about_type(catalog: Catalog, id: str, papers: tuple[Entry, ...]) -> TypeView:
    """Return what a type's page says of the type.

    Args:
        catalog: The catalog.
        id: The type.
        papers: Its papers.
    """
    kind = catalog.taxonomy.types[id]
    leading = counted.main_boards(catalog.leaderboards.values(), id, _LEADERS)
    return TypeView(
        given=kind.given or "",
        asked=kind.asked or "",
        picture=kind.picture or "",
        datasets=tuple(_datasets(catalog, id)),
        leaders=tuple(boards.leader(catalog, board) for board in leading),
        first=_mentions(catalog, sorted(papers, key=oldest)[:_PAPERS]),
        newest=_mentions(catalog, sorted(papers, key=newest)[:_PAPERS]),
        family=type_shelf(id, catalog.taxonomy).slug if has_family(catalog, id) else "",
    )


def _mentions(catalog: Catalog, papers: list[Entry]) -> tuple[Mention, ...]:
    return tuple(mention(catalog, paper) for paper in papers)


def _datasets(catalog: Catalog, type: str) -> list[tuple[Ref, int]]:
    """Return the data sets of a type with how many papers report on them, the most first."""
    reporting: dict[str, set[str]] = {
        id: set() for id, dataset in catalog.taxonomy.datasets.items() if type in dataset.tasks
    }
    for board in catalog.leaderboards.values():
        if board.task == type:
            keys = reporting.setdefault(catalog.taxonomy.datasets_of[board.benchmark], set())
            keys.update(place.key for place in board.places)
    shelves = {id: dataset_shelf(id, catalog.taxonomy) for id in reporting}
    found = [
        (Ref(shelf.label, shelf_doc("dataset", shelf.slug)), len(reporting[id]))
        for id, shelf in shelves.items()
    ]
    return sorted(found, key=lambda item: -item[1])
