"""Charts: what is shown, as plain records, and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

# The outlines of points about their middle, series by series: colour is never the only sign.
OUTLINES = (
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    "M-4.5-4.5h9v9h-9z",
    "M0-6.2L6.2 0L0 6.2L-6.2 0z",
    "M0-6L5.8 4.5H-5.8z",
    "M0 6L5.8-4.5H-5.8z",
    "M-2-5.5h4v3.5h3.5v4h-3.5v3.5h-4v-3.5h-3.5v-4h3.5z",
)
_BAR = "M-6-6h12v12h-12z"


class Mark(NamedTuple):
    """A bar or a point.

    Attributes:
        x: Where it stands; of a bar the number of its label.
        y: How high it reaches.
        label: What it is called.
        doc: The document that it leads to, or nothing.
    """

    x: float
    y: float
    label: str = ""
    doc: str = ""


class Series(NamedTuple):
    """Marks of one colour: that of a badge, or ``accent``, that of the site."""

    name: str
    color: str
    marks: tuple[Mark, ...]


class Cell(NamedTuple):
    """A cell of a table, perhaps with a document to which it leads."""

    text: str
    doc: str = ""


class Key(NamedTuple):
    """What tells a series from the others."""

    name: str
    color: str
    outline: str


class Chart(NamedTuple):
    """A chart.

    Attributes:
        kind: ``bars`` stand, each series upon the one before; ``rows`` are bars that lie, of one
            series; ``lines``; ``points``; ``best``: points, and a line of the best so far for
            each series.
        title: What it shows.
        text: What there is to see in it, in a sentence or two.
        x: What the x axis, or a bar, stands for.
        y: What the y axis, or the length of a bar, stands for.
        series: The marks.
        labels: The labels of bars, and of the places that lines lead through.
        papers: How many papers there are at each label, where the marks do not say it: some count
            in several series, or only a share is shown.
    """

    kind: Literal["bars", "rows", "lines", "points", "best"]
    title: str
    text: str
    x: str
    y: str
    series: tuple[Series, ...]
    labels: tuple[str, ...] = ()
    papers: tuple[int, ...] = ()

    @property
    def has_bars(self) -> bool:
        """Tell whether the marks are bars."""
        return self.kind in ("bars", "rows")

    @property
    def keys(self) -> tuple[Key, ...]:
        """What tells the series apart, where there are several."""
        if len(self.series) < 2:
            return ()
        return tuple(
            Key(series.name, series.color, _BAR if self.has_bars else outline(number))
            for number, series in enumerate(self.series)
        )

    @property
    def head(self) -> tuple[str, ...]:
        """The head of the table."""
        several = len(self.series) > 1
        if not self.labels:
            return ("Paper", self.x, self.y, *(["Series"] if several else []))
        names = [series.name for series in self.series] if several else [self.y]
        return (self.x, *names, *(["Papers"] if self.papers else []))

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows of the table: label by label, or of points the latest and highest first."""
        return tuple(self._label_rows() if self.labels else self._point_rows())

    def _label_rows(self) -> Iterator[tuple[Cell, ...]]:
        for place, label in enumerate(self.labels):
            marks = [[m for m in series.marks if m.x == place] for series in self.series]
            doc = next((mark.doc for found in marks for mark in found), "")
            values = [sum(mark.y for mark in found) for found in marks]
            values += self.papers[place : place + 1]
            yield (Cell(label, doc), *(Cell(in_words(value)) for value in values))

    def _point_rows(self) -> Iterator[tuple[Cell, ...]]:
        points = [(series.name, mark) for series in self.series for mark in series.marks]
        for name, mark in sorted(points, key=lambda p: (-p[1].x, -p[1].y, p[1].label)):
            row = (Cell(mark.label, mark.doc), Cell(in_words(mark.x)), Cell(in_words(mark.y)))
            yield (*row, Cell(name)) if len(self.series) > 1 else row


def outline(number: int) -> str:
    """Return the outline of the points of a series."""
    return OUTLINES[number % len(OUTLINES)]


def shortened(text: str, most: int) -> str:
    """Return a text with so many letters at most."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def in_words(value: float) -> str:
    """Return a number as people write it."""
    return f"{round(value, 6):.10g}"
