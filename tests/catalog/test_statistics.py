"""Statistics: sums agree, records are records, months are in order."""

from __future__ import annotations

import datetime
import tomllib
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperbase.catalog import Taxonomy
from sphinx_paperbase.catalog.leaderboards import boards
from sphinx_paperbase.catalog.schema import Entry
from sphinx_paperbase.catalog.statistics import (
    best_of_papers,
    followed,
    main_boards,
    months,
    records,
    value_of,
    venues,
    years,
)
from tests.projects import SMALL, TAXONOMY, paper

SOURCE = "https://example.org/table"


def measured(key: str, *values: float, year: int = 2022) -> Entry:
    results = [{"on": "davis-2017-val", "J&F": value, "source": SOURCE} for value in values]
    return paper(key, year=year, results=results)


def board_of(*papers: Entry):
    return boards(papers, SMALL)["davis-2017-val", "SVOS"], {p.key: p for p in papers}


def test_years_have_no_gaps_and_a_paper_of_two_types_counts_for_both():
    papers = [
        paper("a", year=2020, types=["SVOS", "RVOS"], links={"code": SOURCE}),
        paper("b", year=2020, types=["SVOS", "SVOS"], links={"dataset": SOURCE}),
        paper("c", year=2022),
    ]
    found = years(papers, SMALL)
    assert [(year.year, year.papers) for year in found] == [(2020, 2), (2021, 0), (2022, 1)]
    assert found[0].types == {"SVOS": 2, "UVOS": 0, "RVOS": 1}
    assert (found[0].code, found[0].dataset) == (1, 1)
    assert years([], SMALL) == ()


def test_the_sums_of_the_real_collection_agree(real):
    found = years(real.entries.values(), real.taxonomy)
    assert sum(year.papers for year in found) == len(real.entries)
    assert sum(number for _venue, number in venues(real.entries.values())) == len(real.entries)
    of_type = Counter(type for year in found for type, number in year.types.items()
                      for _ in range(number))  # fmt: skip
    shelves = real.shelves["type"].values()
    assert of_type == {place.target: len(papers) for place, papers in shelves}
    assert sum(number for _key, number in followed(real.ancestors)) == sum(
        len(of) for of in real.ancestors.values()
    )


def test_venues_and_ancestors_come_by_number_then_by_name():
    papers = [paper("a"), paper("b", venue="TIP"), paper("c", venue="ECCV"), paper("d")]
    assert venues(papers) == (("CVPR", 2), ("ECCV", 1), ("TIP", 1))
    assert followed({"a": ("z", "b"), "c": ("b", "d")}) == (("b", 2), ("d", 1), ("z", 1))


def test_a_record_is_the_best_of_its_year_and_better_than_all_before():
    board, entries = board_of(
        measured("a", 80, 70, year=2019),
        measured("b", 79, year=2020),
        measured("c", 80, year=2021),
        measured("d", 90, year=2022),
        measured("e", 90, 90, year=2022),
        measured("f", 85, year=2023),
    )
    found = [(r.year, r.value, [p.key for p in r.places]) for r in records(board, entries)]
    assert found == [(2019, 80, ["a"]), (2022, 90, ["d", "e"])]


values = st.lists(st.tuples(st.integers(2018, 2024), st.integers(0, 5)), max_size=9)


@given(values)
def test_records_rise_and_end_with_the_first_of_the_board(rows):
    board, entries = board_of(*(measured(f"p{n}", v, year=y) for n, (y, v) in enumerate(rows)))
    found = records(board, entries)
    assert [r.value for r in found] == sorted({r.value for r in found})
    assert [r.year for r in found] == sorted({r.year for r in found})
    if rows:
        highest = max(value for _year, value in rows)
        assert found[-1].value == highest
        first = min(year for year, value in rows if value == highest)
        assert found[-1].year == first


def test_each_paper_has_its_best_row_once():
    board, entries = board_of(measured("a", 70, 80), measured("b", 75))
    best = best_of_papers(board)
    assert [(p.key, value_of(p, board, entries)) for p in best] == [("a", 80), ("b", 75)]


SECOND = """
[datasets.other]
name = "Other"

[datasets.other.benchmarks.other-val]
split = "val"
tasks = ["SVOS", "UVOS"]
metrics = ["J"]
main = "J"
"""


def test_the_main_boards_of_a_type_are_those_with_most_papers():
    known = Taxonomy.model_validate(tomllib.loads(TAXONOMY + SECOND))

    def on(key, *benchmarks):
        metric = {"davis-2017-val": "J&F", "other-val": "J"}
        results = [{"on": one, metric[one]: 50, "source": SOURCE} for one in benchmarks]
        facts = {"title": key, "types": ["SVOS"], "venue": "CVPR", "year": 2022, "key": key}
        return Entry.model_validate(facts | {"results": results}, context=known)

    papers = [on(f"p{n}", "other-val", *(["davis-2017-val"] if n else [])) for n in range(6)]
    found = boards(papers, known).values()
    named = [board.benchmark for board in main_boards(found, "SVOS")]
    assert named == ["other-val", "davis-2017-val"]
    assert len(main_boards(found, "SVOS", most=1)) == 1
    assert main_boards(found, "UVOS") == ()
    assert main_boards(boards(papers[:4], known).values(), "SVOS") == (), "too few to compare"


def test_months_are_the_latest_first_and_what_has_no_day_is_last():
    days = {"a": "2026-11-23", "b": None, "c": "2025-02-01", "d": "2026-11-01"}
    papers = [
        paper(key, **({"added": datetime.date.fromisoformat(day)} if day else {}))
        for key, day in days.items()
    ]
    found = [(month, [p.key for p in of_month]) for month, of_month in months(papers)]
    assert found == [("2026-11", ["a", "d"]), ("2025-02", ["c"]), ("", ["b"])]
