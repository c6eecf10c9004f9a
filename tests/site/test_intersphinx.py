"""Other projects refer to the papers of a built site, and cite them."""

from __future__ import annotations

import pytest
from sphinx.util.inventory import InventoryFile

from sphinx_paperbase.catalog import FACETS, Catalog
from tests.site.sites import Site

ROOT = "https://example.org/vos/"


def inventory(built):
    return InventoryFile.loads((built.out / "objects.inv").read_bytes(), uri=ROOT).data


@pytest.fixture
def other(tmp_path, built):
    """Return a function that builds a project of one page against the small site."""

    def build(text, *extensions, **settings):
        source = tmp_path / "source"
        source.mkdir(exist_ok=True)
        names = ["myst_parser", "sphinx.ext.intersphinx", *extensions]
        mapping = {"vos": (ROOT, str(built.out / "objects.inv"))}
        conf = {"project": "Other", "html_theme": "basic", "nitpicky": True, **settings}
        conf |= {"extensions": names, "intersphinx_mapping": mapping}
        lines = (f"{name} = {value!r}\n" for name, value in conf.items())
        (source / "conf.py").write_text("".join(lines), encoding="utf-8")
        (source / "index.md").write_text(f"# Other\n\n{text}\n", encoding="utf-8")
        return Site(tmp_path / "other", source).build()

    return build


def links(built):
    """Return the texts of the links of the first page and where they lead."""
    found = built.page("index").select("[role=main] p a, article p a")
    return [(a.get_text(), a["href"].removeprefix(ROOT)) for a in found]


def test_every_object_is_in_the_inventory_with_its_name_and_its_page(built, site):
    catalog = Catalog.load(site.folder)
    objects = inventory(built)
    papers = objects["paper:paper"]
    assert set(papers) == {*catalog.entries, *catalog.aliases}
    assert papers["xmem"].display_name == papers["x-mem"].display_name == "XMem"
    assert papers["x-mem"].uri == f"{ROOT}entries/xmem.html"
    for facet in FACETS:
        targets = {shelf.target for shelf, _papers in catalog.shelves[facet].values()}
        assert set(objects.get(f"paper:{facet}", ())) == targets
    assert objects["paper:review"]["4.2"].display_name == "Section 4.2: Feature matching"
    assert {"paper:type", "paper:venue", "paper:year", "paper:review"} < set(objects)
    for kind in ("paper:paper", "paper:type", "paper:venue", "paper:year", "paper:review"):
        for item in objects[kind].values():
            assert (built.out / item.uri.removeprefix(ROOT)).is_file()


def test_a_project_refers_by_the_roles_of_the_extension_for_others(other):
    text = """\
{paper}`xmem`, {paper}`the old key <x-mem>`, {paper:paper}`xmem`, {paper:title}`xmem`,
{external+vos:paper:paper}`xmem`, {paper:type}`SVOS`, {paper:venue}`ECCV 2022`, {paper:year}`2023`,
{external+vos:paper:review}`4.2`, {any}`stcn`
"""
    result = other(text, "sphinx_paperbase.intersphinx")
    assert result.warnings == ""
    assert links(result) == [
        ("XMem", "entries/xmem.html"),
        ("the old key", "entries/xmem.html"),
        ("XMem", "entries/xmem.html"),
        ("XMem", "entries/xmem.html"),
        ("XMem", "entries/xmem.html"),
        ("SVOS", "by/type/svos.html"),
        ("ECCV 2022", "by/venue/eccv-2022.html"),
        ("2023", "by/year/2023.html"),
        ("Section 4.2: Feature matching", "by/review/4-2.html"),
        ("STCN", "entries/stcn.html"),
    ]


def test_a_project_without_any_extension_refers_too(other):
    text = """\
{external+vos:doc}`the paper <entries/xmem>`, [XMem](inv:vos:paper:paper#xmem),
<inv:vos:paper:venue#ECCV*>
"""
    result = other(text)
    assert result.warnings == ""
    assert links(result) == [
        ("the paper", "entries/xmem.html"),
        ("XMem", "entries/xmem.html"),
        ("ECCV 2022", "by/venue/eccv-2022.html"),
    ]


def test_what_is_not_there_is_a_warning(other):
    result = other("{paper}`xmen`, {external+vos:paper:type}`SVO`", "sphinx_paperbase.intersphinx")
    assert "paper:paper reference target not found: xmen" in result.warnings
    assert "paper:type reference target not found: SVO" in result.warnings
    assert result.code == 1


def test_a_collection_finds_in_anothers_what_it_does_not_have(site, built):
    site.path("entries/losh.md").unlink()
    settings = site.path("conf.py").read_text("utf-8")
    mapping = {"vos": (ROOT, str(built.out / "objects.inv"))}
    more = f"extensions.append('sphinx.ext.intersphinx')\nintersphinx_mapping = {mapping!r}\n"
    site.write("conf.py", settings + more)
    ways = (
        "{paper}`losh`, {paper}`xmem`, {external+vos:paper:paper}`xmem`, {paper:venue}`CVPR 2024`"
    )
    site.write("docs/queries.md", f"# Queries\n\n{ways}\n")
    result = site.build()
    assert result.warnings == ""
    found = [(a.get_text(), a["href"]) for a in result.page("docs/queries").select("article p a")]
    assert found == [
        ("LoSh", f"{ROOT}entries/losh.html"),
        ("XMem", "../entries/xmem.html"),
        ("XMem", f"{ROOT}entries/xmem.html"),
        ("CVPR 2024", f"{ROOT}by/venue/cvpr-2024.html"),
    ]
    site.write("docs/queries.md", "# Queries\n\n{paper}`losg`\n")
    assert "no paper 'losg'" in site.build().warnings


def test_a_project_cites_from_the_published_bibliography(other, built):
    keys = ["cheng2022xmem", "cheng2021stcn", "yan2023uninext"]
    text = " ".join(f"{{cite:t}}`{key}`" for key in keys) + "\n\n```{bibliography}\n```"
    bibliography = str(built.out / "papers.bib")
    result = other(text, "sphinxcontrib.bibtex", bibtex_bibfiles=[bibliography])
    assert result.warnings == ""
    shown = " ".join(result.page("index").get_text().split())
    assert "Cheng and Schwing [CS22]" in shown
    for fact in (
        "Alexander G. Schwing. XMem: ",
        "10.1007/978-3-031-19815-1_37",
        "arXiv:2106.05210",
    ):
        assert fact in shown


def test_a_name_cannot_put_an_object_of_its_own_into_the_inventory(site):
    """Lines of an inventory are objects; readers split them where no one else does."""
    name = "Evil\u2028index std:doc -1 https://example.com/ -"
    site.entry("evil", name=f'"{name}"')
    objects = inventory(site.build())
    assert "index" in objects["std:doc"]
    assert not [i for kind in objects.values() for i in kind.values() if "example.com" in i.uri]
    assert objects["paper:paper"]["evil"].display_name == " ".join(name.split())
