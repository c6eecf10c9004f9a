"""Answers in the forms that arXiv, Crossref and OpenReview document, with facts of real papers.

https://info.arxiv.org/help/api/user-manual.html (3.3, 3.4)
https://github.com/CrossRef/rest-api-doc/blob/master/api_format.md
https://docs.openreview.net/reference/api-v2/entities/note
"""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from tests.sources.server import Answer

ATOM = "application/atom+xml; charset=utf-8"


def atom(*entries: str) -> Answer:
    """Return a feed as arXiv sends it."""
    return Answer(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom"'
        ' xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">\n'
        "  <id>https://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>\n"
        "  <title>arXiv Query: search_query=&amp;id_list=2207.07115</title>\n"
        "  <updated>2026-11-20T09:12:33Z</updated>\n"
        '  <link href="https://arxiv.org/api/query?id_list=2207.07115" type="application/atom+xml"/>\n'
        f"  <opensearch:totalResults>{len(entries)}</opensearch:totalResults>\n"
        "  <opensearch:startIndex>0</opensearch:startIndex>\n"
        f"{''.join(entries)}</feed>\n",
        type=ATOM,
    )


def preprint(id: str, title: str, *authors: str, **more: str) -> str:
    """Return a paper in a feed; what is more are arXiv's own elements."""
    names = "".join(
        f"    <author>\n      <name>{escape(a)}</name>\n    </author>\n" for a in authors
    )
    own = "".join(
        f'    <arxiv:{name} xmlns:arxiv="http://arxiv.org/schemas/atom">{escape(text)}</arxiv:{name}>\n'
        for name, text in more.items()
    )
    return (
        f"  <entry>\n    <id>http://arxiv.org/abs/{id}v2</id>\n"
        f"    <title>{escape(title)}</title>\n"
        "    <updated>2022-07-18T17:35:03Z</updated>\n    <published>2022-07-14T17:59:37Z</published>\n"
        f"    <summary>  Left out.\n</summary>\n{names}{own}"
        f'    <link href="https://arxiv.org/pdf/{id}v2" rel="related" type="application/pdf" title="pdf"/>\n'
        '    <category term="cs.CV" scheme="http://arxiv.org/schemas/atom"/>\n  </entry>\n'
    )


XMEM = preprint(
    "2207.07115",
    "XMem: Long-Term Video Object Segmentation with an Atkinson-Shiffrin\n  Memory Model",
    "Ho Kei Cheng",
    "Alexander G. Schwing",
    comment="Accepted to ECCV 2022. Code: https://github.com/hkchengrex/XMem.git",
)
CUTIE = preprint(
    "2310.12982",
    "Putting the Object Back into Video Object Segmentation",
    *("Ho Kei Cheng", "Seoung Wug Oh", "Brian Price", "Joon-Young Lee", "Alexander Schwing"),
)
ARXIV_FAULT = (
    "  <entry>\n    <id>https://arxiv.org/api/errors#incorrect_id_format_for_1234</id>\n"
    "    <title>Error</title>\n    <summary>incorrect id format for 1234</summary>\n"
    "    <updated>2026-11-20T00:00:00Z</updated>\n"
    "    <author>\n      <name>arXiv api core</name>\n    </author>\n  </entry>\n"
)


def work(doi: str, title: str, *authors: str, **more: Any) -> dict[str, Any]:
    """Return a record as Crossref has it in ``/works``; names are written ``Family, Given``."""
    names = [name.partition(", ") for name in authors]
    return {
        "DOI": doi.lower(),
        "URL": f"http://dx.doi.org/{doi.lower()}",
        "type": "proceedings-article",
        "publisher": "IEEE",
        "source": "Crossref",
        "score": 1.0,
        "title": [title],
        "author": [
            {"given": given, "family": family, "sequence": "additional", "affiliation": []}
            for family, _, given in names
        ],
        "relation": {},
    } | {name.replace("_", "-"): value for name, value in more.items()}


def one(record: dict[str, Any]) -> dict[str, Any]:
    """Return the answer of ``/works/{doi}``."""
    return {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": record}


def many(*records: dict[str, Any]) -> dict[str, Any]:
    """Return the answer of a search in ``/works``."""
    message = {
        "facets": {},
        "total-results": len(records),
        "items": list(records),
        "items-per-page": 20,
    }
    return {
        "status": "ok",
        "message-type": "work-list",
        "message-version": "1.0.0",
        "message": message,
    }


def date(*parts: int) -> dict[str, list[list[int]]]:
    """Return a date as Crossref has it."""
    return {"date-parts": [list(parts)]}


STM = work(
    "10.1109/ICCV.2019.00932",
    "Video Object Segmentation Using Space-Time Memory Networks",
    *("Oh, Seoung Wug", "Lee, Joon-Young", "Xu, Ning", "Kim, Seon Joo"),
    container_title=["2019 IEEE/CVF International Conference on Computer Vision (ICCV)"],
    event={
        "name": "2019 IEEE/CVF International Conference on Computer Vision (ICCV)",
        "location": "Seoul, Korea (South)",
        "start": date(2019, 10, 27),
        "end": date(2019, 11, 2),
    },
    issued=date(2019, 10),
    page="9226-9235",
)
XMEM_CHAPTER = work(
    "10.1007/978-3-031-19815-1_37",
    "XMem: Long-Term Video Object Segmentation with\xa0an\xa0Atkinson-Shiffrin Memory Model",
    *("Cheng, Ho Kei", "Schwing, Alexander G."),
    type="book-chapter",
    publisher="Springer Nature Switzerland",
    container_title=["Lecture Notes in Computer Science", "Computer Vision – ECCV 2022"],
    issued=date(2022),
    page="640-658",
    relation={
        "has-preprint": [
            {"id-type": "doi", "id": "10.48550/arXiv.2207.07115", "asserted-by": "subject"}
        ]
    },
)
OSVOS_S = work(
    "10.1109/TPAMI.2018.2838670",
    "Video Object Segmentation without Temporal Information",
    *("Maninis, K.-K.", "Van Gool, Luc"),
    type="journal-article",
    container_title=["IEEE Transactions on Pattern Analysis and Machine Intelligence"],
    issued=date(2018, 5, 23),
    published_print=date(2019, 6, 1),
    volume="41",
    issue="6",
    page="1515-1530",
)
OSMN = work(
    "10.1109/CVPR.2018.00680",
    "Efficient Video Object Segmentation via Network Modulation",
    *("Yang, Linjie", "Wang, Yanran", "Xiong, Xuehan", "Yang, Jianchao", "Katsaggelos, Aggelos K."),
    container_title=["2018 IEEE/CVF Conference on Computer Vision and Pattern Recognition"],
    issued=date(2018, 6),
    page="6499-6507",
)


def note(id: str, **content: Any) -> dict[str, Any]:
    """Return the answer of ``/notes`` with one paper."""
    return {
        "notes": [
            {
                "id": id,
                "forum": id,
                "cdate": 1683885600000,
                "pdate": 1695416400000,
                "invitations": ["NeurIPS.cc/2023/Conference/-/Submission"],
                "content": {name: {"value": value} for name, value in content.items()},
                "version": 2,
            }
        ],
        "count": 1,
    }


TTT_MVOS = note(
    "9QsdPQlWiE",
    title="Test-time Training for Matching-based Video Object Segmentation",
    authors=[
        "Juliette Bertrand",
        "Giorgos Kordopatis-Zilos",
        "Yannis Kalantidis",
        "Giorgos Tolias",
    ],
    venue="NeurIPS 2023 poster",
    venueid="NeurIPS.cc/2023/Conference",
)
