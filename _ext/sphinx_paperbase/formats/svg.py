"""Charts as SVG, drawn by Pygal (https://www.pygal.org/en/stable/documentation/index.html).

The style sheet of the page gives them their colours, light or dark. What Pygal adds so that its
picture can stand alone is taken out: a style sheet and a script, which a strict policy refuses, and
the day of drawing, which would make every build another. A chart is drawn for a width, since texts
that shrink with their picture cannot be read: a page holds it wide and narrow, and shows one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sphinx_paperbase.formats.charts import Chart, Mark, Series, in_words, outline, shortened

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

WIDE, NARROW = 720, 328
_HEIGHT = {WIDE: 320, NARROW: 280}
_ROW = 27
_FONT = 13
_LETTER = 0.62 * _FONT

Link = Callable[[str], str]


def draw(chart: Chart, width: int, link: Link) -> str:
    """Return a chart as the text of an SVG element.

    Its links are for the pointer; the keyboard has those of the chart's table, which is to stand
    beside it. Who cannot see it hears of its marks, not of its axes.

    Args:
        chart: The chart.
        width: ``WIDE`` or ``NARROW``.
        link: Gives the address of a document.
    """
    make = _by_label if chart.labels else _by_place
    drawing = make(chart, width, link)
    return _plain(drawing.render_tree(), chart)


def _by_label(chart: Chart, width: int, link: Link) -> Any:
    import pygal

    settings = _settings(width)
    values: list[list[Any]] = [[None] * len(chart.labels) for _ in chart.series]
    reached = [0.0] * len(chart.labels)
    for row, series in zip(values, chart.series, strict=True):
        for mark in series.marks:
            place = int(mark.x)
            row[place] = _value(chart, series, mark, mark.y, link)
            below = reached[place] if chart.kind == "bars" else 0
            reached[place] = max(reached[place], below + mark.y)
    highest = max(reached, default=0) or 1
    if chart.kind == "rows":
        settings |= {
            "height": _ROW * len(chart.labels) + 8,
            "margin_right": 40,  # for the number at the end of the longest
            "print_values": True,
            "print_values_position": "top",
            "show_x_labels": False,
        }
        drawing = pygal.HorizontalBar(**settings)
        drawing.y_labels = [0, highest]
        most = int(width / 3 / _LETTER)
        # Pygal puts the first at the foot.
        drawing.x_labels = [shortened(label, most) for label in reversed(chart.labels)]
        values = [row[::-1] for row in values]
    else:
        drawing = (pygal.StackedBar if chart.kind == "bars" else pygal.Line)(**settings)
        drawing.y_labels = ticks([0, highest])
        drawing.x_labels = _apart(chart.labels, width)
    for series, row in zip(chart.series, values, strict=True):
        drawing.add(series.name, row)
    return drawing


def _by_place(chart: Chart, width: int, link: Link) -> Any:
    import pygal

    drawing = pygal.XY(x_title=chart.x, **_settings(width))
    marks = [mark for series in chart.series for mark in series.marks] or [Mark(0, 0)]
    xs, ys = [mark.x for mark in marks], [mark.y for mark in marks]
    drawing.x_labels = ticks(xs, 12 if width == WIDE else 5)
    drawing.y_labels = ticks(ys)
    if chart.kind == "best":
        for series in chart.series:
            drawing.add(series.name, list(best_so_far(series.marks)), show_dots=False)
    for series in chart.series:
        points = [_value(chart, series, mark, (mark.x, mark.y), link) for mark in series.marks]
        drawing.add(series.name, points, stroke=False)
    return drawing


def _value(chart: Chart, series: Series, mark: Mark, value: Any, link: Link) -> dict[str, Any]:
    """Return a value with what it says when it is pointed at, and where it leads."""
    if chart.labels:
        name = f" {series.name}" if len(chart.series) > 1 else ""
        told = f"{chart.labels[int(mark.x)]}: {in_words(mark.y)}{name}"
        told += f", {mark.label}" if mark.label else ""
    else:
        told = f"{mark.label}: {in_words(mark.y)} ({in_words(mark.x)})"
    leads = {"xlink": {"href": link(mark.doc), "tabindex": "-1"}} if mark.doc else {}
    return {"value": value, "tooltip": told, **leads}


def best_so_far(marks: Sequence[Mark]) -> Iterator[tuple[float, float]]:
    """Yield the corners of the line of the best value up to each place."""
    best = -math.inf
    for mark in sorted(marks, key=lambda mark: (mark.x, -mark.y)):
        if mark.y > best:
            if best > -math.inf:
                yield mark.x, best
            best = mark.y
            yield mark.x, best
    if marks:
        yield max(mark.x for mark in marks), best


def ticks(values: Sequence[float], most: int = 6) -> list[float]:
    """Return round numbers from below the lowest to above the highest value, about so many.

    Between whole numbers, such as years, there is nothing to mark.
    """
    low, high = min(values), max(values)
    span = max(high - low or 1, 0.01)
    power: float = 10 ** math.floor(math.log10(span / (most - 1)))
    step = next(power * by for by in (1, 2, 5, 10) if span / (power * by) <= most - 1)
    if all(value == int(value) for value in values):
        step = max(step, 1)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(number * step, 6) for number in range(first, max(last, first + 1) + 1)]


def _apart(labels: Sequence[str], width: int) -> list[str]:
    """Leave out labels that would touch the next one; the last one stays."""
    space = (width - 40) / max(len(labels), 1)
    every = math.ceil(max(map(len, labels), default=1) * _LETTER / space)
    last = len(labels) - 1
    return [label if (last - n) % every == 0 else "" for n, label in enumerate(labels)]


def _settings(width: int) -> dict[str, Any]:
    from pygal.etree import etree
    from pygal.style import Style

    etree.to_etree()  # with lxml, if that is there, it would draw with other bytes
    sizes = dict.fromkeys(("label_font_size", "title_font_size", "value_font_size"), _FONT)
    return {
        "width": width,
        "height": _HEIGHT[width],
        "value_formatter": in_words,
        "x_value_formatter": in_words,
        "margin": 4,
        "margin_right": 12,
        "spacing": 6,
        "truncate_label": 40,
        "show_legend": False,
        "no_prefix": True,
        "js": [],
        "css": [],
        "style": Style(**sizes),
    }


# What Pygal draws for a script and for colours of its own.
_UNUSED_TAGS = ("defs", "desc")
_UNUSED_PARTS = ("background", "plot tooltip-overlay")
# The names of parts that the style sheet knows; others could mean something else on a page.
_PARTS = ("axis", "x", "y", "guide", "line", "rect", "dot", "value", "titles")
_PLACES = ("x", "y", "cx", "cy", "width", "height", "d")
_LONG_NUMBER = re.compile(r"-?\d+\.\d+")


def _plain(root: Element, chart: Chart) -> str:
    """Return the text of a drawing, with what a page needs of it and nothing else."""
    from xml.etree import ElementTree

    _prune(root)
    for node in root.iter():
        # ``href`` has a namespace, which HTML has no use for.
        attributes = {str(name).rpartition("}")[2]: value for name, value in node.attrib.items()}
        node.attrib.clear()
        for name, value in attributes.items():
            node.set(name, _LONG_NUMBER.sub(_short, value) if name in _PLACES else value)
    for node in root.iter():
        names = node.attrib.pop("class", "").split()
        if "series" in names:
            _dress(node, chart, int(names[1].removeprefix("serie-")) % len(chart.series))
        elif known := [f"chart-{name}" for name in names if name in _PARTS]:
            node.set("class", " ".join(known))
            if node.tag == "g":
                node.set("aria-hidden", "true")
    view = root.attrib["viewBox"]
    root.attrib.clear()
    label = f"{chart.title}. {chart.text}".strip()
    # A picture, to those who cannot see it, would have no links in it.
    for name, value in {"viewBox": view, "role": "group", "aria-label": label}.items():
        root.set(name, value)
    return ElementTree.tostring(root, encoding="unicode")


def _prune(root: Element) -> None:
    """Take out what no page needs; of the titles, which browsers show, those of marks stay."""
    for parent in list(root.iter()):
        is_mark = parent.tag == "a" or parent.get("class") in ("dots", "bar")
        for child in list(parent):
            if (
                child.tag in _UNUSED_TAGS
                or child.get("class") in _UNUSED_PARTS
                or (child.tag == "title" and not is_mark)
                or not isinstance(child.tag, str)  # a comment
            ):
                parent.remove(child)


def _short(number: re.Match[str]) -> str:
    return in_words(round(float(number[0]), 1))


def _dress(node: Element, chart: Chart, number: int) -> None:
    """Give a series its colour, and its points their shape."""
    node.set("class", f"chart-series chart-{chart.series[number].color}")
    for dot in node.iter("circle"):
        dot.tag = "path"
        dot.set("d", outline(number))
        dot.set("transform", f"translate({dot.attrib.pop('cx')} {dot.attrib.pop('cy')})")
        del dot.attrib["r"]
