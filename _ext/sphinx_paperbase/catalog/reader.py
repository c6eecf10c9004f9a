"""One entry file, read and checked on its own: text in, an entry and its problems out."""

from __future__ import annotations

import codecs
import functools
import operator
from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sphinx_paperbase.catalog.checks import allowances
from sphinx_paperbase.catalog.checks import entry as checks
from sphinx_paperbase.catalog.checks.allowances import Allowance
from sphinx_paperbase.catalog.problems import Mark, Problem, did_you_mean, one_of
from sphinx_paperbase.catalog.rules import Group, Rule
from sphinx_paperbase.catalog.schema import (
    FRONT_MATTER_KEYS,
    LINK_KINDS,
    Entry,
)
from sphinx_paperbase.catalog.taxonomy import Taxonomy
from sphinx_paperbase.catalog.text import body as body_text
from sphinx_paperbase.catalog.text import frontmatter
from sphinx_paperbase.catalog.text.frontmatter import Fault, FrontMatter, Path, Source, name_of

_RULES = {rule.id: rule for rule in Rule}
# What other entries are compared with.
_COMPARED = ("title", "arxiv", "doi", "builds-on", "aliases", "added")


class ReadEntry(NamedTuple):
    """What one file holds.

    Attributes:
        path: The file, relative to the project's folder.
        key: The file's name without its ending.
        entry: The paper without the facts that are wrong; None where too little is left.
        problems: Everything that is wrong in this file, by place.
        places: Where the facts stand that other entries are compared with.
        allowances: Doubts that are allowed and can only be found by comparing with others.
    """

    path: str
    key: str
    entry: Entry | None
    problems: tuple[Problem, ...]
    places: dict[Path, Mark]
    allowances: tuple[Allowance, ...] = ()


