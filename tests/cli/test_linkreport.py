"""What is told about links: the table and the report, word for word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperbase.cli.linkreport import LONGEST, Place, Told, counts, report, table
from sphinx_paperbase.sources.findings import Finding, State

A, B = "https://example.org/a", "https://example.org/b"


def told(state: State, status: str, address: str = A, to: str = "", *places: Place) -> Told:
    where = places or (Place("entries/a.md", 8, f"  code: {address}"),)
    return Told(address, Finding(state, status, to), where)


EVERY = [
    told(State.ALIVE, "200", "https://example.org/fine"),
    told(State.SLOW, "no answer in 10 s", "https://slow.example/"),
    told(State.BLOCKED, "403", "https://example.org/wall"),
    told(State.DEAD, "404", "https://example.org/2"),
    told(State.DEAD, "no such host", "https://example.org/1"),
    told(
        State.MOVED,
        "301",
        A,
        B,
        Place("entries/a.md", 8, f"  code: {A}"),
        Place("entries/b.md", 12, f"See [the code]({A}), and [more]({A}x)."),
        Place("entries/c.md", 7, "arxiv: 2203.01234"),
    ),
]

REPORT = """\
6 links: 1 alive, 1 moved, 2 dead, 1 blocked, 1 slow.

## Moved (1)

They lead to another address for good; write that one.

- `https://example.org/a` → `https://example.org/b` (301)
  - `entries/a.md:8`

    ```
      code: https://example.org/b
    ```
  - `entries/b.md:12`

    ```
    See [the code](https://example.org/b), and [more](https://example.org/ax).
    ```
  - `entries/c.md:7`

## Dead (2)

There is no such page or host, asked twice; find where it is now.

- `https://example.org/1` (no such host)
  - `entries/a.md:8`
- `https://example.org/2` (404)
  - `entries/a.md:8`

## Blocked (1)

They refuse programs, so that only a person can tell.

- `https://example.org/wall` (403)
  - `entries/a.md:8`

## Slow (1)

No answer in time, or a fault of the server's; they may come back.

- `https://slow.example/` (no answer in 10 s)
  - `entries/a.md:8`
"""

TABLE = """\
class    status             address                   new address            where
moved    301                https://example.org/a     https://example.org/b  entries/a.md:8, entries/b.md:12, entries/c.md:7
dead     no such host       https://example.org/1                            entries/a.md:8
dead     404                https://example.org/2                            entries/a.md:8
blocked  403                https://example.org/wall                         entries/a.md:8
slow     no answer in 10 s  https://slow.example/                            entries/a.md:8
"""


def test_the_report():
    assert report(EVERY) == REPORT


def test_the_order_is_always_the_same():
    assert report(EVERY[::-1]) == REPORT
    assert table(EVERY[::-1]) == TABLE


def test_the_table():
    assert table(EVERY) == TABLE


def test_all_is_well():
    assert report(EVERY[:1]) == "1 link: 1 alive, 0 moved, 0 dead, 0 blocked, 0 slow.\n"
    assert table(EVERY[:1]) == ""
    assert counts([]) == "0 links: 0 alive, 0 moved, 0 dead, 0 blocked, 0 slow"


def test_a_long_address_is_whole_and_leaves_the_others_where_they_were():
    long = told(State.DEAD, "404", "https://example.org/" + "x" * 200)
    lines = table([*EVERY, long]).splitlines()
    assert any(long.address in line for line in lines)
    assert max(line.index("entries/") for line in lines[1:] if long.address not in line) < 120


def test_a_report_is_short_enough_for_an_issue():
    many = [told(State.DEAD, "404", f"https://example.org/{n:05}") for n in range(9000)]
    text = report([*many, *EVERY])
    assert len(text) < LONGEST + 1000
    shown = text.count("- `https://example.org/0")
    assert f"- … and {9002 - shown} more; `paperbase links` shows all\n" in text
    assert "## Slow (1)" in text, "every class is counted"


HOSTILE = "`` ` ``` @everyone #1 <img src=x> ![x](y) ~~~\n# Title\x1b[31m\u2028"


def test_what_others_wrote_stays_in_its_place():
    place = Place(f"entries/{HOSTILE}.md", 1, f"{HOSTILE} {A}")
    hostile = told(State.MOVED, "301", A, "https://example.org/`b`", place)
    text = report([hostile])
    assert text.splitlines()[6:] == [
        "- `https://example.org/a` → `` https://example.org/`b` `` (301)",
        "  - ````entries/`` ` ``` @everyone #1 <img src=x> ![x](y) ~~~\\n# Title\\x1b[31m\\u2028.md:1````",
        "",
        "    ````",
        "    `` ` ``` @everyone #1 <img src=x> ![x](y) ~~~\\n# Title\\x1b[31m\\u2028 https://example.org/`b`",
        "    ````",
    ]
    shown = table([hostile])
    assert len(shown.splitlines()) == 2
    assert "\x1b" not in shown


@pytest.mark.parametrize("render", [report, table])
@given(text=st.text(), address=st.text(min_size=1))
def test_nothing_that_a_terminal_would_obey(render, text, address):
    place = Place(text, 3, f"<{address}>")
    shown = render([told(State.MOVED, "301", address, B, place), told(State.DEAD, text, address)])
    assert all(c.isprintable() or c == "\n" or ord(c) > 0x9F for c in shown)


@given(line=st.text() | st.text("`~ax \n"))
def test_no_line_ends_its_own_block(line):
    from markdown_it import MarkdownIt

    place = Place("entries/a.md", 8, f"{line} {A}")
    tokens = MarkdownIt().parse(report([told(State.MOVED, "301", A, B, place)]))
    (block,) = [token for token in tokens if token.type == "fence"]
    assert B in block.content
    assert tokens[-1].type == "bullet_list_close"
