"""What can be wrong in one entry beyond the values that the schema looks at one by one.

Checks read the front matter as it is written, not the validated entry, so that a fault in one
fact keeps no other from being looked at.
"""

from __future__ import annotations

import codecs
import contextlib
import html
import re
from collections.abc import Iterator

from sphinx_paperbase.catalog.checks import results
from sphinx_paperbase.catalog.checks.hosts import kind_of
from sphinx_paperbase.catalog.checks.people import people, stands_for_others
from sphinx_paperbase.catalog.naming import is_key, slug
from sphinx_paperbase.catalog.problems import Mark
from sphinx_paperbase.catalog.rules import Rule
from sphinx_paperbase.catalog.schema import LINK_KINDS
from sphinx_paperbase.catalog.taxonomy import Taxonomy
from sphinx_paperbase.catalog.text.frontmatter import Fault, FrontMatter, Path, name_of
from sphinx_paperbase.catalog.values import (
    ARXIV,
    DOI,
    arxiv_date,
    arxiv_of,
    doi_of,
    edition_of,
    year_of,
)

_LONGEST_NAME = 40
_TEXTS = ("title", "name", "note")
_LISTS = ("authors", "keywords", "former-titles", "aliases", "builds-on")
_RESULT_TEXTS = ("variant", "extra-data", "hardware", "note")
_MARKUP = re.compile(r"&(?:[a-z]+\d*|#\d+|#x[\da-f]+);|\\\S|[{}]|\$[^$]+\$", re.I)
_ARXIV_DOI = re.compile(r"^10\.48550/arxiv\.(?P<id>.+)$", re.I)
# What a conference has published may reach arXiv some months later.
_MONTHS_LATER = 6
# What each link surely does not lead to; a project may well live beside its code.
_NEVER = {
    "paper": ("code", "video"),
    "code": ("paper", "video"),
    "project": ("paper", "video"),
    "dataset": ("paper", "video"),
    "video": ("paper", "code"),
    "demo": ("paper",),
}


def faults(key: str, matter: FrontMatter, taxonomy: Taxonomy) -> Iterator[Fault]:
    """Find what is wrong in an entry, apart from values that the schema refuses.

    Args:
        key: The file's name without its ending.
        matter: The front matter; it is not changed.
        taxonomy: Types, venues and benchmarks.
    """
    yield from _key(key, matter)
    if matter.data:
        yield from _source(matter)
        yield from _empty(matter)
        yield from _unquoted(matter)
        yield from _markup(matter)
        yield from _names(matter)
        yield from _authors(matter)
        yield from _lists(matter)
        yield from _earlier(matter)
        yield from _ids(matter)
        yield from _arxiv_years(matter, taxonomy)
        yield from _links(matter)
        yield from results.faults(matter, taxonomy)


def _key(key: str, matter: FrontMatter) -> Iterator[Fault]:
    if not is_key(key):
        message = f"{key!r} is not a key; name the file '{slug(key) or 'paper'}.md'"
        yield Mark(1, 1), Rule.BAD_KEY, message
    if "key" in matter.data:
        said = matter.data["key"]
        what = "is already said by" if said == key else "is not"
        message = f"the key {said!r} {what} the file's name, '{key}'; remove this line"
        yield matter.keys["key",], Rule.KEY_NOT_FILE_NAME, message
    if "body" in matter.data:
        message = "'body' is not a key of an entry; write the text below the second '---'"
        yield matter.keys["body",], Rule.UNKNOWN_KEY, message


def _source(matter: FrontMatter) -> Iterator[Fault]:
    ways = (("links", "paper"), ("arxiv",), ("doi",))
    if matter.complete and not any(matter.text(*way) for way in ways):
        message = "no way to the paper; give one of 'links: paper:', 'arxiv:' or 'doi:'"
        yield matter.place(("title",)), Rule.MISSING_SOURCE, message


