"""What a check lets pass: good entries that look odd, and the contract's own example."""

from __future__ import annotations

import pytest

from sphinx_paperbase.catalog import Rule, Taxonomy
from sphinx_paperbase.catalog.checks.hosts import kind_of
from sphinx_paperbase.catalog.checks.people import people, stands_for_others
from sphinx_paperbase.catalog.reader import read_entry
from tests.projects import GOOD, REPOSITORY, changed, plus, read

CONTRACT = b"""\
---
title: "XMem: Long-Term Video Object Segmentation with an Atkinson-Shiffrin Memory Model"
name: XMem                        # what people call it
authors: [Ho Kei Cheng, Alexander G. Schwing]
types: [SVOS]                     # ids of taxonomy.toml, one or more
venue: ECCV                       # where it counts now; id of taxonomy.toml
year: 2022
earlier: [arXiv 2022]             # where it was listed before (preprint, conference version)
arxiv: 2207.07115                 # also unquoted: 2210.09780 stays 2210.09780
doi: 10.1007/978-3-031-19815-1_37
pages: 640-658
volume: 13688
links:                            # paper, code, project, dataset, video, demo
  paper: https://www.ecva.net/papers/eccv_2022/papers_ECCV/papers/136880633.pdf
  code: https://github.com/hkchengrex/XMem
note: generalist model            # a few words shown on the card
keywords: [memory network, long-term]
review: "4.2"                     # section of the review paper that treats it
builds-on: [stcn]                 # keys of entries
former-titles: []
aliases: []
status: retracted                 # retracted | withdrawn | superseded; absent = normal
added: 2023-04-02
results:
  - on: davis-2017-val            # id of a benchmark in taxonomy.toml
    task: SVOS                    # needed where the entry has several types
    J&F: 86.2
    J: 82.9
    F: 89.5
    variant: null
    extra-data: null
    fps: 22.6
    hardware: V100
    source: https://github.com/hkchengrex/XMem/blob/main/docs/RESULTS.md
---
"""


def test_the_example_of_the_contract_passes():
    taxonomy = Taxonomy.load(REPOSITORY / "taxonomy.toml")
    found = read_entry("entries/xmem.md", CONTRACT, taxonomy)
    assert found.problems == ()
    assert found.entry.results[0].variant is None


@pytest.mark.parametrize(
    "lines",
    [
        "doi: null",
        "name: ~",
        "links: {code: null}",
        "keywords: []",
        "links: {}",
        'volume: "45(2)"',
        "pages: 1",
        "review: 4.1",
        "added: 2023-04-02",
        "former-titles: [Masks Through Time]",
        "note: a note with 3 & 4; AT&T, R&D; 50% of $5",
        "name: KMN^M",
        "name: 'XMem++'",
        "name: 1984+",
        "links: {project: https://github.com/a/b}",
        "links: {dataset: https://doi.org/10.5281/zenodo.1234}",
        "links: {code: https://huggingface.co/a/b}",
        "links: {paper: https://github.com/a/b/raw/main/paper.pdf}",
        "links: {demo: https://youtu.be/x}",
    ],
)
def test_what_looks_odd_and_is_right(lines):
    assert read(plus(lines)).problems == ()


@pytest.mark.parametrize(
    ("venue", "year", "arxiv"),
    [
        ("CVPR", 2022, "2306.01234"),
        ("CVPR", 2022, "1801.01234"),
        ("arXiv", 2022, "2212.01234"),
        ("CVPR", 2022, "cs/0112017"),
        ("CVPR", 1998, "cs/9801017"),
    ],
)
def test_years_that_may_be(venue, year, arxiv):
    text = changed("2203.01234", arxiv, changed("CVPR\nyear: 2022", f"{venue}\nyear: {year}"))
    assert read(text).problems == ()


