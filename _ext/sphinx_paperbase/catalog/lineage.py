"""Lineage: which papers continue which, as ``builds-on`` says.

Lines lead into the review: a paper that the review does not treat continues a section where it, or
what it builds on, and so on, builds on one of the section's papers. It may so continue several
sections; it continues each by the shortest way, of ways as short by what is named first.

Nothing here fails on papers that build on each other in a circle, which a check reports.
"""

from __future__ import annotations

import contextlib
import graphlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sphinx_paperbase.catalog.schema import Entry
from sphinx_paperbase.catalog.values import arxiv_date

Lines = Mapping[str, Sequence[str]]
"""For each key those that its paper builds on."""


def lines(entries: Mapping[str, Entry], aliases: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return for each key those that its paper builds on, as far as they are here."""
    result = {}
    for key, entry in entries.items():
        named = dict.fromkeys(aliases.get(one, one) for one in entry.builds_on)
        result[key] = tuple(one for one in named if one in entries and one != key)
    return result


def first_year(entry: Entry) -> int:
    """Return when a paper was first to be seen: at its venues, or on arXiv."""
    years = [edition.year for edition in entry.editions]
    return min([*years, arxiv_date(entry.arxiv).year] if entry.arxiv else years)


def continued(entries: Mapping[str, Entry], ancestors: Lines) -> dict[str, dict[str, str]]:
    """Return by section the papers that continue it, each with the one by which it does."""
    followers: dict[str, list[str]] = {}
    for key in entries:
        for ancestor in ancestors[key]:
            followers.setdefault(ancestor, []).append(key)
    treated = {key: entry.review for key, entry in entries.items() if entry.review}
    result = {}
    for section in dict.fromkeys(treated.values()):
        # From the section's papers on, all papers that are one step further with each turn.
        reached = [key for key, of in treated.items() if of == section]
        by: dict[str, str] = {}
        while reached:
            last = set(reached)
            after = {key for one in reached for key in followers.get(one, ())}
            reached = sorted(after - by.keys() - treated.keys())
            by |= {key: next(one for one in ancestors[key] if one in last) for key in reached}
        result[section] = by
    return result


def chain(
    key: str,
    section: str,
    by: Mapping[str, str],
    entries: Mapping[str, Entry],
    ancestors: Lines,
) -> tuple[str, ...]:
    """Return the line by which a paper continues a section, the oldest paper first.

    It begins as early as papers of the section lead back.

    Args:
        key: The paper.
        section: The section.
        by: What ``continued`` returned for the section.
        entries: The papers.
        ancestors: What each of them builds on.
    """
    way: dict[str, None] = {}
    step: str | None = key
    while step:
        way[step] = None
        before = [by[step]] if step in by else ancestors[step]
        of_section = (one for one in before if step in by or entries[one].review == section)
        step = next((one for one in of_section if one not in way), None)
    return tuple(reversed(way))


class Member(NamedTuple):
    """A paper in a family.

    Attributes:
        key: The paper's.
        depth: How many papers stand above it in the family as a nested list.
        column: Its place from left to right.
        row: Its place from top to bottom.
        parent: The paper that it stands below: the latest of those that it builds on.
        others: The others that it builds on.
    """

    key: str
    depth: int
    column: int
    row: int
    parent: str | None
    others: tuple[str, ...]


class Family(NamedTuple):
    """Papers that build on each other.

    Attributes:
        members: The papers, each behind the one that it stands below.
        years: The year of each column; several columns have the same one where papers of a year
            build on each other.
    """

    members: tuple[Member, ...]
    years: tuple[int, ...]


def family(keys: Iterable[str], entries: Mapping[str, Entry], ancestors: Lines) -> Family:
    """Return the family of some papers: those that build on another one, with these.

    A paper's column is that of the year in which it was first to be seen, or further right: always
    behind what it builds on.
    """
    graph: dict[str, Sequence[str]] = {key: ancestors[key] for key in keys if ancestors[key]}
    for ancestor in [one for of in graph.values() for one in of]:
        graph.setdefault(ancestor, ())
    places = _places(graph, entries)
    in_order = sorted(set(places.values()))
    columns = {place: number for number, place in enumerate(in_order)}
    column = {key: columns[place] for key, place in places.items()}
    # In a circle one of the papers stands before what it builds on: there is no line to draw.
    above = {key: [one for one in of if column[one] < column[key]] for key, of in graph.items()}
    return Family(tuple(_members(above, column)), tuple(year for year, _step in in_order))


def _places(graph: Lines, entries: Mapping[str, Entry]) -> dict[str, tuple[int, int]]:
    """Return for each paper a year and how many steps within it lead to the paper."""
    result: dict[str, tuple[int, int]] = {}
    for key in _ancestors_first(graph):
        year = first_year(entries[key])
        before = [result[one] for one in graph[key] if one in result]
        latest = max([year, *(place[0] for place in before)])
        steps = [step for other, step in before if other == latest]
        result[key] = (latest, max(steps) + 1 if steps else 0)
    return result


def _ancestors_first(graph: Lines) -> Iterator[str]:
    """Yield papers behind all that they build on; those of a circle, and behind one, at the end."""
    sorter = graphlib.TopologicalSorter({key: graph[key] for key in sorted(graph)})
    with contextlib.suppress(graphlib.CycleError):
        sorter.prepare()
    rest = dict.fromkeys(sorted(graph))
    while sorter.is_active():
        for key in sorter.get_ready():
            yield key
            del rest[key]
            sorter.done(key)
    yield from rest


def _members(above: Lines, column: Mapping[str, int]) -> Iterator[Member]:
    """Yield the papers in the order of the nested list, each with a row for it.

    The largest part of a family comes first and goes on straight; each other one gets the first row
    that is free from its parent on, so that no line from a parent runs through another paper.
    """
    parent = {key: max(of, key=column.__getitem__) for key, of in above.items() if of}
    below: dict[str | None, list[str]] = {}
    size = dict.fromkeys(above, 1)
    for key in sorted(above, key=lambda key: (-column[key], key)):
        below.setdefault(parent.get(key), []).append(key)
        if key in parent:
            size[parent[key]] += size[key]
    for siblings in below.values():
        siblings.sort(key=lambda key: (-size[key], column[key], key))
    free = [0] * (max(column.values(), default=0) + 1)
    row: dict[str, int] = {}
    waiting = [(key, 0) for key in reversed(below.get(None, []))]
    while waiting:
        key, depth = waiting.pop()
        children = below.get(key, [])
        above_it = parent.get(key)
        start = column[key] if above_it is None else column[above_it] + 1
        end = column[children[0]] if children else column[key]
        row[key] = max([*free[start : end + 1], row.get(above_it or "", 0)])
        free[start : column[key] + 1] = [row[key] + 1] * (column[key] + 1 - start)
        others = tuple(one for one in above[key] if one != above_it)
        yield Member(key, depth, column[key], row[key], above_it, others)
        waiting += [(child, depth + 1) for child in reversed(children)]
