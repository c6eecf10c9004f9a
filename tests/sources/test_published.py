"""Whether a preprint has been published: what counts, what is left to a person, what is ignored."""

from __future__ import annotations

import pytest

from sphinx_paperbase.catalog.drafts.draft import Draft
from sphinx_paperbase.sources.listings import Listing
from sphinx_paperbase.sources.published import judge
from tests.projects import SMALL, paper

TITLE = "Masks through Time: Long-Term Video Object Segmentation"
AUTHORS = ["Ada Lovelace", "Alan M. Turing"]
PUBLISHED = {"title": TITLE, "authors": AUTHORS, "venue": "CVPR", "year": 2023}


def entry(**facts):
    return paper(**({"title": TITLE, "authors": AUTHORS, "venue": "arXiv", "year": 2022} | facts))


def listing(source="Crossref", address="https://x.org/1", named=False, container="", **facts):
    given = {name: fact for name, fact in (PUBLISHED | facts).items() if fact}
    comments = {"venue": container} if container else {}
    return Listing(source, address, Draft(given, comments=comments), named)


def dblp(**facts):
    return listing("DBLP", "https://x.org/2", **facts)


def found(*listings, of=None):
    return judge(of or entry(), listings, SMALL)


def test_published_since():
    finding = found(listing(doi="10.1000/x", pages="1-9"))
    assert finding.facts == {
        "venue": "CVPR",
        "year": 2023,
        "earlier": ["arXiv 2022"],
        "doi": "10.1000/x",
        "pages": "1-9",
    }
    assert set(finding.sources) == {"venue", "year", "doi", "pages"}
    assert finding.remarks == []


def test_two_sources_complete_each_other():
    one, two = listing(doi="10.1109/tip.1"), dblp(doi="10.1109/TIP.1", pages="1-9", volume="31")
    finding = found(one, two)
    assert finding.facts["doi"] == "10.1109/TIP.1", "as the publisher writes it"
    assert finding.facts["volume"] == "31"
    assert finding.sources["doi"] == [one, two]
    assert finding.sources["venue"] == [one, two]
    assert finding.sources["pages"] == [two]
    assert finding.remarks == []


def test_what_sources_say_differently_is_left_to_a_person():
    finding = found(listing(pages="1-9", doi="10.1000/x"), dblp(pages="11-19"))
    assert "pages" not in finding.facts
    assert finding.facts["doi"] == "10.1000/x"
    assert finding.remarks == [
        "pages: '1-9' (Crossref https://x.org/1), '11-19' (DBLP https://x.org/2); "
        "look which is right"
    ]


def test_two_places_are_left_to_a_person():
    finding = found(listing(), dblp(venue="TPAMI", year=2024))
    assert finding.facts == {}
    assert finding.remarks == [
        "listed at CVPR 2023 (Crossref https://x.org/1) and at TPAMI 2024 "
        "(DBLP https://x.org/2); write the one that counts into the entry"
    ]


@pytest.mark.parametrize(
    "title",
    [
        TITLE.upper(),
        "Masks Through Time - Long Term Video Object Segmentation.",
        "Mâsks through Time: Long‐Term Video Object Segmentation",
    ],
)
def test_titles_are_equal_by_their_letters(title):
    assert found(listing(title=title)).facts["venue"] == "CVPR"


def test_a_former_title_counts():
    of = entry(former_titles=["Another Title"])
    assert found(listing(title="Another title"), of=of).facts["venue"] == "CVPR"


@pytest.mark.parametrize(
    "authors", [["A. Lovelace", "X Y"], ["Lovelace Ada"], ["A. Turing"], ["Ada  LOVELACE"]]
)
def test_one_author_in_common_is_enough(authors):
    assert found(listing(authors=authors)).facts["venue"] == "CVPR"


IGNORED = {
    "another paper with the same title": listing(
        authors=["Emmy Noether", "Kurt Lovelace", "Turing"]
    ),
    "no authors": listing(authors=[]),
    "another title": listing(title="Masks through Space: Long-Term Video Object Tracking"),
    "a preprint": listing(venue="arXiv"),
    "another title at an unknown venue": listing(title="X", venue=None, container="IJCV"),
}


@pytest.mark.parametrize("record", IGNORED.values(), ids=IGNORED.keys())
def test_what_is_none_of_its_publications(record):
    assert found(record) == ({}, {}, [])


REMARKED = {
    "an unknown venue": (
        listing(venue=None, container="Int. J. Comput. Vis."),
        "listed at 'Int. J. Comput. Vis.' (Crossref https://x.org/1), no venue of taxonomy.toml; "
        "if it counts, add it there, then run again",
    ),
    "a venue with control characters": (
        listing(venue=None, container="X\x1b[2J\n"),
        r"listed at 'X\x1b[2J\n' (Crossref https://x.org/1), no venue of taxonomy.toml; "
        "if it counts, add it there, then run again",
    ),
    "a year before the preprint's": (
        listing(year=2021),
        "listed at CVPR 2021 (Crossref https://x.org/1), before the preprint of 2022; "
        "look which is wrong",
    ),
    "no year": (listing(year=None), "listed at CVPR without a year (Crossref https://x.org/1)"),
    "nearly the title": (
        listing(title=TITLE.replace("Masks", "Mask")),
        "perhaps 'Mask through Time: Long-Term Video Object Segmentation' at CVPR 2023 "
        "(Crossref https://x.org/1); if it is this paper, correct the title here, then run again",
    ),
    "another title to which arXiv leads": (
        listing(title="Now It Is Called So", named=True),
        "perhaps 'Now It Is Called So' at CVPR 2023 (Crossref https://x.org/1); "
        "if it is this paper, correct the title here, then run again",
    ),
}


@pytest.mark.parametrize(("record", "remark"), REMARKED.values(), ids=REMARKED.keys())
def test_what_is_left_to_a_person(record, remark):
    finding = found(record, record)
    assert finding.facts == {}
    assert finding.remarks == [remark]


def test_an_entry_without_authors():
    finding = found(listing(), of=entry(authors=[]))
    assert finding.facts == {}
    assert finding.remarks == [
        "Crossref https://x.org/1 has its title; name the authors here, then run again"
    ]


def test_the_doi_of_arxiv_gives_way():
    of = entry(arxiv="2201.01234", doi="10.48550/arXiv.2201.01234")
    assert found(listing(doi="10.1000/x"), of=of).facts["doi"] == "10.1000/x"


def test_another_doi_stays():
    finding = found(listing(doi="10.1000/x"), of=entry(doi="10.2000/y"))
    assert "doi" not in finding.facts
    assert finding.remarks == [
        "doi: '10.1000/x' (Crossref https://x.org/1), here '10.2000/y'; look which is right"
    ]


def test_a_preprint_that_is_listed_already():
    of = entry(earlier=["arXiv 2022", "TIP 2020"])
    assert "earlier" not in found(listing(), of=of).facts


def test_a_published_paper_gets_what_it_lacks():
    of = entry(venue="CVPR", year=2023, doi="10.1000/X")
    record = listing(doi="10.1000/x", pages="1-9", volume="3")
    finding = found(record, of=of)
    assert finding.facts == {"pages": "1-9", "volume": "3"}
    assert finding.sources == {"pages": [record], "volume": [record]}
    assert finding.remarks == []


def test_a_published_paper_stays_where_it_is():
    of = entry(venue="CVPR", year=2023)
    finding = found(listing(venue="TPAMI", year=2024), of=of)
    assert finding.facts == {}
    assert finding.remarks == ["listed at TPAMI 2024 (Crossref https://x.org/1), here at CVPR 2023"]
