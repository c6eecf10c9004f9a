"""``papers.js``: the papers for the scripts of the site's own pages.

A classic script that sets one variable, since pages that are opened as files may run scripts but
not read ``papers.json``. Its records are those of ``papers.json``, with what a citation needs:

    window.paperbase = {version, base, venues, people, papers: [{key, url, …, bibtex, summary}]}

``url`` is relative to the script and ``base`` what ``papers.json`` has before it; ``bibtex`` is the
BibTeX key; ``venues`` gives each id its name and kind; ``people`` has the given names, particle,
family name and suffix of those authors whose family name is not simply the last word.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from sphinx_paperbase.catalog import Catalog, Entry
from sphinx_paperbase.catalog.person import Person, person
from sphinx_paperbase.catalog.plain_text import summary
from sphinx_paperbase.formats import papers_json

FILE = "papers.js"
VERSION = 1
# JSON, but safe wherever a script may stand, and for engines that end a line at these.
_ESCAPES = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def write(catalog: Catalog, url_of: Callable[[str], str], base: str = "") -> str:
    """Return the text of ``papers.js``.

    Args:
        catalog: The papers.
        url_of: Gives the address of a key's page, relative to the script.
        base: The address of the site, or nothing where it is not known.
    """
    facts = {
        "version": VERSION,
        "base": base,
        "venues": {id: [v.name, v.kind] for id, v in catalog.taxonomy.venues.items()},
        "people": dict(_people(catalog)),
    }
    papers = ",\n".join(
        catalog.memo.get(_paper, entry, url_of(key), catalog.bibtex_keys[key])
        for key, entry in catalog.entries.items()
    )
    return f'window.paperbase = {as_script(facts)[:-1]},"papers":[\n{papers}\n]}};\n'


def as_script(data: Any) -> str:
    """Return data as JavaScript that can stand in any script."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return "".join(_ESCAPES.get(c, c) for c in text) if _ESCAPES.keys() & set(text) else text


def _paper(entry: Entry, url: str, bibtex_key: str) -> str:
    more = {"bibtex": bibtex_key, "summary": summary(entry.body)}
    return as_script(papers_json.record(entry, url) | {k: v for k, v in more.items() if v})


def _people(catalog: Catalog) -> Iterator[tuple[str, Person]]:
    for name in catalog.by_author:
        *given, family = name.split()
        if (parts := person(name)) != Person(" ".join(given), "", family, ""):
            yield name, parts
