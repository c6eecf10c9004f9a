"""The page of all papers: what it shows, counts and exports is what the entries say."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest
import rispy
from markdown_it import MarkdownIt
from playwright.sync_api import Page, expect

from sphinx_paperbase.catalog import Catalog, Entry
from sphinx_paperbase.catalog.leaderboards import board_of
from sphinx_paperbase.catalog.plain_text import plain_text
from sphinx_paperbase.formats import papers_csv
from sphinx_paperbase.formats.citations import CITATIONS
from tests.browser.conftest import noting
from tests.projects import TAXONOMY
from tests.site.sites import Site

FORMATS = ["bibtex", "ris", "csv", "json", "markdown"]


# What a page must show, from the entries alone.


def letters(text: str) -> str:
    """Return a text in small letters without marks."""
    for sign, plain in {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "ı": "i"}.items():
        text = text.lower().replace(sign, plain)
    parted = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


def tokens(text: str) -> set[str]:
    """Return the words of a text, and of one with a hyphen the whole too."""
    result = set()
    for chunk in letters(text).split():
        parts = re.findall(r"[^\W_]+", chunk)
        result |= {*parts, "".join(parts)} - {""}
    return result


def tokens_of(catalog: Catalog, paper: Entry) -> set[str]:
    texts = [paper.title, paper.name or "", *paper.former_titles, *paper.authors, *paper.keywords]
    texts += [*paper.types, paper.venue, str(paper.year), plain_text(paper.body)]
    ids = [paper.key, catalog.bibtex_keys[paper.key], paper.arxiv or "", paper.doi or ""]
    whole = {"".join(re.findall(r"[^\W_]+", letters(id))) for id in ids} - {""}
    return whole.union(*map(tokens, texts))


def distance(one: str, other: str) -> int:
    """Return how many letters are too many, too few, wrong or swapped with their neighbour."""
    table = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            table[i, j] = min(
                table[i - 1, j] + 1,
                table[i, j - 1] + 1,
                table[i - 1, j - 1] + (one[i - 1] != other[j - 1]),
            )
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(one), len(other)]


def has_slip(typed: str, word: str) -> bool:
    """Tell whether one slip lies between what was typed and a word, or its beginning."""
    if len(word) < 5 or len(typed) < 4 or re.search(r"\d", typed + word):
        return False
    ends = [len(word)] if len(typed) < 5 else range(len(typed) - 1, len(typed) + 2)
    return any(distance(typed, word[:end]) <= 1 for end in ends)


class Expected:
    """What the page must make of an address."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.papers = list(catalog.entries.values())
        self.tokens = {paper.key: tokens_of(catalog, paper) for paper in self.papers}
        self.all_tokens = set().union(*self.tokens.values())
        self.known: dict[str, set[str]] = {}

    def answers(self, name: str, paper: Entry) -> list[str]:
        has = {
            "code": paper.links.code,
            "dataset": paper.links.dataset,
            "project": paper.links.project,
            "results": paper.results,
        }
        if name in has:
            return ["1"] if has[name] else []
        named = {word.lower() for word in paper.keywords}
        survey = "survey" if named & {"survey", "review"} else "method"
        brings = paper.links.dataset or named & {"data set", "data sets", "dataset", "datasets"}
        return {
            "type": list(paper.types),
            "year": [str(paper.year)],
            "venue": [paper.venue],
            "kind": ["data-set" if brings else survey],
            "keyword": list(paper.keywords),
            "review": [paper.review] if paper.review else [],
            "benchmark": list(
                dict.fromkeys(
                    board_of(paper, result, self.catalog.taxonomy)[0] for result in paper.results
                )
            ),
        }[name]

    def found(self, word: str) -> set[str]:
        """Return the papers with a word that begins so, or else with one that nearly does."""

        def papers(right) -> set[str]:
            hits = {token for token in self.all_tokens if right(token)}
            return {key for key, own in self.tokens.items() if own & hits}

        if word not in self.known:
            begin = papers(lambda token: token.startswith(word))
            self.known[word] = begin or papers(lambda token: has_slip(word, token))
        return self.known[word]

    def matches(self, asked: list[tuple[str, str]], leave: str = "") -> list[Entry]:
        """Return the papers that an address asks for, one filter left aside."""
        keys = {paper.key for paper in self.papers}
        for name in {name for name, _ in asked} - {"q", "sort", leave}:
            wanted = {value for other, value in asked if other == name}
            keys &= {p.key for p in self.papers if wanted & set(self.answers(name, p))}
        for chunk in letters(" ".join(v for n, v in asked if n == "q")).split():
            parts = re.findall(r"[^\W_]+", chunk)
            if parts:
                keys &= set.intersection(*map(self.found, parts)) | (
                    self.found("".join(parts)) if len(parts) == 1 else self.whole("".join(parts))
                )
        return [paper for paper in self.papers if paper.key in keys]

    def whole(self, word: str) -> set[str]:
        return {k for k, own in self.tokens.items() if any(t.startswith(word) for t in own)}


