"""``papers.js`` and ``browse-data.js``: scripts that say what the entries say."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperbase.catalog.plain_text import plain_text, summary
from sphinx_paperbase.formats import browse_js, papers_js, papers_json
from tests.projects import FULL, changed


def read(text: str, name: str) -> dict:
    assert text.startswith(f"window.{name} = ")
    assert text.endswith(";\n")
    return json.loads(text.removeprefix(f"window.{name} = ").removesuffix(";\n"))


def url_of(key: str) -> str:
    return f"entries/{key}.html"


def test_papers_are_the_records_of_papers_json_and_what_a_citation_needs(real):
    data = read(papers_js.write(real, url_of, "https://example.org/"), "paperbase")
    assert (data["version"], data["base"]) == (1, "https://example.org/")
    assert len(data["papers"]) == len(real.entries)
    for paper in data["papers"]:
        entry = real.entries[paper["key"]]
        assert paper.pop("bibtex") == real.bibtex_keys[entry.key]
        assert paper.pop("summary", "") == summary(entry.body)
        assert paper == papers_json.record(entry, url_of(entry.key))
    for id, venue in real.taxonomy.venues.items():
        assert data["venues"][id] == [venue.name, venue.kind]


def test_nothing_in_it_ends_a_script_or_a_line(load):
    hostile = FULL.replace("Masks through Time", '"a </script <!- \\u2028 & \\" b"')
    text = papers_js.write(load({"paper.md": hostile}), url_of)
    assert "<" not in text
    assert "\u2028" not in text
    assert read(text, "paperbase")["papers"][0]["title"] == 'a </script <!- \u2028 & " b'


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ho Kei Cheng", None),
        ("Alexander G. Schwing", None),
        ("Frano Rajič", None),
        ("Luc Van Gool", None),
        ("R&D Team", None),
        ("Platon", None),
        ("Vincent van der Berg", ["Vincent", "van der", "Berg", ""]),
        ("John Smith Jr.", ["John", "", "Smith", "Jr."]),
        ("Lovelace, Ada", ["Ada", "", "Lovelace", ""]),
        ("Anna and Co", ["", "", "Anna and Co", ""]),
    ],
)
def test_people_whose_last_word_is_not_simply_the_family_name_are_spelt_out(load, name, parts):
    catalog = load({"paper.md": changed("Alan Turing", json.dumps(name))})
    people = read(papers_js.write(catalog, url_of), "paperbase")["people"]
    assert people.get(name) == parts


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("A *b* **c** _d_ `e`, f_g_h, 2 * 3 * 4.", "A b c d e, f_g_h, 2 * 3 * 4."),
        (
            "See [the notes](https://example.org/a_(b)) and {paper}`xmem`.",
            "See the notes and xmem.",
        ),
        ("{cite:t}`gao`, {paper}`the one <xmem>`, ![a dot](dot.svg)", "gao, the one, a dot"),
        ("## Head\n\n- one\n- two\n\n> three\n\n1. four", "Head one two three four"),
        ("```{note}\n:class: x\nMind it.\n```\n\n:::{tip}\nThis too.\n:::", "Mind it. This too."),
        ("a \\* b &lt;c&gt; &amp; $x_1$", "a * b <c> & $x_1$"),
        ("", ""),
    ],
)
def test_a_body_becomes_plain_text(markdown, plain):
    assert plain_text(markdown) == plain


@given(st.text())
def test_any_body_becomes_one_line(markdown):
    assert len(plain_text(markdown).splitlines()) <= 1
    assert len(summary(markdown)) <= 322


def test_a_summary_is_the_first_paragraph_cut_between_words():
    assert summary("First *one*,\non two lines.\n\nSecond.") == "First one, on two lines."
    assert summary("```{note}\n```\n\nSecond.") == "Second."
    cut = summary("word " * 100)
    assert cut.endswith("word …")
    assert len(cut) < 330


@given(st.lists(st.integers(0, 100_000), unique=True, min_size=1).map(sorted))
def test_numbers_are_unpacked_as_they_were(numbers):
    at, found = 0, []
    for step in browse_js.packed(numbers).split(" "):
        at += int(step, 36)
        found.append(at)
    assert found == numbers


def test_filters_say_who_answers_what(load):
    catalog = load({"one.md": FULL, "two.md": changed("2022", "2021").replace("2203.", "2103.")})
    data = read(browse_js.write(catalog)[0], "paperbaseBrowse")
    filters = {name: (title, answers) for name, title, answers in data["filters"]}
    assert filters["type"] == ("Type", [["SVOS", "Semi-supervised VOS", "0 1"]])
    assert filters["year"][1] == [["2022", "2022", "0"], ["2021", "2021", "1"]]
    assert filters["code"] == ("With", [["1", "Code", "0"]])
    assert filters["kind"][1] == [["method", "Method", "0 1"]]
    assert filters["benchmark"][1] == [["davis-2017-val", "DAVIS val", "0"]]
    assert [answer[0] for answer in filters["keyword"][1]] == ["long-term", "memory"]
    assert "dataset" not in filters
    assert data["results"] == {"davis-2017-val": ["J&F", [[0, 86.2]]]}
    assert data["byName"] == [["M", "0 1"]]
