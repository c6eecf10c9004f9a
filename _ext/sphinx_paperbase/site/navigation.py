"""The sidebar's navigation, rendered once for all pages that it looks the same on.

A page that stands in no toctree (every paper) marks nothing in the navigation as current, so that
its sidebar differs from that of the next paper in nothing: it depends only on the folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_paperbase.site.domain import PaperDomain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def share_sidebar(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Wrap the template function ``toctree`` before the theme's own handler calls it."""
    relations = getattr(app.builder, "relations", {})
    if doctree is None or pagename in relations or "toctree" not in context:
        return
    render = context["toctree"]
    shared = PaperDomain.of(app.env).sidebars
    depth = app.builder.get_target_uri(pagename).count("/")

    def toctree(**arguments: Any) -> str:
        key = (depth, repr(sorted(arguments.items())))
        if key not in shared:
            shared[key] = render(**arguments)
        return shared[key]

    context["toctree"] = toctree
