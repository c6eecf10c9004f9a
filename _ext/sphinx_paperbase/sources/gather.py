"""What a contributor gives is gathered into drafts: a file, standard input, an id, an issue."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sphinx_paperbase.catalog import Catalog, Taxonomy
from sphinx_paperbase.catalog.drafts.draft import Draft, same_paper
from sphinx_paperbase.catalog.problems import one_line
from sphinx_paperbase.catalog.text.body import ENTRIES
from sphinx_paperbase.catalog.values import url_fault
from sphinx_paperbase.formats import bibtex
from sphinx_paperbase.formats.issue_form import IssueForm
from sphinx_paperbase.sources import Found, SourceError
from sphinx_paperbase.sources.identify import Source, identify

STDIN = "-"
_LARGEST = 4 * 1024 * 1024


def of_source(source: str, catalog: Catalog) -> list[Found]:
    """Return the papers of a BibTeX file, of standard input, or of an id or address.

    A file that is there is meant before all else.

    Raises:
        SourceError: It cannot be read, it is here already, or those who may know it do not.
    """
    if source == STDIN:
        return _of_bibtex(text_of(None), "standard input", catalog.taxonomy)
    if _is_file(source):
        return _of_bibtex(text_of(Path(source)), source, catalog.taxonomy)
    return [_ask(_identified(source), catalog)]


def of_form(form: IssueForm, catalog: Catalog) -> list[Found]:
    """Return the paper of an issue. No file is read, since strangers say what is in it.

    Where there is BibTeX, nobody is asked: an id beside it is one more fact.

    Raises:
        SourceError: It names no paper, or more than one, or those who may know it do not.
    """
    if not form.bibtex:
        if not form.source:
            raise SourceError("the issue names neither an id or address nor BibTeX; give one")
        return [_ask(_identified(form.source), catalog)]
    found = _of_bibtex(form.bibtex, "the issue's BibTeX", catalog.taxonomy)
    if len(found) > 1:
        raise SourceError(f"the issue's BibTeX has {len(found)} records; make an issue of each")
    if form.source:
        add(found[0].draft, form.source)
    return found


def add(draft: Draft, text: str) -> None:
    """Add one more id or address of a paper to its facts.

    Raises:
        SourceError: It is neither, or the source has another id of that kind.
    """
    facts = draft.facts
    kind: str
    try:
        kind, id, page = identify(text)
    except ValueError as error:
        if url_fault(text):
            raise SourceError(str(error)) from error
        kind, id, page = "page", "", text  # no id can be read from it, but the paper can
    if page:
        facts["links"] = {**facts.get("links", {}), "paper": page}
    elif (said := facts.setdefault(kind, id)).casefold() != id.casefold():
        message = f"the source says {said!r}, and you {id!r}; correct one of the two"
        raise SourceError(one_line(message))


def _of_bibtex(text: str, name: str, taxonomy: Taxonomy) -> list[Found]:
    try:
        drafts = bibtex.read(text, taxonomy)
    except ValueError as error:
        raise SourceError(f"{one_line(name)}: {one_line(str(error))}") from error
    if not drafts:
        raise SourceError(f"{one_line(name)} has no BibTeX record, which starts with @article{{…")
    return [Found(draft) for draft in drafts]


def _identified(text: str) -> Source:
    try:
        return identify(text, (path.name for path in Path().glob("*.bib")))
    except ValueError as error:
        raise SourceError(str(error)) from error


def refuse_known(facts: Mapping[str, Any], catalog: Catalog) -> None:
    """Make sure that a paper is not in the collection yet.

    Raises:
        SourceError: An entry has the same id or title.
    """
    if same := same_paper(facts, catalog):
        entry, shared = same
        title = repr(facts["title"]) if facts["title"] else "the paper"
        place = f"{ENTRIES}/{entry.key}.md"
        raise SourceError(one_line(f"{title} is here already: {place} has the same {shared}"))


def _ask(source: Source, catalog: Catalog) -> Found:
    from sphinx_paperbase.sources import arxiv, crossref, cvf, openreview

    refuse_known({"title": "", source.kind: source.id}, catalog)
    taxonomy = catalog.taxonomy
    match source.kind:
        case "arxiv":
            return arxiv.find(source.id, taxonomy)
        case "doi":
            return crossref.find(source.id, taxonomy)
        case "openreview":
            return openreview.find(source.id, source.page, taxonomy)
        case "cvf":
            return cvf.find(source.id, source.page, taxonomy)


def _is_file(text: str) -> bool:
    path = Path(text)
    try:
        return path.exists() and not path.is_dir()  # a pipe is read like a file
    except OSError:  # too long for a name
        return False


def text_of(path: Path | None) -> str:
    """Return the text of a file, or of standard input.

    Raises:
        SourceError: It cannot be read, is no UTF-8, or is too large to be about papers.
    """
    name = one_line(str(path)) if path else "standard input"
    try:
        content = _read(path)
    except OSError as error:
        raise SourceError(f"{name} cannot be read: {error.strerror}") from error
    if len(content) > _LARGEST:
        raise SourceError(f"{name} has more than {_LARGEST >> 20} MB; give the part that matters")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(f"{name}: line {line} is not UTF-8; save it as UTF-8") from error


def _read(path: Path | None) -> bytes:
    if path:
        with path.open("rb") as file:
            return file.read(_LARGEST + 1)
    if sys.stdin.isatty():
        print("paste BibTeX, then press Ctrl-D on a line of its own", file=sys.stderr)
    return sys.stdin.buffer.read(_LARGEST + 1)
