"""A problem: what is wrong, where, and what to write instead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple


class Rule(Enum):
    """Every rule that an entry can break: its id, and in one line why it is there."""

    BAD_ENCODING = "bad-encoding", "Files are UTF-8, so that names read the same everywhere."
    NO_FRONT_MATTER = "no-front-matter", "The facts of a paper stand between two lines of '---'."
    BAD_YAML = "bad-yaml", "The front matter is plain YAML: keys, texts and lists."
    DUPLICATE_KEY = "duplicate-key", "YAML keeps the last of two equal keys and loses the first."
    UNKNOWN_KEY = "unknown-key", "A misspelt key would be a fact that no page shows."
    MISSING_KEY = "missing-key", "Every paper has a title, a type, a venue and a year."
    MISSING_SOURCE = "missing-source", "A reader must be able to get to the paper."
    WRONG_TYPE = "wrong-type", "A list where a text is meant (or the reverse) cannot be shown."
    EMPTY_VALUE = "empty-value", "What is not known is left out, not left empty."
    BAD_TEXT = "bad-text", "Titles and names are one line of plain text, without HTML."
    UNKNOWN_TYPE = "unknown-type", "Types are those of taxonomy.toml; each has a page."
    UNKNOWN_VENUE = "unknown-venue", "Venues are those of taxonomy.toml; each has pages."
    UNKNOWN_SECTION = "unknown-section", "Sections are those of the review paper in taxonomy.toml."
    UNKNOWN_BENCHMARK = "unknown-benchmark", "Results are compared on the taxonomy's benchmarks."
    BAD_YEAR = "bad-year", "A year has four digits and is not in the far future."
    BAD_EARLIER = "bad-earlier", "An earlier listing is a venue and a year: 'arXiv 2023'."
    BAD_ARXIV = "bad-arxiv", "An arXiv id identifies the paper; a wrong one, another paper."
    BAD_DOI = "bad-doi", "A DOI starts with 10. and has a slash; it is not an address."
    BAD_URL = "bad-url", "Links are http or https; nothing else is safe on a page."
    BAD_DATE = "bad-date", "Dates are written year-month-day: 2023-04-02."
    BAD_STATUS = "bad-status", "A status is retracted, withdrawn or superseded."
    BAD_RESULT = "bad-result", "A result is a number on a benchmark, with its source."
    BAD_KEY = "bad-key", "The file's name is the paper's permanent address."
    KEY_NOT_FILE_NAME = (
        "key-not-file-name",
        "The file's name is the key; a second one can only differ.",
    )
    ID_MISMATCH = "id-mismatch", "An id and a link of one entry must lead to the same paper."
    DUPLICATE_ARXIV = "duplicate-arxiv", "Two entries with one arXiv id: one of them is wrong."
    DUPLICATE_DOI = "duplicate-doi", "Two entries with one DOI: one of them is wrong."
    DUPLICATE_TITLE = "duplicate-title", "Two entries with one title are one paper entered twice."
    DUPLICATE_ALIAS = (
        "duplicate-alias",
        "An alias that is also a key or another's alias hides a page.",
    )
    DANGLING_REFERENCE = "dangling-reference", "builds-on names the keys of entries that exist."
    STRAY_FILE = "stray-file", "A file in entries/ that is no entry would be left out silently."
    RAW_HTML = "raw-html", "Entries come from strangers: no HTML of theirs reaches a page."
    UNSAFE_DIRECTIVE = "unsafe-directive", "Only directives that cannot read files or run code."
    UNSAFE_ROLE = "unsafe-role", "Only roles that cannot read files or write raw output."
    UNSAFE_LINK = "unsafe-link", "Links lead to http(s) pages or to pages of this site."
    UNSAFE_IMAGE = (
        "unsafe-image",
        "Pictures lie beside the entries: no file or host outside is read.",
    )

    def __init__(self, id: str, reason: str) -> None:
        self.id = id
        self.reason = reason


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
