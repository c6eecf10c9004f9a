"""Every address that an entry leads to, with the lines of its file on which it stands.

That is what the entry writes (``links``, the ``source`` of results, links of the body) and the page
of its arXiv id, which its page shows as a link, unless one of the others leads there. A DOI is left
out: it is registered for ever, and the publishers' pages behind it refuse programs.
"""

from __future__ import annotations

import codecs
import functools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_paperbase.catalog.text import frontmatter
from sphinx_paperbase.catalog.text.body import EXTENSIONS, nesting_fault
from sphinx_paperbase.catalog.values import ARXIV, arxiv_of, url_fault

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from sphinx_paperbase.catalog.text.frontmatter import FrontMatter, Path


class Outlink(NamedTuple):
    """An address on a line of a file; lines count from 1."""

    line: int
    address: str
    text: str


def outlinks(content: bytes) -> list[Outlink]:
    """Return the http(s) addresses of an entry's file, each once a line, in the file's order.

    What is no address that a page may show is the business of the check, and not in here; nor is
    an entry refused for its other faults.
    """
    text = content.removeprefix(codecs.BOM_UTF8).decode(errors="replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    source, lines = frontmatter.split(text), text.split("\n")
    found = set(_of_front_matter(frontmatter.read(source)))
    if "://" in source.body:
        found.update(_of_markdown(source.body.split("\n"), source.body_line))
    return [
        Outlink(line, address, lines[line - 1])
        for line, address in sorted(found)
        if not url_fault(address)
    ]


def replaced(line: str, old: str, new: str) -> str | None:
    """Return a line with one address in place of another, or None where the old is not in it."""
    result, count = _written(old).subn(lambda _: new, line)
    return result if count else None


@functools.lru_cache(maxsize=256)
def _written(address: str) -> re.Pattern[str]:
    """Return what finds an address, and not as a part of a longer one."""
    return re.compile(rf"(?<![^\s<>\"'(\[{{,]){re.escape(address)}(?![^\s<>\"')\]}},])")


def _of_front_matter(matter: FrontMatter) -> Iterator[tuple[int, str]]:
    links, results = matter.data.get("links"), matter.data.get("results")
    found: list[tuple[Path, Any]] = []
    for kind, address in links.items() if isinstance(links, dict) else ():
        found.append((("links", kind), address))
    for number, result in enumerate(results if isinstance(results, list) else ()):
        if isinstance(result, dict):
            found.append((("results", number, "source"), result.get("source")))
    arxiv = matter.data.get("arxiv")
    if isinstance(arxiv, str) and ARXIV.match(arxiv):
        bare = re.sub(r"v\d+$", "", arxiv)
        if bare not in {arxiv_of(address) for _, address in found if isinstance(address, str)}:
            found.append((("arxiv",), f"https://arxiv.org/abs/{bare}"))
    for place, address in found:
        if isinstance(address, str):
            yield matter.place(place).line, address.strip()


@functools.cache
def _markdown() -> MarkdownIt:
    from markdown_it.renderer import RendererHTML
    from myst_parser.config.main import MdParserConfig
    from myst_parser.parsers.mdit import create_md_parser

    return create_md_parser(MdParserConfig(enable_extensions=set(EXTENSIONS)), RendererHTML)


def _of_markdown(
    lines: Sequence[str], first_line: int, depth: int = 0
) -> Iterator[tuple[int, str]]:
    for token in _markdown().parse("\n".join(lines)):
        first, last = token.map or (0, len(lines))
        if token.type == "inline":
            for child in token.children or ():
                if child.type == "link_open":
                    address = str(child.attrGet("href"))
                    for number in _lines_with(address, lines, first, last):
                        yield first_line + number, address
        elif token.type in ("fence", "colon_fence") and not nesting_fault(depth):
            name, _, argument = token.info.strip().partition(" ")
            if name.startswith("{"):  # a directive, whose text is Markdown too
                inner = [argument, *token.content.split("\n")]
                yield from _of_markdown(inner, first_line + first, depth + 1)


def _lines_with(address: str, lines: Sequence[str], first: int, last: int) -> list[int]:
    """Find where a block's link is written: in it, else below (``[1]: …``), else its first line.

    Counted from 0; Markdown's own tokens know no more than the lines of their block.
    """
    written = _written(address)
    for numbers in (range(first, min(last, len(lines))), range(len(lines))):
        if found := [number for number in numbers if written.search(lines[number])]:
            return found
    return [first]
