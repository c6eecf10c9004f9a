"""The full text index: what is in it, that it is never stale, and that a site does without it."""

from __future__ import annotations

import gzip
import json
import re
import sys

import cbor2
import pytest

from tests.site.sites import Site, assert_same

pytestmark = pytest.mark.slow  # builds many small sites


def unpacked(path):
    return gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")


def pages(built):
    """Return what the index holds of each page, by the page's address."""
    found = [json.loads(unpacked(path)) for path in (built.out / "pagefind/fragment").iterdir()]
    return {page["url"].strip("/").removesuffix(".html"): page for page in found}


def facets(built):
    """Return the facets, each with its values and the number of pages of each."""
    found = [cbor2.loads(unpacked(path)) for path in (built.out / "pagefind/filter").iterdir()]
    return {name: {value: len(pages) for value, pages in values} for name, values in found}


def test_papers_and_hand_written_pages_are_found_and_shelves_are_not(built):
    found = pages(built)
    papers = {f"entries/{key}" for key in ("kmn-m", "losh", "stcn", "uninext", "vlt", "xmem")}
    assert papers < set(found)
    assert {"docs/review", "docs/references", "index"} < set(found)
    assert not any(address.startswith("by/") for address in found)


def test_a_paper_is_found_by_its_title_people_venue_and_text_but_not_by_the_navigation(built):
    paper = pages(built)["entries/xmem"]
    assert paper["meta"]["title"].startswith("XMem: Long-Term Video Object Segmentation")
    for words in ("Ho Kei Cheng", "ECCV 2022"):
        assert words in paper["content"]
    assert "Compares frames" in pages(built)["entries/stcn"]["content"]
    for words in ("Toggle", "Copyright", "@inproceedings"):
        assert words not in paper["content"]


def test_sections_of_a_document_can_be_led_to(site):
    site.write("docs/more.md", "---\norphan: true\n---\n# More\n\n## Small *print*\n\nA < b & c.\n")
    page = pages(site.build())["docs/more"]
    assert [(part["id"], part["text"]) for part in page["anchors"]] == [
        ("small-print", "Small print")
    ]
    assert "A < b & c." in page["content"]


def test_a_document_may_stay_out(site):
    site.write("docs/more.md", "---\norphan: true\nnosearch: true\n---\n# More\n")
    assert "docs/more" not in pages(site.build())


def test_facets_count_the_papers(built):
    counts = facets(built)
    assert set(counts) == {"type", "venue", "year"}
    for facet, named in ("type", "SVOS"), ("venue", "ECCV"):
        slug = named.lower() if facet == "type" else "eccv-2022"
        assert counts[facet][named] == len(built.cards(f"by/{facet}/{slug}"))
    for year, number in counts["year"].items():
        assert number == len(built.cards(f"by/year/{year}"))


def test_nothing_is_published_that_the_search_page_does_not_use(built):
    index = built.out / "pagefind"
    entry = json.loads((index / "pagefind-entry.json").read_text("utf-8"))
    (language,) = entry["languages"].values()
    assert language["page_count"] == len(pages(built))
    assert {path.name for path in index.iterdir()} == {
        "filter", "fragment", "index", "pagefind-entry.json", "pagefind.js", "wasm.en.pagefind",
        f"pagefind.{language['hash']}.pf_meta",
    }  # fmt: skip


def test_after_edits_the_index_is_as_if_built_anew(site):
    site.build()
    site.change("entries/stcn.md", "Compares frames", "Matches frames")
    site.change("entries/xmem.md", "venue: ECCV", "venue: CVPR")
    site.entry("added", year="2019", body="A wholly new word: zyzzyva.")
    site.path("entries/losh.md").unlink()
    built = site.build()
    assert "Matches frames" in pages(built)["entries/stcn"]["content"]
    assert "entries/losh" not in pages(built)
    assert_same(built, site.build("clean"))


