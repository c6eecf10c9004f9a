"""The collection of this repository: all its papers are there, and nothing is wrong with them."""

from __future__ import annotations

import pytest

from sphinx_paperbase.catalog.facets import edition_shelf
from tests.projects import REPOSITORY

# At least the papers that the awesome list had there when it was taken over.
VENUES = {
    "arxiv-2023": 10,
    "iccv-2023": 4,
    "cvpr-2023": 7,
    "ijcai-2023": 1,
    "aaai-2023": 1,
    "journals-2023": 1,
    "neurips-2022": 2,
    "eccv-2022": 6,
    "cvpr-2022": 10,
    "aaai-2022": 4,
    "journals-2022": 1,
}


def test_nothing_is_wrong(real):
    assert real.problems == ()
    assert real.broken == ()


def test_every_file_is_an_entry(real):
    files = {path.stem for path in (REPOSITORY / "entries").glob("*.md")}
    assert set(real.entries) == files
    assert len(files) >= 53


def test_the_authors_of_one_paper_are_unknown(real):
    unknown = [entry.key for entry in real.entries.values() if not entry.authors]
    assert unknown == ["delving-deeper-into-mask-utilization"]


@pytest.mark.parametrize(("slug", "count"), VENUES.items())
def test_venues_have_at_least_the_papers_of_the_list(slug, count, real):
    _shelf, papers = real.shelves["venue"][slug]
    assert len(papers) >= count


@pytest.mark.parametrize(("slug", "count"), [("svos", 27), ("uvos", 6), ("rvos", 14), ("xvos", 8)])
def test_types_have_at_least_the_papers_of_the_list(slug, count, real):
    _shelf, papers = real.shelves["type"][slug]
    assert len(papers) >= count


def test_uninext_is_of_two_types(real):
    assert [
        slug
        for slug, (_shelf, papers) in real.shelves["type"].items()
        if "uninext" in {entry.key for entry in papers}
    ] == ["svos", "rvos"]


def test_papers_that_were_published_since_are_on_both_shelves(real):
    published = [entry for entry in real.entries.values() if entry.earlier]
    assert len(published) >= 6
    for entry in published:
        for edition in entry.editions:
            slug = edition_shelf(edition, real.taxonomy).slug
            assert entry in real.shelves["venue"][slug][1]


def test_every_paper_has_a_summary_and_a_way_to_it(real):
    for entry in real.entries.values():
        assert entry.body.strip(), entry.key
        assert entry.paper_url.startswith("https://"), entry.key


def test_bibtex_keys_are_as_the_contract_says(real):
    assert real.bibtex_keys["xmem"] == "cheng2022xmem"
    assert len(set(real.bibtex_keys.values())) == len(real.entries)
