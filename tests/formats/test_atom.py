"""Atom feeds: which papers, with which ids and dates, as a feed reader sees them."""

from __future__ import annotations

import datetime
import unicodedata
import uuid
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperbase.catalog import Catalog, Entry, Taxonomy, TaxonomyError
from sphinx_paperbase.catalog.reader import ReadEntry
from sphinx_paperbase.formats import atom
from tests.projects import SMALL, TAXONOMY, paper

ATOM = "{http://www.w3.org/2005/Atom}"


def catalog(*papers: Entry) -> Catalog:
    return Catalog(SMALL, [ReadEntry(f"entries/{p.key}.md", p.key, p, (), {}) for p in papers])


def site(base: str = "https://example.org/vos/", **other: str) -> atom.Site:
    return atom.Site(
        name=other.get("name", "Papers"),
        identity=other.get("identity", "papers of somebody"),
        base=base,
        page=lambda key: f"entries/{key}.html",
        shelf_page=lambda facet, slug: f"by/{facet}/{slug}.html",
        home="index.html",
    )


def feeds(*papers: Entry, **other: str) -> dict[str, atom.Feed]:
    return {feed.file: feed for feed in atom.feeds(catalog(*papers), site(**other))}


def parsed(feed: atom.Feed) -> feedparser.FeedParserDict:
    """Return a feed as a reader has it that fetched it from the site."""
    address = f"https://example.org/vos/{feed.file}"
    made = atom.write(feed)
    headers = {"content-type": "application/atom+xml", "content-location": address}
    result = feedparser.parse(made.encode(), response_headers=headers)
    assert result.bozo == 0, result.get("bozo_exception")
    assert result.version == "atom10"
    return result


def only(*papers: Entry, **other: str) -> feedparser.FeedParserDict:
    """Return the entry of a paper in the feed of everything."""
    (entry,) = parsed(feeds(*papers, **other)["feed.xml"]).entries
    return entry


def test_everything_each_type_and_each_venue_has_a_feed():
    made = feeds(
        paper("a", types=["SVOS", "RVOS"], venue="CVPR", year=2022),
        paper("b", types=["RVOS"], venue="CVPR", year=2023, earlier=["arXiv 2022"]),
        paper("c", types=["UVOS"], venue="TIP", year=2023),
        paper("d", types=["UVOS"], venue="TPAMI", year=2022),
    )
    holds = {file: {item.page[8:-5] for item in feed.items} for file, feed in made.items()}
    assert holds == {
        "feed.xml": {"a", "b", "c", "d"},
        "feeds/svos.xml": {"a"},
        "feeds/uvos.xml": {"c", "d"},
        "feeds/rvos.xml": {"a", "b"},
        "feeds/cvpr.xml": {"a", "b"},
        "feeds/arxiv.xml": {"b"},
        "feeds/journals.xml": {"c", "d"},
    }
    assert [feed.title for feed in made.values()][:2] == ["Papers", "Papers: SVOS"]
    assert made["feeds/journals.xml"].title == "Papers: Journals"


def test_a_feed_leads_to_its_page_and_to_itself():
    made = feeds(paper(types=["SVOS"], venue="CVPR"))
    links = {
        file: {link["rel"]: link["href"] for link in parsed(feed).feed.links}
        for file, feed in made.items()
    }
    root = "https://example.org/vos/"
    assert links["feed.xml"] == {"self": f"{root}feed.xml", "alternate": f"{root}index.html"}
    assert links["feeds/svos.xml"]["alternate"] == f"{root}by/type/svos.html"
    assert links["feeds/cvpr.xml"]["alternate"] == f"{root}by/venue/index.html"
    assert links["feeds/cvpr.xml"]["self"] == f"{root}feeds/cvpr.xml"


def test_an_entry_has_the_facts_of_its_paper():
    shown = only(
        paper(
            "xmem",
            title="XMem: Long-Term",
            authors=["Ho Kei Cheng", "Alexander G. Schwing"],
            types=["SVOS", "RVOS"],
            arxiv="2207.07115",
            links={"code": "https://example.org/code", "dataset": "https://example.org/Größe"},
            added="2023-04-02",
            body="Keeps *three* memories.\n\nAnd more.",
        )
    )
    assert shown.title == "XMem: Long-Term"
    assert [author["name"] for author in shown.authors] == ["Ho Kei Cheng", "Alexander G. Schwing"]
    assert shown.link == "https://example.org/vos/entries/xmem.html"
    related = [(link["title"], link["href"]) for link in shown.links if link["rel"] == "related"]
    assert related == [
        ("paper", "https://arxiv.org/abs/2207.07115"),
        ("code", "https://example.org/code"),
        ("dataset", "https://example.org/Gr%C3%B6%C3%9Fe"),
    ]
    assert [tag["term"] for tag in shown.tags] == ["SVOS", "RVOS", "CVPR 2022"]
    assert shown.updated == "2023-04-02T00:00:00+00:00"
    assert shown.summary == "CVPR 2022. Keeps three memories."


