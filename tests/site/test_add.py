"""The page with the form for a new paper, and the schema beside the pages."""

from __future__ import annotations

import json
import re

import pytest
from bs4 import BeautifulSoup

from sphinx_paperbase.catalog import Catalog
from sphinx_paperbase.catalog.reader import ReadEntry
from sphinx_paperbase.catalog.schema import FRONT_MATTER_KEYS, LINK_KINDS
from sphinx_paperbase.formats import json_schema, known_js
from sphinx_paperbase.site.output import FORM_SCRIPTS
from tests.projects import SMALL, paper
from tests.site.sites import Site, assert_same

pytestmark = pytest.mark.slow  # builds many small sites

PAGE = "---\norphan: true\n---\n# Add\n\n```{paper:add}\n```\n"


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> BeautifulSoup:
    """Return the page of the small site with a form."""
    site = Site(tmp_path_factory.mktemp("add") / "site")
    site.write("add.md", PAGE)
    site.change("entries/stcn.md", "title: ", 'former-titles: ["</script>&<!--"]\ntitle: ')
    return site.build(paperbase_repository="https://github.com/owner/name").page("add")


def data_of(page: BeautifulSoup) -> dict:
    return json.loads(page.select_one("#add-data").string)


def test_there_is_a_field_for_every_key_that_a_contributor_knows(page):
    names = {field["name"] for field in page.select("form.paper-form [name]")}
    for_others = {"links", "former-titles", "aliases", "status", "added", "results"}
    links = {f"links.{kind}" for kind in LINK_KINDS}
    assert names == {*FRONT_MATTER_KEYS, *links, "body", "key"} - for_others


def test_every_field_has_a_label_a_help_and_a_place_for_its_error(page):
    form = page.select_one("form.paper-form")
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    for field in form.select("[name]:not([type=checkbox])"):
        assert form.select_one(f"label[for={field['id']}]"), field["name"]
        described = [page.find(id=id) for id in field["aria-describedby"].split()]
        assert len(described) == 2 and all(described)
        assert len(described[0].get_text(strip=True)) > 8
    group = form.select_one("fieldset[data-field=types]")
    assert "Types" in group.legend.get_text()
    assert all(page.find(id=id) for id in group["aria-describedby"].split())
    for box in group.select("input"):
        assert box.parent.name == "label"
        assert box.parent.select_one(f".paper-type[data-type={box['value']}]")


def test_what_is_required_says_so(page):
    required = {field["name"] for field in page.select("form.paper-form [required]")}
    assert required | {"types"} == set(json_schema.schema(SMALL)["required"])
    for label in page.select("form.paper-form :is(label, legend):has(.paper-required)"):
        assert "required" in label.get_text()


def test_choices_are_those_of_the_taxonomy(site, page):
    taxonomy = Catalog.load(site.folder).taxonomy
    venues = [option["value"] for option in page.select("[name=venue] option[value]")]
    assert [venue for venue in venues if venue] != []
    assert set(venues) - {""} == set(taxonomy.venues)
    assert [b["value"] for b in page.select("[name=types]")] == list(taxonomy.types)
    sections = [option["value"] for option in page.select("[name=review] option")]
    assert sections == ["", *taxonomy.review.sections]


def test_the_form_is_hidden_until_a_script_shows_it_and_the_example_is_not(page):
    assert page.select_one("form.paper-form").has_attr("hidden")
    by_hand = page.select_one("details.paper-by-hand")
    assert by_hand.has_attr("open")
    assert by_hand.code.get_text().startswith('---\ntitle: "TITLE')
    link = by_hand.select_one("a")["href"]
    assert link.startswith("https://github.com/owner/name/new/main?filename=entries%2Fyour-key.md")


def test_nothing_of_an_entry_can_end_the_data(page):
    data = page.select_one("#add-data").string
    assert "<" not in data and ">" not in data and "&" not in data
    assert page.select_one("form .paper-bibtex")


def test_the_scripts_of_the_form_are_on_its_page_only(site):
    site.write("add.md", PAGE)
    built = site.build("one")
    for name in ("add", "index", "entries/xmem", "by/type/svos"):
        sources = [script["src"] for script in built.page(name).select("script[src]")]
        loaded = [re.sub(r".*/|\?.*", "", source) for source in sources]
        of_form = [script for script in loaded if script in FORM_SCRIPTS]
        assert of_form == (list(FORM_SCRIPTS) if name == "add" else []), name
    assert_same(built, site.build("two", jobs=2))


def test_the_page_knows_a_new_paper_after_an_incremental_build(site):
    site.write("add.md", PAGE)
    before = site.build().page("add")
    site.entry("added", title='"Quite New"', doi="10.1000/NEW")
    built = site.build()
    (source,) = [s["src"] for s in built.page("add").select("script[src]") if "known" in s["src"]]
    script = (built.out / source).read_text("utf-8")
    known = json.loads(script.removeprefix("window.paperbaseKnown = ").removesuffix(";\n"))
    papers = {paper[0]: paper for paper in known["papers"]}
    assert list(papers) == sorted(path.stem for path in site.path("entries").glob("*.md"))
    assert papers["added"][2] == "10.1000/new"
    assert "x-mem" in known["taken"]
    assert built.page("add") == before, "the page itself stays as it was"
    assert_same(built, site.build("clean"))


def test_the_schema_is_published_and_never_stale(site):
    built = site.build()
    taxonomy = Catalog.load(site.folder).taxonomy
    published = built.out / json_schema.FILE
    assert published.read_text("utf-8") == json_schema.write(taxonomy)
    text = site.path("taxonomy.toml").read_text("utf-8")
    # On no page of this site, so that none is written again.
    split = '\n[datasets.new]\nname = "New"\n[datasets.new.benchmarks.new-test]\nsplit = "test"\n'
    site.write("taxonomy.toml", text + split + 'tasks = ["SVOS"]\nmetrics = ["J"]\nmain = "J"\n')
    built = site.build()
    assert "new-test" in published.read_text("utf-8")
    assert_same(built, site.build("clean"))


def test_a_build_without_changes_leaves_the_schema_alone(site):
    path = site.build().out / json_schema.FILE
    before = path.stat().st_mtime_ns
    site.build()
    assert path.stat().st_mtime_ns == before


def test_ten_thousand_papers_keep_the_script_below_a_megabyte():
    def read(number: int) -> ReadEntry:
        key = f"quite-a-long-name-{number}"
        facts = {"title": f"A Paper with a Title of Usual Length: {number}",
                 "arxiv": f"2207.{number:05}", "doi": f"10.1007/978-3-031-{number}-1_37"}  # fmt: skip
        return ReadEntry(f"entries/{key}.md", key, paper(key, **facts), (), {})

    catalog = Catalog(SMALL, [read(number) for number in range(10_000)])
    assert 500_000 < len(known_js.write(catalog)) < 1_000_000


def test_other_formats_show_the_example(site):
    site.write("add.md", PAGE)
    built = site.build("text", builder="text")
    assert 'title: "TITLE, as printed"' in (built.out / "add.txt").read_text("utf-8")
