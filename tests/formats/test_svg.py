"""Charts: well-formed, the same in any run, nothing that a strict policy refuses, true numbers."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperbase.formats.charts import Chart, Mark, Series
from sphinx_paperbase.formats.svg import NARROW, WIDE, best_so_far, draw, ticks
from sphinx_paperbase.site.rendering import PACKAGE

HOSTILE = '<script>alert(1)</script> & "quoted"'
YEARS = tuple(str(year) for year in range(2017, 2027))


def bars(kind="bars"):
    names = ["SVOS", HOSTILE] if kind != "rows" else ["Papers"]
    return Chart(
        kind, "Papers by year", "They grow.", "Year", "Papers",
        tuple(
            Series(name, color, tuple(Mark(n, n + 1, "", f"by/year/{y}") for n, y in enumerate(YEARS)))
            for name, color in zip(names, ("blue", "white"), strict=False)
        ),
        YEARS,
    )  # fmt: skip


def points(kind="best", count=3):
    marks = tuple(
        Mark(2017 + n % 7, 70.5 + n, f"P{n} {HOSTILE}", f"entries/p{n}") for n in range(20)
    )
    series = tuple(Series(f"S{n}", "green", marks) for n in range(count))
    return Chart(kind, "Results", "", "Year", "J&F", series)


CHARTS = [bars(), bars("rows"), bars("lines"), points(), points("points")]


def drawn(chart, width=WIDE):
    return draw(chart, width, lambda doc: f"../{doc}.html")


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.kind)
def test_a_chart_is_well_formed_named_and_needs_nothing_that_a_policy_refuses(chart, width):
    text = drawn(chart, width)
    root = ElementTree.fromstring(text)
    assert root.get("role") == "group" and chart.title in root.get("aria-label")
    assert root.get("viewBox").split()[2] == str(width)
    tags = {node.tag for node in root.iter()}
    assert tags <= {"svg", "g", "path", "rect", "text", "a", "title"}
    names = {name for node in root.iter() for name in node.attrib}
    assert not {"style", "fill", "stroke", "id", "target", "onclick"} & names
    assert not re.search(r"pygal|kozea|202\d-\d\d-\d\d|https?:", text, re.I)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.kind)
def test_every_mark_leads_to_its_page_and_says_its_number_when_pointed_at(chart):
    root = ElementTree.fromstring(drawn(chart))
    links = [(a.get("href"), a.find("title").text) for a in root.iter("a")]
    marks = [mark for series in chart.series for mark in series.marks]
    assert sorted(href for href, _ in links) == sorted(f"../{mark.doc}.html" for mark in marks)
    assert all(a.get("tabindex") == "-1" for a in root.iter("a"))
    told = " ".join(title for _, title in links)
    assert all(f": {mark.y:g}" in told for mark in marks)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.kind)
def test_the_same_chart_has_the_same_bytes(chart):
    assert drawn(chart) == drawn(chart)


def test_points_of_series_differ_in_shape_not_in_colour_alone():
    root = ElementTree.fromstring(drawn(points("points", count=6)))
    shapes = [
        {path.get("d") for path in group.iter("path")}
        for group in root.iter("g")
        if "chart-green" in group.get("class", "") and len(group)
    ]
    assert len(shapes) == 6 and len(set().union(*shapes)) == 6
    assert [key.outline for key in points("points", 6).keys] == [shape.pop() for shape in shapes]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_texts_stay_inside_and_labels_do_not_touch(width):
    root = ElementTree.fromstring(drawn(bars(), width))
    xs = [float(t.get("x")) for t in root.iter("text") if t.text in YEARS]
    assert all(after - before > 4 * 13 * 0.6 for before, after in pairwise(xs))
    assert {t.text for t in root.iter("text")} >= {"2026", "0"}
    assert min(xs) >= 0 and max(xs) < width


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_long_label_leaves_room_for_its_bar(width):
    title = "A Title of a Paper without a Name That Goes On and On and On"
    chart = bars("rows")._replace(labels=(title, *YEARS[1:]))
    root = ElementTree.fromstring(drawn(chart, width))
    widths = [float(rect.get("width")) for rect in root.iter("rect")]
    assert max(widths) > width / 3
    assert title not in drawn(chart, width).replace(f"<title>{title}", "")
    assert chart.rows[0][0].text == title


def test_bars_are_as_high_as_their_numbers():
    root = ElementTree.fromstring(drawn(bars()))
    heights = [float(rect.get("height")) for rect in root.iter("rect")]
    assert len(heights) == 20
    for number, height in enumerate(heights):
        assert height / heights[0] == pytest.approx(number % 10 + 1, rel=0.02)


def test_the_table_has_the_numbers_of_the_chart():
    assert bars().head == ("Year", "SVOS", HOSTILE)
    assert [[cell.text for cell in row] for row in bars().rows[:2]] == [
        ["2017", "1", "1"], ["2018", "2", "2"],
    ]  # fmt: skip
    shares = bars()._replace(papers=tuple(range(10)))
    assert shares.head[-1] == "Papers" and [row[-1].text for row in shares.rows] == list(
        "0123456789"
    )
    assert points(count=1).head == ("Paper", "Year", "J&F")
    rows = points(count=1).rows
    assert [row[1].text for row in rows] == sorted((row[1].text for row in rows), reverse=True)
    assert rows[0][0].doc == "entries/p13" and rows[0][2].text == "83.5"
    assert points(count=2).head[-1] == "Series" and len(points(count=2).rows) == 40


@pytest.mark.parametrize("kind", ["bars", "rows", "lines", "points", "best"])
def test_a_chart_of_nothing_or_of_one_can_be_drawn(kind):
    one = Series("One", "red", (Mark(0, 0, "a", "entries/a"),))
    labels = ("2020",) if kind in ("bars", "rows", "lines") else ()
    for series in ((one,), (one._replace(marks=()),)):
        ElementTree.fromstring(drawn(Chart(kind, "T", "", "x", "y", series, labels)))


marks = st.lists(st.tuples(st.integers(2015, 2026), st.integers(0, 9)), min_size=1, max_size=9)


@given(marks)
def test_the_line_of_the_best_goes_up_in_steps_to_the_best(rows):
    corners = list(best_so_far([Mark(x, y) for x, y in rows]))
    assert corners[0][0] == min(x for x, _ in rows)
    assert corners[-1] == (max(x for x, _ in rows), max(y for _, y in rows))
    for before, after in pairwise(corners):
        assert before[0] <= after[0] and before[1] <= after[1]
        assert before[0] == after[0] or before[1] == after[1], "no slope"


@given(
    st.lists(st.floats(-1e6, 1e6, allow_subnormal=False), min_size=1, max_size=5),
    st.integers(3, 12),
)
def test_ticks_are_even_and_hold_all_values(values, most):
    found = ticks(values, most)
    assert found[0] <= min(values) + 1e-6 and found[-1] >= max(values) - 1e-6
    assert 2 <= len(found) <= most + 2
    steps = [after - before for before, after in pairwise(found)]
    assert min(steps) > 0 and max(steps) - min(steps) <= 1e-5 * max(1, abs(found[-1]))


def test_between_years_there_is_no_tick():
    assert ticks([2023, 2024], 12) == [2023, 2024]
    assert ticks([2017, 2026], 12) == list(range(2017, 2027))


@pytest.mark.slow
def test_all_charts_of_the_collection_are_drawn_in_three_seconds(real):
    from sphinx_paperbase.site import trends

    start = time.perf_counter()
    for name in trends.STATISTICS:
        for trend in trends.statistics(real, name):
            for width in (WIDE, NARROW):
                drawn(trend.chart, width)
    assert time.perf_counter() - start < 3


def colours(theme: str) -> dict[str, str]:
    """Return the variables of the style sheets as a page of a theme has them."""
    found: dict[str, str] = {}
    for name in ("paperbase.css", "charts.css"):
        sheet = (PACKAGE / "static" / name).read_text("utf-8")
        light = sheet[sheet.index("body {") : sheet.index("@media not print")]
        dark = re.search(r'body\[data-theme="dark"\] \{(.*?)\}', sheet, re.S)[1]
        for block in (light, dark) if theme == "dark" else (light,):
            found |= dict(re.findall(r"(--[\w-]+): ([^;]+);", block))
    return {
        name: found.get(value[4:-1], value) if value.startswith("var(") else value
        for name, value in found.items()
    }


def luminance(colour: str) -> float:
    colour = colour.lstrip("#")
    colour = "".join(digit * 2 for digit in colour) if len(colour) == 3 else colour
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


# The backgrounds of the theme's pages: https://pradyunsg.me/furo/customisation/colors/.
@pytest.mark.parametrize(("theme", "page"), [("light", "#ffffff"), ("dark", "#131416")])
@pytest.mark.parametrize(
    "color", ["blue", "green", "orange", "red", "violet", "accent", "white-edge"]
)
def test_marks_stand_out_from_the_page(theme, page, color):
    assert contrast(colours(theme)[f"--chart-{color}"], page) >= 3


def test_every_colour_of_a_badge_is_one_of_a_chart():
    from sphinx_paperbase.catalog.taxonomy import PaperType

    sheet = (PACKAGE / "static" / "charts.css").read_text("utf-8")
    for color in PaperType.model_fields["color"].annotation.__args__:
        assert f".chart-{color} {{" in sheet
