"""The command ``paperbase``."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence

from sphinx_paperbase import __version__
from sphinx_paperbase.cli import check, export, import_, links, lock, new, update
from sphinx_paperbase.cli.errors import UsageError

FINE, PROBLEMS, WRONG_USE = 0, 1, 2

# In the order of the help. A command's own module imports what is heavy only when it runs.
COMMANDS = (check, new, update, import_, export, links, lock)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns:
        0 where all is fine, 1 where problems were found and printed, 2 for wrong use.
    """
    parser = argparse.ArgumentParser(
        prog="paperbase", description="A knowledge base of research papers: one file per paper."
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add_parser(commands)
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A name that the terminal's encoding does not know is spelt out, not a traceback.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        return PROBLEMS if options.run(options) else FINE
    except UsageError as error:
        print(f"paperbase: {error}", file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        print("paperbase: stopped", file=sys.stderr)
        return WRONG_USE
