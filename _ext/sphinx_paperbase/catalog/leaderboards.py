"""Leaderboards: what papers reach on a benchmark, the best first, one board for each task.

Every result is a row, so that a paper with several variants has several. The rank of a row is one
more than the number of rows with a better value of the benchmark's main metric: equal values share
a rank, and the next one is left out (1, 2, 2, 4). A row without the main metric stands at the end,
without a rank. Results of different tasks are never compared, though their benchmark be the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sphinx_paperbase.catalog.naming import slug
from sphinx_paperbase.catalog.query import alphabetical
from sphinx_paperbase.catalog.schema import Entry, Result
from sphinx_paperbase.catalog.taxonomy import Taxonomy


class Place(NamedTuple):
    """A row of a board.

    Attributes:
        key: The paper.
        number: Which of the paper's results, from 0 on.
        rank: Its rank, or None where the main metric is not given.
    """

    key: str
    number: int
    rank: int | None


class Board(NamedTuple):
    """The results of a benchmark for one of its tasks, the best first.

    Attributes:
        id: What it is called in addresses.
        name: What it is called.
        benchmark: The benchmark's id.
        task: The type's id.
        metric: What is ranked by.
        places: Its rows.
        ranked: How many of them have a rank.
    """

    id: str
    name: str
    benchmark: str
    task: str
    metric: str
    places: tuple[Place, ...]
    ranked: int


def boards(entries: Iterable[Entry], taxonomy: Taxonomy) -> dict[tuple[str, str], Board]:
    """Return the boards by benchmark and task, in the order of the taxonomy, also the empty ones.

    The same entries give the same boards, in whatever order they come.
    """
    rows: dict[tuple[str, str], list[tuple[Entry, int]]] = {key: [] for key in _known(taxonomy)}
    for entry in sorted(entries, key=alphabetical):
        for number, result in enumerate(entry.results):
            task = task_of(entry, result, taxonomy)
            rows.setdefault((result.on, task), []).append((entry, number))
    return {(id, task): _board(id, task, found, taxonomy) for (id, task), found in rows.items()}


def board_names(taxonomy: Taxonomy) -> dict[str, str]:
    """Return what the boards are called, by id."""
    return dict(_called(benchmark, task, taxonomy) for benchmark, task in _known(taxonomy))


def board_of(entry: Entry, result: Result, taxonomy: Taxonomy) -> tuple[str, str]:
    """Return the id and the name of the board on which a result stands."""
    return _called(result.on, task_of(entry, result, taxonomy), taxonomy)


def _known(taxonomy: Taxonomy) -> Iterator[tuple[str, str]]:
    for id, benchmark in taxonomy.benchmarks.items():
        yield from ((id, task) for task in dict.fromkeys(benchmark.tasks))


def _called(benchmark: str, task: str, taxonomy: Taxonomy) -> tuple[str, str]:
    """Call a board as its benchmark, with the task where that has several."""
    name = taxonomy.benchmark_names[benchmark]
    if set(taxonomy.benchmarks[benchmark].tasks) == {task}:
        return slug(benchmark), name
    return slug(f"{benchmark} {task}"), f"{name} ({task})"


def task_of(entry: Entry, result: Result, taxonomy: Taxonomy) -> str:
    """Return the type that a result is about: as it says, else the paper's that the benchmark has.

    A paper of several types has to say it; where it does not, the first that fits is taken.
    """
    tasks = taxonomy.benchmarks[result.on].tasks
    fitting = (type for type in entry.types if type in tasks)
    return result.task or next(fitting, entry.types[0])


def _board(benchmark: str, task: str, rows: list[tuple[Entry, int]], taxonomy: Taxonomy) -> Board:
    """Rank rows that come in the order in which equal ones are to stand."""
    metric = taxonomy.benchmarks[benchmark].main
    values = [(entry.results[number].metrics.get(metric), entry, number) for entry, number in rows]
    best = sorted(
        ((value, entry, number) for value, entry, number in values if value is not None),
        key=lambda row: -row[0],
    )
    places, rank, before = [], 0, None
    for position, (value, entry, number) in enumerate(best, 1):
        if value != before:
            rank, before = position, value
        places.append(Place(entry.key, number, rank))
    places += [Place(entry.key, number, None) for value, entry, number in values if value is None]
    id, name = _called(benchmark, task, taxonomy)
    return Board(id, name, benchmark, task, metric, tuple(places), len(best))


def has_extra_data(result: Result) -> bool:
    """Tell whether a result needed more than the usual training data.

    A text that begins with ``no`` or ``without`` says what was left out instead.
    """
    words = (result.extra_data or "").split()
    return bool(words) and words[0].casefold() not in ("no", "without")


def best_of_years(board: Board, entries: Mapping[str, Entry]) -> dict[int, Place]:
    """Return the best row of each year of papers, the first year first."""
    result: dict[int, Place] = {}
    for place in board.places:
        if place.rank is not None:
            result.setdefault(entries[place.key].year, place)
    return dict(sorted(result.items()))
