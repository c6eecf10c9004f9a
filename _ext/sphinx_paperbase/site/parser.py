"""The parser of entries: a page from the catalog, with the entry's body in it.

MyST never sees the front matter (it would read it twice, with the slow loader), and of the body
it renders only what ``catalog.body`` lets through.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.util import logging

from sphinx_paperbase.catalog.text import body as policy
from sphinx_paperbase.catalog.text import frontmatter
from sphinx_paperbase.catalog.text.body import ENTRIES
from sphinx_paperbase.site import WARNING_TYPE, views
from sphinx_paperbase.site.domain import PaperDomain
from sphinx_paperbase.site.nodes import make_view
from sphinx_paperbase.site.records import Foot

if TYPE_CHECKING:
    from typing import Any

    from markdown_it.tree import SyntaxTreeNode

    from sphinx_paperbase.site.records import EntryView

logger = logging.getLogger(__name__)


class PaperParser(MystParser):
    """MyST for every document; for entries the page is built from the catalog."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a document."""
        env = document.settings.env
        folder, _, key = env.docname.rpartition("/")
        if folder == ENTRIES:
            self._parse_entry(key, inputstring, document)
        else:
            super().parse(inputstring, document)

    def _parse_entry(self, key: str, text: str, document: nodes.document) -> None:
        env = document.settings.env
        domain = PaperDomain.of(env)
        # Papers stay out of the sidebar's toctree, which is rendered on every page.
        env.metadata[env.docname]["orphan"] = True
        shown: EntryView | None = domain.see("entry", key)
        title = nodes.title("", shown.card.title if shown else key)
        title["support_smartquotes"] = False  # a title is shown as it was printed
        section = nodes.section("", title, ids=[key], names=[key])
        document += section
        document.note_implicit_target(section, section)
        if shown is None:
            section += make_view("broken", domain.see("problems", key))
            self._parse_body("", document, section)
            return
        section += make_view("head", shown, nodes.paragraph("", _searchable(shown)))
        source = frontmatter.split(text)
        self._parse_body("\n" * (source.body_line - 1) + source.body, document, section)
        section += make_view("foot", Foot(shown, views.citations(domain.catalog, key)))

    def _parse_body(self, text: str, document: nodes.document, section: nodes.section) -> None:
        """Render Markdown into a section; MyST's transforms rely on it even where it is empty."""
        env = document.settings.env
        domain = PaperDomain.of(env)
        if domain.markdown is None:
            config = replace(env.myst_config, enable_extensions=set(policy.EXTENSIONS))
            domain.markdown = create_md_parser(config, EntryRenderer)
        domain.markdown.options["document"] = document
        domain.markdown.options["current_node"] = section
        domain.markdown.render(text)


def _searchable(shown: EntryView) -> str:
    """Return what the search index is to know of a paper besides its title and its body."""
    names = (name for name, _anchor in shown.authors)
    parts = (shown.card.name, ", ".join(names), shown.card.venue.label, ", ".join(shown.keywords))
    return ". ".join(part for part in (*parts, *shown.former_titles) if part)


class EntryRenderer(SphinxRenderer):
    """Renders the body of an entry; what is not allowed there stays the text that it is.

    Every refusal has been found by the catalog and reported with its place. Should the two ever
    disagree, the refusal here is the one that counts, and it is reported too.
    """

    def _render_initialise(self) -> None:
        # The page's title is the first heading; those of the body stand below it.
        section = self.current_node
        assert isinstance(section, nodes.section)
        self._level_to_section = {0: self.document, 1: section}
        self._heading_offset = 1
        self._depth = 0

    def _refused(self, fault: str | None, token: SyntaxTreeNode, text: str) -> bool:
        if fault is None:
            return False
        key = self.sphinx_env.docname.rpartition("/")[2]
        known = PaperDomain.of(self.sphinx_env).catalog.problems_of(key)
        if not any(fault in problem.message for problem in known):
            line = token.map[0] if token.map else 1
            place = f"{ENTRIES}/{key}.md:{line}:1"
            logger.warning(fault, location=place, type=WARNING_TYPE, subtype="refused")
        self.current_node.append(nodes.literal(text, text))
        return True

    def render_html_inline(self, token: SyntaxTreeNode) -> None:
        """Show HTML as text."""
        self._refused(policy.html_fault(token.content), token, token.content)

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        """Show HTML as text."""
        paragraph = nodes.paragraph()
        with self.current_node_context(paragraph, append=True):
            self._refused(policy.html_fault(token.content), token, token.content.strip())

    def render_directive(
        self, token: SyntaxTreeNode, name: str, arguments: str, **options: Any
    ) -> None:
        """Run a directive that is allowed; show another as text."""
        paragraph = nodes.paragraph()
        fault = policy.directive_fault(name) or policy.nesting_fault(self._depth)
        with self.current_node_context(paragraph):
            refused = self._refused(fault, token, f"{{{name}}} {arguments}")
        if refused:
            self.current_node.append(paragraph)
            return
        self._depth += 1
        super().render_directive(token, name, arguments, **options)
        self._depth -= 1

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        """Show reStructuredText as text."""
        self.render_directive(token, "eval-rst", "")

    def render_myst_role(self, token: SyntaxTreeNode) -> None:
        """Run a role that is allowed; show another as text."""
        name = token.meta["name"]
        if not self._refused(policy.role_fault(name), token, f"{{{name}}}`{token.content}`"):
            super().render_myst_role(token)

    def render_link(self, token: SyntaxTreeNode) -> None:
        """Follow a link that is allowed; show the words of another."""
        href = str(token.attrGet("href") or "")
        fault = policy.link_fault(href)
        if self._refused(fault, token, href):
            self.render_children(token)
        else:
            super().render_link(token)

    def render_image(self, token: SyntaxTreeNode) -> None:
        """Show a picture that lies in the entries' folder; of another only its name."""
        source = str(token.attrGet("src") or "")
        fault = policy.image_fault(source)
        folder = Path(self.sphinx_env.srcdir, ENTRIES).resolve()
        file = folder / source
        if fault is None and (file.is_symlink() or folder not in file.resolve().parents):
            fault = f"the picture {source!r} is not a file in {ENTRIES}/"
        if not self._refused(fault, token, source):
            super().render_image(token)
