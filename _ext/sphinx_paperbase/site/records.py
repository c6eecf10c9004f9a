"""Records: what views return and templates show. Texts, numbers, tuples and mappings of them only.

A record's ``repr`` is the same in every process and run, which the digests of views rely on.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sphinx_paperbase.catalog.text.body import ENTRIES
from sphinx_paperbase.formats.charts import Chart


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
    """One result of a paper, on its page.

    Attributes:
        board: The leaderboard that it stands on, with the document of that.
        anchor: The leaderboard's place in its document.
        metric: What is ranked by.
        rank: Its rank there, or nothing.
        of: How many results there have one.
        values: What it reaches, by metric.
        variant: Which of the paper's models.
        extra: What is said of its training data.
        speed: Frames per second.
        hardware: What these were measured on.
        source: Where the numbers stand.
        is_own: Whether that is a table of the paper's authors.
        note: What is to be known of the numbers.
    """

    board: Ref
    anchor: str
    metric: str
    rank: str
    of: int
    values: tuple[tuple[str, str], ...]
    variant: str
    extra: str
    speed: str
    hardware: str
    source: str
    is_own: bool
    note: str


class RankedRow(NamedTuple):
    """One result on a leaderboard.

    Attributes:
        key: The paper's.
        label: What the paper is called.
        edition: Where it appeared.
        year: When.
        rank: Its rank, or nothing where the main metric is not given.
        values: What it reaches, by the board's metrics; nothing where one is not given.
        best: Whether these are the best of all.
        variant: Which of the paper's models.
        extra: What is said of its training data.
        is_extra: Whether that is more than the usual.
        speed: Frames per second.
        hardware: What these were measured on.
        source: Where the numbers stand.
        is_own: Whether that is a table of the paper's authors.
        note: The number of its note, from 1 on, or 0.
        is_first: Whether it is the first row of its paper.
    """

    key: str
    label: str
    edition: str
    year: int
    rank: str
    values: tuple[str, ...]
    best: tuple[bool, ...]
    variant: str
    extra: str
    is_extra: bool
    speed: str
    hardware: str
    source: str
    is_own: bool
    note: int
    is_first: bool

    @property
    def doc(self) -> str:
        """The paper's page."""
        return entry_doc(self.key)


class Leader(NamedTuple):
    """Who is first on a leaderboard.

    Attributes:
        board: What the leaderboard is called, with its document.
        anchor: Its place there.
        metric: What is ranked by.
        value: What the first reaches, or nothing where there is none.
        papers: The papers that reach it, each with where it appeared.
    """

    board: Ref
    anchor: str
    metric: str
    value: str
    papers: tuple[Ref, ...]


class BoardView(NamedTuple):
    """A leaderboard.

    Attributes:
        id: Its place in its document.
        name: What it is called.
        badge: The task.
        metrics: Its metrics.
        leader: Who is first.
        rows: The results, the best first.
        papers: How many papers these are of.
        notes: What is to be known of the numbers; rows name them by their place.
        has_unranked: Whether a row has no rank.
        has_speed: Whether a row has a speed.
        charts: The best of each year; speed against accuracy.
    """

    id: str
    name: str
    badge: Badge
    metrics: tuple[str, ...]
    leader: Leader
    rows: tuple[RankedRow, ...]
    papers: int
    notes: tuple[str, ...]
    has_unranked: bool
    has_speed: bool
    charts: tuple[Chart, ...]


class DatasetView(NamedTuple):
    """A data set.

    Attributes:
        name: What it is called.
        year: When it came out, or 0.
        badges: The tasks that it serves.
        size: How large it is, as far as that is known.
        remark: What it holds.
        links: Where to go from it, by kind.
        section: The section of the review paper that treats it.
        paper: The paper that introduces it, if it is here, with where it appeared.
        boards: Its leaderboards.
    """

    name: str
    year: int
    badges: tuple[Badge, ...]
    size: str
    remark: str
    links: tuple[tuple[str, str], ...]
    section: Ref | None
    paper: Ref | None
    boards: tuple[BoardView, ...]


class DatasetLine(NamedTuple):
    """A data set in the list of all.

    Attributes:
        label: What it is called.
        doc: Its page.
        year: When it came out, or 0.
        badges: The tasks that it serves.
        remark: What it holds.
        number: How many papers introduce it or report on it.
        leaders: Who is first on each of its leaderboards that has results.
    """

    label: str
    doc: str
    year: int
    badges: tuple[Badge, ...]
    remark: str
    number: int
    leaders: tuple[Leader, ...]


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
    lines: tuple[Line, ...]


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
    is_empty: bool
    about: TypeView | None


