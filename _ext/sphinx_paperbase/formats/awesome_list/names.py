"""What the words of a list name: types, venues and years, kinds of links, months."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from sphinx_paperbase.catalog import Taxonomy
from sphinx_paperbase.catalog.naming import fold

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"['’-]?(\d\d)(?!\d)")
_JOURNALS = re.compile(r"\bjournals?\b", re.I)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(rf"(?:{'|'.join(_MONTHS)})[a-z]*\.?(?: \d+)?", re.I)

_KINDS = {
    "paper": "paper",
    "pdf": "paper",
    "arxiv": "paper",
    "preprint": "paper",
    "code": "code",
    "codes": "code",
    "github": "code",
    "source code": "code",
    "dataset": "dataset",
    "datasets": "dataset",
    "data": "dataset",
    "data set": "dataset",
    "project page": "project",
    "project": "project",
    "project website": "project",
    "homepage": "project",
    "website": "project",
    "webpage": "project",
    "page": "project",
    "video": "video",
    "youtube": "video",
    "demo": "demo",
    "online demo": "demo",
}
_AND = re.compile(r"\s*(?:[&+/,]|\band\b)\s*")
LINK_WORDS = "|".join(sorted((word.replace(" ", " ?") for word in _KINDS), key=len, reverse=True))
"""A pattern of the words that stand where a link is not there yet."""


def link_kinds(label: str) -> tuple[str, ...]:
    """Return the kinds of link that a label names, none where it is no such label."""
    words = " ".join(re.sub(r"[^\w&+/,]|_", " ", fold(label)).split())
    bare = re.sub(r"^(?:official|the) | link$", "", words)
    kinds = [_KINDS.get(part) for part in _AND.split(bare)]
    return tuple(kind for kind in kinds if kind) if all(kinds) else ()


def is_month(text: str) -> bool:
    """Tell whether a text names a month, as the tags of preprints do."""
    return bool(_MONTH.fullmatch(text.strip()))


class Named(NamedTuple):
    """What a text names.

    Attributes:
        venue: A venue of the taxonomy.
        year: A year.
        journals: Tell whether it names journals in general.
        types: Types of the taxonomy.
        rest: The words beside the year.
    """

    venue: str | None = None
    year: int | None = None
    journals: bool = False
    types: tuple[str, ...] = ()
    rest: str = ""


class Names:
    """The types and venues of a taxonomy, to be found in texts."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        field, venues = taxonomy.field, taxonomy.venues
        self.venues = venues
        self.types = taxonomy.types
        self.type_ids = {id.casefold(): id for id in taxonomy.types}
        self.ids = {_squeezed(id): id for id in venues}
        self._venues = {
            _squeezed(name): id
            for id, venue in venues.items()
            for name in (venue.name, *venue.also)
        } | self.ids
        self._types = {
            _squeezed(spelling): id
            for id, kind in taxonomy.types.items()
            for name in (kind.name, *kind.also, id)
            for spelling in (name, name.replace(field.short, field.name))
        }
        names = [name for id, venue in venues.items() for name in (id, venue.name, *venue.also)]
        kinds = [
            name for id, kind in taxonomy.types.items() for name in (id, kind.name, *kind.also)
        ]
        kinds += [name.replace(field.short, field.name) for name in kinds]
        self._venue_names = _any_of(map(fold, names))
        self._venue_ids = _any_of(venues)
        self._type_names = _any_of(map(fold, kinds))

    def in_heading(self, text: str) -> Named:
        """Return what a heading names; letters' case does not count there."""
        folded = fold(text)
        found = self._venue_names.search(folded)
        year = _year(folded, found)
        rest = " ".join(_YEAR.sub(" ", text).split()).strip(" -–—:,.()")
        venue = rest if rest in self.venues else None
        venue = venue or (self._venues[_squeezed(found[0])] if found else None)
        journals = not venue and bool(_JOURNALS.search(text))
        return Named(venue, year, journals, self.types_in(text), rest)

    def types_in(self, text: str) -> tuple[str, ...]:
        """Return the types whose names stand in a text."""
        found = self._type_names.findall(fold(text))
        return tuple(dict.fromkeys(self._types[_squeezed(name)] for name in found))

    def in_text(self, text: str) -> Named:
        """Return the venue and the year that stand in a sentence; only ids as they are written."""
        found = self._venue_ids.search(text)
        return Named(self.ids[_squeezed(found[0])] if found else None, _year(text, found))

    def tagged(self, tag: str, within: str | None) -> str | None:
        """Return the venue that a tag names: a journal, or what it makes of the venue ``within``.

        ``TIP`` is a journal; ``Findings`` within CVPR may be a venue of its own, CVPR Findings.
        """
        if tag in self.venues:
            return tag
        return self.ids.get(_squeezed(tag)) or self.ids.get(_squeezed(f"{within or ''} {tag}"))


def _year(text: str, venue: re.Match[str] | None) -> int | None:
    if full := _YEAR.search(text):
        return int(full[0])
    short = _SHORT_YEAR.match(text, venue.end()) if venue else None
    return 2000 + int(short[1]) if short else None


def _squeezed(text: str) -> str:
    return "".join(re.findall(r"[^\W_]+", fold(text)))


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds the longest of some names, whatever parts their words."""
    split = (re.findall(r"[^\W_]+", name) for name in names)
    spelt = sorted({r"[\W_]*".join(words) for words in split if words}, key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(spelt) or '(?!)'})(?![^\W\d_])")
