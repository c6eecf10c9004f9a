"""Awesome lists, read: the form of the field's list, plain lists, tables."""

from __future__ import annotations

import pytest

from sphinx_paperbase.formats import awesome_list
from tests.formats.awesome import (
    FACTS,
    LINE,
    LISTED,
    LISTS,
    PAPER,
    below,
    listing,
    one,
    papers,
    unread,
)

OWN, PLAIN, TABLES = (
    (LISTS / f"{n}.md").read_text("utf-8") for n in ("own-form", "plain", "tables")
)


def test_a_list_in_its_own_form():
    facts = papers(OWN)
    shown = [(f["title"][:20], f["types"], f["venue"], f["year"]) for f in facts]
    assert shown == [
        ("Stable Video Matting", ["VMAT"], "arXiv", 2025),
        ("HD-EPIC: A Highly-De", ["SVOS"], "arXiv", 2025),
        ("Learning Motion and ", ["UVOS"], "arXiv", 2025),
        ("Weakly-Supervised Re", ["RVOS"], "CVPR Findings", 2026),
        ("Reinforcing Video Ob", ["RVOS"], "CVPR", 2026),
        ("R2-Bench: Benchmarki", ["RVOS", "AVOS"], "ECCV", 2024),
        ("UVOSAM: A Mask-free ", ["UVOS"], "arXiv", 2023),
        ("Referred by Multi-Mo", ["RVOS"], "arXiv", 2023),
        ("SimulFlow: Simultane", ["UVOS"], "ACM MM", 2023),
        ("MOSE: A New Dataset ", ["SVOS"], "ICCV", 2023),
        ("SegGPT: Segmenting E", ["SVOS"], "ICCV", 2023),
        ("VLT: Vision-Language", ["RVOS"], "TPAMI", 2023),
    ]
    assert [f.get("note") for f in facts if f.get("note")] == [
        "with long-term SVOS dataset",
        "Also support audio-guided VOS!",
        "generalist model",
    ]
    assert [f.get("arxiv") or f.get("doi") for f in facts][5:10] == [
        "2403.04924",
        "2305.12659",
        "2305.16318",
        "10.1145/3581783.3611804",
        "2302.01872",
    ]


def test_every_kind_of_link():
    links = {
        "paper": "https://arxiv.org/abs/2301.00001",
        "code": "https://github.com/a/b",
        "dataset": "https://github.com/a/b",
        "project": "https://example.org/p",
        "video": "https://example.org/v",
        "demo": "https://example.org/d",
    }
    line = (
        f"`SVOS` - {PAPER} / [code & dataset](https://github.com/a/b) / [project page]"
        "(https://example.org/p) / [Video](https://example.org/v) / [DEMO](https://example.org/d)"
        " - Masks through Time"
    )
    assert one(line) == FACTS | {"links": links}


@pytest.mark.parametrize(
    "line",
    [
        LINE,
        LINE.replace(" - ", " &nbsp;-&nbsp; "),
        LINE.replace(" - ", " &nbsp;&nbsp;&nbsp;&nbsp;-&nbsp; "),
        LINE.replace(" - ", "\u00a0\u00a0-\u00a0"),
        LINE.replace(" - ", " – "),
        LINE.replace(" - ", " --- "),
        LINE.replace(":blue_square:", "🟦"),
        LINE.replace(":blue_square: ", "🟦\ufe0f"),
        LINE.replace(":blue_square: ", ""),
        LINE.replace("`SVOS`", "SVOS"),
        LINE.replace("`SVOS`", "`svos`"),
        LINE.replace("`SVOS` ", ""),
        LINE.replace("`SVOS`", "`SVOS` `Jul`"),
        LINE.replace("code", "CODE"),
        LINE.replace(" / code", ""),
        LINE.replace(" / code", "/code"),
        LINE.replace(" / code", " | project page"),
        LINE.replace(PAPER, f"[{PAPER}]"),
        LINE.replace("[paper](", "[[PDF]]("),
        LINE.replace("code - ", "code -\n"),
        LINE.replace("through", "\nthrough"),
        LINE + "   ",
        f"- {LINE}",
        LINE + "\n---",
        f":blue_square: `SVOS` - Masks through Time - {PAPER} / code",
    ],
)
def test_however_it_is_written(line):
    assert one(line) == FACTS


