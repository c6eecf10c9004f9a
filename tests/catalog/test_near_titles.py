"""Titles that are nearly one, and real ones that are alike and yet two papers."""

from __future__ import annotations

import pytest

from sphinx_paperbase.catalog import Entry
from sphinx_paperbase.catalog.checks.near_titles import near_titles, words_of
from tests.projects import paper

# Of each paper its titles on arXiv or in lists, and at its venue.
ONE_PAPER = [
    (
        "SegGPT: Segmenting Everything In Context",
        "SegGPT: Towards Segmenting Everything in Context",
    ),
    ("Two-shot Video Object Segmetnation", "Two-shot Video Object Segmentation"),
    (
        "DEVA: Tracking Anything with Decoupled Video Segmentation",
        "Tracking Anything with Decoupled Video Segmentation",
    ),
    (
        "VISA: Reasoning Video Object Segmentation via Large Language Model",
        "VISA: Reasoning Video Object Segmentation via Large Language Models",
    ),
    (
        "Bootstrapping Audio-Visual Segmentation by Strengthening Audio Cues",
        "Bootstrapping Audio-Visual Video Segmentation by Strengthening Audio Cues",
    ),
]
TWO_PAPERS = [
    ("One-Shot Video Object Segmentation", "Two-shot Video Object Segmentation"),
    (
        "Collaborative Video Object Segmentation by Foreground-Background Integration",
        "Collaborative Video Object Segmentation by Multi-Scale Foreground-Background Integration",
    ),
    (
        "LVOS: A Benchmark for Long-term Video Object Segmentation",
        "LVOS: A Benchmark for Large-scale Long-term Video Object Segmentation",
    ),
    (
        "Learning What to Learn for Video Object Segmentation",
        "Learning to Learn Better for Video Object Segmentation",
    ),
    (
        "SAM 2: Segment Anything in Images and Videos",
        "X2SAM: Any Segmentation in Images and Videos",
    ),
    ("Generative Video Propagation", "Generative Video Matting"),
    ("Video Object Segmentation", "Video Object Segmentation with Transformers"),
]


def pairs(*titles: str, same_authors: bool = True) -> set[str]:
    papers = [
        paper(f"p{number}", title=title, authors=[f"Author {0 if same_authors else number}"])
        for number, title in enumerate(titles)
    ]
    return {f"{one.key} {other.key}" for one, other in near_titles(papers)}


@pytest.mark.parametrize("titles", ONE_PAPER, ids=lambda titles: titles[1][:20])
def test_the_titles_of_one_paper_are_found_in_either_order(titles):
    assert pairs(*titles) == pairs(*reversed(titles)) == {"p0 p1"}


@pytest.mark.parametrize("titles", TWO_PAPERS, ids=lambda titles: titles[1][:20])
def test_papers_that_are_alike_are_not_one(titles):
    assert pairs(*titles, same_authors=False) == set()
    assert pairs(*reversed(titles), same_authors=False) == set()


@pytest.mark.parametrize("titles", TWO_PAPERS[1:3], ids=lambda titles: titles[1][:20])
def test_with_two_words_more_they_are_not_even_of_the_same_authors(titles):
    assert pairs(*titles) == set()


def test_one_word_more_is_a_doubt_of_the_same_authors_only():
    titles = (
        "Associating Objects with Transformers for Video Object Segmentation",
        "Associating Objects with Scalable Transformers for Video Object Segmentation",
    )
    assert pairs(*titles) == pairs(*reversed(titles)) == {"p0 p1"}
    assert pairs(*titles, same_authors=False) == set()


def test_numbers_tell_papers_of_a_series_apart():
    series = [f"The {year} Challenge on Video Object Segmentation" for year in (2017, 2018, 2019)]
    assert pairs(*series) == set()


def test_every_paper_is_compared_with_the_first():
    assert pairs(*["Tracking of Masks in Time", "Masks Tracking in Time"] * 2) == {
        f"p0 p{number}" for number in (1, 2, 3)
    }


def test_words_are_those_that_tell_titles_apart():
    assert words_of("Towards the Masks of Glass: A Bias (Zoë's)") == (
        "bia", "glass", "mask", "s", "zoe",
    )  # fmt: skip


def test_many_titles_with_one_word_other_are_compared_quickly():
    words = [chr(97 + n // 676) + chr(97 + n // 26 % 26) + chr(97 + n % 26) for n in range(3000)]
    papers = [
        Entry.model_construct(
            key=word, title=f"{word} masks through deep time", authors=(word,), former_titles=()
        )
        for word in words
    ]
    assert not list(near_titles(papers))
