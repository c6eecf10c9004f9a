"""The order of keys, put right in the text of an entry's YAML.

What belongs to a key goes with it: the comments above it and behind it, and all lines of its value.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, pairwise

from sphinx_paperbase.catalog.text import writer
from sphinx_paperbase.catalog.text.outline import Mapping, outline, place_of

_DASHES = re.compile(r" *(?:- +)*")

Edit = tuple[int, int, str]


def arranged(matter: str) -> str:
    """Return YAML that was read without fault with its keys in the schema's order.

    Mappings that cannot be taken apart by lines keep their order.
    """
    # First links and results, then the whole, which holds them.
    for whole in (False, True):
        text = _Lines(matter)
        mappings = [each for each in outline(matter).mappings if (not each.path) is whole]
        pieces, at = [], 0
        for start, end, new in filter(None, (_reordered(text, each) for each in mappings)):
            pieces += [matter[at:start], new]
            at = end
        matter = "".join([*pieces, matter[at:]])
    return matter


class _Lines:
    """A text, its lines, and where each begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.starts = [0, *accumulate(len(line) + 1 for line in self.lines)]

    def number(self, at: int) -> int:
        return bisect_right(self.starts, at) - 1

    def above(self, number: int) -> int:
        """Return the number of the first of the comment lines right above a line."""
        while number and self.lines[number - 1].lstrip(" ").startswith("#"):
            number -= 1
        return number

    def behind(self, number: int, column: int) -> int:
        """Return the number of the first line, from one on, that is no comment set in deeper."""
        deeper = re.compile(rf" {{{column + 1},}}#")
        while number < len(self.lines) and deeper.match(self.lines[number]):
            number += 1
        return number


def _reordered(text: _Lines, mapping: Mapping) -> Edit | None:
    """Return the edit that puts a mapping in order, or None where it is, or has no known order."""
    shape = tuple(part if isinstance(part, str) else int for part in mapping.path)
    if shape not in ((), ("links",), ("results", int)):
        return None
    numbers = {pair.key.value: number for number, pair in enumerate(mapping.pairs)}
    order = [numbers[name] for name in writer.ordered(numbers, "".join(place_of(mapping.path)))]
    if order == sorted(order):
        return None
    if mapping.flow:
        return _swapped(text.text, mapping, order)
    return _moved(text, mapping, order)


def _swapped(matter: str, mapping: Mapping, order: list[int]) -> Edit | None:
    """Reorder between braces: what separates the pairs stays where it is."""
    pairs = mapping.pairs
    between = [matter[before.end : after.key.start] for before, after in pairwise(pairs)]
    if any("#" in text for text in between):
        return None
    moved = [matter[pairs[number].key.start : pairs[number].end] for number in order]
    new = "".join(text for both in zip(moved, [*between, ""], strict=True) for text in both)
    return pairs[0].key.start, pairs[-1].end, new


def _moved(text: _Lines, mapping: Mapping, order: list[int]) -> Edit | None:
    """Reorder line by line: a key moves with its value and with the comments above it."""
    keys = [text.number(pair.key.start) for pair in mapping.pairs]
    leads = [
        text.text[text.starts[key] : pair.key.start]
        for key, pair in zip(keys, mapping.pairs, strict=True)
    ]
    lead, indent = leads[0], " " * len(leads[0])
    if not _DASHES.fullmatch(lead) or set(leads[1:]) != {indent}:
        return None
    begins = [text.above(keys[0]) if lead == indent else keys[0]]
    begins += [text.behind(text.number(pair.end - 1) + 1, len(indent)) for pair in mapping.pairs]
    new = []
    for place, number in enumerate(order):
        start, key, end = begins[number], keys[number], begins[number + 1]
        moved = (indent if place else lead) + text.lines[key][len(lead) :]
        new += [*text.lines[start:key], moved, *text.lines[key + 1 : end]]
    return text.starts[begins[0]], text.starts[begins[-1]] - 1, "\n".join(new)
