"""For other projects: the roles that refer to the papers of a published site, and nothing else.

    extensions = ["sphinx.ext.intersphinx", "sphinx_paperbase.intersphinx"]
    intersphinx_mapping = {"vos": ("https://…", None)}

Then ``{paper}`xmem``` and ``{external+vos:paper:paper}`xmem``` lead to the page of a paper. A
project with a collection of its own has these roles already: what it does not know, it looks up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain, ObjType

from sphinx_paperbase import __version__
from sphinx_paperbase.site.domain import OBJECT_TYPES, Reference

if TYPE_CHECKING:
    from collections.abc import Set

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class ReferenceDomain(Domain):
    """The domain ``paper`` without papers of its own: intersphinx finds what is referred to."""

    name = "paper"
    label = "Papers"
    object_types: ClassVar[dict[str, ObjType]] = OBJECT_TYPES
    roles: ClassVar[dict[str, Any]] = {
        role: Reference(warn_dangling=True) for kind in OBJECT_TYPES.values() for role in kind.roles
    }

    def resolve_any_xref(self, *_: Any) -> list[tuple[str, nodes.reference]]:
        """Find nothing: intersphinx looks for what no domain has."""
        return []

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Do nothing: there is no data."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the roles."""
    app.add_domain(ReferenceDomain)
    app.add_role("paper", Reference(warn_dangling=True))
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
