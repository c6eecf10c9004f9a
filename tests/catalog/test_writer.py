"""An entry's file as it is written: what is read from it are the facts that went in."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_paperbase.catalog.schema import FRONT_MATTER_KEYS, LINK_KINDS, RESULT_KEYS
from sphinx_paperbase.catalog.text import frontmatter, writer
from tests.catalog.test_any_file import facts as good_facts
from tests.projects import REPOSITORY, read

ALL = {
    "results": [
        {
            "source": "https://example.org/1",
            "fps": 22.6,
            "hardware": "V100",
            "J&F": 86.2,
            "J": 82.9,
            "extra-data": "no",
            "task": "SVOS",
            "variant": None,
            "note": "the abstract",
            "own-source": False,
            "on": "davis-2017-val",
        },
        {"on": "davis-2017-val", "J&F": 70, "source": "https://example.org/2"},
    ],
    "added": datetime.date(2023, 4, 2),
    "status": "superseded",
    "aliases": ["x-mem"],
    "former-titles": ["An Old Title"],
    "builds-on": ["stcn"],
    "review": "4.2",
    "keywords": ["memory network", "on", "3D"],
    "note": 'says "yes": always',
    "links": {
        "code": "https://example.org/code",
        "video": "",
        "paper": "https://example.org/paper",
    },
    "volume": "13688",
    "pages": "640-658",
    "doi": "10.1007/978-3-031-19815-1_37",
    "arxiv": "2207.07115",
    "earlier": ["arXiv 2021"],
    "year": 2022,
    "venue": "ECCV",
    "types": ("SVOS",),
    "authors": ["Ho Kei Cheng", "Alexander G. Schwing"],
    "name": "XMem",
    "title": "XMem: Long-Term Video Object Segmentation",
}

WRITTEN = """\
---
title: "XMem: Long-Term Video Object Segmentation"
name: XMem
authors: [Ho Kei Cheng, Alexander G. Schwing]
types: [SVOS]  # suggested by the title; look whether it fits
venue: ECCV
year: 2022
earlier: [arXiv 2021]
arxiv: "2207.07115"
doi: 10.1007/978-3-031-19815-1_37
pages: 640-658
volume: 13688
links:
  paper: https://example.org/paper
  code: https://example.org/code
note: "says \\"yes\\": always"
keywords: [memory network, "on", 3D]
review: "4.2"
builds-on: [stcn]
former-titles: ["An Old Title"]
aliases: [x-mem]
status: superseded
added: 2023-04-02
results:
  - on: davis-2017-val
    task: SVOS
    J&F: 86.2
    J: 82.9
    extra-data: "no"
    fps: 22.6
    hardware: V100
    source: https://example.org/1
    own-source: false
    note: the abstract
  - on: davis-2017-val
    J&F: 70
    source: https://example.org/2
