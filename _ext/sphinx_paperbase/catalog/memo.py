"""What is made of single entries, kept from build to build: an edit makes one anew, not all."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import pickle
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from sphinx_paperbase.catalog.schema import Entry
from sphinx_paperbase.catalog.taxonomy import Taxonomy

T = TypeVar("T")


class Memo:
    """Values by the function that made them, the entry's file, and what else they were made of.

    All are forgotten when the taxonomy or this package's code changes.
    """

    def __init__(self, path: Path | None, stamp: str, contents: Mapping[str, str]) -> None:
        """Prepare for a catalog; nothing is read before something is asked for.

        Args:
            path: The file that keeps the values; without one they last as long as this does.
            stamp: Stands for the taxonomy.
            contents: A hash of each entry's file, by key.
        """
        self.path = path
        self.stamp = stamp
        self.contents = contents
        self.new: dict[Hashable, Any] = {}
        self.changed = False

    def get(self, make: Callable[..., T], entry: Entry, *more: Hashable) -> T:
        """Return ``make(entry, *more)``, which must depend on nothing else."""
        parts = [part for part in more if not isinstance(part, Taxonomy)]  # the stamp has it
        name = (make.__module__, make.__qualname__, entry.key, self.contents.get(entry.key), *parts)
        if name not in self.new:
            if name in self._old:
                self.new[name] = self._old[name]
            else:
                self.new[name] = make(entry, *more)
                self.changed = True
        return self.new[name]  # type: ignore[no-any-return]

    def save(self) -> None:
        """Keep what was asked for, and nothing else, where something new was made."""
        if self.path and self.changed:
            with contextlib.suppress(OSError):  # where nothing can be written, it is made anew
                kept = (self._whole_stamp, self.new)
                self.path.write_bytes(pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))
                self.changed = False

    @functools.cached_property
    def _old(self) -> dict[Hashable, Any]:
        if self.path and self.path.exists():
            with contextlib.suppress(Exception):  # what cannot be read is made anew
                stamp, old = pickle.loads(self.path.read_bytes())
                if stamp == self._whole_stamp:
                    return dict(old)
        return {}

    @property
    def _whole_stamp(self) -> str:
        return self.stamp + code_stamp(Path(__file__).parents[1])


@functools.cache
def code_stamp(folder: Path) -> str:
    """Return a hash of the code in a folder: changed code must not be answered from a cache."""
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
