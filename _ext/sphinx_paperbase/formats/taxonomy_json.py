"""``taxonomy.json``: the types, venues, data sets and review sections that papers refer to."""

from __future__ import annotations

import json

from sphinx_paperbase.catalog import Taxonomy

FILE = "taxonomy.json"
VERSION = 1


def write(taxonomy: Taxonomy) -> str:
    """Return the text of ``taxonomy.json``: what ``taxonomy.toml`` says."""
    facts = taxonomy.model_dump(mode="json", exclude_none=True)
    return json.dumps({"version": VERSION, **facts}, ensure_ascii=False, indent=1) + "\n"