def in_order(papers: list[Entry], order: str, catalog: Catalog) -> list[str]:
    venues = list(catalog.taxonomy.venues)

    def rank(paper: Entry):
        name = (paper.label.casefold(), paper.key)
        venue = venues.index(paper.venue)
        letter = letters(paper.label)[0].upper()
        return {
            "newest": (-paper.year, venue, name),
            "oldest": (paper.year, venue, name),
            "venue": (venue, -paper.year, name),
            "name": (letter if "A" <= letter <= "Z" else "#", name),
        }[order]

    return [paper.key for paper in sorted(papers, key=rank)]


# What it does show.


def shown(tab) -> list[str]:
    return tab.evaluate(
        "[...document.querySelectorAll('.paper-rows .paper-card')]"
        ".filter(row => row.checkVisibility()).map(row => row.dataset.paper)"
    )


def counts(tab) -> dict[tuple[str, str], int]:
    found = tab.evaluate(
        "[...document.querySelectorAll('.paper-facets label')].map(line => "
        "[line.firstChild.name, line.firstChild.value, +line.lastChild.textContent.replace(',', '')])"
    )
    return {(name, value): number for name, value, number in found}


def opened(tab, address: str) -> None:
    tab.goto(address)
    tab.locator(".paper-ready").wait_for()


def exported(tab, name: str) -> str:
    """Export by the menu and return the file, or what was copied."""
    label = (
        "Copy as Markdown list"
        if name == "markdown"
        else {"bibtex": "BibTeX"}.get(name, name.upper())
    )
    tab.locator(".paper-export summary").click()
    button = tab.get_by_role("button", name=label)
    if name == "markdown":
        button.click()
        tab.locator(".paper-said", has_text="copied").wait_for()
        return tab.evaluate("navigator.clipboard.readText()")
    with tab.expect_download() as waiting:
        button.click()
    with open(waiting.value.path(), encoding="utf-8", newline="") as file:
        return file.read()


