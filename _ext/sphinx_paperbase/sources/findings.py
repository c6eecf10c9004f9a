"""What was found out about links, and where it is kept from one run to the next."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from pydantic import AwareDatetime, TypeAdapter, ValidationError

from sphinx_paperbase.catalog.drafts import draft

# What may have changed since is asked again after so long, so that a run that was broken off a
# moment ago does not start anew.
SOON = timedelta(hours=1)


class State(StrEnum):
    """How a link is, in the order in which links are told."""

    ALIVE = "alive"  # it answers
    MOVED = "moved"  # it leads for good to another address, which answers
    DEAD = "dead"  # there is no such page or no such host
    BLOCKED = "blocked"  # it refuses programs: cannot be told from outside
    SLOW = "slow"  # no answer in time, or a fault of the server's: it may come back


LASTING = frozenset({State.ALIVE, State.MOVED})


@dataclass(frozen=True)
class Finding:
    """What was found out about one address.

    Attributes:
        state: Its class.
        status: The answer: an HTTP status, or a few words where there is none.
        to: The new address of what has moved.
    """

    state: State
    status: str
    to: str = ""


@dataclass(frozen=True)
class _Kept:
    finding: Finding
    asked: AwareDatetime


_FILE = TypeAdapter(dict[str, _Kept])


class Findings:
    """Findings by address, each with its date, in a JSON file; one that is broken is none."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._kept: dict[str, _Kept] = {}
        if path:
            with contextlib.suppress(OSError, ValidationError):
                self._kept = _FILE.validate_json(path.read_bytes())

    def fresh(self, max_age: timedelta) -> Mapping[str, Finding]:
        """Return what need not be asked again: younger than an age, or SOON if it may change."""
        now = datetime.now(UTC)
        return {
            address: kept.finding
            for address, kept in self._kept.items()
            if timedelta(0)
            <= now - kept.asked
            < (max_age if kept.finding.state in LASTING else min(max_age, SOON))
        }

    def keep(self, address: str, finding: Finding) -> None:
        """Note what was found out now."""
        self._kept[address] = _Kept(finding, datetime.now(UTC).replace(microsecond=0))

    def save(self) -> None:
        """Write the file, whole or not at all; where nothing can be written, all is asked anew."""
        if self._path:
            with contextlib.suppress(OSError):
                self._path.parent.mkdir(parents=True, exist_ok=True)
                draft.replace(self._path, _FILE.dump_json(self._kept, indent=1))
