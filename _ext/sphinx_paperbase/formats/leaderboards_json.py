"""``leaderboards.json``: the results in the shape of Papers with Code's evaluation tables.

A list of tasks, each with its data sets and their rows, as ``evaluation-tables.json`` of
https://github.com/paperswithcode/paperswithcode-data has them; its fields are those of
https://github.com/paperswithcode/sota-extractor and no others, so that what reads the one reads
the other. The rows stand in the order of their ranks. What that shape has no field for is put so:

- the source of a row's numbers is its first model link, whose title says whose table that is;
- the variant is part of the model's name;
- the day of a paper is not known, so ``paper_date`` is null;
- speeds depend on the hardware and are left out; ``papers.json`` has everything.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sphinx_paperbase.catalog import Board, Catalog, Entry, Result
from sphinx_paperbase.catalog.leaderboards import has_extra_data

FILE = "leaderboards.json"


def write(catalog: Catalog, url_of: Callable[[str], str]) -> str:
    """Return the text of the file.

    Args:
        catalog: The papers.
        url_of: Gives the address of a key's page, for papers that have no other.
    """
    tasks = [
        {
            "task": kind.name,
            "description": kind.definition,
            "categories": [catalog.taxonomy.field.name],
            "synonyms": list(kind.also),
            "source_link": None,
            "subtasks": [],
            "datasets": [
                _dataset(catalog, board, url_of)
                for board in catalog.leaderboards.values()
                if board.task == id and board.places
            ],
        }
        for id, kind in catalog.taxonomy.types.items()
    ]
    known = [task for task in tasks if task["datasets"]]
    return json.dumps(known, ensure_ascii=False, indent=1) + "\n"


def _dataset(catalog: Catalog, board: Board, url_of: Callable[[str], str]) -> dict[str, Any]:
    taxonomy = catalog.taxonomy
    data = taxonomy.datasets[taxonomy.datasets_of[board.benchmark]]
    benchmark = taxonomy.benchmarks[board.benchmark]
    metrics = (board.metric, *(metric for metric in benchmark.metrics if metric != board.metric))
    paper = catalog.resolve(data.paper or "")
    cited = paper.paper_url if paper else data.links.get("paper")
    return {
        "dataset": f"{data.name} ({benchmark.split})",
        "description": data.remark or "",
        "dataset_links": [_link(kind, url) for kind, url in data.links.items() if kind != "paper"],
        "dataset_citations": [_link("paper", cited)] if cited else [],
        "subdatasets": [],
        "sota": {
            "metrics": list(metrics),
            "rows": [
                catalog.memo.get(_row, catalog.entries[key], number, metrics, url_of(key))
                for key, number, _rank in board.places
            ],
        },
    }


def _row(entry: Entry, number: int, metrics: tuple[str, ...], url: str) -> dict[str, Any]:
    result = entry.results[number]
    values = result.metrics
    return {
        "model_name": _model(entry, result),
        "paper_title": entry.title,
        "paper_url": entry.paper_url or url,
        "paper_date": None,
        "code_links": [_link("code", entry.links.code)] if entry.links.code else [],
        "model_links": [_link(_whose(result), result.source)],
        "metrics": {name: f"{values[name]:g}" for name in metrics if name in values},
        "uses_additional_data": has_extra_data(result),
    }


def _model(entry: Entry, result: Result) -> str:
    return f"{entry.label} ({result.variant})" if result.variant else entry.label


def _whose(result: Result) -> str:
    whose = "a third party" if result.own_source is False else "the authors"
    return f"source of the numbers: {whose}"


def _link(title: str, url: str) -> dict[str, str]:
    return {"title": title, "url": url}
