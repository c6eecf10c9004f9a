"""Facts that pass the check of entries: what does not is left out, and said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sphinx_paperbase.catalog import Problem, Taxonomy
from sphinx_paperbase.catalog.drafts.draft import Draft
from sphinx_paperbase.catalog.reader import read_entry
from sphinx_paperbase.formats.awesome_list.items import Unreadable

_OPTIONAL = frozenset({"name", "arxiv", "doi", "links", "note", "earlier"})
_LINE = re.compile(r"(?P<indent> *)(?P<key>[\w-]+):")
_ADVICE = re.compile(r"; if it is right, .*")  # to write it behind a line of an entry's file


def sound(facts: dict[str, Any], taxonomy: Taxonomy) -> tuple[dict[str, Any], list[str]]:
    """Return the facts with which an entry passes the check, and why others are left out.

    Raises:
        Unreadable: Without what is wrong there is no entry.
    """
    facts = facts | {"links": dict(facts["links"])}
    said: list[str] = []
    while problem := _first_problem(facts, taxonomy):
        message = _ADVICE.sub("", problem.message)
        path = _fact(facts, problem.line)
        if not path or path[0] not in _OPTIONAL:
            raise Unreadable("; ".join([*said, message]))
        *outer, key = path
        del (facts[outer[0]] if outer else facts)[key]
        said.append(f"{message}; it is left out")
    return facts, said


def _first_problem(facts: Mapping[str, Any], taxonomy: Taxonomy) -> Problem | None:
    read = read_entry("entries/paper.md", Draft(dict(facts)).text.encode(), taxonomy)
    return next(iter(read.problems), None)


def _fact(facts: Mapping[str, Any], line: int) -> list[str]:
    """Return the fact on a line of the entry's file, or which the lines above it begin."""
    path: list[str] = []
    for text in Draft(dict(facts)).text.split("\n")[1:line]:
        if found := _LINE.match(text):
            path = [*path[:1], found["key"]] if found["indent"] else [found["key"]]
    return path
