"""A draft completed: what counts more, what is suggested, what is asked for."""

from __future__ import annotations

import datetime

import pytest

from sphinx_paperbase.catalog.drafts.complete import Given, complete
from sphinx_paperbase.catalog.drafts.draft import Draft
from sphinx_paperbase.catalog.reader import read_entry
from tests.sources.taxonomies import FIELD

PREPRINT = {"title": "XMem: Long-Term Masks", "venue": "arXiv", "year": 2023, "arxiv": "2207.07115"}
PUBLISHED = {"title": "A Title", "venue": "CVPR", "year": 2023, "doi": "10.1000/xyz"}


def facts(draft: dict[str, object], **given: object) -> dict[str, object]:
    return complete(Draft(draft), Given(**given), FIELD).facts  # type: ignore[arg-type]


def test_a_completed_draft_is_an_entry():
    draft = complete(Draft(PUBLISHED), Given(summary=" What it does.\n\nMore. "), FIELD)
    read = read_entry("entries/a.md", draft.text.encode(), FIELD)
    assert read.problems == ()
    assert read.entry.added == datetime.date.today()
    assert read.entry.body.strip() == "What it does.\n\nMore."


def test_the_name_is_that_in_the_title():
    assert facts(PREPRINT)["name"] == "XMem"
    assert facts({**PREPRINT, "name": "X"})["name"] == "X"
    assert facts(PUBLISHED)["name"] is None


def test_types_are_suggested_and_marked():
    draft = complete(Draft({**PUBLISHED, "title": "Unsupervised VOS by Language"}), Given(), FIELD)
    assert draft.facts["types"] == ["UVOS", "RVOS"]
    assert "types: [UVOS, RVOS]  # suggested from the title: please check\n" in draft.text


def test_a_guessed_type_is_marked():
    text = complete(Draft(PUBLISHED), Given(), FIELD).text
    guess = "a guess, for the title does not say: one or more of SVOS, UVOS, RVOS"
    assert f"types: [SVOS]  # {guess}\n" in text


def test_given_types_are_not_marked():
    draft = complete(Draft(PUBLISHED), Given(types=("RVOS", "SVOS")), FIELD)
    assert "types: [RVOS, SVOS]\n" in draft.text


def test_a_preprint_is_of_the_year_of_its_id():
    assert facts(PREPRINT)["year"] == 2022
    assert facts(PREPRINT)["earlier"] == []


def test_a_published_paper_was_a_preprint_before():
    published = {**PUBLISHED, "arxiv": "2207.07115"}
    assert facts(published)["earlier"] == ["arXiv 2022"]
    assert facts({**published, "year": 2021})["earlier"] == []
    assert facts({**published, "earlier": ["ECCV 2022"]})["earlier"] == ["ECCV 2022"]


def test_a_given_venue_makes_a_preprint_published():
    now = facts(PREPRINT, venue="ECCV", year=2022)
    assert (now["venue"], now["year"], now["earlier"]) == ("ECCV", 2022, ["arXiv 2022"])


def test_the_year_of_a_preprint_is_not_that_of_its_venue():
    with pytest.raises(ValueError, match=r"^'XMem: Long-Term Masks' .* at ECCV; give --year$"):
        facts(PREPRINT, venue="ECCV")


def test_a_venue_that_is_not_known():
    draft = Draft({"title": "A Title", "year": 2022}, comments={"venue": "A Meeting"})
    with pytest.raises(
        ValueError, match=r"^'A Title' appeared in 'A Meeting', which is not in taxonomy"
    ):
        complete(draft, Given(), FIELD)
    completed = complete(draft, Given(venue="CVPR"), FIELD)
    assert completed.facts["year"] == 2022
    assert "venue: CVPR\n" in completed.text


def test_no_venue_and_no_year():
    with pytest.raises(
        ValueError, match=r"^'A Title' names no venue of taxonomy\.toml; give --venue"
    ):
        facts({"title": "A Title"})
    with pytest.raises(ValueError, match=r"^'A Title' .* give --year$"):
        facts({"title": "A Title", "venue": "CVPR"})


def test_what_is_given_counts_more():
    links = {"code": "https://example.org/old", "paper": "https://example.org/p"}
    draft = {**PUBLISHED, "links": links, "note": "old"}
    now = facts(draft, note="new", year=2022, links={"code": "http://www.github.com/a/b.git"})
    assert now["links"] == {"code": "https://github.com/a/b", "paper": "https://example.org/p"}
    assert (now["note"], now["year"]) == ("new", 2022)
    assert facts(draft)["note"] == "old"


def test_the_draft_is_left_as_it_is():
    draft = Draft(dict(PREPRINT), comments={"venue": "x"})
    complete(draft, Given(venue="ECCV", year=2022), FIELD)
    assert draft == Draft(dict(PREPRINT), comments={"venue": "x"})
