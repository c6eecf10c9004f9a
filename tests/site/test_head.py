"""What the head of every page says, and what the site tells crawlers."""

from __future__ import annotations

import json
from collections import Counter
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from tests.site.sites import Built, Site, assert_same

pytestmark = pytest.mark.slow  # builds many small sites

BASE = "https://example.org/vos/"
DESCRIPTION = "Papers on masks & their <videos>, \"all\" of 'them'."


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Built:
    """Return the small site as it is built for its address; not to be changed."""
    site = Site(tmp_path_factory.mktemp("published") / "site")
    site.change("conf.py", '"sphinx_paperbase"', '"notfound.extension", "sphinx_paperbase"')
    site.write("404.md", "---\norphan: true\nnosearch: true\n---\n# Not found\n\nNothing here.\n")
    result = site.build(html_baseurl=BASE, paperbase_description=DESCRIPTION)
    assert result.warnings == ""
    return result


def pages(built):
    """Return all pages but those of old addresses, by name."""
    names = (path.removesuffix(".html") for path in built.files() if path.endswith(".html"))
    found = {name: built.page(name) for name in names}
    return {n: page for n, page in found.items() if not page.select("[http-equiv=refresh]")}


def meta(page, name):
    found = [tag["content"] for tag in page.select(f'meta[name="{name}"], meta[property="{name}"]')]
    assert len(found) <= 1, f"{name} stands {len(found)} times"
    return found[0] if found else None


def things(page):
    (script,) = page.select('script[type="application/ld+json"]')
    data = json.loads(script.string)
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


def addresses(data):
    """Yield every address of the site that JSON-LD names."""
    for name, value in data.items():
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict):
                yield from addresses(part)
        if name in ("url", "item"):
            yield value


def test_every_page_says_what_it_is(published):
    found = pages(published)
    assert {"index", "404", "search", "paper-index", "entries/xmem"} <= set(found)
    for name, page in found.items():
        description = meta(page, "description")
        assert description and len(description) <= 202, name
        assert meta(page, "og:description") == description
        assert meta(page, "og:title"), name
        assert meta(page, "twitter:card") == "summary"
        assert things(page), name


def test_every_address_is_whole(published):
    for name, page in pages(published).items():
        canonical = page.select("link[rel=canonical]")
        if name == "404":
            assert canonical == [] and meta(page, "og:url") is None
        else:
            assert [link["href"] for link in canonical] == [f"{BASE}{name}.html"]
            assert meta(page, "og:url") == f"{BASE}{name}.html"
        for thing in things(page).values():
            for address in addresses(thing):
                assert address.startswith(BASE)
                assert (published.out / address.removeprefix(BASE)).is_file(), f"{name}: {address}"


def test_without_an_address_none_is_claimed(built):
    assert not (built.out / "sitemap.xml").exists()
    assert "Sitemap" not in (built.out / "robots.txt").read_text("utf-8")
    for name, page in pages(built).items():
        assert page.select("link[rel=canonical]") == [] and meta(page, "og:url") is None
        for thing in things(page).values():
            assert "potentialAction" not in thing
            for address in addresses(thing):
                target = urljoin(f"/{name}.html", address)
                assert not urlsplit(address).netloc
                assert (built.out / target[1:]).is_file(), f"{name}: {address}"


def test_a_picture_has_a_whole_address_or_none(site, built):
    site.write("static/card.png", "png")
    known = {"html_static_path": ["static"], "paperbase_picture": "card.png"}
    page = site.build("one", html_baseurl=BASE, **known).page("entries/xmem")
    assert meta(page, "og:image") == f"{BASE}_static/card.png"
    assert meta(page, "twitter:card") == "summary_large_image"
    for without in (site.build("two", **known).page("entries/xmem"), built.page("entries/xmem")):
        assert meta(without, "og:image") is None
        assert meta(without, "twitter:card") == "summary"


def test_a_base_without_a_slash_is_the_same(site):
    assert_same(site.build("one", html_baseurl=BASE), site.build("two", html_baseurl=BASE[:-1]))


def test_a_paper_is_described_by_its_first_paragraph(built):
    page = built.page("entries/xmem")
    assert meta(page, "description") == "XMem: Keeps three memories, $m_1$ to $m_3$; see stcn."
    assert meta(page, "og:type") == "article", "Zotero takes 'website' for a web page"
    assert meta(page, "og:site_name") is None, "Zotero takes it for the name of the proceedings"


