"""A paper as a formatted reference, like those of APA and IEEE, by pybtex's templates.

- APA: https://apastyle.apa.org/style-grammar-guidelines/references/examples
- IEEE: https://journals.ieeeauthorcenter.ieee.org/ (IEEE Reference Guide)

Titles stay as they are printed: what is a name in them, no program knows. Styles in CSL know more
kinds of papers than a collection has, and take forty times as long.
"""

from __future__ import annotations

from collections.abc import Iterator

from pybtex.backends.html import Backend
from pybtex.database import Entry as BibEntry
from pybtex.style.template import Node, field, first_of, join, optional, tag
from pybtex.textutils import abbreviate

from sphinx_paperbase.catalog import Entry, Taxonomy
from sphinx_paperbase.catalog.person import person
from sphinx_paperbase.catalog.taxonomy import Venue
from sphinx_paperbase.formats.places import page_range, volume_and_number

_MOST_APA, _MOST_IEEE = 20, 6  # with more authors, some are left out
_HTML = Backend("utf-8")


def _fact(name: str) -> Node:
    return field(name, raw=True)


def _stressed(name: str) -> Node:
    return tag("em")[_fact(name)]


def _after(words: str, name: str) -> Node:
    return optional[words, _fact(name)]


def _apa(title: Node, place: Node) -> Node:
    authored = optional[_fact("apa names"), " (", _fact("year"), "). ", title]
    head = first_of[authored, join[title, " (", _fact("year"), ")."]]
    return join[head, " ", place, ".", _after(" ", "way")]


def _ieee(*place: Node) -> Node:
    head = join[optional[_fact("ieee names"), ", "], "“", _fact("title"), _fact("comma"), "” "]
    end = first_of[_after(". [Online]. Available: ", "online"), "."]
    return join[head, join(sep=", ")[*place, _after("doi: ", "doi")], end]


_ENDED = join[_fact("title"), _fact("period")]
_APA = {
    "conference": _apa(
        _ENDED, join["In ", _stressed("place"), optional[" (", _fact("within"), ")"]]
    ),
    "journal": _apa(
        _ENDED,
        join(sep=", ")[
            _stressed("place"),
            optional[_stressed("volume"), optional["(", _fact("number"), ")"]],
            optional[_fact("pages")],
        ],
    ),
    "preprint": _apa(
        first_of[
            optional[_stressed("title"), " (arXiv:", _fact("arxiv"), ")."],
            join[_stressed("title"), _fact("period")],
        ],
        _fact("place"),
    ),
}
_VOLUME = _after("vol. ", "volume")
_PAGES = optional[_fact("page word"), _fact("pages")]
_IEEE = {
    "conference": _ieee(join["in ", _stressed("place")], _VOLUME, _fact("year"), _PAGES),
    "journal": _ieee(_stressed("place"), _VOLUME, _after("no. ", "number"), _PAGES, _fact("year")),
    "preprint": _ieee(_fact("year"), first_of[_after("arXiv:", "arxiv"), _fact("place")]),
}


_STYLES = {"APA": _APA, "IEEE": _IEEE}


def references(entry: Entry, taxonomy: Taxonomy) -> dict[str, str]:
    """Return a paper as a reference in each style, by its name, as HTML."""
    venue = taxonomy.venues[entry.venue]
    facts = {name: fact for name, fact in _facts(entry, venue) if fact is not None}
    data = {"entry": BibEntry("misc", facts)}
    return {
        name: str(style[venue.kind].format_data(data).render(_HTML))
        for name, style in _STYLES.items()
    }


def _facts(entry: Entry, venue: Venue) -> Iterator[tuple[str, str | None]]:
    """Yield what the templates show."""
    volume, number = volume_and_number(entry.volume)
    parts = page_range(entry.pages or "")
    pages, word = "–".join(parts), "pp. " if len(parts) > 1 else "p. "
    is_final = entry.title.endswith((".", "!", "?"))
    is_known = entry.doi or (venue.kind == "preprint" and entry.arxiv)
    within = (volume and f"Vol. {volume}", pages and f"{word}{pages}")
    yield "apa names", _apa_names(entry.authors)
    yield "ieee names", _ieee_names(entry.authors)
    yield "year", str(entry.year)
    yield "title", entry.title
    yield "period", "" if is_final else "."
    yield "comma", "" if is_final else ","
    yield "place", venue.name
    yield "volume", volume or None
    yield "number", number or None
    yield "page word", word
    yield "pages", pages or None
    yield "within", ", ".join(filter(None, within)) or None
    yield "arxiv", entry.arxiv
    yield "doi", entry.doi
    yield "way", f"https://doi.org/{entry.doi}" if entry.doi else entry.paper_url or None
    yield "online", None if is_known else entry.paper_url or None


def _apa_names(authors: tuple[str, ...]) -> str | None:
    names = [_last_first(name) for name in authors]
    if len(names) > _MOST_APA:
        return f"{', '.join(names[: _MOST_APA - 1])}, … {names[-1]}"
    return f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else "".join(names) or None


def _ieee_names(authors: tuple[str, ...]) -> str | None:
    names = [_first_last(name) for name in authors]
    if len(names) > _MOST_IEEE:
        return f"{names[0]} et al."
    last = f"{',' * (len(names) > 2)} and {names[-1]}" if len(names) > 1 else "".join(names)
    return ", ".join(names[:-1]) + last or None


def _last_first(name: str) -> str:
    given, particle, family, suffix = person(name)
    last = f"{particle} {family}" if particle else family
    return ", ".join(part for part in (last, _initials(given), suffix) if part)


def _first_last(name: str) -> str:
    given, *rest = person(name)
    return " ".join(part for part in (_initials(given), *rest) if part)


def _initials(given: str) -> str:
    """Return the initials of given names; names in scripts without capitals have none."""
    words = given.split()
    return " ".join(abbreviate(word) if word[0].isupper() else word for word in words)
