"""Coloured squares that mark the types: the emoji's short names and the characters themselves.

https://github.com/github/gemoji (the short names), https://unicode.org/emoji/charts/ (the squares).
"""

from __future__ import annotations

SQUARES = {
    "blue": (":blue_square:", "🟦"),
    "green": (":green_square:", "🟩"),
    "orange": (":orange_square:", "🟧"),
    "white": (":white_large_square:", "⬜"),
    "red": (":red_square:", "🟥"),
    "violet": (":purple_square:", "🟪"),
}
"""Short name and character of the mark, by the colours of the taxonomy."""

EMOJI = r":[\w+-]+:|[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]\ufe0f?"
"""A pattern of emoji, by short name or as characters."""

_SPELLINGS = {mark: names[0] for names in SQUARES.values() for mark in names}


def square(color: str) -> str:
    """Return the mark of a colour, as a list writes it."""
    return SQUARES[color][0]


def plain(mark: str) -> str:
    """Return a mark in one spelling, the short name of a square."""
    bare = mark.removesuffix("\ufe0f")  # what asks for the coloured form of a character
    return _SPELLINGS.get(bare, bare)


def is_square(mark: str) -> bool:
    """Tell whether a mark is one of a type, not an ornament."""
    return mark.removesuffix("\ufe0f") in _SPELLINGS
