"""What is told about links: a table for the terminal, and Markdown for an issue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sphinx_paperbase.catalog.problems import one_line
from sphinx_paperbase.catalog.text.outlinks import replaced
from sphinx_paperbase.sources.findings import Finding, State

# The body of an issue on GitHub may have 65,536 characters.
LONGEST = 60_000
_WIDEST = 60

_SECTIONS = {
    State.MOVED: ("Moved", "They lead to another address for good; write that one."),
    State.DEAD: ("Dead", "There is no such page or host, asked twice; find where it is now."),
    State.BLOCKED: ("Blocked", "They refuse programs, so that only a person can tell."),
    State.SLOW: ("Slow", "No answer in time, or a fault of the server's; they may come back."),
}


class Place(NamedTuple):
    """Where an address stands: a file, a line from 1, and what is on that line."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        """Return the form that terminals make clickable."""
        return f"{one_line(self.path)}:{self.line}"


class Told(NamedTuple):
    """An address, what was found out about it, and everywhere it stands."""

    address: str
    finding: Finding
    places: Sequence[Place]


def counts(told: Iterable[Told]) -> str:
    """Return how many links there are of each class, in a line."""
    number = Counter(each.finding.state for each in told)
    links = "1 link" if number.total() == 1 else f"{number.total()} links"
    return f"{links}: " + ", ".join(f"{number[state]} {state}" for state in State)


def table(told: Iterable[Told]) -> str:
    """Return the links that are not alive, each a line, in columns; nothing for none."""
    rows = [("class", "status", "address", "new address", "where")]
    for address, finding, places in _worth_telling(told):
        where = ", ".join(map(str, places))
        rows.append((finding.state, finding.status, address, finding.to, where))
    if len(rows) == 1:
        return ""
    shown = [[one_line(cell) for cell in row] for row in rows]
    # Addresses are never cut; one that is very long does not push all others apart.
    widths = [min(_WIDEST, max(map(len, column))) for column in zip(*shown, strict=True)]
    lines = ("  ".join(map(str.ljust, row, widths)).rstrip() for row in shown)
    return "".join(f"{line}\n" for line in lines)


def report(told: Sequence[Told]) -> str:
    """Return the report in Markdown, short enough for an issue, the same for the same findings.

    What entries and hosts say stands in code only: no mark-up, mention or reference of theirs.
    """
    parts = [f"{counts(told)}.\n"]
    room = LONGEST - len(parts[0])
    for state, (title, advice) in _SECTIONS.items():
        members = [each for each in _worth_telling(told) if each.finding.state is state]
        if not members:
            continue
        head = f"\n## {title} ({len(members)})\n\n{advice}\n\n"
        parts.append(head)
        room -= len(head)
        for number, member in enumerate(members):
            item = "".join(_item(member))
            if len(item) > room:
                parts.append(f"- … and {len(members) - number} more; `paperbase links` shows all\n")
                room = 0
                break
            parts.append(item)
            room -= len(item)
    return "".join(parts)


def _worth_telling(told: Iterable[Told]) -> list[Told]:
    order = list(State)
    rest = (each for each in told if each.finding.state is not State.ALIVE)
    return sorted(rest, key=lambda each: (order.index(each.finding.state), each.address))


def _item(told: Told) -> Iterator[str]:
    address, finding, places = told
    to = f" → {_code(finding.to)}" if finding.to else ""
    yield f"- {_code(address)}{to} ({one_line(finding.status)})\n"
    for place in places:
        yield f"  - {_code(str(place))}\n"
        if finding.to and (line := replaced(place.text, address, finding.to)):
            fence = _fence(line, 3)
            yield f"\n    {fence}\n    {one_line(line)}\n    {fence}\n"


def _code(text: str) -> str:
    shown, fence = one_line(text), _fence(text, 1)
    pad = " " if "`" in shown[:1] + shown[-1:] else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def _fence(text: str, least: int) -> str:
    """Return backticks that no backticks of a text can end."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    return "`" * max(least, longest + 1)
