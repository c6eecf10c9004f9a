"""The ``paper`` domain: roles, objects, and what each document has seen of the catalog."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import Domain, Index, IndexEntry, ObjType
from sphinx.locale import _
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from sphinx_paperbase.catalog import FACETS, Catalog
from sphinx_paperbase.catalog.naming import initial
from sphinx_paperbase.catalog.problems import did_you_mean
from sphinx_paperbase.site import WARNING_TYPE, views
from sphinx_paperbase.site.records import entry_doc, shelf_doc
from sphinx_paperbase.site.rendering import Renderer, template_cache
from sphinx_paperbase.site.views import View, digest

if TYPE_CHECKING:
    from docutils.nodes import Element
    from markdown_it import MarkdownIt
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


PAPER_ROLES = ("paper", "name", "title")
OBJECT_TYPES = {
    "paper": ObjType(_("paper"), *PAPER_ROLES, searchprio=-1),
    **{facet: ObjType(_(facet), facet, searchprio=-1) for facet in FACETS},
}
"""What can be referred to, here and from other projects: papers, and the shelves of every facet."""


class Reference(XRefRole):
    """A reference to an object of the domain, shown as it is written."""

    innernodeclass = nodes.inline  # a name, not code

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Make the role mean the domain's, also where it is written without the domain."""
        refnode["refdomain"] = "paper"
        self.classes = ["xref"]  # Sphinx's own would be 'paper-type', which our styles have
        return title, " ".join(target.split())


class PaperRole(Reference):
    """A reference to a paper, type, venue or review section, shown by what the catalog calls it."""

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Show the catalog's text, unless the author gave one."""
        title, target = super().process_link(env, refnode, has_explicit_title, title, target)
        found = PaperDomain.of(env).see("label", refnode["reftype"], target)
        return (found.label if found and not has_explicit_title else title), target


class PaperIndex(Index):
    """All papers by what they are called."""

    name = "index"
    localname = _("Index of papers")
    shortname = _("papers")

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Return the papers by first letter."""
        domain = self.domain
        assert isinstance(domain, PaperDomain)
        letters: dict[str, list[IndexEntry]] = {}
        for entry in sorted(domain.catalog.entries.values(), key=lambda e: e.label.casefold()):
            doc = entry_doc(entry.key)
            if docnames is None or doc in docnames:
                title = entry.title if entry.name else ""
                stands = entry.status or ""
                row = IndexEntry(entry.label, 0, doc, "", str(entry.edition), stands, title)
                letters.setdefault(initial(entry.label.split()[0]), []).append(row)
        # A letter is part of an address: '#' cannot be.
        return [(k if k != "#" else _("Other"), rows) for k, rows in sorted(letters.items())], False


class PaperDomain(Domain):
    """Papers, types, venues, data sets, sections: objects that any document can refer to.

    The catalog is not part of the environment: it is loaded at each build before a document is
    read. The environment keeps, for each document, the views that it has looked at.
    """

    name = "paper"
    label = "Papers"
    object_types: ClassVar[dict[str, ObjType]] = OBJECT_TYPES
    roles: ClassVar[dict[str, Any]] = {
        name: PaperRole(warn_dangling=True) for name in (*PAPER_ROLES, *FACETS)
    }
    indices: ClassVar[list[type[Index]]] = [PaperIndex]
    initial_data: ClassVar[dict[str, Any]] = {
        "seen": {},
        "catalog": "",
        "citations": "",
        "toctree": "",
    }
    data_version = 1

    catalog: Catalog
    _renderer: Renderer | None = None

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.sidebars: dict[tuple[str, str], str] = {}
        self.markdown: MarkdownIt | None = None

    @classmethod
    def of(cls, env: BuildEnvironment) -> PaperDomain:
        """Return the domain of an environment."""
        domain = env.get_domain(cls.name)
        assert isinstance(domain, cls)
        return domain

    @property
    def seen(self) -> dict[str, dict[View, str]]:
        """For each document the views it has looked at, with the digest of what it saw."""
        return self.data["seen"]  # type: ignore[no-any-return]

    @property
    def renderer(self) -> Renderer:
        """What turns records into HTML; made once a build."""
        if self._renderer is None:
            self._renderer = Renderer(template_cache(self.env))
        return self._renderer

    def see(self, name: str, *arguments: Any) -> Any:
        """Return what a view shows, and note that the document being read depends on it."""
        view = View(name, arguments)
        shown = view.look(self.catalog)
        self.seen.setdefault(self.env.docname, {})[view] = self._digest(shown)
        return shown

    def changed(self, docname: str) -> bool:
        """Tell whether a view of a document shows something else than when it was read."""
        return any(
            self._digest(view.look(self.catalog)) != digest
            for view, digest in self.seen.get(docname, {}).items()
        )

    def _digest(self, shown: Any) -> str:
        # The templates are part of what a page shows.
        return digest(shown) + self.renderer.stamp

    def clear_doc(self, docname: str) -> None:
        """Forget what a document has seen."""
        self.seen.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what documents have seen that another process has read."""
        for docname in docnames:
            if docname in otherdata["seen"]:
                self.seen[docname] = otherdata["seen"][docname]

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Lead a role to its page; None where there is no such thing."""
        found = views.label(self.catalog, typ, target)
        if found is None:
            return None
        return make_refnode(builder, fromdocname, found.doc, "", contnode, found.title)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Lead the role ``any`` to a paper's page by its key."""
        found = self.resolve_xref(env, fromdocname, builder, "paper", target, node, contnode)
        return [("paper:paper", found)] if found else []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every object for ``objects.inv``, with what references to it show.

        Old keys are objects too, so that other projects need not follow. The search index leaves
        objects of this priority out: titles are searched anyway.
        """
        keys = {key: key for key in self.catalog.entries} | self.catalog.aliases
        for name, key in keys.items():
            yield name, self._shown("paper", key), "paper", entry_doc(key), "", -1
        for kind, shelves in self.catalog.shelves.items():
            for place, _papers in shelves.values():
                doc = shelf_doc(kind, place.slug)
                yield place.target, self._shown(kind, place.target), kind, doc, "", -1

    def _shown(self, kind: str, target: str) -> str:
        found = views.label(self.catalog, kind, target)
        # A line of an inventory is an object.
        return " ".join(found.label.split()) if found else target


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Name exactly the documents whose view of the catalog has changed."""
    domain = PaperDomain.of(env)
    today = domain.catalog.fingerprint + domain.renderer.stamp
    if domain.data["catalog"] == today:
        return []
    domain.data["catalog"] = today
    return sorted(doc for doc in set(domain.seen) - removed if domain.changed(doc))


def suggest(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Say of a role's unknown target what was probably meant."""
    if not isinstance(domain, PaperDomain):
        return None
    kind, target = node["reftype"], node["reftarget"]
    near = did_you_mean(target, views.names(domain.catalog, kind))
    noun = {"name": "paper", "title": "paper", "dataset": "data set"}.get(kind, kind)
    logger.warning(
        "no %s %r%s", noun, target, near, location=node, type=WARNING_TYPE, subtype="unknown-target"
    )
    return True
