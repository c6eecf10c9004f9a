"""``paperbase update``: which preprints have been published since, by Crossref and DBLP.

What they say is shown as a change of each entry's front matter; ``--write`` makes it. Without keys,
all entries that count as preprints are asked about. The key of a published paper asks for what its
entry lacks: DOI, pages and volume.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_paperbase.catalog import Catalog, Entry, Problem
from sphinx_paperbase.catalog.drafts.draft import replace
from sphinx_paperbase.catalog.problems import did_you_mean, one_line
from sphinx_paperbase.catalog.reader import read_entry
from sphinx_paperbase.catalog.text.amend import amended
from sphinx_paperbase.catalog.text.body import ENTRIES
from sphinx_paperbase.cli import project
from sphinx_paperbase.cli.errors import UsageError
from sphinx_paperbase.cli.progress import track

if TYPE_CHECKING:
    from sphinx_paperbase.sources.published import Finding

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_PAUSE = 1.0


class _Refused(Exception):
    """An entry is left as it is; the text is one line that says why."""


def add_parser(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "update", help="ask whether preprints have been published since", description=__doc__
    )
    parser.add_argument("keys", nargs="*", metavar="KEY", help="only these entries")
    parser.add_argument("--write", action="store_true", help="change the entries' files")
    parser.add_argument(
        "--limit", type=count, metavar="N", help="ask about so many entries at most"
    )
    parser.add_argument(
        "--pause",
        type=seconds,
        default=_PAUSE,
        metavar="SECONDS",
        help="between two questions to one host, three times that for arXiv (default: %(default)g)",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> bool:
    """Ask, show and perhaps change; return whether an entry could not be changed.

    Raises:
        UsageError: There is no project or no such entry, a file cannot be written, or a source
            did not answer once.
    """
    from sphinx_paperbase.sources.listings import Sources
    from sphinx_paperbase.sources.published import judge

    root = project.find(Path())
    catalog = project.load(root)
    entries = _entries(catalog, options.keys)[: options.limit]
    if not entries:
        print("no entry counts as a preprint", file=sys.stderr)
    sources = Sources(catalog.taxonomy, options.pause)
    changes = _Changes(root, catalog, write=options.write)
    asked = doubtful = 0
    for entry in track(entries, "papers"):
        if sources.spent:
            break
        listings, faults = sources.listings(entry)
        for fault in faults:
            print(f"{one_line(entry.key)}: {one_line(fault)}", file=sys.stderr)
        finding = judge(entry, listings, catalog.taxonomy)
        asked += 1
        doubtful += bool(finding.remarks)
        if finding.facts:
            changes.make(entry, finding)
        for remark in finding.remarks:
            print(f"{one_line(entry.key)}: {one_line(remark)}")
    if entries:
        look = f", {doubtful} to look at" if doubtful else ""
        print(f"asked about {asked} of {len(entries)}: {changes.summary}{look}", file=sys.stderr)
    if sources.unheard:
        raise UsageError("; ".join(sources.unheard))
    return changes.refused > 0


def count(text: str) -> int:
    """Return a number from 1; argparse shows this function's name."""
    if (value := int(text)) < 1:
        raise ValueError
    return value


def seconds(text: str) -> float:
    """Return a number of seconds; argparse shows this function's name."""
    if not 0 <= (value := float(text)) <= 3600:
        raise ValueError
    return value


def _entries(catalog: Catalog, keys: Sequence[str]) -> list[Entry]:
    """Return the entries of some keys, else those that count as preprints now."""
    if not keys:
        venues = catalog.taxonomy.venues
        return [e for e in catalog.entries.values() if venues[e.venue].kind == "preprint"]
    return list({entry.key: entry for entry in (_entry(catalog, key) for key in keys)}.values())


def _entry(catalog: Catalog, key: str) -> Entry:
    if entry := catalog.resolve(key):
        return entry
    if key in catalog.broken:
        raise UsageError(f"{ENTRIES}/{one_line(key)}.md cannot be read; run 'paperbase check'")
    near = did_you_mean(key, [*catalog.entries, *catalog.aliases])
    raise UsageError(f"no such entry: {one_line(key)}{near}")


class _Changes:
    """Shows what changes in entries, and makes it if that is wanted."""

    def __init__(self, root: Path, catalog: Catalog, *, write: bool) -> None:
        self.refused = 0
        self._root, self._catalog, self._write = root, catalog, write
        self._owners = {e.doi.casefold(): e.key for e in catalog.entries.values() if e.doi}
        self._made = 0

    @property
    def summary(self) -> str:
        """How many have changed, could change and could not."""
        done = "changed" if self._write else "to change"
        hint = "" if self._write or not self._made else " (--write does it)"
        left = f", {self.refused} left as it is" if self.refused else ""
        return f"{self._made} {done}{hint}{left}"

    def make(self, entry: Entry, finding: Finding) -> None:
        """Show, and perhaps make, the change of one entry; or say why it is left as it is."""
        facts = finding.facts
        where = f"more is known of {entry.edition}"
        if "venue" in facts:
            where = f"published at {facts['venue']} {facts['year']}"
        key = one_line(entry.key)
        try:
            path, old, new = self._change(entry, finding)
        except _Refused as refused:
            print(f"{key}: {where}, but {one_line(str(refused))}")
            self.refused += 1
            return
        if self._write:
            _write(path, new)
        self._made += 1
        name = path.relative_to(self._root).as_posix()
        print(f"{key}: {where}")
        lines = difflib.unified_diff(old.split("\n"), new.split("\n"), name, name, n=1, lineterm="")
        for line in lines:
            print(one_line(line))
        for records, names in _by_records(finding).items():
            print(f"  {', '.join(names)}: {records}")

    def _change(self, entry: Entry, finding: Finding) -> tuple[Path, str, str]:
        """Return an entry's file with its text before and after."""
        doi = finding.facts.get("doi", "").casefold()
        if doi and self._owners.setdefault(doi, entry.key) != entry.key:
            other = f"{ENTRIES}/{self._owners[doi]}.md"
            raise _Refused(f"{other} has that DOI; are the two one paper?")
        path = self._root / ENTRIES / f"{entry.key}.md"
        try:
            old = path.read_bytes()
            new = amended(old.decode(), finding.facts)
        except OSError as error:
            raise _Refused(f"its file cannot be read: {error.strerror}") from error
        except ValueError as error:  # no UTF-8, or not to be edited
            raise _Refused(str(error)) from error
        before, after = (
            Counter((problem.rule, problem.message) for problem in self._problems(path, content))
            for content in (old, new.encode())
        )
        if worse := after - before:
            _, message = next(iter(worse))
            raise _Refused(f"it would not pass the check then: {message}")
        return path, old.decode(), new

    def _problems(self, path: Path, content: bytes) -> Iterable[Problem]:
        name = path.relative_to(self._root).as_posix()
        return read_entry(name, content, self._catalog.taxonomy).problems


def _by_records(finding: Finding) -> dict[str, list[str]]:
    """Return the facts that the same records say, by the names of these."""
    facts: dict[str, list[str]] = {}
    for name, listings in finding.sources.items():
        facts.setdefault(", ".join(map(str, listings)), []).append(name)
    return facts


def _write(path: Path, text: str) -> None:
    try:
        replace(path, text.encode())
    except OSError as error:
        raise UsageError(f"cannot write {one_line(str(path))}: {error.strerror}") from error
