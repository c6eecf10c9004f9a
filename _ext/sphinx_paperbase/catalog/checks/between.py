"""What can be wrong between entries: the same paper twice, references that lead nowhere, dates."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping

from sphinx_paperbase.catalog.bibkeys import bibtex_keys
from sphinx_paperbase.catalog.checks import allowances
from sphinx_paperbase.catalog.checks.near_titles import near_titles
from sphinx_paperbase.catalog.lineage import first_year
from sphinx_paperbase.catalog.naming import is_key, normal_title
from sphinx_paperbase.catalog.problems import Mark, Problem, did_you_mean
from sphinx_paperbase.catalog.reader import ReadEntry
from sphinx_paperbase.catalog.rules import Rule
from sphinx_paperbase.catalog.schema import Entry
from sphinx_paperbase.catalog.text.body import ENTRIES
from sphinx_paperbase.catalog.text.frontmatter import Fault, Path
from sphinx_paperbase.catalog.values import arxiv_of, doi_of

Found = Iterator[tuple[ReadEntry, Fault]]


def problems(files: list[ReadEntry], locked: Mapping[str, str]) -> list[Problem]:
    """Find what is wrong between entries, apart from what a person has allowed.

    Args:
        files: All entries, in the order of their keys.
        locked: The BibTeX keys of published papers by their keys.
    """
    alive = {file.key: file for file in files if file.entry}
    found: dict[str, list[Problem]] = {}
    for file, (mark, rule, message) in _found(files, alive, locked):
        found.setdefault(file.path, []).append(Problem.at(file.path, mark, rule, message))
    for file in files:
        if file.allowances:
            kept, unused = allowances.settle(found.get(file.path, ()), file.allowances)
            # A broken entry is compared with none, so that what allows it may only seem unused.
            if len(alive) == len(files) and not file.problems and not kept:
                kept += [Problem.at(file.path, *allowance.unused) for allowance in unused]
            found[file.path] = kept
    return [problem for of_one in found.values() for problem in of_one]


def still_to_come(files: Iterable[ReadEntry], today: datetime.date) -> Iterator[Problem]:
    """Find dates that are still to come: not in the check of one entry, whose answer is kept."""
    latest = today + datetime.timedelta(days=1)  # somewhere on earth it is tomorrow already
    for file in files:
        if file.entry and file.entry.added and file.entry.added > latest:
            message = f"{file.entry.added} is still to come; write the day that it was added"
            yield Problem.at(file.path, _place(file, "added"), Rule.FUTURE_DATE, message)


def _found(files: list[ReadEntry], alive: dict[str, ReadEntry], locked: Mapping[str, str]) -> Found:
    told: set[tuple[str, str]] = set()
    for rule, noun, fact in _FACTS:
        yield from _twice(alive.values(), rule, noun, fact, told)
    yield from _near_titles(alive, told)
    owners: dict[str, ReadEntry] = {}
    for file in alive.values():
        for alias in _entry(file).aliases:
            owners.setdefault(alias, file)
    yield from _aliases(files, owners)
    yield from _lineage(files, alive, owners)
    yield from _bibtex_keys(alive, locked, told)


def _entry(file: ReadEntry) -> Entry:
    assert file.entry
    return file.entry


def _place(file: ReadEntry, *path: str | int) -> Mark:
    return file.places.get(path, Mark(1, 1))


def _arxiv(entry: Entry) -> tuple[str | None, Path]:
    if entry.arxiv:
        return entry.arxiv, ("arxiv",)
    return arxiv_of(entry.links.paper or ""), ("links", "paper")


def _doi(entry: Entry) -> tuple[str | None, Path]:
    if entry.doi:
        return entry.doi.casefold(), ("doi",)
    return (doi_of(entry.links.paper or "") or "").casefold(), ("links", "paper")


def _title(entry: Entry) -> tuple[str | None, Path]:
    return normal_title(entry.title), ("title",)


def _paper_link(entry: Entry) -> tuple[str | None, Path]:
    address = (entry.links.paper or "").partition("://")[2].rstrip("/")
    # A host alone is no paper's address, and what has an id is compared by it.
    is_page = "/" in address and not arxiv_of(address) and not doi_of(entry.links.paper or "")
    return address if is_page else None, ("links", "paper")


_FACTS: tuple[tuple[Rule, str, Callable[[Entry], tuple[str | None, Path]]], ...] = (
    (Rule.DUPLICATE_ARXIV, "arXiv id", _arxiv),
    (Rule.DUPLICATE_DOI, "DOI", _doi),
    (Rule.DUPLICATE_TITLE, "title", _title),
    (Rule.DUPLICATE_PAPER_LINK, "paper link", _paper_link),
)


def _twice(
    files: Iterable[ReadEntry],
    rule: Rule,
    noun: str,
    fact: Callable[[Entry], tuple[str | None, Path]],
    told: set[tuple[str, str]],
) -> Found:
    """Find what two entries share and may not; ``told`` gathers the pairs."""
    first: dict[str, tuple[ReadEntry, Path]] = {}
    for file in files:
        entry = _entry(file)
        value, path = fact(entry)
        if not value:
            continue
        other, there = first.setdefault(value, (file, path))
        pair = other.key, file.key
        if other is file or (rule is Rule.DUPLICATE_PAPER_LINK and pair in told):
            continue
        told.add(pair)
        shown = entry.title if rule is Rule.DUPLICATE_TITLE else value
        message = (
            f"the {noun} {shown!r} is also that of {_where(other, *there)}; "
            "correct one, or remove one of the two entries"
        )
        yield file, (_place(file, *path), rule, message)


def _where(file: ReadEntry, *path: str | int) -> str:
    mark = _place(file, *path)
    return f"{file.path}:{mark.line}:{mark.column}"


def _near_titles(alive: dict[str, ReadEntry], told: set[tuple[str, str]]) -> Found:
    for first, second in near_titles(map(_entry, alive.values())):
        pair = first.key, second.key
        if pair not in told:
            told.add(pair)
            there, here = alive[first.key], alive[second.key]
            message = (
                f"nearly the title of {_where(there, 'title')}, {first.title!r}; "
                "keep one entry, with the other title in 'former-titles'"
            )
            yield here, (_place(here, "title"), Rule.NEAR_DUPLICATE_TITLE, message)


def _aliases(files: list[ReadEntry], owners: dict[str, ReadEntry]) -> Found:
    keys = {file.key for file in files}
    for file in files:
        for number, alias in enumerate(file.entry.aliases if file.entry else ()):
            place = _place(file, "aliases", number)
            if alias == file.key:
                message = f"the alias {alias!r} is the entry's own key; remove it"
                yield file, (place, Rule.DUPLICATE_ALIAS, message)
            elif alias in keys or owners[alias] is not file:
                taken = f"{ENTRIES}/{alias}.md" if alias in keys else owners[alias].path
                message = f"the alias {alias!r} is taken by {taken}; remove one"
                yield file, (place, Rule.DUPLICATE_ALIAS, message)
            elif not is_key(alias):
                message = f"the alias {alias!r} is not a key; lower case, digits, hyphens only"
                yield file, (place, Rule.BAD_KEY, message)


def _lineage(
    files: list[ReadEntry], alive: dict[str, ReadEntry], owners: dict[str, ReadEntry]
) -> Found:
    keys = {file.key for file in files}
    graph: dict[str, dict[str, Mark]] = {}
    for file in alive.values():
        for number, key in enumerate(_entry(file).builds_on):
            place = _place(file, "builds-on", number)
            ancestor = alive.get(key) or owners.get(key)
            if ancestor is file:
                message = "builds-on names the paper itself; remove it"
                yield file, (place, Rule.DANGLING_REFERENCE, message)
            elif ancestor:
                graph.setdefault(file.key, {}).setdefault(ancestor.key, place)
                yield from _order(file, ancestor, place)
            elif key not in keys:
                message = f"{key!r} is not the key of an entry{did_you_mean(key, keys)}"
                yield file, (place, Rule.DANGLING_REFERENCE, message)
    for circle in _circles(graph):
        first, second, *_ = circle
        way = " → ".join(circle if len(circle) < 9 else [*circle[:6], "…", circle[-1]])
        message = f"builds-on goes in a circle, {way}; remove the key in the earlier paper"
        yield alive[first], (graph[first][second], Rule.LINEAGE_CYCLE, message)


def _order(file: ReadEntry, ancestor: ReadEntry, place: Mark) -> Found:
    then, year = first_year(_entry(ancestor)), first_year(_entry(file))
    if then > year:
        message = (
            f"{ancestor.key!r} is of {then}, later than this paper, {year}; "
            "name this paper there, or correct a year"
        )
        yield file, (place, Rule.NEWER_ANCESTOR, message)


def _circles(graph: dict[str, dict[str, Mark]]) -> Iterator[list[str]]:
    """Yield keys of which each builds on the next and the last is the first; one for each first."""
    seen: set[str] = set()
    closed: set[str] = set()
    for start in graph:
        # The keys on the way from the start, each with those of its ancestors still to be seen.
        way = {start: iter(graph[start])} if start not in seen else {}
        while way:
            key, ancestors = next(reversed(way.items()))
            seen.add(key)
            if (ancestor := next(ancestors, None)) is None:
                del way[key]
            elif ancestor in way and key not in closed:
                closed.add(key)
                keys = list(way)
                yield [key, *keys[keys.index(ancestor) :]]
            elif ancestor not in seen:
                way[ancestor] = iter(graph.get(ancestor, ()))


def _bibtex_keys(
    alive: dict[str, ReadEntry], locked: Mapping[str, str], told: set[tuple[str, str]]
) -> Found:
    keys, collisions = bibtex_keys(map(_entry, alive.values()), locked)
    for key, first in collisions.items():
        if (first, key) in told or (key, first) in told:
            continue  # one paper, not two with one name
        if not _entry(alive[key]).authors:
            continue  # that is what to add first; the key will be another then
        message = (
            f"the BibTeX key would be that of {ENTRIES}/{first}.md, so this one becomes "
            f"{keys[key]!r}; give the paper a 'name' of its own"
        )
        yield alive[key], (_place(alive[key], "title"), Rule.BIBTEX_KEY_COLLISION, message)
