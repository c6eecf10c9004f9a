"""BibTeX, read: facts in the form of an entry, from whatever there is to paste."""

from __future__ import annotations

import textwrap
import unicodedata

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from sphinx_paperbase.catalog import Entry
from sphinx_paperbase.catalog.drafts.draft import Draft
from sphinx_paperbase.catalog.reader import read_entry
from sphinx_paperbase.formats import bibtex
from tests.projects import SMALL, paper

often = settings(max_examples=200, deadline=None)


def one(text: str) -> Draft:
    (draft,) = bibtex.read(text, SMALL)
    return draft


def entry(*fields: str, kind: str = "inproceedings", title: str = "title = {A Title}") -> str:
    return f"@{kind}{{key,\n" + ",\n".join([title, *fields]) + "\n}"


def facts(*fields: str, kind: str = "inproceedings") -> dict[str, object]:
    return one(entry(*fields, kind=kind)).facts


CVF = """
@InProceedings{Cho_2022_CVPR,
    author    = {Cho, Suhwan and Lee, Heansung and Lee, Sangyoun},
    title     = {Pixel-Level Bijective Matching for Video Object Segmentation},
    booktitle = {Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)},
    month     = {June},
    year      = {2022},
    pages     = {129-138}
}
"""
DBLP = r"""
@article{DBLP:journals/corr/abs-2207-07115,
  author       = {Ho Kei Cheng and
                  Alexander G. Schwing},
  title        = {XMem: Long-Term Video Object Segmentation with an Atkinson-Shiffrin
                  Memory Model},
  journal      = {CoRR},
  volume       = {abs/2207.07115},
  year         = {2022},
  url          = {https://doi.org/10.48550/arXiv.2207.07115},
  doi          = {10.48550/ARXIV.2207.07115},
  eprinttype    = {arXiv},
  eprint       = {2207.07115},
  biburl       = {https://dblp.org/rec/journals/corr/abs-2207-07115.bib},
}
"""
SPRINGER = r"""
@inproceedings{DBLP:conf/eccv/ChengS22,
  author = {Ho Kei Cheng and Alexander G. Schwing},
  title  = {XMem},
  pages  = {640--658},
  url    = {https://doi.org/10.1007/978-3-031-19815-1\_37},
  doi    = {10.1007/978-3-031-19815-1\_37},
  crossref = {DBLP:conf/eccv/2022-28}
}
@proceedings{DBLP:conf/eccv/2022-28,
  editor = {Shai Avidan},
  title  = {European Conference on Computer Vision},
  series = {Lecture Notes in Computer Science},
  volume = {13688},
  year   = {2022},
  doi    = {10.1007/978-3-031-19815-1},
}
"""
SCHOLAR = """
@article{cheng2022xmem,
  title={XMem},
  author={Cheng, Ho Kei and Schwing, Alexander G and others},
  journal={arXiv preprint arXiv:2207.07115},
  year={2022}
}
"""
ARXIV = """
@misc{cheng2022xmem,
      title={XMem},
      author={Ho Kei Cheng and Alexander G. Schwing},
      year={2022},
      eprint={2207.07115},
      archivePrefix={arXiv},
      primaryClass={cs.CV},
      url={https://arxiv.org/abs/2207.07115},
}
"""
IEEE = """
@ARTICLE{9966836,
  author={Ding, Henghui and Liu, Chang},
  journal={IEEE Transactions on Pattern Analysis and Machine Intelligence},
  title={VLT},
  year={2023},
  volume={45},
  number={6},
  pages={7900-7916},
  keywords={Transformers;Task analysis},
  doi={10.1109/TPAMI.2022.3217852}}
"""
SEMANTIC_SCHOLAR = """
@article{Cheng2022XMemLV,
  title={XMem},
  author={Ho Kei Cheng and Alexander G. Schwing},
  journal={ArXiv},
  year={2022},
  volume={abs/2207.07115v2},
  url={https://api.semanticscholar.org/CorpusID:250526250}
}
"""
FOUND = {
    "CVF": (
        CVF,
        {
            "title": "Pixel-Level Bijective Matching for Video Object Segmentation",
            "authors": ["Suhwan Cho", "Heansung Lee", "Sangyoun Lee"],
            "venue": "CVPR",
            "year": 2022,
            "pages": "129-138",
        },
    ),
    "DBLP, a preprint": (
        DBLP,
        {
            "title": "XMem: Long-Term Video Object Segmentation with an Atkinson-Shiffrin Memory Model",
            "authors": ["Ho Kei Cheng", "Alexander G. Schwing"],
            "venue": "arXiv",
            "year": 2022,
            "arxiv": "2207.07115",
        },
    ),
    "DBLP, with its proceedings": (
        SPRINGER,
        {
            "title": "XMem",
            "authors": ["Ho Kei Cheng", "Alexander G. Schwing"],
            "venue": "ECCV",
            "year": 2022,
            "doi": "10.1007/978-3-031-19815-1_37",
            "pages": "640-658",
            "volume": "13688",
        },
    ),
    "Google Scholar": (
        SCHOLAR,
        {
            "title": "XMem",
            "authors": ["Ho Kei Cheng", "Alexander G Schwing"],
            "venue": "arXiv",
            "year": 2022,
            "arxiv": "2207.07115",
        },
    ),
    "arXiv": (
        ARXIV,
        {
            "title": "XMem",
            "authors": ["Ho Kei Cheng", "Alexander G. Schwing"],
            "venue": "arXiv",
            "year": 2022,
            "arxiv": "2207.07115",
        },
    ),
    "IEEE": (
        IEEE,
        {
            "title": "VLT",
            "authors": ["Henghui Ding", "Chang Liu"],
            "venue": "TPAMI",
            "year": 2023,
            "doi": "10.1109/TPAMI.2022.3217852",
            "pages": "7900-7916",
            "volume": "45(6)",
        },
    ),
    "Semantic Scholar": (
        SEMANTIC_SCHOLAR,
        {
            "title": "XMem",
            "authors": ["Ho Kei Cheng", "Alexander G. Schwing"],
            "venue": "arXiv",
            "year": 2022,
            "arxiv": "2207.07115",
        },
    ),
}


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND.keys())
def test_what_there_is_to_paste(text, expected):
    assert one(text).facts == expected


