"""BibTeX as drafts of entries.

BibTeX comes from anywhere: pasted, downloaded, typed. Facts that it has in another form than an
entry are brought into that form; what has no place in an entry stays out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from pybtex.bibtex.utils import split_name_list, split_tex_string
from pybtex.database import Person
from pybtex.database.input.bibtex import LowLevelParser
from pybtex.scanner import PrematureEOF, PybtexSyntaxError

from sphinx_paperbase.catalog.addresses import canonical, canonical_arxiv, canonical_doi
from sphinx_paperbase.catalog.drafts.draft import Draft
from sphinx_paperbase.catalog.drafts.suggest import venue_of
from sphinx_paperbase.catalog.problems import one_line
from sphinx_paperbase.catalog.taxonomy import Taxonomy
from sphinx_paperbase.catalog.values import url_fault
from sphinx_paperbase.formats.bibtex.latex import decoded

LARGEST, LARGEST_VALUE = 300_000, 100_000

# Volumes, not papers; a paper may take what it lacks from one by its ``crossref``.
_VOLUMES = frozenset({"proceedings", "mvproceedings", "collection", "mvcollection", "periodical"})
_INHERITED = ("booktitle", "year", "date", "volume")
# Where a paper says where it appeared, and where it may say its arXiv id; the best place first.
_CONTAINERS = (
    "booktitle",
    "journal",
    "journaltitle",
    "series",
    "howpublished",
    "institution",
    "school",
)
_MENTIONS = ("journal", "journaltitle", "volume", "howpublished", "doi", "url", "ee", "note")
_PLAIN = ("title", "year", "date", "pages", "number", "eprint", "eprinttype", "archiveprefix")
_SHOWN = frozenset([*_PLAIN, *_CONTAINERS, *_MENTIONS])
_ARXIV = re.compile(r"(?:arxiv|corr)\b", re.I)
_ARXIV_ID = re.compile(
    r"(?:arxiv(?:\.org/[a-z]+/|\s*[:.]\s*)|^abs/)(?P<id>(?:[a-z-]+(?:\.[a-z]{2})?/)?\d[\d.]*\d)",
    re.I | re.ASCII,
)
_ADDRESS = re.compile(r"(?:url:?\s*)?(?P<url>https?://\S+)$", re.I)
# Pages about papers.
_CATALOG = re.compile(
    r"https?://(?:[\w-]+\.)*(?:dblp\.org|dblp\.uni-trier\.de|semanticscholar\.org)/"
)
_PARTS = 3  # von Last, Jr, First
_LONGEST_NOTE = 80


class _Record(NamedTuple):
    """An entry as it stands in the file: its kind, key, fields, and where in the text it starts."""

    kind: str
    key: str
    fields: dict[str, str]
    start: int


class _Strings(dict[str, str]):
    """What ``@string`` defines. A name without a definition stands for itself: ``= CVPR``."""

    left = LARGEST

    def __setitem__(self, name: str, value: str) -> None:
        super().__setitem__(name.lower(), value)

    def __getitem__(self, name: str) -> str:
        value = self.get(name.lower(), name)
        self.left -= len(value)
        return value if self.left >= 0 else ""  # strings of strings of strings grow without end


def read(text: str, taxonomy: Taxonomy) -> list[Draft]:
    """Return the papers of a BibTeX text, in its order, each with the facts that it has.

    A draft has no ``types`` and no ``name``. Where its venue is none of the taxonomy's, it has no
    ``venue``, and ``comments["venue"]`` is what BibTeX calls it.

    Raises:
        ValueError: The text is no BibTeX, or too long, or an entry has no title; one line that
            says where.
    """
    if len(text) > LARGEST:
        raise ValueError(f"more than {LARGEST // 1000} kB; give the entries of a few papers")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    records = list(_records(text))
    volumes = {record.key.casefold(): record.fields for record in records}
    drafts = []
    for record in records:
        if record.kind not in _VOLUMES:
            volume = volumes.get(record.fields.get("crossref", "").casefold(), {})
            try:
                drafts.append(_draft(record, volume, taxonomy))
            except ValueError as error:
                key = one_line(repr(record.key))
                raise ValueError(f"line {_line(text, record.start)}: {key} {error}") from None
    return drafts


def _records(text: str) -> Iterator[_Record]:
    strings = _Strings()
    parser = LowLevelParser(text, macros=strings)
    try:
        for kind, content in parser:
            start = parser.command_start
            if strings.left < 0:
                line = _line(text, start)
                raise ValueError(f"line {line}: @string definitions make too long a text")
            if kind.lower() not in ("string", "preamble"):
                key, given = content
                fields: dict[str, str] = {}
                for name, parts in given:
                    fields.setdefault(name.lower(), "".join(parts))
                yield _Record(kind.lower(), key, fields, start)
    except PrematureEOF:
        line = _line(text, parser.command_start)
        message = "the entry that starts here does not end; look for a missing brace or quote"
        raise ValueError(f"line {line}: {message}") from None
    except PybtexSyntaxError as error:
        said = one_line(error.args[0])
        advice = "look for a missing comma, brace or quote at or above this line"
        raise ValueError(f"line {error.lineno}: not BibTeX: {said}; {advice}") from None


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _draft(record: _Record, volume: dict[str, str], taxonomy: Taxonomy) -> Draft:
    inherited = {name: volume[name] for name in _INHERITED if name in volume}
    if "title" in volume:
        inherited.setdefault("booktitle", volume["title"])
    fields = inherited | record.fields
    if any(len(value) > LARGEST_VALUE for value in fields.values()):
        raise ValueError(f"has a field of more than {LARGEST_VALUE // 1000} kB; shorten it")
    shown = {name: decoded(value) for name, value in fields.items() if name in _SHOWN}
    if not shown.get("title"):
        raise ValueError("has no title; give it one")
    authors, unsure = _authors(fields.get("author", ""))
    arxiv = _arxiv(shown)
    venue, container = _venue(shown, arxiv, taxonomy)
    preprint = venue is not None and taxonomy.venues[venue].kind == "preprint"
    doi, link = _addresses(fields, arxiv)
    facts: dict[str, Any] = {
        "title": shown["title"],
        "authors": authors,
        "venue": venue,
        "year": _year(shown),
        "arxiv": arxiv,
        "doi": doi,
        "pages": re.sub(r"\s*[-–—]+\s*", "-", shown.get("pages", "")),
        "volume": "" if preprint else _volume(shown),
        "links": {"paper": link} if link else {},
        "note": _note(shown.get("note", "")),
    }
    comments = {"authors": unsure, "venue": "" if venue else one_line(container)}
    return Draft(
        {key: value for key, value in facts.items() if value},
        comments={key: remark for key, remark in comments.items() if remark},
    )


def _authors(value: str) -> tuple[list[str], str]:
    """Return the names, given names first, and what is to be said of them."""
    names, remark = [], ""
    for name in split_name_list(" ".join(value.split())):
        if name.casefold() == "others":
            remark = "and others, whom the source does not name"
        elif len(split_tex_string(name, ",")) > _PARTS:
            names.append(decoded(name))
            remark = "BibTeX has 'and' between names; part them"
        else:
            person = Person(name)
            given = person.first_names + person.middle_names
            family = person.prelast_names + person.last_names + person.lineage_names
            names.append(decoded(" ".join(given + family)))
    return [name for name in names if name], remark


def _arxiv(shown: dict[str, str]) -> str | None:
    archive = shown.get("archiveprefix") or shown.get("eprinttype") or "arXiv"
    if archive.casefold() == "arxiv" and (found := canonical_arxiv(shown.get("eprint", ""))):
        return found
    for name in _MENTIONS:
        text = shown.get(name, "")
        if name == "note" and not _ARXIV.match(text):  # it may speak of another paper
            continue
        said = _ARXIV_ID.search(text)
        if said and (found := canonical_arxiv(said["id"])):
            return found
    return None


def _venue(shown: dict[str, str], arxiv: str | None, taxonomy: Taxonomy) -> tuple[str | None, str]:
    """Return the venue's id, if it is one of the taxonomy, and what BibTeX calls it."""
    containers = [shown[name] for name in _CONTAINERS if shown.get(name)]
    containers = [text for text in containers if not _ADDRESS.match(text)]
    if _ARXIV.match(containers[0]) if containers else arxiv:
        containers = ["arXiv"]
    known = (venue_of(container, taxonomy) for container in containers)
    return next((venue for venue in known if venue), None), next(iter(containers), "")


