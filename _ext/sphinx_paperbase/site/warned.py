"""Documents with a warning are read again at the next build, until the warning is gone.

Sphinx warns of a document when it reads or writes it, and is silent about it in the next build:
what failed once would pass at the second try.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from docutils.nodes import Node
from sphinx.util.logging import get_node_location

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_FILE = "warned.json"


class _Collector(logging.Handler):
    """Collects the files that warnings are about; problems of entries are told anew anyway."""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(logging.WARNING)
        self.env = env
        self.docnames: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        location = getattr(record, "location", None)
        if isinstance(location, Node):
            location = get_node_location(location)
        if isinstance(location, tuple):
            self.docnames.add(location[0])
        elif isinstance(location, str) and Path(location).is_absolute():
            docname = self.env.path2doc(location.rpartition(":")[0] or location)
            self.docnames |= {docname} if docname else set()


def collect(app: Sphinx) -> None:
    """Start to listen."""
    collector = _Collector(app.env)
    logging.getLogger("sphinx").addHandler(collector)

    def save(app: Sphinx, exception: Exception | None) -> None:
        logging.getLogger("sphinx").removeHandler(collector)
        path = Path(app.doctreedir, _FILE)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(sorted(collector.docnames)), encoding="utf-8")

    app.connect("build-finished", save, priority=100)


def again(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Name the documents that the last build warned about."""
    path = Path(app.doctreedir, _FILE)
    docnames = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return [docname for docname in docnames if docname in env.found_docs]