TITLES = {
    r"{XMem:} {Long-Term} {VOS}": "XMem: Long-Term VOS",
    r"{{All of It}}": "All of It",
    "Over\n    two   lines": "Over two lines",
    r"R\&D, 100\% of \$5, \#1, x\_1": "R&D, 100% of $5, #1, x_1",
    "100% of it": "100% of it",
    r"Ra{\"\i}ve Caf\'e Stra{\ss}e \AA ngstr{\"{o}}m": "Raïve Café Straße Ångström",
    r"Nguy{\~{\^e}}n": "Nguyễn",
    r"A $\beta_1$ and $\alpha$-Matting of $M^{2}$": "A β_1 and α-Matting of M^2",
    r"\textbf{Bold} and \emph{so on}": "Bold and so on",
    r"\href{https://example.org}{Here}": "Here",
    "``Quoted'' -- or not": "“Quoted” – or not",
    r"Non~breaking\ spaces\,here": "Non breaking spaces here",
    r"\textbackslash{}LaTeX \textbraceleft x\textbraceright": r"\LaTeX {x}",
    "视频对象分割": "视频对象分割",
    "Rajič": "Rajič",
}


@pytest.mark.parametrize(("latex", "title"), TITLES.items())
def test_titles(latex, title):
    assert one(entry(title=f"title = {{{latex}}}")).facts["title"] == title


NAMES = {
    "Ada Lovelace": ["Ada Lovelace"],
    "Lovelace, Ada and Turing, Alan M.": ["Ada Lovelace", "Alan M. Turing"],
    "Ludwig van Beethoven and de la Cruz, Maria": ["Ludwig van Beethoven", "Maria de la Cruz"],
    "King, Jr., Martin Luther": ["Martin Luther King Jr."],
    "{{Gemini Team}} and Ada Lovelace": ["Gemini Team", "Ada Lovelace"],
    "{Bill and Melinda Gates Foundation}": ["Bill and Melinda Gates Foundation"],
    r"Raji{\v{c}}, Frano and {\L}ukasz Wei{\ss}": ["Frano Rajič", "Łukasz Weiß"],
    r"{\'E}mile Zola": ["Émile Zola"],
    "Ada Lovelace\n   AND\n   Alan Turing": ["Ada Lovelace", "Alan Turing"],
    "李明 and 王, 伟": ["李明", "伟 王"],
    "Plato": ["Plato"],
    "": [],
}


@pytest.mark.parametrize(("bib", "names"), NAMES.items())
def test_names(bib, names):
    draft = one(entry(f"author = {{{bib}}}"))
    assert draft.facts.get("authors", []) == names
    assert draft.comments == {}


def test_authors_that_are_not_named():
    draft = one(SCHOLAR)
    assert draft.comments == {"authors": "and others, whom the source does not name"}
    assert "Schwing]  # and others, whom the source does not name\n" in draft.text


