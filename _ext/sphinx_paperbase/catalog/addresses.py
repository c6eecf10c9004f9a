"""One form for each id and address of arXiv, DOI and GitHub, so that equal ones are seen as equal.

- arXiv: ``https://arxiv.org/abs/2207.07115`` or ``…/pdf/2207.07115``; arXiv itself redirects the
  ending ``.pdf``, its other hosts hold the same papers, and an old id has no subject class. The
  version is kept in an address, since it may be meant, and dropped from an id.
  https://info.arxiv.org/help/arxiv_identifier_for_services.html
  https://github.com/arXiv/arxiv-browse/pull/885
- DOI: ``https://doi.org/10.…``; ``dx.doi.org`` and http are no longer preferred.
  https://www.crossref.org/blog/new-crossref-doi-display-guidelines-are-on-the-way/
- GitHub: ``https://github.com/owner/name``, its letters' case kept.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, unquote, urlsplit

from sphinx_paperbase.catalog.values import ARXIV, DOI

_NO_SCHEME = re.compile(r"(?:[\w-]+\.)?(?:arxiv\.org|doi\.org|github\.com)/", re.I | re.ASCII)
_ARXIV_HOST = re.compile(r"(?:[\w-]+\.)*arxiv\.org", re.ASCII)
_ARXIV_COPIES = re.compile(r"(?:(?:www|export|lanl|[a-z]{2})\.)?arxiv\.org", re.ASCII)
_ID = r"(?P<id>(?:[a-z-]+(?:\.[a-z]{2})?/)?[0-9.]*[0-9])(?P<version>v[0-9]+)?"
_ARXIV_PATH = re.compile(rf"/(?P<kind>[a-z-]+)/+{_ID}(?:\.pdf)?/*", re.I | re.ASCII)
_ARXIV_TEXT = re.compile(rf"(?:arxiv\s*:\s*)?{_ID}(?:\s*\[[a-z.-]+\])?", re.I | re.ASCII)
_ARXIV_KINDS = frozenset({"abs", "pdf", "html"})
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(?P<id>\S+)", re.I)
_SUBJECT_CLASS = re.compile(r"(?<=[a-z])\.[A-Z]{2}(?=/)")
_DOI_HOSTS = frozenset({"doi.org", "www.doi.org", "dx.doi.org"})
_DOI_TEXT = re.compile(r"(?:doi\s*:\s*)?(?P<doi>10\.\S+)", re.I)
_GITHUB_HOSTS = frozenset({"github.com", "www.github.com"})
_README_TAB = "tab=readme-ov-file"
_README = frozenset({"readme", "readme-ov-file"})


def canonical(url: str) -> str:
    """Return an address in the one form of its host; of another host, or none, as it is."""
    parts = _split(url)
    if parts is None:
        return url
    if _ARXIV_COPIES.fullmatch(parts.netloc):
        return _arxiv_address(parts) or url
    if parts.netloc in _DOI_HOSTS and parts.path.startswith("/10."):
        return parts._replace(netloc="doi.org").geturl()
    if parts.netloc in _GITHUB_HOSTS:
        return _github_address(parts)
    return url


def canonical_arxiv(text: str) -> str | None:
    """Return the arXiv id without its version that a text or an address is; else None.

    ``2207.07115v2``, ``arXiv:2207.07115 [cs.CV]``, ``https://arxiv.org/pdf/2207.07115v2.pdf`` and
    the DOI ``10.48550/arXiv.2207.07115`` are all ``2207.07115``.
    """
    if (parts := _split(text)) and _ARXIV_HOST.fullmatch(parts.netloc):
        path = _ARXIV_PATH.fullmatch(parts.path)
        return _arxiv_id(path["id"]) if path else None
    registered = _ARXIV_DOI.fullmatch(canonical_doi(text) or "")
    said = _ARXIV_TEXT.fullmatch(registered["id"] if registered else text.strip())
    return _arxiv_id(said["id"]) if said else None


def canonical_doi(text: str) -> str | None:
    """Return the DOI that a text or an address of doi.org is, its letters' case kept; else None.

    The full stop of the sentence that it was taken from is no part of it.
    """
    found = text.strip()
    if parts := _split(found):
        found = unquote(parts.path[1:]) if parts.netloc in _DOI_HOSTS else ""
    said = _DOI_TEXT.fullmatch(found)
    bare = said["doi"].rstrip(".,;") if said else ""
    return bare if DOI.fullmatch(bare) else None


def _split(url: str) -> SplitResult | None:
    """Take an address apart, the host in lower case and https; None where it is none."""
    text = url.strip()
    if _NO_SCHEME.match(text):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or re.search(r"[\s\x00-\x1f]", text):
        return None
    return parts._replace(scheme="https", netloc=parts.netloc.lower())


def _arxiv_id(text: str) -> str | None:
    """Return an arXiv id without the subject class of old ones; None where a text is none."""
    bare = _SUBJECT_CLASS.sub("", text)
    return bare if ARXIV.fullmatch(bare) else None


def _arxiv_address(parts: SplitResult) -> str | None:
    path = _ARXIV_PATH.fullmatch(parts.path)
    found = _arxiv_id(path["id"]) if path else None
    if not path or not found or (kind := path["kind"].lower()) not in _ARXIV_KINDS:
        return None
    version = (path["version"] or "").lower()
    address = f"https://arxiv.org/{kind}/{found}{version}"
    return f"{address}#{parts.fragment}" if parts.fragment else address


def _github_address(parts: SplitResult) -> str:
    folders = parts.path.strip("/").split("/")
    folders[1:2] = [re.sub(r"(?<=.)(?<!\.git)\.git$", "", name) for name in folders[1:2]]
    return parts._replace(
        netloc="github.com",
        path="/".join(["", *folders]),
        query="&".join(pair for pair in parts.query.split("&") if pair != _README_TAB),
        fragment="" if parts.fragment in _README else parts.fragment,
    ).geturl()
