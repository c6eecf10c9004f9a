"""The floor: the same site as a careful maintainer would write it by hand, without our extension.

The documents are ours, with each of our directives and roles written out in plain Markdown, and
the entries with their page written out below the front matter. What a page says is taken from the
same views that our pages show, so that both sites say about the same. bench/README.md tells the
differences.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sphinx_paperbase.catalog import Catalog, Query
from sphinx_paperbase.catalog.text.body import ENTRIES
from sphinx_paperbase.formats import bibtex
from sphinx_paperbase.site import views
from sphinx_paperbase.site.records import Card, Count, EntryView, Placed, Ref

CONFIG = """

# The floor: plain Sphinx, MyST, the theme, and sphinx-design, which a document uses.
extensions = ["myst_parser", "sphinx_design"]
html_math_renderer = "mathjax"
"""

_FENCE = re.compile(
    r"^(?P<fence>`{3,}|:{3,}) *(?P<info>.*)\n(?P<body>(?:.*\n)*?)(?P=fence) *$", re.M
)
_OURS = re.compile(r"\{(?P<name>paper:\w+|bibliography)\} *(?P<argument>.*)")
# Code comes first, so that what stands in it stays as it is.
_ROLE = re.compile(r"``.+?``|\{(?P<role>paper(?::\w+)?|cite(?::\w+)?|ref)\}`(?P<text>[^`]+)`")
_EXPLICIT = re.compile(r"^(?P<text>.+?)\s*<(?P<target>[^<>]+)>$", re.S)
_OPTION = re.compile(r"^:(\w+): *(.*)$", re.M)
_SPECIAL = re.compile(r"([\\`*_\[\]<>$#|{}~^])")


def write(ours: Path, floor: Path) -> set[str]:
    """Write the sources of the floor beside ours, and only those files that change.

    Args:
        ours: The folder of our sources, with the documents in ``by/``.
        floor: The folder of the floor's sources.

    Returns:
        Directives of ours that are left out, since nothing here can write them out.
    """
    catalog = Catalog.load(ours)
    left_out: set[str] = set()
    for path in sorted(ours.rglob("*.md")):
        doc = path.relative_to(ours).with_suffix("").as_posix()
        text = path.read_text(encoding="utf-8")
        page = Page(catalog, doc)
        text = page.entry(text) if doc.startswith(f"{ENTRIES}/") else page.plain(text)
        target = floor / path.relative_to(ours)
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        left_out |= page.unknown
    return left_out


def escaped(text: str) -> str:
    """Return text so that Markdown shows it as it is."""
    return _SPECIAL.sub(r"\\\1", text)


class Page:
    """A document in plain Markdown."""

    def __init__(self, catalog: Catalog, doc: str) -> None:
        self.catalog = catalog
        self.doc = doc
        self.unknown: set[str] = set()

    def plain(self, text: str) -> str:
        """Return the text of a document with our directives and roles written out."""
        return _ROLE.sub(self._role, self._fences(text))

    def entry(self, text: str) -> str:
        """Return the text of an entry with its page written out below the front matter."""
        key = self.doc.rpartition("/")[2]
        shown = views.entry(self.catalog, key)
        assert shown, f"{self.doc} is a whole entry"
        cited = bibtex.bib_entry(self.catalog.entries[key], self.catalog.taxonomy)
        source = bibtex.write([(self.catalog.bibtex_keys[key], cited)])
        _, matter, body = text.split("---\n", 2)
        parts = [
            f"# {escaped(shown.card.title)}",
            escaped(", ".join(name for name, _ in shown.authors)),
            self._badges(shown.card),
            _links(shown.card),
            "\n".join(f"- {fact}" for fact in self._facts(shown)),
            self.plain(body.strip()),
            "\n".join(self._results(shown)),
            self._lineage("Builds on", shown.builds_on),
            self._lineage("Followed by", shown.followed_by),
            f"## Cite\n\n```text\n{source.strip()}\n```",
        ]
        page = "\n\n".join(part for part in parts if part)
        return f"---\norphan: true\n{matter}---\n{page}\n"

    def _link(self, ref: Ref) -> str:
        path = posixpath.relpath(ref.doc, posixpath.dirname(self.doc) or ".")
        return f"[{escaped(ref.label)}]({path}.md)"

    def _badges(self, card: Card) -> str:
        refs = [*(Ref(badge.id, badge.doc) for badge in card.badges), card.venue]
        return " · ".join([*map(self._link, refs), *([escaped(card.note)] if card.note else [])])

    def _facts(self, shown: EntryView) -> Iterator[str]:
        volume = f", volume {shown.volume}" if shown.volume else ""
        pages = f", pages {shown.pages}" if shown.pages else ""
        year = shown.card.venue.label.rsplit(" ", 1)[-1]
        yield escaped(f"Published: {shown.venue_name}, {year}{volume}{pages}")
        if shown.earlier:
            yield f"Listed before: {', '.join(map(self._link, shown.earlier))}"
        if shown.former_titles:
            yield f"Former title: {escaped('; '.join(shown.former_titles))}"
        if shown.arxiv:
            yield f"arXiv: [{shown.arxiv}](https://arxiv.org/abs/{shown.arxiv})"
        if shown.doi:
            yield f"DOI: [{escaped(shown.doi)}](https://doi.org/{shown.doi})"
        if shown.keywords:
            yield f"Keywords: {escaped(', '.join(shown.keywords))}"
        section = f"{self._link(shown.section)} of " if shown.section else "see "
        yield f"Review: {section}{self._link(shown.review)}"

    def _results(self, shown: EntryView) -> Iterator[str]:
        if shown.results:
            yield "## Results\n"
            yield from _head("Benchmark", "Rank", "Result", "Remarks", "Source")
        for row in shown.results:
            values = ", ".join(f"{name} {value}" for name, value in row.values)
            remarks = (row.variant, row.extra, row.speed, row.hardware, row.note)
            told = "; ".join(remark for remark in remarks if remark)
            rank = f"{row.rank} of {row.of}" if row.rank else "–"
            source = f"[{'own' if row.is_own else 'third party'}]({row.source})"
            yield _line(self._link(row.board), rank, escaped(values), escaped(told), source)

    def _lineage(self, heading: str, cards: Iterable[Card]) -> str:
        lines = [
            f"- {self._link(Ref(card.name or card.title, card.doc))} {card.venue.label}"
            + (f": {escaped(card.title)}" if card.name else "")
            for card in cards
        ]
        return f"## {heading}\n\n" + "\n".join(lines) if lines else ""

    def _role(self, match: re.Match[str]) -> str:
        role, text = match["role"], match["text"]
        if role is None:
            return match[0]
        explicit = _EXPLICIT.match(text)
        target = " ".join((explicit["target"] if explicit else text).split())
        if role == "ref":  # to the index of papers, which the floor has not
            return explicit["text"] if explicit else target
        if role.startswith("cite"):
            found = self._cited(target)
        else:
            found = views.label(self.catalog, role.removeprefix("paper:"), target)
        if found is None:
            return match[0]
        return self._link(Ref(explicit["text"], found.doc) if explicit else found)

    def _cited(self, target: str) -> Ref | None:
        for key, bibtex_key in self.catalog.bibtex_keys.items():
            if bibtex_key == target:
                return views.label(self.catalog, "paper", key)
        return Ref(self.catalog.taxonomy.review.short, "docs/references")

    def _fences(self, text: str) -> str:
        return _FENCE.sub(self._fence, text)

    def _fence(self, match: re.Match[str]) -> str:
        if not match["info"].startswith("{"):
            return match[0]  # code
        if not (ours := _OURS.match(match["info"])):
            body = self._fences(match["body"])
            return f"{match['fence']}{match['info']}\n{body}{match['fence']}"
        if writer := _WRITERS.get(ours["name"].removeprefix("paper:")):
            options = dict(_OPTION.findall(match["body"]))
            return "\n".join(writer(self, *ours["argument"].split(), **options))
        self.unknown.add(ours["name"])
        return ""

    def _cards(self, placed: Iterable[Placed]) -> Iterator[str]:
        """Yield papers as list items: a link with the title, authors, types and venue as text."""
        for card, now in placed:
            authors = ", ".join(card.authors) + (" and others" if card.more_authors else "")
            types = ", ".join(badge.id for badge in card.badges)
            title = card.title
            if card.name and not title.startswith(f"{card.name}:"):
                title = f"{card.name} – {title}"
            about = f"{authors}. {types}, {card.venue.label}"
            since = f", published at {now}" if now else ""
            yield f"- {self._link(Ref(title, card.doc))}, {escaped(about + since)}"

    def _counts(self, counts: Iterable[Count]) -> Iterator[str]:
        for count in counts:
            text = f": {escaped(count.text)}" if count.text else ""
            yield f"- {self._link(Ref(count.title, count.doc))} ({count.number}){text}"

    def write_cards(self, **options: str) -> Iterator[str]:
        """Write the papers of a query."""
        several = {"type": "types", "venue": "venues", "keyword": "keywords", "author": "authors"}
        chosen = {
            field: tuple(part.strip() for part in options[name].split(","))
            for name, field in (several | {"review": "review"}).items()
            if name in options
        }
        years = tuple(int(year) for year in options.get("year", "").split(",") if year)
        count = int(options["count"]) if "count" in options else None
        order = options.get("order", "newest")
        query = Query(years=years, order=order, count=count, **chosen)
        yield from self._cards(views.cards(self.catalog, query))

    def write_shelf(self, facet: str, slug: str) -> Iterator[str]:
        """Write the papers of a facet page below the headings of their groups."""
        shelf = views.shelf(self.catalog, facet, slug)
        assert shelf, f"there is a shelf {slug}"
        also = f" Also called {', '.join(shelf.also)}." if shelf.also else ""
        yield f"{escaped(shelf.text + also)}\n" if shelf.text else ""
        url = f" · [the section's own list of works]({shelf.url})" if shelf.url else ""
        yield f"**{shelf.number}** papers · earlier works: {self._link(shelf.review)}{url}\n"
        for group in shelf.groups:
            yield f"\n## {escaped(group.label)}\n" if group.label else ""
            yield from self._cards(group.cards)

    def write_dataset(self, slug: str) -> Iterator[str]:
        """Write what is known of a data set, then its leaderboards."""
        shown = views.VIEWS["dataset"](self.catalog, slug)
        assert shown, f"there is a data set {slug}"
        yield f"{escaped(shown.remark)}\n"
        yield " · ".join(f"[{kind}]({url})" for kind, url in shown.links)
        for board in shown.boards:
            yield f"\n## {escaped(board.name)}\n"
            yield from _head("Rank", "Method", *board.metrics, "Venue", "Speed", "Source")
            for row in board.rows:
                about = " ".join(text for text in (row.variant, row.extra) if text)
                method = f"{self._link(Ref(row.label, row.doc))} {escaped(about)}"
                speed = escaped(f"{row.speed} {row.hardware}".strip())
                source = f"[{'own' if row.is_own else 'third party'}]({row.source})"
                yield _line(row.rank or "–", method, *row.values, row.edition, speed, source)

    def write_facet(self, facet: str) -> Iterator[str]:
        """Write the shelves of a facet."""
        yield from self._counts(views.counts(self.catalog, facet))

    def write_review(self) -> Iterator[str]:
        """Write a paragraph on the review paper."""
        shown = views.review(self.catalog)
        links = (f" · [{name}]({url})" for name, url in shown.links)
        title = self._link(Ref(shown.ref.title, shown.ref.doc))
        yield f"{title}. {escaped(', '.join(shown.authors))}. {shown.journal}{''.join(links)}"

    def write_sections(self) -> Iterator[str]:
        """Write the sections of the review paper."""
        yield from self._counts(views.counts(self.catalog, "review"))

    def write_authors(self) -> Iterator[str]:
        """Write everyone with links to their papers."""
        for letter, people in views.authors(self.catalog):
            yield f"\n## {escaped(letter)}\n"
            for author in people:
                yield f"- {escaped(author.name)} {', '.join(map(self._link, author.papers))}"

    def write_total(self) -> Iterator[str]:
        """Write how many papers there are."""
        yield f"**{views.total(self.catalog)}** papers"

    def write_bibliography(self) -> Iterator[str]:
        """Write the one work that the site cites."""
        review = self.catalog.taxonomy.review
        yield f"{escaped(', '.join(review.authors))}. {escaped(review.title)}. {review.year}."


_WRITERS: dict[str, Callable[..., Iterator[str]]] = {
    name.removeprefix("write_"): method
    for name, method in vars(Page).items()
    if name.startswith("write_")
}


def _head(*names: str) -> Iterator[str]:
    yield _line(*map(escaped, names))
    yield _line(*("---" for _ in names))


def _line(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _links(card: Card) -> str:
    return " · ".join(f"[{kind.title()}]({url})" for kind, url in card.links)
