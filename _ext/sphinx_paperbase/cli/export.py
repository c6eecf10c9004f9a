"""``paperbase export``: the collection, or a part of it, in a format that others read."""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_paperbase.catalog import Catalog, Query
from sphinx_paperbase.catalog.drafts.draft import replace
from sphinx_paperbase.catalog.problems import did_you_mean, one_line
from sphinx_paperbase.catalog.text.body import ENTRIES
from sphinx_paperbase.catalog.values import EDITION
from sphinx_paperbase.cli import project
from sphinx_paperbase.cli.choices import refuse_unknown
from sphinx_paperbase.cli.errors import UsageError

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("export", help="write in other formats", description=__doc__)
    parser.add_argument(
        "format", choices=list(FORMATS), help="one of %(choices)s", metavar="FORMAT"
    )
    parser.add_argument("-o", type=Path, metavar="FILE", dest="output", help="else it is printed")
    which = parser.add_argument_group(
        "which papers", "Given several times, either is meant; of different options, both."
    )
    which.add_argument("--type", action="append", default=[], dest="types", metavar="TYPE")
    which.add_argument(
        "--venue",
        action="append",
        default=[],
        dest="venues",
        metavar="VENUE",
        help="such as CVPR, or 'CVPR 2023'; earlier listings count",
    )
    which.add_argument(
        "--year", action="append", default=[], dest="years", type=int, metavar="YEAR"
    )
    for name in ("keyword", "author", "key"):
        which.add_argument(
            f"--{name}", action="append", default=[], dest=f"{name}s", metavar=name.upper()
        )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> bool:
    """Write the papers that are asked for; return whether a file could not be read as one.

    Raises:
        UsageError: There is no project, something is asked for that is nowhere, or FILE cannot be
            written.
    """
    catalog = project.load(project.find(Path()))
    entries = catalog.entries.values()
    refuse_unknown("type", options.types, catalog.taxonomy.types)
    venues = [edition["venue"] if (edition := EDITION.match(v)) else v for v in options.venues]
    refuse_unknown("venue", venues, catalog.taxonomy.venues)
    _refuse_strange("keyword", options.keywords, {k for entry in entries for k in entry.keywords})
    _refuse_strange("author", options.authors, catalog.by_author)
    _refuse_strange("key", options.keys, {*catalog.entries, *catalog.aliases})
    query = Query(
        types=tuple(options.types),
        venues=tuple(options.venues),
        years=tuple(options.years),
        keywords=tuple(options.keywords),
        authors=tuple(options.authors),
    )
    named = {catalog.aliases.get(key, key) for key in options.keys} or set(catalog.entries)
    keys = [key for key, entry in catalog.entries.items() if key in named and query.matches(entry)]
    text = FORMATS[options.format](catalog, keys)
    if options.output:
        _write(options.output, text)
    else:
        print(text, end="")
    for key in catalog.broken:
        print(f"left out: {ENTRIES}/{one_line(key)}.md; see paperbase check", file=sys.stderr)
    return bool(catalog.broken)


def _write(path: Path, text: str) -> None:
    try:
        replace(path, text.encode())
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error


def _refuse_strange(noun: str, given: Iterable[str], known: Collection[str]) -> None:
    for value in given:
        if value not in known:
            near = did_you_mean(value, known)
            raise UsageError(f"no paper has the {noun} {one_line(repr(value))}{near}")


def _citations(name: str, catalog: Catalog, keys: list[str]) -> str:
    from sphinx_paperbase.formats.citations import CITATIONS

    (citations,) = (c for c in CITATIONS if c.name == name)
    return citations.write(citations.text(catalog, key) for key in keys)


def _csv(catalog: Catalog, keys: list[str]) -> str:
    from sphinx_paperbase.formats import papers_csv

    return papers_csv.write(
        papers_csv.row(catalog.entries[key], catalog.bibtex_keys[key], _page(key)) for key in keys
    )


def _json(catalog: Catalog, keys: list[str]) -> str:
    from sphinx_paperbase.formats import papers_json

    return papers_json.write(catalog, _page, keys)


def _page(key: str) -> str:
    """Return the address of a paper within the site; where this lies, only its builder knows."""
    return f"{ENTRIES}/{key}.html"


def _awesome_list(catalog: Catalog, keys: list[str]) -> str:
    from sphinx_paperbase.formats import awesome_list

    return awesome_list.write((catalog.entries[key] for key in keys), catalog.taxonomy)


FORMATS: dict[str, Callable[[Catalog, list[str]], str]] = {
    **{name: functools.partial(_citations, name) for name in ("bibtex", "csl-json", "ris")},
    "csv": _csv,
    "json": _json,
    "awesome-list": _awesome_list,
}
"""The formats by name: each writes the papers with the given keys."""