def keys_of(text: str, name: str, catalog: Catalog) -> list[str]:
    """Return the papers of an export, read by the rules of its format."""
    by_bibtex_key = {bibtex_key: key for key, bibtex_key in catalog.bibtex_keys.items()}
    if name == "bibtex":
        return [by_bibtex_key[key] for key in re.findall(r"^@\w+\{(.+?),$", text, re.M)]
    if name == "ris":
        return [by_bibtex_key[record["id"]] for record in rispy.loads(text)]
    if name == "csv":
        return [row["key"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    if name == "json":
        return [record["key"] for record in json.loads(text)["papers"]]
    return re.findall(r"^- \[.*?\]\(\S*entries/([a-z0-9-]+)\.html\)", text, re.M)


def written(catalog: Catalog, name: str, keys: list[str], site: str = "") -> str:
    """Return what the command writes, with the addresses of pages on a site."""
    if name == "csv":
        rows = ((catalog.entries[k], catalog.bibtex_keys[k], k) for k in keys)
        return papers_csv.write(papers_csv.row(e, b, f"{site}entries/{k}.html") for e, b, k in rows)
    (citations,) = (c for c in CITATIONS if c.name == name)
    return citations.write(citations.text(catalog, key) for key in keys)


@pytest.fixture(scope="module")
def expected(real) -> Expected:
    return Expected(real)


@pytest.fixture
def tab(tabs) -> Iterator[Page]:
    with tabs.open(permissions=["clipboard-read", "clipboard-write"]) as tab:
        yield tab


def random_state(number: int, expected: Expected) -> list[tuple[str, str]]:
    """Return an address's parts: filters of any paper, words of any paper, some with a slip."""
    rng = random.Random(number)
    paper, other = rng.sample(expected.papers, 2)
    asked = []
    names = ["type", "year", "venue", "kind", "keyword", "code", "dataset", "project"]
    for name in rng.sample(names, rng.randint(0, 3)):
        values = expected.answers(name, paper) + rng.choice([[], expected.answers(name, other)])
        asked += [(name, value) for value in dict.fromkeys(values)]
    words = sorted(expected.tokens[paper.key])
    for word in rng.sample(words, rng.choice([0, 0, 1, 1, 2])):
        at = rng.randrange(len(word))
        slip = word[:at] + rng.choice(["", word[at] * 2, "x"]) + word[at + 1 :]
        typed = rng.choice([word, word[: rng.randint(1, len(word))], word.upper(), slip])
        asked.append(("q", typed))
    return [*asked, ("sort", rng.choice(["newest", "oldest", "name", "venue"]))]


@pytest.mark.parametrize("number", range(40))
def test_a_state_shows_counts_and_exports_what_the_entries_say(tab, address, expected, number):
    asked = random_state(number, expected)
    opened(tab, f"{address}/browse.html?{urlencode(asked)}")
    papers = expected.matches(asked)
    wanted = in_order(papers, dict(asked)["sort"], expected.catalog)
    assert shown(tab) == wanted
    total = f"{len(expected.papers)} papers"
    filtered = any(name != "sort" for name, _ in asked)
    assert tab.locator(".paper-shown").inner_text() == (
        f"{len(wanted)} of {total}" if filtered else total
    )
    told = counts(tab)
    for name in {name for name, _ in told}:
        left = Counter(v for p in expected.matches(asked, name) for v in expected.answers(name, p))
        assert {v: n for (other, v), n in told.items() if other == name and n} == left, name
    if not wanted:
        assert not tab.locator(".paper-export").is_visible()
        return
    assert tab.locator(".paper-export summary").inner_text().split()[1] == str(len(wanted))
    format = FORMATS[number % len(FORMATS)]
    text = exported(tab, format)
    assert keys_of(text, format, expected.catalog) == wanted
    if format in ("bibtex", "ris"):
        assert text == written(expected.catalog, format, wanted)


def test_all_real_papers_are_exported_as_the_command_does(tab, address, real_site, real):
    opened(tab, f"{address}/browse.html")
    keys = shown(tab)
    assert sorted(keys) == sorted(real.entries)
    for name in ("bibtex", "ris", "csv"):
        assert exported(tab, name) == written(real, name, keys, f"{address}/"), name
    records = {
        r["key"]: r
        for r in json.loads((real_site.out / "papers.json").read_text("utf-8"))["papers"]
    }
    assert json.loads(exported(tab, "json")) == {"version": 1, "papers": [records[k] for k in keys]}


# A small site of hostile and rare facts: results, names of every kind, signs of every format.

HOSTILE = {
    "signs": {
        "title": '"100% of {Masks} & \\\\Frames_ ~ $x^2$ #1: \\"quoted\\" <<a--b>> ``c\'\' ?`d"'
    },
    "script": {"title": '"A &lt;/script> B <!- [link](javascript:x) *s* \\u2028 | `c`"'},
    "capitals": {"title": '"mIoU, 3D, 4D-VOS and ²D meet iPhone µTrack of İstanbul 李B"'},
    "people": {
        "authors": '["Luc Van Gool", "Vincent van der Berg", "John Smith Jr.", "Platon", "李 明", '
        '"The A, B, and C Team", "Anna and Co", "Ole Østergård-Müller", "Jean-Luc D\'Arc", "X_Y Z"]',
        "venue": "TIP",
        "volume": '"45(2)"',
        "pages": '"1-9"',
    },
    "formula": {
        "title": '"=1+2"',
        "name": '"+A"',
        "venue": "arXiv",
        "keywords": '["a, b; \\"c\\"", "data set"]',
    },
    "volume": {"venue": "TIP", "volume": '"() 3(4"', "pages": '"e12"'},
    "surveyed": {"keywords": "[survey]", "review": '"4.2"', "year": "1999"},
}
RESULTS = """
  - {on: davis-2017-val, J&F: %s, source: https://example.org/1}
  - {on: davis-2017-val, J&F: 10, variant: small, source: https://example.org/2}"""


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Site:
    site = Site(tmp_path_factory.mktemp("browse") / "site")
    site.write("browse.md", "# Browse\n\n```{paper:browse}\n```\n")
    site.change("index.md", "authors\ndocs", "authors\nbrowse\ndocs")
    taxonomy = site.path("taxonomy.toml").read_text("utf-8")
    site.write("taxonomy.toml", taxonomy + TAXONOMY[TAXONOMY.index("[datasets") :])
    for key, facts in HOSTILE.items():
        site.entry(key, **facts)
    for key, value in {"second": "80.5", "first": "91"}.items():
        site.entry(key, results=RESULTS % value)
    site.entry("other", results="\n  - {on: davis-2017-val, F: 99, source: https://example.org/3}")
    return site


@pytest.fixture(scope="module")
def small_site(small) -> str:
    built = small.build()
    return (built.out / "browse.html").as_uri()


def test_hostile_facts_are_exported_as_they_are(tab, small, small_site):
    catalog = Catalog.load(small.folder)
    opened(tab, small_site)
    keys = shown(tab)
    assert sorted(keys) == sorted(catalog.entries)
    for name in ("bibtex", "ris", "csv"):
        assert exported(tab, name) == written(catalog, name, keys), name
    for name in FORMATS:
        assert keys_of(exported(tab, name), name, catalog) == keys, name
    rows = {
        row["key"]: row for row in csv.DictReader(io.StringIO(exported(tab, "csv"), newline=""))
    }
    assert rows["formula"]["title"] == "'=1+2"
    assert rows["formula"]["keywords"] == 'a, b; "c"; data set'
    links = re.findall(r'href="(.*?)"', MarkdownIt().render(exported(tab, "markdown")))
    assert len(links) > 2 * len(keys) - 2
    assert all(url.startswith(("https://", "entries/")) for url in links)


def test_papers_are_sorted_by_their_best_result_on_the_benchmark_that_is_chosen(tab, small_site):
    opened(tab, small_site)
    order = tab.locator(".paper-sort select")
    assert "result" not in order.inner_text()
    tab.locator("[name=benchmark]").check()
    order.select_option("result")
    assert shown(tab) == ["first", "second", "other"]
    assert tab.locator("[data-paper=first] .paper-value").inner_text() == "J&F 91"
    assert urlsplit(tab.url).query == "benchmark=davis-2017-val&sort=result"
    tab.reload()
    tab.locator(".paper-ready").wait_for()
    assert shown(tab) == ["first", "second", "other"]
    tab.locator("[name=benchmark]").uncheck()
    assert order.input_value() == "newest"
    assert tab.locator(".paper-value").count() == 0


def test_the_address_is_restored_by_reload_back_and_forward(tab, address, expected):
    opened(tab, f"{address}/browse.html")
    tab.locator("[name=type][value=RVOS]").check()
    tab.locator("[name=code]").check()
    box = tab.locator(".paper-ask [name=q]")
    box.press_sequentially("transfromer")
    states = [[], [("type", "RVOS")], [("type", "RVOS"), ("code", "1")]]
    states.append([*states[-1], ("q", "transfromer")])
    tab.wait_for_url(lambda url: parse_qsl(urlsplit(url).query) == states[3])
    tab.locator(".paper-sort select").select_option("name")
    states.append([*states[3], ("sort", "name")])

    def holds(state: list[tuple[str, str]]) -> None:
        assert parse_qsl(urlsplit(tab.url).query) == state
        assert shown(tab) == in_order(
            expected.matches(state), dict(state).get("sort", "newest"), expected.catalog
        )
        assert box.input_value() == dict(state).get("q", "")

    holds(states[4])
    tab.reload()
    tab.locator(".paper-ready").wait_for()
    holds(states[4])
    for state in (states[3], states[1], states[0]):  # what was typed replaced the state before it
        tab.go_back()
        holds(state)
    tab.go_forward()
    holds(states[1])


def test_what_an_address_asks_for_that_is_not_there_is_told_and_ignored(tab, address, real):
    opened(tab, f"{address}/browse.html?type=ABC&colour=red&sort=size&year=2023&constructor=1")
    notice = tab.locator(".paper-said").inner_text()
    for part in ("type=ABC", "colour=red", "sort=size", "constructor=1"):
        assert part in notice
    assert "2023" not in notice
    assert len(shown(tab)) == sum(paper.year == 2023 for paper in real.entries.values())
    opened(tab, f"{address}/browse.html?<img src=x onerror=alert(1)>=1")
    assert "<img src=x onerror=alert(1)>=1" in tab.locator(".paper-said").inner_text()


@pytest.mark.parametrize(
    "words", ["segmetnation", "SEGMENTATION", "segmentaton", "segmentatiom", "semisupervised"]
)
def test_words_are_found_with_a_slip_in_capitals_and_without_hyphen(tab, address, words, expected):
    opened(tab, f"{address}/browse.html?q={words}")
    assert sorted(shown(tab)) == sorted(p.key for p in expected.matches([("q", words)]))
    assert len(shown(tab)) > 0


@pytest.mark.parametrize(
    "words",
    [
        "2207.07115",
        "10.1007/978-3-031-19815-1",
        "cheng2022xmem",
        "Schwing",
        "rajic",
        "memory network",
        "XMem eccv 2022",
    ],
)
def test_a_paper_is_found_by_what_its_row_does_not_show(tab, address, words):
    opened(tab, f"{address}/browse.html?q={quote(words)}")
    assert ("sam-pt" if words == "rajic" else "xmem") in shown(tab)


def test_keys_walk_the_rows_and_clear(tab, address):
    opened(tab, f"{address}/browse.html?type=RVOS")
    focused = "document.activeElement.closest('.paper-card')?.dataset.paper ?? document.activeElement.name"
    keys = shown(tab)
    tab.keyboard.press("/")
    assert tab.evaluate(focused) == "q"
    tab.keyboard.type("/")
    assert tab.locator(".paper-ask [name=q]").input_value() == "/"
    tab.keyboard.press("Escape")
    assert tab.locator(".paper-ask [name=q]").input_value() == ""
    for key in keys[:2]:
        tab.keyboard.press("ArrowDown")
        assert tab.evaluate(focused) == key
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    assert tab.evaluate(focused) == "q"
    tab.keyboard.press("Escape")
    assert urlsplit(tab.url).query == ""
    tab.keyboard.press("ArrowDown")
    first = tab.evaluate(focused)
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/entries/{first}.html")


def test_focus_is_never_lost(tab, address):
    opened(tab, f"{address}/browse.html?type=UVOS&q=zzzz")
    tab.get_by_role("button", name="Clear the words").click()
    assert tab.evaluate("document.activeElement.name") == "q"
    tab.get_by_role("button", name="Clear all").click()
    assert tab.evaluate("document.activeElement.name") == "type"
    tab.keyboard.press("/")
    tab.keyboard.press("ArrowDown")
    tab.go_back()
    assert tab.evaluate("document.activeElement !== document.body")


def test_what_is_left_is_told_to_those_who_listen(tab, address):
    opened(tab, f"{address}/browse.html")
    said = tab.locator(".paper-controls [aria-live=polite]")
    tab.locator(".paper-ask [name=q]").fill("xmem")
    expect(said).to_have_text(f"{len(shown(tab))} papers shown")
    tab.locator(".paper-ask [name=q]").fill("zzzz")
    expect(said).to_have_text("No paper matches")


def test_what_the_boxes_are_for_stands_above_them(tab, address):
    for query in ("", "?sort=name"):
        opened(tab, f"{address}/browse.html{query}")
        heading = tab.locator(".paper-year h2").first
        content = heading.evaluate("h2 => getComputedStyle(h2, '::after').content")
        assert content == '"Compare" / ""'
        expect(heading).to_have_accessible_name(re.compile(r"^[\w#]+ \d+$"))
    box = tab.get_by_label("Compare XMem", exact=True)
    assert box.get_attribute("title") == "Tick to compare"


def test_on_a_small_screen_the_filters_are_a_sheet(tabs, address, real):
    with tabs.open(viewport={"width": 360, "height": 740}) as tab:
        opened(tab, f"{address}/browse.html")
        assert not tab.locator(".paper-facets").is_visible()
        opener = tab.get_by_role("button", name="Filters")
        opener.click()
        sheet = tab.get_by_role("dialog", name="Filters")
        sheet.locator("[name=type][value=RVOS]").check()
        for _ in range(60):
            tab.keyboard.press("Tab")
            assert tab.evaluate(
                "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
            )
        tab.keyboard.press("Escape")
        assert not sheet.is_visible()
        assert tab.evaluate("document.activeElement.className").endswith("paper-filter")
        assert opener.inner_text().split() == ["Filters", "1"]
        count = sum("RVOS" in paper.types for paper in real.entries.values())
        assert len(shown(tab)) == count
        opener.click()
        sheet.get_by_role("button", name=f"Show {count} papers").click()
        assert not sheet.is_visible()
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_a_script_every_paper_is_there_and_no_control(tabs, real_site, real):
    with tabs.open(java_script_enabled=False) as tab:
        tab.goto((real_site.out / "browse.html").as_uri())
        assert tab.locator(".paper-card:visible").count() == len(real.entries)
        links = tab.locator(".paper-card a:visible")
        assert links.count() == sum(
            len(p.types)
            + 1
            + len({"paper", *dict(p.links.items())} if p.paper_url else p.links.items())
            for p in real.entries.values()
        )
        for control in ("input[name=q]", "select", "details", "fieldset", "button"):
            assert tab.locator(f"article .paper-browse {control}:visible").count() == 0, control


MOVED = """async () => {
    let moved = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) moved += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    await new Promise(done => setTimeout(done));
    return moved;
}"""


@pytest.mark.parametrize("query", ["", "?type=RVOS&year=2023", "?q=zzzz"])
@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_is_requested_and_nothing_jumps(tabs, address, width, query):
    screen = {"width": width, "height": 900}
    with tabs.open(viewport=screen) as tab, noting(tab, "request", requests := []):
        opened(tab, f"{address}/browse.html{query}")
        tab.wait_for_load_state("networkidle")
        assert 5 < len(requests) <= 12
        assert tab.evaluate(MOVED) < 0.02
        requests.clear()
        tab.locator(".paper-ask [name=q]").press_sequentially("memory")
        tab.locator(".paper-sort select").select_option("name")
        tab.wait_for_url(re.compile(r"memory\w*&sort=name$"))
        # Chromium looks at the page's icon again at each new address.
        assert [asked.url for asked in requests if not asked.url.endswith("favicon.svg")] == []


def test_a_page_of_another_build_is_left_as_it_is(tab, small, small_site):
    text = (small.folder / "_build/build/browse.html").read_text("utf-8")
    stale = small.folder / "_build/build/stale.html"
    stale.write_text(re.sub(r'data-stamp="\w+"', 'data-stamp="0"', text), encoding="utf-8")
    tab.goto(stale.as_uri())
    (waiting,) = tab.evaluate("document.getAnimations().map(a => a.effect.getTiming().duration)")
    assert waiting <= 1500
    tab.evaluate("document.getAnimations().forEach(animation => animation.finish())")
    assert len(shown(tab)) == len(Catalog.load(small.folder).entries)
    assert not tab.locator(".paper-ask").is_visible()
    stale.unlink()


def test_pages_of_a_facet_lead_to_their_papers(tab, address):
    for page in ("type/rvos", "venue/arxiv-2023", "venue/journals-2022", "year/2023"):
        tab.goto(f"{address}/by/{page}.html")
        link = tab.get_by_role("link", name=re.compile("^Filter, sort or export"))
        number = re.search(r"\d+", link.inner_text() if "the " in link.inner_text() else "")
        count = int(number[0]) if number else tab.locator("article .paper-card").count()
        link.click()
        tab.locator(".paper-ready").wait_for()
        assert len(shown(tab)) == count, page
        assert tab.locator(".paper-said").inner_text() == ""
    tab.goto(f"{address}/entries/xmem.html")
    tab.get_by_role("link", name="memory network", exact=True).click()
    tab.locator(".paper-ready").wait_for()
    assert "xmem" in shown(tab)
