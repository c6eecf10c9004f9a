"""JSON-LD: the facts of a paper and nothing else, in any page's script element."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_paperbase.catalog import Catalog
from sphinx_paperbase.catalog.reader import ReadEntry
from sphinx_paperbase.formats import json_ld
from tests.projects import FULL, SMALL, changed, paper, plus


def article(entry):
    catalog = Catalog(SMALL, [ReadEntry(f"entries/{entry.key}.md", entry.key, entry, (), {})])
    return json_ld.article(catalog, entry, lambda key: f"{key}.html")


def test_a_paper_has_its_facts(load):
    catalog = load({"masker.md": FULL})
    found = json_ld.article(catalog, catalog.entries["masker"], lambda key: f"{key}.html")
    assert found == {
        "@type": "ScholarlyArticle",
        "url": "masker.html",
        "name": "Masks through Time",
        "headline": "Masks through Time",
        "alternateName": "Masker",
        "author": [
            {"@type": "Person", "name": "Ada Lovelace"},
            {"@type": "Person", "name": "Alan Turing"},
        ],
        "datePublished": "2022",
        "creativeWorkStatus": "Retracted",
        "isPartOf": {
            "@type": "PublicationVolume",
            "name": "CVPR 2022",
            "isPartOf": {
                "@type": "CreativeWorkSeries",
                "name": "Conference on Computer Vision and Pattern Recognition",
            },
        },
        "pagination": "1-9",
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "DOI", "value": "10.1000/xyz"},
            {"@type": "PropertyValue", "propertyID": "arXiv", "value": "2203.01234"},
        ],
        "sameAs": ["https://doi.org/10.1000/xyz", "https://arxiv.org/abs/2203.01234"],
        "description": "Follows a mask.",
        "keywords": ["memory", "long-term"],
        "about": [
            {"@type": "DefinedTerm", "termCode": "SVOS", "name": "Semi-supervised VOS"},
        ],
        "workExample": {
            "@type": "SoftwareSourceCode",
            "codeRepository": "https://example.org/code",
        },
    }


def test_what_is_not_known_is_left_out():
    found = article(paper(links={"paper": "https://example.org/p"}))
    assert set(found) == {
        "@type", "url", "name", "headline", "datePublished", "isPartOf", "sameAs", "about",
    }  # fmt: skip
    assert found["sameAs"] == ["https://example.org/p"]


@pytest.mark.parametrize(
    ("volume", "expected"),
    [
        (None, {}),
        ("45", {"volumeNumber": "45"}),
        ("45(2)", {"volumeNumber": "45", "issueNumber": "2"}),
    ],
)
def test_a_journal_has_volumes_and_these_have_issues(volume, expected):
    part, found = article(paper(venue="TIP", volume=volume)), {}
    while part := part.get("isPartOf"):
        found |= {name: value for name, value in part.items() if name.endswith("Number")}
        last = part
    assert found == expected
    assert last == {"@type": "Periodical", "name": "IEEE Transactions on Image Processing"}


def test_a_preprint_says_so():
    found = article(paper(venue="arXiv", arxiv="2203.01234"))
    assert found["creativeWorkStatus"] == "Preprint"
    assert found["isPartOf"] == {"@type": "Collection", "name": "arXiv"}


def test_it_cites_what_it_builds_on_by_the_keys_of_today(load):
    catalog = load(
        {
            "old.md": plus("aliases: [older]").replace("2203.01234", "2103.01234"),
            "new.md": changed("Masks through Time", "More Masks").replace(
                "---\nFollows", "builds-on: [older]\n---\nFollows"
            ),
        }
    )
    found = json_ld.article(catalog, catalog.entries["new"], lambda key: f"{key}.html")
    assert found["citation"] == [
        {"@type": "ScholarlyArticle", "url": "old.html", "name": "Masks through Time"}
    ]


def test_a_doi_is_an_address_whatever_signs_it_has():
    found = article(paper(doi="10.1000/a#b?c%d"))
    assert found["sameAs"] == ["https://doi.org/10.1000/a%23b%3Fc%25d"]
    assert found["identifier"][0]["value"] == "10.1000/a#b?c%d"


def test_lists_count_from_one():
    pages = [("A", "a.html"), ("B", "b.html")]
    listed = json_ld.listing(pages)
    assert listed["numberOfItems"] == 2
    assert [(i["position"], i["name"], i["url"]) for i in listed["itemListElement"]] == [
        (1, "A", "a.html"),
        (2, "B", "b.html"),
    ]
    way = json_ld.breadcrumbs(pages)["itemListElement"]
    assert [(i["position"], i["name"], i["item"]) for i in way] == [
        (1, "A", "a.html"),
        (2, "B", "b.html"),
    ]
    assert json_ld.listing([])["numberOfItems"] == 0


def test_a_site_is_searched_where_its_address_is_known():
    site = json_ld.website("Site", "https://example.org/", "", "https://example.org/s.html?q=")
    assert site["potentialAction"]["target"]["urlTemplate"] == (
        "https://example.org/s.html?q={search_term_string}"
    )
    assert "potentialAction" not in json_ld.website("Site", "index.html", "", "")


class Scripts(HTMLParser):
    """Collects what a browser takes for data, and whether anything else is there."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.data = ""

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)

    def handle_data(self, data):
        self.data += data


@given(st.text())
@example("</script><script>alert(1)</script>")
@example("<!-- <script>")
@example("]]> \u2028 \u2029 & &lt; \" ' \\ 视频 🎬 $x_1$")
def test_any_text_stays_data(text):
    parser = Scripts()
    written = json_ld.write(json_ld.thing("Thing", name=text, alternateName=text))
    parser.feed(f'<script type="application/ld+json">{written}</script>')
    assert parser.tags == ["script"]
    data = json.loads(parser.data)
    assert data["@context"] == "https://schema.org"
    assert data["@graph"][0].get("name", "") == text
