"""Whatever a list holds: never a traceback, each line told once, and sound entries only."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.awesome import LINE, LISTS, PAPER, below, imported, listing

PIECES = (
    "### CVPR 2023\n", "## 2022\n", "# ", "- ", "  - ", "1. ", "> ", "|", "|-|-|\n", "|a|b|\n", "\n", "\n\n",
    "    ", "```\n", "<div>\n", "<!--", "-->", "<b>", PAPER, "[code](https://github.com/a/b)",
    "[Title of it](https://x.org/p)", "](https://x.org)", "[a]: https://x.org\n", "[paper][a]", "code", " / ",
    " - ", "&nbsp;-&nbsp;", ":blue_square:", "🟦", "`SVOS`", "`AVOS` ", "`TIP` ", "`Jul` ", "Title: of a paper",
    "(note)", "(`note`)", "**", "---\n", "===\n", "\x00", "\x0c", "\x85", "\u2028", "\xa0", "\r", "\r\n", "\\",
    "\\-", "\\`", "&#8211;", "&#xF0000;", "\U000f0000", "\U00100000", "\U00108000", "Journals 2023",
)  # fmt: skip
SOURCE = [
    line for path in sorted(LISTS.glob("*.md")) for line in path.read_text("utf-8").split("\n")
]

often = settings(max_examples=150, deadline=None)


@given(st.text())
@often
def test_random_text(text):
    imported(listing(text))


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=25))
@often
def test_random_pieces(pieces):
    imported(listing("".join(pieces)))


@given(
    st.lists(st.sampled_from(SOURCE), min_size=1, max_size=8),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6), st.sampled_from(("", *PIECES)))),
)
@often
def test_changed_lists(lines, changes):
    text = "\n".join(lines)
    for where, gone, new in changes:
        start = int(where * len(text))
        text = text[:start] + new + text[start + gone :]
    imported(listing(text))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "`" * 20_000,
        "- " * 9_000,
        ":a:" * 9_000,
        "(" * 20_000,
        "&nbsp;" * 5_000,
        "code-" * 9_000,
    ],
)
def test_long_lines_are_read_in_time(text):
    listing(below("CVPR 2023", f"{LINE} {text}"))
    listing(below("CVPR 2023", f"`SVOS` - {text}"))
