"""Results as pages show them: the leaderboards of a data set, the results of a paper."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_paperbase.catalog import Board, Catalog, Entry, Place, Shelf
from sphinx_paperbase.catalog.facets import dataset_shelf
from sphinx_paperbase.catalog.leaderboards import best_of_years, has_extra_data
from sphinx_paperbase.catalog.schema import Result
from sphinx_paperbase.formats.charts import Chart, Mark, Series
from sphinx_paperbase.site import refs
from sphinx_paperbase.site.records import (
    Badge,
    BoardView,
    DatasetLine,
    DatasetView,
    Leader,
    RankedRow,
    Ref,
    Row,
    entry_doc,
    shelf_doc,
)

# The colours of badges, told apart best in this order.
_COLORS = ("blue", "orange", "green", "violet", "red", "accent")


def dataset(catalog: Catalog, slug: str) -> DatasetView | None:
    """Return a data set with its leaderboards, or None where there is no such data set."""
    if (found := catalog.shelves["dataset"].get(slug)) is None:
        return None
    id = found[0].target
    data = catalog.taxonomy.datasets[id]
    paper = catalog.resolve(data.paper) if data.paper else None
    return DatasetView(
        name=data.name,
        year=data.year or 0,
        badges=tuple(refs.badge(catalog, task) for task in data.tasks),
        size=data.size or "",
        remark=data.remark or "",
        links=tuple(data.links.items()),
        section=refs.section(catalog, data.review) if data.review else None,
        paper=Ref(paper.title, entry_doc(paper.key), str(paper.edition)) if paper else None,
        boards=tuple(board_view(catalog, board) for board in boards_of(catalog, id)),
    )


def datasets(catalog: Catalog) -> tuple[DatasetLine, ...]:
    """Return the data sets, each with who leads on it."""
    return tuple(
        _line(catalog, place, len(papers)) for place, papers in catalog.shelves["dataset"].values()
    )


def _line(catalog: Catalog, place: Shelf, papers: int) -> DatasetLine:
    data = catalog.taxonomy.datasets[place.target]
    found = boards_of(catalog, place.target)
    return DatasetLine(
        label=place.label,
        doc=shelf_doc("dataset", place.slug),
        year=data.year or 0,
        badges=tuple(refs.badge(catalog, task) for task in data.tasks),
        remark=data.remark or "",
        number=papers,
        leaders=tuple(leader(catalog, board) for board in found if board.ranked),
    )


def number(value: float) -> str:
    """Return a value of a metric with the digits that it has, but at least one decimal."""
    return f"{value:.1f}" if value == round(value, 1) else f"{value:g}"


def board_doc(catalog: Catalog, board: Board) -> str:
    """Return the document that a board stands in; its id is the place there."""
    dataset = catalog.taxonomy.datasets_of[board.benchmark]
    return shelf_doc("dataset", dataset_shelf(dataset, catalog.taxonomy).slug)


def boards_of(catalog: Catalog, dataset: str) -> Iterator[Board]:
    """Yield the boards of a data set."""
    for (benchmark, _task), board in catalog.leaderboards.items():
        if catalog.taxonomy.datasets_of[benchmark] == dataset:
            yield board


def leader(catalog: Catalog, board: Board) -> Leader:
    """Return who is first on a board, together where the best value is reached by several."""
    first = [place for place in board.places if place.rank == 1]
    papers = [catalog.entries[key] for key in dict.fromkeys(place.key for place in first)]
    return Leader(
        board=Ref(board.name, board_doc(catalog, board)),
        anchor=board.id,
        metric=board.metric,
        value=_value(catalog, board, first[0]) if first else "",
        papers=tuple(Ref(p.label, entry_doc(p.key), str(p.edition)) for p in papers),
    )


def _value(catalog: Catalog, board: Board, place: Place) -> str:
    return number(catalog.entries[place.key].results[place.number].metrics[board.metric])


def board_view(catalog: Catalog, board: Board) -> BoardView:
    """Return a board as its page shows it."""
    badge = refs.badge(catalog, board.task)
    metrics = catalog.taxonomy.benchmarks[board.benchmark].metrics
    papers = [(place, catalog.entries[place.key]) for place in board.places]
    results = [entry.results[place.number] for place, entry in papers]
    # The same note stands below many rows: each is told once, below the table.
    notes = list(dict.fromkeys(result.note for result in results if result.note))
    columns = [_column([result.metrics.get(metric) for result in results]) for metric in metrics]
    seen: set[str] = set()
    rows = []
    for line, (place, entry) in enumerate(papers):
        values, best = zip(*(column[line] for column in columns), strict=True)
        rows.append(_ranked_row(place, entry, values, best, notes, place.key not in seen))
        seen.add(place.key)
    return BoardView(
        id=board.id,
        name=board.name,
        badge=badge,
        metrics=tuple(metrics),
        leader=leader(catalog, board),
        rows=tuple(rows),
        papers=len(seen),
        notes=tuple(notes),
        has_unranked=board.ranked < len(rows),
        has_speed=any(row.speed for row in rows),
        charts=tuple(_charts(catalog, board, badge)),
    )


def _charts(catalog: Catalog, board: Board, badge: Badge) -> Iterator[Chart]:
    """Yield the best of each year, and speed against accuracy, where there is more than one."""
    years = best_of_years(board, catalog.entries)
    if len(years) > 1:
        yield Chart(
            kind="best",
            title=f"{board.name}: the best of each year",
            text=(
                f"{board.metric} of the best paper of each year, and the best so far. A year is "
                "that of the paper; its numbers may have been measured later."
            ),
            x="Year",
            y=board.metric,
            series=(
                Series(
                    badge.id,
                    badge.color,
                    tuple(_mark(catalog, board, place, year) for year, place in years.items()),
                ),
            ),
        )
    measured = _measured(catalog, board)
    if measured:
        yield Chart(
            kind="points",
            title=f"{board.name}: speed and accuracy",
            text=(
                f"{board.metric} over frames per second. Speeds on different hardware cannot be "
                "compared: each has its own colour and sign. Speeds whose hardware is not named "
                "are left out."
            ),
            x="Frames per second",
            y=board.metric,
            series=tuple(
                Series(hardware, _COLORS[index % len(_COLORS)], marks)
                for index, (hardware, marks) in enumerate(measured)
            ),
        )


def _measured(catalog: Catalog, board: Board) -> list[tuple[str, tuple[Mark, ...]]]:
    """Return speed and accuracy by the hardware that the speed was measured on."""
    found: dict[str, list[Mark]] = {}
    for place in board.places:
        result = catalog.entries[place.key].results[place.number]
        if place.rank is not None and result.fps and result.hardware:
            mark = _mark(catalog, board, place, result.fps)
            found.setdefault(result.hardware, []).append(mark)
    # The hardware that most speeds were measured on comes first, and so do its sign and colour.
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(hardware, tuple(marks)) for hardware, marks in ordered]


def _mark(catalog: Catalog, board: Board, place: Place, x: float) -> Mark:
    entry = catalog.entries[place.key]
    result = entry.results[place.number]
    variant = f" ({result.variant})" if result.variant else ""
    value = result.metrics[board.metric]
    return Mark(x, value, entry.label + variant, entry_doc(entry.key))


def _column(values: list[float | None]) -> list[tuple[str, bool]]:
    """Return the values of a metric, their points below each other, and whether each is the best.

    Shorter ones end in figure spaces, which are as wide as a digit.
    """
    texts = ["" if value is None else number(value) for value in values]
    decimals = max((len(text.partition(".")[2]) for text in texts), default=0)
    best = max((value for value in values if value is not None), default=None)
    return [
        (text and text + "\u2007" * (decimals - len(text.partition(".")[2])), value == best)
        for text, value in zip(texts, values, strict=True)
    ]


def _ranked_row(
    place: Place,
    entry: Entry,
    values: tuple[str, ...],
    best: tuple[bool, ...],
    notes: list[str],
    is_first: bool,
) -> RankedRow:
    result = entry.results[place.number]
    return RankedRow(
        key=entry.key,
        label=entry.label,
        edition=str(entry.edition),
        year=entry.year,
        rank=str(place.rank or ""),
        values=values,
        best=best,
        variant=result.variant or "",
        extra=result.extra_data or "",
        is_extra=has_extra_data(result),
        speed=_speed(result),
        hardware=result.hardware or "",
        source=result.source,
        is_own=result.own_source is not False,
        note=notes.index(result.note) + 1 if result.note else 0,
        is_first=is_first,
    )


def results_of(catalog: Catalog, entry: Entry) -> tuple[Row, ...]:
    """Return the results of a paper, with the rank of each: board by board, the best first."""
    order = {key: position for position, key in enumerate(catalog.leaderboards)}
    found = [catalog.standings[entry.key, index] for index in range(len(entry.results))]

    def rank(row: tuple[Board, Place]) -> tuple[int, float, int]:
        board, place = row
        return order[board.benchmark, board.task], place.rank or float("inf"), place.number

    return tuple(_row(catalog, entry, *row) for row in sorted(found, key=rank))


def _row(catalog: Catalog, entry: Entry, board: Board, place: Place) -> Row:
    result = entry.results[place.number]
    metrics = dict.fromkeys((board.metric, *catalog.taxonomy.benchmarks[board.benchmark].metrics))
    given = [metric for metric in metrics if metric in result.metrics]
    return Row(
        board=Ref(board.name, board_doc(catalog, board)),
        anchor=board.id,
        metric=board.metric,
        rank=str(place.rank or ""),
        of=board.ranked,
        values=tuple((metric, number(result.metrics[metric])) for metric in given),
        variant=result.variant or "",
        extra=result.extra_data or "",
        speed=_speed(result),
        hardware=result.hardware or "",
        source=result.source,
        is_own=result.own_source is not False,
        note=result.note or "",
    )


def _speed(result: Result) -> str:
    return f"{result.fps:g}" if result.fps else ""
