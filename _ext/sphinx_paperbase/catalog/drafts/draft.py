"""A paper that is not in the collection yet: its facts, the key it could have, its file.

What makes entries (from arXiv, from BibTeX, from a list) makes drafts; this module looks whether
the paper is there already and writes the file, whole or not at all.
"""

from __future__ import annotations

import itertools
import secrets
import shutil
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sphinx_paperbase.catalog.addresses import canonical_arxiv, canonical_doi
from sphinx_paperbase.catalog.catalog import Catalog
from sphinx_paperbase.catalog.naming import SMALL_WORDS, is_key, normal_title, slug
from sphinx_paperbase.catalog.schema import Entry
from sphinx_paperbase.catalog.text.body import ENTRIES
from sphinx_paperbase.catalog.text.writer import entry_text

_NAME_WORDS, _KEY_WORDS, _KEY_LENGTH = 2, 4, 40


class Draft(NamedTuple):
    """A paper to be.

    Attributes:
        facts: The front matter: texts, numbers, lists and mappings by its keys.
        body: The Markdown below it.
        comments: Remarks for the contributor by key, written behind the key's line.
    """

    facts: dict[str, Any]
    body: str = ""
    comments: dict[str, str] = {}

    @property
    def text(self) -> str:
        """The text of the entry's file."""
        return entry_text(self.facts, self.body, self.comments)


def name_in_title(title: str) -> str | None:
    """Return what the paper calls its method where the title says so: ``XMem: Long-Term …``."""
    name, colon, rest = title.partition(": ")
    few = len(name.split()) <= _NAME_WORDS and slug(name)
    return name if colon and rest and few else None


def propose_key(facts: Mapping[str, Any], taken: Container[str]) -> str:
    """Return a key for a paper: of its name, else of the title's first words; free in ``taken``."""
    name = facts.get("name") or name_in_title(facts["title"])
    words = [word for word in slug(facts["title"]).split("-") if word not in SMALL_WORDS]
    full = (slug(name) if name else "") or "-".join(words[:_KEY_WORDS]) or "paper"
    # Cut between words, unless there is but one.
    base = full if len(full) <= _KEY_LENGTH else full[: _KEY_LENGTH + 1].rpartition("-")[0]
    base = base or full[:_KEY_LENGTH]
    dated = f"{base}-{facts.get('year', 'x')}"
    numbered = (f"{dated}-{number}" for number in itertools.count(2))
    return next(key for key in itertools.chain((base, dated), numbered) if key not in taken)


def same_paper(facts: Mapping[str, Any], catalog: Catalog) -> tuple[Entry, str] | None:
    """Return the entry that is this paper already and what they share, or None."""
    paper = (facts.get("links") or {}).get("paper")
    ids = {shared.casefold() for shared in _ids(facts.get("arxiv"), facts.get("doi"), paper)}
    titles = set(map(normal_title, (facts["title"], *facts.get("former-titles", ())))) - {""}
    for entry in catalog.entries.values():
        for shared in _ids(entry.arxiv, entry.doi, entry.links.paper):
            if shared.casefold() in ids:
                return entry, shared
        if titles & {normal_title(title) for title in (entry.title, *entry.former_titles)}:
            return entry, "title"
    return None


def _ids(*texts: Any) -> Iterator[str]:
    """Tell the ids that texts and addresses are."""
    for text in texts:
        if arxiv := canonical_arxiv(str(text or "")):
            yield f"arXiv id {arxiv}"
        elif doi := canonical_doi(str(text or "")):
            yield f"DOI {doi}"


def save(root: Path, key: str, text: str) -> Path:
    """Write a new entry's file, whole or not at all, and return its path.

    Raises:
        FileExistsError: There is such a file already.
        ValueError: The key is none, or the text cannot be written as UTF-8.
    """
    if not is_key(key):
        raise ValueError(f"{key!r} is not a key")
    content = text.encode()
    path = root / ENTRIES / f"{key}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        try:
            file.write(content)
            file.flush()
        except BaseException:
            path.unlink()
            raise
    return path


def replace(path: Path, content: bytes) -> None:
    """Write a file anew, whole or not at all; it keeps its permissions.

    Where the path is a link to another file, the link is replaced and that file stays.
    """
    # A name that nobody can guess, made anew: a link laid there would be written through.
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with beside.open("xb") as file:
            file.write(content)
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
