"""``leaderboards.json``: the fields of Papers with Code's evaluation tables, and no others."""

from __future__ import annotations

import json

import pytest

from sphinx_paperbase.formats import leaderboards_json

# https://github.com/paperswithcode/sota-extractor, sota_extractor/taskdb/v01/schemas.py
LINK = {"title", "url"}
TASK = {
    "task", "description", "categories", "datasets", "subtasks", "synonyms", "source_link",
}  # fmt: skip
DATASET = {"dataset", "description", "sota", "subdatasets", "dataset_links", "dataset_citations"}
ROW = {
    "model_name", "paper_title", "paper_url", "paper_date", "code_links", "model_links",
    "metrics", "uses_additional_data",
}  # fmt: skip


@pytest.fixture(scope="module")
def tasks(real):
    return json.loads(leaderboards_json.write(real, lambda key: f"entries/{key}.html"))


def tables(tasks):
    return [(task, dataset) for task in tasks for dataset in task["datasets"]]


def test_it_has_the_fields_of_the_shape_and_no_others(tasks):
    for task in tasks:
        assert set(task) == TASK and task["subtasks"] == []
    for _task, dataset in tables(tasks):
        assert set(dataset) == DATASET
        links = [*dataset["dataset_links"], *dataset["dataset_citations"]]
        for row in dataset["sota"]["rows"]:
            assert set(row) == ROW
            assert set(row["metrics"]) <= set(dataset["sota"]["metrics"])
            assert all(isinstance(value, str) for value in row["metrics"].values())
            assert row["uses_additional_data"] in (True, False) and row["paper_date"] is None
            links += [*row["code_links"], *row["model_links"]]
        assert all(set(link) == LINK and link["url"].startswith("http") for link in links)


def test_it_has_every_result_with_its_source(tasks, real):
    rows = [row for _task, dataset in tables(tasks) for row in dataset["sota"]["rows"]]
    found = sorted(
        (r["paper_title"], r["model_links"][0]["url"], *r["metrics"].values()) for r in rows
    )
    expected = sorted(
        (entry.title, result.source, *(f"{result.metrics[name]:g}" for name in order(real, result)))
        for entry in real.entries.values()
        for result in entry.results
    )
    assert found == expected


def order(real, result):
    """Return the metrics of a result, that by which is ranked first."""
    benchmark = real.taxonomy.benchmarks[result.on]
    names = dict.fromkeys((benchmark.main, *benchmark.metrics))
    return [name for name in names if name in result.metrics]


def test_rows_stand_in_the_order_of_their_ranks(tasks):
    for _task, dataset in tables(tasks):
        main = dataset["sota"]["metrics"][0]
        values = [float(row["metrics"].get(main, -1)) for row in dataset["sota"]["rows"]]
        assert values == sorted(values, reverse=True)


def test_a_table_is_of_one_task(tasks):
    names = [(task["task"], dataset["dataset"]) for task, dataset in tables(tasks)]
    assert ("Semi-supervised VOS", "DAVIS 2016 (val)") in names
    assert ("Unsupervised VOS", "DAVIS 2016 (val)") in names
    assert len(names) == len(set(names))


def test_a_source_says_whose_it_is(tasks):
    titles = {
        row["model_links"][0]["title"]
        for _task, dataset in tables(tasks)
        for row in dataset["sota"]["rows"]
    }
    assert titles == {
        "source of the numbers: the authors",
        "source of the numbers: a third party",
    }
