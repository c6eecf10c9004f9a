"""``browse.js``'s data: which papers answer which filter, which word finds which papers.

A classic script that sets one variable. Numbers of papers are those of the page's rows, in base 36
and, but for ``byName``, written as the difference to the one before: most lists are long and dense.

    window.paperbaseBrowse = {stamp, size, filters: [[name, title, [[value, label, papers]]]],
                              results: {board: [metric, [[paper, value]]]},
                              byName: [[letter, papers]], words}

``words`` has a line for each word, the word and its papers, sorted as JavaScript compares texts.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from sphinx_paperbase.catalog import Board, Catalog
from sphinx_paperbase.catalog.browsing import (
    FILTERS,
    answers,
    by_letter,
    found_words,
    in_order,
)
from sphinx_paperbase.formats.papers_js import as_script

FILE = "browse-data.js"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@functools.lru_cache(maxsize=1)
def write(catalog: Catalog) -> tuple[str, str]:
    """Return the text of the script and its stamp, a hash that the page names too."""
    data = _data(catalog)
    text = as_script(data)
    stamp = hashlib.blake2b(text.encode(), digest_size=6).hexdigest()
    return f"window.paperbaseBrowse = {as_script({'stamp': stamp} | data)};\n", stamp


def _data(catalog: Catalog) -> dict[str, Any]:
    papers, taxonomy = in_order(catalog), catalog.taxonomy
    numbers = {paper.key: number for number, paper in enumerate(papers)}
    filters = [(f.name, f.title, answers(f, papers, taxonomy)) for f in FILTERS]
    words = found_words(catalog, papers)
    return {
        "size": len(papers),
        "keys": hashlib.blake2b(repr([p.key for p in papers]).encode(), digest_size=6).hexdigest(),
        "filters": [
            (name, title, [(a.value, a.label, packed(a.papers)) for a in found])
            for name, title, found in filters
            if found
        ],
        "results": {
            board.id: (board.metric, list(_best(catalog, board, numbers)))
            for board in catalog.leaderboards.values()
            if board.places
        },
        "byName": [
            (letter, " ".join(map(_base36, numbers))) for letter, numbers in by_letter(papers)
        ],
        "words": "\n".join(f"{word} {packed(words[word])}" for word in sorted(words, key=_utf16)),
    }


def _best(catalog: Catalog, board: Board, numbers: dict[str, int]) -> Iterator[tuple[int, float]]:
    """Yield the papers of a board, each with the best that it reaches, the best first."""
    best: dict[str, float] = {}
    for key, number, rank in board.places:
        if rank is not None:
            best.setdefault(key, catalog.entries[key].results[number].metrics[board.metric])
    yield from ((numbers[key], value) for key, value in best.items())


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-be")


def packed(numbers: Iterable[int]) -> str:
    """Return rising numbers as differences in base 36: ``3 1 a``."""
    return " ".join([_base36(after - before) for before, after in pairwise((0, *numbers))])


@functools.cache
def _base36(number: int) -> str:
    if number < 36:
        return _DIGITS[number]
    return _base36(number // 36) + _DIGITS[number % 36]
