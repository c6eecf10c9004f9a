"""The form for a new paper: what is typed, by whatever means, becomes a file that passes."""

from __future__ import annotations

import contextlib
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from playwright.sync_api import Error, Page

from sphinx_paperbase.catalog import Catalog
from sphinx_paperbase.catalog.drafts.draft import propose_key
from sphinx_paperbase.catalog.drafts.suggest import types_of, venue_of
from sphinx_paperbase.catalog.reader import read_entry
from sphinx_paperbase.catalog.schema import FRONT_MATTER_KEYS, LINK_KINDS
from sphinx_paperbase.catalog.text import frontmatter
from sphinx_paperbase.catalog.text.writer import entry_text
from sphinx_paperbase.formats import json_schema
from tests.browser.choices import SCREENS
from tests.browser.conftest import noting, serve
from tests.projects import REPOSITORY, write_project
from tests.site.sites import Site

BIBTEX = """\
@inproceedings{DBLP:conf/eccv/LovelaceT22,
  author    = {Ada Lovelace and Turing, Alan and Frano Raji{\\v{c}} and others},
  title     = {{MaskNet++}: Masks \\& Memories of Long
               Videos},
  booktitle = {Computer Vision - {ECCV} 2022 - 17th European Conference, Tel Aviv, Israel,
               October 23-27, 2022, Proceedings, Part {XXVIII}},
  pages     = {640--658}, volume = "13688", year = 2022,
  doi       = {10.1007/978-3-031-19815-1\\_99},
}
"""
many = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


FIELDS = [
    key
    for key in FRONT_MATTER_KEYS
    if key not in ("former-titles", "aliases", "status", "added", "results")
]


def values_of(facts: dict) -> dict[str, object]:
    """Return facts as the fields take them; fields without a fact are empty."""
    values: dict[str, object] = {key: facts.get(key, "") for key in FIELDS if key != "links"}
    values |= {f"links.{kind}": facts.get("links", {}).get(kind, "") for kind in LINK_KINDS}
    for key, value in values.items():
        if isinstance(value, list) and key != "types":
            values[key] = ("\n" if key == "authors" else ", ").join(value)
    return values


class Form:
    """The page with the form, and what it makes."""

    def __init__(self, tab: Page, url: str) -> None:
        self.tab = tab
        self.tab.goto(url)

    @property
    def text(self) -> str:
        return self.tab.locator("#add-file").text_content()

    @property
    def focused(self) -> str:
        return self.tab.evaluate("document.activeElement.id || document.activeElement.value || ''")

    def tab_to(self, id: str) -> None:
        """Press Tab until a field has the focus."""
        for _ in range(60):
            if self.focused == id:
                return
            self.tab.keyboard.press("Tab")
        raise AssertionError(f"no Tab leads to {id}")

    def type(self, id: str, text: str) -> None:
        self.tab_to(id)
        self.tab.keyboard.type(text)

    def set(self, **values: object) -> None:
        """Set fields by their keys, '__' for '.', as fast as a page can."""
        named = {
            k.replace("__", ".").replace("builds_on", "builds-on"): v for k, v in values.items()
        }
        self.tab.evaluate(
            """values => {
                const form = document.querySelector(".paper-form");
                for (const [key, value] of Object.entries(values))
                    for (const field of form.querySelectorAll(`[name="${key}"]`))
                        if (field.type === "checkbox") field.checked = value.includes(field.value);
                        else field.value = value;
                form.dispatchEvent(new Event("input", { bubbles: true }));
            }""",
            named,
        )

    def leave(self, key: str) -> None:
        self.tab.locator(f"[name='{key}']").first.dispatch_event("change")

    def error(self, key: str) -> str:
        return self.tab.locator(f"#add-{key.replace('.', '-')}-error").text_content()

    def open(self) -> tuple[str, str]:
        """Press the button; return the path and the text in the address that opens."""
        context = self.tab.context
        with context.expect_event("request", lambda r: r.url.startswith("https://")) as asked:
            self.tab.locator("#add-open").press("Enter")
        query = parse_qs(urlsplit(asked.value.url).query)
        return query["filename"][0], query.get("value", [""])[0]


