"""Browsing: the order of all papers on one page, the filters over them, the words that find them.

A new filter is one more line in ``FILTERS``; its place on the page and in addresses follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from sphinx_paperbase.catalog.catalog import Catalog
from sphinx_paperbase.catalog.leaderboards import board_names, board_of
from sphinx_paperbase.catalog.naming import fold, initial
from sphinx_paperbase.catalog.plain_text import plain_text
from sphinx_paperbase.catalog.query import alphabetical
from sphinx_paperbase.catalog.schema import Entry
from sphinx_paperbase.catalog.taxonomy import Taxonomy

_PART = re.compile(r"[^\W_]+")
_DATA_SET = frozenset({"data set", "dataset", "data sets", "datasets"})
_SURVEY = frozenset({"survey", "review"})
_KINDS = {"method": "Method", "data-set": "Brings a data set", "survey": "Survey"}


class Filter(NamedTuple):
    """A question to every paper, with several answers to choose from.

    Attributes:
        name: As in addresses: ``type=RVOS``.
        title: Its heading; filters that follow each other and share it stand together.
        values: The answers of a paper.
        labels: What answers are called and their order; others are their own label and stand
            behind these, the most frequent first.
    """

    name: str
    title: str
    values: Callable[[Entry, Taxonomy], Iterable[str]]
    labels: Callable[[Taxonomy], dict[str, str]]


def _flag(name: str, label: str, has: Callable[[Entry], object]) -> Filter:
    """Return a filter with the one answer that a paper has something."""
    return Filter(
        name, "With", lambda entry, _: ["1"] if has(entry) else [], lambda _: {"1": label}
    )


def _kind(entry: Entry) -> str:
    """Tell what a paper brings, as far as its facts say: a link to a data set, a keyword."""
    keywords = {fold(keyword) for keyword in entry.keywords}
    if entry.links.dataset or keywords & _DATA_SET:
        return "data-set"
    return "survey" if keywords & _SURVEY else "method"


FILTERS = (
    Filter(
        "type",
        "Type",
        lambda entry, _: entry.types,
        lambda taxonomy: {id: kind.name for id, kind in taxonomy.types.items()},
    ),
    _flag("code", "Code", lambda entry: entry.links.code),
    _flag("dataset", "Data set", lambda entry: entry.links.dataset),
    _flag("project", "Project page", lambda entry: entry.links.project),
    _flag("results", "Results", lambda entry: entry.results),
    Filter(
        "year",
        "Year",
        lambda entry, _: [str(entry.year)],
        lambda _: {str(year): str(year) for year in range(2100, 1900, -1)},
    ),
    Filter(
        "venue",
        "Venue",
        lambda entry, _: [entry.venue],
        lambda taxonomy: {id: id for id in taxonomy.venues},
    ),
    Filter("kind", "Kind", lambda entry, _: [_kind(entry)], lambda _: _KINDS),
    Filter(
        "benchmark",
        "Results on",
        lambda entry, taxonomy: [board_of(entry, r, taxonomy)[0] for r in entry.results],
        board_names,
    ),
    Filter(
        "review",
        "Section of the review",
        lambda entry, _: [entry.review] if entry.review else [],
        lambda taxonomy: {
            id: f"{id} {section.title}" for id, section in taxonomy.review.sections.items()
        },
    ),
    Filter("keyword", "Keyword", lambda entry, _: entry.keywords, lambda _: {}),
)


class Answer(NamedTuple):
    """An answer to a filter, with the numbers of its papers in the page's order."""

    value: str
    label: str
    papers: tuple[int, ...]


def in_order(catalog: Catalog) -> list[Entry]:
    """Return all papers as one page shows them: by year, the newest first, then venue and name."""
    venues = {id: number for number, id in enumerate(catalog.taxonomy.venues)}
    return sorted(
        catalog.entries.values(), key=lambda e: (-e.year, venues[e.venue], alphabetical(e))
    )


def answers(question: Filter, papers: Iterable[Entry], taxonomy: Taxonomy) -> list[Answer]:
    """Return what papers answer, in the order in which the answers are shown."""
    found: dict[str, list[int]] = {}
    for number, entry in enumerate(papers):
        for value in dict.fromkeys(question.values(entry, taxonomy)):
            found.setdefault(value, []).append(number)
    labels = question.labels(taxonomy)
    order = {value: number for number, value in enumerate(labels)}
    ranked = sorted(
        found, key=lambda v: (order.get(v, len(order)), 0 if v in order else -len(found[v]), v)
    )
    return [Answer(value, labels.get(value, value), tuple(found[value])) for value in ranked]


def by_letter(papers: Sequence[Entry]) -> list[tuple[str, list[int]]]:
    """Return the numbers of papers by what they are called, below its first letter or ``#``."""
    result: dict[str, list[int]] = {}
    for number in sorted(range(len(papers)), key=lambda number: alphabetical(papers[number])):
        result.setdefault(initial(papers[number].label.split()[0]), []).append(number)
    return sorted(result.items())


def words(text: str) -> Iterator[str]:
    """Yield the words of a text, folded; of one with a hyphen or the like the parts and the whole.

    So ``Semi-Supervised`` is found as ``semi``, as ``supervised`` and as ``semisupervised``.
    """
    for chunk in fold(text).split():
        if chunk.isalnum():
            yield chunk
        elif parts := _PART.findall(chunk):
            yield from parts
            yield "".join(parts)


def words_of(entry: Entry, bibtex_key: str) -> set[str]:
    """Return the words that find a paper; its identifiers are a word each."""
    texts = (
        entry.title,
        entry.name or "",
        *entry.former_titles,
        *entry.authors,
        *entry.keywords,
        *entry.types,
        str(entry.edition),
        plain_text(entry.body),
    )
    ids = (entry.arxiv or "", entry.doi or "", bibtex_key, entry.key)
    result = {whole for id in ids if (whole := "".join(_PART.findall(fold(id))))}
    for text in texts:
        result.update(words(text))
    return result


def found_words(catalog: Catalog, papers: Iterable[Entry]) -> dict[str, list[int]]:
    """Return every word with the numbers of the papers that it finds."""
    result: dict[str, list[int]] = {}
    for number, entry in enumerate(papers):
        for word in catalog.memo.get(words_of, entry, catalog.bibtex_keys[entry.key]):
            result.setdefault(word, []).append(number)
    return result