@pytest.mark.parametrize(
    "name",
    [
        "Alan Turing",
        "Alexander G. Schwing",
        "Ludwig van Beethoven",
        "Martin Luther King, Jr.",
        "Institute of Science and Technology",
        "Sandra Ahmed",
        "Al Other",
        "Anders Brandt",
        "Björn Ommer",
        "李 明",
        "Madonna",
        "Smith, Jr., John",
    ],
)
def test_names_of_one_person(name):
    assert people(name) == [name]
    assert not stands_for_others(name)
    assert read(changed("Alan Turing", f'"{name}"')).problems == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Turing, Alan", ["Alan Turing"]),
        ("van der Maaten, Laurens", ["Laurens van der Maaten"]),
        ("Alan Turing and Ada Lovelace", ["Alan Turing", "Ada Lovelace"]),
        ("Turing, Alan and Lovelace, Ada", ["Alan Turing", "Ada Lovelace"]),
        ("A Turing, B Lovelace, and C Hopper", ["A Turing", "B Lovelace", "C Hopper"]),
        ("Alan Turing & Ada Lovelace", ["Alan Turing", "Ada Lovelace"]),
        ("Turing, Alan; Lovelace, Ada", ["Alan Turing", "Ada Lovelace"]),
    ],
)
def test_names_as_they_are_copied(text, names):
    assert people(text) == names


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://arxiv.org/abs/2203.01234", "paper"),
        ("https://www.arxiv.org/abs/2203.01234", "paper"),
        ("https://notarxiv.org/abs/2203.01234", None),
        ("https://github.com/a/b", "code"),
        ("https://a.github.io/b", None),
        ("https://GITHUB.com/a/b", "code"),
        ("https://example.org/x.pdf?download=1", "paper"),
        ("https://m.youtube.com/watch?v=x", "video"),
        ("https://youtube-vos.org/dataset", None),
        ("https://doi.org/10.5281/zenodo.1", None),
        ("https://[github.com/a/b", None),
        ("javascript:github.com", None),
    ],
)
def test_what_an_address_leads_to(url, kind):
    assert kind_of(url) == kind


def results(*rows: str, types: str = "[SVOS]") -> str:
    lines = "\n".join(f"- {{on: davis-2017-val, source: https://a.org/x, {row}}}" for row in rows)
    return changed("[SVOS]", types, plus(f"results:\n{lines}"))


@pytest.mark.parametrize(
    "text",
    [
        results("J&F: 86.15, J: 82, F: 90"),
        results("J&F: 0, J: 0"),
        results("J&F: 100, fps: 0.4"),
        results("J: 80", "J: 81, variant: big", "J: 82, extra-data: masks"),
        results("J: 80, task: SVOS", types="[SVOS, RVOS]"),
        results("J: 80, variant: null, fps: null"),
        results("J: 80, own-source: false, note: the abstract"),
        results('J: 80, own-source: "true"', "J: 81, own-source: FALSE, variant: big"),
    ],
)
def test_results_that_may_be(text):
    assert read(text).problems == ()


def test_a_metric_called_by_two_others_is_their_mean():
    assert [p.rule for p in read(results("J&F: 86.16, J: 82, F: 90")).problems] == [Rule.WRONG_MEAN]


def test_one_fault_is_told_once():
    tabbed = changed("year: 2022", "year: 2022\n\tname: a: b")
    assert [p.rule for p in read(tabbed).problems] == [Rule.TAB]
    utf_16 = read(b"\xef\xbb\xbf" + GOOD.encode("utf-16"))
    assert [p.rule for p in utf_16.problems] == [Rule.BAD_ENCODING]
    empty = changed("title: Masks through Time", "title:")
    assert [p.rule for p in read(empty).problems] == [Rule.EMPTY_VALUE]


def test_many_faults_of_all_kinds_are_told_in_one_run_and_in_order():
    text = """\
---
title: Masks &amp; <b>Time
name: No
authors: ["Turing, Alan", et al., Ada Lovelace, ada lovelace]
types: [SVOS, RVOS]
venue: CVPR
year: 2022
earlier: [ECCV 2023, arXiv 2021]
arxiv: 2203.01234v2
doi:
links:
  code: https://arxiv.org/abs/2203.01234
results:
  - {on: davis-2017-val, J: 862, XY: 1}
---
A <i>
"""
    assert [f"{p.line}:{p.column} {p.rule.id}" for p in read(text).problems] == [
        "2:8 markup-in-text",
        "2:8 bad-text",
        "3:7 unquoted-text",
        "4:11 family-first",
        "4:27 authors-left-out",
        "4:49 repeated-author",
        "8:11 late-earlier",
        "8:22 arxiv-year",
        "9:8 arxiv-version",
        "10:5 empty-value",
        "12:9 code-is-paper",
        "14:5 missing-task",
        "14:5 missing-result-source",
        "14:29 result-out-of-range",
        "14:34 unknown-metric",
        "16:3 raw-html",
    ]
