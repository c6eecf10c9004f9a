"""``papers.json``: every paper with every field of its front matter, for other programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from sphinx_paperbase.catalog import Catalog, Entry

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


def write(catalog: Catalog, url_of: Callable[[str], str], keys: Iterable[str] | None = None) -> str:
    """Return the text of ``papers.json``.

    Args:
        catalog: The papers.
        url_of: Gives the address of a key's page.
        keys: Which papers; all without it.
    """
    entries = (catalog.entries[key] for key in (catalog.entries if keys is None else keys))
    papers = ",\n".join(catalog.memo.get(_indented, entry, url_of(entry.key)) for entry in entries)
    text = f"[\n{papers}\n ]" if papers else "[]"
    return f'{{\n "version": {VERSION},\n "papers": {text}\n}}\n'


def _indented(entry: Entry, url: str) -> str:
    text = json.dumps(record(entry, url), ensure_ascii=False, indent=1)
    return "  " + text.replace("\n", "\n  ")  # within texts, ends of lines are written \n
