"""Crossref: a paper from what its publisher registered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sphinx_paperbase.sources import SourceError, crossref, http
from tests.sources.records import OSVOS_S, STM, XMEM_CHAPTER, date, many, one, work
from tests.sources.server import Answer
from tests.sources.taxonomies import FIELD

DOI = "10.1000/xyz"


def found(server, record, doi: str = DOI) -> crossref.Found:
    server.answers(f"/works/{doi.replace('/', '%2F')}", one(record))
    return crossref.find(doi, FIELD)


def facts(server, **more):
    record = work(DOI, "A Title", "Lovelace, Ada", issued=date(2022)) | {
        name.replace("_", "-"): value for name, value in more.items()
    }
    return found(server, record).draft.facts


def test_proceedings(server):
    draft, hints = found(server, STM, "10.1109/ICCV.2019.00932")
    assert draft.facts == {
        "title": "Video Object Segmentation Using Space-Time Memory Networks",
        "authors": ["Seoung Wug Oh", "Joon-Young Lee", "Ning Xu", "Seon Joo Kim"],
        "venue": "ICCV",
        "year": 2019,
        "doi": "10.1109/ICCV.2019.00932",
        "pages": "9226-9235",
    }
    assert draft.comments == {}
    assert hints == ()


def test_a_chapter_names_its_preprint(server):
    draft, _ = found(server, XMEM_CHAPTER, "10.1007/978-3-031-19815-1_37")
    assert draft.facts == {
        "title": "XMem: Long-Term Video Object Segmentation with an Atkinson-Shiffrin Memory Model",
        "authors": ["Ho Kei Cheng", "Alexander G. Schwing"],
        "venue": "ECCV",
        "year": 2022,
        "arxiv": "2207.07115",
        "doi": "10.1007/978-3-031-19815-1_37",
        "pages": "640-658",
    }
    assert draft.comments == {}


def test_a_journal_is_of_the_year_of_its_volume(server):
    draft, _ = found(server, OSVOS_S, "10.1109/TPAMI.2018.2838670")
    assert draft.facts["venue"] == "TPAMI"
    assert draft.facts["year"] == 2019
    assert draft.facts["volume"] == "41(6)"


def test_a_journal_in_early_access(server):
    container = ["IEEE Transactions on Image Processing"]
    early = facts(
        server, type="journal-article", container_title=container, page="1-1", published_print={}
    )
    assert early["year"] == 2022
    assert "pages" not in early


@pytest.mark.parametrize(
    ("more", "year"),
    [
        ({"event": {"name": "CVPR", "start": date(2023, 6, 18)}}, 2023),
        ({"container_title": ["Computer Vision – ECCV 2020"]}, 2020),
        ({"issued": date(2021, 1, 2)}, 2021),
        ({"issued": {"date-parts": [[None]]}}, None),
        ({"issued": {"date-parts": []}}, None),
        ({"issued": None}, None),
    ],
)
def test_years(more, year, server):
    assert facts(server, **more).get("year") == year


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        ({"title": ["A <i>Good</i>&nbsp;Title &amp;amp; More"]}, "A Good Title & More"),
        ({"title": ["XMem"], "subtitle": ["Long-Term\n  Masks"]}, "XMem: Long-Term Masks"),
        (
            {"title": ["XMem: Long-Term Masks"], "subtitle": ["Long-Term Masks"]},
            "XMem: Long-Term Masks",
        ),
        ({"title": ["XMem"], "subtitle": []}, "XMem"),
        ({"title": ["S<sup>2</sup>: less than <0.2% > 1"]}, "S2: less than <0.2% > 1"),
        (
            {
                "title": [
                    'A <inline-formula><tex-math notation="LaTeX">$\\mathcal {X}^2$</tex-math></inline-formula>'
                ]
            },
            "A X^2",
        ),
        ({"title": ["It costs 5$ or 6$"]}, "It costs 5$ or 6$"),
    ],
)
def test_titles(titles, said, server):
    assert facts(server, **titles)["title"] == said


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ({"given": "Ho Kei", "family": "Cheng"}, "Ho Kei Cheng"),
        ({"given": "Sammy", "family": "Davis", "suffix": "Jr."}, "Sammy Davis Jr."),
        ({"family": "Plato"}, "Plato"),
        ({"name": "The VOS Group"}, "The VOS Group"),
        ({"given": "L.&#xA0;", "family": "Van\tGool", "ORCID": "x"}, "L. Van Gool"),
    ],
)
def test_authors(author, name, server):
    assert facts(server, author=[author, {}])["authors"] == [name]


@pytest.mark.parametrize(
    ("more", "container"),
    [
        (
            {"container_title": ["Lecture Notes in Computer Science", "A Book"]},
            "Lecture Notes in Computer Science",
        ),
        ({"container_title": None, "event": {"name": "A Meeting"}}, "A Meeting"),
        ({}, "a place that Crossref does not name"),
        ({"container_title": ["\x1b[31m"]}, "\\x1b[31m"),
    ],
)
def test_a_container_that_is_not_known(more, container, server):
    record = work(DOI, "A Title") | {k.replace("_", "-"): v for k, v in more.items()}
    draft = found(server, record).draft
    assert "venue" not in draft.facts
    assert draft.comments == {"venue": container}


def test_no_record(server):
    with pytest.raises(http.NoRecord, match=r"^Crossref has no record of 10\.1000/xyz$"):
        crossref.find(DOI, FIELD)


@pytest.mark.parametrize("type", ["book", "proceedings", "dataset", "\x1b"])
def test_what_is_no_paper(type, server):
    with pytest.raises(
        SourceError, match=r"^10\.1000/xyz is of the kind '.*', no paper; give"
    ) as raised:
        found(server, work(DOI, "A Title", type=type))
    assert str(raised.value).isprintable()


def test_a_record_without_a_title(server):
    with pytest.raises(SourceError, match="Crossref knows no title"):
        found(server, work(DOI, ""))


@pytest.mark.parametrize(
    "answer",
    [
        [],
        {},
        "x",
        None,
        {"message": []},
        {"message": {"DOI": 1}},
        one({"title": "x"}),
        one(work(DOI, "x") | {"author": "x"}),
    ],
)
def test_an_answer_of_another_form(answer, server):
    server.answers("/works/10.1000%2Fxyz", Answer("null") if answer is None else answer)
    with pytest.raises(
        SourceError, match=r"^Crossref sent an answer that cannot be read; try again"
    ):
        crossref.find(DOI, FIELD)


def test_mailto(server, monkeypatch):
    facts(server)
    assert server.asked[-1].query == {}
    monkeypatch.setenv("PAPERBASE_MAILTO", "list@example.org")
    facts(server)
    assert server.asked[-1].query == {"mailto": ["list@example.org"]}


def test_search(server):
    server.answers("/works", many(STM, work("10.1000/b", "A Book", type="book")))
    (record,) = crossref.search("space-time memory", "Oh", rows=3)
    assert record.full_title == "Video Object Segmentation Using Space-Time Memory Networks"
    query = {"query.bibliographic": ["space-time memory"], "query.author": ["Oh"], "rows": ["3"]}
    assert server.asked[0].query == query


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
fields = st.sampled_from([*STM, "subtitle", "published-print", "volume", "issue"])


@given(st.dictionaries(fields, json))
def test_any_record(changes):
    try:
        read = crossref.Work.model_validate({**STM, **changes})
    except ValidationError:
        return
    draft = crossref.draft(read, FIELD)
    assert isinstance(draft.facts.get("title", ""), str)
    assert all(isinstance(name, str) for name in draft.facts.get("authors", []))
