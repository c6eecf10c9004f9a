"""The collection of this repository: all its papers are there, and nothing is wrong with them."""

from __future__ import annotations

import pytest

from sphinx_paperbase.catalog.facets import edition_shelf
from tests.projects import REPOSITORY

# At least the papers that were there when the lists and the review were taken over.
VENUES = {
    "cvpr-2026": 24, "iclr-2026": 7, "aaai-2026": 7, "icml-2026": 4, "eccv-2026": 4,
    "journals-2026": 5, "arxiv-2026": 39, "cvpr-2025": 28, "iccv-2025": 18, "neurips-2025": 5,
    "journals-2025": 12, "arxiv-2025": 68, "cvpr-2024": 17, "eccv-2024": 11, "journals-2024": 4,
    "arxiv-2024": 49, "arxiv-2023": 25, "iccv-2023": 19, "cvpr-2023": 9, "ijcai-2023": 2,
    "aaai-2023": 1, "acm-mm-2023": 5, "journals-2023": 6, "neurips-2022": 2, "eccv-2022": 6,
    "cvpr-2022": 10, "aaai-2022": 4, "journals-2022": 5, "cvpr-2021": 5, "eccv-2020": 4,
    "cvpr-2019": 8, "iccv-2019": 8, "cvpr-2018": 9, "eccv-2018": 8, "cvpr-2017": 6, "iccv-2017": 4,
}  # fmt: skip
TYPES = {"svos": 179, "uvos": 71, "rvos": 130, "avos": 56, "vmat": 13, "xvos": 39}
# The methods of the review by its sections; one that is in two sections is in the first.
SECTIONS = {"4-1": 11, "4-2": 31, "4-3": 7, "4-4": 6, "4-5": 4, "4-6": 8}
WITHOUT_AUTHORS = {
    "audio-visual-segmentation-by-exploring",
    "complementary-contrastive-learning-audio-visual",
    "delving-deeper-into-mask-utilization",
    "learning-what-hear-boosting-sound",
    "mar3-multi-agent-recognition-reasoning",
    "object-aware-video-matting-cross",
    "openavs-training-free-open-vocabulary",
    "sam-body4d-training-free-4d",
    "sam3-litetext-anatomical-study-sam3",
    "training-free-spatio-temporal-decoupled",
    "unisurgsam-unified-promptable-model-reliable",
    "vrmdiff-text-guided-video-referring",
}


def test_nothing_is_wrong(real):
    assert real.problems == ()
    assert real.broken == ()


def test_every_file_is_an_entry(real):
    files = {path.stem for path in (REPOSITORY / "entries").glob("*.md")}
    assert set(real.entries) == files
    assert len(files) >= 449


def test_the_authors_of_some_papers_are_unknown(real):
    unknown = {entry.key for entry in real.entries.values() if not entry.authors}
    assert unknown <= WITHOUT_AUTHORS


@pytest.mark.parametrize(("slug", "count"), VENUES.items())
def test_venues_have_at_least_the_papers_of_the_lists(slug, count, real):
    _shelf, papers = real.shelves["venue"][slug]
    assert len(papers) >= count


@pytest.mark.parametrize(("slug", "count"), TYPES.items())
def test_types_have_at_least_the_papers_of_the_lists(slug, count, real):
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
    assert len(published) >= 59
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


def test_sections_of_the_review_list_its_methods_and_no_other(real):
    sections = {slug: papers for slug, (_, papers) in real.shelves["review"].items() if papers}
    assert {slug: len(papers) for slug, papers in sections.items()} == SECTIONS
    for slug, papers in sections.items():
        assert {entry.review for entry in papers} == {slug.replace("-", ".")}
    assert sum(SECTIONS.values()) == sum(bool(entry.review) for entry in real.entries.values())


def test_results_have_a_source_and_are_told_apart_from_those_of_others(real):
    rows = [row for entry in real.entries.values() for row in entry.results]
    assert len(rows) >= 489
    assert all(row.source.startswith("https://") for row in rows)
    assert sum(row.own_source is False for row in rows) >= 124
    for row in rows:
        highest = real.taxonomy.benchmarks[row.on].highest
        assert all(0 < number <= highest for number in row.metrics.values())


def test_lines_of_methods_can_be_followed(real):
    assert real.entries["xmem"].builds_on == ("stcn",)
    assert real.entries["stcn"].builds_on == ("stm",)
    assert sum(len(entry.builds_on) for entry in real.entries.values()) >= 123


def test_papers_that_bring_data_sets_are_there(real):
    brought = {id: dataset.paper for id, dataset in real.taxonomy.datasets.items() if dataset.paper}
    assert brought["sa-v"] == "sam-2"
    assert set(brought.values()) <= real.entries.keys()
