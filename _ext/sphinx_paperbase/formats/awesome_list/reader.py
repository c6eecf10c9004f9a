"""An awesome list, read: its papers, and what every other line is or what is wrong with it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sphinx_paperbase.catalog import Taxonomy
from sphinx_paperbase.formats.awesome_list import inline, lines, marks
from sphinx_paperbase.formats.awesome_list.blocks import Block, Kind, Place, blocks
from sphinx_paperbase.formats.awesome_list.items import NO_LINK, Section, Unreadable, facts_of
from sphinx_paperbase.formats.awesome_list.names import Names, link_kinds
from sphinx_paperbase.formats.awesome_list.repeats import (
    Item,
    Remark,
    with_own_ids,
    without_repeats,
)
from sphinx_paperbase.formats.awesome_list.sound import sound
from sphinx_paperbase.formats.awesome_list.spelling import misspelt

_START = re.compile(rf"[ \t]*(?P<marks>(?:(?:{marks.EMOJI})[ \t]*)*)(?:`(?P<label>[^`]*)`)?")
_PAPER_COLUMN = re.compile(r"title|paper|venue", re.I)


class Unread(NamedTuple):
    """Lines of a list that look like an entry but cannot be read: why, and what they hold."""

    place: Place
    reason: str
    text: str


class Listing(NamedTuple):
    """What a list holds. A line that is not blank is in exactly one of all but ``errors``.

    Attributes:
        items: The papers, in the order of the list.
        repeated: Lines with a paper that is one of the items already.
        unread: Lines that look like an entry but cannot be read.
        headings: The headings.
        prose: Every other line, and its text.
        errors: What is wrong with the papers that are read.
    """

    items: tuple[Item, ...]
    repeated: tuple[Remark, ...]
    unread: tuple[Unread, ...]
    headings: tuple[Remark, ...]
    prose: tuple[Remark, ...]
    errors: tuple[Remark, ...]


def read(
    text: str,
    taxonomy: Taxonomy,
    types: Iterable[str] = (),
    watch: Callable[[list[Block]], Iterable[Block]] = iter,
) -> Listing:
    """Read an awesome list in Markdown; this package describes its form.

    Args:
        text: The list.
        taxonomy: The types and venues that there are.
        types: The types of papers for which the list names none.
        watch: Is given the parts of the list and gives them back one by one, to show how far it is.
    """
    return _Reader(inline.clean(text), taxonomy, tuple(types)).read(watch)


class _Reader:
    """Goes through the blocks of a list; knows the headings above and the legend so far."""

    def __init__(self, text: str, taxonomy: Taxonomy, types: tuple[str, ...]) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.taxonomy = taxonomy
        self.names = Names(taxonomy)
        self.references: dict[str, Any] = {}
        self.meaning = _colors(taxonomy)
        self.sections = [(0, Section(types=types))]
        self.items: list[Item] = []
        self.unread: list[Unread] = []
        self.headings: list[Remark] = []
        self.prose: list[Remark] = []
        self.errors: list[Remark] = []

    def read(self, watch: Callable[[list[Block]], Iterable[Block]]) -> Listing:
        for block in watch(list(blocks(self.text, self.references))):
            # A line above '---' is a heading to Markdown; who writes lists means two lines.
            mistaken = block.underlined and any(map(self._starts, block.parts))
            if block.kind is Kind.HEADING and not mistaken:
                self._heading(block)
            elif block.kind is Kind.ROW:
                self._row(block)
            elif block.kind is Kind.CODE:
                self._as_prose(block.place)
            else:
                depth = block.level if block.kind is Kind.BULLET else 0
                for place, source in self._entries(block):
                    self._entry(place, source, depth)
        self._rest()
        once, repeated = without_repeats(self.items, self.taxonomy)
        items, shared = with_own_ids(once)
        return Listing(
            tuple(items),
            tuple(repeated),
            tuple(self.unread),
            tuple(self.headings),
            tuple(sorted(self.prose)),
            tuple(sorted([*self.errors, *shared, *misspelt(items)])),
        )

    @property
    def section(self) -> Section:
        return self.sections[-1][1]

    def _unread(self, place: Place, reason: str) -> None:
        text = " ".join(line.strip() for line in self.lines[place.first - 1 : place.last])
        self.unread.append(Unread(place, reason, text))

    def _as_prose(self, place: Place) -> None:
        for number in range(place.first, place.last + 1):
            if text := self.lines[number - 1].strip():
                self.prose.append(Remark(Place(number, number), text))

    def _heading(self, block: Block) -> None:
        line = inline.read("\n".join(block.parts), self.references)
        text = line.plain(line.text)
        while self.sections[-1][0] >= block.level:
            self.sections.pop()
        own, above = self.names.in_heading(text), self.section
        known = own.venue or own.journals
        if block.level == 1 and not known:
            own = own._replace(year=None)  # the list's title: 'Works on VOS since 2022'
        # Only a year is one of the venue above; with other words it is of a venue not known.
        inherits = not known and not (own.year and own.rest)
        section = Section(
            line=block.place.first,
            text=text,
            venue=above.venue if inherits else own.venue,
            year=own.year or above.year,
            journals=above.journals if inherits else own.journals,
            types=own.types or above.types,
            unknown="" if known else own.rest,
        )
        self.sections.append((block.level, section))
        self.headings.append(Remark(block.place, text))

    def _entries(self, block: Block) -> Iterator[tuple[Place, str]]:
        """Part a block where a line starts with a mark: an entry needs no blank line above it."""
        starts = [n for n, part in enumerate(block.parts) if n and self._starts(part)]
        for start, end in itertools.pairwise([0, *starts, len(block.parts)]):
            place = Place(block.place.first + start, block.place.first + end - 1)
            yield place, "\n".join(block.parts[start:end])

    def _starts(self, source: str) -> bool:
        """Tell whether a line starts as entries do, with the mark of a type or a label."""
        start = _START.match(source)
        assert start
        if any(map(self._is_mark, re.findall(marks.EMOJI, start["marks"]))):
            return True
        label = start["label"]
        return bool(label and (start["marks"] or label.casefold() in self.names.type_ids))

    def _is_mark(self, mark: str) -> bool:
        return marks.is_square(mark) or marks.plain(mark) in self.meaning

    def _entry(self, place: Place, source: str, depth: int) -> None:
        """Judge whether lines are an entry; ``depth`` tells how deep in a list, 0 in none."""
        line = inline.read(source, self.references)
        linked = any(map(_leads_away, line.links))
        named = linked and any(map(self._is_labelled, line.links))
        expected = self.section.holds_papers
        marked = self._starts(source) or (source.startswith("`") and named)
        legend = lines.legend(line, self.names)
        if marked and legend and not named:
            self._learn(*legend)
            self._as_prose(place)
        elif marked and (linked or expected):
            self._paper(place, lines.in_own_form(line, self.names), line.html)
        elif (depth and linked and (named or expected)) or (
            named and expected and inline.BOLD in line.text
        ):
            self._paper(place, lines.in_plain_form(line, self.names), line.html)
        elif named and expected:
            self._unread(place, "no item of a list; write '- ' in front of it")
        elif depth == 1 and expected:
            self._unread(place, NO_LINK)
        else:
            self._as_prose(place)

    def _row(self, block: Block) -> None:
        cells = [inline.read(part, self.references) for part in block.parts]
        columns = [inline.read(part, self.references) for part in block.columns]
        heads = [column.plain(column.text) for column in columns]
        linked = any(_leads_away(link) for cell in cells for link in cell.links)
        expected = self.section.holds_papers or any(map(_PAPER_COLUMN.search, heads))
        if linked and expected:
            html = [tag for cell in cells for tag in cell.html]
            self._paper(block.place, lines.in_row(cells, heads, self.names), html)
        elif expected and any(cell.text.strip() for cell in cells):
            self._unread(block.place, NO_LINK)
        else:
            self._as_prose(block.place)

    def _is_labelled(self, link: inline.Link) -> bool:
        return bool(link_kinds(link.label)) or lines.is_edition(link.label, self.names)

    def _learn(self, squares: Iterable[str], labels: Iterable[str]) -> None:
        """Take from a legend for which types its marks stand."""
        if types := tuple(label for label in labels if label in self.names.types):
            self.meaning |= {marks.plain(mark): types for mark in squares}

    def _paper(self, place: Place, found: lines.Found, html: Sequence[str]) -> None:
        if html:
            found.faults.append(f"HTML is left out: {' '.join(dict.fromkeys(html))}")
        try:
            facts, faults = facts_of(found, self.section, self.meaning, self.names)
            facts, left_out = sound(facts, self.taxonomy)
        except Unreadable as error:
            self._unread(place, "; ".join([str(error), *found.faults]))
            return
        self.items.append(Item(place, facts))
        self.errors += [Remark(place, fault) for fault in (*faults, *left_out)]

    def _rest(self) -> None:
        """Account for the lines that are in no block: rules, quotations, HTML, indented code."""
        seen = {
            number
            for read in (self.items, self.unread, self.headings, self.prose)
            for item in read
            for number in range(item.place.first, item.place.last + 1)
        }
        for number, text in enumerate(self.lines, start=1):
            place = Place(number, number)
            if number in seen:
                continue
            if "](" in text and self._starts(text):
                reason = "stands in HTML or is indented as code; put a blank line above it"
                self._unread(place, reason)
            else:
                self._as_prose(place)


def _leads_away(link: inline.Link) -> bool:
    return link.url.startswith(("http://", "https://"))


def _colors(taxonomy: Taxonomy) -> dict[str, tuple[str, ...]]:
    """Return the types of each mark by the taxonomy's colours."""
    result: dict[str, tuple[str, ...]] = {}
    for id, kind in taxonomy.types.items():
        mark = marks.square(kind.color)
        result[mark] = (*result.get(mark, ()), id)
    return result
