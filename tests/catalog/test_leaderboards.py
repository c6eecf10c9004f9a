"""Leaderboards: fair ranks, tasks apart, nothing left out, the same from any order of entries."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperbase.catalog import Taxonomy
from sphinx_paperbase.catalog.browsing import FILTERS, answers
from sphinx_paperbase.catalog.leaderboards import best_of_years, boards, has_extra_data
from sphinx_paperbase.catalog.schema import Entry
from tests.projects import TAXONOMY

BOTH_TASKS = """
[datasets.both]
name = "Both"
paper = "first"

[datasets.both.benchmarks.both-val]
split = "val"
tasks = ["SVOS", "UVOS"]
metrics = ["J&F", "J"]
main = "J&F"
"""
KNOWN = Taxonomy.model_validate(tomllib.loads(TAXONOMY + BOTH_TASKS))


def entry(key: str, *results: dict[str, object], types: tuple[str, ...] = ("SVOS",), **facts):
    source = {"source": "https://example.org/table"}
    given = {"title": f"Title of {key}", "venue": "CVPR", "year": 2022} | facts
    given |= {"types": list(types), "key": key, "results": [source | r for r in results]}
    return Entry.model_validate(given, context=KNOWN)


def on_val(value: float, **more: object) -> dict[str, object]:
    return {"on": "davis-2017-val", "J&F": value} | more


def ranks(entries, board=("davis-2017-val", "SVOS")):
    return [(p.key, p.number, p.rank) for p in boards(entries, KNOWN)[board].places]


def test_equal_values_share_a_rank_and_the_next_is_left_out():
    papers = [entry("a", on_val(80)), entry("b", on_val(90)), entry("c", on_val(80.0))]
    papers += [entry("d", on_val(70), on_val(85, variant="large"))]
    assert ranks(papers) == [
        ("b", 0, 1), ("d", 1, 2), ("a", 0, 3), ("c", 0, 3), ("d", 0, 5),
    ]  # fmt: skip


def test_values_that_differ_by_little_do_not_share_a_rank():
    assert [rank for *_, rank in ranks([entry("a", on_val(80.0)), entry("b", on_val(80.01))])] == [
        1,
        2,
    ]


def test_a_row_without_the_main_metric_stands_at_the_end_without_a_rank():
    papers = [entry("a", {"on": "davis-2017-val", "J": 99}), entry("b", on_val(0), on_val(1))]
    assert ranks(papers) == [("b", 1, 1), ("b", 0, 2), ("a", 0, None)]
    assert boards(papers, KNOWN)["davis-2017-val", "SVOS"].ranked == 2


def test_tasks_of_one_benchmark_are_ranked_apart():
    papers = [
        entry("semi", {"on": "both-val", "J&F": 90}),
        entry("zero", {"on": "both-val", "J&F": 50}, types=("UVOS",)),
        entry("two", {"on": "both-val", "J&F": 80, "task": "UVOS"}, types=("SVOS", "UVOS")),
    ]
    assert ranks(papers, ("both-val", "SVOS")) == [("semi", 0, 1)]
    assert ranks(papers, ("both-val", "UVOS")) == [("two", 0, 1), ("zero", 0, 2)]
    found = boards(papers, KNOWN)
    assert [board.id for board in found.values()] == [
        "davis-2017-val", "both-val-svos", "both-val-uvos",
    ]  # fmt: skip
    assert [board.name for board in found.values()] == [
        "DAVIS val", "Both val (SVOS)", "Both val (UVOS)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("types", "task"),
    [(("RVOS", "UVOS"), "UVOS"), (("RVOS",), "RVOS"), (("UVOS", "SVOS"), "UVOS")],
)
def test_a_result_that_does_not_say_its_task_has_the_papers(types, task):
    paper = entry("a", {"on": "both-val", "J&F": 50}, types=types)
    assert ranks([paper], ("both-val", task)) == [("a", 0, 1)]


def test_every_board_of_the_taxonomy_is_there_also_without_results():
    found = boards([], KNOWN)
    assert list(found) == [("davis-2017-val", "SVOS"), ("both-val", "SVOS"), ("both-val", "UVOS")]
    assert all(board.places == () and board.ranked == 0 for board in found.values())


numbers = st.one_of(st.integers(0, 5), st.sampled_from([1.5, 2.25, 99.9])).map(float)
papers = st.lists(st.lists(numbers, max_size=4), max_size=6).map(
    lambda rows: [
        entry(f"p{n}", *(on_val(value, variant=f"v{i}") for i, value in enumerate(values)))
        for n, values in enumerate(rows)
    ]
)


@given(papers, st.randoms())
def test_a_rank_is_one_more_than_the_number_of_better_rows(entries, random):
    board = boards(entries, KNOWN)["davis-2017-val", "SVOS"]
    value = {
        (e.key, n): result.metrics["J&F"] for e in entries for n, result in enumerate(e.results)
    }
    assert {(place.key, place.number) for place in board.places} == set(value)
    assert len(board.places) == board.ranked == len(value)
    for place in board.places:
        better = sum(other > value[place.key, place.number] for other in value.values())
        assert place.rank == better + 1
    shown = [value[place.key, place.number] for place in board.places]
    assert shown == sorted(shown, reverse=True)
    assert boards(random.sample(entries, len(entries)), KNOWN)["davis-2017-val", "SVOS"] == board


def test_a_catalog_knows_where_each_result_stands(load):
    result = "results: [{{on: davis-2017-val, J&F: {}, source: https://example.org/1}}]"
    text = "---\ntitle: {}\ntypes: [SVOS]\nvenue: CVPR\nyear: 2022\ndoi: 10.1000/{}\n{}\n---\n"
    catalog = load(
        {
            f"{k}.md": text.format(f"Paper {k}", k, result.format(v))
            for k, v in (("a", 80), ("b", 90))
        }
    )
    board, place = catalog.standings["a", 0]
    assert (board.name, place.rank, board.ranked) == ("DAVIS val", 2, 2)


@pytest.mark.parametrize(
    ("text", "is_extra"),
    [
        ("BL30K pre-training", True),
        ("No pre-training", False),
        ("without RefCOCO", False),
        ("nothing but MOSE", True),
        (None, False),
    ],
)
def test_training_data_that_was_left_out_is_not_extra(text, is_extra):
    more = {"extra-data": text} if text else {}
    assert has_extra_data(entry("a", on_val(80, **more)).results[0]) is is_extra


def test_the_best_of_each_year(load):
    entries = [
        entry("old", on_val(70), on_val(75, variant="large"), year=2020),
        entry("worse", on_val(60), year=2020),
        entry("new", on_val(65), year=2023),
        entry("unranked", {"on": "davis-2017-val", "J": 99}, year=2024),
    ]
    best = best_of_years(
        boards(entries, KNOWN)["davis-2017-val", "SVOS"], {e.key: e for e in entries}
    )
    assert {year: (place.key, place.number) for year, place in best.items()} == {
        2020: ("old", 1),
        2023: ("new", 0),
    }


def test_the_filter_by_benchmark_keeps_tasks_apart_too():
    question = next(f for f in FILTERS if f.name == "benchmark")
    entries = [
        entry("zero", {"on": "both-val", "J&F": 50}, types=("UVOS",)),
        entry("semi", {"on": "both-val", "J&F": 90}, on_val(80)),
    ]
    assert [tuple(answer) for answer in answers(question, entries, KNOWN)] == [
        ("davis-2017-val", "DAVIS val", (1,)),
        ("both-val-svos", "Both val (SVOS)", (1,)),
        ("both-val-uvos", "Both val (UVOS)", (0,)),
    ]
