"""The sidebar's navigation, rendered once for all pages that it looks the same on.

A page that stands in no toctree (every paper, the search) marks nothing in the navigation as
current, so that its sidebar differs from that of the next paper in nothing: it depends only on the
folder.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from sphinx import addnodes

from sphinx_paperbase.site.domain import PaperDomain
from sphinx_paperbase.site.views import digest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


# Documents that the templates of others lead to, where there are such.
LED_TO = ("browse", "compare")


def share_sidebar(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Wrap the template function ``toctree`` before the theme's own handler calls it."""
    relations = getattr(app.builder, "relations", {})
    if pagename in relations or "toctree" not in context:
        return
    render = context["toctree"]
    shared = PaperDomain.of(app.env).sidebars
    folder = posixpath.dirname(app.builder.get_target_uri(pagename))

    def toctree(**arguments: Any) -> str:
        key = (folder, repr(sorted(arguments.items())))
        if key not in shared:
            shared[key] = render(**arguments)
        return shared[key]

    context["toctree"] = toctree


def renew(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name all documents when the navigation has changed, since it stands on every page.

    Sphinx writes only the documents that were read: the other pages would keep the old sidebar,
    and the old names of their neighbours.
    """
    data = PaperDomain.of(env).data
    tree = digest(
        [
            (docname, env.titles[docname].astext(), str(toctree["entries"]), toctree["caption"])
            for docname in sorted({env.config.root_doc, *env.toctree_includes})
            for toctree in env.tocs[docname].findall(addnodes.toctree)
        ]
        + [
            (docname, env.titles[docname].astext())
            for docnames in env.toctree_includes.values()
            for docname in docnames
            if docname in env.titles
        ]
        + [docname for docname in LED_TO if docname in env.found_docs]
    )
    if tree == data["toctree"]:
        return []
    data["toctree"] = tree
    return sorted(env.found_docs)
