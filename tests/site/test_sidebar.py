"""The sidebar is rendered once and yet right on every page."""

from __future__ import annotations

from sphinx_paperbase.site import navigation


def test_the_shared_sidebar_equals_the_unshared_one(site, monkeypatch):
    shared = site.build("shared").files()
    monkeypatch.setattr(navigation, "share_sidebar", lambda *arguments: None)
    assert site.build("unshared").files() == shared


def test_it_is_rendered_once_a_folder(site, monkeypatch):
    from sphinx.builders.html import StandaloneHTMLBuilder

    rendered = []
    render = StandaloneHTMLBuilder._get_local_toctree

    def count(self, docname, *rest, **arguments):
        rendered.append(docname)
        return render(self, docname, *rest, **arguments)

    monkeypatch.setattr(StandaloneHTMLBuilder, "_get_local_toctree", count)
    for number in range(10):
        site.entry(f"more-{number}")
    site.build()
    papers = {f"entries/{path.stem}" for path in site.path("entries").glob("*.md")}
    assert len([docname for docname in rendered if docname in papers]) == 1
