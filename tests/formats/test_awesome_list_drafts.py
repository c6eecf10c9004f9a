"""What becomes of a list's papers in a collection that has some of them."""

from __future__ import annotations

import pytest

from sphinx_paperbase.catalog import Catalog
from sphinx_paperbase.catalog.drafts.draft import Draft
from sphinx_paperbase.catalog.reader import read_entry
from sphinx_paperbase.formats import awesome_list
from tests.formats.awesome import LINE, LISTED, below, listing

PAPER = {"title": "Masks through Time", "types": ["SVOS"], "venue": "CVPR", "year": 2023}


def collection(**entries: dict[str, object]) -> Catalog:
    """Return a collection of entries by key, each with some facts beside those of a paper."""
    texts = {key: Draft(PAPER | facts).text for key, facts in entries.items()}
    read = [read_entry(f"entries/{k}.md", text.encode(), LISTED) for k, text in texts.items()]
    assert all(file.entry for file in read)
    return Catalog(LISTED, read)


def planned(catalog: Catalog, *titles: str, taken: tuple[str, ...] = ()) -> awesome_list.Plan:
    """Return the plan for papers with some titles and the arXiv ids 2301.00001, 2301.00002, …"""
    lines = [
        LINE.replace("00001", f"0000{n}").replace("Masks through Time", title)
        for n, title in enumerate(titles, start=1)
    ]
    return awesome_list.plan(listing(below("CVPR 2023", "\n\n".join(lines))), catalog, taken)


def test_new_papers_get_keys_of_their_own():
    plan = planned(collection(), "XMem: One", "XMem: Two", "A Third", taken=("third",))
    assert [(new.place.first, new.key) for new in plan.new] == [
        (5, "xmem"),
        (7, "xmem-2023"),
        (9, "third-2023"),
    ]
    assert plan.new[0].draft.facts["name"] == "XMem"
    assert (plan.present, plan.errors) == ((), ())


def test_keys_of_the_collection_are_taken():
    catalog = collection(old={"title": "Something", "aliases": ["xmem"], "arxiv": "2201.00001"})
    assert planned(catalog, "XMem: One").new[0].key == "xmem-2023"


@pytest.mark.parametrize(
    "facts",
    [
        {"arxiv": "2301.00001"},
        {"links": {"paper": "https://arxiv.org/pdf/2301.00001.pdf"}},
        {"title": "MASKS, through time", "doi": "10.1000/a"},
        {"title": "Another", "former-titles": ["Masks through Time"], "arxiv": "2301.00001"},
    ],
)
def test_a_paper_that_is_there_is_not_made_again(facts):
    plan = planned(collection(masks=facts), "Masks through Time")
    assert [(p.place.first, p.key) for p in plan.present] == [(5, "masks")]
    assert (plan.new, plan.errors) == ((), ())


def test_an_id_that_another_paper_has():
    plan = planned(
        collection(other={"title": "Another", "arxiv": "2301.00001"}), "Masks through Time"
    )
    assert plan.new == ()
    assert plan.errors[0].text == (
        "the arXiv id 2301.00001 is that of entries/other.md, 'Another': "
        "if this is another paper, its link is wrong; no entry is made"
    )


def test_swapped_links_are_seen_in_the_collection():
    catalog = collection(
        one={"title": "One", "arxiv": "2301.00002"}, two={"title": "Two", "arxiv": "2301.00001"}
    )
    plan = planned(catalog, "One", "Two")
    assert [p.key for p in plan.present] == ["one", "two"]
    assert [error.text for error in plan.errors] == [
        "the title is that of entries/one.md, but the arXiv id 2301.00001 is that of entries/two.md: the link is wrong here or there",
        "the title is that of entries/two.md, but the arXiv id 2301.00002 is that of entries/one.md: the link is wrong here or there",
    ]


def test_another_id_than_the_collection_has():
    plan = planned(collection(masks={"arxiv": "2302.00009"}), "Masks through Time")
    assert (
        plan.errors[0].text == "the arXiv id 2301.00001 is not that of entries/masks.md, 2302.00009"
    )
