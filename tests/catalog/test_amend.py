"""Facts set in an entry's text: the line that changes, and not a byte more."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_paperbase.catalog.text import frontmatter
from sphinx_paperbase.catalog.text.amend import amended
from tests.projects import FULL, GOOD, changed, read

PREPRINT = """\
---
# A comment above.
title: "Masks: through Time"   # as printed
authors: [Ada Lovelace, Alan Turing]
types: [SVOS]
venue: arXiv  # so far
year: 2022
arxiv: "2203.01234"
links:
  code: https://example.org/code   # theirs
note: 'a note'
---
Follows a mask.

---
venue: arXiv
"""


def diff(old: str, new: str) -> list[str]:
    lines = difflib.unified_diff(old.split("\n"), new.split("\n"), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def test_values_are_replaced_and_new_keys_get_their_place():
    facts = {
        "venue": "CVPR",
        "year": 2023,
        "earlier": ["arXiv 2022"],
        "doi": "10.1000/x:y",
        "pages": "1-9",
        "volume": "45(8)",
    }
    assert diff(PREPRINT, amended(PREPRINT, facts)) == [
        "-venue: arXiv  # so far",
        "-year: 2022",
        "+venue: CVPR  # so far",
        "+year: 2023",
        "+earlier: [arXiv 2022]",
        "+doi: 10.1000/x:y",
        "+pages: 1-9",
        "+volume: 45(8)",
    ]


def test_the_changed_text_says_the_facts():
    facts = {"venue": "CVPR", "year": 2023, "earlier": ["arXiv 2022"], "volume": "31"}
    found = read(amended(PREPRINT, facts))
    assert found.problems == ()
    assert found.entry.editions == (("CVPR", 2023), ("arXiv", 2022))
    assert found.entry.volume == "31"


LISTS = [
    ("earlier: [TIP 2020]", ["+earlier: [TIP 2020, arXiv 2022]"]),
    (
        "earlier: [TIP 2020, CVPR 2019]  # two",
        ["+earlier: [TIP 2020, CVPR 2019, arXiv 2022]  # two"],
    ),
    ("earlier: []", ["+earlier: [arXiv 2022]"]),
    ("earlier:\n  - TIP 2020  # one", ["+  - arXiv 2022"]),
    ("earlier:\n- TIP 2020\n- 'CVPR 2019'", ["+- arXiv 2022"]),
    ("earlier: [TIP 2020,\n  CVPR 2019]", ["+  CVPR 2019, arXiv 2022]"]),
]


@pytest.mark.parametrize(("lines", "added"), LISTS)
def test_items_are_added_to_a_list(lines, added):
    old = changed("arxiv: 2203", f"{lines}\narxiv: 2203")
    shown = diff(old, amended(old, {"earlier": ["arXiv 2022"]}))
    assert [line for line in shown if line.startswith("+")] == added


def test_a_key_that_comes_first():
    old = changed("title: Masks through Time\n", "")
    assert diff(old, amended(old, {"title": "A Title"})) == ['+title: "A Title"']


def test_a_key_below_the_last_line():
    old = GOOD
    assert diff(old, amended(old, {"added": "2023-01-02"})) == ["+added: 2023-01-02"]


def test_a_long_value_goes_with_its_key():
    old = changed("year: 2022", "year: 2022\npages: >-\n  1\n  to 9")
    assert diff(old, amended(old, {"pages": "1-9", "doi": "10.1000/x"})) == [
        "-pages: >-",
        "-  1",
        "-  to 9",
        "+pages: 1-9",
        "+doi: 10.1000/x",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no front matter",
        "---\n---\n",
        "---\n{title: A, venue: arXiv}\n---\n",
        "---\nvenue: [arXiv]\n---\n",
        "---\nvenue: {a: b}\n---\n",
        "---\nvenue:\n---\n",
        "---\nvenue: arXiv\nvenue: CVPR\n---\n",
        "---\nvenue: [\n---\n",
        GOOD.replace("\n", "\r\n"),
        "\ufeff" + GOOD,
    ],
)
def test_what_cannot_be_edited_is_told(text):
    with pytest.raises(ValueError) as error:
        amended(text, {"venue": "TIP", "year": 2023})
    assert str(error.value).startswith("its front matter cannot be ")
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize("lines", ["earlier: arXiv 2022", "earlier: {a: b}", "earlier:"])
def test_what_is_no_list_is_not_added_to(lines):
    with pytest.raises(ValueError, match="cannot be edited"):
        amended(changed("arxiv: 2203", f"{lines}\narxiv: 2203"), {"earlier": ["TIP 2020"]})


VALUES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12).filter(
    str.strip
)
FACTS = st.dictionaries(
    st.sampled_from(["venue", "year", "doi", "pages", "volume", "note", "name"]), VALUES, min_size=1
) | st.fixed_dictionaries({"earlier": st.lists(VALUES, min_size=1, max_size=3)})


@given(FACTS, st.sampled_from([GOOD, FULL, PREPRINT]))
@settings(max_examples=300, deadline=None)
def test_any_value(facts, text):
    before = frontmatter.read(frontmatter.split(text)).data
    new = amended(text, facts)
    assert frontmatter.split(new).body == frontmatter.split(text).body
    after = frontmatter.read(frontmatter.split(new)).data
    for key, value in facts.items():
        old = before.get(key, [])
        assert after[key] == ([*old, *value] if isinstance(value, list) else value)
    others = [key for key in before if key not in facts]
    assert {key: after[key] for key in others} == {key: before[key] for key in others}
    comments = [line for line in text.split("\n") if "#" in line and not line.startswith("venue")]
    assert all(line in new for line in comments)
