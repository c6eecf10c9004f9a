"""A problem: what is wrong, where, and what to write instead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import NamedTuple

from sphinx_paperbase.catalog.rules import Rule

__all__ = ["ALLOW", "Mark", "Problem", "Rule", "did_you_mean", "one_line", "one_of"]

ALLOW = "# paperbase: allow"
"""How a comment begins that allows what a doubt reports on its line."""


# What would end a line, or be no text at all, where a problem is printed.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Mark(NamedTuple):
    """A place in a file; line and column count from 1."""

    line: int
    column: int


class Problem(NamedTuple):
    """One thing that is wrong in one place.

    Attributes:
        path: The file, relative to the project's folder, with forward slashes.
        line: Counts from 1.
        column: Counts from 1.
        rule: The rule that is broken.
        message: What is wrong and what to write instead; one line.
        severity: Always ``error`` at present: nothing wrong is let through.
    """

    path: str
    line: int
    column: int
    rule: Rule
    message: str
    severity: str = "error"

    @classmethod
    def at(cls, path: str, mark: Mark, rule: Rule, message: str) -> Problem:
        """Return what breaks a rule at a place; where a person may allow it, it says how."""
        advice = f"; if it is right, end the line with '{ALLOW} {rule.id}'" if rule.doubt else ""
        return cls(path, *mark, rule, message + advice)

    def __str__(self) -> str:
        """Return the contract's form: ``entries/foo.md:4:9: error[rule] what is wrong``."""
        return f"{self.location}: {self.summary}"

    @property
    def location(self) -> str:
        """The place as editors and terminals make it clickable: ``path:line:column``."""
        return f"{one_line(self.path)}:{self.line}:{self.column}"

    @property
    def summary(self) -> str:
        """The problem without its place: ``error[rule] what is wrong``."""
        return f"{self.severity}[{self.rule.id}] {one_line(self.message)}"


def one_line(text: str) -> str:
    """Return a text with its control characters spelt out: files and their names are untrusted."""
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Return ``; did you mean 'x'?`` for the nearest of the choices, or an empty text.

    Letters' case does not count, so that ``svos`` finds ``SVOS``.
    """
    spelt = {choice.casefold(): choice for choice in choices}
    near = difflib.get_close_matches(word.casefold(), spelt, n=1, cutoff=0.6)
    return f"; did you mean {spelt[near[0]]!r}?" if near else ""


def one_of(choices: Iterable[str], limit: int = 12) -> str:
    """Return the choices as a readable list, shortened after ``limit``."""
    names = list(choices)
    shown = ", ".join(names[:limit])
    return f"{shown}, … ({len(names)} in all)" if len(names) > limit else shown
