"""The real site: the papers of the lists and of the review, built."""

from __future__ import annotations

import json
from collections import Counter

import pytest
import yaml

from tests.catalog.test_collection import SECTIONS, TYPES, VENUES
from tests.formats.test_papers_json import as_text, front_matter
from tests.projects import REPOSITORY

pytestmark = pytest.mark.slow


def test_it_builds_without_a_warning(real_site):
    assert real_site.warnings == ""
    assert real_site.code == 0


@pytest.mark.parametrize(("venue", "count"), VENUES.items())
def test_a_venue_has_at_least_the_papers_of_the_lists(real_site, venue, count):
    assert len(real_site.cards(f"by/venue/{venue}")) >= count


def test_preprints_that_were_published_since_say_where(real_site):
    page = real_site.page("by/venue/arxiv-2023")
    said = {
        card["data-paper"]: " ".join(now.get_text().split())
        for card in page.select(".paper-card")
        if (now := card.select_one(".paper-now"))
    }
    assert len(real_site.cards("by/venue/arxiv-2023")) == 25
    assert said["losh"] == "published at CVPR 2024"
    assert set(said) == {
        "abr", "eva-vos", "glee", "jointformer", "losh", "mutr", "panovos", "refsam", "sam-pt",
        "sketch-vos", "soc", "srt", "tam-vt", "tmo-plus-plus",
    }  # fmt: skip


def test_every_paper_has_a_complete_page(real_site):
    without_authors = set()
    for path in sorted((REPOSITORY / "entries").glob("*.md")):
        facts = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
        page = real_site.page(f"entries/{path.stem}")
        text = " ".join(page.select_one("article").get_text(" ").split())
        hrefs = {a["href"] for a in page.select("article a[href]")}
        assert page.h1.find(string=True) == facts["title"]
        assert set(facts["links"].values()) <= hrefs
        assert f"{facts['venue']} {facts['year']}" in text
        assert [b["data-type"] for b in page.select(".paper-head .paper-type")] == facts["types"]
        assert "../docs/review.html" in {href.partition("#")[0] for href in hrefs}
        assert all(name in text for name in facts.get("authors", ()))
        if "authors" not in facts:
            without_authors.add(path.stem)
        for fact in ("arxiv", "doi", "note"):
            assert str(facts.get(fact, "")) in text
        body = path.read_text("utf-8").split("---\n", 2)[2]
        assert " ".join(body.split())[:40] in text.replace("’", "'")
        shown = page.select(".paper-results tbody tr")
        assert len(shown) == len(facts.get("results", ()))
        # The best of a benchmark comes first: test_real_results.py has ranks and numbers.
        results = facts.get("results", ())
        sources = Counter((r["source"], r.get("own-source", True)) for r in results)
        assert sources == Counter(
            (row.select("td a")[-1]["href"], "third party" not in row.get_text()) for row in shown
        )


def test_types_have_pages_and_uninext_is_on_two(real_site):
    assert {slug: len(real_site.cards(f"by/type/{slug}")) for slug in TYPES} == TYPES
    assert "uninext" in real_site.cards("by/type/svos") and "uninext" in real_site.cards(
        "by/type/rvos"
    )


@pytest.mark.parametrize(("section", "count"), SECTIONS.items())
def test_a_section_of_the_review_lists_its_methods(real_site, section, count):
    assert len(set(real_site.cards(f"by/review/{section}"))) == count


@pytest.mark.parametrize("page", ["index", "by/type/svos", "by/review/4-2", "docs/review"])
def test_the_review_is_cited(real_site, page):
    assert real_site.page(page).select(".bibtex-citation a[href*='gao2023deep']")


def test_all_links_inside_the_site_lead_somewhere(real_site):
    from urllib.parse import unquote, urljoin, urlsplit

    pages = {path: real_site.page(path.removesuffix(".html"))
             for path in real_site.files() if path.endswith(".html")}  # fmt: skip
    ids = {path: {tag["id"] for tag in page.select("[id]")} for path, page in pages.items()}
    for path, page in pages.items():
        for link in page.select("a[href], link[href], script[src], img[src]"):
            target = link.get("href") or link.get("src")
            if path == "404.html" or urlsplit(target).scheme in ("http", "https", "data", "mailto"):
                continue
            parts = urlsplit(urljoin(f"/{path}", target))
            file = unquote(parts.path).lstrip("/")
            assert (real_site.out / file).exists(), f"{path}: {target}"
            if parts.fragment and file in ids and file not in ("search.html",):
                assert unquote(parts.fragment) in ids[file], f"{path}: {target}"


def test_papers_json_holds_every_field_of_every_entry(real_site):
    data = json.loads((real_site.out / "papers.json").read_text("utf-8"))
    assert data["version"] == 1 and len(data["papers"]) == 449
    for paper in data["papers"]:
        text = (REPOSITORY / "entries" / f"{paper['key']}.md").read_text("utf-8")
        facts = front_matter(text)
        assert {key: as_text(paper[key]) for key in facts} == facts
        assert set(paper) == set(facts) | {"key", "url"}
        assert (real_site.out / paper["url"]).exists()