def test_a_paper_without_words_is_described_by_its_facts(site):
    site.entry("silent", authors="[Ada Lovelace, Alan Turing]")
    site.entry("nameless")
    built = site.build()
    page = built.page("entries/silent")
    assert meta(page, "description") == "CVPR 2023. Ada Lovelace, Alan Turing"
    assert meta(built.page("entries/nameless"), "description") == "CVPR 2023"


def test_a_shelf_says_how_many_papers_stand_on_it(published):
    page = published.page("by/type/svos")
    assert meta(page, "description") == "SVOS: Semi-supervised VOS: 4 papers. A mask is given."
    page = published.page("by/venue/eccv-2022")
    assert meta(page, "description") == f"ECCV 2022: 1 paper. {DESCRIPTION}"


def test_other_pages_are_described_by_their_first_paragraph(published):
    assert meta(published.page("404"), "description") == "Nothing here."
    assert meta(published.page("search"), "description") == f"Search. {DESCRIPTION}"
    assert meta(published.page("index"), "description") == DESCRIPTION


@pytest.mark.parametrize("doc", ["index", "docs/queries"])
def test_a_description_that_is_written_is_taken(site, doc):
    text = site.path(f"{doc}.md").read_text("utf-8")
    site.write(f"{doc}.md", f"---\nmyst:\n  html_meta:\n    description: Of *mine*\n---\n{text}")
    page = site.build().page(doc)
    assert meta(page, "description") == meta(page, "og:description") == "Of *mine*"
    assert next(iter(things(page).values()))["description"] == "Of *mine*"


def test_a_shelf_lists_its_papers_in_its_order(published):
    for name in ("by/type/svos", "by/venue/journals-2023", "by/year/2023", "by/review/4-2"):
        page = published.page(name)
        collection = things(page)["CollectionPage"]
        items = collection["mainEntity"]["itemListElement"]
        keys = [urlsplit(item["url"]).path.split("/")[-1].removesuffix(".html") for item in items]
        assert keys == published.cards(name)
        assert collection["name"] == page.h1.find(string=True)
        assert collection["mainEntity"]["numberOfItems"] == len(keys)


def test_an_index_lists_its_shelves(published):
    page = published.page("by/type/index")
    items = things(page)["CollectionPage"]["mainEntity"]["itemListElement"]
    assert [item["name"] for item in items] == ["SVOS: Semi-supervised VOS", "RVOS: Referring VOS"]


def test_breadcrumbs_lead_from_home_to_the_page(published):
    for name, page in pages(published).items():
        found = things(page)
        if name == "index":
            assert set(found) == {"WebSite"}
            continue
        items = found["BreadcrumbList"]["itemListElement"]
        assert [item["position"] for item in items] == list(range(1, len(items) + 1))
        assert items[0]["item"] == f"{BASE}index.html"
        assert items[-1].get("item") == (f"{BASE}{name}.html" if name != "404" else None)
    way = things(published.page("entries/xmem"))["BreadcrumbList"]["itemListElement"]
    assert [item["name"] for item in way] == ["Papers", "Papers by venue", "ECCV 2022", "XMem"]


def test_the_site_can_be_searched(published):
    site = things(published.page("index"))["WebSite"]
    assert site["description"] == DESCRIPTION
    target = site["potentialAction"]["target"]["urlTemplate"]
    assert target == f"{BASE}search.html?q={{search_term_string}}"


def test_the_page_of_the_review_says_what_the_review_is(built):
    review = things(built.page("docs/review"))["WebPage"]["mainEntity"]
    assert review["@type"] == "ScholarlyArticle"
    assert review["sameAs"][0] == "https://doi.org/10.1007/s10462-022-10176-7"


TITLES = [
    "Masks </script and <!- more",
    "Masks <3 & \"quotes\" 'here' > there",
    "Masks &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;",
    "视频对象分割 🎬 $x_1$ Rajič – “Ünïcode”",
]