def test_names_with_commas_between_them_are_not_torn():
    draft = one(entry("author = {Ada Lovelace, Alan Turing, Emmy Noether, Sophie Germain}"))
    assert draft.facts["authors"] == ["Ada Lovelace, Alan Turing, Emmy Noether, Sophie Germain"]
    assert draft.comments == {"authors": "BibTeX has 'and' between names; part them"}


FIELDS = [
    (["booktitle = {CVPR}"], "venue", "CVPR"),
    (["booktitle = CVPR"], "venue", "CVPR"),
    (["booktitle = {2022 Conference on Computer Vision and Pattern Recognition}"], "venue", "CVPR"),
    (["journal = {{IEEE} Transactions on Image Processing}"], "venue", "TIP"),
    (["journaltitle = {TPAMI}"], "venue", "TPAMI"),
    (["booktitle = {Some Volume}", "series = {ECCV '22}"], "venue", "ECCV"),
    (["eprint = {2207.07115}", "booktitle = {ECCV}"], "venue", "ECCV"),
    (["eprint = {2207.07115}", "booktitle = {ECCV}"], "arxiv", "2207.07115"),
    (["eprint = {2207.07115v3}"], "arxiv", "2207.07115"),
    (["eprint = {arXiv:2207.07115}"], "arxiv", "2207.07115"),
    (["eprint = {cs/0112017}", "archiveprefix = {arXiv}"], "arxiv", "cs/0112017"),
    (["eprint = {2207.07115}", "archiveprefix = {jstor}"], "arxiv", None),
    (["howpublished = {arXiv:2207.07115}"], "arxiv", "2207.07115"),
    (["note = {arXiv:2207.07115 [cs]}"], "arxiv", "2207.07115"),
    (["note = {Shorter than arXiv:2207.07115}"], "arxiv", None),
    ([r"howpublished = {\url{https://arxiv.org/abs/2207.07115}}"], "arxiv", "2207.07115"),
    (["url = {https://arxiv.org/pdf/2207.07115v2.pdf}"], "arxiv", "2207.07115"),
    (["url = {https://arxiv.org/pdf/2207.07115v2.pdf}"], "links", None),
    (["doi = {https://doi.org/10.1000/x_y}"], "doi", "10.1000/x_y"),
    ([r"doi = {doi:10.1000/x{\_}y\_z}"], "doi", "10.1000/x_y_z"),
    (["ee = {https://doi.org/10.1000/xyz}"], "doi", "10.1000/xyz"),
    (["doi = {10.1000/xyz.}"], "doi", "10.1000/xyz"),
    (["doi = {no DOI}"], "doi", None),
    (
        ["url = {https://example.org/a_b~c%20d}"],
        "links",
        {"paper": "https://example.org/a_b~c%20d"},
    ),
    (
        [r"howpublished = {\url{https://example.org/p}}"],
        "links",
        {"paper": "https://example.org/p"},
    ),
    (["url = {https://dblp.org/rec/conf/cvpr/X}"], "links", None),
    (["url = {javascript:alert(1)}"], "links", None),
    (["year = 2022"], "year", 2022),
    (["year = {2022a}"], "year", 2022),
    (["date = {2022-06-19}"], "year", 2022),
    (["year = {to appear}"], "year", None),
    (["pages = {1--9}"], "pages", "1-9"),
    (["pages = {1 – 9}"], "pages", "1-9"),
    (["pages = {e12}"], "pages", "e12"),
    (["volume = 45", "number = 8"], "volume", "45(8)"),
    (["volume = 45"], "volume", "45"),
    (["number = 8"], "volume", None),
    (["note = {Oral}"], "note", "Oral"),
    (["note = {https://example.org}"], "note", None),
    ([f"note = {{{'so much ' * 20}}}"], "note", None),
    (["YEAR = 2022"], "year", 2022),
    (["year = 2022", "year = 2023"], "year", 2022),
]


@pytest.mark.parametrize(("fields", "name", "value"), FIELDS)
def test_fields(fields, name, value):
    assert facts(*fields).get(name) == value


@pytest.mark.parametrize(
    ("fields", "container"),
    [
        (["booktitle = {Some Workshop}"], "Some Workshop"),
        (["booktitle = {CVPR Workshops}"], "CVPR Workshops"),
        (["journal = {Journal of {X}}", "eprint = {2207.07115}"], "Journal of X"),
        (["institution = {A University}"], "A University"),
    ],
)
def test_a_venue_that_the_taxonomy_does_not_know_is_named(fields, container):
    draft = one(entry(*fields))
    assert "venue" not in draft.facts
    assert draft.comments == {"venue": container}


