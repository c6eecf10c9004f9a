"""Papers as files: of each paper, of each shelf, of all; and how a page shows and offers them."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from sphinx_paperbase.catalog import Catalog
from sphinx_paperbase.cli import main
from sphinx_paperbase.site import exports
from tests.formats.parsers import csl_items, csv_rows, pybtex_entries, ris_records
from tests.site.sites import assert_same

pytestmark = pytest.mark.slow  # builds many small sites

CITED = ("bib", "ris", "csl.json")


def read(built, name: str) -> str:
    return (built.out / name).read_bytes().decode()


def keys_in(built, name: str) -> list[str]:
    """Return the BibTeX keys of a file's papers, in its order."""
    text = read(built, name)
    if name.endswith(".bib"):
        return list(pybtex_entries(text))
    if name.endswith(".ris"):
        return [record["id"] for record in ris_records(text)]
    if name.endswith(".csv"):
        return [row["bibtex"] for row in csv_rows(text)]
    return [item["id"] for item in csl_items(text)]


@pytest.fixture
def catalog(built) -> Catalog:
    return Catalog.load(built.out.parents[1])


@pytest.mark.parametrize("ending", [*CITED, "csv"])
def test_all_papers_are_in_one_file(built, catalog, ending):
    assert keys_in(built, f"papers.{ending}") == list(catalog.bibtex_keys.values())


@pytest.mark.parametrize("ending", CITED)
def test_every_paper_and_every_shelf_has_its_files(built, catalog, ending):
    for key, bibtex_key in catalog.bibtex_keys.items():
        assert keys_in(built, f"entries/{key}.{ending}") == [bibtex_key]
    for facet, shelves in catalog.shelves.items():
        for slug, (_shelf, papers) in shelves.items():
            expected = [catalog.bibtex_keys[paper.key] for paper in papers]
            if expected:
                assert keys_in(built, f"by/{facet}/{slug}.{ending}") == expected
            else:
                assert not (built.out / f"by/{facet}/{slug}.{ending}").exists()


