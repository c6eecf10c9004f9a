"""The one node of this extension: a view of the catalog, with the template that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_paperbase.site.domain import PaperDomain
from sphinx_paperbase.site.records import Card, Ref

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class paper_view(nodes.General, nodes.Element):
    """A record of a view (``data``) and the name of its ``template``.

    In HTML the template is rendered; children, if any, are text for the search index and for
    other formats, where ``PlainViews`` adds what is missing.
    """


def make_view(template: str, data: Any, *children: nodes.Node) -> paper_view:
    """Return a node that shows a record."""
    node = paper_view("", *children)
    node["template"] = template
    node["data"] = data
    return node


def add_nodes(app: Sphinx) -> None:
    """Add the node with its visitors for every format; outside HTML its children speak."""
    plain = (_pass, _pass)
    html = (_visit_html, _pass)
    app.add_node(paper_view, html=html, latex=plain, text=plain, man=plain, texinfo=plain)
    app.add_post_transform(PlainViews)


def _pass(self: Any, node: paper_view) -> None:
    pass


def _visit_html(self: HTML5Translator, node: paper_view) -> None:
    builder = self.builder
    renderer = PaperDomain.of(builder.env).renderer
    if not getattr(self, "has_paper_icons", False):
        self.has_paper_icons = True  # type: ignore[attr-defined]
        self.body.append(renderer.sprite())
    docname = builder.current_docname
    self.body.append(renderer.view(builder, docname, node["template"], node["data"]))
    raise nodes.SkipNode


class PlainViews(SphinxPostTransform):
    """Gives views a plain form where no template is rendered: a list of what they refer to."""

    default_priority = 5  # before references are resolved
    formats = ("", "latex", "man", "texinfo", "text", "xml")

    def run(self, **kwargs: Any) -> None:
        """Fill every view of the document."""
        for view in list(self.document.findall(paper_view)):
            items = [
                nodes.list_item("", nodes.paragraph("", "", self._reference(ref), *_links(ref)))
                for ref in dict.fromkeys(_refs(view["data"]))
            ]
            if items:
                view += nodes.bullet_list("", *items)

    def _reference(self, ref: Ref | Card) -> addnodes.pending_xref:
        node = addnodes.pending_xref(
            "",
            nodes.inline("", ref.title if isinstance(ref, Card) else ref.label),
            refdomain="std",
            reftype="doc",
            reftarget=f"/{ref.doc}",
            refexplicit=True,
            refwarn=False,
        )
        node["refdoc"] = self.env.docname
        return node


def _links(ref: Ref | Card) -> Iterator[nodes.Node]:
    """Return what follows a paper's name: its venue and its links, which a link checker follows."""
    if isinstance(ref, Card):
        yield nodes.Text(f" ({ref.venue.label})")
        for kind, url in ref.links:
            yield nodes.Text(", ")
            yield nodes.reference("", kind, refuri=url, internal=False)


def _refs(data: Any) -> Iterator[Ref | Card]:
    """Find what a record leads to inside the site."""
    if isinstance(data, Ref | Card):
        yield data
    elif getattr(data, "doc", "") and hasattr(data, "label"):
        yield Ref(data.label, data.doc)
    elif isinstance(data, tuple):
        for part in data:
            yield from _refs(part)