def test_no_venue_at_all():
    draft = one(entry())
    assert "venue" not in draft.facts
    assert draft.comments == {}


def test_strings_and_concatenation():
    text = '@string{CV = "Computer " # "Vision"}@STRING(eu = {European Conference})'
    text += entry('booktitle = EU # " on " # cv')
    assert one(text).facts["venue"] == "ECCV"


def test_several_entries_in_order_and_nothing_else():
    text = "Some words.\n@comment{not this}\n@preamble{{x}}\n"
    text += entry(title="title = {One}") + "\n\n" + entry(title="title = {Two}", kind="Misc")
    assert [draft.facts["title"] for draft in bibtex.read(text, SMALL)] == ["One", "Two"]


@pytest.mark.parametrize(
    "text", ["", "Nothing of it.", "@comment{x}", "@proceedings{k, title={T}}"]
)
def test_no_entry(text):
    assert bibtex.read(text, SMALL) == []


MALFORMED = {
    "@article{key,\n  title = {A},\n  year = 2022\n": (1, "does not end; look for a missing brace"),
    "\n@article{key, title = {A}\n year = 2022}": (3, "'}' expected; look for a missing comma"),
    "@article{key,\n title {A}}": (2, "'=' expected"),
    "@article{key,\r\n title {A}}": (2, "'=' expected"),
    "@article{}": (1, "entry key expected"),
    "@article key": (1, "'(' or '{' expected"),
    "\n\n@article{key, year = 2022}": (3, "'key' has no title"),
    "@article{key, title = {}}": (1, "'key' has no title"),
    '@article{key, title = "a}"}': (1, "unbalanced braces"),
    "@article{key, title = " + "{" * 200 + "a" + "}" * 201: (1, "too many nested braces"),
    "@article{k\x1b[2Jy, year = 2022}": (1, r"'k\x1b[2Jy' has no title"),
    "\n@article{key, title = {A}, note = {" + "a" * 100_001 + "}}": (2, "more than 100 kB"),
}


@pytest.mark.parametrize(("text", "said"), MALFORMED.items())
def test_malformed_text_is_told_in_one_line(text, said):
    line, message = said
    with pytest.raises(ValueError) as error:
        bibtex.read(text, SMALL)
    assert str(error.value).startswith(f"line {line}: ")
    assert message in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_a_text_that_is_too_long():
    with pytest.raises(ValueError, match="more than 300 kB"):
        bibtex.read("a" * 300_001, SMALL)


def test_strings_of_strings_do_not_grow_without_end():
    bomb = '@string{a0 = "' + "x" * 1000 + '"}\n'
    bomb += "".join(f"@string{{a{n + 1} = a{n} # a{n} # a{n} # a{n}}}\n" for n in range(50))
    with pytest.raises(ValueError, match="line 5: @string definitions make too long a text"):
        bibtex.read(bomb + entry("note = a50"), SMALL)


def test_no_command_reads_a_file():
    assert facts(r"note = {\input{/etc/passwd}}")["note"] == "/etc/passwd"


SIGNS = "aB1 \n\t{}@\"'#=,()%\\~$^_&-é\x00\u2028"
PIECES = [
    "@article{k,", "@string{", "@comment{", "title = {", "author = ", "{", "}", '"', " and ", ",", "#", "\\'", "{\\", "x",
    "\\url{", "arXiv:2207.07115", "10.1000/x", "https://", "--", "\n", "others", "year = 2022,", "$", "jan", "crossref={k}",
]  # fmt: skip


def check(text: str) -> None:
    """Check what holds for every text."""
    try:
        drafts = bibtex.read(text, SMALL)
    except ValueError as error:
        assert len(str(error).splitlines()) == 1
        assert str(error).startswith("line ")
        return
    for draft in drafts:
        assert draft.facts["title"]
        found = read_entry("entries/paper.md", draft.text.encode("utf-8", "replace"), SMALL)
        faults = {problem.rule.id for problem in found.problems}
        assert not faults & {"bad-yaml", "no-front-matter", "duplicate-key", "unknown-key"}, (
            draft.text
        )
        assert all("\n" not in remark for remark in draft.comments.values())


@given(st.text() | st.text(SIGNS) | st.lists(st.sampled_from(PIECES)).map("".join))
@often
@example("@")
@example("@a{b,title={}{}{{}}")
def test_any_text(text):
    check(text)


