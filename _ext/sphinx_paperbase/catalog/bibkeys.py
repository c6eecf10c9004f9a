"""BibTeX keys: surname, year and name, ``cheng2022xmem``."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from sphinx_paperbase.catalog.naming import SMALL_WORDS, slug
from sphinx_paperbase.catalog.schema import Entry


def _ascii(text: str) -> str:
    return slug(text).replace("-", "")


def base_key(entry: Entry) -> str:
    """Return surname, year, and name or first word: ``cheng2022xmem``.

    The year is that of the first listing, so that a preprint keeps its key when it is published.
    """
    surname = _ascii(entry.authors[0].split()[-1]) if entry.authors else "anon"
    year = min(edition.year for edition in entry.editions)
    words = [word for word in map(_ascii, entry.title.split()) if word and word not in SMALL_WORDS]
    name = _ascii(entry.name) if entry.name else (words[0] if words else entry.key)
    return f"{surname or 'anon'}{year}{name}"


def bibtex_keys(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the BibTeX key of every paper by its key; equal ones get a, b, … by their order."""
    shared: dict[str, list[str]] = {}
    for entry in entries:
        shared.setdefault(base_key(entry), []).append(entry.key)
    result = {}
    for base, same in shared.items():
        # Not a letter that makes another paper's key: 'smith2022aa' may be somebody's name.
        lettered = (base + _letters(number) for number in itertools.count())
        free = (name for name in lettered if name not in shared)
        for key in same:
            result[key] = base if len(same) == 1 else next(free)
    return result


def _letters(number: int) -> str:
    last = chr(ord("a") + number % 26)
    return last if number < 26 else _letters(number // 26 - 1) + last
