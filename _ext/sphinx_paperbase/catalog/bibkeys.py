"""BibTeX keys: surname, year and name, ``cheng2022xmem``."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sphinx_paperbase.catalog.naming import SMALL_WORDS, family, slug
from sphinx_paperbase.catalog.schema import Entry


def _ascii(text: str) -> str:
    return slug(text).replace("-", "")


def base_key(entry: Entry) -> str:
    """Return surname, year, and name or first word: ``cheng2022xmem``.

    The year is that of the first listing, so that a preprint keeps its key when it is published.
    """
    surname = _ascii(family(entry.authors[0])) if entry.authors else "anon"
    year = min(edition.year for edition in entry.editions)
    words = [word for word in map(_ascii, entry.title.split()) if word and word not in SMALL_WORDS]
    name = _ascii(entry.name) if entry.name else (words[0] if words else entry.key)
    return f"{surname or 'anon'}{year}{name}"


class BibtexKeys(NamedTuple):
    """The BibTeX keys of a collection.

    Attributes:
        keys: Of every paper, by its key.
        collisions: Papers without a locked key whose base another has: the key of that one.
    """

    keys: dict[str, str]
    collisions: dict[str, str]


def bibtex_keys(entries: Iterable[Entry], locked: Mapping[str, str]) -> BibtexKeys:
    """Give every paper its BibTeX key: the locked one, else its base, with a letter if need be.

    Args:
        entries: The papers, in the order of their keys.
        locked: BibTeX keys of published papers by key; a paper has those of its aliases too.
    """
    keys: dict[str, str] = {}
    owners = {bibtex_key: key for key, bibtex_key in locked.items()}
    shared: dict[str, list[str]] = {}
    for entry in entries:
        if known := next((locked[key] for key in (entry.key, *entry.aliases) if key in locked), ""):
            keys[entry.key], owners[known] = known, entry.key
        else:
            shared.setdefault(base_key(entry), []).append(entry.key)
    collisions: dict[str, str] = {}
    for base, same in shared.items():
        # Not a letter that makes another paper's key: 'smith2022aa' may be somebody's name.
        lettered = (base + _letters(number) for number in itertools.count())
        free = (name for name in lettered if name not in shared and name not in owners)
        alone = len(same) == 1 and base not in owners
        for key in same:
            keys[key] = base if alone else next(free)
        first = owners.get(base, same[0])
        collisions |= {key: first for key in same if key != first}
    return BibtexKeys(keys, collisions)


def _letters(number: int) -> str:
    last = chr(ord("a") + number % 26)
    return last if number < 26 else _letters(number // 26 - 1) + last
