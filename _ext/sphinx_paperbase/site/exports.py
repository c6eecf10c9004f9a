"""Papers as files to take along: of each paper, of each shelf, and of all together.

After an edit only those files are put together again that hold the paper.
"""

from __future__ import annotations

import json
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

_CITED = tuple(citations.ending for citations in CITATIONS)


class _Format(NamedTuple):
    """How papers are written: what makes a paper's part by its key, and what joins the parts."""

    part: Callable[[str], Any]
    write: Callable[[Iterable[Any]], str]


def files(catalog: Catalog) -> Iterator[str]:
    """Yield the files that are there as long as their papers and shelves are."""
    for key in catalog.entries:
        for ending in _CITED:
            yield f"{entry_doc(key)}.{ending}"
    for name, ending, _keys in _lists(catalog):
        yield f"{name}.{ending}"


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
    """Write the files of all papers, of shelves and at old addresses, and the taxonomy.

    A record beside the doctrees keeps a digest of what each was made of.
    """
    if exception is not None or app.builder.name != "html":
        return
    domain = PaperDomain.of(app.env)
    catalog = domain.catalog
    _write(Path(app.outdir, taxonomy_json.FILE), taxonomy_json.write(catalog.taxonomy))
    if getattr(app.builder, "idle", False):
        return
    stamp = digest((app.config.html_baseurl, repr(catalog.taxonomy), domain.renderer.stamp))
    record = Path(app.doctreedir, "exports.json")
    old = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
    new = {}
    # Should the build be cut off here, the next one writes all.
    record.unlink(missing_ok=True)
    formats = dict(_formats(app, catalog))
    versions = {
        key: (catalog.memo.contents.get(key), catalog.bibtex_keys[key]) for key in catalog.entries
    }
    for name, ending, keys in _lists(catalog):
        file = f"{name}.{ending}"
        new[file] = stamp + digest([versions[key] for key in keys])
        to = Path(app.outdir, file)
        if new[file] != old.get(file) or not to.exists():
            part, write = formats[ending]
            _write(to, write(map(part, keys)))
    replace(record, json.dumps(new).encode())


def _lists(catalog: Catalog) -> Iterator[tuple[str, str, list[str]]]:
    """Yield the files of several papers: name, ending and the papers' keys."""
    for ending in (*_CITED, "csv", "md"):
        yield ALL, ending, list(catalog.entries)
    lists = [(entry_doc(alias), [key]) for alias, key in catalog.aliases.items()]
    for facet, shelves in catalog.shelves.items():
        for slug, (_shelf, papers) in shelves.items():
            lists.append((shelf_doc(facet, slug), [paper.key for paper in papers]))
    for name, keys in lists:
        for ending in _CITED if keys else ():
            yield name, ending, keys


def _formats(app: Sphinx, catalog: Catalog) -> Iterator[tuple[str, _Format]]:
    """Yield the endings of files and how these are written."""
    entries, memo, taxonomy = catalog.entries, catalog.memo, catalog.taxonomy
    base, uri = app.config.html_baseurl, app.builder.get_target_uri

    def row(key: str) -> Any:
        page = base + uri(entry_doc(key))
        return memo.get(papers_csv.row, entries[key], catalog.bibtex_keys[key], page)

    def line(key: str) -> Any:
        return memo.get(awesome_list.line, entries[key], taxonomy)

    for citations in CITATIONS:
        yield citations.ending, _Format(partial(citations.text, catalog), citations.write)
    yield "csv", _Format(row, papers_csv.write)
    yield "md", _Format(line, partial(awesome_list.listing, taxonomy=taxonomy))


def _write(path: Path, text: str) -> None:
    content = text.encode()
    if not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
