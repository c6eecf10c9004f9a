"""One entry file, read and checked on its own: text in, an entry and its problems out."""

from __future__ import annotations

import codecs
import functools
import operator
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sphinx_paperbase.catalog import body as body_text
from sphinx_paperbase.catalog import frontmatter
from sphinx_paperbase.catalog.frontmatter import FrontMatter, Path
from sphinx_paperbase.catalog.naming import is_key, slug
from sphinx_paperbase.catalog.problems import Mark, Problem, Rule, did_you_mean, one_of
from sphinx_paperbase.catalog.schema import (
    FRONT_MATTER_KEYS,
    LINK_KINDS,
    Entry,
)
from sphinx_paperbase.catalog.taxonomy import Taxonomy
from sphinx_paperbase.catalog.values import ARXIV, DOI, arxiv_of, doi_of

_RULES = {rule.id: rule for rule in Rule}
_ARXIV_DOI = re.compile(r"^10\.48550/arxiv\.(?P<id>.+)$", re.I)


class ReadEntry(NamedTuple):
    """What one file holds.

    Attributes:
        path: The file, relative to the project's folder.
        key: The file's name without its ending.
        entry: The paper without the facts that are wrong; None where too little is left.
        problems: Everything that is wrong in this file, by place.
        places: Where the facts stand that other entries are compared with.
    """

    path: str
    key: str
    entry: Entry | None
    problems: tuple[Problem, ...]
    places: dict[Path, Mark]


