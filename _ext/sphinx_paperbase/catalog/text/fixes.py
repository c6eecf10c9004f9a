"""Mends what is safe in an entry's file: how it is spelt and in which order, never what it says.

The text is edited, not written anew: comments stay with their keys, what needs no change keeps its
spelling, the body stays byte for byte. What has been mended is read again; where it would say
anything else than before, it is left as it was.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from sphinx_paperbase.catalog.addresses import canonical, canonical_arxiv, canonical_doi
from sphinx_paperbase.catalog.rules import Rule
from sphinx_paperbase.catalog.schema import FRONT_MATTER_KEYS, LINK_KINDS, RESULT_KEYS
from sphinx_paperbase.catalog.text import frontmatter, writer
from sphinx_paperbase.catalog.text.arrange import arranged
from sphinx_paperbase.catalog.text.frontmatter import FrontMatter, Source
from sphinx_paperbase.catalog.text.outline import Scalar, outline, place_of

BOM, LINE_ENDS = "byte order mark", "line ends"
TABS, BLANKS, BLANK_LINES = "tabs", "blanks", "blank lines"
ORDER, QUOTES, ARXIV_ID, DOI = "order of keys", "quotes", "arXiv id", "DOI"
ADDRESSES = {
    "arxiv.org": "arXiv address",
    "doi.org": "DOI address",
    "github.com": "GitHub address",
}
WHAT = (
    BOM,
    LINE_ENDS,
    TABS,
    BLANKS,
    BLANK_LINES,
    ORDER,
    QUOTES,
    ARXIV_ID,
    DOI,
    *ADDRESSES.values(),
)
"""What can be mended, in the words and the order in which it is told."""

_FENCE = "---"
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
# Some YAML readers end a line there, others do not: such a file is left to its author.
_ODD = re.compile("[\x85\u2028\u2029\ufeff]")

_NO_TEXTS = frozenset({"year", "added", "links", "results", "fps", "own-source"})
_TEXTS = frozenset(
    [(key,) for key in FRONT_MATTER_KEYS if key not in _NO_TEXTS]
    + [("links", kind) for kind in LINK_KINDS]
    + [("results", key) for key in RESULT_KEYS if key not in _NO_TEXTS]
)
_LISTS = frozenset(
    ["authors", "types", "earlier", "keywords", "builds-on", "former-titles", "aliases"]
)
_ONE_TEXT = frozenset(place[-1] for place in _TEXTS) - _LISTS

# How wide a tab is, only the author knows.
_TAB_WIDTHS = (2, 4, 8)
_INDENT = re.compile(r"^[ \t]+", re.M)
_BEHIND_KEY = re.compile(r"^( *(?:- +)?[\w&-]+:)[ \t]+", re.M)
_BLOCK_SCALAR = re.compile(r"[|>][-+0-9]*[ \t]*(?:#.*)?$", re.M)
_UNQUOTED = re.compile(
    r"(?P<before>\s*(?:-\s+)?(?P<key>[\w-]+):\s+)"
    r"(?P<value>[^\s\"'#&*!|>\[\]{},?-](?:(?!\s#).)*)"
    r"(?P<comment>\s#\s*paperbase:.*)?"
)
_TRIES = 20

_COLON = re.compile(r"[ \t]*:[ \t]+")
_LEADING_TABS = re.compile(r"(?<=\n)[ \t]*\t[ \t]*")
_TRAILING = re.compile(r"(?<![ \t])[ \t]+(?=\n)")
_BLANK_LINES = re.compile(r"\n{2,}")
_SEPARATORS = frozenset(",[]{}?")


class Mended(NamedTuple):
    """What has become of a file.

    Attributes:
        content: The whole file.
        done: What was mended, out of :data:`WHAT`; nothing where the file is as it was.
    """

    content: bytes
    done: tuple[str, ...]


def mend(content: bytes) -> Mended:
    """Mend the front matter of an entry's file as far as that is safe.

    A file that has none, or is not UTF-8, is left as it is. What was mended needs no mending.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return Mended(content, ())
    bare = text.lstrip("\ufeff")
    done = {BOM} if bare != text else set()
    fenced = _fenced(bare)
    if not fenced:
        return Mended(content, ())
    raw, body = fenced
    lines = [re.sub(r"[\r\n]+\Z", "", line) for line in raw]
    if any("\r" in line for line in raw):
        done.add(LINE_ENDS)
    if not lines[0] == lines[-1] == _FENCE:
        done.add(BLANKS)
    if len(lines) > 2:
        matter, more = _mended("\n".join(lines[1:-1]))
        lines[1:-1] = matter.split("\n")
        done |= more
    end = "\n" if raw[-1][-1:] in ("\r", "\n") else ""
    mended = "\n".join([_FENCE, *lines[1:-1], _FENCE]) + end + body
    return Mended(mended.encode(), tuple(word for word in WHAT if word in done))


def _fenced(text: str) -> tuple[list[str], str] | None:
    """Return the lines from fence to fence, with their ends, and the body; None without fences."""
    lines: list[str] = []
    for line in _LINE.finditer(text):
        is_fence = line[0].rstrip() == _FENCE
        if not lines and not is_fence:
            return None
        lines.append(line[0])
        if is_fence and len(lines) > 1:
            return lines, text[line.end() :]
    return None


def _mended(matter: str) -> tuple[str, set[str]]:
    readable = None if _ODD.search(matter) else _made_readable(matter)
    if not readable:
        return matter, set()
    text, data, done = readable
    tidied, more = _tidied(text)
    mended = arranged(tidied)
    if mended != tidied:
        more.add(ORDER)
    after = _read(mended)
    if not _is_sound(after) or _meaning(after.data) != _meaning(data):
        return text, done
    return mended, done | more


