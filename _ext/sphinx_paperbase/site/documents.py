"""The facet pages' sources: small documents in ``by/``, each with one directive.

They are written only where their text changes, so that Sphinx reads again what is new and nothing
else, and removed when no paper stands on their shelf any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_paperbase.catalog import FACETS, Catalog, Facet, Shelf
from sphinx_paperbase.site.domain import PaperDomain
from sphinx_paperbase.site.records import shelf_doc

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = "by"
_MARK = "% Generated from the entries and taxonomy.toml; changes here are lost.\n"


def write_documents(app: Sphinx) -> None:
    """Make the folder ``by/`` hold exactly the pages of today's shelves."""
    root = Path(app.srcdir)
    wanted = {root / f"{doc}.md": text for doc, text in _documents(PaperDomain.of(app.env).catalog)}
    for path in sorted((root / FOLDER).rglob("*.md")):
        if path not in wanted:
            path.unlink()
    for path, text in wanted.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")


def _documents(catalog: Catalog) -> Iterator[tuple[str, str]]:
    for facet in FACETS.values():
        shelves = [shelf for shelf, _papers in catalog.shelves[facet.name].values()]
        yield shelf_doc(facet.name, "index"), _index(catalog, facet, shelves)
        for shelf in shelves:
            yield shelf_doc(facet.name, shelf.slug), _page(catalog, facet, shelf)


def _index(catalog: Catalog, facet: Facet, shelves: list[Shelf]) -> str:
    # A site may leave the data sets out of its tables of contents: it may have none.
    orphan = "" if facet.in_sidebar else "---\norphan: true\n---\n"
    parts = [orphan + _MARK, f"# {facet.title}", facet.intro + _cited(catalog, facet)]
    parts.append(f"```{{paper:facet}} {facet.name}\n```")
    if fixed := _listed(catalog, facet):
        listed = [f"{s.label} <{s.slug}>" for s in shelves if s in fixed]
        parts.append("```{toctree}\n:hidden:\n\n" + "\n".join(listed) + "\n```")
    return "\n\n".join(parts) + "\n"


def _listed(catalog: Catalog, facet: Facet) -> list[Shelf]:
    """Return the shelves that stand in the sidebar: the few lasting ones; more make it long."""
    return list(facet.fixed(catalog.taxonomy)) if facet.in_sidebar else []


def _page(catalog: Catalog, facet: Facet, shelf: Shelf) -> str:
    if facet.name == "dataset":
        return _dataset_page(shelf)
    orphan = "" if shelf in _listed(catalog, facet) else "---\norphan: true\n---\n"
    directive = f"```{{paper:shelf}} {facet.name} {shelf.slug}\n```"
    cited = _cited(catalog, facet).strip()
    parts = [orphan + _MARK, f"# {shelf.title}", *([cited] if cited else []), directive]
    if facet.name == "review":
        parts.append(f"```{{paper:section}} {shelf.slug}\n```")
    return "\n\n".join(parts) + "\n"


def _dataset_page(shelf: Shelf) -> str:
    """Return the page of a data set: its leaderboards need the room of the page's contents."""
    parts = [
        f"---\norphan: true\nhide-toc: true\n---\n{_MARK}",
        f"# {shelf.title}",
        f"```{{paper:dataset}} {shelf.slug}\n```",
        "## Papers",
        f"```{{paper:shelf}} dataset {shelf.slug}\n```",
    ]
    return "\n\n".join(parts) + "\n"


def _cited(catalog: Catalog, facet: Facet) -> str:
    """Cite the review on the few pages that it divides; a citation costs too much on every page."""
    if facet.name not in ("type", "review"):
        return ""
    return f" The works before 2022 are reviewed in {{cite:t}}`{catalog.taxonomy.review.key}`."
