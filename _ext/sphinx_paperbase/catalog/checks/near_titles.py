"""Titles that are nearly the same: one paper as a preprint and under the title of its venue.

Titles are compared by their words, and only with those that share a key: the words themselves,
how the words begin, or the authors. Of other authors, a word that is added or changed tells papers
apart; of the same authors two words do, as in "… by Multi-Scale Foreground-Background Integration".
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from sphinx_paperbase.catalog.naming import SMALL_WORDS, fold
from sphinx_paperbase.catalog.schema import Entry

Words = tuple[str, ...]
Pair = tuple[Entry, Entry]

_UNSAID = SMALL_WORDS | {"through", "toward", "using", "via"}
_FEWEST = 3  # words that make a title one of its own
_BESIDE = 4  # words that must be the same where another differs
_MOST = 40  # words and letters that are compared one by one
_NAME = 2  # words that a name before a colon has at most
_BEGINNING = 3  # letters that a word keeps, however it is spelt or bent
_ALIKE = 0.85


def near_titles(entries: Iterable[Entry]) -> Iterator[Pair]:
    """Find pairs of papers with nearly one title.

    These are titles with the same words, former ones included and the name before a colon left
    out; with words that are spelt alike; and, of the same authors, with one word other or more.

    Args:
        entries: The papers; of a pair, the one that comes first here is the first.
    """
    same: dict[Words, Entry] = {}
    alike: dict[Words, list[tuple[Words, int, Entry]]] = {}
    teams: dict[frozenset[str], list[tuple[Words, Entry]]] = {}
    for number, entry in enumerate(entries):
        without_name, *others = _readings(entry)
        for words in {without_name, *others}:
            if len(words) >= _FEWEST and (first := same.setdefault(words, entry)) is not entry:
                yield first, entry
        if _BESIDE < len(without_name) <= _MOST:
            beginnings = tuple([word[:_BEGINNING] for word in without_name])
            alike.setdefault(beginnings, []).append((without_name, number, entry))
            if entry.authors:
                teams.setdefault(frozenset(entry.authors), []).append((without_name, entry))
    for titles in alike.values():
        # Titles that are spelt alike stand side by side in the alphabet.
        for (words, number, entry), (near, other_number, other) in pairwise(sorted(titles)):
            if words != near and all(map(_is_alike, words, near)):
                yield (entry, other) if number < other_number else (other, entry)
    for team in teams.values():
        yield from _one_word_changed(team)


def words_of(title: str) -> Words:
    """Return the words that tell titles apart, in alphabetical order, without the s of plurals."""
    words = (word for word in re.split(r"[\W_]+", fold(title)) if word and word not in _UNSAID)
    return tuple(sorted(w[:-1] if len(w) > 3 and w[-1] == "s" != w[-2] else w for w in words))


def _readings(entry: Entry) -> Iterator[Words]:
    """Yield the words of a paper's titles, first those of its title without the name."""
    name, _, rest = entry.title.partition(": ")
    words = words_of(rest) if len(name.split()) <= _NAME else ()
    if len(words) >= _BESIDE:
        yield words
    yield words_of(entry.title)
    for title in entry.former_titles:
        yield words_of(title)


def _is_alike(one: str, other: str) -> bool:
    """Tell whether two words with one beginning are one word; numbers are not alike."""
    if one == other:
        return True
    short = one.isalpha() and other.isalpha() and max(len(one), len(other)) <= _MOST
    return short and difflib.SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _one_word_changed(team: list[tuple[Words, Entry]]) -> Iterator[Pair]:
    """Find titles of the same authors with one word other or more, which is no number."""
    first: dict[Words, Entry] = {}
    for words, entry in team if len(team) > 1 else ():
        others = (words[:n] + words[n + 1 :] for n, word in enumerate(words) if word.isalpha())
        for most in (words, *others):
            if (other := first.setdefault(most, entry)) is not entry:
                yield other, entry
