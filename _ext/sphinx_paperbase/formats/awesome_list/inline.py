"""Markdown within a line, both ways: read into text and links, and plain text written as it.

CommonMark with the tables of GitHub: https://spec.commonmark.org/0.31.2/ and
https://github.github.com/gfm/ (section 6.9: addresses become links without any brackets).
"""

from __future__ import annotations

import functools
import re
from collections.abc import MutableMapping
from typing import Any, NamedTuple
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.token import Token

# In the text of a line these hold the place of code, links and escaped characters: a pattern then
# tells structure from what only looks like it. They are private-use characters, of which the text
# itself is rid first.
CODE = "[\U000f0000-\U000f7fff]"
LINK = "[\U00100000-\U00107fff]"
BOLD, NOT_BOLD = "\U00108000", "\U00108001"
_FIRST_CODE, _FIRST_LITERAL, _FIRST_LINK, _MOST = 0xF0000, 0xF8000, 0x100000, 0x8000
_PRIVATE = re.compile("[\U000f0000-\U0010ffff]")
_BLANK = re.compile(r"[^\S\n\t]")
_MARKDOWN = re.compile(r"[\\`*_\[\]<>|~$]|&(?=#?\w)|:(?=//)|(?<=www)\.", re.I)
# What a DOI may have but an address may not, and what is cleaned away in a list.
_UNSAFE = re.compile("[`|^\x7f-\x9f\U000f0000-\U0010ffff]")


class Link(NamedTuple):
    """A link: its text and its address."""

    label: str
    url: str


class Line(NamedTuple):
    """A piece of Markdown, read.

    Attributes:
        text: Its text, with one character in place of each code span, link or escaped character.
        codes: The texts of the code spans.
        links: The links.
        html: The HTML tags in it, which are in no text.
    """

    text: str
    codes: tuple[str, ...]
    links: tuple[Link, ...]
    html: tuple[str, ...]

    def code(self, stand_in: str) -> str:
        """Return the code for which a character stands."""
        return self.codes[ord(stand_in) - _FIRST_CODE]

    def link(self, stand_in: str) -> Link:
        """Return the link for which a character stands."""
        return self.links[ord(stand_in) - _FIRST_LINK]

    def plain(self, text: str) -> str:
        """Return a part of the text as people read it."""
        return " ".join(_PRIVATE.sub(self._meant, text).split())

    def _meant(self, found: re.Match[str]) -> str:
        number = ord(found[0])
        if number >= ord(BOLD):
            return ""
        if number >= _FIRST_LINK:
            return self.links[number - _FIRST_LINK].label
        if number >= _FIRST_LITERAL:
            return chr(number - _FIRST_LITERAL)
        return self.codes[number - _FIRST_CODE]


@functools.cache
def markdown() -> MarkdownIt:
    """Return the reader of Markdown: every link is one, its address as it is written."""
    # Escaped characters stay apart from the text (text_join): they are never structure.
    reader = MarkdownIt("commonmark").enable("table").disable("text_join")
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return reader


def clean(text: str) -> str:
    """Return a text with plain spaces and line ends, and without the characters used here."""
    lines = re.sub(r"\r\n?", "\n", text)
    return _PRIVATE.sub("\ufffd", _BLANK.sub(" ", lines))


def read(source: str, references: MutableMapping[str, Any]) -> Line:
    """Read a piece of Markdown; ``references`` are the link definitions of its document."""
    tokens = markdown().parseInline(source, references)[0].children or []
    text: list[str] = []
    codes: list[str] = []
    links: list[Link] = []
    html: list[str] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        position += 1
        if token.type == "link_open":
            end = _end(tokens, position)
            label = _words(tokens[position:end])
            text.append(_stand_in(_FIRST_LINK, links, Link(label, str(token.attrs["href"])), label))
            position = end + 1
        elif token.type == "code_inline":
            text.append(_stand_in(_FIRST_CODE, codes, token.content, token.content))
        elif token.type == "html_inline":
            if token.content.startswith("<br"):
                text.append(" ")
            elif not token.content.startswith("<!--"):
                html.append(token.content)
        elif token.info == "escape" and len(token.content) == 1:  # else no character to escape
            text.append(chr(_FIRST_LITERAL + ord(token.content)))
        elif token.type in ("strong_open", "strong_close"):
            text.append(BOLD if token.type == "strong_open" else NOT_BOLD)
        elif token.type == "text":
            text.append(token.content)
        elif token.type != "image":
            text.append(_words([token]))
    return Line("".join(text), tuple(codes), tuple(links), tuple(html))


def _stand_in(first: int, kept: list[Any], value: Any, words: str) -> str:
    if len(kept) == _MOST:  # more than any line of a list has: only its words are kept
        return words
    kept.append(value)
    return chr(first + len(kept) - 1)


def _end(tokens: list[Token], position: int) -> int:
    # Links are not in links, but their text may be an image with a description.
    return next(n for n in range(position, len(tokens)) if tokens[n].type == "link_close")


def _words(tokens: list[Token]) -> str:
    """Return the text of tokens; that of an image is its description."""
    words = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            words.append(" ")
        elif token.type == "image":
            words.append(_words(token.children or []))
        elif token.type != "html_inline":
            words.append(token.content)
    return clean("".join(words)).replace("\n", " ")


def escaped(text: str) -> str:
    """Return plain text as Markdown that shows it so: no link, HTML or emphasis comes of it."""
    safe = _MARKDOWN.sub(r"\\\g<0>", " ".join(text.split()))
    # GitHub makes links of e-mail addresses in the finished text; a comment parts it.
    return safe.replace("@", "@<!-- -->")


def code(text: str) -> str:
    """Return plain text as a code span."""
    said = " ".join(text.split())
    ticks = "`" * (1 + max(map(len, re.findall("`+", said)), default=0))
    return f"{ticks} {said} {ticks}" if "`" in said else f"{ticks}{said}{ticks}"


def link(label: str, url: str) -> str:
    """Return a link to an address."""
    address = re.sub(r"&(?=#?\w+;)", "&amp;", _UNSAFE.sub(lambda c: quote(c[0]), url))
    return f"[{label}](<{address}>)" if re.search(r"[()]", address) else f"[{label}]({address})"
