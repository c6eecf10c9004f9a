"""A query: which papers, in which order, how many."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sphinx_paperbase.catalog.schema import Entry

Order = Callable[[Entry], Any]


def newest(entry: Entry) -> Any:
    """Sort by year, then by the day it was added, then by arXiv id: the latest first."""
    added = entry.added.toordinal() if entry.added else 0
    month = float(entry.arxiv[:4]) if entry.arxiv and entry.arxiv[:4].isdigit() else 0.0
    return (-entry.year, -added, -month, alphabetical(entry))


def oldest(entry: Entry) -> Any:
    """Sort by year, the earliest first."""
    return (entry.year, alphabetical(entry))


def alphabetical(entry: Entry) -> Any:
    """Sort by what the paper is called; the key makes the order total."""
    return (entry.label.casefold(), entry.key)


ORDERS: dict[str, Order] = {"newest": newest, "oldest": oldest, "name": alphabetical}


@dataclass(frozen=True)
class Query:
    """What to select; values of one field are alternatives, fields combine, empty asks nothing.

    ``venues`` are venues (``CVPR``) or editions (``CVPR 2023``), ``earlier`` listings included.
    """

    types: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    keywords: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    order: str = "newest"
    count: int | None = None

    def matches(self, entry: Entry) -> bool:
        """Tell whether a paper is asked for."""
        venues = {text for edition in entry.editions for text in (edition.venue, str(edition))}
        return (
            (not self.types or not set(self.types).isdisjoint(entry.types))
            and (not self.venues or not set(self.venues).isdisjoint(venues))
            and (not self.years or entry.year in self.years)
            and (not self.keywords or not set(self.keywords).isdisjoint(entry.keywords))
            and (not self.authors or not set(self.authors).isdisjoint(entry.authors))
            and (not self.review or entry.review in self.review)
        )

    def select(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return the papers that are asked for, in order."""
        found = sorted((e for e in entries if self.matches(e)), key=ORDERS[self.order])
        return found[: self.count]
