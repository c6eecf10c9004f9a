"""Answers in the form of DBLP's search, with facts of real papers.

https://dblp.org/faq/How+to+use+the+dblp+search+API.html (its JSON: one of a list stands alone)
"""

from __future__ import annotations

from typing import Any

_TYPES = {
    "conf": "Conference and Workshop Papers",
    "journals": "Journal Articles",
    "journals/corr": "Informal and Other Publications",
}


def hits(*infos: dict[str, Any]) -> dict[str, Any]:
    """Return the answer of a search."""
    total = str(len(infos))
    found: dict[str, Any] = {"@total": total, "@computed": total, "@sent": total, "@first": "0"}
    if infos:
        found["hit"] = [
            {"@score": "9", "@id": str(number), "info": info, "url": f"URL#{number}"}
            for number, info in enumerate(infos)
        ]
    return {
        "result": {
            "query": "query",
            "status": {"@code": "200", "text": "OK"},
            "time": {"@unit": "msecs", "text": "3.46"},
            "completions": {"@total": "0", "@computed": "0", "@sent": "0"},
            "hits": found,
        }
    }


def info(key: str, title: str, *authors: str, **more: Any) -> dict[str, Any]:
    """Return a record as DBLP has it in an answer."""
    people = [{"@pid": f"1/{number}", "text": name} for number, name in enumerate(authors)]
    folder = "journals/corr" if key.startswith("journals/corr") else key.partition("/")[0]
    return {
        "authors": {"author": people if len(people) > 1 else people[0]},
        "title": f"{title}.",
        "access": "open",
        "type": _TYPES[folder],
        "key": key,
        "url": f"https://dblp.org/rec/{key}",
    } | more


XMEM = info(
    "conf/eccv/ChengS22",
    "XMem: Long-Term Video Object Segmentation with an Atkinson-Shiffrin Memory Model",
    *("Ho Kei Cheng", "Alexander G. Schwing"),
    venue="ECCV (28)",
    pages="640-658",
    year="2022",
    doi="10.1007/978-3-031-19815-1_37",
    ee="https://doi.org/10.1007/978-3-031-19815-1_37",
)
XMEM_PREPRINT = info(
    "journals/corr/abs-2207-07115",
    "XMem: Long-Term Video Object Segmentation with an Atkinson-Shiffrin Memory Model",
    *("Ho Kei Cheng", "Alexander G. Schwing"),
    venue="CoRR",
    volume="abs/2207.07115",
    year="2022",
    doi="10.48550/ARXIV.2207.07115",
    ee="https://doi.org/10.48550/arXiv.2207.07115",
)
VLT = info(
    "journals/pami/DingLWJ23",
    "VLT: Vision-Language Transformer and Query Generation for Referring Segmentation",
    *("Henghui Ding", "Chang Liu 0030", "Suchen Wang", "Xudong Jiang 0001"),
    venue="IEEE Trans. Pattern Anal. Mach. Intell.",
    volume="45",
    number="6",
    pages="7900-7916",
    year="2023",
    doi="10.1109/TPAMI.2022.3217852",
    ee="https://doi.org/10.1109/TPAMI.2022.3217852",
)
