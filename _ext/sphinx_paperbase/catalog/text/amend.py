"""Sets facts in the text of an entry's file; everything else stays byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sphinx_paperbase.catalog.text import frontmatter, writer
from sphinx_paperbase.catalog.text.frontmatter import FrontMatter, Source
from sphinx_paperbase.catalog.text.outline import Mapping as Block
from sphinx_paperbase.catalog.text.outline import Scalar, outline

Edit = tuple[int, int, str]

_FIX = "its front matter cannot be edited; run 'paperbase check --fix' first"
_PLAINLY = "its front matter cannot be edited; write one 'key: value' a line"


def amended(text: str, facts: Mapping[str, Any]) -> str:
    """Return an entry's text with some facts set.

    A value that is there is replaced, comments behind it stay; a new key gets a line at its place
    in the schema's order.

    Args:
        text: The whole file.
        facts: Texts and numbers by key; the items of a list are added to the list that is there.

    Raises:
        ValueError: The front matter is not written so that it can be edited; one line that says
            what to do.
    """
    source = frontmatter.split(text)
    if source.matter is None or "\r" in text:
        raise ValueError(_FIX)
    if (found := _read(source.matter)).faults or not found.data:
        raise ValueError("its front matter cannot be read; run 'paperbase check'")
    matter = source.matter
    for key, value in facts.items():
        matter = _with(matter, key, value)
    head = text.index("\n") + 1
    return text[:head] + matter + text[head + len(source.matter) :]


def _read(matter: str) -> FrontMatter:
    return frontmatter.read(Source(matter, "", 1))


def _with(matter: str, key: str, value: Any) -> str:
    """Return YAML with one fact set, and nothing else that it says changed."""
    wanted = _read(matter).data
    if isinstance(value, list):
        old = wanted.get(key)
        wanted[key] = [*old, *value] if isinstance(old, list) else value
    else:
        wanted[key] = str(value)
    start, end, new = _edit(matter, key, value)
    edited = matter[:start] + new + matter[end:]
    found = _read(edited)
    if found.faults or found.data != wanted:
        raise ValueError(_PLAINLY)
    return edited


def _edit(matter: str, key: str, value: Any) -> Edit:
    found = outline(matter)
    whole = next(mapping for mapping in found.mappings if not mapping.path)
    pair = next((pair for pair in whole.pairs if pair.key.value == key), None)
    if pair is None:
        return _new_line(matter, whole, key, value)
    if isinstance(value, list):
        items = [each for each in found.scalars if each.path[:-1] == (key,)]
        return _more_items(matter, items, pair.end, value)
    old = next((each for each in found.scalars if each.path == (key,) and not each.is_key), None)
    start, end = (old.start, old.end) if old else (pair.end, pair.end)
    # The end of a text of several lines is behind the last of them.
    return start, max(start, len(matter[:end].rstrip())), writer.scalar(value, key)


def _new_line(matter: str, whole: Block, key: str, value: Any) -> Edit:
    """Put a key behind that which comes before it in the schema's order."""
    pairs = {pair.key.value: pair for pair in whole.pairs}
    order = writer.ordered([*pairs, key])
    first = whole.pairs[0].key.start
    indent = matter[matter.rfind("\n", 0, first) + 1 : first]
    line = indent + writer.front_matter({key: value})
    if not (number := order.index(key)):
        return first - len(indent), first - len(indent), line
    end = matter.find("\n", pairs[order[number - 1]].end)
    if end < 0:
        return len(matter), len(matter), "\n" + line.removesuffix("\n")
    return end + 1, end + 1, line


def _more_items(matter: str, items: list[Scalar], end: int, value: list[str]) -> Edit:
    """Add items to a list: before its bracket, or on lines below its last item."""
    texts = [writer.scalar(text, flow=True) for text in value]
    if matter[end - 1] == "]":
        return end - 1, end - 1, (", " if items else "") + ", ".join(texts)
    if not items:
        raise ValueError(_PLAINLY)
    last = items[-1]
    lead = matter[matter.rfind("\n", 0, last.start) + 1 : last.start]
    line_end = matter.find("\n", last.end)
    line_end = len(matter) if line_end < 0 else line_end
    return line_end, line_end, "".join(f"\n{lead}{text}" for text in texts)
