"""The real site: the 53 papers of the list, built."""

from __future__ import annotations

import json

import pytest
import yaml

from tests.projects import REPOSITORY

LISTED = {
    "arxiv-2023": 10, "iccv-2023": 4, "cvpr-2023": 7, "ijcai-2023": 1, "aaai-2023": 1,
    "journals-2023": 4, "neurips-2022": 2, "eccv-2022": 6, "cvpr-2022": 10, "aaai-2022": 4,
    "journals-2022": 4,
}  # fmt: skip

pytestmark = pytest.mark.slow


def test_it_builds_without_a_warning(real_site):
    assert real_site.warnings == ""
    assert real_site.code == 0


@pytest.mark.parametrize(("venue", "count"), LISTED.items())
def test_a_venue_has_at_least_the_papers_of_the_list(real_site, venue, count):
    assert len(real_site.cards(f"by/venue/{venue}")) >= count


def test_preprints_that_were_published_since_say_where(real_site):
    page = real_site.page("by/venue/arxiv-2023")
    said = {
        card["data-paper"]: " ".join(now.get_text().split())
        for card in page.select(".paper-card")
        if (now := card.select_one(".paper-now"))
    }
    assert len(real_site.cards("by/venue/arxiv-2023")) == 10
    assert said["losh"] == "published at CVPR 2024"
    assert set(said) == {"sam-pt", "refsam", "losh", "soc", "mutr"}


def test_every_paper_has_a_complete_page(real_site):
    without_authors = []
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
            without_authors.append(path.stem)
        for fact in ("arxiv", "doi", "note"):
            assert str(facts.get(fact, "")) in text
        body = path.read_text("utf-8").split("---\n", 2)[2]
        assert " ".join(body.split())[:40] in text
    assert without_authors == ["delving-deeper-into-mask-utilization"]


def test_types_have_pages_and_uninext_is_on_two(real_site):
    counts = {
        slug: len(real_site.cards(f"by/type/{slug}")) for slug in ("svos", "uvos", "rvos", "xvos")
    }
    assert counts == {"svos": 27, "uvos": 6, "rvos": 14, "xvos": 8}
    assert "uninext" in real_site.cards("by/type/svos") and "uninext" in real_site.cards(
        "by/type/rvos"
    )


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
    assert data["version"] == 1 and len(data["papers"]) == 53
    for paper in data["papers"]:
        text = (REPOSITORY / "entries" / f"{paper['key']}.md").read_text("utf-8")
        facts = yaml.load(text.split("---\n")[1], Loader=yaml.BaseLoader) | {}
        facts["year"] = int(facts["year"])
        assert {key: paper[key] for key in facts} == facts
        assert set(paper) == set(facts) | {"key", "url"}
        assert (real_site.out / paper["url"]).exists()
