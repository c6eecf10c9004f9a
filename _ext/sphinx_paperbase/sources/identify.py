"""What a person may give to say which paper is meant: an id or the address of a page, read.

Nothing is asked here; an id is taken only where it stands in the text or the address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from sphinx_paperbase.catalog.addresses import canonical_arxiv, canonical_doi
from sphinx_paperbase.catalog.problems import did_you_mean, one_line

FORMS = (
    "give an arXiv id (2207.07115), a DOI (10.1007/…), an address of arXiv, doi.org, ACM, Springer,"
    " Wiley, CVF or OpenReview, or a BibTeX file"
)
_HOST = re.compile(r"^(?:https?://)?(?:[\w-]+\.)+[a-z][\w-]+(?::\d+)?/", re.I | re.ASCII)
# Where arXiv's papers are shown under arXiv's ids.
_COPIES = frozenset({"alphaxiv.org", "ar5iv.org", "huggingface.co", "hf.co"})
_COPY = re.compile(r"/(?:[a-z]+/)?(?P<id>[^/]+(?:/\d{7}(?:v\d+)?)?)/?")
_DOI_IN_PATH = re.compile(r"/(10\.\d{4,9}(?:\.\d+)*/.+)")
_AFTER_DOI = re.compile(r"(?:\.pdf|/(?:full|fulltext|abstract|pdf|epdf|html|meta))+/?$|/$", re.I)
_CVF = frozenset({"openaccess.thecvf.com", "cv-foundation.org"})
_CVF_PAPER = re.compile(r"/(?P<name>[^/_]+_[^/]+_[A-Za-z]+_\d{4})_paper\.(?:html|pdf)$", re.ASCII)
_FORUM = re.compile(r"[\w-]{5,40}", re.ASCII)
_NO_IDS = {
    "ieeexplore.ieee.org": "the number in an IEEE Xplore address is no DOI",
    "ecva.net": "an address of ECVA holds neither title nor DOI",
    "sciencedirect.com": "the number in a ScienceDirect address is no DOI",
    "openaccess.thecvf.com": "this is no address of one CVF paper (…_paper.html)",
    "cv-foundation.org": "this is no address of one CVF paper (…_paper.html)",
    "openreview.net": "this is no address of an OpenReview forum (forum?id=…)",
}
_ARXIV_SOMEWHERE = re.compile(r"(?<![\d.])\d{4}\.\d{4,5}(?![\d.])")
_DOI_SOMEWHERE = re.compile(r"10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;)]")


class Source(NamedTuple):
    """Where a paper is to be asked for.

    Attributes:
        kind: Who knows the id.
        id: An arXiv id without version, a DOI, an OpenReview forum, or the name of a CVF page
            (family name, title, venue and year, joined by ``_``).
        page: The page that shows the paper, where no id leads to it.
    """

    kind: Literal["arxiv", "doi", "openreview", "cvf"]
    id: str
    page: str = ""


def identify(text: str, files: Iterable[str] = ()) -> Source:
    """Return which paper a text means.

    Args:
        text: An id or an address, as it was typed or pasted.
        files: Names of BibTeX files that there are, to suggest the nearest.

    Raises:
        ValueError: It is nothing that a paper can be told from; one line that says what to give.
    """
    text = text.strip().strip("<>").rstrip(".,;")
    if arxiv := canonical_arxiv(text):
        return Source("arxiv", arxiv)
    if doi := canonical_doi(text):
        return Source("doi", doi)
    if _HOST.match(text) and (parts := _split(text)):
        return _of_page(parts)
    raise ValueError(f"{_shown(text)} is no id of a paper{_near(text, files)}; {FORMS}")


def _split(text: str) -> SplitResult | None:
    try:
        return urlsplit(text if "://" in text else f"https://{text}")
    except ValueError:
        return None


def _of_page(parts: SplitResult) -> Source:
    host, path = (parts.hostname or "").removeprefix("www."), unquote(parts.path)
    if host in _COPIES and (copy := _COPY.fullmatch(path)) and (id := canonical_arxiv(copy["id"])):
        return Source("arxiv", id)
    if host in _CVF and (page := _CVF_PAPER.search(path)):
        return Source("cvf", page["name"], parts.geturl())
    if host == "openreview.net" and parts.path in ("/forum", "/pdf", "/attachment"):
        for id in parse_qs(parts.query).get("id", ()):
            if _FORUM.fullmatch(id):
                return Source("openreview", id, f"https://openreview.net/forum?id={id}")
    inside = _DOI_IN_PATH.search(path)
    if inside and (doi := canonical_doi(_AFTER_DOI.sub("", inside[1]))):
        arxiv = canonical_arxiv(doi)
        return Source("arxiv", arxiv) if arxiv else Source("doi", doi)
    why = _NO_IDS.get(host, f"no id can be read from this address of {_shown(host)}")
    raise ValueError(f"{why}; give the paper's DOI, its arXiv id, or its BibTeX")


def _near(text: str, files: Iterable[str]) -> str:
    for form, id_of in ((_ARXIV_SOMEWHERE, canonical_arxiv), (_DOI_SOMEWHERE, canonical_doi)):
        if (found := form.search(text)) and (id := id_of(found[0])):
            return f"; did you mean {id!r}?"
    return did_you_mean(text, files)


def _shown(text: str) -> str:
    return one_line(repr(text if len(text) <= 60 else f"{text[:60]}…"))
