"""Whom to ask about a paper, how often, and when no more."""

from __future__ import annotations

import pytest

from sphinx_paperbase.sources import http
from sphinx_paperbase.sources.listings import Sources
from tests.projects import SMALL, paper
from tests.sources import dblp_records, records
from tests.sources.server import Answer, serving

CROSSREF, DBLP, ARXIV = "/works", "/search/publ/api", "/query"
TITLE, AUTHORS = "Masks through Time", ("Lovelace, Ada", "Turing, Alan")
WORK = records.work(
    "10.1109/CVPR.2023.1",
    TITLE,
    *AUTHORS,
    container_title=["2023 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)"],
    page="1-9",
)
RECORD = dblp_records.info(
    "conf/cvpr/LovelaceT23", TITLE, "Ada Lovelace", "Alan Turing", venue="CVPR", year="2023"
)
NOBODY = records.many(), dblp_records.hits()


@pytest.fixture
def server(monkeypatch):
    """Return a server that stands for all sources; it knows no paper yet."""
    monkeypatch.setenv("PAPERBASE_TIMEOUT", "0.5")
    monkeypatch.setattr(http, "PAUSES", (0.01, 0.02))
    with serving() as server:
        for service in (http.CROSSREF, http.DBLP, http.ARXIV):
            monkeypatch.setenv(service.variable, server.url)
        server.answers(CROSSREF, records.many())
        server.answers(DBLP, dblp_records.hits())
        server.answers(ARXIV, records.atom())
        yield server


def entry(**facts):
    given = {"title": TITLE, "authors": ["Ada Lovelace", "Alan Turing"], "venue": "arXiv"}
    return paper(**(given | facts))


def asked(server):
    return [request.path for request in server.asked]


def test_both_are_asked(server):
    server.answers(CROSSREF, records.many(WORK))
    server.answers(DBLP, dblp_records.hits(RECORD))
    listings, faults = Sources(SMALL, 0).listings(entry(arxiv="2203.01234"))
    assert faults == []
    assert [(each.source, each.address) for each in listings] == [
        ("Crossref", "https://doi.org/10.1109/cvpr.2023.1"),
        ("DBLP", "https://dblp.org/rec/conf/cvpr/LovelaceT23"),
    ]
    assert [each.draft.facts["venue"] for each in listings] == ["CVPR", "CVPR"]
    assert asked(server) == [CROSSREF, DBLP]
    query = server.asked[0].query
    assert query["query.bibliographic"] == [TITLE]
    assert query["query.author"] == ["Ada Lovelace"]


def test_the_doi_that_arxiv_was_told_is_followed(server):
    preprint = records.preprint("2203.01234", TITLE, "Ada Lovelace", doi="10.1109/CVPR.2023.1")
    server.answers(ARXIV, records.atom(preprint))
    server.answers("/works/10.1109%2FCVPR.2023.1", records.one(WORK))
    listings, faults = Sources(SMALL, 0).listings(entry(arxiv="2203.01234"))
    assert faults == []
    assert [(each.address, each.named) for each in listings] == [
        ("https://doi.org/10.1109/CVPR.2023.1", True)
    ]


@pytest.mark.parametrize("more", [{}, {"doi": "10.48550/arXiv.2203.01234"}])
def test_arxiv_knows_no_doi_of_a_publication(server, more):
    server.answers(ARXIV, records.atom(records.preprint("2203.01234", TITLE, "A B", **more)))
    assert Sources(SMALL, 0).listings(entry(arxiv="2203.01234")) == ([], [])
    assert asked(server) == [CROSSREF, DBLP, ARXIV]


def test_an_id_that_arxiv_does_not_know_is_told_and_is_no_failure(server):
    sources = Sources(SMALL, 0)
    for _ in range(3):
        _, faults = sources.listings(entry(arxiv="2203.01234"))
        assert len(faults) == 1
        assert "2203.01234" in faults[0]
    assert sources.unheard == []
    assert asked(server).count(ARXIV) == 3


@pytest.mark.parametrize(
    "container", ["CVPR 2023 Workshops (CVPRW)", "European Conference on Computer Vision Workshops"]
)
def test_workshops_are_left_aside(server, container):
    event = {"name": "Conference on Computer Vision and Pattern Recognition", "acronym": "CVPR"}
    server.answers(CROSSREF, records.many(WORK | {"container-title": [container], "event": event}))
    server.answers(DBLP, dblp_records.hits(RECORD | {"venue": "CVPR Workshops"}))
    assert Sources(SMALL, 0).listings(entry()) == ([], [])


def test_preprints_are_left_aside(server):
    server.answers(CROSSREF, records.many(WORK | {"type": "posted-content"}))
    server.answers(DBLP, dblp_records.hits(dblp_records.XMEM_PREPRINT))
    assert Sources(SMALL, 0).listings(entry()) == ([], [])


FAULTS = [Answer(status=500), Answer(status=429), Answer("{"), Answer("[]"), Answer("{}", delay=1)]


@pytest.mark.parametrize("answer", FAULTS)
def test_one_fails_and_the_other_is_asked(server, answer):
    server.answers(CROSSREF, answer)
    server.answers(DBLP, dblp_records.hits(RECORD))
    sources = Sources(SMALL, 0)
    listings, faults = sources.listings(entry())
    assert [each.source for each in listings] == ["DBLP"]
    assert len(faults) == 1
    assert faults[0].startswith("Crossref ")
    assert sources.unheard == faults
    assert not sources.spent


def test_who_fails_twice_in_a_row_is_asked_no_more(server):
    server.answers(CROSSREF, Answer("{"))
    sources = Sources(SMALL, 0)
    sources.listings(entry())
    _, faults = sources.listings(entry())
    assert faults[1:] == ["Crossref is asked no more in this run"]
    assert sources.listings(entry()) == ([], [])
    assert asked(server).count(CROSSREF) == 2
    assert asked(server).count(DBLP) == 3


def test_who_answers_in_between_is_asked_again(server):
    server.answers(CROSSREF, Answer("{"), records.many(), Answer("{"), records.many())
    sources = Sources(SMALL, 0)
    for _ in range(4):
        sources.listings(entry())
    assert asked(server).count(CROSSREF) == 4
    assert sources.unheard == []


def test_who_wants_to_be_left_alone_is(server):
    server.answers(DBLP, Answer(status=429, headers={"Retry-After": "600"}))
    sources = Sources(SMALL, 0)
    _, faults = sources.listings(entry())
    assert "600 s" in faults[0]
    assert faults[1:] == ["DBLP is asked no more in this run"]
    sources.listings(entry())
    assert asked(server).count(DBLP) == 1


def test_nobody_is_left(server):
    server.answers(CROSSREF, Answer("{"))
    server.answers(DBLP, Answer("{"))
    sources = Sources(SMALL, 0)
    for _ in range(2):
        assert not sources.spent
        sources.listings(entry())
    assert sources.spent
    assert len(sources.unheard) == 2


def test_a_pause_between_two_questions_to_one_host(server):
    sources = Sources(SMALL, 0.1)
    for _ in range(3):
        sources.listings(entry(arxiv="2203.01234"))
    times = {path: [a.time for a in server.asked if a.path == path] for path in set(asked(server))}
    for path, least in ((CROSSREF, 0.1), (DBLP, 0.1), (ARXIV, 0.3)):
        first, second, third = times[path]
        assert min(second - first, third - second) >= least
