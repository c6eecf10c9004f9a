"""What is kept of an entry with faults: everything but what is wrong."""

from __future__ import annotations

import pytest

from sphinx_paperbase.catalog import Edition, Rule
from tests.projects import FULL, GOOD, changed, plus, read, with_body

# What is wrong, and the facts that are gone with it; all others are as in FULL.
FAULTS = {
    "text": ("name: Masker", "name: <b>", {"name": None}),
    "unknown key": ("name: Masker", "nam: Masker", {"name": None}),
    "venue in earlier": ("arXiv 2022", "arxiv 2022", {"earlier": ()}),
    "earlier": ("earlier: [arXiv 2022]", "earlier: arXiv 2022", {"earlier": ()}),
    "DOI": ("doi: 10.1000/xyz", "doi: xyz", {"doi": None}),
    "arXiv id": ("2203.01234", "2203", {"arxiv": None}),
    "keyword": ("[memory, long-term]", '[memory, ""]', {"keywords": ("memory",)}),
    "section": ('"4.2"', '"9"', {"review": None}),
    "status": ("retracted", "gone", {"status": None}),
    "date": ("2023-04-02", "yesterday", {"added": None}),
    "type": ("types: [SVOS]", "types: [SVOS, SVO]", {}),
    "author": ("Alan Turing", "<b>", {"authors": ("Ada Lovelace",)}),
    "no list": ("[Ada Lovelace, Alan Turing]", "Ada Lovelace", {"authors": ()}),
    "duplicate key": ("pages: 1-9", "pages: 1-9\npages: 2-8", {}),
}  # fmt: skip


def facts(text: str) -> dict[str, object]:
    entry = read(text).entry
    assert entry
    return dict(entry)


def test_the_full_entry_has_no_problem():
    assert read(FULL).problems == ()
    assert len(read(FULL).entry.results) == 3


@pytest.mark.parametrize(("old", "new", "gone"), FAULTS.values(), ids=FAULTS.keys())
def test_one_bad_fact_is_left_out_and_all_others_stay(old, new, gone):
    text = changed(old, new, FULL)
    assert len(read(text).problems) == 1
    assert facts(text) == facts(FULL) | gone


def test_a_bad_link_leaves_the_others():
    found = read(changed("https://example.org/code", "javascript:alert(1)", FULL))
    assert found.entry.links.items() == [("demo", "https://example.org/demo")]


def test_a_bad_metric_leaves_the_result():
    found = read(changed("J: 82.9", "J: high", FULL))
    assert [p.rule for p in found.problems] == [Rule.BAD_RESULT]
    assert [result.metrics for result in found.entry.results] == [
        {"J&F": 86.2},
        {"J&F": 80},
        {"J&F": 70},
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (", source: https://example.org/1", ""),
        ("on: davis-2017-val, J&F: 86.2", "on: davis, J&F: 86.2"),
        ("J&F: 86.2, J: 82.9, ", ""),
        ("J&F: 86.2, J: 82.9", "J&F: high"),
        ("J: 82.9, source: https://example.org/1", "J: high"),
    ],
    ids=["no source", "no benchmark", "no metric", "its only metric", "several faults"],
)
def test_a_result_that_cannot_be_shown_leaves_the_others(old, new):
    found = read(changed(old, new, FULL))
    assert found.problems
    assert [result.source[-1] for result in found.entry.results] == ["2", "3"]
    assert found.entry.results[0].fps == 20


def test_of_a_long_list_only_the_bad_items_are_left_out():
    names = [f"Author {n}" for n in range(12)]
    names[2], names[10] = "<b>", "<i>"
    found = read(changed("Ada Lovelace, Alan Turing", ", ".join(names)))
    assert [p.line for p in found.problems] == [3, 3]
    assert found.entry.authors == tuple(name for name in names if name[0] != "<")


def test_an_entry_without_a_usable_source_leads_nowhere():
    found = read(changed("2203.01234", "2203"))
    assert found.entry.paper_url == ""


def test_what_stands_above_a_yaml_fault_is_kept():
    found = read(plus("note: @\nname: Masker"))
    assert facts(GOOD) == dict(found.entry)


def test_a_refused_body_leaves_the_facts():
    found = read(with_body("<b>"))
    assert found.problems
    assert facts(GOOD) == dict(found.entry) | {"body": "Follows a mask.\n"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Masks through Time\n", ""),
        ("title: Masks through Time", "title: <b>"),
        ("title: Masks through Time", "title: [a, b]"),
        ("title: Masks through Time", "title: a: b"),
        ("types: [SVOS]\n", ""),
        ("types: [SVOS]", "types: []"),
        ("types: [SVOS]", "types: [SVO, OVS]"),
        ("types: [SVOS]", "types: SVOS"),
        ("venue: CVPR\n", ""),
        ("venue: CVPR", "venue: CVRP"),
        ("year: 2022\n", ""),
        ("year: 2022", "year: 22"),
        (GOOD, "no front matter"),
    ],
)
def test_without_title_types_venue_or_year_an_entry_is_broken(old, new, load):
    catalog = load({"paper.md": changed(old, new), "other.md": changed("ough Time", "", GOOD)})
    assert catalog.broken == ("paper",)
    assert list(catalog.entries) == ["other"]
    assert catalog.problems_of("paper")
    assert catalog.problems_of("other") == []


def test_a_broken_entry_is_not_compared_with_others(load):
    catalog = load({"a.md": changed("year: 2022\n", ""), "b.md": GOOD})
    assert [(p.path, p.rule) for p in catalog.problems] == [("entries/a.md", Rule.MISSING_KEY)]


def test_the_facts_are_what_the_file_says():
    entry = read(FULL).entry
    assert entry.key == "paper"
    assert entry.title == "Masks through Time"
    assert entry.authors == ("Ada Lovelace", "Alan Turing")
    assert entry.earlier == (Edition("arXiv", 2022),)
    assert entry.review == "4.2"
    assert entry.added.isoformat() == "2023-04-02"
    assert entry.results[0].metrics == {"J&F": 86.2, "J": 82.9}
    assert entry.body == "Follows a mask.\n"
