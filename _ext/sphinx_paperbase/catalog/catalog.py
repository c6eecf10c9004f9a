"""The catalog: all entries of a project, checked against each other, divided into shelves."""

from __future__ import annotations

import contextlib
import datetime
import functools
import hashlib
import pickle
from collections.abc import Callable, Iterable
from pathlib import Path

from sphinx_paperbase.catalog import lineage
from sphinx_paperbase.catalog.bibkeys import bibtex_keys
from sphinx_paperbase.catalog.checks import between
from sphinx_paperbase.catalog.facets import FACETS, Shelf
from sphinx_paperbase.catalog.leaderboards import Board, Place, boards
from sphinx_paperbase.catalog.lock import LOCK, Lock, read_lock, vanished
from sphinx_paperbase.catalog.memo import Memo, code_stamp
from sphinx_paperbase.catalog.naming import family, fold, initial, is_key, slug
from sphinx_paperbase.catalog.problems import Problem
from sphinx_paperbase.catalog.query import Query, alphabetical
from sphinx_paperbase.catalog.reader import ReadEntry, read_entry
from sphinx_paperbase.catalog.related import Relation, related
from sphinx_paperbase.catalog.rules import Rule
from sphinx_paperbase.catalog.schema import Entry
from sphinx_paperbase.catalog.statistics import main_boards
from sphinx_paperbase.catalog.taxonomy import Taxonomy
from sphinx_paperbase.catalog.text.body import ENTRIES, IMAGE_ENDINGS

TAXONOMY = "taxonomy.toml"


