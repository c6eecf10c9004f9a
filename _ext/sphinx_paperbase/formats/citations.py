"""The formats in which papers are cited: a text for each paper, and files of many.

A new format is one more line in ``CITATIONS``; its files and its tab on each paper's page follow.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import NamedTuple

from sphinx_paperbase.catalog import Catalog
from sphinx_paperbase.formats import bibtex, csl_json, ris


class Citations(NamedTuple):
    """A format.

    Attributes:
        name: As on the command line.
        label: As on pages.
        ending: Of its files, behind the dot.
        text: Makes the text of the paper with a key.
        write: Makes the text of a file out of those of papers.
    """

    name: str
    label: str
    ending: str
    text: Callable[[Catalog, str], str]
    write: Callable[[Iterable[str]], str]


# A paper's page shows what the files of its shelves hold.
_kept = functools.lru_cache(maxsize=16384)


@_kept
def _bibtex(catalog: Catalog, key: str) -> str:
    paper = bibtex.bib_entry(catalog.entries[key], catalog.taxonomy)
    return bibtex.write([(catalog.bibtex_keys[key], paper)])


@_kept
def _ris(catalog: Catalog, key: str) -> str:
    return ris.record(catalog.entries[key], catalog.bibtex_keys[key], catalog.taxonomy)


@_kept
def _csl_json(catalog: Catalog, key: str) -> str:
    item = csl_json.item(catalog.entries[key], catalog.bibtex_keys[key], catalog.taxonomy)
    return csl_json.text(item)


CITATIONS = (
    Citations("bibtex", "BibTeX", "bib", _bibtex, "\n".join),
    Citations("ris", "RIS", "ris", _ris, ris.write),
    Citations("csl-json", "CSL-JSON", "csl.json", _csl_json, csl_json.write),
)
