"""CSL-JSON, which Zotero, Pandoc and all that work with citation styles read.

The format is described by https://github.com/citation-style-language/schema, its variables by
https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sphinx_paperbase.catalog import Entry, Taxonomy
from sphinx_paperbase.catalog.person import person
from sphinx_paperbase.formats.places import page_range, volume_and_number

_KINDS = {"conference": "paper-conference", "journal": "article-journal", "preprint": "article"}


def item(entry: Entry, key: str, taxonomy: Taxonomy) -> dict[str, Any]:
    """Return a paper as an item; ``key`` is its BibTeX key.

    A preprint's arXiv id is its number. That of a published paper is a note, which Zotero keeps
    and styles leave out: they would print an archive in front of the DOI.
    """
    venue = taxonomy.venues[entry.venue]
    volume, number = volume_and_number(entry.volume)
    arxiv = entry.arxiv and f"arXiv:{entry.arxiv}"
    is_preprint = venue.kind == "preprint"
    facts = {
        "id": key,
        "type": _KINDS[venue.kind],
        "title": entry.title,
        "author": [_author(name) for name in entry.authors],
        "issued": {"date-parts": [[entry.year]]},
        "publisher" if is_preprint else "container-title": venue.name,
        "volume": volume,
        "issue": number,
        "page": "-".join(page_range(entry.pages or "")),
        "DOI": entry.doi,
        "URL": entry.paper_url,
        "number" if is_preprint else "note": arxiv,
        "keyword": ", ".join(entry.keywords),
    }
    return {name: value for name, value in facts.items() if value}


def text(facts: dict[str, Any]) -> str:
    """Return an item as text: a line for each fact and each author."""
    lines = (f' "{name}": {_value(value)}' for name, value in facts.items())
    return "{\n" + ",\n".join(lines) + "\n}"


def write(items: Iterable[str]) -> str:
    """Return the text of a file with these items, each as text."""
    return "[\n" + ",\n".join(items) + "\n]\n"


def _value(value: Any) -> str:
    if not isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return "[\n  " + ",\n  ".join(json.dumps(part, ensure_ascii=False) for part in value) + "\n ]"


def _author(name: str) -> dict[str, str]:
    parts = person(name)
    if parts.family == name:
        return {"literal": name}
    names = ("given", "non-dropping-particle", "family", "suffix")
    return {name: part for name, part in zip(names, parts, strict=True) if part}
