"""Papers as files to take along: of each paper, of each shelf, and of all together.

The texts of all papers are kept beside the doctrees: after an edit one of them is made anew, and
those files are written that hold it.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_paperbase.catalog import Catalog
from sphinx_paperbase.catalog.drafts.draft import replace
from sphinx_paperbase.catalog.text.body import ENTRIES
from sphinx_paperbase.formats import awesome_list, papers_csv, taxonomy_json
from sphinx_paperbase.formats.citations import CITATIONS
from sphinx_paperbase.site.domain import PaperDomain
from sphinx_paperbase.site.records import entry_doc, shelf_doc
from sphinx_paperbase.site.views import digest

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ALL = "papers"
"""The files of all papers, without their endings."""


class _Kept(NamedTuple):
    """A paper as it was last exported: of which version, and its text by the ending of files."""

    version: str
    texts: dict[str, Any]


class _File(NamedTuple):
    """A file of papers: its name, their keys, and what puts their texts together."""

    name: str
    ending: str
    keys: list[str]
    write: Callable[[Iterable[Any]], str]


def files(catalog: Catalog) -> Iterator[str]:
    """Yield the files that are there as long as their papers and shelves are."""
    for key in catalog.entries:
        for citations in CITATIONS:
            yield f"{entry_doc(key)}.{citations.ending}"
    for file in _files(catalog):
        yield file.name


def write_beside(
    app: Sphinx, pagename: str, _template: str, _context: dict[str, Any], _doctree: object
) -> None:
    """Write a paper's files as its page is written."""
    folder, _, key = pagename.rpartition("/")
    catalog = PaperDomain.of(app.env).catalog
    if app.builder.name == "html" and folder == ENTRIES and key in catalog.entries:
        for citations in CITATIONS:
            text = citations.write([citations.text(catalog, key)])
            _write(Path(app.outdir, f"{pagename}.{citations.ending}"), text)


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write the files of all papers, of shelves and at old addresses, and the taxonomy."""
    if exception is not None or app.builder.name != "html":
        return
    domain = PaperDomain.of(app.env)
    catalog = domain.catalog
    stamp = digest((app.config.html_baseurl, repr(catalog.taxonomy), domain.renderer.stamp))
    path = Path(app.doctreedir, "exports.pickle")
    record = _read(path)
    before, now = next(record, ("", "")), (stamp, catalog.fingerprint)
    if before == now and getattr(app.builder, "idle", False):
        return
    old, held = next(record) if before[0] == stamp else ({}, {})
    _write(Path(app.outdir, taxonomy_json.FILE), taxonomy_json.write(catalog.taxonomy))
    papers = {key: _paper(app, catalog, key, old.get(key)) for key in catalog.entries}
    holds = {}
    # Should the build be cut off here, the next one writes all.
    path.unlink(missing_ok=True)
    for file in _files(catalog):
        to = Path(app.outdir, file.name)
        holds[file.name] = [papers[key].version for key in file.keys]
        if holds[file.name] != held.get(file.name) or not to.exists():
            _write(to, file.write(papers[key].texts[file.ending] for key in file.keys))
    replace(path, pickle.dumps(now) + pickle.dumps((papers, holds)))


def _read(path: Path) -> Iterator[Any]:
    """Yield what a record begins with, then all that was written."""
    if path.exists():
        with path.open("rb") as file:
            yield pickle.load(file)
            yield pickle.load(file)


def _files(catalog: Catalog) -> Iterator[_File]:
    citations = {citations.ending: citations.write for citations in CITATIONS}
    listing = partial(awesome_list.listing, taxonomy=catalog.taxonomy)
    everything = citations | {"csv": papers_csv.write, "md": listing}
    for ending, write in everything.items():
        yield _File(f"{ALL}.{ending}", ending, list(catalog.entries), write)
    lists = [(entry_doc(alias), [key]) for alias, key in catalog.aliases.items()]
    for facet, shelves in catalog.shelves.items():
        for slug, (_shelf, papers) in shelves.items():
            lists.append((shelf_doc(facet, slug), [paper.key for paper in papers]))
    for name, keys in lists:
        for ending, write in citations.items() if keys else ():
            yield _File(f"{name}.{ending}", ending, keys, write)


def _paper(app: Sphinx, catalog: Catalog, key: str, old: _Kept | None) -> _Kept:
    bibtex_key = catalog.bibtex_keys[key]
    version = f"{catalog.versions[key]} {bibtex_key}"
    if old and old.version == version:
        return old
    entry = catalog.entries[key]
    url = app.config.html_baseurl + app.builder.get_target_uri(entry_doc(key))
    texts = {citations.ending: citations.text(catalog, key) for citations in CITATIONS}
    line = awesome_list.line(entry, catalog.taxonomy)
    return _Kept(version, {**texts, "csv": papers_csv.row(entry, bibtex_key, url), "md": line})


def _write(path: Path, text: str) -> None:
    content = text.encode()
    if path.exists() and path.read_bytes() == content:
        return
    try:
        path.write_bytes(content)
    except FileNotFoundError:  # the first of its folder, before its page
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
