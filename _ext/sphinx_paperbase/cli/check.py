"""``paperbase check``: everything that is wrong in the entries, without building the site."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_paperbase.catalog import Problem
from sphinx_paperbase.catalog.drafts.draft import replace
from sphinx_paperbase.catalog.problems import one_line
from sphinx_paperbase.catalog.text.body import ENTRIES
from sphinx_paperbase.catalog.text.fixes import mend
from sphinx_paperbase.cli import project
from sphinx_paperbase.cli.errors import UsageError

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("check", help="check the entries", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    parser.add_argument("--format", choices=list(FORMATS), default="text")
    parser.add_argument(
        "--fix",
        action="store_true",
        help="first mend what is safe: the order of keys, quotes, white space, the form of ids "
        "and addresses; no fact and no body is changed",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> bool:
    """Check and print; return whether there are problems, those left after mending.

    All entries are read, since a duplicate lies in two files; with paths, only what stands in
    those files or folders is mended and printed.

    Raises:
        UsageError: There is no project here, a path does not exist, or a file cannot be written.
    """
    first = options.paths[0] if options.paths else Path()
    root = project.find(first.parent if first.is_symlink() else first)
    wanted = [_below(root, path) for path in options.paths] or ["."]
    if options.fix:
        _fix(root, wanted)
    catalog = project.load(root)
    problems = [problem for problem in catalog.problems if _is_in(problem.path, wanted)]
    FORMATS[options.format](problems)
    if options.format == "text":
        checked = len(catalog.entries) + len(catalog.broken)
        found = "no problem" if not problems else f"{len(problems)} problem"
        print(f"{checked} entries, {found}{'s' if len(problems) > 1 else ''}", file=sys.stderr)
    return bool(problems)


def _fix(root: Path, wanted: Iterable[str]) -> None:
    """Mend the entries in the wanted places, and tell on the standard error which."""
    mended = 0
    for path in sorted((root / ENTRIES).glob("[!.]*.md")):
        name = path.relative_to(root).as_posix()
        # What is reached through a link lies elsewhere: it is not written to.
        if not _is_in(name, wanted) or path.resolve() != path or not path.is_file():
            continue
        try:
            content, done = mend(path.read_bytes())
            if done:
                replace(path, content)
        except OSError as error:
            raise UsageError(f"cannot mend {one_line(name)}: {error.strerror}") from error
        if done:
            mended += 1
            print(f"mended {one_line(name)}: {', '.join(done)}", file=sys.stderr)
    print(f"{mended or 'no'} file{'s' if mended > 1 else ''} mended", file=sys.stderr)


def _below(root: Path, path: Path) -> str:
    full = path.parent.resolve() / path.name if path.is_symlink() else path.resolve()
    if not full.exists() and not full.is_symlink():
        raise UsageError(f"no such file: {path}")
    if full != root and root not in full.parents:
        raise UsageError(f"not in the project: {path}")
    return full.relative_to(root).as_posix()


def _is_in(path: str, places: Iterable[str]) -> bool:
    return any(place == "." or path == place or path.startswith(f"{place}/") for place in places)


def _text(problems: Iterable[Problem]) -> None:
    for problem in problems:
        print(problem)


def _json(problems: Iterable[Problem]) -> None:
    records = [{**p._asdict(), "rule": p.rule.id} for p in problems]
    print(json.dumps(records, ensure_ascii=False, indent=1))


def _github(problems: Iterable[Problem]) -> None:
    # https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    for problem in problems:
        place = f"file={_value(problem.path)},line={problem.line},col={problem.column}"
        title = _value(f"{problem.rule.id}")
        print(f"::{problem.severity} {place},title={title}::{_data(problem.message)}")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Iterable[Problem]], None]] = {
    "text": _text,
    "json": _json,
    "github": _github,
}
