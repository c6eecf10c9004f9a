"""``statistics.json``: the numbers of the charts, for other programs.

{"version": 1, "papers": 449,
 "years": [{"year", "papers", "types": {"SVOS": 1}, "code", "dataset"}],
 "venues": [{"venue", "papers"}],
 "followed": [{"key", "name", "followers"}],
 "results": [{"benchmark", "task", "metric", "papers": [{"key", "year", "value"}]}]}
"""

from __future__ import annotations

import json
from typing import Any

from sphinx_paperbase.catalog import Board, Catalog, statistics

FILE = "statistics.json"
VERSION = 1


def write(catalog: Catalog) -> str:
    """Return the text of ``statistics.json``."""
    return json.dumps(_data(catalog), ensure_ascii=False, indent=1) + "\n"


def _data(catalog: Catalog) -> dict[str, Any]:
    entries = catalog.entries
    return {
        "version": VERSION,
        "papers": len(entries),
        "years": [year._asdict() for year in statistics.years(entries.values(), catalog.taxonomy)],
        "venues": [
            {"venue": venue, "papers": papers}
            for venue, papers in statistics.venues(entries.values())
        ],
        "followed": [
            {"key": key, "name": entries[key].label, "followers": number}
            for key, number in statistics.followed(catalog.ancestors)
        ],
        "results": [_results(catalog, board) for board in catalog.main_boards],
    }


def _results(catalog: Catalog, board: Board) -> dict[str, Any]:
    return {
        "benchmark": board.benchmark,
        "task": board.task,
        "metric": board.metric,
        "papers": [
            {
                "key": place.key,
                "year": catalog.entries[place.key].year,
                "value": statistics.value_of(place, board, catalog.entries),
            }
            for place in statistics.best_of_papers(board)
        ],
    }