def test_a_paper_whose_authors_are_not_known_is_the_collections():
    shown = parsed(feeds(paper(authors=[]), name="Papers & more")["feed.xml"])
    assert "authors" not in shown.entries[0] or not shown.entries[0].authors
    assert shown.feed.author == "Papers & more"


def test_a_paper_that_does_not_stand_says_so_first():
    shown = only(paper(title="Masks", status="retracted"))
    assert shown.title == "Retracted: Masks"
    assert shown.tags[-1]["term"] == "retracted"


@pytest.mark.parametrize(
    ("facts", "day"),
    [
        ({"added": "2023-04-02", "arxiv": "2207.07115"}, "2023-04-02"),
        ({"arxiv": "2207.07115", "year": 2024}, "2022-07-01"),
        ({"arxiv": "cs/9912001"}, "1999-12-01"),
        ({"arxiv": "cs/0199001", "year": 2021}, "2021-01-01"),
        ({"year": 2024, "earlier": ["TIP 2023", "arXiv 2022"]}, "2022-01-01"),
        ({"year": 2022}, "2022-01-01"),
    ],
)
def test_a_paper_is_new_on_the_day_that_it_was_added(facts, day):
    assert atom.day(paper(**facts)).isoformat() == day
    assert only(paper(**facts)).updated == f"{day}T00:00:00+00:00"


def test_the_newest_come_first_and_the_last_fifty_are_there():
    days = [datetime.date(2023, 1, 1) + datetime.timedelta(days=n) for n in range(60)]
    papers = [paper(f"p{n}", added=str(day)) for n, day in enumerate(days)]
    shown = parsed(feeds(*reversed(papers))["feed.xml"])
    assert len(shown.entries) == atom.LONGEST == 50
    assert [entry.updated[:10] for entry in shown.entries] == [str(d) for d in days[:9:-1]]
    assert shown.feed.updated == f"{days[-1]}T00:00:00+00:00"


def test_the_order_is_the_same_however_files_are_read():
    papers = [paper(f"p{n}", added="2023-04-02") for n in range(5)]
    assert feeds(*papers) == feeds(*reversed(papers))


def test_an_empty_feed_is_as_old_as_can_be():
    shown = parsed(feeds()["feeds/svos.xml"])
    assert shown.entries == []
    assert shown.feed.updated == "1970-01-01T00:00:00+00:00"


def ids(made: dict[str, atom.Feed]) -> list[str]:
    return [feed.id for feed in made.values()] + [item.id for item in made["feed.xml"].items]


def test_ids_are_unique_urns_that_stay_wherever_the_site_is_and_whatever_it_is_called():
    papers = paper("a"), paper("b")
    first = ids(feeds(*papers))
    assert len(set(first)) == len(first)
    assert all(str(uuid.UUID(id)) == id.removeprefix("urn:uuid:") for id in first)
    for other in ({"base": ""}, {"base": "https://elsewhere.org/"}, {"name": "Another"}):
        assert ids(feeds(*papers, **other)) == first
    assert not set(ids(feeds(*papers, identity="of somebody else"))) & set(first)


def test_an_id_is_what_it_was_made_to_be():
    """It is in people's feed readers: a change would show them every paper again."""
    made = feeds(paper("xmem"))
    assert ids(made)[0] == "urn:uuid:f907936d-32c1-552c-b75d-7dc1dc0b385a"
    assert ids(made)[-1] == "urn:uuid:4282ccd4-7c0d-5cee-b502-0c0a15ddb0e5"


def test_a_renamed_paper_keeps_its_id():
    before = only(paper("stcn")).id
    assert only(paper("stcn-2", aliases=["stcn"])).id == before
    assert only(paper("stcn-3", aliases=["stcn", "stcn-2"])).id == before


def test_an_alias_that_is_anothers_gives_no_id():
    made = feeds(paper("a"), paper("b", aliases=["a"]), paper("c", aliases=["../d"]))
    found = [item.id for item in made["feed.xml"].items]
    assert sorted(found) == sorted(only(paper(key)).id for key in "abc")


