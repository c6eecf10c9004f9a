"""Directives: a query of the catalog as part of any document."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.i18n import format_date

from sphinx_paperbase.catalog import FACETS, Query
from sphinx_paperbase.catalog.problems import did_you_mean, one_of
from sphinx_paperbase.catalog.query import ORDERS
from sphinx_paperbase.formats import atom
from sphinx_paperbase.site import WARNING_TYPE
from sphinx_paperbase.site.domain import PaperDomain
from sphinx_paperbase.site.nodes import make_view
from sphinx_paperbase.site.trends import STATISTICS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from docutils.nodes import Node
    from docutils.parsers.rst import Directive

    from sphinx_paperbase.site.records import BoardView, RuleView

logger = logging.getLogger(__name__)


def _names(argument: str | None) -> tuple[str, ...]:
    names = tuple(" ".join(name.split()) for name in (argument or "").split(",") if name.strip())
    if not names:
        raise ValueError("name one or more, separated by commas")
    return names


def _years(argument: str | None) -> tuple[int, ...]:
    names = _names(argument)
    if not all(name.isdigit() for name in names):
        raise ValueError("write years with four digits, separated by commas")
    return tuple(int(name) for name in names)


def _order(argument: str | None) -> str:
    return directives.choice(argument or "", tuple(ORDERS))


def titled(title: str, id: str, *content: Node) -> Node:
    """Return a section with a title."""
    return nodes.section("", nodes.title("", title), *content, ids=[id], names=[])


class PaperDirective(SphinxDirective):
    """Base of our directives: reads the catalog through the domain."""

    def see(self, name: str, *arguments: Any) -> Any:
        """Look at a view of the catalog; the document depends on it from now on."""
        return PaperDomain.of(self.env).see(name, *arguments)

    def warn(self, message: str) -> None:
        """Warn at the directive's place."""
        logger.warning(
            message, location=self.get_location(), type=WARNING_TYPE, subtype="unknown-target"
        )


class CardsDirective(PaperDirective):
    """``{paper:cards}``: the cards of a query, by any facet, newest first unless told otherwise."""

    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        "type": _names,
        "venue": _names,
        "year": _years,
        "keyword": _names,
        "author": _names,
        "review": _names,
        "count": directives.positive_int,
        "order": _order,
    }

    def run(self) -> list[Node]:
        """Return the cards."""
        options = self.options
        taxonomy = PaperDomain.of(self.env).catalog.taxonomy
        self._check("type", taxonomy.types)
        self._check("venue", taxonomy.venues)
        self._check("review", taxonomy.review.sections)
        query = Query(
            types=options.get("type", ()),
            venues=options.get("venue", ()),
            years=options.get("year", ()),
            keywords=options.get("keyword", ()),
            authors=options.get("author", ()),
            review=options.get("review", ()),
            order=options.get("order", "newest"),
            count=options.get("count"),
        )
        return [make_view("cards", self.see("cards", query))]

    def _check(self, option: str, known: Iterable[str]) -> None:
        """Warn of a value that the taxonomy does not know, which would select nothing."""
        for name in self.options.get(option, ()):
            words = name.rsplit(" ", 1)
            bare = words[0] if option == "venue" and words[-1].isdigit() else name
            if bare not in known:
                near = did_you_mean(bare, known) or f"; it is one of {one_of(known)}"
                self.warn(f"no {option} {bare!r}{near}")


class ShelfDirective(PaperDirective):
    """``{paper:shelf} type svos``: one facet page, cards in sections by year or venue."""

    required_arguments = 2

    def run(self) -> list[Node]:
        """Return the head of the shelf and a section for each group."""
        facet, slug = self.arguments
        shelf = self.see("shelf", facet, slug) if facet in FACETS else None
        if shelf is None:
            self.warn(f"no shelf {slug!r} of {facet!r}")
            return []
        result: list[Node] = [make_view("shelf", shelf._replace(groups=()))]
        for group in shelf.groups:
            cards = make_view("cards", group.cards)
            if not group.label:
                result.append(cards)
                continue
            section = nodes.section("", nodes.title("", group.label), cards)
            section["ids"] = [nodes.make_id(f"papers-{group.label}")]
            section["names"] = [nodes.fully_normalize_name(group.label)]
            result.append(section)
        return result


class DatasetDirective(PaperDirective):
    """``{paper:dataset} davis-2017``: a data set, with a section for each of its leaderboards."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Return what is known of the data set, then the leaderboards."""
        slug = self.arguments[0]
        if (dataset := self.see("dataset", slug)) is None:
            self.warn(f"no data set {slug!r}{did_you_mean(slug, self.known)}")
            return []
        said = nodes.paragraph("", dataset.remark)
        return [make_view("dataset", dataset, said), *map(self._board, dataset.boards)]

    @property
    def known(self) -> Iterable[str]:
        """What data sets are called in addresses."""
        return PaperDomain.of(self.env).catalog.shelves["dataset"]

    def _board(self, board: BoardView) -> Node:
        title = nodes.title("", board.name)
        return nodes.section("", title, make_view("leaderboard", board), ids=[board.id], names=[])


