"""What was made of a list, for people: as text, as Markdown, as data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from sphinx_paperbase.catalog.problems import one_line
from sphinx_paperbase.catalog.text.body import ENTRIES
from sphinx_paperbase.formats.awesome_list.blocks import Place
from sphinx_paperbase.formats.awesome_list.drafts import Plan
from sphinx_paperbase.formats.awesome_list.inline import escaped
from sphinx_paperbase.formats.awesome_list.reader import Listing
from sphinx_paperbase.formats.awesome_list.repeats import Remark

_WIDTH = 80


class Report(NamedTuple):
    """What was made of a list.

    Attributes:
        name: The list's file, as it was named.
        listing: What was read.
        plan: What became of its papers.
        made: Tell whether the entries are written.
    """

    name: str
    listing: Listing
    plan: Plan
    made: bool

    @property
    def problems(self) -> list[Remark]:
        """What is wrong in the list, by line: what cannot be read, and errors in what can."""
        listing = self.listing
        unread = (
            Remark(place, f"{_cut(text)!r} cannot be read: {reason}")
            for place, reason, text in listing.unread
        )
        return sorted([*unread, *listing.repeated, *listing.errors, *self.plan.errors])

    @property
    def summary(self) -> str:
        """One line."""
        parts = [_count(len(self.plan.new), *self._made)]
        if present := len(self.plan.present):
            parts.append(_count(present, "is there already", "are there already"))
        problems = len(self.problems)
        parts.append(_count(problems, "problem", "problems") if problems else "no problem")
        return ", ".join(parts)

    @property
    def _made(self) -> tuple[str, str]:
        return ("entry made", "entries made") if self.made else ("new entry", "new entries")

    def text(self) -> str:
        """Return the report as text for a terminal."""
        return "\n".join(
            f"{heading}:\n" + "".join(f"  {one_line(line)}\n" for line in lines)
            for heading, lines in self._sections()
        )

    def markdown(self) -> str:
        """Return the report as Markdown."""
        sections = (
            f"## {heading}\n\n" + "".join(f"- {escaped(one_line(line))}\n" for line in lines)
            for heading, lines in self._sections()
        )
        return "\n".join([f"# {escaped(self.name)}: {self.summary}\n", *sections])

    def record(self) -> dict[str, Any]:
        """Return the report as data: lines count from 1, ``last`` is the last one meant."""
        return {
            "made": self.made,
            "entries": [
                {"key": new.key, **new.place._asdict(), "facts": new.draft.facts}
                for new in self.plan.new
            ],
            "present": [{"key": p.key, **p.place._asdict()} for p in self.plan.present],
            "problems": [_record(remark) for remark in self.problems],
            "headings": [_record(remark) for remark in self.listing.headings],
            "other": [_record(remark) for remark in self.listing.prose],
        }

    def _sections(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the parts that have something to say: a heading and its lines."""
        new, present, problems = self.plan.new, self.plan.present, self.problems
        if new:
            lines = [f"{ENTRIES}/{n.key}.md from {self._at(n.place)}" for n in new]
            yield _count(len(new), *self._made), lines
        if present:
            lines = [f"{ENTRIES}/{p.key}.md is {self._at(p.place)}" for p in present]
            yield _count(len(present), "paper is there already", "papers are there already"), lines
        if problems:
            lines = [f"{self._at(place)}: {text}" for place, text in problems]
            yield _count(len(problems), "problem in the list", "problems in the list"), lines
        if other := self._other_lines():
            count = len(self.listing.prose)
            yield _count(count, "line is no entry", "lines are no entries"), other

    def _at(self, place: Place) -> str:
        return f"{self.name}:{place.first}"

    def _other_lines(self) -> list[str]:
        """Return the lines that are no entries, equal ones together."""
        places: dict[str, list[int]] = {}
        for place, text in self.listing.prose:
            places.setdefault(text, []).append(place.first)
        return [
            f"{'line' if len(numbers) == 1 else 'lines'} {', '.join(map(str, numbers))}: "
            + _cut(text)
            for text, numbers in places.items()
        ]


def _cut(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[:_WIDTH]}…"


def _record(remark: Remark) -> dict[str, Any]:
    return {**remark.place._asdict(), "text": remark.text}


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
