"""Formulas as MathML, which browsers show by themselves: no script, no request to another host."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils.math import MathError, latex2mathml, unichar2tex
from sphinx.util import logging

from sphinx_paperbase.site import WARNING_TYPE

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)


def _mathml(node: nodes.Element, block: bool) -> str:
    source = node.astext()
    try:
        code = source.translate(unichar2tex.uni2tex_table)
        return latex2mathml.tex2mathml(code, as_block=block)
    except MathError as error:
        reason = str(error).splitlines()[0]
        logger.warning(
            "the formula %r cannot be shown: %s", source, reason, location=node, type=WARNING_TYPE
        )
        return f"<code>{escape(source)}</code>"


def inline(self: HTML5Translator, node: nodes.math) -> None:
    """Write a formula in a line of text."""
    self.body.append(f'<span class="math">{_mathml(node, block=False)}</span>')
    raise nodes.SkipNode


def block(self: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula that stands alone."""
    self.body.append(f'<div class="math">{_mathml(node, block=True)}</div>\n')
    raise nodes.SkipNode
