"""A person's name in its parts, as citations need them.

The parts are those of BibTeX: https://ctan.org/pkg/bibtex (btxdoc, section on names).
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

# What names several, or something that is no person's name; it is not parted.
_WHOLE = re.compile(r"(^|\s)and(\s|$)|^others$|,.*,|^[, ]|[, ]$", re.I)
_WITH_SUFFIX = re.compile(r"(?P<bearer>.+?),? (?P<suffix>[JS]r\.?|I{2,3}|IV)")


class Person(NamedTuple):
    """A name: ``Ludwig``, ``van``, ``Beethoven``, ``Jr.``; of an institution only ``family``."""

    given: str = ""
    particle: str = ""
    family: str = ""
    suffix: str = ""


@functools.lru_cache(maxsize=16384)
def person(name: str) -> Person:
    """Return the parts of a name that is written with the given names first.

    ``van Beethoven, Ludwig`` is understood as well, and a name of one word is the family name.
    """
    if _WHOLE.search(name):
        return Person(family=name)
    found = _WITH_SUFFIX.fullmatch(name)
    if found and (bearer := _parted(found["bearer"])).given:
        return bearer._replace(suffix=found["suffix"])
    return _parted(name)


def _parted(name: str) -> Person:
    family, comma, given = name.partition(",")
    words = family.split()
    # The last word is never a particle.
    particles = [number for number, word in enumerate(words[:-1]) if _is_particle(word)]
    last = particles[-1] + 1 if particles else 0 if comma else max(len(words) - 1, 0)
    first = 0 if comma else particles[0] if particles else last
    before = given.split() if comma else words[:first]
    parts = (before, words[first:last], words[last:])
    return Person(*map(" ".join, parts))


def _is_particle(word: str) -> bool:
    return next((c for c in word if c.isalpha()), "").islower()
