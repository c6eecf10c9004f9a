"""What the body of an entry may hold.

Entries come from strangers and are built into previews, so everything is refused that is not
known to be harmless: a body cannot read a file, name a host that a page would ask, or carry HTML.
The site's renderer asks the same functions before it makes a node; what is found here is only
found earlier, without Sphinx, and with a place.
"""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_paperbase.catalog.problems import Mark, Rule
from sphinx_paperbase.catalog.values import url_fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from sphinx_paperbase.catalog.text.frontmatter import Fault

ENTRIES = "entries"
"""The folder of the entries, below the project's folder."""

EXTENSIONS = frozenset({"dollarmath", "colon_fence"})
"""The MyST extensions that bodies are read with, whatever the site's own documents use."""

IMAGE_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")

_NESTING = frozenset(
    [
        "admonition",
        "attention",
        "caution",
        "danger",
        "error",
        "hint",
        "important",
        "note",
        "seealso",
        "tip",
        "warning",
    ]
)
_VERBATIM = frozenset({"code", "code-block", "math"})
_ROLES = frozenset(
    [
        "abbr",
        "code",
        "doc",
        "math",
        "paper",
        "ref",
        "sub",
        "subscript",
        "sup",
        "superscript",
        "term",
    ]
)
_ROLE_DOMAINS = ("cite", "paper")
_MAX_NESTING = 8
_PAGE = re.compile(r"^[\w./-]+\.md(#[\w-]*)?$")
_MARKUP = frozenset("<{[&:!")


def directive_fault(name: str) -> str | None:
    """Return why a directive is refused in an entry, or None."""
    if name in _NESTING or name in _VERBATIM:
        return None
    advice = {
        "include": "write the text itself",
        "literalinclude": "write a code-block",
        "figure": "write ![what it shows](picture.png), with the picture in entries/",
        "image": "write ![what it shows](picture.png), with the picture in entries/",
        "eval-rst": "write MyST Markdown",
    }.get(name, "write plain Markdown")
    return f"the directive {{{name}}} is not allowed in an entry; {advice}"


def nesting_fault(depth: int) -> str | None:
    """Return why a directive inside so many others is refused, or None: each costs stack."""
    if depth < _MAX_NESTING:
        return None
    return f"directives nested more than {_MAX_NESTING} deep; write plain Markdown"


def role_fault(name: str) -> str | None:
    """Return why a role is refused in an entry, or None."""
    if name in _ROLES or name.partition(":")[0] in _ROLE_DOMAINS:
        return None
    return f"the role {{{name}}} is not allowed in an entry; write plain Markdown"


def link_fault(href: str) -> str | None:
    """Return why a link of a body is refused, or None: http(s), ``#place`` or ``page.md``."""
    if href.startswith("#"):
        return None
    if _PAGE.match(href):
        if posixpath.normpath(posixpath.join(ENTRIES, href)).startswith((".", "/")):
            return f"the link {href!r} leaves the project; link to one of its pages"
        return None
    wrong = url_fault(href)
    return (
        f"the link {href!r} {wrong}; write https://… or the name of a .md page" if wrong else None
    )


def image_fault(source: str) -> str | None:
    """Return why a picture of a body is refused, or None: a file in ``entries/``, by its name."""
    name = source.lower()
    if re.match(r"^[\w][\w./-]*$", name) and ".." not in name and name.endswith(IMAGE_ENDINGS):
        return None
    advice = "put the picture into entries/ and write its name"
    return f"the picture {source!r} is not a picture file in entries/; {advice}"


def html_fault(content: str) -> str:
    """Return why a piece of raw HTML is refused."""
    start = content.strip().split("\n", 1)[0][:40]
    return (
        f"raw HTML ({start!r}) is not allowed in an entry; write Markdown, or put it in `backticks`"
    )


def faults(body: str, first_line: int) -> Iterator[Fault]:
    """Find everything in a body that is refused, with its place in the file.

    Args:
        body: The Markdown below the front matter.
        first_line: The line of the file on which it starts, from 1.
    """
    if not _MARKUP.isdisjoint(body):
        # Blank lines in place of the front matter, as the site's parser has them: the first line
        # of a body must not be taken for front matter here and for Markdown there.
        text = "\n" * (first_line - 1) + body
        yield from _scan(text, text.split("\n"), 0)