def test_without_an_address_links_are_relative_to_the_feed():
    made = feeds(paper("xmem", types=["SVOS"]), base="")
    for feed in made.values():
        links = {link["rel"]: link["href"] for link in parsed(feed).feed.links}
        assert links["self"] == f"https://example.org/vos/{feed.file}"
        for entry in parsed(feed).entries:
            assert entry.link == "https://example.org/vos/entries/xmem.html"
    text = atom.write(made["feeds/svos.xml"])
    assert 'href="../entries/xmem.html"' in text and "example.org" not in text


def test_a_feed_has_what_the_standard_asks_for():
    """RFC 4287, 4.1.1 and 4.1.2: what must be there once, and what no more than once."""
    made = feeds(paper("a", links={"code": "https://example.org/"}), paper("b", authors=[]))
    for feed in made.values():
        root = ElementTree.fromstring(atom.write(feed))
        assert root.tag == f"{ATOM}feed"
        for element in (root, *root.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"{ATOM}{name}")) == 1
            kinds = [link.get("rel") for link in element.findall(f"{ATOM}link")]
            assert kinds.count("alternate") == 1 and kinds.count("self") <= 1
            assert len(element.findall(f"{ATOM}summary")) <= 1
        assert root.findall(f"{ATOM}author"), "for papers without known authors"


TITLES = [
    "</title><script>alert(1)</script>",
    "A & B &amp; C <i>D</i>",
    "\"Quotes\" and 'more' ]]>",
    "$x^2$ and \\emph{LaTeX}",
    "Ünïcödé: Rajič, 视频目标分割, 🎬 emoji",
    "What XML cannot hold: \x0b\ufffe",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_hostile_title_stays_what_it_is(title):
    entry = paper().model_copy(
        update={"title": title, "authors": (title,), "body": title, "status": None}
    )
    root = ElementTree.fromstring(atom.write(feeds(entry, name=title)["feeds/cvpr.xml"]))
    clean = title.replace("\x0b", "").replace("\ufffe", "")
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == clean
    assert root.findtext(f"{ATOM}entry/{ATOM}author/{ATOM}name") == clean
    assert root.findtext(f"{ATOM}author/{ATOM}name") == clean
    assert root.findtext(f"{ATOM}title") == f"{clean}: CVPR"
    parsed(feeds(entry)["feed.xml"])


text = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"]), min_size=1
)


@given(title=text, authors=st.lists(text, max_size=3), body=st.text(), added=st.none() | st.dates())
def test_the_facts_come_back_as_they_were(title, authors, body, added):
    facts = paper()
    entry = facts.model_copy(
        update={"title": title, "authors": tuple(authors), "body": body, "added": added}
    )
    (feed, *_) = feeds(entry).values()
    root = ElementTree.fromstring(atom.write(feed)).find(f"{ATOM}entry")
    assert root.findtext(f"{ATOM}title") == title
    assert [a.text for a in root.findall(f"{ATOM}author/{ATOM}name")] == authors
    assert datetime.datetime.fromisoformat(root.findtext(f"{ATOM}updated")).date() == atom.day(
        entry
    )
    shown = parsed(feed).entries[0]
    normal = " ".join(unicodedata.normalize("NFC", title).split())
    assert " ".join(unicodedata.normalize("NFC", shown.title).split()) == normal


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[types.UVOS]", "[types.CVPR]", "the type 'CVPR' has the address of the venue 'CVPR'"),
        ("[types.UVOS]", "[types.cvpr]", "the type 'cvpr' has the address of the venue 'CVPR'"),
        ("[types.UVOS]", "[types.Journals]", "the type 'Journals' has the address of the journals"),
        ("[venues.ECCV]", "[venues.journals]", "the venue 'journals' has the address of"),
    ],
)
def test_a_type_and_a_venue_never_share_a_feed(tmp_path, old, new, said):
    assert TAXONOMY.count(old) == 1
    path = tmp_path / "taxonomy.toml"
    path.write_text(TAXONOMY.replace(old, new), encoding="utf-8")
    with pytest.raises(TaxonomyError, match=said):
        Taxonomy.load(path)


def test_a_type_may_be_called_as_one_of_the_journals(tmp_path):
    path = tmp_path / "taxonomy.toml"
    path.write_text(TAXONOMY.replace("[types.UVOS]", "[types.TIP]"), encoding="utf-8")
    assert "TIP" in Taxonomy.load(path).types
