"""The issue form "Add a paper": its answers are read, whatever strangers type into them."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperbase.formats.issue_form import IssueForm, read
from tests.projects import REPOSITORY

FULL = """\
### arXiv id, DOI, or address

2207.07115

### BibTeX

```bibtex
@article{x,
  title = {A Title}
}
```

### VOS types

- [x] SVOS: Semi-supervised VOS
- [ ] UVOS: Unsupervised VOS
- [X] RVOS: Referring VOS

### Code

https://github.com/a/b

### Project page

_No response_

### Data set

https://example.org/data

### Note

a note

### What it does, in your own words

One paragraph.

And *another*.
"""


def test_all_answers():
    form = read(FULL)
    assert form == IssueForm(
        source="2207.07115",
        bibtex="@article{x,\n  title = {A Title}\n}",
        types=("SVOS", "RVOS"),
        code="https://github.com/a/b",
        project="",
        dataset="https://example.org/data",
        note="a note",
        summary="One paragraph.\n\nAnd *another*.",
    )
    assert form.links == {"code": "https://github.com/a/b", "dataset": "https://example.org/data"}


def test_the_line_ends_that_github_sends():
    assert read(FULL.replace("\n", "\r\n")) == read(FULL)


def test_no_answers():
    empty = re.sub(r"(### [^\n]+\n\n)(?:(?!### ).*\n)*", r"\1_No response_\n\n", FULL)
    assert read(empty) == IssueForm()
    assert read(empty.replace("_No response_", "")) == IssueForm()
    assert read(empty.replace("BibTeX\n\n_No response_", "BibTeX\n\n```bibtex\n\n```")).bibtex == ""


@pytest.mark.parametrize("fence", ["```\n", "```bibtex\n", "```text\n"])
def test_fences_around_bibtex(fence):
    assert read(f"### BibTeX\n\n{fence}@misc{{a}}\n```").bibtex == "@misc{a}"


@pytest.mark.parametrize(
    "bibtex", ["@misc{a}", "```bibtex\n@misc{a}", "@misc{a}\n```", "```@misc{a}```"]
)
def test_bibtex_without_whole_fences(bibtex):
    assert "@misc{a}" in read(f"### BibTeX\n\n{bibtex}").bibtex


def test_a_summary_keeps_its_fences():
    body = "### What it does, in your own words\n\n```\ncode\n```"
    assert read(body).summary == "```\ncode\n```"


def test_headings_inside_an_answer_are_part_of_it():
    form = read(f"{FULL}\n### Code\n\nhttps://example.org/another\n\n### A heading\n\nx\n")
    assert form.code == "https://github.com/a/b"
    assert form.summary.endswith("### Code\n\nhttps://example.org/another\n\n### A heading\n\nx")
    assert form.types == ("SVOS", "RVOS")


def test_ticks_elsewhere_are_no_types():
    form = read(FULL.replace("a note", "- [x] UVOS: Unsupervised"))
    assert form.types == ("SVOS", "RVOS")


def test_another_issue():
    with pytest.raises(ValueError, match="no issue of the form 'Add a paper'"):
        read("### Something\n\nelse")


def test_the_form_of_this_repository():
    form = REPOSITORY / ".github" / "ISSUE_TEMPLATE" / "add-a-paper.yml"
    fields = [f for f in yaml.safe_load(form.read_text())["body"] if f["type"] != "markdown"]
    assert [field["id"] for field in fields] == list(IssueForm._fields)
    answers = {field["id"]: f"answer {number}" for number, field in enumerate(fields)}
    answers["types"] = "\n".join(
        f"- [x] {option['label']}"
        for field in fields
        for option in field["attributes"].get("options", ())
    )
    body = "\n\n".join(f"### {f['attributes']['label']}\n\n{answers[f['id']]}" for f in fields)
    ids = tuple(re.findall(r"\[x\] (\w+):", answers["types"]))
    assert len(ids) >= 4
    assert read(body) == IssueForm(**{**answers, "types": ids})


HEADINGS = [line for line in FULL.splitlines() if line.startswith("###")]


@given(st.lists(st.sampled_from([*HEADINGS, "```", "- [x] ", "_No response_"]) | st.text()))
def test_any_text(lines):
    try:
        form = read("\n".join(lines))
    except ValueError:
        return
    assert all(isinstance(answer, str) for answer in (*form._replace(types=""), *form.types))
