"""DBLP: what is asked, what is read, and what is no answer."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_paperbase.sources import SourceError, dblp, http
from tests.projects import SMALL
from tests.sources import dblp_records as records
from tests.sources.server import Answer, serving

SEARCH = "/search/publ/api"


@pytest.fixture
def server(monkeypatch):
    """Return a server that stands for DBLP; nobody waits long for it."""
    monkeypatch.setenv("PAPERBASE_TIMEOUT", "1")
    monkeypatch.setattr(http, "PAUSES", (0.01, 0.02, 0.04))
    with serving() as server:
        monkeypatch.setenv("PAPERBASE_DBLP_API", server.url)
        yield server


def test_what_is_asked(server):
    server.answers(SEARCH, records.hits())
    assert dblp.search("R&D: Long-Term $VOS$ | Rajič?") == []
    (asked,) = server.asked
    assert asked.query == {
        "q": ["R D Long Term VOS Rajič"],  # $ and | mean something in a query
        "format": ["json"],
        "h": ["10"],
        "c": ["0"],
    }


def test_a_paper_of_a_conference(server, real):
    server.answers(SEARCH, records.hits(records.XMEM))
    (record,) = dblp.search("XMem")
    assert record.address == "https://dblp.org/rec/conf/eccv/ChengS22"
    assert dblp.draft(record, real.taxonomy).facts == {
        "title": "XMem: Long-Term Video Object Segmentation with an Atkinson-Shiffrin Memory Model",
        "authors": ["Ho Kei Cheng", "Alexander G. Schwing"],
        "venue": "ECCV",
        "year": 2022,
        "doi": "10.1007/978-3-031-19815-1_37",
        "pages": "640-658",
    }


def test_a_paper_of_a_journal(server, real):
    server.answers(SEARCH, records.hits(records.VLT))
    (record,) = dblp.search("VLT")
    assert dblp.draft(record, real.taxonomy).facts == {
        "title": "VLT: Vision-Language Transformer and Query Generation for Referring Segmentation",
        "authors": ["Henghui Ding", "Chang Liu", "Suchen Wang", "Xudong Jiang"],
        "venue": "TPAMI",
        "year": 2023,
        "doi": "10.1109/TPAMI.2022.3217852",
        "pages": "7900-7916",
        "volume": "45(6)",
    }


def test_corr_lists_no_publications(server):
    server.answers(SEARCH, records.hits(records.XMEM_PREPRINT, records.XMEM))
    assert [record.key for record in dblp.search("XMem")] == ["conf/eccv/ChengS22"]


def read(real, **changes):
    record = dblp.Record.model_validate(copy.deepcopy(records.XMEM) | changes)
    return dblp.draft(record, real.taxonomy)


def test_one_of_a_list_stands_alone(real):
    draft = read(real, authors={"author": {"@pid": "1/1", "text": "Ada Lovelace"}})
    assert draft.facts["authors"] == ["Ada Lovelace"]
    assert read(real, venue=["ECCV (28)", "Another"]).facts["venue"] == "ECCV"


def test_one_hit_may_stand_alone(server):
    answer = records.hits(records.XMEM)
    answer["result"]["hits"]["hit"] = answer["result"]["hits"]["hit"][0]
    server.answers(SEARCH, answer)
    assert [record.key for record in dblp.search("XMem")] == ["conf/eccv/ChengS22"]


def test_entities(real):
    draft = read(
        real, title="Masks &amp; Boxes.", authors={"author": [{"text": "Pat O&apos;Neil"}]}
    )
    assert draft.facts["title"] == "Masks & Boxes"
    assert draft.facts["authors"] == ["Pat O'Neil"]


def test_the_letters_of_a_doi_are_those_of_the_publisher(real):
    shown = read(
        real,
        doi="10.1109/CVPR.2022.ABC",
        ee=["https://x.org", "https://doi.org/10.1109/cvpr.2022.abc"],
    )
    assert shown.facts["doi"] == "10.1109/cvpr.2022.abc"
    assert read(real, doi="10.1109/ABC", ee="https://example.org").facts["doi"] == "10.1109/ABC"


@pytest.mark.parametrize(
    ("venue", "container"),
    [
        ("WACV Workshops", "WACV Workshops"),
        ("Pattern Recognit.", "Pattern Recognit."),
        ("BMVC Workshops (3)", "BMVC Workshops (3)"),
        ([], "a place that DBLP does not name"),
        ("A &amp; B\x1b[2J", r"A & B\x1b[2J"),
    ],
)
def test_a_venue_that_the_taxonomy_does_not_know_is_named(real, venue, container):
    draft = read(real, venue=venue)
    assert "venue" not in draft.facts
    assert draft.comments == {"venue": container}


def test_a_year_that_is_none(real):
    assert "year" not in read(real, year="soon").facts


FAULTS = [
    (Answer(status=500), "500"),
    (Answer(status=429), "429"),
    (Answer(status=429, headers={"Retry-After": "600"}), "600 s"),
    (Answer("{"), "cannot be read"),
    (Answer('{"result": {"hits": {"hit": [1]}}}'), "cannot be read"),
    (Answer("<html>", type="text/html"), "text/html"),
    (Answer("{}", delay=2), "does not answer"),
]


@pytest.mark.parametrize(("answer", "said"), FAULTS)
def test_what_is_no_answer(server, answer, said, monkeypatch):
    monkeypatch.setenv("PAPERBASE_TIMEOUT", "0.5")
    server.answers(SEARCH, answer)
    with pytest.raises(SourceError) as error:
        dblp.search("XMem")
    assert str(error.value).startswith("DBLP ")
    assert said in str(error.value)


def test_a_busy_server_is_asked_again(server):
    server.answers(
        SEARCH, Answer(status=429, headers={"Retry-After": "1"}), records.hits(records.XMEM)
    )
    assert len(dblp.search("XMem")) == 1
    first, second = server.asked
    assert second.time - first.time >= 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(st.sampled_from(sorted(records.XMEM)), JSON)
@settings(max_examples=200, deadline=None)
def test_any_record(name, value):
    answer = records.hits(records.XMEM | {name: value})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(http, "get_json", lambda *_, **__: answer)
        try:
            found = dblp.search("XMem")
        except SourceError as error:
            assert str(error).isprintable()
            return
    for record in found:
        facts = dblp.draft(record, SMALL).facts
        assert all(isinstance(name, str) for name in facts.get("authors", ()))
        texts = {name: fact for name, fact in facts.items() if name not in ("authors", "year")}
        assert all(isinstance(text, str) for text in texts.values())