class Catalog:
    """The papers of a project and what is wrong with them; immutable once it is made.

    Attributes:
        taxonomy: Types, venues, the review, data sets.
        entries: The papers by key, in the order of their keys.
        broken: Files whose facts cannot be shown, by key; their problems say why.
        problems: Everything that is wrong, by file and place.
        lock: Which papers are published, with which BibTeX keys.
        fingerprint: A hash of all files, of the taxonomy and of the code that read them.
        memo: What was made of single entries.
    """

    def __init__(
        self,
        taxonomy: Taxonomy,
        read: Iterable[ReadEntry],
        strays: Iterable[Problem] = (),
        lock: Lock = Lock(),  # noqa: B008 - immutable
        fingerprint: str = "",
        compared: Iterable[Problem] | None = None,
        memo: Memo | None = None,
    ) -> None:
        self.taxonomy = taxonomy
        self.lock = lock
        self.fingerprint = fingerprint
        self.memo = memo or Memo(None, "", {})
        files = sorted(read, key=lambda file: file.key)
        self.entries: dict[str, Entry] = {file.key: file.entry for file in files if file.entry}
        self.broken = tuple(file.key for file in files if not file.entry)
        found = [problem for file in files for problem in file.problems]
        found += between.problems(files, lock.bibtex_keys) if compared is None else compared
        found += between.still_to_come(files, datetime.date.today())
        known = {file.key for file in files}.union(self.aliases)
        found += [*strays, *lock.problems, *vanished(lock, known)]
        self.problems = tuple(sorted(found, key=lambda p: (p.path, p.line, p.column)))

    @classmethod
    def load(cls, root: Path, cache: Path | None = None) -> Catalog:
        """Read the project in a folder.

        Args:
            root: The folder that holds ``taxonomy.toml`` and ``entries/``.
            cache: A file that keeps what was read, by the hash of each file's content.

        Raises:
            TaxonomyError: There is no taxonomy, or it cannot be used.
        """
        known = _Cache(cache, root / TAXONOMY)
        taxonomy = known.taxonomy
        paths, strays = _entry_files(root)
        read = []
        for path in paths:
            content = path.read_bytes()
            name = path.relative_to(root).as_posix()
            read.append(known.get(name, content, lambda n, c: read_entry(n, c, taxonomy)))
        path = root / LOCK
        locked = path.read_bytes() if path.is_file() else b""
        lock = read_lock(locked)
        compared = known.compare(sorted(read, key=lambda file: file.key), lock)
        known.save()
        fingerprint, memo = known.fingerprint(locked), known.memo()
        return cls(taxonomy, read, strays, lock, fingerprint, compared, memo)

    def problems_of(self, key: str) -> list[Problem]:
        """Return what is wrong with one entry."""
        path = f"{ENTRIES}/{key}.md"
        return [problem for problem in self.problems if problem.path == path]

    def select(self, query: Query) -> list[Entry]:
        """Return the papers that a query asks for, in its order."""
        return query.select(self.entries.values())

    def resolve(self, key: str) -> Entry | None:
        """Return a paper by its key or by one of its aliases."""
        return self.entries.get(key) or self.entries.get(self.aliases.get(key, ""))

    @functools.cached_property
    def aliases(self) -> dict[str, str]:
        """Old keys and the keys that they lead to."""
        return {
            alias: entry.key
            for entry in self.entries.values()
            for alias in entry.aliases
            if alias not in self.entries and is_key(alias)  # it becomes the name of a file
        }

    @functools.cached_property
    def shelves(self) -> dict[str, dict[str, tuple[Shelf, tuple[Entry, ...]]]]:
        """Every facet's shelves by slug, in their order, each with its papers by name."""
        result = {}
        ordered = sorted(self.entries.values(), key=alphabetical)
        for facet in FACETS.values():
            filled: dict[Shelf, list[Entry]] = {s: [] for s in facet.fixed(self.taxonomy)}
            for entry in ordered:
                for shelf in dict.fromkeys(facet.shelves(entry, self.taxonomy)):
                    filled.setdefault(shelf, []).append(entry)
            in_order = sorted(filled.items(), key=lambda item: item[0].rank)
            result[facet.name] = {s.slug: (s, tuple(papers)) for s, papers in in_order}
        return result

    @functools.cached_property
    def followers(self) -> dict[str, tuple[Entry, ...]]:
        """For each key the papers that build on it, the oldest first."""
        result: dict[str, list[Entry]] = {}
        for entry in sorted(self.entries.values(), key=lambda e: (e.year, alphabetical(e))):
            for key in entry.builds_on:
                result.setdefault(self.aliases.get(key, key), []).append(entry)
        return {key: tuple(entries) for key, entries in result.items()}

    @functools.cached_property
    def ancestors(self) -> dict[str, tuple[str, ...]]:
        """For each key those of the papers here that it builds on."""
        return lineage.lines(self.entries, self.aliases)

    @functools.cached_property
    def continued(self) -> dict[str, dict[str, str]]:
        """For each section the later papers that continue it, with the one by which each does."""
        return lineage.continued(self.entries, self.ancestors)

    @functools.cached_property
    def related(self) -> dict[str, tuple[Relation, ...]]:
        """For each key the papers most related to it, the nearest first."""
        return related(self.entries, self.aliases)

    @functools.cached_property
    def leaderboards(self) -> dict[tuple[str, str], Board]:
        """The results of all papers by benchmark and task, the best first."""
        return boards(self.entries.values(), self.taxonomy)

    @functools.cached_property
    def standings(self) -> dict[tuple[str, int], tuple[Board, Place]]:
        """Where each result stands, by its paper's key and its number there."""
        return {
            (place.key, place.number): (board, place)
            for board in self.leaderboards.values()
            for place in board.places
        }

    @functools.cached_property
    def main_boards(self) -> tuple[Board, ...]:
        """For each type the boards with most papers, in the order of types."""
        found = self.leaderboards.values()
        return tuple(b for type in self.taxonomy.types for b in main_boards(found, type))

    @functools.cached_property
    def by_author(self) -> dict[str, tuple[Entry, ...]]:
        """Authors, by family name, and their papers, the newest first; exact names only."""
        result: dict[str, list[Entry]] = {}
        for entry in sorted(self.entries.values(), key=lambda e: (-e.year, alphabetical(e))):
            for author in dict.fromkeys(entry.authors):
                result.setdefault(author, []).append(entry)
        by_family = sorted(
            result, key=lambda name: (initial(name), fold(family(name)), fold(name), name)
        )
        return {author: tuple(result[author]) for author in by_family}

    @functools.cached_property
    def author_slugs(self) -> dict[str, str]:
        """Authors and what stands for them in an address; different names never share one."""
        taken: dict[str, int] = {}
        result = {}
        for name in self.by_author:
            base = slug(name) or "unnamed"
            taken[base] = taken.get(base, 0) + 1
            result[name] = base if taken[base] == 1 else f"{base}-{taken[base]}"
        return result

    @functools.cached_property
    def bibtex_keys(self) -> dict[str, str]:
        """The BibTeX key of every paper by its key."""
        return bibtex_keys(self.entries.values(), self.lock.bibtex_keys).keys