@pytest.mark.parametrize("reverse", [False, True])
def test_the_order_in_which_folders_are_listed_changes_nothing(site, reverse):
    # Many file systems list what came last first, or last.
    slips = site.folder / "_build/build-doctrees/fulltext"
    before = site.build().files()
    for path in sorted(slips.rglob("*.html"), reverse=reverse):
        text = path.read_bytes()
        path.unlink()
        path.write_bytes(text)
    site.change("entries/xmem.md", "note: generalist model", "note: another note")
    site.build()
    site.change("entries/xmem.md", "note: another note", "note: generalist model")
    assert site.build().files() == before


def test_a_build_without_changes_leaves_the_index_alone(site):
    def times(built):
        return {path: path.stat().st_mtime_ns for path in (built.out / "pagefind").rglob("*")}

    first = times(site.build())
    assert times(site.build()) == first


def test_an_index_that_was_cut_off_is_made_again(site):
    built = site.build()
    (site.folder / "_build/build-doctrees/pagefind").mkdir()
    for path in (built.out / "pagefind").rglob("*.pf_*"):
        path.rename(site.folder / "_build/build-doctrees/pagefind" / path.name).write_bytes(b"")
    site.change("entries/stcn.md", "Compares frames", "Matches frames")
    assert_same(site.build(), site.build("clean"))


def test_settings_of_the_environment_do_not_reach_it(site, monkeypatch):
    monkeypatch.setenv("PAGEFIND_EXCLUDE_SELECTORS", "p")
    site.write("pagefind.toml", 'exclude_selectors = ["p"]\n')
    assert "Ho Kei Cheng" in pages(site.build())["entries/xmem"]["content"]


def missing(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)


def failing(monkeypatch, tmp_path):
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho 'it is broken' >&2\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: program)


def of_another_machine(monkeypatch, tmp_path):
    program = tmp_path / "pagefind"
    program.write_bytes(b"\x7fELF nonsense")
    program.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: program)


@pytest.mark.parametrize(
    ("fault", "said"),
    [(missing, "pagefind_bin"), (failing, "it is broken"), (of_another_machine, "format error")],
)
def test_without_pagefind_the_build_says_so_in_a_line_and_goes_on(
    site, monkeypatch, tmp_path, fault, said
):
    site.build()
    fault(monkeypatch, tmp_path)
    site.change("entries/stcn.md", "Compares frames", "Matches frames")
    built = site.build()
    assert built.code == 0 and built.warnings == ""
    (line,) = [line for line in built.status.splitlines() if "full text" in line]
    assert said in line
    assert not (built.out / "pagefind").exists()
    # The page asks for an index and does without where it finds none: see tests/browser.
    assert built.page("search").select_one("#search-results")["data-otherwise"]


def test_it_can_be_turned_off(site):
    assert (site.build().out / "pagefind").exists()
    off = site.build(paperbase_fulltext=False)
    assert not (off.out / "pagefind").exists()
    (off.out / ".buildinfo.bak").unlink()  # Sphinx keeps the settings of before
    assert_same(off, site.build("clean", paperbase_fulltext=False))


def test_the_search_page_loads_one_index(built):
    page = built.page("search")
    assert not page.select("script[src*=searchindex], script[src*=searchtools]")
    asked = page.select_one("#search-results")
    for name in [asked["data-index"], *asked["data-otherwise"].split()]:
        assert (built.out / name).is_file()


def test_the_box_in_the_sidebar_leads_to_the_papers_from_any_folder(site):
    assert site.build().page("entries/xmem").select_one(".paper-sidebar-search")["action"] == (
        "../search.html"
    )
    site.write("browse.md", "---\norphan: true\n---\n# Browse\n")
    site.change("index.md", "#", "```{paper:find}\n```\n\n#")
    page = site.build("browsed").page
    for name, root in ("index", ""), ("docs/review", "../"), ("by/type/svos", "../../"):
        box = page(name).select_one(".paper-sidebar-search")
        assert (box["action"], box["method"]) == (f"{root}browse.html", "get")
        assert re.fullmatch("q", box.input["name"])
    assert page("index").select_one("article form")["action"] == "browse.html"


def test_two_checkouts_make_the_same_index(site, tmp_path):
    assert_same(site.build(), Site(tmp_path / "elsewhere").build())
