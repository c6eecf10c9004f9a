"""The result of a pull request's check in words: ``result_in_words.py FOLDER CONCLUSION RUN``.

The folder has ``problems.json``, as ``paperbase check --format json`` prints it, and
``changes.txt``, as ``git diff --name-status`` prints it. Both may come from a pull request, and the
words are shown with the rights of this repository. So nothing of them is taken for more than text:
it stands in a block of code that it cannot end, is cut where it is too long, and names no one.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import NamedTuple

LARGEST_FILE = 2_000_000
MOST_PROBLEMS = 50
LONGEST_MESSAGE = 300
MOST_PAPERS = 30

CHANGES = {"A": "new", "M": "changed", "D": "removed"}
_CHANGE = re.compile(r"([AMD])\tentries/([a-z0-9]+(?:-[a-z0-9]+)*)\.md")
_NOT_SHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Unreadable(Exception):
    """The result is not in the form that the check writes."""


class Problem(NamedTuple):
    """What is wrong in one place."""

    path: str
    line: int
    rule: str
    message: str


def words(folder: Path, conclusion: str, run: str) -> str:
    """Return the Markdown that tells a contributor what was found.

    Args:
        folder: Has the two files.
        conclusion: How the run ended: ``success``, or something else.
        run: The address of the run.
    """
    try:
        problems = read_problems(folder / "problems.json")
        changes = read_changes(folder / "changes.txt")
    except Unreadable:
        return f"**The check could not be finished.** [Its output]({run}) says why.\n"
    if problems:
        parts = [_told(problems), _what_next()]
    elif conclusion == "success":
        parts = ["**All fine.**", _changed(changes), f"The pages: `site` in [this run]({run})."]
    else:
        parts = [
            "**The entries are fine, but the site could not be built.** "
            f"[Its output]({run}) says why.",
            _changed(changes),
        ]
    return "\n\n".join(part for part in parts if part) + "\n"


def read_problems(path: Path) -> list[Problem]:
    """Return the problems of a file that may hold anything.

    Raises:
        Unreadable: It is not a list of problems.
    """
    try:
        records = json.loads(_text(path))
        return [
            Problem(str(r["path"]), int(r["line"]), str(r["rule"]), str(r["message"]))
            for r in records
        ]
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError) as error:
        raise Unreadable from error


def read_changes(path: Path) -> dict[str, list[str]]:
    """Return the keys of the papers that are new, changed and removed; other lines do not count."""
    changes: dict[str, list[str]] = {}
    for line in _text(path).splitlines():
        if found := _CHANGE.fullmatch(line):
            changes.setdefault(CHANGES[found[1]], []).append(found[2])
    return changes


def as_it_is(text: str) -> str:
    """Return a text as a block of code: every line is indented, so there is no fence to close."""
    return "\n".join(f"    {line}" for line in text.split("\n"))


def _text(path: Path) -> str:
    try:
        if path.is_symlink() or path.stat().st_size > LARGEST_FILE:
            raise Unreadable
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable from error


def _told(problems: list[Problem]) -> str:
    shown = problems[:MOST_PROBLEMS]
    count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
    blocks = [
        f"{_one_line(p.path)}, line {p.line} ({_one_line(p.rule)})\n    {_one_line(p.message)}"
        for p in shown
    ]
    if more := len(problems) - len(shown):
        blocks.append(f"… and {more} more")
    return f"**{count} to mend**, each with what to write instead:\n\n" + as_it_is(
        "\n".join(blocks)
    )


def _what_next() -> str:
    return (
        "Edit the file in this pull request (its menu **…** under *Files changed*, then *Edit"
        " file*); the check then runs again. `paperbase check --fix` mends some of them by itself."
    )


def _changed(changes: dict[str, list[str]]) -> str:
    return "\n".join(
        f"- {what}: {_keys(changes[what])}" for what in CHANGES.values() if what in changes
    )


def _keys(keys: list[str]) -> str:
    shown = ", ".join(f"`{key[:80]}`" for key in keys[:MOST_PAPERS])
    more = len(keys) - MOST_PAPERS
    return f"{shown} and {more} more" if more > 0 else shown


def _one_line(text: str) -> str:
    plain = _NOT_SHOWN.sub("\N{REPLACEMENT CHARACTER}", text)
    return plain if len(plain) <= LONGEST_MESSAGE else f"{plain[:LONGEST_MESSAGE]} …"


if __name__ == "__main__":
    print(words(Path(sys.argv[1]), sys.argv[2], sys.argv[3]), end="")