@functools.cache
def _markdown() -> MarkdownIt:
    from markdown_it.renderer import RendererHTML
    from myst_parser.config.main import MdParserConfig
    from myst_parser.parsers.mdit import create_md_parser

    markdown = create_md_parser(MdParserConfig(enable_extensions=set(EXTENSIONS)), RendererHTML)
    # By default a javascript: link silently stays text; here it is to be found and named.
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    return markdown


def _scan(text: str, lines: Sequence[str], offset: int, depth: int = 0) -> Iterator[Fault]:
    """Scan a text whose first line is line ``offset`` (from 0) of the file."""
    for token in _markdown().parse(text):
        first, last = token.map or (0, len(lines))
        finder = _Finder(lines, first + offset, last + offset)
        if token.type == "html_block":
            yield finder.mark(token.content), Rule.RAW_HTML, html_fault(token.content)
        elif token.type in ("fence", "colon_fence"):
            yield from _directive(token, lines, first + offset, depth)
        elif token.type == "inline":
            yield from _inline(token, finder)


def _directive(token: Token, lines: Sequence[str], line: int, depth: int) -> Iterator[Fault]:
    name, _, argument = token.info.strip().partition(" ")
    if not (name.startswith("{") and name.endswith("}")):
        return
    place = _Finder(lines, line, line + 1).mark(name)
    if fault := directive_fault(name[1:-1]):
        yield place, Rule.UNSAFE_DIRECTIVE, fault
    if fault := nesting_fault(depth):
        yield place, Rule.UNSAFE_DIRECTIVE, fault
    elif name[1:-1] in _VERBATIM:
        yield from _scan(_options(token.content), lines, line + 1, depth + 1)
    else:
        # Also inside a refused one, so that every fault is told in one run.
        yield from _scan(argument + "\n", lines, line, depth + 1)
        yield from _scan(token.content + "\n", lines, line + 1, depth + 1)


def _options(content: str) -> str:
    """Return the values of a directive's options, each on its line: a caption is Markdown too."""
    lines = content.split("\n")
    if lines[0].startswith("---"):
        ends = (n for n, line in enumerate(lines) if n and line.startswith("---"))
        lines = ["", *lines[1 : next(ends, None)]]
    else:
        ends = (n for n, line in enumerate(lines) if not line.lstrip().startswith(":"))
        lines = lines[: next(ends, None)]
    return "\n".join(re.sub(r"^[\s:]*[\w-]+:\s*[|>]?", "", line).strip() for line in lines) + "\n"


def _inline(token: Token, finder: _Finder) -> Iterator[Fault]:
    for child in token.children or ():
        if child.type == "html_inline":
            yield finder.mark(child.content), Rule.RAW_HTML, html_fault(child.content)
        elif child.type == "myst_role" and (fault := role_fault(child.meta["name"])):
            yield finder.mark(f"{{{child.meta['name']}}}"), Rule.UNSAFE_ROLE, fault
        elif child.type == "link_open" and (fault := link_fault(str(child.attrGet("href") or ""))):
            yield finder.mark(str(child.attrGet("href"))), Rule.UNSAFE_LINK, fault
        elif child.type == "image":
            if fault := image_fault(str(child.attrGet("src") or "")):
                yield finder.mark(str(child.attrGet("src"))), Rule.UNSAFE_IMAGE, fault
            yield from _inline(child, finder)


class _Finder:
    """Finds where pieces of a block stand; Markdown's tokens know no more than its lines.

    Equal pieces are found one after the other. A piece that stands elsewhere (the address of a
    reference) is looked for in the whole file; one that is written otherwise (with entities) is
    given the block's first line.
    """

    def __init__(self, lines: Sequence[str], first: int, last: int) -> None:
        self.lines = lines
        self.first = first
        self.last = min(last, len(lines))
        self.after: dict[str, tuple[int, int]] = {}

    def mark(self, text: str) -> Mark:
        """Return the place of the next such text; lines of the block count from 0."""
        needle = text.strip().split("\n", 1)[0]
        start = self.after.get(needle, (self.first, 0))
        found = self._find(needle, start, self.last)
        if found is None and needle not in self.after:
            found = self._find(needle, (0, 0), len(self.lines))
        line, column = found or (self.first, 0)
        self.after[needle] = line, column + len(needle)
        return Mark(line + 1, column + 1)

    def _find(self, needle: str, start: tuple[int, int], end: int) -> tuple[int, int] | None:
        line, column = start
        for number in range(line, end):
            if (found := self.lines[number].find(needle, column)) >= 0:
                return number, found
            column = 0
        return None
