"""``paperbase links``: which links of the entries still answer; never part of a build or a check.

Asked are the addresses that the entries write, and the pages of their arXiv ids. What was found out
is kept for some days, with the user, so that a run that was broken off goes on where it was.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from sphinx_paperbase.catalog.problems import did_you_mean, one_line
from sphinx_paperbase.catalog.text.body import ENTRIES
from sphinx_paperbase.cli import project
from sphinx_paperbase.cli.changed import changed
from sphinx_paperbase.cli.errors import UsageError
from sphinx_paperbase.cli.progress import track

if TYPE_CHECKING:
    from sphinx_paperbase.cli.linkreport import Place
    from sphinx_paperbase.sources.findings import Finding, Findings

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_PAUSE, _TIMEOUT, _MAX_AGE = 1.0, 10.0, 7.0
_SAVE_EVERY = 10.0  # seconds; who ends the process may give it no time for it


def add_parser(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "links", help="ask whether the links of entries still answer", description=__doc__
    )
    parser.add_argument("names", nargs="*", metavar="KEY|PATH", help="only these entries")
    parser.add_argument(
        "--changed",
        nargs="?",
        const="",
        metavar="BASE",
        help="only entries that differ from a git branch (origin/main, else main)",
    )
    parser.add_argument("--report", type=Path, metavar="FILE", help="write a report in Markdown")
    parser.add_argument(
        "--max-age",
        type=_at_least(0),
        default=_MAX_AGE,
        metavar="DAYS",
        help="ask again what is known for longer than that (default: %(default)g)",
    )
    parser.add_argument(
        "--pause",
        type=_at_least(0),
        default=_PAUSE,
        metavar="SECONDS",
        help="between two requests to one host (default: %(default)g)",
    )
    parser.add_argument(
        "--timeout",
        type=_at_least(0.1),
        default=_TIMEOUT,
        metavar="SECONDS",
        help="of each step of a request (default: %(default)g)",
    )
    parser.add_argument(
        "--allow-private", action="store_true", help="also ask hosts of the local network"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> bool:
    """Ask and tell; return whether there are dead links.

    Raises:
        UsageError: There is no project, entry or git base of that name, or no network.
    """
    from sphinx_paperbase.cli import linkreport
    from sphinx_paperbase.sources.findings import Findings, State

    root = project.find(Path())
    if options.report and not options.report.parent.is_dir():  # said now, not after all was asked
        raise UsageError(f"no such folder: {one_line(str(options.report.parent))}")
    places = _places(root, _files(root, options.names, options.changed))
    kept = Findings(_cache_file(private=options.allow_private))
    known = kept.fresh(timedelta(days=options.max_age))
    found = {address: known[address] for address in places if address in known}
    if found:
        print(f"{len(found)} of {len(places)} links are known from before", file=sys.stderr)
    if unknown := [address for address in places if address not in found]:
        _ask(unknown, options, kept, found)
    told = [linkreport.Told(address, found[address], places[address]) for address in sorted(found)]
    print(linkreport.counts(told))
    print(linkreport.table(told), end="")
    if options.report:
        _write(options.report, linkreport.report(told))
    return any(each.finding.state is State.DEAD for each in told)


def _at_least(least: float) -> Callable[[str], float]:
    """Return what reads a number of seconds or days."""

    def number(text: str) -> float:
        value = float(text)
        if not least <= value < 1e6:
            raise ValueError
        return value

    return number


def _files(root: Path, names: Sequence[str], base: str | None) -> list[Path]:
    """Return the entries' files that are asked for, in the order of their names."""
    there = sorted((root / ENTRIES).glob("*.md"))
    files = [path for path in there if path.is_file() and not path.is_symlink()]
    if names:
        wanted = [_wanted(root, name, files) for name in names]
        files = [path for path in files if any(w in (path, *path.parents) for w in wanted)]
    if base is not None:
        of_branch = set(changed(root, ENTRIES, base))
        files = [path for path in files if path in of_branch]
    return files


def _wanted(root: Path, name: str, files: Iterable[Path]) -> Path:
    """Return the file of a key, or the file or folder of a path."""
    keys = {path.stem: path for path in files}
    if name in keys:
        return keys[name]
    path = Path(name).resolve()
    if not path.exists():
        raise UsageError(f"no such entry or file: {one_line(name)}{did_you_mean(name, keys)}")
    if path != root and root not in path.parents:
        raise UsageError(f"not in the project: {one_line(name)}")
    return path


def _places(root: Path, files: Iterable[Path]) -> dict[str, list[Place]]:
    """Return every address of some entries with everywhere it stands."""
    from sphinx_paperbase.catalog.text.outlinks import outlinks
    from sphinx_paperbase.cli.linkreport import Place

    places: dict[str, list[Place]] = {}
    for file in files:
        name = file.relative_to(root).as_posix()
        for line, address, text in outlinks(file.read_bytes()):
            places.setdefault(address, []).append(Place(name, line, text))
    return places


def _cache_file(*, private: bool) -> Path | None:
    """Return where findings are kept; those of a local network hold for that network only."""
    folder = project.cache_folder()
    return folder / ("links-private.json" if private else "links.json") if folder else None


def _ask(
    addresses: Sequence[str],
    options: argparse.Namespace,
    kept: Findings,
    found: dict[str, Finding],
) -> None:
    """Ask addresses and note what is found out, at once and for the next run."""
    from urllib.request import getproxies

    from sphinx_paperbase.sources.asking import NoNetwork, is_public
    from sphinx_paperbase.sources.linkcheck import Manners, check

    manners = Manners(pause=options.pause, timeout=options.timeout)
    allowed = _any if options.allow_private else is_public
    saved = monotonic()
    try:
        with closing(check(addresses, manners, allowed)) as running:
            for address, finding in track(running, "links", len(addresses)):
                found[address] = finding
                kept.keep(address, finding)
                if monotonic() - saved > _SAVE_EVERY:
                    kept.save()
                    saved = monotonic()
    except NoNetwork:
        proxy = "; the proxy of the environment is not used" if getproxies() else ""
        raise UsageError(f"no network: no host can be looked up; try again later{proxy}") from None
    except KeyboardInterrupt:
        print(f"links known by now: {len(found)}; the next run asks the others", file=sys.stderr)
        raise
    finally:
        kept.save()


def _any(ip: str) -> bool:
    """Allow every IP address."""
    return bool(ip)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {one_line(str(path))}: {error.strerror}") from error