def test_any_title_stays_what_it_is(site):
    for number, title in enumerate(TITLES):
        quoted = title.replace("'", "''")
        site.entry(f"hostile-{number}", title=f"'{quoted}'", name=f"'{number} <3 & \"it\"'")
    built = site.build(html_baseurl=BASE)
    shelf = things(built.page("by/venue/cvpr-2023"))["CollectionPage"]["mainEntity"]
    listed = {item["name"] for item in shelf["itemListElement"]}
    for number, title in enumerate(TITLES):
        page = built.page(f"entries/hostile-{number}")
        assert meta(page, "citation_title") == meta(page, "og:title") == title
        article = things(page)["ScholarlyArticle"]
        assert article["name"] == article["headline"] == title
        assert article["alternateName"] == f'{number} <3 & "it"'
        assert page.head.select_one("script[type='application/ld+json']").string.count("<") == 0
        assert title in listed


def locations(built):
    root = ElementTree.parse(built.out / "sitemap.xml").getroot()
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert root.tag == f"{space}urlset"
    return {url.findtext(f"{space}loc"): url.findtext(f"{space}lastmod") for url in root}


def test_the_sitemap_lists_the_pages_to_be_found(published):
    expected = {f"{BASE}{name}.html" for name in pages(published)}
    expected -= {f"{BASE}{name}.html" for name in ("404", "search", "genindex")}
    found = locations(published)
    assert set(found) == expected
    assert f"{BASE}entries/x-mem.html" not in found, "an old address"
    dated = {"entries/xmem", "by/type/svos", "by/venue/eccv-2022", "by/year/2022", "by/review/4-2"}
    assert {address for address, date in found.items() if date} == {
        f"{BASE}{name}.html" for name in dated
    }
    assert set(found.values()) == {"2023-04-02", None}


@pytest.mark.slow
def test_the_sitemap_has_the_pages_that_no_build_has_written(site):
    site.build(html_baseurl=BASE)
    site.entry("added", added="2024-05-06", types="[SVOS]")
    site.change("entries/uninext.md", "title: ", "title: [")
    built = site.build(html_baseurl=BASE)
    found = locations(built)
    assert found[f"{BASE}entries/added.html"] == "2024-05-06"
    assert found[f"{BASE}by/type/svos.html"] == "2024-05-06"
    assert found[f"{BASE}entries/xmem.html"] == "2023-04-02"
    assert f"{BASE}entries/uninext.html" not in found, "it cannot be shown"
    assert_same(built, site.build("clean", html_baseurl=BASE))


def test_a_sitemap_without_an_address_is_removed(site):
    assert (site.build(html_baseurl=BASE).out / "sitemap.xml").exists()
    assert not (site.build().out / "sitemap.xml").exists()


@pytest.mark.slow
def test_two_builds_are_equal_and_so_are_their_heads_after_an_edit(site):
    first = site.build("one", html_baseurl=BASE)
    assert_same(first, site.build("two", html_baseurl=BASE, jobs=2))
    site.change("entries/stcn.md", "Rethinking", "Thinking")
    site.change("taxonomy.toml", "European Conference", "Continental Conference")
    edited = site.build("one", html_baseurl=BASE)
    cited = things(edited.page("entries/xmem"))["ScholarlyArticle"]["citation"][0]
    assert cited["name"].startswith("Thinking Space-Time")
    assert_same(edited, site.build("clean", html_baseurl=BASE))


def test_robots_may_read_all_and_know_the_sitemap(published):
    lines = (published.out / "robots.txt").read_text("utf-8").splitlines()
    assert lines == ["User-agent: *", "Allow: /", "", f"Sitemap: {BASE}sitemap.xml"]


def test_llms_txt_leads_to_pages_and_data(published):
    text = (published.out / "llms.txt").read_text("utf-8")
    blocks = text.rstrip("\n").split("\n\n")
    assert blocks[:2] == ["# Papers", f"> {DESCRIPTION}"]
    headings = [block.removeprefix("## ") for block in blocks if block.startswith("## ")]
    assert headings == ["Papers", "Papers as data", "Types", "Documents"]
    links = [line.split("](")[1].split(")")[0] for line in text.splitlines() if line[:3] == "- ["]
    assert max(Counter(links).values()) == 1
    for link in links:
        assert (published.out / link.removeprefix(BASE)).is_file(), link
    assert {f"{BASE}papers.json", f"{BASE}by/type/svos.html", f"{BASE}docs/review.html"} <= {*links}


def test_llms_txt_is_relative_without_an_address(built):
    assert "](papers.json)" in (built.out / "llms.txt").read_text("utf-8")