---
What it does.
"""


def test_a_whole_entry():
    comments = {"types": "suggested by the title; look whether it fits"}
    assert writer.entry_text(ALL, "What it does.\n", comments) == WRITTEN


def test_nothing_is_a_pair_of_fences():
    assert writer.entry_text({}) == "---\n---\n"


@pytest.mark.parametrize("nothing", [None, "", [], (), {}])
def test_what_is_empty_is_left_out(nothing):
    assert writer.front_matter({"name": nothing, "year": 2022}) == "year: 2022\n"


def test_a_long_list_has_a_line_for_each_item():
    authors = [f"Author Number {number}" for number in range(9)]
    first, *rest = writer.front_matter({"authors": authors}).splitlines()
    assert first == "authors:"
    assert rest == [f"  - {author}" for author in authors]
    assert read_facts({"authors": authors[:5]}) == {"authors": authors[:5]}


def test_a_remark_stays_on_its_line():
    text = writer.front_matter(
        {"authors": ["A" * 60, "B" * 60], "name": "XMem"}, {"authors": "look\nat\u2028it\x07"}
    )
    assert text.splitlines()[1] == "authors:  # look at it "
    assert text.count("#") == 1


@pytest.mark.parametrize(
    ("keys", "place", "order"),
    [
        (["year", "new", "title", "arxvi"], "", ["title", "year", "new", "arxvi"]),
        (["demo", "x", "paper"], "links", ["paper", "demo", "x"]),
        (
            ["source", "F", "on", "J", "variant", "task"],
            "results",
            ["on", "task", "F", "J", "variant", "source"],
        ),
        (["F", "source"], "results", ["F", "source"]),
    ],
)
def test_the_order_of_keys(keys, place, order):
    assert writer.ordered(keys, place) == order


# Each text with its key, as it is written.
SPELT = {
    ("title", "Plain"): '"Plain"',
    ("arxiv", "2210.09780"): '"2210.09780"',
    ("review", "4.2"): '"4.2"',
    ("name", "XMem"): "XMem",
    ("name", "yes"): '"yes"',
    ("name", "Off"): '"Off"',
    ("name", "y"): '"y"',
    ("name", "null"): '"null"',
    ("name", "2010"): '"2010"',
    ("name", "1_000"): '"1_000"',
    ("name", "1e3"): '"1e3"',
    ("name", "0o17"): '"0o17"',
    ("name", "0x1F"): '"0x1F"',
    ("name", "1:30"): '"1:30"',
    ("name", "2022-07-14"): '"2022-07-14"',
    ("name", ".inf"): '".inf"',
    ("name", "3D"): "3D",
    ("name", "a: b"): '"a: b"',
    ("name", "a:b"): "a:b",
    ("name", "a:"): '"a:"',
    ("name", "a #b"): '"a #b"',
    ("name", "a#b"): "a#b",
    ("name", " a"): '" a"',
    ("name", "- a"): '"- a"',
    ("name", "@a"): '"@a"',
    ("name", "a, [b]"): "a, [b]",
    ("name", 'a "b" \\c'): 'a "b" \\c',
    ("name", '"a" \\b'): '"\\"a\\" \\\\b"',
    ("name", "é 视频"): "é 视频",
    ("name", "a\nb"): '"a\\nb"',
    ("name", "a\x85b\u2028\ufeff"): '"a\\u0085b\\u2028\\uFEFF"',
    ("name", "\U0001f7e5"): '"\U0001f7e5"',
    ("name", "\U000e0001"): '"\\U000E0001"',
    ("year", "2022"): "2022",
    ("year", 2022): "2022",
    ("volume", "13688"): "13688",
    ("volume", "013"): '"013"',
    ("pages", "1-9"): "1-9",
    ("pages", "1:30"): '"1:30"',
    ("added", "2023-04-02"): "2023-04-02",
    ("added", datetime.date(2023, 4, 2)): "2023-04-02",
    ("own-source", "false"): "false",
    ("own-source", "no"): '"no"',
    ("note", "false"): '"false"',
    ("fps", 22.6): "22.6",
    ("fps", Decimal("86.20")): "86.20",
}


@pytest.mark.parametrize(("given", "spelt"), SPELT.items(), ids=repr)
def test_the_spelling_of_a_value(given, spelt):
    key, value = given
    assert writer.scalar(value, key) == spelt
    assert frontmatter.read(frontmatter.Source(f"k: {spelt}", "", 1)).data == {"k": str(value)}


@pytest.mark.parametrize("value", ["a, b", "a]", "a: b", "a:b", "{a}", "a?"])
def test_between_brackets_more_is_quoted(value):
    assert writer.scalar(value, "keywords", flow=True) == f'"{value}"'


hostile = st.text(st.characters(exclude_categories=["Cs"])) | st.text(
    "ab1 :#-,[]{}'\"\n\t\\?!&*|>%@`~=.é\x85\u2028\ufeff\x00"
)
words = st.sampled_from(
    ["yes", "No", "y", "null", "~", "1", "-1", "+.5", "1e3", "0o7", "0x1", "1_0", "1:30", "12:30:45", "2022-07-14",
     "2022-07-14 10:00:00", "=", "<<", ".nan", "...", "---", "1.", "Infinity"]
)  # fmt: skip


@given(hostile | words)
@example("a\ufeffb")
@example("a?")
def test_a_text_written_plain_is_that_very_text(text):
    if writer.is_plain(text):
        assert yaml.safe_load(f"k: {text}") == {"k": text}
        assert yaml.safe_load(f"- {text}  # remark") == [text]
    if writer.is_plain(text, flow=True):
        assert yaml.safe_load(f"k: [{text}, {{a: {text}}}]") == {"k": [text, {"a": text}]}
    for flow in (False, True):
        spelt = writer.scalar(text, "name", flow=flow)
        assert yaml.safe_load(f"k: {spelt}") == {"k": text}
        assert len(spelt.splitlines()) == 1


def read_facts(facts, body="", comments=None):
    text = writer.entry_text(facts, body, comments)
    assert text.isprintable() or set(filter(lambda c: not c.isprintable(), text)) <= {"\n", *body}
    source = frontmatter.split(text)
    assert source.body == body
    matter = frontmatter.read(source)
    assert not matter.faults
    return matter.data


def as_read(value):
    """Return facts as the front matter's reader gives them: texts, and nothing that is empty."""
    if isinstance(value, dict):
        inner = {key: as_read(item) for key, item in value.items()}
        return {key: item for key, item in inner.items() if item}
    if isinstance(value, list):
        return [item for item in map(as_read, value) if item]
    return str(value) if str(value).strip() else None


values = hostile | words | st.integers(0, 10_000) | st.dates()
plain_keys = st.sampled_from(sorted({*FRONT_MATTER_KEYS} - {"links", "results"}))
hostile_facts = st.builds(
    lambda *parts: {key: value for part in parts for key, value in part.items()},
    st.dictionaries(plain_keys, values | st.lists(values, max_size=9), max_size=9),
    st.fixed_dictionaries(
        {}, optional={"links": st.dictionaries(st.sampled_from(LINK_KINDS), values, min_size=1)}
    ),
    st.fixed_dictionaries(
        {},
        optional={
            "results": st.lists(
                st.dictionaries(
                    st.sampled_from([*RESULT_KEYS, "J&F", "F@0.5"]) | hostile, values
                ).map(lambda result: {**result, "J": 80.5}),
                min_size=1,
                max_size=3,
            )
        },
    ),
)


@given(hostile_facts, hostile, st.dictionaries(plain_keys, hostile))
@settings(max_examples=300, deadline=None)
def test_any_facts_are_read_as_they_were(facts, body, comments):
    assert read_facts(facts, body, comments) == as_read(facts)
    if "\r" not in body and not body.startswith("\ufeff"):
        assert writer.entry_text(facts, body) == writer.entry_text(
            dict(reversed(facts.items())), body
        )


@given(good_facts)
@settings(max_examples=200, deadline=None)
def test_the_entry_is_that_of_the_facts(facts):
    dumped = yaml.safe_dump(facts, allow_unicode=True)
    assert read(writer.entry_text(facts)).entry == read(f"---\n{dumped}---\n").entry


def test_the_entries_of_this_repository_are_in_order():
    for path in sorted((REPOSITORY / "entries").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        source = frontmatter.split(text)
        facts = frontmatter.read(source).data
        assert frontmatter.read(frontmatter.split(writer.entry_text(facts))).data == facts
        assert list(facts) == list(writer.in_order(facts)), path.name
