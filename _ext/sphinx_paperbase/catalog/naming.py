"""Texts as names: folded for comparison, shortened for addresses."""

from __future__ import annotations

import functools
import re
import unicodedata

from sphinx_paperbase.catalog.person import person

# Letters that Unicode does not decompose into an ASCII letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
)

SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "the",
        "to",
        "towards",
        "with",
    ]
)
"""Words of a title that say nothing of the paper."""


@functools.lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return a text in lower case without accents: ``Rajič`` becomes ``rajic``."""
    if text.isascii():
        return text.casefold()
    bare = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(c for c in bare if not unicodedata.combining(c))


@functools.lru_cache(maxsize=8192)
def slug(text: str) -> str:
    """Return a text as it stands in an address: lower case, hyphens, nothing else."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def is_key(text: str) -> bool:
    """Tell whether a text can be a key: lower-case letters, digits and single hyphens."""
    return bool(text) and text == slug(text)


def normal_title(title: str) -> str:
    """Return a title for comparison: letters and digits only, no case, no accents."""
    return "".join(c for c in fold(title) if c.isalnum())


def family(name: str) -> str:
    """Return the last word of a person's family name: that of ``Anna van der Berg Jr.`` is Berg."""
    return (person(name).family.split() or [""])[-1]


def initial(name: str) -> str:
    """Return the letter under which a person is listed: that of the family name, A to Z or #."""
    first = fold(family(name))[:1].upper()
    return first if first.isascii() and first.isalpha() else "#"
