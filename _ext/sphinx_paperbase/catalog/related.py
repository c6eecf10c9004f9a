"""Related papers: those that share what few papers have.

A feature that two papers share counts by how rare it is, its inverse document frequency (Spärck
Jones 1972, https://doi.org/10.1108/eb026526), times a weight of its kind. The frequency is taken in
whole halvings of the collection, so that one more paper moves no other paper's list without need.
"""

from __future__ import annotations

import bisect
import heapq
import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from sphinx_paperbase.catalog.naming import SMALL_WORDS, fold
from sphinx_paperbase.catalog.schema import Entry

SHOWN = 5
_WEIGHTS = {"line": 4, "keyword": 3, "author": 2, "benchmark": 1, "title": 2, "word": 1}
# What more papers than this share, or more than a third, relates none of them; the work grows with
# the square of it.
_MOST = 60
_WORD = re.compile(r"[^\W_]{3,}")

Feature = tuple[str, str]


def related(entries: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    """Return for each key the keys of the most related papers, the nearest first.

    A paper that shares nothing rare gets papers of its types, the nearest years first. The same
    entries give the same lists.
    """
    sharing: dict[Feature, list[str]] = {}
    for entry in entries.values():
        for feature in sorted(set(_features(entry))):
            sharing.setdefault(feature, []).append(entry.key)
    scores: dict[str, Counter[str]] = {key: Counter() for key in entries}
    most = min(_MOST, max(3, len(entries) // 3))
    for (kind, _), keys in sharing.items():
        if 1 < len(keys) <= most:
            weight = _WEIGHTS[kind] * (1 + round(math.log2(len(entries) / len(keys))))
            for one, other in itertools.combinations(keys, 2):
                scores[one][other] += weight
                scores[other][one] += weight
    by_type = _by_type(entries.values())
    return {key: _nearest(entry, scores[key], entries, by_type) for key, entry in entries.items()}


def _features(entry: Entry) -> Iterator[Feature]:
    yield from (("author", author) for author in entry.authors)
    yield from (("keyword", fold(keyword)) for keyword in entry.keywords)
    # A paper shares its line with those that it builds on, and with those that do so too.
    yield from (("line", key) for key in (entry.key, *entry.builds_on))
    yield from (("benchmark", result.on) for result in entry.results)
    yield from (("title", word) for word in _words(entry.title))
    yield from (("word", word) for word in _words(entry.body))


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(fold(text)) if word not in SMALL_WORDS}


def _by_type(entries: Iterable[Entry]) -> dict[str, list[tuple[int, str]]]:
    """Return the years and keys of each type's papers, in this order."""
    result: dict[str, list[tuple[int, str]]] = {}
    for entry in entries:
        for type in entry.types:
            result.setdefault(type, []).append((entry.year, entry.key))
    return {type: sorted(papers) for type, papers in result.items()}


def _nearest(
    entry: Entry,
    scores: Counter[str],
    entries: Mapping[str, Entry],
    by_type: Mapping[str, list[tuple[int, str]]],
) -> tuple[str, ...]:
    def rank(key: str) -> tuple[int, int, str]:
        other = entries[key]
        same_type = not set(entry.types).isdisjoint(other.types)
        return -scores[key] - same_type, abs(entry.year - other.year), key

    found = heapq.nsmallest(SHOWN, scores, rank)
    if len(found) < SHOWN:
        around = {key for type in entry.types for key in _around(entry, by_type[type])}
        found += sorted(around.difference(found), key=rank)[: SHOWN - len(found)]
    return tuple(found)


def _around(entry: Entry, papers: list[tuple[int, str]]) -> list[str]:
    """Return the keys beside a paper in a list by year, enough to fill its own."""
    place = bisect.bisect(papers, (entry.year, entry.key))
    near = papers[max(0, place - 1 - 2 * SHOWN) : place + 2 * SHOWN]
    return [key for _, key in near if key != entry.key]
