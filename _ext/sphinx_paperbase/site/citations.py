"""The papers as citations: sphinxcontrib-bibtex knows every entry by its BibTeX key."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pybtex.database import BibliographyData, Entry
from sphinxcontrib.bibtex.bibfile import BibData, BibFile

from sphinx_paperbase.catalog.catalog import TAXONOMY
from sphinx_paperbase.formats import bibtex
from sphinx_paperbase.site.domain import PaperDomain
from sphinx_paperbase.site.views import digest

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class _Citable(Entry):  # type: ignore[misc]  # pybtex has no types
    """An entry that knows its key, and makes the rest when it is asked for it.

    sphinxcontrib-bibtex goes through all entries at every build, and cites few.
    """

    def __init__(self, key: str, make: Callable[[], Entry]) -> None:
        self.key = key
        self._make = make

    @functools.cached_property
    def _made(self) -> Entry:
        return self._make()

    type = property(lambda self: self._made.type)
    fields = property(lambda self: self._made.fields)
    persons = property(lambda self: self._made.persons)

    def __reduce__(self) -> tuple[Any, ...]:
        # The environment is saved with all entries, and given all anew at the next build.
        return Entry, ("misc",)


def add_entries(app: Sphinx) -> None:
    """Add the catalog to what sphinxcontrib-bibtex has read, as one more bibliography file.

    No file is written and none parsed: the entries are handed over as pybtex has them, each made
    when it is first cited.
    """
    catalog = PaperDomain.of(app.env).catalog
    cite = app.env.get_domain("cite").data
    read: BibData = cite["bibdata"]
    # sphinxcontrib-bibtex makes documents depend on a bibliography's file, so it must be a file,
    # and one whose change asks for all references again: venues get their names there.
    own = Path(app.srcdir, TAXONOMY)
    data = BibliographyData()  # not given the entries, since it would look into each
    data.entries.update(read.data.entries)
    files = {path: file for path, file in read.bibfiles.items() if path != own}
    hand_written = {key for file in files.values() for key in file.keys}
    keys: dict[str, None] = {}
    for key, bibtex_key in catalog.bibtex_keys.items():
        if bibtex_key not in hand_written:
            paper = catalog.entries[key]
            data.entries[bibtex_key] = _Citable(
                bibtex_key, functools.partial(bibtex.bib_entry, paper, catalog.taxonomy)
            )
            keys[bibtex_key] = None
    files[own] = BibFile(mtime=0, keys=keys)
    cite["bibdata"] = BibData(read.encoding, files, data)


def note_bibliography(app: Sphinx, doctree: nodes.document) -> None:
    """Make a document with a bibliography depend on the BibTeX keys that there are.

    sphinxcontrib-bibtex gives every entry its place when it reads the directive.
    """
    bibliographies = app.env.get_domain("cite").data["bibliographies"]
    if any(key.docname == app.env.docname for key in bibliographies):
        PaperDomain.of(app.env).see("bibtex_keys")


def restate(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the documents to write again because a citation in them reads differently.

    Labels and references are made from all cited entries together, after the documents are read;
    sphinxcontrib-bibtex alone leaves them as they were in documents that have not changed.
    """
    cite = env.get_domain("cite").data
    data = PaperDomain.of(env).data
    stated = digest(
        sorted(
            (
                citation.citation_id,
                citation.key,
                citation.formatted_entry.label,
                str(citation.formatted_entry.text),
            )
            for citation in cite["citations"]
        )
    )
    if stated == data["citations"]:
        return []
    data["citations"] = stated
    citing = {ref.docname for ref in cite["citation_refs"]}
    return sorted(citing | {key.docname for key in cite["bibliographies"]})