@pytest.mark.parametrize(
    "heading",
    [
        "CVPR 2023",
        "cvpr 2023",
        "CVPR'23",
        "CVPR2023",
        "🔥 CVPR 2023 🔥",
        ":fire: CVPR (2023)",
        '<span id="cvpr23">CVPR 2023</span>',
        '<a name="x"></a>CVPR 2023 <a href="#top">↑</a>',
        "[CVPR 2023](https://cvpr.thecvf.com)",
        "**CVPR 2023**",
        "Conference on Computer Vision and Pattern Recognition 2023",
        "2023\n\n#### CVPR",
        "CVPR\n\n#### 2023",
        "CVPR 2023\n\n#### Video matting and more",
    ],
)
def test_however_the_section_is_headed(heading):
    assert one(LINE, heading) == FACTS


@pytest.mark.parametrize(
    ("heading", "venue", "year"),
    [
        ("Arxiv 2023", "arXiv", 2023),
        ("ArXiv (Within the last 6 months)", "arXiv", 2023),
        ("ArXiv (Last 6 months)", "arXiv", 2023),
        ("Earlier Arxiv 2023", "arXiv", 2023),
        ("ACM MM 2023", "ACM MM", 2023),
        ("ACMMM 2023", "ACM MM", 2023),
        ("CVPR Findings 2023", "CVPR Findings", 2023),
    ],
)
def test_venues(heading, venue, year):
    assert one(LINE, heading) == FACTS | {"venue": venue, "year": year}


@pytest.mark.parametrize(
    ("line", "heading", "venue"),
    [
        (LINE.replace("Masks", "`TIP` Masks"), "Journals 2023", "TIP"),
        (LINE.replace("Masks", "`tpami` Masks"), "Journals 2023", "TPAMI"),
        (LINE.replace("`SVOS`", "`SVOS` `TIP`"), "Journals 2023", "TIP"),
        (LINE.replace("Masks", "`TIP` `Jan` Masks"), "Journals 2023", "TIP"),
        (LINE.replace("`SVOS`", "`SVOS` `Findings`"), "CVPR 2023", "CVPR Findings"),
    ],
)
def test_a_tag_names_the_venue(line, heading, venue):
    assert one(line, heading) == FACTS | {"venue": venue}


@pytest.mark.parametrize(
    ("end", "note"),
    [
        ("(:fire:`generalist model`)", "generalist model"),
        ("(`generalist model`)", "generalist model"),
        ("(🔥 generalist model)", "generalist model"),
        ("(Also support audio-guided VOS!)", "Also support audio-guided VOS!"),
        (
            "(`visible and invisible (e.g., occluded) objects`)",
            "visible and invisible (e.g., occluded) objects",
        ),
        ("(nested (parentheses) too)", "nested (parentheses) too"),
    ],
)
def test_notes(end, note):
    assert one(f"{LINE} {end}") == FACTS | {"note": note}


@pytest.mark.parametrize(
    "title",
    [
        "f(x)",
        "(Un)supervised masks",
        "paper / code - a title",
        "Masks - Through - Time",
        "- a title with a dash",
        "TIP of the iceberg",
        "A & B < C > D",
        "Masks: “Through” Time?",
    ],
)
def test_titles_that_look_like_something_else(title):
    assert one(LINE.replace("Masks through Time", title))["title"] == title


def test_markdown_in_titles_is_read():
    line = LINE.replace("Masks through Time", r"*Masks* \[through\] `Time` &amp; __more__")
    assert one(line)["title"] == "Masks [through] Time & more"


def test_entries_need_no_blank_line_between_them():
    other = LINE.replace("00001", "00002").replace("Masks", "Other\nMasks")
    found = listing(below("CVPR 2023", f"{LINE}\n{other}\n{LINE.replace('1)', '3)')} again"))
    assert [tuple(item.place) for item in found.items] == [(5, 5), (6, 7), (8, 8)]
    assert found.items[1].facts["title"] == "Other Masks through Time"


def test_the_lists_own_legend_counts():
    legend = "🟩 `SVOS`: Semi-supervised\n\n🟦 `UVOS`: Unsupervised\n\n"
    assert papers(legend + below("CVPR 2023", LINE.replace(":blue_square:", "🟩"))) == [FACTS]
    found = listing(legend + below("CVPR 2023", LINE))
    assert "stands for UVOS, but the label is SVOS" in found.errors[0].text


