"""The project that a command works on: its folder and its catalog."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from sphinx_paperbase.catalog import Catalog, TaxonomyError
from sphinx_paperbase.catalog.catalog import TAXONOMY
from sphinx_paperbase.cli.errors import UsageError


def find(start: Path) -> Path:
    """Return the folder of the project at or above a path.

    Raises:
        UsageError: There is none.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / TAXONOMY).is_file():
            return folder
    raise UsageError(f"no {TAXONOMY} here or above; run this in the project's folder")


def load(root: Path) -> Catalog:
    """Return the catalog of the project in a folder.

    Raises:
        UsageError: Its taxonomy cannot be used.
    """
    kept = cache_folder()
    try:
        return Catalog.load(root, kept / f"{_digest(root)}.pickle" if kept else None)
    except TaxonomyError as error:
        raise UsageError(str(error)) from error


def cache_folder() -> Path | None:
    """Return where what was learnt is kept: with the user, not in the project.

    A pull request could bring a cache of its own into the project, which says what it likes.
    """
    try:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:  # no home
        return None
    return base / "paperbase"


def _digest(root: Path) -> str:
    return hashlib.blake2b(str(root).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
