"""Statistics: what the collection holds, counted; the records of the main benchmarks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from sphinx_paperbase.catalog.leaderboards import Board, Place
from sphinx_paperbase.catalog.lineage import Lines
from sphinx_paperbase.catalog.schema import Entry
from sphinx_paperbase.catalog.taxonomy import Taxonomy

# On fewer papers' results than this there is no race to watch.
_ENOUGH = 5


class Year(NamedTuple):
    """The papers of a year.

    Attributes:
        year: The year.
        papers: How many there are.
        types: How many are of each type; a paper of two types counts for both.
        code: How many have a link to code.
        dataset: How many have a link to a data set of their own.
    """

    year: int
    papers: int
    types: Mapping[str, int]
    code: int
    dataset: int


def years(entries: Iterable[Entry], taxonomy: Taxonomy) -> tuple[Year, ...]:
    """Return the years from the first to the last one, also those without a paper."""
    by_year: dict[int, list[Entry]] = {}
    for entry in entries:
        by_year.setdefault(entry.year, []).append(entry)
    if not by_year:
        return ()
    return tuple(
        _year(year, by_year.get(year, []), taxonomy)
        for year in range(min(by_year), max(by_year) + 1)
    )


def _year(year: int, papers: list[Entry], taxonomy: Taxonomy) -> Year:
    types = Counter(type for paper in papers for type in dict.fromkeys(paper.types))
    return Year(
        year=year,
        papers=len(papers),
        types={type: types[type] for type in taxonomy.types},
        code=sum(bool(paper.links.code) for paper in papers),
        dataset=sum(bool(paper.links.dataset) for paper in papers),
    )


def venues(entries: Iterable[Entry]) -> tuple[tuple[str, int], ...]:
    """Return the venues with how many papers count there now, the most first."""
    counted = Counter(entry.venue for entry in entries)
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0].casefold())))


def followed(ancestors: Lines) -> tuple[tuple[str, int], ...]:
    """Return the keys that others build on with how many do, the most first."""
    counted = Counter(one for of in ancestors.values() for one in of)
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def main_boards(boards: Collection[Board], type: str, most: int = 2) -> tuple[Board, ...]:
    """Return the boards on which methods of a type are compared: where most papers are.

    Args:
        boards: All boards.
        type: The type.
        most: How many to return, if there are as many; a board of a few papers is none of them.
    """
    papers = {board.id: len(best_of_papers(board)) for board in boards if board.task == type}
    found = [board for board in boards if papers.get(board.id, 0) >= _ENOUGH]
    return tuple(sorted(found, key=lambda board: -papers[board.id])[:most])


class Record(NamedTuple):
    """The best result of a year, better than those of all years before.

    Attributes:
        year: When it was reached.
        value: What was reached.
        places: By whom: the rows of the board that share it, one for each paper.
    """

    year: int
    value: float
    places: tuple[Place, ...]


def records(board: Board, entries: Mapping[str, Entry]) -> tuple[Record, ...]:
    """Return the records of a board, the first one first."""
    by_year: dict[int, dict[str, Place]] = {}
    for place in board.places:  # the best first
        if place.rank:
            by_year.setdefault(entries[place.key].year, {}).setdefault(place.key, place)
    result: list[Record] = []
    for year, of_papers in sorted(by_year.items()):
        places = list(of_papers.values())
        value = value_of(places[0], board, entries)
        if not result or value > result[-1].value:
            best = tuple(place for place in places if place.rank == places[0].rank)
            result.append(Record(year, value, best))
    return tuple(result)


def best_of_papers(board: Board) -> tuple[Place, ...]:
    """Return the best row of each paper, the best first."""
    best: dict[str, Place] = {}
    for place in board.places:
        if place.rank:
            best.setdefault(place.key, place)
    return tuple(best.values())


def value_of(place: Place, board: Board, entries: Mapping[str, Entry]) -> float:
    """Return what a row with a rank reaches."""
    return entries[place.key].results[place.number].metrics[board.metric]


def months(entries: Iterable[Entry]) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """Return the papers by the month in which they were added, ``2026-11``, the latest first.

    Those of which no day is known come last, under an empty text.
    """
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(f"{entry.added:%Y-%m}" if entry.added else "", []).append(entry)
    return tuple((month, tuple(found[month])) for month in sorted(found, reverse=True))