CLIPBOARD = ["clipboard-read", "clipboard-write"]


@pytest.fixture
def form(tabs, address):
    """Return the form of the real site, on a small screen."""
    with tabs.open(viewport=SCREENS[1], permissions=CLIPBOARD) as tab:
        yield Form(tab, f"{address}/add.html")


@pytest.fixture(scope="module")
def kept(tabs, address):
    """Return a form that is loaded once, for tests of which each fills it anew."""
    with tabs.open() as tab:
        yield Form(tab, f"{address}/add.html")


@pytest.fixture
def blank(kept):
    """Return the kept form, emptied."""
    kept.tab.evaluate(
        """() => {
            const form = document.querySelector(".paper-form");
            form.reset();
            delete form.elements.key.dataset.own;
            form.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    return kept


@pytest.fixture
def elsewhere(tabs, tmp_path):
    """Return a function that builds a small site with other settings and opens its form."""
    with contextlib.ExitStack() as stack:

        def build(**settings) -> Form:
            site = Site(tmp_path / "site")
            site.write("add.md", "---\norphan: true\n---\n# Add\n\n```{paper:add}\n```\n")
            site.write("dot.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
            served = serve(site.build(html_favicon="dot.svg", **settings).out)
            stack.callback(served.close)
            tab = stack.enter_context(tabs.open(permissions=CLIPBOARD))
            return Form(tab, f"{next(served)}/add.html")

        yield build


def facts_in(text: str) -> dict[str, object]:
    """Return the front matter of a file, its values as texts."""
    matter = frontmatter.read(frontmatter.split(text))
    assert matter.faults == []
    return matter.data


def body_in(text: str) -> str:
    return frontmatter.split(text).body


def problems_of(path: str, text: str, folder) -> list[str]:
    """Return what a check of the whole collection with the new file in it finds."""
    entries = {file.name: file.read_bytes() for file in (REPOSITORY / "entries").glob("*.md")}
    taxonomy = (REPOSITORY / "taxonomy.toml").read_text("utf-8")
    root = write_project(folder, entries | {path.removeprefix("entries/"): text}, taxonomy)
    return [str(problem) for problem in Catalog.load(root).problems]


def test_a_paper_is_added_by_keyboard_alone_on_a_small_screen(form, tmp_path):
    form.type("add-title", "FooNet: Following Foos through Long Videos")
    form.type("add-name", "FooNet")
    form.type("add-authors", "Ada Lovelace, Alan Turing")
    form.tab_to("add-types")
    form.tab.keyboard.press("Space")
    form.tab_to("RVOS")
    form.tab.keyboard.press("Space")
    form.type("add-venue", "ECCV")
    form.type("add-year", "2022")
    form.type("add-arxiv", "2203.99999")
    form.type("add-links-code", "https://github.com/foo/foonet")
    form.type("add-body", "Follows foos: one at a time.")
    form.tab_to("add-key")
    assert form.tab.input_value("#add-key") == "foonet"
    form.tab_to("add-open")
    assert form.tab.locator("#add-open").get_attribute("href").startswith("https://github.com/")
    path, text = form.open()
    assert path == "entries/foonet.md"
    assert facts_in(text) == {
        "title": "FooNet: Following Foos through Long Videos",
        "name": "FooNet",
        "authors": ["Ada Lovelace", "Alan Turing"],
        "types": ["SVOS", "RVOS"],
        "venue": "ECCV",
        "year": "2022",
        "arxiv": "2203.99999",
        "links": {"code": "https://github.com/foo/foonet"},
    }
    assert body_in(text) == "Follows foos: one at a time.\n"
    assert problems_of(path, text, tmp_path / "p") == []


def paste(form, text: str) -> None:
    form.tab.evaluate("text => navigator.clipboard.writeText(text)", text)
    form.tab.evaluate("document.getElementById('add-source-said').textContent = ''")
    form.tab_to("add-source")
    form.tab.keyboard.press("Control+V")
    form.tab.locator("#add-source-said:not(:empty)").wait_for()


def test_pasted_bibtex_fills_the_fields(form, tmp_path):
    paste(form, BIBTEX)
    said = form.tab.locator("#add-source-said").text_content()
    assert "Filled: Title, Authors, Year, Pages, Volume, DOI, Venue and Short name." in said
    assert "More facts" in form.tab.locator("details[open]").first.inner_text()
    form.set(types=["SVOS"])
    path, text = form.open()
    assert facts_in(text) == {
        "title": "MaskNet++: Masks & Memories of Long Videos",
        "name": "MaskNet++",
        "authors": ["Ada Lovelace", "Alan Turing", "Frano Rajič"],
        "types": ["SVOS"],
        "venue": "ECCV",
        "year": "2022",
        "doi": "10.1007/978-3-031-19815-1_99",
        "pages": "640-658",
        "volume": "13688",
    }
    assert path == "entries/masknet.md"
    assert problems_of(path, text, tmp_path / "p") == []


def test_a_pasted_arxiv_address_fills_id_venue_and_year(form):
    paste(form, "https://arxiv.org/pdf/2312.99999v2.pdf")
    assert facts_in(form.text) == {"venue": "arXiv", "year": "2023", "arxiv": "2312.99999"}
    assert form.tab.text_content("#add-source-said") == "Filled: arXiv id, Venue and Year."


def test_what_was_typed_is_not_overwritten(form):
    form.set(title="My title", venue="CVPR")
    paste(form, BIBTEX)
    assert form.tab.input_value("#add-title") == "My title"
    said = form.tab.locator("#add-source-said").text_content()
    assert "Left as it was: Title and Venue." in said
    paste(form, "https://arxiv.org/abs/2203.99999")
    facts = facts_in(form.text)
    assert (facts["arxiv"], facts["venue"], facts["year"]) == ("2203.99999", "CVPR", "2022")


def test_types_are_suggested_and_marked_so(form):
    paste(form, "@misc{x, title={Referring Everything}, year=2023, eprint={2312.99999}}")
    assert facts_in(form.text)["types"] == ["RVOS"]
    assert "Suggested by words of the title: RVOS" in form.tab.text_content("#add-source-said")


NOTHING = ["", "nothing to see", "@article{", "@a{b, title = {", "@misc{x, title=, year}", "10.1/"]


@pytest.mark.parametrize("text", NOTHING)
def test_what_cannot_be_read_is_said(blank, text):
    blank.tab.fill("#add-source", text)
    blank.tab.click("[data-do=read]")
    assert "Nothing could be read" in blank.tab.text_content("#add-source-said")
    assert blank.text == "---\n---\n"


def test_errors_are_announced_and_tied_to_their_fields(form):
    form.type("add-doi", "https://example.org/10")
    form.tab.keyboard.press("Tab")
    message = "A DOI starts with 10. and has a slash"
    assert message in form.error("doi")
    field = form.tab.locator("#add-doi")
    assert field.get_attribute("aria-invalid") == "true"
    assert "add-doi-error" in field.get_attribute("aria-describedby").split()
    assert f"DOI: {message}" in form.tab.locator("#add-announce[role=status]").text_content()
    field.fill("10.1000/xyz")
    assert form.error("doi") == ""
    assert field.get_attribute("aria-invalid") is None


def test_what_is_missing_is_told_in_one_summary_that_leads_to_the_fields(form):
    form.tab_to("add-open")
    form.tab.keyboard.press("Enter")
    assert form.focused == "add-summary"
    summary = form.tab.locator("#add-summary")
    assert "6 things are to be mended first" in summary.inner_text()
    told = summary.locator("li").all_inner_texts()
    assert [line.partition(":")[0] for line in told] == [
        "Title", "Types", "Venue", "Year", "arXiv id", "Name of the file",
    ]  # fmt: skip
    assert "No way to the paper yet" in told[4]
    form.tab.keyboard.press("Tab")
    form.tab.keyboard.press("Enter")
    assert form.focused == "add-title"
    assert len(form.tab.context.pages) == 1
    form.tab.keyboard.type("Foo")
    assert summary.locator("li").first.inner_text().startswith("Types")


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"year": "22"}, "year", "four digits"),
        ({"year": "2099"}, "year", "Write a year up to"),
        ({"arxiv": "22.1"}, "arxiv", "An arXiv id looks like 2207.07115."),
        ({"venue": "ECCV", "year": "2018", "arxiv": "2207.99999"}, "arxiv", "long after ECCV 2018"),
        ({"links__code": "github.com/a/b"}, "links.code", "from https:// on"),
        ({"links__code": "javascript:alert(1)"}, "links.code", "from https:// on"),
        ({"links__code": "https://arxiv.org/abs/2207.99999"}, "links.code", "leads to a paper"),
        ({"arxiv": "2207.99999", "links__paper": "https://arxiv.org/abs/2207.11111"}, "links.paper", "This is arXiv 2207.11111"),
        ({"authors": "Ada Lovelace\nAlan Turing et al."}, "authors", "Name every author"),
        ({"authors": "Ada Lovelace, Turing, Alan"}, "authors", "one author a line"),
        ({"title": "A <b>bold</b> claim"}, "title", "plain text, without HTML"),
        ({"note": "Raji{\\v{c}}"}, "note", "the letters themselves"),
        ({"earlier": "Nowhere 2020"}, "earlier", "a venue and its year"),
        ({"builds_on": "xmem, no-such-paper"}, "builds-on", "no entry “no-such-paper”"),
        ({"key": "Not A Key"}, "key", "lower-case letters"),
        ({"body": "<script>alert(1)</script>"}, "body", "HTML is not allowed"),
    ],
)  # fmt: skip
def test_each_field_says_in_plain_words_what_is_wrong(blank, values, field, message):
    if "key" in values:
        blank.tab.fill("#add-key", values.pop("key"))
    blank.set(**values)
    blank.leave(field)
    assert message in blank.error(field)


@pytest.mark.parametrize(
    ("values", "field", "paper"),
    [
        ({"title": "xmem - long-term video object segmentation with an atkinson-shiffrin memory model"}, "title", "xmem"),
        ({"arxiv": "https://arxiv.org/abs/2207.07115v1"}, "arxiv", "xmem"),
        ({"doi": "10.1007/978-3-031-19815-1_37"}, "doi", "xmem"),
        ({"key": "xmem"}, "key", "xmem"),
    ],
)  # fmt: skip
def test_a_paper_that_is_there_already_is_told_with_a_link_to_it(form, values, field, paper):
    for name, value in values.items():
        form.tab.fill(f"#add-{name}", value)
    form.leave(field)
    assert re.search("is here already|is taken", form.error(field))
    form.tab.locator(f"#add-{field}-error a").click()
    form.tab.wait_for_url(f"**/entries/{paper}.html")


HOSTILE = (
    "</script><script>window.hacked=1</script>", "<img src=x onerror='window.hacked=1'>",
    '"double" \'single\' \\back', "key: value # comment", "- [a, {b}] &x *y !z |", "@%`", "---",
    "yes", "null", "~", "2022-07-14", "1e3", "0x1F", "12:30:45", "مرحبا بالعالم", "שלום", "🎬🎞️ film",
    "\u202eturned", "a\u2028b", "é e\u0301", "\ud800half", "a\tb\nc\r\nd", ": x", "x:",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_input_is_only_text(blank, text):
    blank.set(title=text, name=text, authors=f"Ada {text}", note=text, keywords=text, body=text)
    blank.tab.locator("#add-open").press("Enter")
    typed = text.replace("\ud800", "\ufffd").replace("\r\n", "\n")
    facts = facts_in(blank.text)
    assert facts["title"] == " ".join(typed.split())
    # A field of one line takes no line end.
    assert facts["name"] == facts["note"] == " ".join(typed.replace("\n", "").split())
    assert body_in(blank.text) == typed.lstrip("\n") + "\n"
    assert blank.tab.evaluate("window.hacked") is None
    assert blank.tab.locator("#add-card :is(script, img, [onerror])").count() == 0


def test_no_address_of_a_script_is_put_into_the_card(blank):
    blank.set(links__code="javascript:hacked=1", links__paper="data:text/html,x", doi="no doi")
    assert blank.tab.locator("#add-card a[href]").count() == 0


words = st.text(max_size=30).map(lambda text: " ".join(text.split()))
field_texts = st.fixed_dictionaries(
    dict.fromkeys(("title", "name", "note"), words) | {"body": st.text(max_size=60)}
)


@many
@given(texts=field_texts)
def test_any_text_comes_out_as_it_was_typed(blank, texts):
    texts = {key: re.sub(r"[\ud800-\udfff\r\n\x00]", "", text) for key, text in texts.items()}
    blank.set(**texts)
    facts = facts_in(blank.text)
    for key in ("title", "name", "note"):
        said = blank.tab.evaluate("text => paperSource.oneLine(text)", texts[key])
        assert facts.get(key, "") == said
    assert yaml.safe_load(frontmatter.split(blank.text).matter) == (facts or None)


def test_the_file_is_written_as_the_command_line_writes_it(blank, real):
    taken = {*real.entries, *real.aliases, *real.lock.keys}
    for path in sorted((REPOSITORY / "entries").glob("*.md")):
        source = frontmatter.split(path.read_text("utf-8"))
        facts = frontmatter.read(source).data
        shown = {key: facts[key] for key in facts if key in FIELDS}
        shown["types"] = sorted(shown["types"], key=list(real.taxonomy.types).index)
        blank.set(**values_of(shown), body=source.body)
        assert blank.text == entry_text(shown, source.body)
        assert blank.tab.input_value("#add-key") == propose_key(facts, taken)


def test_the_card_is_the_one_that_lists_will_show(form, address):
    facts = {
        "title": "XMem: Long-Term Things", "name": "XMem", "types": ["SVOS", "RVOS"], "venue": "ECCV", "year": "2022",
        "authors": ["A B", "C D", "E F", "G H", "I J"], "arxiv": "2207.99999", "note": "a note",
        "links": {"code": "https://github.com/a/b", "demo": "https://example.org/demo"},
    }  # fmt: skip
    form.set(**values_of(facts))
    outline = """card => [...card.querySelectorAll("*")]
        .map(part => [part.localName, part.getAttribute("class")])"""
    shown = form.tab.locator("#add-card .paper-card").evaluate(outline)
    assert "A B, C D, E F and 2 more" in form.tab.locator("#add-card").inner_text()
    form.tab.goto(f"{address}/by/type/rvos.html")
    card = form.tab.locator("[data-paper=uninext]")
    known = {tuple(part) for part in card.evaluate(outline)}
    # Badges and the venue lead nowhere yet; this one has a note.
    same = [part for part in shown if not re.search("type|venue|note", part[1] or "")]
    assert {tuple(part) for part in same} <= known


def test_the_state_outlives_a_reload_until_it_is_cleared(form):
    form.set(title="FooNet: A Foo", authors="Ada Lovelace", types=["UVOS"], review="4.2")
    form.tab.fill("#add-key", "my-key")
    before = form.text
    form.tab.reload()
    assert form.text == before
    assert form.tab.input_value("#add-key") == "my-key"
    assert form.tab.locator("#add-review").is_visible(), "what is filled is not hidden"
    form.tab.on("dialog", lambda dialog: dialog.accept())
    form.tab.click("[data-do=clear]")
    assert form.text == "---\n---\n"
    form.tab.reload()
    assert form.text == "---\n---\n"


def test_the_file_is_copied_and_downloaded(form):
    form.set(title="FooNet: A Foo", body="Text.")
    form.tab.click("form .paper-copy")
    assert form.tab.evaluate("navigator.clipboard.readText()") == form.text
    with form.tab.expect_download() as download:
        form.tab.click("[data-do=download]")
    assert download.value.suggested_filename == "foonet.md"
    assert download.value.path().read_text("utf-8") == form.text


GOOD = {
    "title": "FooNet: A Foo", "types": ["SVOS"], "venue": "ECCV", "year": "2022", "doi": "10.1000/foo",
}  # fmt: skip


def test_a_text_too_long_for_an_address_is_copied(form):
    form.set(**GOOD, body="Long. " * 2000)
    path, text = form.open()
    assert (path, text) == ("entries/foonet.md", "")
    assert len(form.tab.get_attribute("#add-open", "href")) < 8000
    assert "has been copied" in form.tab.text_content("#add-said")
    assert form.tab.evaluate("navigator.clipboard.readText()") == form.text


def test_a_service_that_takes_no_text_gets_the_name(elsewhere):
    form = elsewhere(paperbase_repository="https://gitlab.com/group/sub/name")
    form.set(**GOOD)
    form.tab.locator("#add-open").press("Enter")
    href = form.tab.get_attribute("#add-open", "href")
    assert href == "https://gitlab.com/group/sub/name/-/new/main?file_name=entries%2Ffoonet.md"
    assert "paste it into the page that GitLab opens" in form.tab.text_content("#add-said")
    assert form.tab.evaluate("navigator.clipboard.readText()") == form.text


def test_without_a_repository_the_form_makes_the_file_all_the_same(elsewhere):
    form = elsewhere()
    form.set(**GOOD)
    assert form.tab.locator("#add-open").count() == 0
    assert facts_in(form.text)["title"] == "FooNet: A Foo"
    assert form.tab.locator("[data-do=download]").is_visible()


def test_without_a_script_there_is_an_entry_to_fill_in(tabs, address, real):
    with tabs.open(java_script_enabled=False) as tab:
        tab.goto(f"{address}/add.html")
        assert not tab.locator("form.paper-form").is_visible()
        example = tab.locator(".paper-by-hand code")
        assert example.is_visible()
        text = example.text_content()
        new = tab.get_by_role("link", name="Open the page for a new file").get_attribute("href")
    assert parse_qs(urlsplit(new).query)["value"] == [text]
    assert read_entry("entries/foo.md", text.encode(), real.taxonomy).problems
    for placeholder, fact in (
        ("TITLE, as printed", "FooNet: A Foo"), ("NAME", "FooNet"), ("FIRST AUTHOR, SECOND AUTHOR", "Ada Lovelace"),
        ("TYPE", "SVOS"), ("VENUE", "ECCV"), ("YEAR", "2022"), ("NUMBER", "2203.99999"), ("ADDRESS", "https://github.com/a/b"),
    ):  # fmt: skip
        assert text.count(placeholder) == 1
        text = text.replace(placeholder, fact)
    assert read_entry("entries/foo.md", text.encode(), real.taxonomy).problems == ()


def test_the_form_works_from_the_file_system(tabs, real_site):
    with tabs.open() as tab:
        form = Form(tab, (real_site.out / "add.html").as_uri())
        form.set(**GOOD)
        assert form.open()[0] == "entries/foonet.md"


def test_no_request_leaves_the_page_until_it_is_sent(form, address):
    with noting(form.tab, "request", requests := []):
        form.tab.reload(wait_until="networkidle")
        paste(form, BIBTEX)
        form.set(**GOOD, links__code="https://github.com/a/b")
        form.tab.locator("#add-open").hover()
    asked = {request.url for request in requests}
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_form_fits_a_small_screen_whatever_is_in_it(tabs, address, theme):
    screen = {"width": 320, "height": 700}
    long = {"title": "Supercalifragilistic" * 9, "name": "W" * 60, "authors": "Longname" * 20,
            "links.code": "https://example.org/" + "a" * 200, "note": "x" * 90, "key": "k" * 80}  # fmt: skip
    with tabs.open(viewport=screen, color_scheme=theme) as tab:
        form = Form(tab, f"{address}/add.html")
        form.set(**long)
        form.tab.locator("#add-open").press("Enter")
        form.tab.locator("details").first.evaluate("details => details.open = true")
        assert form.tab.evaluate("document.documentElement.scrollWidth") <= 320
        for box in form.tab.locator(".paper-form :is(input, select, textarea, button, a)").all():
            if box.is_visible():
                assert box.bounding_box()["height"] >= 16


# The scripts against the code that they repeat.

values = st.one_of(
    st.none(), st.integers(-2, 3000), st.floats(0, 100), st.booleans(), st.text(max_size=8),
    st.sampled_from(["SVOS", "ECCV", "2207.07115", "10.1000/x", "https://example.org/a", "4.2", "a<b>c", "2022", "arXiv 2022"]),
)  # fmt: skip
nested = st.one_of(values, st.lists(values, max_size=3))
matter = st.dictionaries(
    st.sampled_from([*FIELDS, "results", "status", "added", "unknown"]),
    st.one_of(
        nested,
        st.dictionaries(st.sampled_from([*LINK_KINDS, "other"]), values, max_size=3),
        st.lists(st.dictionaries(st.sampled_from(["on", "J&F", "source", "task", "fps", "own-source"]), values, max_size=4), max_size=2),
    ),
    max_size=8,
)  # fmt: skip


@many
@given(facts=matter)
def test_the_page_finds_what_a_validator_of_json_schema_finds(blank, real, facts):
    schema = json_schema.schema(real.taxonomy)
    found = blank.tab.evaluate(
        "([schema, facts]) => paperFile.faults(schema, facts).map(({path}) => path)",
        [schema, facts],
    )
    expected = set()
    for error in Draft202012Validator(schema).iter_errors(facts):
        place = tuple(error.absolute_path)
        if error.validator == "anyOf":
            expected.add((*place, "arxiv"))
        elif error.validator in ("required", "additionalProperties"):
            named = re.findall(r"'([^']*)'", error.message)
            expected |= {(*place, key) for key in named}
        else:
            expected.add(place)
    assert {tuple(path) for path in found} == expected


PIECES = (
    "@a{b,", "title", "=", "{", "}", '"', ",", "\\", "'", "author", " and ", "#", "arXiv:", "2207.07115",
    "https://", "doi.org/", "10.1/x", "%zz", "\n", "year", "2022", "booktitle", "(", ")",
)  # fmt: skip


@many
@given(text=st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_nothing_that_is_pasted_makes_the_reader_fail(blank, text):
    text = re.sub("[\ud800-\udfff]", "", text)
    data = "JSON.parse(document.getElementById('add-data').textContent)"
    read = blank.tab.evaluate(f"text => paperSource.read(text, {data})", text)
    assert set(read) == {"facts", "guesses", "unknown"}


DATA = "const data = JSON.parse(document.getElementById('add-data').textContent);"


def test_venues_and_types_are_known_by_the_same_words(blank, real):
    written = [
        name.format(venue)
        for known in real.taxonomy.venues.values()
        for venue in (known.name, *known.also)
        for name in ("{}", "Proceedings of the 2022 {}", "{}, vol. 3", "{} Workshops")
    ]
    read = blank.tab.evaluate(
        f"""names => {{ {DATA} return names.map(name => paperSource
            .read(`@a{{b, booktitle={{${{name}}}}}}`, data).facts.venue ?? null); }}""",
        written,
    )
    for name, found in zip(written, read, strict=True):
        expected = venue_of(name, real.taxonomy)
        assert found == expected or (expected is None and "Workshops" not in name), name
    titles = [entry.title for entry in real.entries.values()]
    types = blank.tab.evaluate(
        f"titles => {{ {DATA} return titles.map(t => paperSource.typesOf(t, data.types)); }}",
        titles,
    )
    assert types == [list(types_of(title, real.taxonomy)) for title in titles]


sound = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["FooNet: A Foo", "Foo & Bar {x}", "On", "A <b> c", "2022"]),
        "types": st.sampled_from([["SVOS"], ["RVOS", "SVOS"], []]),
        "venue": st.sampled_from(["ECCV", "arXiv", "TPAMI"]),
        "year": st.sampled_from(["2022", "2019", "22", "2099"]),
    },
    optional={
        "arxiv": st.sampled_from(["2207.99999", "2207.99999v2", "1901.00001", "x"]),
        "doi": st.sampled_from(["10.1000/foo", "10.48550/arXiv.2207.99999", "10.1000/foo.", "1.2"]),
        "name": st.sampled_from(["FooNet", "on", "FooNet: A Foo", "A very long name that nobody would ever say"]),
        "authors": st.sampled_from([["Ada Lovelace"], ["Ada Lovelace", "ada lovelace"], ["Lovelace, Ada"], ["A B, et al."], ["Ada Lovelace and Alan Turing"]]),
        "earlier": st.sampled_from([["arXiv 2022"], ["ECCV 2022"], ["arXiv 2020", "arXiv 2020"], ["X 2020"], ["arXiv 2098"]]),
        "keywords": st.sampled_from([["on", "off"], ["1984"], ["a", "A"], ["x: y", "#b"]]),
        "note": st.sampled_from(["note", "a: b", "&amp;", "null", "100%"]),
        "pages": st.sampled_from(["640-658", "12", "e1"]),
        "builds-on": st.sampled_from([["xmem"], ["nobody"], ["xmem", "xmem"]]),
        "review": st.sampled_from(["4.2", "3"]),
        "links": st.fixed_dictionaries({}, optional={
            "paper": st.sampled_from(["https://arxiv.org/abs/2207.99999", "https://arxiv.org/abs/2111.11111", "https://doi.org/10.1000/foo", "https://github.com/a/b", "https://example"]),
            "code": st.sampled_from(["https://github.com/a/b", "https://arxiv.org/abs/2207.99999", "https://u:p@example.org/"]),
        }),
    },
)  # fmt: skip


CLICKED = """() => {
    let stopped;
    addEventListener("click", event => {
        stopped = event.defaultPrevented;
        event.preventDefault();
    }, { once: true });
    document.getElementById("add-open").click();
    return stopped;
}"""


@many
@given(facts=sound)
def test_what_the_form_lets_through_passes_a_check(blank, real, facts):
    blank.set(**values_of(facts))
    found = read_entry("entries/foonet.md", blank.text.encode(), real.taxonomy)
    assert blank.tab.evaluate(CLICKED) or found.problems == ()


def test_a_keyword_that_is_not_known_is_refused(blank):
    with pytest.raises(Error, match="unknown keyword: dependentRequired"):
        blank.tab.evaluate("paperFile.faults({ dependentRequired: {} }, {})")


PATTERNS = """schema => {
    const found = [];
    const walk = (part) => {
        if (typeof part?.pattern === "string") found.push(new RegExp(part.pattern, "u"));
        if (typeof part === "object" && part) Object.values(part).forEach(walk);
    };
    walk(schema);
    return found.length;
}"""


def test_the_form_checks_by_the_published_schema(blank, real_site):
    published = json.loads((real_site.out / "entry.schema.json").read_text("utf-8"))
    assert blank.tab.evaluate(f"() => {{ {DATA} return data.schema; }}") == published
    assert blank.tab.evaluate(PATTERNS, published) > 20
