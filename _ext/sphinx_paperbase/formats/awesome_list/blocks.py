"""A list's text taken apart: headings, paragraphs, items of lists and rows of tables, by line."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any, NamedTuple

from markdown_it.token import Token

from sphinx_paperbase.formats.awesome_list.inline import markdown


class Kind(Enum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    ROW = "row"
    CODE = "code"


class Place(NamedTuple):
    """Lines of a list, counted from 1, both included."""

    first: int
    last: int


class Block(NamedTuple):
    """Lines that belong together.

    Attributes:
        kind: What they are.
        place: Where they stand.
        parts: Their Markdown, line by line, of a row cell by cell.
        level: Of a heading, 1 to 6; of a bullet, how deep it lies in its list.
        columns: The head of a row's table, cell by cell.
        underlined: Tell whether a heading is one only by the line below it.
    """

    kind: Kind
    place: Place
    parts: tuple[str, ...] = ()
    level: int = 0
    columns: tuple[str, ...] = ()
    underlined: bool = False


def blocks(text: str, references: dict[str, Any]) -> Iterator[Block]:
    """Yield what can be a heading or an entry, in order, and fenced code, which is neither.

    Args:
        text: The list, with plain line ends.
        references: Gets the link definitions that stand in it.
    """
    reader = markdown()
    with reader.reset_rules():
        reader.disable("inline")  # a line is read when it is known what it is part of
        tokens = iter(reader.parse(text, references))
    depth = quoted = 0
    fresh = False
    for token in tokens:
        if token.type in ("blockquote_open", "blockquote_close"):
            quoted += token.nesting
        elif quoted:
            continue
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "list_item_open":
            fresh = True
        elif token.type == "heading_open":
            level, underlined = int(token.tag[1:]), token.markup in ("-", "=")
            yield Block(Kind.HEADING, _place(token), _lines(next(tokens)), level, (), underlined)
        elif token.type == "table_open":
            yield from _rows(tokens)
        elif token.type == "fence":
            yield Block(Kind.CODE, _place(token))
        elif token.type == "inline" and fresh:
            yield Block(Kind.BULLET, _place(token), _lines(token), depth)
            fresh = False
        elif token.type == "inline":
            yield Block(Kind.PARAGRAPH, _place(token), _lines(token))


def _rows(tokens: Iterator[Token]) -> Iterator[Block]:
    columns: tuple[str, ...] = ()
    cells: list[str] = []
    for token in tokens:
        if token.type == "inline":
            cells.append(token.content)
        elif token.type == "tr_open":
            cells, place = [], _place(token)
        elif token.type == "thead_close":
            columns = tuple(cells)
        elif token.type == "tr_close" and columns:
            yield Block(Kind.ROW, place, tuple(cells), 0, columns)
        elif token.type == "table_close":
            return


def _place(token: Token) -> Place:
    assert token.map
    return Place(token.map[0] + 1, token.map[1])


def _lines(token: Token) -> tuple[str, ...]:
    return tuple(token.content.split("\n"))