def _empty(matter: FrontMatter) -> Iterator[Fault]:
    for path in matter.empty:
        if path[0] in matter.data:
            message = f"{name_of(path)} is empty; write the value or remove the key"
            yield matter.values[path], Rule.EMPTY_VALUE, message


def _unquoted(matter: FrontMatter) -> Iterator[Fault]:
    for path, (text, reading) in matter.readings.items():
        match path:
            case (key,) if key in _TEXTS:
                pass
            case (key, int()) if key in _LISTS:
                pass
            case ("results", int(), key) if key in _RESULT_TEXTS:
                pass
            case _:
                continue
        message = f"{name_of(path)}: many readers of YAML take {text} for {reading}"
        yield matter.values[path], Rule.UNQUOTED_TEXT, f'{message}; write "{text}", with quotes'


def _markup(matter: FrontMatter) -> Iterator[Fault]:
    texts: dict[Path, str] = {(key,): matter.text(key) for key in _TEXTS}
    for key in ("authors", "keywords", "former-titles"):
        texts |= matter.texts(key)
    for path, text in texts.items():
        for found in _MARKUP.finditer(text):
            entity = found[0].startswith("&")
            if entity and html.unescape(found[0]) == found[0]:
                continue
            said = "an entity of HTML" if entity else "LaTeX"
            message = f"{name_of(path)}: has {said} ({found[0]!r}); write {_plain(text)!r}"
            yield matter.values[path], Rule.MARKUP_IN_TEXT, message
            break


def _plain(text: str) -> str:
    """Return a text without entities and LaTeX, as well as a program can."""
    import latexcodec  # noqa: F401 - registers the codec

    # What the codec would leave out: a dotless letter's accent, and all behind a percent sign.
    text = re.sub(r"\{\\([ij])\}", r"\1", html.unescape(text))
    text = re.sub(r"(?<!\\)%", r"\\%", text)
    with contextlib.suppress(ValueError):
        text = codecs.decode(text, "ulatex")  # type: ignore[call-overload]
    return re.sub(r"\\[a-z]+ ?|[{}$\\]", "", text, flags=re.I).replace("\xa0", " ")


def _names(matter: FrontMatter) -> Iterator[Fault]:
    name, title = matter.text("name"), matter.text("title")
    if len(name) > _LONGEST_NAME:
        message = f"the name has {len(name)} characters; write {_LONGEST_NAME} at most, or none"
        yield matter.values["name",], Rule.LONG_NAME, message
    elif name and name == title:
        message = "the name is the title; remove it, or write what people call the paper"
        yield matter.values["name",], Rule.REDUNDANT_FACT, message
    for path, former in matter.texts("former-titles").items():
        if former == title:
            message = "the former title is the title; remove it"
            yield matter.values[path], Rule.REDUNDANT_FACT, message


def _authors(matter: FrontMatter) -> Iterator[Fault]:
    first: dict[str, Path] = {}
    for path, name in matter.texts("authors").items():
        if stands_for_others(name):
            rule, message = Rule.AUTHORS_LEFT_OUT, f"{name!r} is no name; name all authors"
        elif len(named := people(name)) > 1:
            message = f"{name!r} is several names; write [{', '.join(named)}]"
            rule = Rule.SEVERAL_AUTHORS
        elif named != [name]:
            message = f"{name!r} has the family name first; write {named[0]!r}"
            rule = Rule.FAMILY_FIRST
        elif (other := first.setdefault(name.casefold(), path)) != path:
            message = f"{name!r} is already {name_of(other)}; remove one of the two"
            rule = Rule.REPEATED_AUTHOR
        else:
            continue
        yield matter.values[path], rule, f"{name_of(path)}: {message}"


def _lists(matter: FrontMatter) -> Iterator[Fault]:
    for key in ("types", "earlier", "keywords", "builds-on", "former-titles", "aliases"):
        first: dict[str, Path] = {}
        for path, item in matter.texts(key).items():
            same = item.casefold() if key == "keywords" else item
            if (other := first.setdefault(same, path)) != path:
                message = f"{item!r} is already {name_of(other)}; remove one of the two"
                yield matter.values[path], Rule.REPEATED_ITEM, message