@pytest.mark.parametrize(
    ("address", "ids"),
    [
        ("https://arxiv.org/pdf/2301.00001v2.pdf", {"arxiv": "2301.00001"}),
        ("http://arxiv.org/abs/cs/0112017", {"arxiv": "cs/0112017"}),
        ("https://doi.org/10.1000/a(b)c", {"doi": "10.1000/a(b)c"}),
        (
            "https://link.springer.com/chapter/10.1007/978-3-031-19815-1_37",
            {"doi": "10.1007/978-3-031-19815-1_37"},
        ),
        (
            "https://link.springer.com/content/pdf/10.1007/s10462-022-10176-7.pdf",
            {"doi": "10.1007/s10462-022-10176-7"},
        ),
        ("https://dl.acm.org/doi/abs/10.1145/3581783.3611804", {"doi": "10.1145/3581783.3611804"}),
        ("https://ieeexplore.ieee.org/document/9745367", {}),
        ("https://example.org/10.1000/abc", {}),
    ],
)
def test_ids_are_read_from_the_papers_address(address, ids):
    facts = one(LINE.replace("https://arxiv.org/abs/2301.00001", address))
    assert {key: facts[key] for key in ("arxiv", "doi") if key in facts} == ids
    assert facts["links"] == {"paper": address}


def test_two_addresses_of_the_paper():
    line = LINE.replace("[paper](", "[paper](https://example.org/p) / [arXiv](")
    assert one(line) == FACTS | {"links": {"paper": "https://example.org/p"}}
    doi = LINE.replace("[paper](", "[paper](https://doi.org/10.1000/a) / [PDF](")
    assert one(doi)["doi"] == "10.1000/a"
    assert one(doi)["arxiv"] == "2301.00001"


def test_a_plain_list():
    facts = papers(PLAIN)
    assert [(f["title"][:16], f["types"], f["venue"], f["year"]) for f in facts] == [
        ("One-Shot Video O", ["SVOS"], "CVPR", 2017),
        ("Video Object Seg", ["SVOS"], "ICCV", 2019),
        ("FEELVOS: Fast En", ["SVOS"], "CVPR", 2019),
        ("Associating Obje", ["SVOS"], "NeurIPS", 2021),
        ("XMem: Long-Term ", ["SVOS"], "ECCV", 2022),
    ]
    assert all(list(f["links"]) == ["paper", "code"] for f in facts)


def test_types_that_are_told_for_all():
    line = "- [Masks through Time](https://arxiv.org/abs/2301.00001)"
    assert "no type; write it in front, such as `SVOS`, or say --type SVOS" in unread(line)
    found = awesome_list.read(below("CVPR 2023", line), LISTED, ["SVOS"])
    assert [item.facts for item in found.items] == [FACTS]


def test_an_item_without_a_link_is_told():
    assert unread("- Masks through Time") == "no link to the paper; write [paper](https://…)"


def test_other_lists_are_prose():
    text = "# Papers\n\n- [CVPR](#cvpr)\n- [A tool](https://example.org/tool)\n- a word\n"
    found = listing(text)
    assert not found.items
    assert not found.unread
    assert len(found.prose) == 3


def test_tables_with_and_without_a_head():
    found = listing(TABLES)
    assert not found.unread
    shown = [
        (i.place.first, i.facts["types"], i.facts["venue"], i.facts["year"]) for i in found.items
    ]
    assert shown == [
        (5, ["SVOS"], "CVPR", 2017),
        (6, ["UVOS"], "CVPR", 2019),
        (12, ["RVOS"], "TPAMI", 2023),
        (13, ["UVOS"], "TIP", 2023),
    ]
    assert [item.facts["title"][:9] for item in found.items] == [
        "One-Shot ",
        "See More,",
        "VLT: Visi",
        "Hierarchi",
    ]
    assert found.items[1].facts["links"] == {
        "code": "https://github.com/carrierlxk/COSNet",
        "paper": "https://arxiv.org/abs/2001.06810",
    }


def test_a_row_that_cannot_be_read():
    table = "| Title | Venue | Links |\n|-|-|-|\n| A title | CVPR 2020 | none |\n"
    assert "no link to the paper" in listing(table).unread[0].reason


def test_other_tables_are_prose():
    text = "| Data set | Where |\n|-|-|\n| MOSE | [here](https://example.org) |\n"
    assert len(listing(text).prose) == 3