class BrowseYear(NamedTuple):
    """A year's papers by venue."""

    year: int
    number: int
    venues: tuple[tuple[Ref, tuple[Card, ...]], ...]


class CompareView(NamedTuple):
    """What the page that compares papers knows besides them.

    Attributes:
        types: The types, for badges.
        boards: Benchmark, task and name of each leaderboard.
    """

    types: tuple[Badge, ...]
    boards: tuple[tuple[str, str, str], ...]


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
    """The review paper."""

    ref: Ref
    authors: tuple[str, ...]
    journal: str
    links: tuple[tuple[str, str], ...]
    doi: str


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


class Mention(NamedTuple):
    """A paper in a list of many: what it is called, its types, where it appeared."""

    label: str
    doc: str
    badges: tuple[Badge, ...]
    venue: str


class Line(NamedTuple):
    """The line by which a paper continues a section of the review.

    Attributes:
        section: The section.
        papers: The papers from the first one of the section on; this paper is the last.
    """

    section: Ref
    papers: tuple[Ref, ...]


class SectionView(NamedTuple):
    """What a section's page shows besides the section's own papers.

    Attributes:
        datasets: The data sets that it treats, each with its year or 0.
        later: The later papers that continue it, each with the line by which it does.
    """

    datasets: tuple[tuple[Ref, int], ...]
    later: tuple[tuple[Mention, Line], ...]


class SectionCount(NamedTuple):
    """A section of the review with how much of this collection belongs to it."""

    label: str
    doc: str
    title: str
    text: str
    number: int
    datasets: int
    later: int


class Kin(NamedTuple):
    """A paper in a family.

    Attributes:
        label: What it is called.
        doc: Its page.
        short: What its box says.
        badges: Its types.
        year: When it was first to be seen.
        is_other: Whether it is of another type than the family.
        depth: How deep it stands in the family as a nested list.
        also: What it builds on besides the paper that it stands below.
        x: Where its box begins, from the left.
        y: Where the middle of its box is, from the top.
        lines: The paths that lead to it, from the paper that it stands below and from the others.
    """

    label: str
    doc: str
    short: str
    badges: tuple[Badge, ...]
    year: int
    is_other: bool
    depth: int
    also: tuple[Ref, ...]
    x: int
    y: int
    lines: tuple[str, ...]


class FamilyView(NamedTuple):
    """The papers of a type that build on others, with these, as a picture and as a list.

    Attributes:
        badge: The type.
        slug: Its place on the page.
        papers: How many papers of the type build on another one.
        number: How many papers of the type there are.
        kin: The papers of the family.
        years: Each year with the place where its columns begin.
        width: Of the picture.
        height: Of the picture.
        box: Width and height of a paper's box.
    """

    badge: Badge
    slug: str
    papers: int
    number: int
    kin: tuple[Kin, ...]
    years: tuple[tuple[int, int], ...]
    width: int
    height: int
    box: tuple[int, int]


class Trend(NamedTuple):
    """A chart of the statistics; ``board`` is the leaderboard that it is about, if any."""

    chart: Chart
    board: Ref | None = None
    anchor: str = ""


class RecordView(NamedTuple):
    """The latest record of a benchmark.

    Attributes:
        board: The leaderboard, with its document.
        anchor: Its place there.
        badge: The task.
        metric: What is ranked by.
        value: What was reached.
        year: In which year.
        papers: By which papers.
        before: The record before it, or nothing.
        before_year: Its year.
        before_papers: Its papers.
    """

    board: Ref
    anchor: str
    badge: Badge
    metric: str
    value: str
    year: int
    papers: tuple[Ref, ...]
    before: str
    before_year: int
    before_papers: tuple[Ref, ...]


class TypeView(NamedTuple):
    """What a type's page says of the type.

    Attributes:
        given: What is given at test time.
        asked: What is asked.
        picture: A file in the site's static folder that shows both, or nothing.
        datasets: The data sets of the type, each with how many papers report on it.
        leaders: The first row of the leaderboards with most papers.
        first: The first papers.
        newest: The newest papers.
        family: The place of the type's family on the page of lineage, or nothing.
    """

    given: str
    asked: str
    picture: str
    datasets: tuple[tuple[Ref, int], ...]
    leaders: tuple[Leader, ...]
    first: tuple[Mention, ...]
    newest: tuple[Mention, ...]
    family: str