def read_entry(path: str, content: bytes, taxonomy: Taxonomy) -> ReadEntry:
    """Read an entry file and check all that can be checked without the other entries."""
    key = path.rsplit("/", 1)[-1].removesuffix(".md")
    bare = content.removeprefix(codecs.BOM_UTF8)
    lines = bare.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        text = lines.decode()
    except UnicodeDecodeError as error:
        before = lines[: error.start].decode()
        place = Mark(before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"byte 0x{lines[error.start]:02x} is not UTF-8; save the file as UTF-8"
        problem = Problem.at(path, place, Rule.BAD_ENCODING, message)
        return ReadEntry(path, key, None, (problem,), {})
    source = frontmatter.split(text)
    matter = frontmatter.read(source)
    faults = [*_form_faults(content, bare, source), *matter.faults]
    # Before the schema, which leaves out what is wrong.
    faults += checks.faults(key, matter, taxonomy)
    entry, found = _validate(key, matter, source.body, taxonomy)
    faults += found
    if source.matter is not None:
        faults += body_text.faults(source.body, source.body_line)
    problems, allowed = _allow(path, faults, matter)
    places = {
        place: mark
        for place, mark in matter.values.items()
        if place[0] in _COMPARED or place == ("links", "paper")
    }
    ordered = tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
    return ReadEntry(path, key, entry, ordered, places, tuple(allowed))


def _allow(
    path: str, faults: list[Fault], matter: FrontMatter
) -> tuple[list[Problem], list[Allowance]]:
    """Return the problems that no one allows, and what is allowed between entries."""
    said = list(allowances.parse(matter.allowances))
    faults += [fault for fault in said if not isinstance(fault, Allowance)]
    problems, unused = allowances.settle(
        [Problem.at(path, *fault) for fault in faults],
        [allowance for allowance in said if isinstance(allowance, Allowance)],
    )
    between = [allowance for allowance in unused if allowance.rule.group is Group.BETWEEN]
    if not problems:
        # Only then: a fault may have kept a check from looking at what is allowed.
        problems = [Problem.at(path, *a.unused) for a in unused if a not in between]
    return problems, between


def _form_faults(content: bytes, bare: bytes, source: Source) -> Iterator[Fault]:
    """Find what keeps other programs from reading the file; line ends of the body do not."""
    if len(bare) < len(content):
        message = "the file begins with a byte order mark; save it as UTF-8 without one"
        yield Mark(1, 1), Rule.BYTE_ORDER_MARK, message
    first = bare.find(b"\r")
    line = bare.count(b"\n", 0, first) + 1
    if first >= 0 and line < source.body_line and source.matter is not None:
        column = len(bare[:first].decode()) - bare[:first].decode().rfind("\n")
        message = "a carriage return; save the file with the line ends of Unix (LF)"
        yield Mark(line, column), Rule.CARRIAGE_RETURN, message


def _validate(
    key: str, matter: FrontMatter, body: str, taxonomy: Taxonomy
) -> tuple[Entry | None, list[Fault]]:
    """Validate; then leave out what is wrong, so that the rest of the paper is still shown."""
    data = {**matter.data, "key": key, "body": body}
    faults: list[Fault] = []
    for attempt in range(3):
        try:
            return Entry.model_validate(data, context=taxonomy), faults
        except ValidationError as error:
            errors = error.errors(include_url=False)
        if attempt == 0:
            faults = [_fault(matter, detail) for detail in errors if not _is_told(matter, detail)]
        _leave_out(data, errors)
    return None, faults


def _is_told(matter: FrontMatter, detail: ErrorDetails) -> bool:
    """Tell whether something else is reported already of which this fault is a consequence."""
    loc, kind = _loc(detail), detail["type"]
    if kind == "missing":
        return not matter.complete  # after a YAML fault the rest of the file is unread
    if kind == "too_short":
        return bool(detail["input"])  # a list whose items are all wrong is not also empty
    if kind == Rule.TAB.id:
        line = matter.place(loc).line
        return any(rule is Rule.TAB and mark.line == line for mark, rule, _ in matter.faults)
    return loc in matter.empty


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


def _fault(matter: FrontMatter, detail: ErrorDetails) -> Fault:
    loc = _loc(detail)
    name, place = name_of(loc), matter.place(loc)
    kind, given = detail["type"], detail["input"]
    if kind in _RULES:
        return place, _RULES[kind], f"{name}: {detail['msg']}"
    if kind == "extra_forbidden":
        known = FRONT_MATTER_KEYS if len(loc) == 1 else LINK_KINDS
        near = did_you_mean(str(loc[-1]), known) or f"; the keys are {one_of(known, 99)}"
        message = f"{name!r} is not a key of an entry{near}"
        return matter.keys.get(loc, place), Rule.UNKNOWN_KEY, message
    if kind == "missing" and loc[0] == "results" and loc[-1] == "source":
        advice = "add a line 'source: https://…' with where the numbers stand"
        return place, Rule.MISSING_RESULT_SOURCE, f"{name!r} is missing; {advice}"
    if kind == "missing":
        return place, Rule.MISSING_KEY, f"{name!r} is missing; add a line '{loc[-1]}: …'"
    if kind == "too_short":
        return place, Rule.EMPTY_VALUE, f"{name} is empty; name at least one"
    if given is None:
        return place, Rule.EMPTY_VALUE, f"{name} is empty; write the value or remove the key"
    return place, Rule.WRONG_TYPE, f"{name} {_wanted(kind, loc, given)}"


def _wanted(kind: str, loc: tuple[str | int, ...], given: Any) -> str:
    if kind in ("tuple_type", "list_type"):
        return f"must be a list; write {loc[-1]}: [{given}]"
    if kind == "string_type":
        what = "a list" if isinstance(given, list) else "a mapping"
        inner = given[0] if isinstance(given, list) and given else "…"
        return f"must be one text, not {what}; write {inner!r}"
    return "must be a mapping; write its keys indented on the lines below"
