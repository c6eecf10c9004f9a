"""The lock: which keys are published, and with which BibTeX keys, for ever.

``keys.lock`` has one line for each published paper, its key and its BibTeX key. A paper without a
line is new. ``paperbase lock`` adds lines; nothing takes one away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from sphinx_paperbase.catalog.naming import is_key
from sphinx_paperbase.catalog.problems import Mark, Problem, Rule, did_you_mean

LOCK = "keys.lock"
_HEADER = "# Published papers: key and BibTeX key, for ever. `paperbase lock` adds new ones.\n"


class Locked(NamedTuple):
    """A published paper: its BibTeX key, and the line of the lock that says so."""

    bibtex_key: str
    line: int


class Lock(NamedTuple):
    """What a lock says.

    Attributes:
        keys: The published papers by key.
        problems: Lines that cannot be read.
    """

    keys: Mapping[str, Locked] = {}
    problems: tuple[Problem, ...] = ()

    @property
    def bibtex_keys(self) -> dict[str, str]:
        """The BibTeX keys of the published papers by key."""
        return {key: locked.bibtex_key for key, locked in self.keys.items()}


def read_lock(content: bytes) -> Lock:
    """Read the content of a lock; what is no line of one is a problem."""
    keys: dict[str, Locked] = {}
    problems = []
    owners: dict[str, str] = {}
    for number, line in enumerate(content.decode(errors="replace").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        key, _, bibtex_key = line.strip().partition(" ")
        if not is_key(key) or not bibtex_key.isalnum() or not bibtex_key.isascii():
            message = f"{line!r} is not a key and a BibTeX key; restore the line"
        elif key in keys:
            message = f"{key!r} is already locked on line {keys[key].line}; keep that line"
        elif bibtex_key in owners:
            message = f"the BibTeX key {bibtex_key!r} is already that of {owners[bibtex_key]!r}"
        else:
            keys[key] = Locked(bibtex_key, number)
            owners[bibtex_key] = key
            continue
        problems.append(Problem(LOCK, number, 1, Rule.BAD_LOCK, message))
    return Lock(keys, tuple(problems))


def write_lock(path: Path, bibtex_keys: Mapping[str, str]) -> None:
    """Write the lock of the papers with these BibTeX keys, by key."""
    lines = (f"{key} {bibtex_keys[key]}\n" for key in sorted(bibtex_keys))
    path.write_text(_HEADER + "".join(lines), encoding="utf-8", newline="\n")


def vanished(lock: Lock, alive: Collection[str]) -> Iterator[Problem]:
    """Find published keys that lead nowhere any more; ``alive`` are keys and aliases."""
    for key, locked in lock.keys.items():
        if key not in alive:
            message = (
                f"the published key {key!r} has no entry{did_you_mean(key, alive)}; "
                f"add 'aliases: [{key}]' to the entry that took its place, or restore the file"
            )
            yield Problem(LOCK, *Mark(locked.line, 1), Rule.VANISHED_KEY, message)
