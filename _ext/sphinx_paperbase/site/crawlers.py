"""What the site tells programs that visit it: ``sitemap.xml``, ``robots.txt`` and ``llms.txt``.

- https://www.sitemaps.org/protocol.html: whole addresses only, so that there is none where
  ``html_baseurl`` is not set. sphinx-sitemap lists the pages that a build writes: after an edit,
  three.
- https://www.rfc-editor.org/rfc/rfc9309: crawlers ask for it at the root of a host.
- https://llmstxt.org
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from sphinx_paperbase.catalog import FACETS, Catalog
from sphinx_paperbase.catalog.text.body import ENTRIES
from sphinx_paperbase.site.documents import FOLDER as SHELVES
from sphinx_paperbase.site.domain import PaperDomain
from sphinx_paperbase.site.head import about
from sphinx_paperbase.site.records import entry_doc, shelf_doc

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from sphinx.application import Sphinx

_DATA = {
    "papers.json": "every fact of every paper, by the keys of the front matter",
    "papers.csv": "the same as a table",
    "papers.bib": "BibTeX of all papers",
    "papers.csl.json": "CSL-JSON of all papers",
    "papers.ris": "RIS of all papers",
    "papers.md": "all papers as a list in Markdown, with their links",
    "taxonomy.json": "types, venues, data sets and benchmarks by their ids",
    "entry.schema.json": "JSON Schema of an entry",
    "feed.xml": "Atom feed of the newest papers",
}


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write the files whose text has changed."""
    if exception is not None or app.builder.name != "html" or getattr(app.builder, "idle", False):
        return
    base: str = app.config.html_baseurl
    files = {
        "sitemap.xml": _sitemap(app, base) if base else "",
        "robots.txt": _robots(base),
        "llms.txt": _llms(app),
    }
    for name, text in files.items():
        path = Path(app.outdir, name)
        if not text:
            path.unlink(missing_ok=True)
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")


def pages(app: Sphinx) -> Iterator[str]:
    """Yield the pages that are worth to be found, by their names.

    Not the search, addresses that have moved, entries that cannot be shown, and what is not
    searched here either: the page for addresses that are none.
    """
    env = app.env
    broken = {entry_doc(key) for key in PaperDomain.of(env).catalog.broken}
    indices = [name for name, *_ in getattr(app.builder, "domain_indices", ())]
    for page in sorted([*env.found_docs, *indices]):
        if page not in broken and "nosearch" not in env.metadata.get(page, {}):
            yield page


def _sitemap(app: Sphinx, base: str) -> str:
    changed = dict(_changed(PaperDomain.of(app.env).catalog))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for page in pages(app):
        date = f"<lastmod>{changed[page]}</lastmod>" if page in changed else ""
        address = escape(base + app.builder.get_target_uri(page))
        lines.append(f"<url><loc>{address}</loc>{date}</url>")
    return "\n".join([*lines, "</urlset>", ""])


def _changed(catalog: Catalog) -> Iterator[tuple[str, datetime.date]]:
    """Yield pages and the day on which a paper was last added to each.

    Neither git nor the clock of a build is asked: a build of an archive would say something else.
    """
    for entry in catalog.entries.values():
        if entry.added:
            yield entry_doc(entry.key), entry.added
    for facet, shelves in catalog.shelves.items():
        for slug, (_shelf, papers) in shelves.items():
            if days := [paper.added for paper in papers if paper.added]:
                yield shelf_doc(facet, slug), max(days)


def _robots(base: str) -> str:
    return "User-agent: *\nAllow: /\n" + (f"\nSitemap: {base}sitemap.xml\n" if base else "")


def _llms(app: Sphinx) -> str:
    return "\n\n".join("\n".join(part) for part in _parts(app)) + "\n"


def _parts(app: Sphinx) -> Iterator[list[str]]:
    """Yield the paragraphs, headings and lists of ``llms.txt``."""
    catalog = PaperDomain.of(app.env).catalog
    base, uri, titles = app.config.html_baseurl, app.builder.get_target_uri, app.env.titles

    def link(name: str, address: str, note: str = "") -> str:
        return f"- [{name}]({base}{address})" + (f": {note}" if note else "")

    def by_hand(doc: str) -> bool:
        return not doc.startswith((f"{ENTRIES}/", f"{SHELVES}/")) and doc in titles

    yield [f"# {app.config.project}"]
    yield [f"> {about(app)}"]
    yield [
        f"{len(catalog.entries)} papers, each with a page of its own: {base}{ENTRIES}/<key>.html"
    ]
    yield ["## Papers"]
    yield [
        link(facet.title, uri(shelf_doc(facet.name, "index")), facet.intro)
        for facet in FACETS.values()
    ]
    yield ["## Papers as data"]
    there = (name for name in _DATA if Path(app.outdir, name).exists())
    yield [link(name, name, _DATA[name]) for name in there]
    yield ["## Types"]
    types = catalog.taxonomy.types
    yield [
        link(place.title, uri(shelf_doc("type", place.slug)), types[place.target].definition)
        for place, _papers in catalog.shelves["type"].values()
    ]
    yield ["## Documents"]
    yield [link(titles[doc].astext(), uri(doc)) for doc in pages(app) if by_hand(doc)]