def test_an_old_address_keeps_its_files(built):
    for ending in CITED:
        assert read(built, f"entries/x-mem.{ending}") == read(built, f"entries/xmem.{ending}")


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("papers.bib", "bibtex"),
        ("papers.ris", "ris"),
        ("papers.csl.json", "csl-json"),
        ("papers.csv", "csv"),
        ("papers.md", "awesome-list"),
    ],
)
def test_the_command_writes_the_same(built, catalog, tmp_path, monkeypatch, name, format):
    monkeypatch.chdir(built.out.parents[1])
    assert main(["export", format, "-o", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out").read_bytes() == (built.out / name).read_bytes()


def test_a_paper_shows_each_citation_and_leads_to_its_file(built):
    cite = built.page("entries/xmem").select_one("#cite")
    tabs = {
        cite.select_one(f"label[for={button['id']}]").get_text(): panel
        for button, panel in zip(
            cite.select("input[type=radio]"), cite.select("fieldset > div"), strict=True
        )
    }
    assert list(tabs) == ["BibTeX", "RIS", "CSL-JSON", "APA", "IEEE"]
    assert [button.has_attr("checked") for button in cite.select("input")] == [True] + 4 * [False]
    files = {link.get_text(): link["href"] for link in cite.select(".paper-files a[download]")}
    assert list(files) == ["BibTeX", "RIS", "CSL-JSON"]
    for label, href in files.items():
        text = read(built, f"entries/{href}").replace("\r", "").strip()
        assert tabs[label].select_one("code").get_text() == text
    assert "Schwing, A. G. (2022)" in tabs["APA"].get_text()
    assert tabs["IEEE"].em.get_text() == "European Conference on Computer Vision"


def test_a_shelf_leads_to_the_files_of_its_papers(built):
    page = built.page("by/type/svos")
    number = len(page.select(".paper-card"))
    line = page.select_one(".paper-shelf .paper-files")
    assert f"Cite these {number} papers" in line.get_text()
    links = [link["href"] for link in line.select("a[download]")]
    assert links == [f"svos.{ending}" for ending in CITED]
    assert all(len(keys_in(built, f"by/type/{link}")) == number for link in links)
    assert (
        "Cite this paper:" in built.page("by/venue/cvpr-2024").select_one(".paper-files").get_text()
    )


def test_a_hostile_title_is_text_in_every_citation(site):
    title = r"</code &lt;b&gt; <script & \"q\" </fieldset <3 $x$ 视频 🟦"
    site.entry("hostile", title=f'"{title}"')
    built = site.build()
    cite = built.page("entries/hostile").select_one("#cite")
    assert len(cite.select("fieldset > div")) == 5
    assert {tag.name for tag in cite.select("fieldset > div *")} == {"pre", "code", "p", "em"}
    shown = Catalog.load(site.folder).entries["hostile"].title
    for panel in cite.select("fieldset > div")[1:]:
        assert shown in panel.get_text().replace('\\"', '"')


def files(built) -> dict[str, int]:
    """Return when each exported file was written."""
    return {
        path.relative_to(built.out).as_posix(): path.stat().st_mtime_ns
        for path in sorted(built.out.rglob("*"))
        if path.suffix in (".bib", ".ris", ".csv") or path.name.endswith(".csl.json")
    }


def test_an_edit_writes_the_files_that_hold_the_paper_and_no_other(site):
    before = files(site.build())
    site.change("entries/losh.md", "Long-Short", "Short-Long")
    after = files(site.build())
    assert sorted(before) == sorted(after)
    touched = {name for name in after if after[name] != before[name]}
    holders = ["entries/losh", "by/type/rvos", "by/venue/arxiv-2023", "by/venue/cvpr-2024",
               "by/year/2024", "papers"]  # fmt: skip
    assert touched == {f"{name}.{end}" for name in holders for end in CITED} | {"papers.csv"}


def test_what_no_citation_says_writes_no_file(site):
    before = files(site.build())
    site.write("entries/losh.md", site.path("entries/losh.md").read_text("utf-8") + "\nMore.\n")
    assert files(site.build()) == before


def test_files_of_what_is_gone_vanish(site):
    built = site.build()
    site.path("entries/losh.md").unlink()
    site.change("entries/uninext.md", "title: ", "title: [")
    site.change("entries/xmem.md", "aliases: [x-mem]\n", "")
    site.build()
    for name in ("entries/losh", "entries/uninext", "entries/x-mem", "by/venue/cvpr-2024"):
        assert not [path for path in files(built) if path.startswith(f"{name}.")], name


def test_a_build_that_was_cut_off_between_files_leaves_none_stale(site, monkeypatch):
    site.build()
    site.change("entries/losh.md", "Long-Short", "Short-Long")
    write, written = exports._write, []

    def cut_off(path, text):
        written.append(path)
        if len(written) == 5:
            raise RuntimeError("cut off")
        write(path, text)

    with monkeypatch.context() as patch:
        patch.setattr(exports, "_write", cut_off)
        with pytest.raises(Exception, match="cut off"):
            site.build()
    site.change("entries/losh.md", "Short-Long", "Long-Short")
    assert_same(site.build(), site.build("clean"))


def test_references_are_escaped_once(built):
    html = (built.out / "entries/xmem.html").read_text("utf-8")
    assert "Cheng, H. K., &amp; Schwing, A. G." in html
    assert BeautifulSoup(html, "html.parser").select_one(".paper-reference em")


def test_what_only_data_show_is_not_stale(site):
    site.build()
    venue = '[venues.VISAPP]\nname = "Computer Vision Theory"\nkind = "conference"\n'
    taxonomy = site.path("taxonomy.toml")
    taxonomy.write_text(f"{taxonomy.read_text('utf-8')}\n{venue}", "utf-8")
    built = site.build()
    assert "Computer Vision Theory" in read(built, "taxonomy.json")
    assert_same(built, site.build("clean"))
