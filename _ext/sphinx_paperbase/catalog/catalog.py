"""The catalog: all entries of a project, checked against each other, divided into shelves."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sphinx_paperbase.catalog.bibkeys import bibtex_keys
from sphinx_paperbase.catalog.body import ENTRIES, IMAGE_ENDINGS
from sphinx_paperbase.catalog.facets import FACETS, Shelf
from sphinx_paperbase.catalog.naming import fold, initial, is_key, normal_title, slug
from sphinx_paperbase.catalog.problems import Mark, Problem, Rule, did_you_mean
from sphinx_paperbase.catalog.query import Query, alphabetical
from sphinx_paperbase.catalog.reader import ReadEntry, read_entry
from sphinx_paperbase.catalog.schema import Entry
from sphinx_paperbase.catalog.taxonomy import Taxonomy

TAXONOMY = "taxonomy.toml"


class Catalog:
    """The papers of a project and what is wrong with them; immutable once it is made.

    Attributes:
        taxonomy: Types, venues, the review, data sets.
        entries: The papers by key, in the order of their keys.
        broken: Files whose facts cannot be shown, by key; their problems say why.
        problems: Everything that is wrong, by file and place.
        fingerprint: A hash of all files, of the taxonomy and of the code that read them.
    """

    def __init__(
        self,
        taxonomy: Taxonomy,
        read: Iterable[ReadEntry],
        strays: Iterable[Problem] = (),
        fingerprint: str = "",
    ) -> None:
        self.taxonomy = taxonomy
        self.fingerprint = fingerprint
        files = sorted(read, key=lambda file: file.key)
        self.entries: dict[str, Entry] = {file.key: file.entry for file in files if file.entry}
        self.broken = tuple(file.key for file in files if not file.entry)
        found = [problem for file in files for problem in file.problems]
        found += _across(files)
        self.problems = tuple(sorted([*found, *strays], key=lambda p: (p.path, p.line, p.column)))

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
        known.save()
        return cls(taxonomy, read, strays, known.fingerprint())

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
            if alias not in self.entries
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
    def by_author(self) -> dict[str, tuple[Entry, ...]]:
        """Authors, by family name, and their papers, the newest first; exact names only."""
        result: dict[str, list[Entry]] = {}
        for entry in sorted(self.entries.values(), key=lambda e: (-e.year, alphabetical(e))):
            for author in dict.fromkeys(entry.authors):
                result.setdefault(author, []).append(entry)
        by_family = sorted(
            result, key=lambda name: (initial(name), fold(name.split()[-1]), fold(name), name)
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
        return bibtex_keys(self.entries.values())


def _entry_files(root: Path) -> tuple[list[Path], list[Problem]]:
    """Find the entry files; whatever else lies in their folder is a problem, not left out."""
    paths, strays = [], []
    for path in sorted((root / ENTRIES).rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.name.startswith(".") or (path.is_dir() and not path.is_symlink()):
            continue
        if path.is_symlink():
            message = "is a link to another file, which is not followed; put the file itself here"
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


def _across(files: list[ReadEntry]) -> Iterator[Problem]:
    """Find what is wrong between entries."""
    alive = [file for file in files if file.entry]
    yield from _twice(alive, Rule.DUPLICATE_ARXIV, "arxiv", "arXiv id", lambda e: e.arxiv)
    yield from _twice(alive, Rule.DUPLICATE_DOI, "doi", "DOI", lambda e: e.doi and e.doi.casefold())
    yield from _twice(
        alive, Rule.DUPLICATE_TITLE, "title", "title", lambda e: normal_title(e.title)
    )
    keys = {file.key for file in files}
    owners: dict[str, str] = {}
    for file in alive:
        assert file.entry
        for number, alias in enumerate(file.entry.aliases):
            place = file.places.get(("aliases", number), Mark(1, 1))
            taken = f"{ENTRIES}/{alias}.md" if alias in keys else owners.get(alias)
            if taken:
                message = f"the alias {alias!r} is taken by {taken}; remove one"
                yield Problem(file.path, *place, Rule.DUPLICATE_ALIAS, message)
            elif not is_key(alias):
                message = f"the alias {alias!r} is not a key; lower case, digits, hyphens only"
                yield Problem(file.path, *place, Rule.BAD_KEY, message)
            owners.setdefault(alias, file.path)
    for file in alive:
        assert file.entry
        for number, key in enumerate(file.entry.builds_on):
            place = file.places.get(("builds-on", number), Mark(1, 1))
            if key == file.key:
                message = "builds-on names the paper itself; remove it"
                yield Problem(file.path, *place, Rule.DANGLING_REFERENCE, message)
            elif key not in keys and key not in owners:
                message = f"{key!r} is not the key of an entry{did_you_mean(key, keys)}"
                yield Problem(file.path, *place, Rule.DANGLING_REFERENCE, message)


def _twice(
    files: list[ReadEntry], rule: Rule, key: str, noun: str, fact: Callable[[Entry], str | None]
) -> Iterator[Problem]:
    first: dict[str, ReadEntry] = {}
    for file in files:
        assert file.entry
        if not (value := fact(file.entry)):
            continue
        other = first.setdefault(value, file)
        if other is not file:
            there = other.places.get((key,), Mark(1, 1))
            shown = file.entry.title if key == "title" else value
            message = (
                f"the {noun} {shown!r} is also that of {other.path}:{there.line}:{there.column}; "
                "correct one, or remove one of the two entries"
            )
            yield Problem(file.path, *file.places.get((key,), Mark(1, 1)), rule, message)


class _Cache:
    """Keeps what was read while neither the file, nor the taxonomy, nor the code has changed."""

    def __init__(self, path: Path | None, taxonomy: Path) -> None:
        self.path = path
        content = taxonomy.read_bytes() if taxonomy.exists() else b""
        self.stamp = _code_stamp() + hashlib.blake2b(content, digest_size=16).hexdigest()
        self.old: dict[tuple[str, str], ReadEntry] = {}
        self.new: dict[tuple[str, str], ReadEntry] = {}
        kept = None
        if path and path.exists():
            try:
                stamp, kept, self.old = pickle.loads(path.read_bytes())
            except Exception:  # a cache that cannot be read is no cache, whatever broke it
                stamp = ""
            if stamp != self.stamp:
                kept, self.old = None, {}
        self.taxonomy: Taxonomy = kept or Taxonomy.load(taxonomy)

    def get(self, name: str, content: bytes, read: Callable[[str, bytes], ReadEntry]) -> ReadEntry:
        key = (name, hashlib.blake2b(content, digest_size=16).hexdigest())
        self.new[key] = self.old.get(key) or read(name, content)
        return self.new[key]

    def fingerprint(self) -> str:
        files = repr((self.stamp, sorted(self.new)))
        return hashlib.blake2b(files.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()

    def save(self) -> None:
        if self.path and self.new.keys() != self.old.keys():
            with contextlib.suppress(OSError):  # where nothing can be written, it is read anew
                self.path.parent.mkdir(parents=True, exist_ok=True)
                kept = (self.stamp, self.taxonomy, self.new)
                self.path.write_bytes(pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))


@functools.cache
def _code_stamp() -> str:
    """Return a hash of this package's code: a changed rule must not be answered from the cache."""
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
