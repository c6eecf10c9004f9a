"""Citations: what other programs read in them are the facts of the entry."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from sphinx_paperbase.catalog import Entry
from sphinx_paperbase.formats import bibtex, csl_json, papers_csv, reference, ris
from tests.formats.parsers import (
    bibtexparser_entries,
    csl_items,
    csv_rows,
    pybtex_entries,
    ris_records,
    text_of,
)
from tests.projects import SMALL, paper

SIGNS = "aB3 <>&\"'`$\\{}^_~#%éÅßłč–—“”½α☃🟦視频@=,;:|[]()!?*/+-.x²"
texts = st.one_of(st.text(SIGNS, min_size=1), st.text(min_size=1)).map(
    lambda s: " ".join(s.split())
)
words = texts.filter(bool)
names = st.sampled_from(
    ["Ada Lovelace", "Ho Kei Cheng", "Ludwig van Beethoven", "John Smith Jr.", "Łukasz Weiß-Øverli",
     "李 明", "Platon", "R&D Team", "Anna and Co", "D'Arc {X} $Y$"]
)  # fmt: skip
pages = st.sampled_from(["1-9", "640–658", "e12", "S1 - S9"])
ids = {"doi": st.just("10.1007/978-3_37"), "arxiv": st.just("2203.01234")}
links = st.fixed_dictionaries(
    {}, optional={"paper": st.just("https://example.org/a_b%20c?d=1&e=~f")}
)


@st.composite
def entries(draw) -> Entry:
    """Return a paper with any facts that an entry may have."""
    facts = draw(
        st.fixed_dictionaries(
            {"title": words, "venue": st.sampled_from(["CVPR", "TIP", "arXiv"])},
            optional={
                "authors": st.lists(names, unique=True, max_size=25),
                "volume": st.sampled_from(["45(2)", "13688", "() 3(4"]) | words,
                "pages": pages,
                "links": links,
                "keywords": st.lists(words.filter(lambda s: ";" not in s), max_size=3),
                "name": words,
                "note": words,
                **ids,
            },
        )
    )
    try:
        return paper(**facts)
    except ValidationError:
        assume(False)


KINDS = {
    "CVPR": ("inproceedings", "CONF", "paper-conference"),
    "TIP": ("article", "JOUR", "article-journal"),
    "arXiv": ("misc", "UNPB", "article"),
}
NAMES = {
    "Ada Lovelace": "Lovelace, Ada",
    "Ho Kei Cheng": "Cheng, Ho Kei",
    "Ludwig van Beethoven": "van Beethoven, Ludwig",
    "John Smith Jr.": "Smith, John, Jr.",
    "Łukasz Weiß-Øverli": "Weiß-Øverli, Łukasz",
    "李 明": "明, 李",
    "Platon": "Platon",
    "R&D Team": "Team, R&D",
    "Anna and Co": "Anna and Co",
    "D'Arc {X} $Y$": "$Y$, D'Arc {X}",
}


def volume_of(entry: Entry) -> tuple[str, str]:
    return {"45(2)": ("45", "2")}.get(entry.volume or "", (entry.volume or "", ""))


def pages_of(entry: Entry) -> list[str]:
    return {
        "1-9": ["1", "9"],
        "640–658": ["640", "658"],
        "e12": ["e12"],
        "S1 - S9": ["S1", "S9"],
    }.get(entry.pages or "", [])


@given(entries())
@settings(max_examples=150, deadline=None)
def test_bibtex_comes_back_from_two_parsers(entry):
    text = bibtex.write([("smith2022x", bibtex.bib_entry(entry, SMALL))])
    read, also = pybtex_entries(text)["smith2022x"], bibtexparser_entries(text)["smith2022x"]
    authors = also.pop("author", None)
    assert (authors is None) == (not entry.authors)
    assert read | {"author": None} == also | {"author": None}
    assert read["type"] == KINDS[entry.venue][0]
    assert text_of(read["title"]) == " ".join(entry.title.split())
    whole = {name: NAMES[name].replace("Smith, John, Jr.", "Smith, Jr., John") for name in NAMES}
    assert read["author"] == [whole[name] for name in entry.authors]
    assert read["year"] == "2022"
    assert read.get("doi") == entry.doi
    assert read.get("eprint") == entry.arxiv
    assert read.get("archiveprefix") == (entry.arxiv and "arXiv")
    assert read.get("url", "") == entry.paper_url
    assert text_of(read.get("pages", "")).replace("–", "--").split("--") == (
        pages_of(entry) or [""]
    )
    name = {"CVPR": "booktitle", "TIP": "journal"}.get(entry.venue)
    assert name is None or text_of(read[name]) == SMALL.venues[entry.venue].name


@given(entries())
@settings(max_examples=150, deadline=None)
def test_ris_comes_back(entry):
    (read,) = ris_records(ris.write([ris.record(entry, "smith2022x", SMALL)]))
    volume, number = volume_of(entry)
    first, last = (*pages_of(entry), "", "")[:2]
    venue = SMALL.venues[entry.venue].name
    place = {
        "CVPR": {"secondary_title": venue, "custom3": venue},
        "TIP": {"secondary_title": venue},
        "arXiv": {"publisher": venue},
    }[entry.venue]
    expected = {
        "type_of_reference": KINDS[entry.venue][1],
        "id": "smith2022x",
        "title": " ".join(entry.title.split()),
        "authors": [NAMES[name] for name in entry.authors],
        "year": "2022",
        "volume": " ".join(volume.split()),
        "number": number,
        "start_page": first,
        "end_page": last,
        "doi": entry.doi,
        "accession_number": entry.arxiv and f"arXiv:{entry.arxiv}",
        "urls": [entry.paper_url] if entry.paper_url else [],
        "keywords": [" ".join(keyword.split()) for keyword in entry.keywords],
        **place,
    }
    assert read == {name: fact for name, fact in expected.items() if fact}


@given(entries())
@settings(max_examples=150, deadline=None)
def test_csl_json_comes_back(entry):
    item = csl_json.item(entry, "smith2022x", SMALL)
    (read,) = csl_items(csl_json.write([csl_json.text(item)]))
    assert read["id"] == "smith2022x"
    assert read["type"] == KINDS[entry.venue][2]
    assert read["title"] == entry.title
    assert read["issued"] == {"date-parts": [[2022]]}
    said = [
        author.get("literal")
        or " ".join(
            author[part]
            for part in ("given", "non-dropping-particle", "family", "suffix")
            if part in author
        )
        for author in read.get("author", [])
    ]
    assert said == list(entry.authors)
    volume, number = volume_of(entry)
    assert (read.get("volume", ""), read.get("issue", "")) == (volume, number)
    assert read.get("page", "").split("-") == (pages_of(entry) or [""])
    assert read.get("DOI") == entry.doi
    assert read.get("URL", "") == entry.paper_url
    preprint = entry.venue == "arXiv"
    assert read["publisher" if preprint else "container-title"] == SMALL.venues[entry.venue].name
    assert read.get("number" if preprint else "note") == (entry.arxiv and f"arXiv:{entry.arxiv}")
    assert read.get("keyword", "") == ", ".join(entry.keywords)


@given(entries())
@settings(max_examples=150, deadline=None)
def test_csv_comes_back(entry):
    (read,) = csv_rows(
        papers_csv.write([papers_csv.row(entry, "smith2022x", "entries/paper.html")])
    )
    assert tuple(read) == papers_csv.COLUMNS
    assert read["key"] == "paper"
    assert read["bibtex"] == "smith2022x"
    assert read["url"] == "entries/paper.html"
    assert (read["title"], read["year"], read["venue"]) == (entry.title, "2022", entry.venue)
    for name in ("name", "note", "volume", "pages", "doi", "arxiv"):
        assert read[name] == (getattr(entry, name) or "")
    assert read["paper"] == entry.paper_url
    for name in ("authors", "keywords", "types"):
        assert read[name] == "; ".join(getattr(entry, name))


@given(entries())
@settings(max_examples=150, deadline=None)
def test_references_say_what_the_entry_says(entry):
    for name, html in reference.references(entry, SMALL).items():
        found = BeautifulSoup(html, "html.parser")
        assert {tag.name for tag in found.find_all(True)} <= {"em"}, name
        assert all(not tag.attrs for tag in found.find_all(True))
        text = found.get_text()
        assert entry.title in text
        assert "2022" in text
        assert (entry.doi or "") in text


REFERENCES = {
    "conference": (
        {"venue": "ECCV", "pages": "640-658", "volume": "13688", "doi": "10.1007/978-3_37",
         "authors": ["Ho Kei Cheng", "Alexander G. Schwing"], "arxiv": "2203.01234"},
        "Cheng, H. K., & Schwing, A. G. (2022). Title of paper. In <em>European Conference on "
        "Computer Vision</em> (Vol. 13688, pp. 640–658). https://doi.org/10.1007/978-3_37",
        "H. K. Cheng and A. G. Schwing, “Title of paper,” in <em>European Conference on Computer "
        "Vision</em>, vol. 13688, 2022, pp. 640–658, doi: 10.1007/978-3_37.",
    ),
    "journal": (
        {"venue": "TIP", "pages": "1-9", "volume": "45(2)", "authors": ["Ludwig van Beethoven",
         "John Smith Jr.", "Jean-Luc D'Arc"], "links": {"paper": "https://example.org/?a=1&b=2"}},
        "van Beethoven, L., Smith, J., Jr., & D'Arc, J.-L. (2022). Title of paper. <em>IEEE "
        "Transactions on Image Processing</em>, <em>45</em>(2), 1–9. https://example.org/?a=1&b=2",
        "L. van Beethoven, J. Smith Jr., and J.-L. D'Arc, “Title of paper,” <em>IEEE Transactions "
        "on Image Processing</em>, vol. 45, no. 2, pp. 1–9, 2022. [Online]. Available: "
        "https://example.org/?a=1&b=2",
    ),
    "preprint": (
        {"venue": "arXiv", "arxiv": "2203.01234", "authors": ["Ada Lovelace"], "title": "What Now?"},
        "Lovelace, A. (2022). <em>What Now?</em> (arXiv:2203.01234). arXiv. "
        "https://arxiv.org/abs/2203.01234",
        "A. Lovelace, “What Now?” 2022, arXiv:2203.01234.",
    ),
    "preprint elsewhere": (
        {"venue": "arXiv", "links": {"paper": "https://example.org/1"}, "authors": ["李 明"]},
        "明, 李 (2022). <em>Title of paper</em>. arXiv. https://example.org/1",
        "李 明, “Title of paper,” 2022, arXiv. [Online]. Available: https://example.org/1",
    ),
    "no authors": (
        {"venue": "TIP", "title": "A <3 & B"},
        "A &lt;3 & B. (2022). <em>IEEE Transactions on Image Processing</em>.",
        "“A &lt;3 & B,” <em>IEEE Transactions on Image Processing</em>, 2022.",
    ),
    "many authors": (
        {"venue": "CVPR", "authors": [f"Given{n} Family{n}" for n in range(1, 23)], "pages": "7"},
        ", ".join(f"Family{n}, Given{n}" for n in range(1, 20)) + ", … Family22, Given22 (2022). "
        "Title of paper. In <em>Conference on Computer Vision and Pattern Recognition</em> (p. 7).",
        "Given1 Family1 et al., “Title of paper,” in <em>Conference on Computer Vision and Pattern "
        "Recognition</em>, 2022, p. 7.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("facts", "apa", "ieee"), REFERENCES.values(), ids=REFERENCES.keys())
def test_references(facts, apa, ieee):
    found = reference.references(paper(**facts), SMALL)
    assert {name: html.replace("&amp;", "&") for name, html in found.items()} == {
        "APA": apa,
        "IEEE": ieee,
    }


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+2", "'=1+2"),
        ("-a", "'-a"),
        ("@b", "'@b"),
        ("'=c", "''=c"),
        ("'d", "'d"),
        ("e=f", "e=f"),
    ],
)
def test_a_spreadsheet_calculates_nothing(value, cell):
    row = papers_csv.row(paper(title=value), "k", "u")
    assert row.split(",")[2] == cell
    assert csv_rows(papers_csv.write([row]))[0]["title"] == value
