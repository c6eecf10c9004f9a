"""Names of authors, as they are copied from elsewhere: several in one text, family names first."""

from __future__ import annotations

import re

_LEFT_OUT = re.compile(
    r"\bet\.?\s+al\b|(?:\band|&|^)\s*(?:\d+\s+)?others\b|^(?:…|\.{2,}|etc\.?)$", re.I
)
_BETWEEN = re.compile(r"\s*;\s*|,?\s+(?:and|&)\s+")
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d)\.?", re.I)


def stands_for_others(text: str) -> bool:
    """Tell whether a text says that there are more authors: ``et al.``, ``and others``."""
    return bool(_LEFT_OUT.search(text))


def people(text: str) -> list[str]:
    """Return the persons that a text names, each with the given names first.

    ``Cheng, Ho Kei`` is one person, ``Ho Kei Cheng, Alexander G. Schwing`` are two.
    """
    if not re.search(r"[,;&]|\band\b", text):
        return [text]
    text = " ".join(text.split())
    names = [name for part in _BETWEEN.split(text) for name in _by_commas(part)]
    found = [_turned(name) for name in names]
    return found if all(_is_full(name) for name in found) else [_turned(text)]


def _is_full(name: str) -> bool:
    return len(name.split()) > 1


def _by_commas(text: str) -> list[str]:
    """Divide a text at its commas, unless one stands inside a name."""
    names = [name.strip() for name in text.split(",")]
    whole = all(_is_full(name) and name[0].isupper() for name in names)
    return names if whole and not _SUFFIX.fullmatch(names[-1]) else [text]


def _turned(name: str) -> str:
    family, comma, given = (part.strip() for part in name.partition(","))
    inside = not (comma and family and given) or "," in given or _SUFFIX.fullmatch(given)
    return name if inside else f"{given} {family}"
