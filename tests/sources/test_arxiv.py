"""arXiv: a paper from its feed; what the authors say of its venue is a hint, not a fact."""

from __future__ import annotations

import pytest

from sphinx_paperbase.sources import SourceError, arxiv, http
from tests.sources.records import ARXIV_FAULT, ATOM, CUTIE, XMEM, atom, preprint
from tests.sources.server import Answer
from tests.sources.taxonomies import FIELD


def found(server, *entries: str, id: str = "2207.07115") -> arxiv.Found:
    server.answers("/query", atom(*entries))
    return arxiv.find(id, FIELD)


def test_a_paper(server):
    draft, hints = found(server, XMEM)
    assert draft.facts == {
        "title": "XMem: Long-Term Video Object Segmentation with an Atkinson-Shiffrin Memory Model",
        "authors": ["Ho Kei Cheng", "Alexander G. Schwing"],
        "venue": "arXiv",
        "year": 2022,
        "arxiv": "2207.07115",
        "links": {"code": "https://github.com/hkchengrex/XMem"},
    }
    assert hints == (
        "arXiv says: Accepted to ECCV 2022. Code: https://github.com/hkchengrex/XMem.git; "
        "if it was published there, give --venue ECCV --year 2022",
    )
    assert server.asked[0].query == {"id_list": ["2207.07115"], "max_results": ["1"]}


def test_a_paper_of_which_nothing_more_is_said(server):
    draft, hints = found(server, CUTIE, id="2310.12982")
    assert "links" not in draft.facts
    assert hints == ()


def test_an_old_id(server):
    old = preprint("cs/0112017", "A Title", "Ada Lovelace")
    assert found(server, old, id="cs/0112017").draft.facts["year"] == 2001


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"comment": "CVPR'24"}, "arXiv says: CVPR'24; if it was published there, give --venue CVPR --year 2024"),
        ({"journal_ref": "CVPR 2024, pp. 1-9"}, "arXiv says: CVPR 2024, pp. 1-9; if it was published there, give --venue CVPR --year 2024"),
        ({"comment": "to appear in AAAI-24"}, "arXiv says: to appear in AAAI-24; if it was published, give --venue and --year"),
        ({"journal_ref": "Pattern Recognition 1 (2024)"}, "arXiv says: Pattern Recognition 1 (2024); if it was published, give --venue and --year"),
        ({"comment": "This paper has been withdrawn"}, "arXiv says: This paper has been withdrawn; if it was published, give --venue and --year"),
    ],
)  # fmt: skip
def test_hints(more, said, server):
    assert found(server, preprint("2207.07115", "A Title", "Ada Lovelace", **more)).hints == (said,)


@pytest.mark.parametrize("comment", ["10 pages, 3 figures", "arXiv 2022", "CVPR", "ICCVW 2021"])
def test_no_hint(comment, server):
    entry = preprint("2207.07115", "A Title", "Ada Lovelace", comment=comment)
    assert found(server, entry).hints == ()


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ("code at github.com/a/b.", "https://github.com/a/b"),
        ("https://github.com/a/b and again https://github.com/A/B.git", None),
        ("https://github.com/a/b, https://github.com/a/c", None),
        ("https://a.github.io/b", None),
        ("https://notgithub.com/a/b", None),
    ],
)
def test_code(comment, code, server):
    entry = preprint("2207.07115", "A Title", "Ada Lovelace", comment=comment)
    links = found(server, entry).draft.facts.get("links", {})
    assert links == ({"code": code} if code else {})


def test_the_doi_that_the_authors_give(server):
    entry = preprint("2207.07115", "A Title", "Ada Lovelace", doi="10.1007/978-3-031-19815-1_37")
    assert found(server, entry).draft.facts["doi"] == "10.1007/978-3-031-19815-1_37"


def test_latex_in_a_title_and_a_name(server):
    entry = preprint(
        "2207.07115", r"S$^2$VOS: 100\% of {\alpha} & \textit{more}", r"Laura Leal-Taix\'e"
    )
    facts = found(server, entry).draft.facts
    assert facts["title"] == "S²VOS: 100% of α & more"
    assert facts["authors"] == ["Laura Leal-Taixé"]


@pytest.mark.parametrize(
    "answer",
    [
        atom(),
        atom(ARXIV_FAULT),
        atom(CUTIE),
        atom("  <entry><id>http://arxiv.org/abs/2207.07115v2</id></entry>\n"),
        atom("  <entry/>\n"),
        Answer("<feed/>", type=ATOM),
    ],
    ids=["nothing", "a fault", "another paper", "no title", "an empty entry", "another format"],
)
def test_no_paper(answer, server):
    server.answers("/query", answer)
    with pytest.raises(http.NoRecord, match=r"^arXiv has no paper 2207\.07115$"):
        arxiv.find("2207.07115", FIELD)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "Rate exceeded.",
        "<feed",
        atom(XMEM).body[:900],
        '<!DOCTYPE feed SYSTEM "file:///etc/passwd"><feed/>',
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><feed>&b;</feed>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "x">]><feed/>'.encode(
            "utf-16"
        ),
        b'<?xml version="1.0" encoding="latin-9999"?><feed/>',
        b"<feed>\xff</feed>",
    ],
)
def test_no_feed(content, server):
    server.answers("/query", Answer(content, type=ATOM))
    with pytest.raises(SourceError, match=r"^arXiv sent an answer that cannot be read; try again"):
        arxiv.find("2207.07115", FIELD)


def test_how_arxiv_says_that_it_is_asked_too_often(server):
    server.answers("/query", Answer("Rate exceeded.", type="text/plain"))
    with pytest.raises(SourceError, match=r"^arXiv sent 'text/plain' instead of a record"):
        arxiv.find("2207.07115", FIELD)


def test_deep_nesting(server):
    server.answers("/query", Answer("<a>" * 100_000 + "</a>" * 100_000, type=ATOM))
    with pytest.raises(SourceError):
        arxiv.find("2207.07115", FIELD)


def test_search(server):
    server.answers("/query", atom(CUTIE))
    (record,) = arxiv.search('Putting the "Object" Back: into', "Cheng")
    assert record.id == "2310.12982"
    assert record.year == 2023
    query = server.asked[0].query["search_query"]
    assert query == ['ti:"Putting the Object Back into" AND au:"Cheng"']
