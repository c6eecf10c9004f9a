"""Values of the taxonomy in the options of commands."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sphinx_paperbase.catalog.problems import did_you_mean, one_line, one_of
from sphinx_paperbase.cli.errors import UsageError


def refuse_unknown(noun: str, given: Iterable[str], known: Collection[str]) -> None:
    """Accept values that the taxonomy has.

    Raises:
        UsageError: It does not have one; the text says which are near it.
    """
    for value in given:
        if value not in known:
            near = did_you_mean(value, known) or f"; write one of {one_of(known, 99)}"
            raise UsageError(f"{one_line(repr(value))} is not a {noun} of taxonomy.toml{near}")
