"""Records to HTML by templates; everything that comes from an entry is escaped."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

from sphinx_paperbase.formats import svg
from sphinx_paperbase.site.repository import repository

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_paperbase.formats.charts import Chart

PACKAGE = Path(__file__).parents[1]
TEMPLATES = PACKAGE / "templates"


def template_cache(env: BuildEnvironment) -> jinja2.BytecodeCache:
    """Return the store of compiled templates beside the doctrees.

    Jinja keeps a hash of the source with each, so that a changed template is compiled anew.
    """
    folder = Path(env.doctreedir, "templates")
    folder.mkdir(parents=True, exist_ok=True)
    return jinja2.FileSystemBytecodeCache(str(folder))


class Renderer:
    """Renders the templates of this package.

    Args:
        cache: Keeps compiled templates from build to build.

    Attributes:
        stamp: A hash of the templates and of this package, so that pages change when they do.
    """

    def __init__(self, cache: jinja2.BytecodeCache) -> None:
        self.environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(TEMPLATES),
            bytecode_cache=cache,
            auto_reload=False,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        # Types and venues keep the taxonomy's order in what scripts read.
        self.environment.policies["json.dumps_kwargs"] = {"sort_keys": False}
        digest = hashlib.blake2b(digest_size=4)
        for path in sorted([*TEMPLATES.iterdir(), *PACKAGE.rglob("*.py")]):
            digest.update(path.read_bytes())
        self.stamp = digest.hexdigest()
        # The same card stands on its type's, venue's and year's page: render it once.
        self._card = functools.lru_cache(maxsize=None)(self._render_card)

    def view(self, builder: Builder, docname: str, template: str, data: Any) -> str:
        """Render a view for a page of a builder.

        Args:
            builder: Gives the addresses of documents.
            docname: The document that the HTML is part of.
            template: The template's name without its ending.
            data: The record that the view returned.
        """
        root = "../" * builder.get_target_uri(docname).count("/")
        return self.environment.get_template(f"{template}.html").render(
            view=data,
            root=root,
            has=lambda doc: doc in builder.env.found_docs,
            link=self._linker(builder, root),
            card=lambda placed: self._card(builder, root, placed),
            figure=functools.partial(self._figure, builder, root),
            repository=repository(builder.config),
            source=Path(builder.env.doc2path(docname, base=False)).as_posix(),
        )

    def sprite(self) -> str:
        """Return the icons that a page's links use."""
        return self.environment.get_template("icons.html").render()

    def _linker(self, builder: Builder, root: str) -> Callable[[str], str]:
        return lambda doc: root + builder.get_target_uri(doc)

    def _render_card(self, builder: Builder, root: str, placed: Any) -> Markup:
        template = self.environment.get_template("card.html")
        return Markup(
            template.render(card=placed.card, now=placed.now, link=self._linker(builder, root))
        )

    def _figure(
        self, builder: Builder, root: str, chart: Chart, numbers: bool = True, data: str = ""
    ) -> Markup:
        """Render a chart, with its numbers as a table and the name of a file that has them too."""
        link = self._linker(builder, root)
        widths = {"wide": svg.WIDE, "narrow": svg.NARROW}
        drawings = {name: Markup(svg.draw(chart, width, link)) for name, width in widths.items()}
        return Markup(
            self.environment.get_template("chart.html").render(
                chart=chart,
                drawings=drawings,
                link=link,
                numbers=numbers,
                data=root + data if data else "",
            )
        )