class FacetDirective(PaperDirective):
    """``{paper:facet} venue``: the shelves of a facet with their counts."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Return the list of shelves."""
        facet = self.arguments[0]
        if facet not in FACETS:
            self.warn(f"no facet {facet!r}{did_you_mean(facet, FACETS)}")
            return []
        if facet == "dataset":
            return [make_view("datasets", self.see("datasets"))]
        template = {"type": "legend", "venue": "venues"}.get(facet, "shelves")
        return [make_view(template, self.see("counts", facet))]


class SectionDirective(PaperDirective):
    """``{paper:section} 4-2``: what belongs to a section of the review besides its papers."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Return a section for its data sets, and one for the later papers that continue it."""
        slug = self.arguments[0]
        if (shown := self.see("section", slug)) is None:
            known = PaperDomain.of(self.env).catalog.shelves["review"]
            self.warn(f"no section {slug!r}{did_you_mean(slug, known)}")
            return []
        result = []
        if shown.datasets:
            result.append(titled("Data sets", "data-sets", make_view("treated", shown.datasets)))
        if shown.later:
            result.append(titled("Continued by", "continued", make_view("continued", shown.later)))
        return result


class LineageDirective(PaperDirective):
    """``{paper:lineage}``: the family of each type, as a picture and as a list."""

    def run(self) -> list[Node]:
        """Return a section for each type."""
        return [
            titled(
                f"{family.badge.id}: {family.badge.name}", family.slug, make_view("family", family)
            )
            for family in self.see("families")
        ]


class StatisticsDirective(PaperDirective):
    """``{paper:statistics} types``: charts of what the collection holds, with their numbers."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Return the charts."""
        name = self.arguments[0]
        if name not in STATISTICS:
            near = did_you_mean(name, STATISTICS) or f"; it is one of {one_of(STATISTICS)}"
            self.warn(f"no statistics {name!r}{near}")
            return []
        return [make_view("statistics", self.see("statistics", name))]


class NewsDirective(PaperDirective):
    """``{paper:news}``: the papers by the month in which they were added."""

    def run(self) -> list[Node]:
        """Return a section for each month."""
        return [
            titled(self._called(month), f"month-{month or 'unknown'}", make_view("news", papers))
            for month, papers in self.see("news")
        ]

    def _called(self, month: str) -> str:
        if not month:
            return "Before dates were kept"
        date = datetime.datetime.fromisoformat(f"{month}-01")
        return format_date("%B %Y", date=date, language=self.config.language)


class RulesDirective(PaperDirective):
    """``{paper:rules}``: every rule of entries, in sections by what they look at."""

    def run(self) -> list[Node]:
        """Return a section for each group, with one for each rule in it."""
        return [
            titled(group, f"rules-{nodes.make_id(group)}", *map(self._rule, rules))
            for group, rules in self.see("rules")
        ]

    def _rule(self, rule: RuleView) -> Node:
        said = nodes.paragraph("", f"{rule.reason} {rule.fix}")
        return titled(rule.id, f"rule-{rule.id}", make_view("rule", rule, said))


class AddDirective(PaperDirective):
    """``{paper:add}``: the form that makes an entry's file, and its example without a form."""

    def run(self) -> list[Node]:
        """Return the form."""
        form = self.see("add")
        return [make_view("add", form, nodes.literal_block(form.example, form.example))]


class FindDirective(PaperDirective):
    """``{paper:find}``: a box for words that leads to the papers with them."""

    def run(self) -> list[Node]:
        """Return the box."""
        return [make_view("find", None)]


class FeedDirective(PaperDirective):
    """``{paper:feed}``: a link to the feed of new papers."""

    def run(self) -> list[Node]:
        """Return the link."""
        return [make_view("feed", atom.FILE)]


def _simple(template: str, name: str, help: str) -> type[PaperDirective]:
    """Return a directive without options that shows one view."""

    def run(self: PaperDirective) -> list[Node]:
        return [make_view(template, self.see(name))]

    return type(f"{template.title()}Directive", (PaperDirective,), {"run": run, "__doc__": help})


DIRECTIVES: dict[str, type[Directive]] = {
    "cards": CardsDirective,
    "shelf": ShelfDirective,
    "dataset": DatasetDirective,
    "facet": FacetDirective,
    "section": SectionDirective,
    "lineage": LineageDirective,
    "statistics": StatisticsDirective,
    "news": NewsDirective,
    "rules": RulesDirective,
    "add": AddDirective,
    "find": FindDirective,
    "feed": FeedDirective,
    "browse": _simple("browse", "browse", "``{paper:browse}``: every paper, to be filtered."),
    "compare": _simple("compare", "compare", "``{paper:compare}``: papers side by side."),
    "reading-list": _simple(
        "reading-list", "reading_list", "``{paper:reading-list}``: what the reader has saved."
    ),
    "review": _simple("review", "review", "``{paper:review}``: the review paper as a card."),
    "sections": _simple("sections", "sections", "``{paper:sections}``: the review's sections."),
    "records": _simple("records", "records", "``{paper:records}``: the latest records."),
    "authors": _simple("authors", "authors", "``{paper:authors}``: everyone, with their papers."),
    "total": _simple("total", "total", "``{paper:total}``: how many papers there are."),
}
