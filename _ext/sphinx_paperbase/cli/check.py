"""``paperbase check``: everything that is wrong in the entries, without building the site."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_paperbase.catalog import Problem
from sphinx_paperbase.cli import project
from sphinx_paperbase.cli.errors import UsageError

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("check", help="check the entries", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    parser.add_argument("--format", choices=list(FORMATS), default="text")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> bool:
    """Check and print; return whether there are problems.

    All entries are read, since a duplicate lies in two files; with paths, only what stands in
    those files or folders is printed.

    Raises:
        UsageError: There is no project here, or a path does not exist.
    """
    root = project.find(options.paths[0] if options.paths else Path())
    wanted = [_below(root, path) for path in options.paths]
    catalog = project.load(root)
    problems = [p for p in catalog.problems if not wanted or any(_is_in(p, w) for w in wanted)]
    FORMATS[options.format](problems)
    if options.format == "text":
        checked = len(catalog.entries) + len(catalog.broken)
        found = "no problem" if not problems else f"{len(problems)} problem"
        print(f"{checked} entries, {found}{'s' if len(problems) > 1 else ''}", file=sys.stderr)
    return bool(problems)


def _below(root: Path, path: Path) -> str:
    full = path.resolve()
    if not full.exists():
        raise UsageError(f"no such file: {path}")
    if full != root and root not in full.parents:
        raise UsageError(f"not in the project: {path}")
    return full.relative_to(root).as_posix()


def _is_in(problem: Problem, place: str) -> bool:
    return place == "." or problem.path == place or problem.path.startswith(f"{place}/")


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