def _entry_files(root: Path) -> tuple[list[Path], list[Problem]]:
    """Find the entry files; whatever else lies in their folder is a problem, not left out."""
    paths, strays = [], []
    for path in sorted((root / ENTRIES).rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.name.startswith("."):
            continue
        if path.is_symlink():
            message = "is a link to another file, which is not followed; put the file itself here"
        elif path.is_dir() and path.suffix == ".md":
            message = "is a folder; an entry is a file"
        elif path.is_dir():
            continue
        elif path.suffix == ".md" and path.parent == root / ENTRIES:
            paths.append(path)
            continue
        elif path.suffix == ".md":
            message = f"entries stand directly in {ENTRIES}/; move it there"
        elif path.suffix.lower() in IMAGE_ENDINGS:
            continue
        else:
            message = "is no entry; an entry's name ends in .md"
        strays.append(Problem(name, 1, 1, Rule.STRAY_FILE, message))
    return paths, strays


class _Cache:
    """Keeps what was read while neither the file, nor the taxonomy, nor the code has changed."""

    def __init__(self, path: Path | None, taxonomy: Path) -> None:
        self.path = path
        content = taxonomy.read_bytes() if taxonomy.exists() else b""
        self.stamp = (
            code_stamp(Path(__file__).parent) + hashlib.blake2b(content, digest_size=16).hexdigest()
        )
        self.old: dict[tuple[str, str], ReadEntry] = {}
        self.new: dict[tuple[str, str], ReadEntry] = {}
        self.compared: tuple[Lock, list[Problem]] | None = None
        self.changed = False
        kept = None
        if path and path.exists():
            try:
                stamp, kept, self.old, self.compared = pickle.loads(path.read_bytes())
            except Exception:  # a cache that cannot be read is no cache, whatever broke it
                stamp = ""
            if stamp != self.stamp:
                kept, self.old, self.compared = None, {}, None
        self.taxonomy: Taxonomy = kept or Taxonomy.load(taxonomy)

    def get(self, name: str, content: bytes, read: Callable[[str, bytes], ReadEntry]) -> ReadEntry:
        key = (name, hashlib.blake2b(content, digest_size=16).hexdigest())
        self.new[key] = self.old.get(key) or read(name, content)
        return self.new[key]

    def compare(self, files: list[ReadEntry], lock: Lock) -> list[Problem]:
        """Return what is wrong between the entries, which is known where all are as they were."""
        if self.compared is None or self.compared[0] != lock or self.new.keys() != self.old.keys():
            self.compared = lock, between.problems(files, lock.bibtex_keys)
            self.changed = True
        return self.compared[1]

    def fingerprint(self, lock: bytes) -> str:
        files = repr((self.stamp, sorted(self.new), lock))
        return hashlib.blake2b(files.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()

    def memo(self) -> Memo:
        path = self.path.with_name(f"made-{self.path.name}") if self.path else None
        return Memo(path, self.stamp, {file.key: hash for (_, hash), file in self.new.items()})

    def save(self) -> None:
        if self.path and self.changed:
            with contextlib.suppress(OSError):  # where nothing can be written, it is read anew
                self.path.parent.mkdir(parents=True, exist_ok=True)
                kept = (self.stamp, self.taxonomy, self.new, self.compared)
                self.path.write_bytes(pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))
