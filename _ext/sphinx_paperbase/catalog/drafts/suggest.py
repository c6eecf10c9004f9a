"""What words suggest: types from a paper's title, a venue from the name of where it appeared."""

from __future__ import annotations

import re

from sphinx_paperbase.catalog.naming import fold
from sphinx_paperbase.catalog.taxonomy import Taxonomy

_TENS = "twenty|thirty|forty|fifty"
_ONES = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|"
    "fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|fortieth"
)
# What changes from year to year, and what some publishers write and others leave out.
_NOISE = re.compile(
    rf"\b(?:(?:{_TENS}) )?(?:{_ONES})\b"
    r"|\b\d+(?:st|nd|rd|th)?\b|(?<=[a-z])(?:19|20)\d\d\b"
    r"|\b(?:proceedings|proc|of|the|in|on|and|for|ieee|cvf|acm|annual|vol|volume|part|[ivx]+)\b"
)
_BRACKETS = re.compile(r"\(([^()]*)\)")


def types_of(title: str, taxonomy: Taxonomy) -> tuple[str, ...]:
    """Return the types of which a word stands in a title, in the taxonomy's order."""
    said = f" {_words(title)} "
    return tuple(
        id
        for id, kind in taxonomy.types.items()
        if any(f" {_words(word)} " in said for word in kind.words)
    )


def venue_of(container: str, taxonomy: Taxonomy) -> str | None:
    """Return the venue that a publisher's name of proceedings or of a journal means, or None.

    ``2022 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)`` is ``CVPR``;
    its workshops are not.
    """
    known = {
        essence: id
        for id, venue in taxonomy.venues.items()
        for name in (*venue.also, venue.name, id)
        if (essence := _essence(name))
    }
    full = known.get(_essence(_BRACKETS.sub(" ", container)))
    # An abbreviation in brackets counts only where the name itself is not about something else.
    if full or "workshop" in container.casefold():
        return full
    return next(
        (known[short] for b in _BRACKETS.findall(container) if (short := _essence(b)) in known),
        None,
    )


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def _essence(name: str) -> str:
    """Return a venue's name without years, numbers and what is not always written."""
    return " ".join(_NOISE.sub(" ", _words(name)).split())
