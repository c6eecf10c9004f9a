"""The body of a GitHub issue that was made by the form "Add a paper".

A form becomes Markdown: each label a heading of the third level, its answer below it, ``_No
response_`` where there is none. The labels are those of ``.github/ISSUE_TEMPLATE/add-a-paper.yml``.
https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LABELS = {
    "arXiv id, DOI, or address": "source",
    "BibTeX": "bibtex",
    "Code": "code",
    "Project page": "project",
    "Data set": "dataset",
    "Note": "note",
    "What it does, in your own words": "summary",
}
_ORDER = ("source", "bibtex", "types", "code", "project", "dataset", "note", "summary")
_NO_ANSWER = "_No response_"
_TICKED = re.compile(r"^- \[[xX]\] (?P<id>[^:\n]+)", re.M)
_FENCED = re.compile(r"```[a-z]*\n(?P<text>.*?)\n?```", re.S)


class IssueForm(NamedTuple):
    """The answers, as they were typed; empty where there is none. Strangers typed them.

    Attributes:
        source: An arXiv id, a DOI or an address.
        bibtex: BibTeX.
        types: The ids of the ticked types.
        code: An address, as ``project`` and ``dataset`` are.
        note: A few words.
        summary: The entry's body.
    """

    source: str = ""
    bibtex: str = ""
    types: tuple[str, ...] = ()
    code: str = ""
    project: str = ""
    dataset: str = ""
    note: str = ""
    summary: str = ""

    @property
    def links(self) -> dict[str, str]:
        """The addresses by the kind of link."""
        links = {"code": self.code, "project": self.project, "dataset": self.dataset}
        return {kind: address for kind, address in links.items() if address}


def read(body: str) -> IssueForm:
    """Read the body of an issue.

    Raises:
        ValueError: It has no heading of the form.
    """
    answers: dict[str, list[str]] = {}
    last = -1
    for line in body.replace("\r\n", "\n").split("\n"):
        name = _field(line)
        # In the form's order only: a heading that somebody types in an answer is part of it.
        if name and (place := _ORDER.index(name)) > last:
            answers[name], last = [], place
        elif answers:
            answers[_ORDER[last]].append(line)
    if not answers:
        raise ValueError("this is no issue of the form 'Add a paper': it has none of its headings")
    texts = {name: "\n".join(lines).strip() for name, lines in answers.items()}
    texts = {name: "" if text == _NO_ANSWER else text for name, text in texts.items()}
    if fenced := _FENCED.fullmatch(texts.get("bibtex", "")):
        texts["bibtex"] = fenced["text"].strip()
    ticked = tuple(found["id"].strip() for found in _TICKED.finditer(texts.pop("types", "")))
    return IssueForm(types=ticked, **texts)


def _field(line: str) -> str | None:
    """Return the name of the answer that a line heads."""
    if not line.startswith("### "):
        return None
    label = line.removeprefix("### ").strip()
    return "types" if label.endswith(" types") else _LABELS.get(label)