def read_entry(path: str, content: bytes, taxonomy: Taxonomy) -> ReadEntry:
    """Read an entry file and check all that can be checked without the other entries."""
    key = path.rsplit("/", 1)[-1].removesuffix(".md")
    content = content.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start].decode()
        place = Mark(before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"byte 0x{content[error.start]:02x} is not UTF-8; save the file as UTF-8"
        problem = Problem(path, *place, Rule.BAD_ENCODING, message)
        return ReadEntry(path, key, None, (problem,), {})
    source = frontmatter.split(text)
    matter = frontmatter.read(source)
    problems = [Problem(path, *mark, rule, message) for mark, rule, message in matter.faults]
    problems += _key_problems(path, key, matter)
    matter.data.pop("key", None)
    entry, found = _validate(path, key, matter, source.body, taxonomy)
    problems += found
    problems += _identity_problems(path, matter)
    if source.matter is not None:
        problems += [
            Problem(path, *mark, rule, message)
            for mark, rule, message in body_text.faults(source.body, source.body_line)
        ]
    compared = ("title", "arxiv", "doi", "builds-on", "aliases")
    places = {place: mark for place, mark in matter.values.items() if place[0] in compared}
    ordered = tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
    return ReadEntry(path, key, entry, ordered, places)


def _key_problems(path: str, key: str, matter: FrontMatter) -> Iterator[Problem]:
    if not is_key(key):
        message = f"{key!r} is not a key; name the file '{slug(key) or 'paper'}.md'"
        yield Problem(path, 1, 1, Rule.BAD_KEY, message)
    if "key" in matter.data:
        said = matter.data["key"]
        what = "is already said by" if said == key else "is not"
        message = f"the key {said!r} {what} the file's name, '{key}'; remove this line"
        yield Problem(path, *matter.keys["key",], Rule.KEY_NOT_FILE_NAME, message)
    if "body" in matter.data:
        message = "'body' is not a key of an entry; write the text below the second '---'"
        yield Problem(path, *matter.keys["body",], Rule.UNKNOWN_KEY, message)


def _validate(
    path: str, key: str, matter: FrontMatter, body: str, taxonomy: Taxonomy
) -> tuple[Entry | None, list[Problem]]:
    """Validate; then leave out what is wrong, so that the rest of the paper is still shown."""
    data = {**matter.data, "key": key, "body": body}
    unreadable = any(rule in (Rule.BAD_YAML, Rule.NO_FRONT_MATTER) for _, rule, _ in matter.faults)
    problems: list[Problem] = []
    for attempt in range(3):
        try:
            return Entry.model_validate(data, context=taxonomy), problems
        except ValidationError as error:
            errors = error.errors(include_url=False)
        if attempt == 0:
            for detail in errors:
                # After a YAML fault the rest of the file is unread, not missing; and a list whose
                # items are all wrong is not also empty.
                unread = unreadable and detail["type"] == "missing"
                if not unread and not (detail["type"] == "too_short" and detail["input"]):
                    problems.append(_problem(path, matter, detail))
        _leave_out(data, errors)
    return None, problems


def _leave_out(data: Any, errors: list[ErrorDetails]) -> None:
    """Remove what is wrong; where something is missing, what it is missing in."""
    places = {
        _loc(detail)[:-1] if detail["type"] == "missing" else _loc(detail) for detail in errors
    } - {()}
    # From the last to the first, and what is in something that goes not at all: the numbers of
    # a list's other items must hold.
    last_first = sorted(places, key=lambda p: [(isinstance(s, int), s) for s in p], reverse=True)
    for place in last_first:
        if not any(place[:length] in places for length in range(1, len(place))):
            *outer, last = place
            del functools.reduce(operator.getitem, outer, data)[last]


def _loc(detail: ErrorDetails) -> Path:
    """Return the place of a fault in the front matter; a result's metrics stand beside its keys."""
    loc = detail["loc"]
    return (*loc[:2], *loc[3:]) if loc[2:3] == ("metrics",) else loc


def _problem(path: str, matter: FrontMatter, detail: ErrorDetails) -> Problem:
    loc = _loc(detail)
    name = "".join(f"[{s + 1}]" if isinstance(s, int) else f".{s}" for s in loc).lstrip(".")
    place = matter.place(loc)
    kind, given = detail["type"], detail["input"]
    if kind in _RULES:
        rule, message = _RULES[kind], f"{name}: {detail['msg']}"
    elif kind == "extra_forbidden":
        rule, place = Rule.UNKNOWN_KEY, matter.keys.get(loc, place)
        known = FRONT_MATTER_KEYS if len(loc) == 1 else LINK_KINDS
        near = did_you_mean(str(loc[-1]), known) or f"; the keys are {one_of(known, 99)}"
        message = f"{name!r} is not a key of an entry{near}"
    elif kind == "missing":
        rule = Rule.MISSING_KEY
        message = f"{name!r} is missing; add a line '{loc[-1]}: …'"
    elif kind == "too_short":
        rule, message = Rule.EMPTY_VALUE, f"{name} is empty; name at least one"
    elif given is None:
        rule, message = Rule.EMPTY_VALUE, f"{name} is empty; write the value or remove the key"
    else:
        rule, message = Rule.WRONG_TYPE, f"{name} {_wanted(kind, loc, given)}"
    return Problem(path, *place, rule, message)


def _wanted(kind: str, loc: tuple[str | int, ...], given: Any) -> str:
    if kind in ("tuple_type", "list_type"):
        return f"must be a list; write {loc[-1]}: [{given}]"
    if kind == "string_type":
        what = "a list" if isinstance(given, list) else "a mapping"
        inner = given[0] if isinstance(given, list) and given else "…"
        return f"must be one text, not {what}; write {inner!r}"
    return "must be a mapping; write its keys indented on the lines below"


def _identity_problems(path: str, matter: FrontMatter) -> Iterator[Problem]:
    """Find ids that lead to another paper than a link of the same entry."""
    data = matter.data
    raw_links = data.get("links")
    links = raw_links if isinstance(raw_links, dict) else {}
    paper = links.get("paper") if isinstance(links.get("paper"), str) else None
    arxiv = data.get("arxiv") if isinstance(data.get("arxiv"), str) else None
    doi = data.get("doi") if isinstance(data.get("doi"), str) else None
    if (
        data
        and not (paper or arxiv or doi)
        and not any(f[1] is Rule.BAD_YAML for f in matter.faults)
    ):
        message = "no way to the paper; give one of 'links: paper:', 'arxiv:' or 'doi:'"
        yield Problem(path, *matter.place(("title",)), Rule.MISSING_SOURCE, message)
    # An id that is none is a fault of its own, not one more paper.
    if arxiv and ARXIV.match(arxiv):
        bare = re.sub(r"v\d+$", "", arxiv)
        linked = arxiv_of(paper) if paper else None
        if linked and linked != bare:
            message = f"links.paper leads to arXiv {linked}, but arxiv says '{bare}'; correct one"
            yield Problem(path, *matter.place(("links", "paper")), Rule.ID_MISMATCH, message)
        registered = _ARXIV_DOI.match(doi) if doi else None
        if registered and registered["id"] != bare:
            message = (
                f"the DOI is that of arXiv {registered['id']}, but arxiv says '{bare}'; correct one"
            )
            yield Problem(path, *matter.place(("doi",)), Rule.ID_MISMATCH, message)
    linked_doi = doi_of(paper) if paper else None
    if doi and DOI.match(doi) and linked_doi and linked_doi.casefold() != doi.casefold():
        message = f"links.paper leads to the DOI {linked_doi}, but doi says '{doi}'; correct one"
        yield Problem(path, *matter.place(("links", "paper")), Rule.ID_MISMATCH, message)
