"""``paperbase import``: an awesome list in Markdown becomes entries.

Printed are the entries made, every line that could not be read, and every error in the list.
"""

from __future__ import annotations

import argparse
import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_paperbase.catalog import Catalog, Taxonomy, TaxonomyError
from sphinx_paperbase.catalog.catalog import TAXONOMY
from sphinx_paperbase.catalog.drafts.draft import replace, save
from sphinx_paperbase.catalog.reader import read_entry
from sphinx_paperbase.catalog.text.body import ENTRIES
from sphinx_paperbase.cli import project
from sphinx_paperbase.cli.choices import refuse_unknown
from sphinx_paperbase.cli.errors import UsageError
from sphinx_paperbase.cli.progress import track

if TYPE_CHECKING:
    from sphinx_paperbase.formats.awesome_list import New

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "import", help="make entries of an awesome list", description=__doc__
    )
    parser.add_argument("list", type=Path, metavar="README.md", help="the list")
    parser.add_argument(
        "--into",
        type=Path,
        metavar="DIR",
        help=f"the folder that gets {ENTRIES}/; else the project's",
    )
    parser.add_argument(
        "--type",
        action="append",
        default=[],
        dest="types",
        metavar="TYPE",
        help="of the papers for which the list names none",
    )
    parser.add_argument("--dry-run", action="store_true", help="report only, write no entries")
    parser.add_argument(
        "--format", choices=["text", "json"], default="text", help="of what is printed"
    )
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="write the report as Markdown, too"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> bool:
    """Read a list, write its entries and report; return whether something is wrong in the list.

    Raises:
        UsageError: There is no project, or a file cannot be read or written.
    """
    from sphinx_paperbase.formats import awesome_list

    text = _text(options.list)
    if options.report and not options.report.absolute().parent.is_dir():
        raise UsageError(f"{options.report}: cannot be written: there is no such folder")
    folder, catalog = _target(options.into)
    refuse_unknown("type", options.types, catalog.taxonomy.types)
    listing = awesome_list.read(
        text, catalog.taxonomy, options.types, partial(track, what="Reading")
    )
    taken = {path.stem.casefold() for path in (folder / ENTRIES).glob("*.md")}
    plan = awesome_list.plan(listing, catalog, taken)
    if not options.dry_run:
        _write(folder, list(plan.new))
    report = awesome_list.Report(str(options.list), listing, plan, not options.dry_run)
    if options.format == "json":
        print(json.dumps(report.record(), ensure_ascii=False, indent=1))
    else:
        print(report.text(), end="")
        print(report.summary, file=sys.stderr)
    if options.report:
        _write_report(options.report, report.markdown())
    return bool(report.problems)


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{path}:{line}: is not UTF-8; save the file as UTF-8") from error


def _target(into: Path | None) -> tuple[Path, Catalog]:
    """Return the folder that gets the entries, and those that it has."""
    if into is None:
        root = project.find(Path())
        return root, project.load(root)
    folder = into.parent if into.name == ENTRIES else into
    if (folder / TAXONOMY).is_file():
        return folder, project.load(folder)
    try:
        taxonomy = Taxonomy.load(project.find(Path()) / TAXONOMY)
    except TaxonomyError as error:
        raise UsageError(str(error)) from error
    files = sorted(path for path in (folder / ENTRIES).glob("*.md") if path.is_file())
    read = (read_entry(f"{ENTRIES}/{path.name}", path.read_bytes(), taxonomy) for path in files)
    return folder, Catalog(taxonomy, read)


def _write(folder: Path, new: list[New]) -> None:
    """Write all entries or none."""
    made: list[Path] = []
    try:
        for entry in track(new, "Writing"):
            made.append(save(folder, entry.key, entry.draft.text))
    except OSError as error:
        for path in made:
            path.unlink()
        place = f"{folder / ENTRIES}/{entry.key}.md"
        message = f"{place} cannot be written: {error.strerror}; no entry is made"
        raise UsageError(message) from error


def _write_report(path: Path, text: str) -> None:
    try:
        replace(path, text.encode())
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error
