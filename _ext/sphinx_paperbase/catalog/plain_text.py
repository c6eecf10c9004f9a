"""The body of an entry as plain text, for lists and for finding words.

No parser: a thousand bodies are read at a build, and where a mark is left over, nothing breaks.
"""

from __future__ import annotations

import html
import re

# What stands in a line of its own and says nothing: fences, options, targets, rules.
_LINES = re.compile(r"^\s*(?:[`:~]{3,}.*|:[\w-]+:.*|\([\w-]+\)=|[-*_=]{3,})\s*$\n?", re.M)
_LEADS = re.compile(r"^\s*(?:#{1,6}|>|[-*+]|\d+[.)])\s+", re.M)
_ROLE = re.compile(r"\{[\w:-]+\}`([^`<]*?)\s*(?:<[^`]*)?`")
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\))")
_CODE = re.compile(r"(`+)(.+?)\1", re.S)
_STRESS = re.compile(r"(?<![\w\\])([*_]{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)", re.S)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def plain_text(markdown: str) -> str:
    """Return MyST Markdown as one line without its marks."""
    text = _LEADS.sub("", _LINES.sub("", markdown))
    for pattern, shown in ((_ROLE, r"\1"), (_LINK, r"\1"), (_CODE, r"\2"), (_STRESS, r"\2")):
        text = pattern.sub(shown, text)
    return " ".join(html.unescape(_ESCAPED.sub(r"\1", text)).split())


def summary(markdown: str, longest: int = 320) -> str:
    """Return the first paragraph as plain text, cut between words where it is long."""
    paragraphs = (plain_text(part) for part in re.split(r"\n\s*\n", markdown))
    return shortened(next(filter(None, paragraphs), ""), longest)


def shortened(text: str, longest: int) -> str:
    """Return a text as one line, cut between words where it is long."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return line[:longest].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
