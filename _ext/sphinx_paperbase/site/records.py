"""Records: what views return and templates show. Texts, numbers, tuples and mappings of them only.

A record's ``repr`` is the same in every process and run, which the digests of views rely on.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sphinx_paperbase.catalog.text.body import ENTRIES


def entry_doc(key: str) -> str:
    """Return the document of an entry."""
    return f"{ENTRIES}/{key}"


def shelf_doc(facet: str, slug: str) -> str:
    """Return the document of a shelf; ``index`` is that of the facet."""
    return f"by/{facet}/{slug}"


class Badge(NamedTuple):
    """A VOS type as cards show it."""

    id: str
    name: str
    color: str
    doc: str


class Ref(NamedTuple):
    """A link inside the site."""

    label: str
    doc: str
    title: str = ""


class Card(NamedTuple):
    """A paper as lists show it."""

    key: str
    name: str
    title: str
    authors: tuple[str, ...]
    more_authors: int
    badges: tuple[Badge, ...]
    venue: Ref
    links: tuple[tuple[str, str], ...]
    note: str
    status: str

    @property
    def doc(self) -> str:
        """The paper's page."""
        return entry_doc(self.key)


class Placed(NamedTuple):
    """A card on a shelf; ``now`` says where the paper has been published since."""

    card: Card
    now: str


class Row(NamedTuple):
    """One result of a paper."""

    benchmark: str
    task: str
    metrics: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    source: str


class Related(NamedTuple):
    """A related paper; ``why`` says in a few words what it shares."""

    key: str
    name: str
    title: str
    badges: tuple[Badge, ...]
    venue: str
    status: str
    why: str

    @property
    def doc(self) -> str:
        """The paper's page."""
        return entry_doc(self.key)

    @property
    def label(self) -> str:
        """What people call the paper."""
        return self.name or self.title


class EntryView(NamedTuple):
    """A paper as its page shows it; its BibTeX is made of the same facts, but later: it is slow."""

    card: Card
    authors: tuple[tuple[str, str], ...]
    venue_name: str
    venue_kind: str
    pages: str
    volume: str
    arxiv: str
    doi: str
    earlier: tuple[Ref, ...]
    keywords: tuple[str, ...]
    former_titles: tuple[str, ...]
    review: Ref
    section: Ref | None
    builds_on: tuple[Card, ...]
    followed_by: tuple[Card, ...]
    related: tuple[Related, ...]
    results: tuple[Row, ...]
    bibtex_key: str
    problems: tuple[str, ...]


class Citation(NamedTuple):
    """A paper in a format in which it can be cited.

    Attributes:
        name: What stands for the format in the page.
        label: What it is called.
        ending: Of the file that holds it; of a reference, which has none, an empty text.
        text: The citation as text, and a reference as HTML.
    """

    name: str
    label: str
    ending: str
    text: str


class Foot(NamedTuple):
    """What stands below a paper's text."""

    paper: EntryView
    citations: tuple[Citation, ...]


class Group(NamedTuple):
    """Cards of a shelf that share a year or a venue; a shelf without groups has one, unnamed."""

    label: str
    cards: tuple[Placed, ...]


class Refine(NamedTuple):
    """The filters of the page of all papers that leave a shelf's, and how many these are."""

    query: str
    number: int


class ShelfView(NamedTuple):
    """A facet page; its feed is a file and a name, its files are labels and endings."""

    facet: str
    slug: str
    label: str
    title: str
    text: str
    also: tuple[str, ...]
    badge: Badge | None
    number: int
    files: tuple[tuple[str, str], ...]
    url: str
    feed: tuple[str, str] | None
    review: Ref
    groups: tuple[Group, ...]
    refine: Refine | None


class BrowseYear(NamedTuple):
    """A year's papers by venue."""

    year: int
    number: int
    venues: tuple[tuple[Ref, tuple[Card, ...]], ...]


class CompareView(NamedTuple):
    """What the page that compares papers knows besides them.

    Attributes:
        types: The types, for badges.
        benchmarks: What each benchmark is called, by its id.
    """

    types: tuple[Badge, ...]
    benchmarks: tuple[tuple[str, str], ...]


class BrowseView(NamedTuple):
    """Every paper on one page.

    Attributes:
        years: The papers by year, the newest first.
        number: How many papers there are.
        data: The script with what the page's own script works with.
        stamp: A hash of that script.
        files: What the files of all papers are called, and their endings.
    """

    years: tuple[BrowseYear, ...]
    number: int
    data: str
    stamp: str
    files: tuple[tuple[str, str], ...]


class Count(NamedTuple):
    """A shelf with the number of its papers."""

    label: str
    doc: str
    number: int
    title: str
    badge: Badge | None
    text: str
    year: str


class ReviewView(NamedTuple):
    """The review paper with its sections."""

    ref: Ref
    authors: tuple[str, ...]
    journal: str
    links: tuple[tuple[str, str], ...]
    doi: str
    sections: tuple[Count, ...]


class RuleView(NamedTuple):
    """A rule as its page shows it.

    Attributes:
        id: What messages call it.
        reason: Why it is there.
        fix: What to do.
        bad: An example that breaks it: files, each with its name, if it matters, and its lines.
        good: The example mended.
        allowance: The comment that allows it, or an empty text.
    """

    id: str
    reason: str
    fix: str
    bad: tuple[tuple[str, str], ...]
    good: tuple[tuple[str, str], ...]
    allowance: str

    @property
    def is_wide(self) -> bool:
        """Tell whether the examples have lines that are too long to stand side by side."""
        texts = (text for example in (self.bad, self.good) for _name, text in example)
        return any(len(line) > 42 for text in texts for line in text.splitlines())


class AddView(NamedTuple):
    """The form that makes an entry's file.

    Attributes:
        types: The types to choose from.
        venues: The venues by kind, each with its id and its name.
        sections: The review's sections, each with its id and its title.
        help: What each key of the front matter says, by its path: ``links.code``.
        example: The text of an entry's file with capitals where facts are to stand.
        data: What the form's script works with, as JSON has it.
        known: The script that says which papers there are.
    """

    types: tuple[Badge, ...]
    venues: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    sections: tuple[tuple[str, str], ...]
    help: dict[str, str]
    example: str
    data: dict[str, Any]
    known: str


class AuthorView(NamedTuple):
    """An author and the papers that carry exactly this name."""

    name: str
    anchor: str
    papers: tuple[Ref, ...]