def _earlier(matter: FrontMatter) -> Iterator[Fault]:
    year = year_of(matter.text("year"))
    for path, text in matter.texts("earlier").items():
        if year is None or not (edition := edition_of(text)):
            continue
        if edition.year > year:
            message = f"{text!r} is later than the paper's year, {year}; correct one of the two"
            yield matter.values[path], Rule.LATE_EARLIER, message
        elif edition == (matter.text("venue"), year):
            message = f"{text!r} is what venue and year say; remove it"
            yield matter.values[path], Rule.REDUNDANT_FACT, message


def _ids(matter: FrontMatter) -> Iterator[Fault]:
    """Find a version in an id, and ids that lead to another paper than a link beside them."""
    paper, arxiv, doi = matter.text("links", "paper"), matter.text("arxiv"), matter.text("doi")
    # An id that is none is a fault of its own, not one more paper.
    if ARXIV.match(arxiv):
        bare = re.sub(r"v\d+$", "", arxiv)
        if bare != arxiv:
            message = f"{arxiv!r} names a version; write the id alone: {bare}"
            yield matter.values["arxiv",], Rule.ARXIV_VERSION, message
        linked = arxiv_of(paper)
        if linked and linked != bare:
            message = f"links.paper leads to arXiv {linked}, but arxiv says '{bare}'; correct one"
            yield matter.values["links", "paper"], Rule.ID_MISMATCH, message
        registered = _ARXIV_DOI.match(doi)
        if registered and registered["id"] != bare:
            message = (
                f"the DOI is that of arXiv {registered['id']}, but arxiv says '{bare}'; correct one"
            )
            yield matter.values["doi",], Rule.ID_MISMATCH, message
    linked_doi = doi_of(paper)
    if DOI.match(doi) and linked_doi and linked_doi.casefold() != doi.casefold():
        message = f"links.paper leads to the DOI {linked_doi}, but doi says '{doi}'; correct one"
        yield matter.values["links", "paper"], Rule.ID_MISMATCH, message


def _arxiv_years(matter: FrontMatter, taxonomy: Taxonomy) -> Iterator[Fault]:
    """Find years that cannot be, since the arXiv id begins with its own."""
    arxiv, year = matter.text("arxiv"), year_of(matter.text("year"))
    if not ARXIV.match(arxiv):
        return
    date = arxiv_date(arxiv)
    for path, text in matter.texts("earlier").items():
        edition = edition_of(text)
        if edition and edition.venue in taxonomy.venues and _is_arxiv(edition.venue):
            right = edition._replace(year=date.year)
            if edition != right:
                message = f"arXiv {arxiv} is of {date.year}; write '{right}', or correct the id"
                yield matter.values[path], Rule.ARXIV_YEAR, message
    venue = taxonomy.venues.get(name := matter.text("venue"))
    if venue is None or year is None:
        return
    if _is_arxiv(name) and year != date.year:
        message = f"arXiv {arxiv} is of {date.year}, not of {year}; correct the year or the id"
        yield matter.values["year",], Rule.ARXIV_YEAR, message
    elif venue.kind != "preprint" and date > (year + 1, _MONTHS_LATER):
        message = f"arXiv {arxiv} is of {date}, long after {name} {year}; correct one of the two"
        yield matter.values["arxiv",], Rule.ARXIV_YEAR, message


def _is_arxiv(venue: str) -> bool:
    return venue.casefold() == "arxiv"


def _links(matter: FrontMatter) -> Iterator[Fault]:
    for label in LINK_KINDS:
        url = matter.text("links", label)
        if not url or (kind := kind_of(url)) not in _NEVER[label]:
            continue
        rule = Rule.CODE_IS_PAPER if (label, kind) == ("code", "paper") else Rule.WRONG_LINK
        what = "code" if kind == "code" else f"a {kind}"
        message = f"links.{label} leads to {what}; write it as '{kind}: …', or correct the address"
        yield matter.values["links", label], rule, message
