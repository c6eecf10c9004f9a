"""Related papers: those that share what few papers have.

What two papers share counts by how rare it is, its inverse document frequency (Spärck Jones 1972,
https://doi.org/10.1108/eb026526), times a weight of its kind. The frequency is taken in whole
halvings, so that an edit of one entry moves few other papers' lists.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sphinx_paperbase.catalog.naming import SMALL_WORDS
from sphinx_paperbase.catalog.schema import Entry

SHOWN = 5
_ENOUGH = 3
_WEIGHTS = {"line": 4, "keyword": 3, "author": 2, "benchmark": 2, "word": 1}
_SAME_TYPE = 4
_ANY = ""
# What more papers share relates none of them; the work grows with the square of it.
_MOST = 64
_WORD = re.compile(r"[^\W\d_]{3,}")

Feature = str
"""A kind and what is shared, with a colon between them: a text, since sets know its hash."""


class Relation(NamedTuple):
    """A related paper and what relates it most.

    Attributes:
        key: The paper's.
        kind: ``line``, ``keyword``, ``author``, ``benchmark`` or ``word``; nothing where the two
            share only a type or a time.
        shared: What both have of this kind, the rarest first: keys of entries, names, words.
    """

    key: str
    kind: str
    shared: tuple[str, ...]


def related(
    entries: Mapping[str, Entry], aliases: Mapping[str, str]
) -> dict[str, tuple[Relation, ...]]:
    """Return for each key its most related papers, the nearest first.

    Where few share anything, papers of its types follow, the nearest years first. Those that it
    builds on, and that build on it, are shown beside them anyway: they are here only where there
    are too few others. The same entries give the same lists.
    """
    lines = {k: [aliases.get(one, one) for one in entry.builds_on] for k, entry in entries.items()}
    sharing: dict[Feature, list[str]] = {}
    for key, features in _features(entries, lines):
        for feature in features:
            sharing.setdefault(feature, []).append(key)
    weights = _weigh(sharing, len(entries))
    scores: dict[str, dict[str, int]] = {key: {} for key in entries}
    telling: dict[str, set[Feature]] = {key: set() for key in entries}
    for feature, weight in weights.items():
        for key in sharing[feature]:
            telling[key].add(feature)
            score = scores[key]
            for other in sharing[feature]:
                score[other] = score.get(other, 0) + weight
    nearest = _Nearest(entries, scores, _in_line(lines))
    return {
        key: tuple(_relation(other, own & telling[other], weights) for other in nearest.of(key))
        for key, own in telling.items()
    }


def _features(
    entries: Mapping[str, Entry], lines: Mapping[str, list[str]]
) -> Iterator[tuple[str, set[Feature]]]:
    titles = {key: _words(entry.title) for key, entry in entries.items()}
    # Of a summary only the field's own words count: those that stand in a title.
    known = set().union(*titles.values())
    for key, entry in entries.items():
        summary = _words(entry.body.lstrip().partition("\n\n")[0])
        features = {f"word:{word}" for word in titles[key] | summary & known}
        features.update([f"author:{name}" for name in entry.authors])
        features.update([f"keyword:{keyword.casefold()}" for keyword in entry.keywords])
        # A paper is in line with those that it builds on, and with those that do so too.
        features.update([f"line:{one}" for one in (key, *lines[key])])
        features.update([f"benchmark:{result.on}" for result in entry.results])
        yield key, features


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold())) - SMALL_WORDS


def _weigh(sharing: Mapping[Feature, list[str]], papers: int) -> dict[Feature, int]:
    """Return what it counts to share a feature, for those that tell something."""
    most = min(_MOST, max(SHOWN, papers // 3))
    return {
        feature: _WEIGHTS[_kind(feature)] * (_MOST.bit_length() - (len(keys) - 1).bit_length())
        for feature, keys in sharing.items()
        if 1 < len(keys) <= most
    }


def _kind(feature: Feature) -> str:
    return feature.partition(":")[0]


def _in_line(lines: Mapping[str, list[str]]) -> dict[str, set[str]]:
    """Return for each key those that its paper builds on, those that build on it, and itself."""
    result = {key: {key} for key in lines}
    for key, ancestors in lines.items():
        for ancestor in result.keys() & ancestors:
            result[key].add(ancestor)
            result[ancestor].add(key)
    return result


def _relation(key: str, shared: set[Feature], weights: Mapping[Feature, int]) -> Relation:
    sums = dict.fromkeys(_WEIGHTS, 0)
    for feature in shared:
        sums[_kind(feature)] += weights[feature]
    most = max(sums, key=sums.__getitem__) if shared else ""
    told = [feature for feature in shared if _kind(feature) == most]
    told.sort(key=lambda feature: (-weights[feature], feature))
    return Relation(key, most, tuple([feature.partition(":")[2] for feature in told]))


class _Nearest:
    """Puts the other papers in the order of what they share with one."""

    def __init__(
        self,
        entries: Mapping[str, Entry],
        scores: Mapping[str, Mapping[str, int]],
        in_line: Mapping[str, set[str]],
    ) -> None:
        self.scores = scores
        self.in_line = in_line
        self.years = {key: entry.year for key, entry in entries.items()}
        self.types = {key: frozenset(entry.types) for key, entry in entries.items()}
        # The papers of each type, and of any, by year.
        self.by_year: dict[str, list[tuple[int, str]]] = {}
        for year, key in sorted((year, key) for key, year in self.years.items()):
            for type in (_ANY, *self.types[key]):
                self.by_year.setdefault(type, []).append((year, key))

    def of(self, key: str) -> list[str]:
        """Return the keys of the papers to show with a paper."""
        found = self._sorted(key, self._sharing(key))
        for types, enough in ((self.types[key], SHOWN), ({_ANY}, _ENOUGH)):
            if len(found) < enough:
                around = {other for type in types for other in self._around(key, type)}
                found += self._sorted(key, around.difference(found, self.in_line[key]))
        if len(found) < _ENOUGH:
            found += self._sorted(key, self.in_line[key] - {key})[: _ENOUGH - len(found)]
        return found[:SHOWN]

    def _sharing(self, key: str) -> list[str]:
        """Return the papers that share something, but for those that cannot be among the first."""
        scores = dict(self.scores[key])
        for other in self.in_line[key]:
            scores.pop(other, None)
        highest = sorted(scores.values(), reverse=True)[:SHOWN]
        least = highest[-1] - _SAME_TYPE if highest else 0
        return [other for other, score in scores.items() if score >= least]

    def _sorted(self, key: str, others: Iterable[str]) -> list[str]:
        scores, year, types = self.scores[key], self.years[key], self.types[key]
        ranked = [
            (
                (0 if types.isdisjoint(self.types[other]) else -_SAME_TYPE) - scores.get(other, 0),
                abs(year - self.years[other]),
                other,
            )
            for other in others
        ]
        return [other for *_, other in sorted(ranked)]

    def _around(self, key: str, type: str) -> list[str]:
        """Return the papers beside one in the order of years, enough to fill its list."""
        papers = self.by_year[type]
        place = bisect.bisect_left(papers, (self.years[key], key))
        wide = SHOWN + len(self.in_line[key])
        return [other for _, other in papers[max(0, place - wide) : place + wide + 1]]
