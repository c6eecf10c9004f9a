"""The collection written as an awesome list, and read again."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sphinx_paperbase.catalog import Catalog, Entry
from sphinx_paperbase.catalog.drafts.draft import Draft
from sphinx_paperbase.catalog.reader import read_entry
from sphinx_paperbase.catalog.values import arxiv_of
from sphinx_paperbase.formats import awesome_list
from sphinx_paperbase.formats.awesome_list.inline import code, escaped
from tests.formats.awesome import LISTED, LISTS, imported, listing

SPACE = " &nbsp;&nbsp;&nbsp;-&nbsp;&nbsp;&nbsp; "


def entry(title: str = "Masks through Time", **facts: object) -> Entry:
    """Return a paper with some facts."""
    given = {"key": "paper", "title": title, "types": ["SVOS"], "venue": "CVPR", "year": 2023}
    return Entry.model_validate(given | {"arxiv": "2301.00001"} | facts, context=LISTED)


def written(*entries: Entry) -> str:
    """Return the sections of the list of some papers."""
    return awesome_list.write(entries, LISTED).partition("\n\n---\n\n")[2]


def line(**facts: object) -> str:
    """Return the line of one paper, from its links on."""
    return written(entry(**facts)).split("\n")[2].partition(SPACE)[2]


def test_the_whole_of_a_list():
    papers = [
        entry("An Old One", year=2022, venue="ECCV", types=["UVOS", "RVOS"], note="a note"),
        entry("In a Journal", venue="TIP", arxiv=None, doi="10.1000/a"),
        entry(links={"code": "https://example.org/c", "paper": "https://example.org/p"}),
    ]
    assert awesome_list.write(papers, LISTED) == (
        "# Awesome Video Object Segmentation\n\n"
        "Recent work on video object segmentation (VOS). Earlier work can be found in the review paper:\n\n"
        "> Mingqi Gao: A review. Artificial Intelligence Review 56(1), 457-531, 2023 / "
        "[paper](https://doi.org/10.1007/s10462-022-10176-7)\n\n"
        "Coloured squares tell the types of VOS:\n\n"
        ":blue_square: `SVOS`: Semi-supervised VOS\n\n"
        ":green_square: `UVOS`: Unsupervised VOS\n\n"
        ":orange_square: `RVOS`: Referring VOS\n\n"
        ":red_square: `AVOS`: Audio-visual VOS\n\n"
        ":purple_square: `VMAT`: Video matting\n\n"
        "---\n\n### CVPR 2023\n\n"
        f":blue_square: `SVOS`{SPACE}[paper](https://example.org/p) / [code](https://example.org/c){SPACE}Masks through Time\n\n"
        "---\n\n### Journals 2023\n\n"
        f":blue_square: `SVOS`{SPACE}[paper](https://doi.org/10.1000/a) / code{SPACE}`TIP` In a Journal\n\n"
        "---\n\n### ECCV 2022\n\n"
        f":green_square: `UVOS` :orange_square: `RVOS`{SPACE}[paper](https://arxiv.org/abs/2301.00001) / code{SPACE}An Old One (`a note`)\n\n"
        "---\n\nEnd of the list. :seedling:\n"
    )


def test_sections_are_in_the_order_of_the_list():
    editions = [
        ("TIP", 2022),
        ("ECCV", 2022),
        ("arXiv", 2022),
        ("arXiv", 2023),
        ("CVPR", 2022),
        ("TPAMI", 2022),
    ]
    text = written(*(entry(f"{v} {y}", venue=v, year=y) for v, y in editions))
    assert re.findall("### (.*)", text) == [
        "arXiv 2023",
        "arXiv 2022",
        "CVPR 2022",
        "ECCV 2022",
        "Journals 2022",
    ]


def test_lines_are_in_the_order_of_what_they_show():
    ids = [None, "2301.00002", "cs/0112017", "9912.00001", "2301.10000", None, "2212.00001"]
    papers = [
        entry(f"Title {n}", arxiv=id, links={} if id else {"paper": f"https://example.org/{9 - n}"})
        for n, id in enumerate(ids)
    ]
    titles = re.findall("Title ([0-9])", written(*papers))
    assert [ids[int(n)] for n in titles] == [
        "2301.10000",
        "2301.00002",
        "2212.00001",
        "cs/0112017",
        "9912.00001",
        None,
        None,
    ]
    assert titles[-2:] == ["0", "5"]


@pytest.mark.parametrize(
    ("links", "shown"),
    [
        ({}, "[paper](https://arxiv.org/abs/2301.00001) / code"),
        ({"paper": "https://example.org/p"}, "[paper](https://example.org/p) / code"),
        (
            {"dataset": "https://example.org/d"},
            "[paper](https://arxiv.org/abs/2301.00001) / [DATASET](https://example.org/d)",
        ),
        (
            {"project": "https://example.org/p"},
            "[paper](https://arxiv.org/abs/2301.00001) / [project page](https://example.org/p)",
        ),
        (
            {"code": "https://example.org/c", "dataset": "https://example.org/c"},
            "[paper](https://arxiv.org/abs/2301.00001) / [code & dataset](https://example.org/c)",
        ),
        (
            {"video": "https://example.org/v", "demo": "https://example.org/d"},
            "[paper](https://arxiv.org/abs/2301.00001) / code / [video](https://example.org/v) / [demo](https://example.org/d)",
        ),
        (
            {"code": "https://example.org/a(b)?x=1&copy;=2"},
            "[paper](https://arxiv.org/abs/2301.00001) / [code](<https://example.org/a(b)?x=1&amp;copy;=2>)",
        ),
    ],
)
def test_links(links, shown):
    assert line(links=links).partition(SPACE)[0] == shown


HOSTILE = [
    "<script>alert(1)</script>", "a < b > c", "[a](https://evil.org)", "![a](https://evil.org)", "https://evil.org/x",
    "www.evil.org", "me@evil.org", "xmpp:me@evil.org", "<https://evil.org>", "*a* _b_ **c** ~~d~~", "`a` ``b``", "a | b",
    "&lt;b&gt; &nbsp; &#60;", "\\", "\\<b>", "a\\*b", "Title (a note)", "$x$", "<!-- a -->", "a](https://evil.org)",
    "[^1]", "# a", "- a", "1. a", "> a", "---", "a  b\u00a0c",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_but_text_comes_of_a_text(text):
    for markdown in (escaped(text), code(text)):
        shown = MarkdownIt("commonmark").enable("table").render(f"a {markdown}")
        bare = re.sub(r"<!-- -->|^<p>a |</p>$|</?code>", "", shown.strip())
        assert "<" not in bare
        assert html.unescape(bare) == " ".join(text.split())


def test_github_makes_no_link_of_a_text():
    # https://github.github.com/gfm/#autolinks-extension-: these are found in the source.
    for text in HOSTILE:
        assert not re.search(r"(?<!\\)://|www\.|@(?!<!-- -->)", escaped(text))


def again(text: str, taxonomy=LISTED) -> str:
    """Return a list that was read into an empty collection and written again."""
    found = awesome_list.read(text, taxonomy)
    assert not found.unread
    return awesome_list.write(imported(found, taxonomy).entries.values(), taxonomy)


def test_the_real_collection_comes_back(real):
    text = awesome_list.write(real.entries.values(), real.taxonomy)
    assert awesome_list.read(text, real.taxonomy).errors == ()
    assert again(text, real.taxonomy) == text
    assert len(re.findall(r"\[paper\]", text)) == len(real.entries) + 1


@pytest.mark.parametrize("path", sorted(LISTS.glob("*.md")), ids=lambda path: path.stem)
def test_a_list_of_others_comes_to_rest(path):
    text = awesome_list.write(imported(listing(path.read_text("utf-8"))).entries.values(), LISTED)
    assert again(text) == text


LIKE_A_LIST = [
    "TIP of the iceberg", "code", "paper / code - x", "- x", ":fire: x", "🟦 `SVOS` x", "(x)", "x)", "f(x)", "x (y)",
    "`TIP` x", "a `note`", "``", "x :", "[x]", "CVPR 2023",
]  # fmt: skip


@pytest.mark.parametrize("text", [*HOSTILE, *LIKE_A_LIST])
@pytest.mark.parametrize("venue", ["CVPR", "TIP"])
def test_texts_come_back(text, venue):
    facts = {"title": text, "types": ["SVOS"], "venue": venue, "year": 2023, "arxiv": "2301.00001"}
    for said in (facts, facts | {"note": "a note"}, facts | {"title": "x", "note": text}):
        file = read_entry("entries/paper.md", Draft(said).text.encode(), LISTED)
        if file.problems:
            assert text in HOSTILE
        else:
            (item,) = listing(awesome_list.write([file.entry], LISTED)).items
            shown = {key: " ".join(item.facts.get(key, "").split()) for key in ("title", "note")}
            assert shown == {key: " ".join(said.get(key, "").split()) for key in ("title", "note")}


TEXTS = st.lists(
    st.one_of(
        st.sampled_from([
            "Title", "(note)", "(`x`)", ": ", " - ", " – ", "-", "[", "]", "(", ")", "`", "``", "|", "*", "_", "&",
            "&nbsp;", "&amp", "<", ">", "<b", "~~", "!", "#", "@", "a@b.org", "https://x.org", "www.x.org", ":fire:",
            ":blue_square:", "🟦", "`SVOS`", "SVOS", "TIP", "TPAMI ", "paper", "code", "/", " ", "  ", "\u00a0", "\u3000",
            "\u2028", "é", "中", "'", '"', "“", "+", ".", ",", "?", "[x](y)", "[paper](https://x.org)", "2023",
            "CVPR 2023", "\ufe0f",
        ]),
        st.text(max_size=3),
    ),
    min_size=1,
    max_size=8,
).map("".join)  # fmt: skip
ADDRESSES = st.builds(
    "https://{}/{}".format,
    st.sampled_from(["arxiv.org", "github.com", "x.org", "doi.org", "link.springer.com"]),
    st.one_of(
        st.sampled_from(
            [
                "abs/2301.00001",
                "abs/2301.00002",
                "pdf/2301.00003.pdf",
                "10.1000/x",
                "chapter/10.1007/a_1",
            ]
        ),
        st.text("ab()[]&;*_#?%~!'ü", max_size=8),
    ),
)
FACTS = st.fixed_dictionaries(
    {
        "title": TEXTS,
        "types": st.lists(st.sampled_from(list(LISTED.types)), min_size=1, max_size=3, unique=True),
        "venue": st.sampled_from(list(LISTED.venues)),
        "year": st.integers(2022, 2023),
    },
    optional={
        "note": TEXTS,
        "arxiv": st.sampled_from(["2301.00001", "2301.00002", "2212.00001"]),
        "doi": st.sampled_from(["10.1000/a(b)", "10.1000/a#b", "10.1000/a|b^c`d", "10.1007/x"]),
        "links": st.dictionaries(
            st.sampled_from(["paper", "code", "project", "dataset", "video", "demo"]), ADDRESSES
        ),
    },
)


def sound(collection: Iterable[dict[str, object]]) -> list[Entry]:
    """Return the papers of which the check says nothing, neither of one nor of two of them."""
    kept: list = []
    for number, facts in enumerate(collection):
        facts["arxiv"] = facts.get("arxiv") or arxiv_of(facts.get("links", {}).get("paper", ""))
        file = read_entry(f"entries/p{number}.md", Draft(facts).text.encode(), LISTED)
        if not file.problems and not Catalog(LISTED, [*kept, file]).problems:
            kept.append(file)
    return [file.entry for file in kept]


@given(st.lists(FACTS, min_size=1, max_size=5))
@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
def test_any_collection_comes_back(collection):
    entries = sound(collection)
    assume(entries)
    text = awesome_list.write(entries, LISTED)
    assert again(text) == text
