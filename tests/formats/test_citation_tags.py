"""``citation_*``: what Google Scholar and Zotero are told of a paper."""

from __future__ import annotations

import pytest

from sphinx_paperbase.formats import citation_tags
from tests.projects import SMALL, paper


def tags(**facts):
    return list(citation_tags.tags(paper(**facts), SMALL))


def test_a_paper_of_a_conference():
    assert tags(
        title="Masks & <3",
        authors=["Ada Lovelace", "Alan Turing"],
        pages="640-658",
        volume="13688",
        doi="10.1000/xyz",
        arxiv="2203.01234",
        keywords=["memory", "long-term"],
        links={"paper": "https://example.org/paper.pdf"},
    ) == [
        ("citation_title", "Masks & <3"),
        ("citation_author", "Ada Lovelace"),
        ("citation_author", "Alan Turing"),
        ("citation_publication_date", "2022"),
        ("citation_conference_title", "Conference on Computer Vision and Pattern Recognition"),
        ("citation_volume", "13688"),
        ("citation_firstpage", "640"),
        ("citation_lastpage", "658"),
        ("citation_doi", "10.1000/xyz"),
        ("citation_arxiv_id", "2203.01234"),
        ("citation_keywords", "memory"),
        ("citation_keywords", "long-term"),
    ]


def test_a_paper_of_a_journal_has_its_issue():
    found = dict(tags(venue="TIP", volume="45(2)", pages="e17"))
    assert found["citation_journal_title"] == "IEEE Transactions on Image Processing"
    assert (found["citation_volume"], found["citation_issue"]) == ("45", "2")
    assert found["citation_firstpage"] == "e17"
    assert "citation_lastpage" not in found


def test_a_preprint_is_in_no_journal_and_at_no_conference():
    names = [name for name, _ in tags(venue="arXiv", arxiv="2203.01234")]
    assert names == ["citation_title", "citation_publication_date", "citation_arxiv_id"]


@pytest.mark.parametrize("pages", ["1-9", "1–9", "1 -- 9"])
def test_a_range_of_pages_is_two(pages):
    found = dict(tags(pages=pages))
    assert (found["citation_firstpage"], found["citation_lastpage"]) == ("1", "9")
