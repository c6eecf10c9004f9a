"""BibTeX: what is written can be read, and says the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import Entry as BibEntry
from pybtex.database import Person, parse_string
from pylatexenc.latex2text import LatexNodes2Text

from sphinx_paperbase.catalog import Entry
from sphinx_paperbase.formats import bibtex
from tests.formats.parsers import text_of
from tests.projects import SMALL, paper


def written(entry: Entry) -> str:
    return bibtex.write([("key", bibtex.bib_entry(entry, SMALL))])


def parsed(entry: Entry) -> BibEntry:
    (found,) = parse_string(written(entry), "bibtex").entries.values()
    return found


TITLES = [
    "XMem: Long-Term Video Object Segmentation with an Atkinson-Shiffrin Memory Model",
    "Masks & Boxes",
    "100% of $5 in #1 is x_1 ^ ~",
    "{Curly} braces",
    "One { brace",
    "One } brace",
    "}{",
    r"A \LaTeX{} \ backslash \\",
    'The "Quoted" Title',
    "It's a ``test'' of 'quotes'",
    "Dashes - -- --- – —",
    "Rajič, Ångström, Łódź, Weiß",
    "视频对象分割",
    "A < B > C | D",
    "?` and !`",
    "@article{x, title = {y}}",
    "a, b, c and d",
    "Ends with a backslash \\",
    "α-Matting of 3D NeRFs",
    "🟦 SVOS",
]


@pytest.mark.parametrize("title", TITLES)
def test_titles_come_back(title):
    assert text_of(parsed(paper(title=title)).fields["title"]) == title


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn", "Z")), min_size=1))
@settings(max_examples=200, deadline=None)
def test_any_title_comes_back(title):
    entry = paper().model_copy(update={"title": title, "note": title, "pages": title})
    assert text_of(parsed(entry).fields["title"]) == title


@given(
    st.text("AaB12&%$#_{}\\~^\"'`-?!,<>@= é", min_size=1)
    .map(lambda s: " ".join(s.split()))
    .filter(bool)
)
@settings(max_examples=200, deadline=None)
def test_any_title_of_awkward_signs_comes_back(title):
    entry = paper().model_copy(update={"title": title, "volume": title, "authors": (title,)})
    found = parsed(entry)
    assert text_of(found.fields["title"]) == title
    assert len(found.persons["author"]) == 1


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Ada Lovelace", "Lovelace, Ada"),
        ("Ho Kei Cheng", "Cheng, Ho Kei"),
        ("Alexander G. Schwing", "Schwing, Alexander G."),
        ("Ludwig van Beethoven", "van Beethoven, Ludwig"),
        ("Łukasz Weiß-Øverli", r"Wei{\ss}-{\O}verli, {\L}ukasz"),
        ("Anaïs Étienne von Ölmüller", r"von {\"{O}}lm{\"{u}}ller, Ana{\"{i}}s {\'{E}}tienne"),
        ("van Beethoven, Ludwig", "van Beethoven, Ludwig"),
        ("李明", "李明"),
        ("O'Neil", "O'Neil"),
        ("Lovelace, Ada", "Lovelace, Ada"),
        ("Bill and Melinda Gates Foundation", "{Bill and Melinda Gates Foundation}"),
        ("Rock AND Roll", "{Rock AND Roll}"),
        ("others", "{others}"),
        ("Anders Andersson", "Andersson, Anders"),
        ("Martin Luther King Jr.", "King, Jr., Martin Luther"),
        ("Martin Luther King, Jr.", "King, Jr., Martin Luther"),
        ("Louis van Gaal III", "van Gaal, III, Louis"),
        ("Team II", "II, Team"),
        ("A, B, C, D", "{A, B, C, D}"),
        (",", "{,}"),
        ("A & B", r"B, A \&"),
        ("Team {X}", r"\textbraceleft{}X\textbraceright{}, Team"),
    ],
)
def test_every_name_is_one_author(name, person):
    found = parsed(paper(authors=[name, "Alan Turing"]))
    assert [str(author) for author in found.persons["author"]] == [person, "Turing, Alan"]
    assert found.persons["author"][1] == Person("Alan Turing")


def test_authors_stay_in_order():
    names = [f"Given{n} Family{n}" for n in range(30)]
    authors = parsed(paper(authors=names)).persons["author"]
    assert [f"{a.first_names[0]} {a.last_names[0]}" for a in authors] == names


def test_a_paper_without_authors_has_no_author_field():
    assert "author" not in written(paper())


FACTS = {
    "conference": (
        {"venue": "ECCV", "pages": "640-658", "volume": "13688", "doi": "10.1007/978-3_37"},
        "inproceedings",
        {
            "title": "Title of paper",
            "year": "2022",
            "booktitle": "European Conference on Computer Vision",
            "volume": "13688",
            "pages": "640--658",
            "doi": "10.1007/978-3_37",
            "url": "https://doi.org/10.1007/978-3_37",
        },
    ),
    "journal": (
        {"venue": "TIP", "volume": "31(4)", "pages": "1 – 9"},
        "article",
        {
            "title": "Title of paper",
            "year": "2022",
            "journal": "IEEE Transactions on Image Processing",
            "volume": "31",
            "number": "4",
            "pages": "1--9",
        },
    ),
    "journal with a volume that is no number": (
        {"venue": "TIP", "volume": "31(4)b"},
        "article",
        {
            "title": "Title of paper",
            "year": "2022",
            "journal": "IEEE Transactions on Image Processing",
            "volume": "31(4)b",
        },
    ),
    "preprint": (
        {"venue": "arXiv", "arxiv": "2203.01234v2"},
        "misc",
        {
            "title": "Title of paper",
            "year": "2022",
            "eprint": "2203.01234",
            "archivePrefix": "arXiv",
            "url": "https://arxiv.org/abs/2203.01234",
        },
    ),
    "preprint without an id": (
        {"venue": "arXiv", "links": {"paper": "https://example.org/a_b%20c"}},
        "misc",
        {
            "title": "Title of paper",
            "year": "2022",
            "howpublished": "arXiv",
            "url": "https://example.org/a_b%20c",
        },
    ),
    "published preprint": (
        {"venue": "CVPR", "arxiv": "2103.01234", "earlier": ["arXiv 2021"], "pages": "e12"},
        "inproceedings",
        {
            "title": "Title of paper",
            "year": "2022",
            "booktitle": "Conference on Computer Vision and Pattern Recognition",
            "pages": "e12",
            "eprint": "2103.01234",
            "archivePrefix": "arXiv",
            "url": "https://arxiv.org/abs/2103.01234",
        },
    ),
}


@pytest.mark.parametrize(("facts", "kind", "fields"), FACTS.values(), ids=FACTS.keys())
def test_the_kind_and_the_fields(facts, kind, fields):
    found = parsed(paper(**facts))
    assert found.type == kind
    assert dict(found.fields) == fields


@pytest.mark.parametrize(
    ("title", "latex"),
    [
        ("Video Object Segmentation", "Video Object Segmentation"),
        ("XMem: Long-Term VOS", "{XMem:} {Long-Term} {VOS}"),
        ("A 3D View of R&D", r"A {3D} View of {R\&D}"),
    ],
)
def test_capitals_inside_words_are_kept_by_every_style(title, latex):
    assert parsed(paper(title=title)).fields["title"] == latex


def test_the_text_of_a_file():
    entry = paper(title="Masks & Boxes", authors=["Ada Lovelace"], arxiv="2203.01234")
    assert (
        written(entry)
        == r"""@inproceedings{key,
    author = {Lovelace, Ada},
    title = {Masks \& Boxes},
    year = {2022},
    booktitle = {Conference on Computer Vision and Pattern Recognition},
    eprint = {2203.01234},
    archivePrefix = {arXiv},
    url = {https://arxiv.org/abs/2203.01234}
}
"""
    )


def test_the_real_collection_comes_back(real):
    pairs = [
        (real.bibtex_keys[key], bibtex.bib_entry(entry, real.taxonomy))
        for key, entry in real.entries.items()
    ]
    found = parse_string(bibtex.write(pairs), "bibtex").entries
    assert list(found) == list(real.bibtex_keys.values())
    for key, entry in real.entries.items():
        read = found[real.bibtex_keys[key]]
        assert text_of(read.fields["title"]) == entry.title
        assert read.fields["year"] == str(entry.year)
        assert read.fields.get("doi") == entry.doi
        authors = [
            " ".join(a.first_names + a.middle_names + a.prelast_names + a.last_names)
            for a in read.persons.get("author", [])
        ]
        assert list(map(text_of, authors)) == list(entry.authors)


@pytest.mark.parametrize("sign", [chr(code) for code in range(0xC0, 0x180)])
def test_a_latin_letter_is_one_letter_for_every_reader(sign):
    written = bibtex.ascii_letters(f"x{sign}y")
    assert text_of(written) == bibtex.decoded(written) == f"x{sign}y"
    assert LatexNodes2Text().latex_to_text(written) == f"x{sign}y"
    if not written.isascii():
        assert sign in "×÷ĦħĲĳĸĿŀŉŊŋŦŧſ"  # LaTeX has no command for these that all know


def test_letters_of_addresses_and_ids_stay_as_they_are():
    entry = paper(title="Ångström", links={"paper": "https://example.org/é"}, doi="10.1000/é")
    assert dict(parsed(entry).fields) == {
        "title": r"{\r{A}}ngstr{\"{o}}m",
        "year": "2022",
        "booktitle": "Conference on Computer Vision and Pattern Recognition",
        "doi": "10.1000/é",
        "url": "https://example.org/é",
    }
