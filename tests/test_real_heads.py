"""The heads of the real site's pages: they say what the entries say."""

from __future__ import annotations

import json
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
import yaml

from tests.projects import REPOSITORY
from tests.site.sites import Built, Site

pytestmark = pytest.mark.slow

BASE = "https://example.org/vos/"


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Built:
    """Return the real site, built for an address; not to be changed."""
    site = Site(tmp_path_factory.mktemp("published") / "site", REPOSITORY)
    built = site.build(html_baseurl=BASE, paperbase_fulltext=False)
    assert built.warnings == ""
    return built


@pytest.fixture(scope="module")
def pages(published):
    """Return all pages but those of old addresses, by name."""
    names = (path.removesuffix(".html") for path in published.files() if path.endswith(".html"))
    found = {name: published.page(name) for name in names}
    return {n: page for n, page in found.items() if not page.select("[http-equiv=refresh]")}


def facts_of():
    """Yield each entry's key and its front matter, read without the package."""
    for path in sorted((REPOSITORY / "entries").glob("*.md")):
        text = path.read_text("utf-8").split("---\n")[1]
        yield path.stem, yaml.load(text, Loader=yaml.BaseLoader)


def things(page):
    (script,) = page.select('script[type="application/ld+json"]')
    return {thing["@type"]: thing for thing in json.loads(script.string)["@graph"]}


def test_every_page_has_data_a_description_and_one_address(pages):
    descriptions = {}
    for name, page in pages.items():
        assert things(page), name
        (description,) = page.select('meta[name="description"]')
        assert description["content"].strip()
        descriptions.setdefault(description["content"], []).append(name)
        links = [link["href"] for link in page.select("link[rel=canonical]")]
        assert links == ([] if name == "404" else [f"{BASE}{name}.html"])
        assert not page.select('meta[name="robots"]'), "every page may be indexed"
    assert [names for names in descriptions.values() if len(names) > 1] == []


def test_a_paper_is_described_as_its_entry_has_it(pages, real):
    taxonomy = real.taxonomy
    for key, facts in facts_of():
        article = things(pages[f"entries/{key}"])["ScholarlyArticle"]
        assert article["url"] == f"{BASE}entries/{key}.html"
        assert article["headline"] == article["name"] == facts["title"]
        assert article.get("alternateName") == facts.get("name")
        assert [person["name"] for person in article.get("author", [])] == facts.get("authors", [])
        assert article["datePublished"] == facts["year"]
        assert article.get("pagination") == facts.get("pages")
        assert article.get("keywords", []) == facts.get("keywords", [])
        assert [term["termCode"] for term in article["about"]] == facts["types"]
        ids = {id["propertyID"]: id["value"] for id in article.get("identifier", [])}
        known = {"DOI": facts.get("doi"), "arXiv": facts.get("arxiv")}
        assert ids == {id: value for id, value in known.items() if value}
        same = [unquote(address) for address in article["sameAs"]]
        links = facts.get("links", {})
        for address in ids and [*ids.values(), links.get("paper", "")]:
            assert any(address in one for one in same)
        code = article.get("workExample", {}).get("codeRepository")
        assert code == links.get("code")
        cited = [work["url"] for work in article.get("citation", [])]
        assert cited == [f"{BASE}entries/{k}.html" for k in facts.get("builds-on", [])]
        parts, part = [], article
        while part := part.get("isPartOf"):
            parts.append(part)
        assert parts[-1]["name"] == taxonomy.venues[facts["venue"]].name
        numbers = {part.get("volumeNumber") for part in parts} - {None}
        assert numbers == ({facts["volume"].partition("(")[0]} if "volume" in facts else set())


def test_citation_tags_are_those_of_the_entry(pages, real):
    for key, facts in facts_of():
        found: dict[str, list[str]] = {}
        for tag in pages[f"entries/{key}"].select('meta[name^="citation_"]'):
            found.setdefault(tag["name"].removeprefix("citation_"), []).append(tag["content"])
        venue = real.taxonomy.venues[facts["venue"]]
        pages_, volume = facts.get("pages", ""), facts.get("volume", "")
        expected = {
            "title": [facts["title"]],
            "author": facts.get("authors", []),
            "publication_date": [facts["year"]],
            f"{venue.kind}_title": [venue.name] if venue.kind != "preprint" else [],
            "volume": [volume.partition("(")[0]],
            "issue": [volume.partition("(")[2].rstrip(")")],
            "firstpage": [pages_.partition("-")[0]],
            "lastpage": [pages_.partition("-")[2]],
            "doi": [facts.get("doi")],
            "arxiv_id": [facts.get("arxiv")],
            "keywords": facts.get("keywords", []),
        }
        expected = {name: [v for v in values if v] for name, values in expected.items()}
        assert found == {name: values for name, values in expected.items() if values}, key


def test_shelves_list_their_cards(pages, published):
    shelves = [name for name in pages if name.startswith("by/") and not name.endswith("/index")]
    assert len(shelves) > 20
    for name in shelves:
        items = things(pages[name])["CollectionPage"]["mainEntity"].get("itemListElement", [])
        cards = [f"{BASE}entries/{key}.html" for key in published.cards(name)]
        assert [item["url"] for item in items] == cards


def test_only_papers_have_citation_tags(pages):
    tagged = {name for name, page in pages.items() if page.select('meta[name^="citation_"]')}
    assert tagged == {name for name in pages if name.startswith("entries/")}
    assert not any(page.select('meta[name="citation_pdf_url"]') for page in pages.values())


def test_the_sitemap_lists_exactly_the_pages_to_be_found(pages, published):
    root = ElementTree.parse(published.out / "sitemap.xml").getroot()
    listed = [url.findtext("{*}loc") for url in root]
    assert sorted(listed) == sorted(
        f"{BASE}{name}.html" for name in pages if name not in ("404", "search")
    )
