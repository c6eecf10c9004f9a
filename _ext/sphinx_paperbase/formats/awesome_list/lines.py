"""What one entry of a list says: its marks, links, title and note, before it is judged.

Three forms are read: the list's own, which starts with marks of the types; plain items, a title
with links around it; rows of tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sphinx_paperbase.catalog.addresses import canonical_arxiv
from sphinx_paperbase.catalog.naming import fold
from sphinx_paperbase.formats.awesome_list.inline import BOLD, CODE, LINK, NOT_BOLD, Line, Link
from sphinx_paperbase.formats.awesome_list.marks import EMOJI
from sphinx_paperbase.formats.awesome_list.names import LINK_WORDS, Names, link_kinds

_DASH = "[-–—―−]"
_BETWEEN = r"[ /,;|·•\[(&+]*"
_HEAD = re.compile(rf" *(?:(?P<code>{CODE})|(?P<mark>{EMOJI})|[,/&+|])")
_BARE = re.compile(r" *(?P<word>\w+)(?!\w)")
_ORNAMENTS = re.compile(rf"^(?: *(?:{EMOJI}))* *")
_SEPARATOR = re.compile(rf" +{_DASH}+ *|{_DASH}+(?: +|$)")
_LINK = re.compile(rf"{_BETWEEN}(?P<link>{LINK})[\])]*")
_DASHED = re.compile(rf" *{_DASH}+ *\[?(?P<link>{LINK})\]?")
_WORD = re.compile(
    rf"{_BETWEEN}(?:{LINK_WORDS})(?: *(?:&|and) *(?:{LINK_WORDS}))?[\])]*"
    rf"(?= *(?:$|[/,;|·•\[]|{LINK}| {_DASH}|{_DASH}+(?: |{LINK})))",
    re.I,
)
_TAG = re.compile(rf" *(?P<code>{CODE})")
_BOLD = re.compile(f"{BOLD}(?P<text>[^{NOT_BOLD}]*){NOT_BOLD}")
_BRACKETED = re.compile(r" *[\[(](?P<text>[^\[\]()]*)[\])] *")
_BEFORE, _BEHIND = " .,:;|·•-–—]", " .,:;|·•-–—[("
_EDITION_WORDS, _LABEL_WORDS = 5, 2


@dataclass
class Found:
    """What an entry of a list says.

    Attributes:
        marks: Emoji in front of it.
        labels: Code spans among the marks: types, months.
        tags: Code spans in front of the title: journals.
        links: Addresses by kind.
        arxiv: The arXiv id, where another address of the paper has one.
        title: The title, empty where none is found.
        note: The remark in parentheses behind the title.
        elsewhere: Where else a venue and a year may stand.
        faults: What is wrong and could be passed over, in words.
    """

    marks: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    arxiv: str | None = None
    title: str = ""
    note: str | None = None
    elsewhere: str = ""
    faults: list[str] = field(default_factory=list)

    def add_link(self, kinds: Sequence[str], url: str) -> None:
        """Keep an address; the first of each kind counts."""
        for kind in kinds:
            if self.links.setdefault(kind, url) == url:
                continue
            if kind == "paper" and not self.arxiv and (arxiv := canonical_arxiv(url)):
                self.arxiv = arxiv
            else:
                self.faults.append(f"a second {kind} link, {url}, is left out")


def legend(line: Line, names: Names) -> tuple[list[str], list[str]] | None:
    """Return the marks and the labels that a line explains; None where it is no such line."""
    end, marks, labels = _head(line, names)
    explains = labels and line.text[end:].lstrip().startswith(":")
    return (marks, labels) if explains else None


def _head(line: Line, names: Names) -> tuple[int, list[str], list[str]]:
    """Return where the head of an entry ends, its marks and its labels."""
    end = 0
    marks: list[str] = []
    labels: list[str] = []
    while True:
        if piece := _HEAD.match(line.text, end):
            if piece["code"]:
                labels.append(line.code(piece["code"]))
            elif piece["mark"]:
                marks.append(piece["mark"])
        elif marks and (piece := _BARE.match(line.text, end)) and piece["word"] in names.types:
            labels.append(piece["word"])
        else:
            return end, marks, labels
        end = piece.end()


def in_own_form(line: Line, names: Names) -> Found:
    """Read ``mark `TYPE` - paper / code - `JOURNAL` Title (note)``."""
    start, marks, labels = _head(line, names)
    if separator := _SEPARATOR.match(line.text, start):
        start = separator.end()
    found = Found(marks, labels)
    end, links = _run_of_links(line, start)
    kinds = [link_kinds(link.label) for link in links]
    behind = line.text[end:]
    # A link that is called otherwise may be the title, where no other one stands behind.
    if end == start or (links and not any(kinds)) or not (all(kinds) or line.plain(behind)):
        return _around_title(found, line, line.text[start:], names)
    for link, said in zip(links, kinds, strict=True):
        if said:
            found.add_link(said, link.url)
        else:
            found.faults.append(_unknown_link(link.label))
    _behind_links(found, line, behind)
    return found


def _run_of_links(line: Line, start: int) -> tuple[int, list[Link]]:
    """Return where links, and words in the place of links, end, and the links."""
    end, links = start, []
    while True:
        if piece := _LINK.match(line.text, end):
            links.append(line.link(piece["link"]))
        elif piece := _DASHED.match(line.text, end):
            link = line.link(piece["link"])
            if not link_kinds(link.label):
                return end, links  # a title that is a link
            links.append(link)
        elif not (piece := _WORD.match(line.text, end)):
            return end, links
        end = piece.end()


def _unknown_link(label: str) -> str:
    return (
        f"the link {label!r} is left out; links are called paper, code, dataset, project page, "
        "video or demo"
    )


def _behind_links(found: Found, line: Line, text: str) -> None:
    """Read what stands behind the links: journals, title, note."""
    separator = _SEPARATOR.match(text)
    if not separator and (later := _SEPARATOR.search(text)) and "](" in text[: later.start()]:
        broken = line.plain(text[: later.start()])
        found.faults.append(f"{broken!r} is no link; write [code](https://…)")
        separator = later
    text = text[separator.end() :] if separator else text
    while (tag := _TAG.match(text)) and text[tag.end() :].strip():
        found.tags.append(line.code(tag["code"]))
        text = text[tag.end() :]
    for stand_in in re.findall(LINK, text):
        link = line.link(stand_in)
        if kinds := link_kinds(link.label):
            found.add_link(kinds, link.url)
            text = text.replace(stand_in, "")
        else:
            found.faults.append(_unknown_link(link.label))
    text, found.note = _parted(line, text)
    found.title = line.plain(text)


def _parted(line: Line, text: str) -> tuple[str, str | None]:
    """Part a title from the note in parentheses at its end."""
    whole = text.rstrip()
    if not whole.endswith(")"):
        return whole, None
    depth = 0
    for start in range(len(whole) - 1, 0, -1):
        depth += {")": 1, "(": -1}.get(whole[start], 0)
        if not depth:
            break
    if depth or whole[start - 1] != " " or not whole[:start].strip():
        return whole, None
    inside = _ORNAMENTS.sub("", whole[start + 1 : -1])
    return whole[:start], line.plain(inside) or None


def in_plain_form(line: Line, names: Names) -> Found:
    """Read ``[Title](url) … [code](url)`` or ``**Title** [[paper]](url) [[code]](url)``."""
    end, marks, labels = _head(line, names)
    return _around_title(Found(marks, labels), line, line.text[end:], names)


def _around_title(found: Found, line: Line, text: str, names: Names) -> Found:
    """Read a title, wherever it stands, and the links and the venue around it."""
    title = _bold_title(line, text, names)
    for stand_in in re.findall(LINK, text):
        link = line.link(stand_in)
        if kinds := link_kinds(link.label):
            found.add_link(kinds, link.url)
        elif stand_in in title or is_edition(link.label, names):
            found.add_link(["paper"], link.url)
        elif not title:
            title = stand_in
            found.add_link(["paper"], link.url)
        else:
            found.faults.append(_unknown_link(link.label))
    if title:
        found.elsewhere += line.plain(text.replace(title, " ", 1))
    else:
        title, found.note, elsewhere = _title_before_links(line, text, names)
        found.elsewhere += elsewhere
    found.title = line.plain(title).lstrip(_BEFORE).rstrip(_BEHIND)
    found.labels += [code for c in re.findall(CODE, text) if (code := line.code(c)) in names.types]
    return found


def _bold_title(line: Line, text: str, names: Names) -> str:
    for bold in _BOLD.findall(text):
        words = line.plain(bold)
        if words and not link_kinds(words) and not is_edition(words, names):
            return str(bold)
    return ""


def is_edition(text: str, names: Names) -> bool:
    """Tell whether a short text is a venue, not a title that speaks of one."""
    return len(text.split()) <= _EDITION_WORDS and names.in_text(text).venue is not None


def _title_before_links(line: Line, text: str, names: Names) -> tuple[str, str | None, str]:
    """Return the title in front of the first link, its note, and what may name a venue."""
    before = re.split(LINK, text, maxsplit=1)[0].rstrip(_BEHIND)
    elsewhere = text[len(before) :]
    if (lead := _BRACKETED.match(before)) and names.in_text(lead["text"]).venue:
        before, elsewhere = before[lead.end() :], f"{lead['text']} {elsewhere}"
    title, note = _parted(line, before)
    if note and is_edition(note, names):
        note, elsewhere = None, f"{note} {elsewhere}"
    return title, note, line.plain(elsewhere)


def in_row(cells: Sequence[Line], columns: Sequence[str], names: Names) -> Found:
    """Read a row of a table: what a cell is says the table's head, else what stands in it."""
    found = Found()
    texts: list[tuple[str, str, Line]] = []
    for number, line in enumerate(cells):
        column = fold(columns[number]) if number < len(columns) else ""
        end, marks, labels = _head(line, names)
        words = line.plain(re.sub(LINK, "", line.text[end:])).strip(" .,:;|/·•-–—[]()")
        links = [line.link(stand_in) for stand_in in re.findall(LINK, line.text)]
        if words and names.tagged(words, None):
            found.tags.append(words)
        elif words and re.search(r"venue|conference|journal|publi|year|date", column):
            found.elsewhere += f" {words}"
        elif words and re.search(r"type|task", column):
            found.labels += re.findall(r"[^\s,/&+]+", words)
        elif words or any("title" in column or _is_long(link.label) for link in links):
            texts.append((column, words, line))
        else:
            found.marks += marks
            found.labels += labels
            for link in links:
                kinds = link_kinds(link.label) or link_kinds(column)
                found.add_link(kinds or ["paper"], link.url)
    if not texts:
        return found
    titled = [text for text in texts if "title" in text[0]]
    _, _, line = max(titled or texts, key=lambda text: len(text[1]))
    end, marks, labels = _head(line, names)
    found.marks += marks
    found.labels += labels
    return _around_title(found, line, line.text[end:], names)


def _is_long(label: str) -> bool:
    return not link_kinds(label) and len(label.split()) > _LABEL_WORDS
