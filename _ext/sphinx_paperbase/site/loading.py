"""The catalog, loaded before Sphinx reads a document, and its problems as Sphinx warnings."""

from __future__ import annotations

import gc
import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ExtensionError
from sphinx.util import logging

from sphinx_paperbase.catalog import Catalog, TaxonomyError
from sphinx_paperbase.catalog.text.body import ENTRIES
from sphinx_paperbase.site import WARNING_TYPE, documents
from sphinx_paperbase.site.domain import PaperDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)


def shut_out(app: Sphinx, config: Config) -> None:
    """Keep files that are no entries from being read as documents, with all that those may do.

    They come from strangers too; the catalog reports them.
    """
    strays = [f"{ENTRIES}/*/**", f"{documents.FOLDER}/**.rst"]
    strays += [f"{ENTRIES}/*{suffix}" for suffix in config.source_suffix if suffix != ".md"]
    links = (p.name for p in Path(app.srcdir, ENTRIES).glob("*.md") if p.is_symlink())
    strays += [f"{ENTRIES}/{_literally(name)}" for name in links]
    config.exclude_patterns = [*config.exclude_patterns, *strays]


def _literally(name: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", name)


def load_catalog(app: Sphinx) -> None:
    """Load the catalog and report what is wrong, at every build: a fault stays until it is mended.

    Raises:
        ExtensionError: There is no taxonomy that can be used.
    """
    try:
        catalog = Catalog.load(Path(app.srcdir), Path(app.doctreedir) / "catalog.pickle")
    except TaxonomyError as error:
        raise ExtensionError(str(error)) from error
    PaperDomain.of(app.env).catalog = catalog
    # Environment and catalog stay to the end: nothing in them is to be looked through for garbage
    # again and again, which is a tenth of a short build.
    gc.freeze()
    for problem in catalog.problems:
        logger.warning(
            problem.summary, location=problem.location, type=WARNING_TYPE, subtype=problem.rule.id
        )


def summarize(app: Sphinx, exception: Exception | None) -> None:
    """Close the build with all problems in one place, in the form of ``paperbase check``."""
    catalog = PaperDomain.of(app.env).catalog
    catalog.memo.save()
    if exception is None and (problems := catalog.problems):
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        logger.info("\n%s in the entries:", count)
        for problem in problems:
            logger.info("%s", problem)
