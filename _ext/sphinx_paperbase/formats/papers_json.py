"""``papers.json``: every paper with every field of its front matter, for other programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from sphinx_paperbase.catalog import Entry

VERSION = 1


def record(entry: Entry, url: str) -> dict[str, Any]:
    """Return a paper as JSON has it: the front matter's keys, what is empty left out."""
    facts = entry.model_dump(mode="json", by_alias=True, exclude_none=True)
    facts["earlier"] = [str(edition) for edition in entry.earlier]
    facts["results"] = [
        {**{k: v for k, v in result.items() if k != "metrics"}, **result["metrics"]}
        for result in facts["results"]
    ]
    return {"key": entry.key, "url": url} | {k: v for k, v in facts.items() if v not in ([], {})}


def write(entries: Iterable[Entry], url_of: Callable[[str], str]) -> str:
    """Return the text of ``papers.json``; ``url_of`` gives the address of a key's page."""
    papers = [record(entry, url_of(entry.key)) for entry in entries]
    return json.dumps({"version": VERSION, "papers": papers}, ensure_ascii=False, indent=1) + "\n"