def _year(shown: dict[str, str]) -> int | None:
    found = re.search(r"(?<!\d)[0-9]{4}(?!\d)", shown.get("year") or shown.get("date") or "")
    return int(found[0]) if found else None


def _volume(shown: dict[str, str]) -> str:
    volume, number = shown.get("volume", ""), shown.get("number", "")
    return f"{volume}({number})" if volume and number else volume


def _addresses(fields: dict[str, str], arxiv: str | None) -> tuple[str | None, str | None]:
    """Return the DOI, and the paper's address where no id leads there."""
    doi = canonical_doi(_bare(fields.get("doi", "")).rstrip(".,;"))
    link = None
    for name in ("url", "ee", "howpublished"):
        said = _ADDRESS.match(_bare(fields.get(name, "")))
        url = canonical(said["url"]) if said else ""
        if found := canonical_doi(url):
            doi = doi or found
        elif url and not (arxiv and canonical_arxiv(url)) and not _CATALOG.match(url):
            link = link or (url if url_fault(url) is None else None)
    is_arxivs = doi and arxiv and canonical_arxiv(doi) == arxiv
    return None if is_arxivs else doi, link


def _bare(value: str) -> str:
    """Return an id or an address without what LaTeX needs to show it."""
    text = re.sub(r"\\(?:url|path)\b|\\(?=[_%&#~$])", "", value.replace(r"{\_}", "_"))
    return re.sub(r"[{}\s]", "", text)


def _note(text: str) -> str:
    is_id = _ADDRESS.match(text) or _ARXIV.match(text)
    return "" if is_id or len(text) > _LONGEST_NOTE else text
