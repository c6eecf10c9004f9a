"""Sources: who is asked for facts (arXiv, Crossref, DBLP, OpenReview), and for pages. No Sphinx.

Only the command line uses these modules, and only ``http`` and ``asking`` use the network.
"""

from __future__ import annotations

from typing import NamedTuple

from sphinx_paperbase.catalog.drafts.draft import Draft


class SourceError(Exception):
    """A source cannot be asked or read, or does not know the paper; the text is one plain line.

    Attributes:
        wait: The seconds after which the source wants to be asked again, where it says so.
    """

    wait: float = 0


class Found(NamedTuple):
    """What a source knows of a paper.

    Attributes:
        draft: The facts. Where the venue is none of the taxonomy's, there is no ``venue``, and
            ``comments["venue"]`` is what the source calls it.
        hints: What the source says besides, which a person should judge; one line each.
    """

    draft: Draft
    hints: tuple[str, ...] = ()