@given(
    st.text(SIGNS), st.sampled_from(["title", "author", "journal", "url", "doi", "pages", "note"])
)
@often
@example("{}", "author")
@example(", , ,", "author")
@example("\\", "title")
def test_any_value(value, name):
    check(entry(f"{name} = {{{value}}}"))


@given(st.sampled_from([text for text, _ in FOUND.values()]), st.data())
@often
def test_any_mutation(text, data):
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 20)))
        text = text[:start] + data.draw(st.text(SIGNS, max_size=4)) + text[end:]
    check(text)


# Round trip: an entry, written and read.


def again(entry: Entry, taxonomy=SMALL) -> dict[str, object]:
    text = bibtex.write([("key", bibtex.bib_entry(entry, taxonomy))])
    (draft,) = bibtex.read(text, taxonomy)
    return draft.facts


def same(found: dict[str, object], entry: Entry) -> None:
    assert found["title"] == entry.title
    assert found.get("authors", []) == list(entry.authors)
    for name in ("venue", "year", "arxiv", "doi", "pages", "volume"):
        assert found.get(name) == getattr(entry, name), name


def test_the_real_collection_comes_back(real):
    for entry in real.entries.values():
        same(again(entry, real.taxonomy), entry)


WORDS = st.text(
    st.characters(exclude_categories=("C", "Z")) | st.sampled_from("&%$#_{}\\~^\"'`-?!<>@=é视"),
    min_size=1,
    max_size=12,
).map(lambda word: unicodedata.normalize("NFC", word))
LINES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
FAMILIES = st.sampled_from(
    ["Lovelace", "van Beethoven", "de la Cruz", "Weiß-Øverli", "O'Neil", "李明", "and Sons", "others", "King Jr.", "Bo III"]
)  # fmt: skip
PERSONS = st.tuples(WORDS, FAMILIES).map(" ".join) | FAMILIES | LINES
NUMBERS = st.from_regex(r"\A[1-9][0-9]{0,3}\Z")
PUBLISHED = st.fixed_dictionaries(
    {"venue": st.sampled_from(["CVPR", "ECCV", "TIP", "TPAMI"])},
    optional={
        "volume": NUMBERS | st.tuples(NUMBERS, NUMBERS).map(lambda n: f"{n[0]}({n[1]})"),
        "arxiv": st.sampled_from(["2207.07115", "cs/0112017"]),
    },
)
PREPRINTS = st.fixed_dictionaries(
    {"venue": st.just("arXiv")}, optional={"arxiv": st.just("2207.07115")}
)


@given(
    title=LINES,
    authors=st.lists(PERSONS, max_size=4),
    year=st.integers(1950, 2026),
    place=PUBLISHED | PREPRINTS,
    doi=st.none()
    | st.from_regex(
        r"\A10\.[0-9]{4,6}/[^\s<>\"{}\\\x00-\x1f\x7f]{0,20}[^\s<>\"{}\\\x00-\x1f\x7f.,;]\Z"
    ),
    pages=st.none() | NUMBERS | st.tuples(NUMBERS, NUMBERS).map("-".join),
)
@settings(max_examples=300, deadline=None)
@example(
    "-- `` '' ,, << >> ?` !`",
    ["Rock and Roll"],
    2022,
    {"venue": "CVPR"},
    "10.1000/~a--b_c%d''",
    None,
)
@example("{", ["{"], 2022, {"venue": "TIP", "volume": "45(8)"}, None, "1-9")
@example("A", ["Martin Luther King Jr."], 2022, {"venue": "TIP"}, None, None)
def test_facts_come_back(title, authors, year, place, doi, pages):
    # A comma has a meaning in BibTeX's names.
    assume(not any("," in name for name in authors))
    given = {"title": title, "authors": tuple(authors), "year": year, "doi": doi, "pages": pages}
    entry = paper(**place).model_copy(update=given)
    same(again(entry), entry)


def test_a_file_of_the_draft_passes_the_check():
    draft = one(CVF)
    text = draft._replace(
        facts=draft.facts | {"types": ["SVOS"], "links": {"paper": "https://example.org/p"}}
    ).text
    assert text == textwrap.dedent("""\
        ---
        title: "Pixel-Level Bijective Matching for Video Object Segmentation"
        authors: [Suhwan Cho, Heansung Lee, Sangyoun Lee]
        types: [SVOS]
        venue: CVPR
        year: 2022
        pages: 129-138
        links:
          paper: https://example.org/p
        ---
        """)
    assert read_entry("entries/paper.md", text.encode(), SMALL).problems == ()
