"""The formats in which papers are cited: a text for each paper, and files of many.

A new format is one more line in ``CITATIONS``; its files and its tab on each paper's page follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from sphinx_paperbase.catalog import Catalog, Entry, Taxonomy
from sphinx_paperbase.formats import bibtex, csl_json, ris


class Citations(NamedTuple):
    """A format.

    Attributes:
        name: As on the command line.
        label: As on pages.
        ending: Of its files, behind the dot.
        make: Makes the text of a paper with a BibTeX key.
        write: Makes the text of a file out of those of papers.
    """

    name: str
    label: str
    ending: str
    make: Callable[[Entry, str, Taxonomy], str]
    write: Callable[[Iterable[str]], str]

    def text(self, catalog: Catalog, key: str) -> str:
        """Return the text of the paper with a key."""
        entry, bibtex_key = catalog.entries[key], catalog.bibtex_keys[key]
        return catalog.memo.get(self.make, entry, bibtex_key, catalog.taxonomy)


def _bibtex(entry: Entry, key: str, taxonomy: Taxonomy) -> str:
    return bibtex.write([(key, bibtex.bib_entry(entry, taxonomy))])


def _csl_json(entry: Entry, key: str, taxonomy: Taxonomy) -> str:
    return csl_json.text(csl_json.item(entry, key, taxonomy))


CITATIONS = (
    Citations("bibtex", "BibTeX", "bib", _bibtex, "\n".join),
    Citations("ris", "RIS", "ris", ris.record, ris.write),
    Citations("csl-json", "CSL-JSON", "csl.json", _csl_json, csl_json.write),
)
