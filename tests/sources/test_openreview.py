"""OpenReview: a paper from its forum, its venue only where the decision is made."""

from __future__ import annotations

import pytest

from sphinx_paperbase.sources import SourceError, http, openreview
from tests.sources.records import TTT_MVOS, note
from tests.sources.server import Answer
from tests.sources.taxonomies import FIELD

FORUM, PAGE = "9QsdPQlWiE", "https://openreview.net/forum?id=9QsdPQlWiE"


def found(server, answer):
    server.answers("/notes", answer)
    return openreview.find(FORUM, PAGE, FIELD)


def paper(**content):
    return note(FORUM, title="A Title", authors=["Ada Lovelace"], **content)


def test_a_paper(server):
    draft, hints = found(server, TTT_MVOS)
    assert draft.facts == {
        "title": "Test-time Training for Matching-based Video Object Segmentation",
        "authors": [
            "Juliette Bertrand",
            "Giorgos Kordopatis-Zilos",
            "Yannis Kalantidis",
            "Giorgos Tolias",
        ],
        "venue": "NeurIPS",
        "year": 2023,
        "links": {"paper": PAGE},
    }
    assert hints == ()
    assert server.asked[0].query == {"id": [FORUM]}


@pytest.mark.parametrize(
    ("said", "venue", "year"),
    [
        ("NeurIPS 2022 Accept", "NeurIPS", 2022),
        ("NIPS 2017", "NeurIPS", 2017),
        ("ECCV 2024", "ECCV", 2024),
        ("Accepted by TIP", "TIP", 2023),
        ("Accepted at CVPR 2024", "CVPR", 2024),
    ],
)
def test_venues(said, venue, year, server):
    facts = found(server, paper(venue=said)).draft.facts
    assert (facts["venue"], facts["year"]) == (venue, year)


@pytest.mark.parametrize(
    "said",
    [
        "Submitted to CVPR 2024",
        "CVPR 2024 Conference Withdrawn Submission",
        "CVPR 2024 Conference Desk Rejected Submission",
        "CVPR 2024 Workshop LatinX",
        "ICLR 2024 poster",
        "\x1b[31m",
    ],
)
def test_a_venue_that_is_none(said, server):
    draft = found(server, paper(venue=said)).draft
    assert "venue" not in draft.facts
    assert draft.comments == {"venue": said.replace("\x1b", "\\x1b")}


def test_content_in_the_form_of_the_older_api(server):
    old = {
        "notes": [{"id": FORUM, "content": {"title": "A\n Title", "authors": ["Ada Lovelace", 1]}}]
    }
    draft = found(server, old).draft
    assert draft.facts["title"] == "A Title"
    assert draft.facts["authors"] == ["Ada Lovelace"]
    assert draft.comments == {"venue": "OpenReview"}


@pytest.mark.parametrize(
    "answer",
    [
        Answer('{"name": "NotFoundError"}', 404),
        {"notes": []},
        note("another", title="A Title"),
        note(FORUM, title=1),
    ],
)
def test_no_paper(answer, server):
    with pytest.raises(
        http.NoRecord, match=r"^OpenReview shows no paper 9QsdPQlWiE .*; give its BibTeX$"
    ):
        found(server, answer)


@pytest.mark.parametrize(
    "answer", [[], {}, {"notes": [1]}, {"notes": [{"id": FORUM, "content": []}]}, {"notes": None}]
)
def test_an_answer_of_another_form(answer, server):
    with pytest.raises(SourceError, match=r"^OpenReview sent an answer that cannot be read; try"):
        found(server, answer)


@pytest.mark.parametrize("authors", [None, "Ada", 1, [None], {"value": 1}])
def test_authors_of_another_form(authors, server):
    assert not found(server, note(FORUM, title="A Title", authors=authors)).draft.facts.get(
        "authors"
    )
