"""What an address leads to, as far as its host tells: a paper, code or a video."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_PAPERS = (
    "aclanthology.org",
    "arxiv.org",
    "dl.acm.org",
    "doi.org",
    "ecva.net",
    "ieeexplore.ieee.org",
    "link.springer.com",
    "ojs.aaai.org",
    "openaccess.thecvf.com",
    "openreview.net",
    "papers.nips.cc",
    "proceedings.iclr.cc",
    "proceedings.mlr.press",
    "proceedings.neurips.cc",
    "sciencedirect.com",
)
_CODE = ("bitbucket.org", "codeberg.org", "gitee.com", "github.com", "gitlab.com")
_VIDEOS = ("bilibili.com", "vimeo.com", "youtu.be", "youtube.com")
_KINDS = {
    host: kind
    for kind, hosts in (("paper", _PAPERS), ("code", _CODE), ("video", _VIDEOS))
    for host in hosts
}
# Archives of data and code register DOIs, too.
_ARCHIVE = re.compile(r"zenodo|figshare|dryad|/dvn/", re.I)


def kind_of(url: str) -> str | None:
    """Return ``paper``, ``code`` or ``video`` where an address surely leads to one, else None."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.path.lower().endswith(".pdf"):
        return "paper"
    labels = (parts.hostname or "").split(".")
    domains = (".".join(labels[number:]) for number in range(len(labels)))
    kind = next((_KINDS[domain] for domain in domains if domain in _KINDS), None)
    return None if kind == "paper" and _ARCHIVE.search(parts.path) else kind
