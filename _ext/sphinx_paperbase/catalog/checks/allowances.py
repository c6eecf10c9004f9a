"""Allowances: a person says at the end of a line that what a doubt reports there is right.

``year: 2025  # paperbase: allow arxiv-year`` – several rules are separated by commas, and a
reason may follow behind another ``#``. Only doubts can be allowed, and an allowance that allows
nothing is a problem of its own, so that it cannot hide a later fault.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from sphinx_paperbase.catalog.problems import Mark, Problem, did_you_mean
from sphinx_paperbase.catalog.rules import Rule
from sphinx_paperbase.catalog.text.frontmatter import Fault

_DOUBTS = {rule.id: rule for rule in Rule if rule.doubt}
_IDS = {rule.id for rule in Rule}


class Allowance(NamedTuple):
    """A doubt that is allowed on one line."""

    rule: Rule
    mark: Mark

    @property
    def unused(self) -> Fault:
        """What is to be said of it where it allows nothing."""
        message = f"nothing on this line is a case of {self.rule.id!r}; remove the allowance"
        return self.mark, Rule.BAD_ALLOWANCE, message


def parse(comments: Iterable[tuple[Mark, str]]) -> Iterator[Allowance | Fault]:
    """Read what stands behind each ``# paperbase: allow``; what cannot be allowed is a fault."""
    for start, text in comments:
        names = list(re.finditer(r"[^\s,](?:[^,]*[^\s,])?", text))
        if not names:
            message = "name the rule that is allowed, such as 'arxiv-year', or remove this"
            yield start, Rule.BAD_ALLOWANCE, message
        for name in names:
            mark = Mark(start.line, start.column + name.start())
            if rule := _DOUBTS.get(name[0]):
                yield Allowance(rule, mark)
            else:
                yield mark, Rule.BAD_ALLOWANCE, _refusal(name[0])


def _refusal(name: str) -> str:
    if name in _IDS:
        return f"{name!r} cannot be allowed; correct what it reports and remove this"
    near = did_you_mean(name, _DOUBTS) or "; write the id that stands in the problem's brackets"
    return f"{name!r} is not a rule that can be allowed{near}"


def settle(
    problems: Iterable[Problem], allowances: Collection[Allowance]
) -> tuple[list[Problem], list[Allowance]]:
    """Return the problems of a file that no one allows, and the allowances that allow none."""
    allowed = {(allowance.rule, allowance.mark.line) for allowance in allowances}
    kept, used = [], set()
    for problem in problems:
        case = problem.rule, problem.line
        if case in allowed:
            used.add(case)
        else:
            kept.append(problem)
    return kept, [a for a in allowances if (a.rule, a.mark.line) not in used]