def _read(matter: str) -> FrontMatter:
    return frontmatter.read(Source(matter, "", 1))


def _is_sound(found: FrontMatter) -> bool:
    """Tell whether YAML was read to its end, with no key twice."""
    return found.complete and all(rule is Rule.TAB for _, rule, _ in found.faults)


# What cannot be read at all


def _made_readable(matter: str) -> tuple[str, dict[str, Any], set[str]] | None:
    """Return YAML that can be read, what it says and what was mended; None if there is no way."""
    found = _read(matter)
    if _is_sound(found):
        return (matter, found.data, set()) if found.data else None
    spaced = [matter]
    if "\t" in matter and not _BLOCK_SCALAR.search(matter):
        spaced = [_without_tabs(matter, width) for width in _TAB_WIDTHS]
    ways = [(before, text, _read(text)) for before in spaced if (text := _with_quotes(before))]
    ways = [way for way in ways if _is_sound(way[2])]
    if not ways or any(way[2].data != ways[0][2].data for way in ways):
        return None
    before, text, found = ways[0]
    done = {TABS} if before != matter else set()
    return text, found.data, done | {QUOTES} if text != before else done


def _without_tabs(matter: str, width: int) -> str:
    indented = _INDENT.sub(lambda found: found[0].replace("\t", " " * width), matter)
    return _BEHIND_KEY.sub(r"\1 ", indented)


def _with_quotes(matter: str) -> str:
    """Quote the one-line texts at which YAML stops: they hold a colon or begin like a sign."""
    lines = matter.split("\n")
    for _ in range(_TRIES):
        faults = _read("\n".join(lines)).faults
        wrong = [mark.line - 2 for mark, rule, _ in faults if rule is Rule.BAD_YAML]
        number = wrong[0] if wrong else len(lines)
        said = _UNQUOTED.fullmatch(lines[number]) if number < len(lines) else None
        value = said["value"].rstrip() if said else ""
        if not said or said["key"] not in _ONE_TEXT or not value.isprintable():
            break
        behind = lines[number][said.start("value") + len(value) :]
        lines[number] = f"{said['before']}{writer.quoted(value)}{behind}"
    return "\n".join(lines)


# White space, quotes, ids and addresses


def _tidied(matter: str) -> tuple[str, set[str]]:
    done: set[str] = set()
    pieces, at = [], 0
    for scalar in outline(matter).scalars:
        pieces.append(_between(matter[at : scalar.start], matter[at - 1 : at], done))
        pieces.append(_spelt(scalar, matter[scalar.start : scalar.end], done))
        at = scalar.end
    rest = _between(matter[at:], matter[at - 1 : at], done)
    pieces.append(kept := rest.rstrip(" \t\n"))
    if kept != rest:
        done.add(BLANK_LINES if "\n" in rest[len(kept) :] else BLANKS)
    return "".join(pieces), done


def _between(text: str, before: str, done: set[str]) -> str:
    """Tidy what stands between two scalars: signs, white space and comments."""
    if _COLON.fullmatch(text):
        if text != ": ":
            done.add(TABS if "\t" in text else BLANKS)
        return ": "
    above = "\n" if before in ("", "\n") else ""  # a line starts here
    spaced = _without_leading_tabs(above + text).replace("\t", " ")
    trimmed = _TRAILING.sub("", spaced)
    tidied = _BLANK_LINES.sub("\n", trimmed)
    steps = pairwise((above + text, spaced, trimmed, tidied))
    whats = zip((TABS, BLANKS, BLANK_LINES), steps, strict=True)
    done.update(what for what, (old, new) in whats if new != old)
    return tidied[len(above) :]


def _without_leading_tabs(text: str) -> str:
    return _LEADING_TABS.sub(lambda found: found[0].replace("\t", "  "), text)


def _spelt(scalar: Scalar, spelling: str, done: set[str]) -> str:
    if scalar.style not in ("|", ">") and "\t" in spelling:
        spelling, old = _without_leading_tabs(spelling), spelling
        done.update({TABS} if spelling != old else ())
    place = place_of(scalar.path)
    plain = not scalar.style
    if scalar.is_key or place not in _TEXTS or (plain and writer.yaml_type(scalar.value) == "null"):
        return spelling
    value = _canonical(place, scalar.value)
    if value != scalar.value and value and "\n" not in spelling:
        done.add(_what(place, value, scalar.value))
        quotes = not plain or (scalar.flow and _SEPARATORS & set(value))
        return writer.quoted(value) if quotes else writer.scalar(value, place[-1])
    if plain and writer.needs_quotes(scalar.value, place[-1]):
        done.add(QUOTES)
        escaped = spelling.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return spelling


def _what(place: tuple[str, ...], value: str, old: str) -> str:
    if value == old.strip():
        return BLANKS
    if value == old.strip().replace("\t", " "):
        return TABS
    if place == ("arxiv",):
        return ARXIV_ID
    return DOI if place == ("doi",) else ADDRESSES[urlsplit(value).netloc]


def _canonical(place: tuple[str, ...], value: str) -> str:
    """Return a text as it is to be written; two that come out the same say the same."""
    text = value if "\n" in value else value.replace("\t", " ").strip()
    if place == ("arxiv",):
        return canonical_arxiv(text) or text
    if place == ("doi",):
        return canonical_doi(text) or text
    if place[0] == "links" or place == ("results", "source"):
        return canonical(text)
    return value if place == ("status",) else text


def _meaning(data: Any, place: tuple[str, ...] = ()) -> Any:
    if isinstance(data, dict):
        return {key: _meaning(value, (*place, key)) for key, value in data.items()}
    if isinstance(data, list):
        return [_meaning(item, place) for item in data]
    return _canonical(place, data) if isinstance(data, str) and place in _TEXTS else data
