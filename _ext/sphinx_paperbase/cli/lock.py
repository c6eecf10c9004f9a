"""``paperbase lock``: note the keys of new papers as published; from then on they do not change."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_paperbase.catalog.lock import LOCK, write_lock
from sphinx_paperbase.cli import project
from sphinx_paperbase.cli.errors import UsageError

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("lock", help="fix the keys of new papers", description=__doc__)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> bool:
    """Add the papers that are not in the lock; return False.

    Raises:
        UsageError: There is no project here, or its entries have problems: a key that is
            published with them stays for ever.
    """
    root = project.find(Path())
    catalog = project.load(root)
    if count := len(catalog.problems):
        raise UsageError(f"{count} problem{'s' * (count > 1)}; see `paperbase check`, then lock")
    known = catalog.lock.bibtex_keys
    new = {key: bibtex for key, bibtex in catalog.bibtex_keys.items() if key not in known}
    if new:
        write_lock(root / LOCK, known | new)
    for key, bibtex in new.items():
        print(f"{key} {bibtex}")
    return False
