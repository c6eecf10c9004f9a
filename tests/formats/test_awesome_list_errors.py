"""What is wrong in awesome lists is told, at its line, and what is made all the same."""

from __future__ import annotations

import pytest

from tests.formats.awesome import FACTS, LINE, PAPER, below, imported, listing, said, unread


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            LINE.replace("SVOS", "SVO"),
            "'SVO' is neither a type nor a venue of taxonomy.toml; did you mean 'SVOS'?",
        ),
        (LINE.replace(PAPER, "paper"), "no link to the paper; write [paper](https://…)"),
        (LINE.replace(PAPER, "[paper](https://arxiv.org/abs/2301.00001"), "no link to the paper"),
        (LINE.replace("https:", "htps:"), "no link to the paper"),
        (LINE.replace(" - Masks through Time", ""), "no title is found"),
        (LINE.replace("arxiv.org/abs/2301.00001", "github.com/a/b"), "links.paper leads to code"),
    ],
)
def test_lines_of_which_no_entry_can_be_made(line, reason):
    assert reason in unread(line)


@pytest.mark.parametrize(
    ("heading", "reason"),
    [
        (
            "CVPRR 2023",
            "'CVPRR 2023' (line 3) names no venue of taxonomy.toml; did you mean 'CVPR'?",
        ),
        ("CVPR", "no year of CVPR; put it below a heading such as '### CVPR 2023'"),
        ("Journals 2023", "'Journals 2023' (line 3): no journal; write `TPAMI` before the title"),
        ("Other work", "'Other work' (line 3) names no venue of taxonomy.toml"),
    ],
)
def test_headings_that_say_too_little(heading, reason):
    assert reason in unread(LINE, heading)


def test_an_unknown_journal():
    line = LINE.replace("Masks", "`TPAM` Masks")
    assert (
        unread(line, "Journals 2023")
        == "the tag 'TPAM' is not a venue of taxonomy.toml; did you mean 'TPAMI'?"
    )


@pytest.mark.parametrize(
    ("line", "left", "reason"),
    [
        (
            LINE.replace("blue", "green"),
            {},
            ":green_square: stands for UVOS, but the label is SVOS; the label counts",
        ),
        (
            LINE.replace(" - [", " :orange_square: `XVOS` - ["),
            {},
            "'XVOS' is neither a type nor a venue",
        ),
        (LINE.replace("code", "[code]()"), {}, "the code link has no address; it is left out"),
        (
            LINE.replace("code", "[code](https://arxiv.org/abs/2301.00002)"),
            {},
            "links.code leads to a paper",
        ),
        (
            LINE.replace("code", "[code](javascript:alert(1))"),
            {},
            "is not an http or https address; it is left out",
        ),
        (
            LINE.replace("code", "[slides](https://example.org)"),
            {},
            "the link 'slides' is left out",
        ),
        (
            LINE.replace("code", "[code](https://github.com/a/b"),
            {},
            "is no link; write [code](https://…)",
        ),
        (LINE.replace("Time", "<b>Time</b>"), {}, "HTML is left out: <b> </b>"),
        (
            LINE.replace("Masks", "`Oral` Masks"),
            {},
            "the tag 'Oral' is not a venue of taxonomy.toml",
        ),
    ],
)
def test_errors_that_leave_an_entry(line, left, reason):
    assert reason in said(line)
    (item,) = listing(below("CVPR 2023", line)).items
    links = {"paper": f"https://arxiv.org/abs/{item.facts['arxiv']}"}
    assert item.facts == FACTS | left | {"links": links}


def test_swapped_links_are_put_right():
    line = LINE.replace("arxiv.org/abs/2301.00001", "github.com/a/b")
    line = line.replace("code", "[code](https://arxiv.org/abs/2301.00001)")
    assert said(line) == "the links of paper and code are swapped; they are put right"
    (item,) = listing(below("CVPR 2023", line)).items
    assert item.facts["arxiv"] == "2301.00001"
    assert item.facts["links"]["code"] == "https://github.com/a/b"


def test_code_that_is_a_page_about_the_project():
    line = LINE.replace("code", "[code](https://rkyuca.github.io/medvt/)")
    assert (
        said(line)
        == "the code link https://rkyuca.github.io/medvt/ leads to a page about the project"
    )


