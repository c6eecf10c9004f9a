"""Progress of long work, on a terminal only, and on standard error only."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def track(items: Iterable[T], what: str, total: int | None = None) -> Iterator[T]:
    """Pass items on and show how many there have been.

    Args:
        items: What is worked on.
        what: What they are, or what is done with them: ``links``, ``Reading``.
        total: How many there will be, where ``items`` does not know.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    # Only here: what prints to no terminal need not wait for it.
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TimeElapsedColumn

    columns = (*Progress.get_default_columns()[:3], MofNCompleteColumn(), TimeElapsedColumn())
    progress = Progress(
        *columns,
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=sys.stdout.isatty(),  # else what is printed would not be in the file
    )
    with progress:
        yield from progress.track(items, total, description=what)