def test_a_title_that_names_another_type():
    line = LINE.replace("Masks", "Unsupervised VOS: Masks")
    assert said(line) == "the title names UVOS, but the label is SVOS"


def test_a_paper_reaches_arxiv_some_months_after_its_conference_at_the_latest():
    (soon,) = listing(below("CVPR 2023", LINE.replace("2301", "2406"))).items
    assert soon.facts["arxiv"] == "2406.00001"
    assert listing(below("CVPR 2023", LINE.replace("2301", "2406"))).errors == ()
    late = LINE.replace("2301", "2407")
    reason = "arXiv 2407.00001 is of 2024-07, long after CVPR 2023; correct one of the two"
    assert said(late) == f"{reason}; it is left out"
    (item,) = listing(below("CVPR 2023", late)).items
    assert "arxiv" not in item.facts


def test_a_preprint_is_of_the_year_of_its_id():
    line = LINE.replace("2301", "2401")
    assert "listed under arXiv 2023; made with 2024" in said(line, "Earlier Arxiv 2023")
    assert listing(below("Earlier Arxiv 2023", line)).items[0].facts["year"] == 2024


def test_one_id_on_two_papers():
    other = LINE.replace("Masks through Time", "Another")
    found = listing(below("CVPR 2023", f"{LINE}\n\n{other}"))
    assert [remark.text for remark in found.errors] == [
        "the arXiv id 2301.00001 is also that of 'Masks through Time' on line 5: "
        "one of them is wrong; made without the id"
    ]
    assert found.errors[0].place.first == 7
    first, second = (item.facts for item in found.items)
    assert first["arxiv"] == "2301.00001"
    assert "arxiv" not in second
    assert second["links"] == first["links"]
    assert len(imported(found).entries) == 2


def test_one_address_on_two_papers():
    line = LINE.replace("arxiv.org/abs/2301.00001", "example.org/p")
    other = line.replace("Masks through Time", "Another")
    (error,) = listing(below("CVPR 2023", f"{line}\n\n{other}")).errors
    assert error.text.endswith("'Masks through Time' on line 5: one of them is wrong")


def test_a_paper_listed_as_preprint_and_as_published():
    text = f"### Arxiv 2023\n\n{LINE}\n\n### ICCV 2023\n\n{LINE.replace('Masks', 'MASKS')}\n"
    found = listing(text)
    assert [item.facts for item in found.items] == [
        FACTS | {"title": "MASKS through Time", "venue": "ICCV", "earlier": ["arXiv 2023"]}
    ]
    assert [(r.place.first, r.text) for r in found.repeated] == [
        (3, "has the title of line 7; it is one entry with this listing as 'earlier'")
    ]


def test_a_preprint_after_the_publication_is_no_earlier_listing():
    text = (
        f"### Arxiv 2023\n\n{LINE}\n\n### ICCV 2022\n\n{LINE.replace('arxiv.org/abs', 'x.org')}\n"
    )
    found = listing(text)
    assert "earlier" not in found.items[0].facts
    assert found.repeated[0].text == "has the title of line 7; it is one entry"
    assert len(imported(found).entries) == 1


def test_a_paper_listed_twice():
    found = listing(below("CVPR 2023", f"{LINE}\n\n{LINE}"))
    assert len(found.items) == 1
    assert found.repeated[0].text == "has the title of line 5; it is one entry"


def test_letters_turned_around():
    lines = [LINE.replace("1)", f"{n})").replace("Masks", f"Segmentation {n}") for n in range(4)]
    lines.append(LINE.replace("1)", "9)").replace("Masks", "Segmetnation"))
    (error,) = listing(below("CVPR 2023", "\n\n".join(lines))).errors
    assert error.text == "the title has 'Segmetnation'; the others have 'segmentation'"


def test_entries_that_markdown_hides():
    found = listing(f"### CVPR 2023\n\n<details>\n{LINE}\n</details>\n\n    {LINE}\n")
    assert [remark.place.first for remark in found.unread] == [4, 7]
    assert "put a blank line above it" in found.unread[0].reason


def test_quotations_and_templates_are_prose():
    text = f"### CVPR 2023\n\n> {LINE}\n\n```\n{LINE}\n```\n"
    found = listing(text)
    assert not found.items
    assert not found.unread
    assert [remark.place.first for remark in found.prose] == [3, 5, 6, 7]
