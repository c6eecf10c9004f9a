"""Files beside the pages: the papers as data, the pages of old addresses, assets."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from sphinx_paperbase.formats import (
    browse_js,
    json_schema,
    known_js,
    leaderboards_json,
    papers_js,
    papers_json,
    statistics_json,
)
from sphinx_paperbase.site import WARNING_TYPE
from sphinx_paperbase.site.domain import PaperDomain
from sphinx_paperbase.site.records import entry_doc
from sphinx_paperbase.site.rendering import PACKAGE

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

FORM_SCRIPTS = ("add-source.js", "add-checks.js", "add-file.js", "card.js", "add.js")
# The scripts of pages that show a view, by its name.
SCRIPTS = {
    "add": FORM_SCRIPTS,
    "browse": ("browse.js", "compare-pick.js"),
    "compare": ("card.js", "known-papers.js", "compare.js"),
    "dataset": ("leaderboard.js",),
    "reading_list": ("card.js", "known-papers.js", "export.js", "reading-list.js"),
}

STYLES = {
    "browse": ("browse.css",),
    "compare": ("chosen.css",),
    "dataset": ("leaderboard.css", "charts.css"),
    "datasets": ("leaderboard.css",),
    "families": ("charts.css",),
    "reading_list": ("chosen.css",),
    "statistics": ("charts.css",),
}
# What other pages need, and a page of one view does not: each costs a request.
UNUSED = {
    "browse": (
        "pygments.css",
        "furo-extensions.css",
        "sphinx-design.min.css",
        "design-tabs.js",
        "doctools.js",
        "documentation_options.js",
        "sphinx_highlight.js",
    ),
    "dataset": ("pygments.css", "sphinx-design.min.css", "design-tabs.js"),
}


def add_assets(app: Sphinx, config: Config) -> None:
    """Add this package's style sheet, script and page templates to the site's own.

    Pages name assets with a hash of their content: the hash of all assets is made part of the
    configuration, so that every page is written again when one of them changes.
    """
    # Relative, so that the hash of the settings is the same wherever the project lies.
    package = os.path.relpath(PACKAGE, app.confdir)
    config.html_static_path = [f"{package}/static", *config.html_static_path]
    config.templates_path = [f"{package}/theme", *config.templates_path]
    digest = hashlib.blake2b(digest_size=8)
    for folder in config.html_static_path:
        for path in sorted(Path(app.confdir, folder).rglob("*")):
            if path.is_file():
                digest.update(path.read_bytes())
    config.paperbase_assets = digest.hexdigest()


def redirects_of(env: BuildEnvironment) -> dict[str, str]:
    """Return the pages of old addresses and the documents that they lead to.

    An old address that leads to another old one leads to where that does. What a document has is no
    old address.
    """
    moved = _moved(env)
    ends = ((old, _end(moved, old, env.found_docs)) for old in moved if old not in env.found_docs)
    return {old: new for old, new in ends if new}


def _moved(env: BuildEnvironment) -> dict[str, str]:
    aliases = PaperDomain.of(env).catalog.aliases
    moved = {entry_doc(alias): entry_doc(key) for alias, key in aliases.items()}
    settled: dict[str, str] = env.config.paperbase_redirects
    return moved | settled


def _end(moved: dict[str, str], old: str, docs: Set[str]) -> str | None:
    """Follow an address to a document; None where it leads to none, or round in a circle."""
    doc = old
    for _step in moved:
        doc = moved.get(doc, "")
        if doc in docs:
            return doc
    return None


def check_redirects(app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
    """Warn of old addresses in the settings that cannot be kept; no document is out of date."""
    kept = redirects_of(env)
    for old, new in env.config.paperbase_redirects.items():
        if old not in kept:
            here = "is a page of its own" if old in env.found_docs else f"leads to no page: {new!r}"
            logger.warning(
                "paperbase_redirects: %r %s",
                old,
                here,
                location="conf.py",
                type=WARNING_TYPE,
                subtype="redirect",
            )
    return []


def redirects(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Make a page for each old address, so that links and bookmarks last."""
    base, builder = app.config.html_baseurl, app.builder
    for old, new in redirects_of(app.env).items():
        target = builder.get_relative_uri(old, new)
        canonical = base + builder.get_target_uri(new) if base else target
        title = app.env.titles[new].astext()
        yield old, {"title": title, "target": target, "canonical": canonical}, "redirect.html"


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write the papers as data and the schema of entries, where their text has changed."""
    if exception is not None or app.builder.name != "html":
        return
    catalog = PaperDomain.of(app.env).catalog
    # Also where no page has changed: a new benchmark of the taxonomy may be on none yet.
    _write(app, json_schema.FILE, json_schema.write(catalog.taxonomy))
    if not getattr(app.builder, "idle", False):
        base: str = app.config.html_baseurl
        uri = app.builder.get_target_uri

        def url_of(key: str) -> str:
            return base + uri(entry_doc(key))

        _write(app, "papers.json", papers_json.write(catalog, url_of))
        _write(app, leaderboards_json.FILE, leaderboards_json.write(catalog, url_of))
        _write(app, statistics_json.FILE, statistics_json.write(catalog))
        _write(app, browse_js.FILE, browse_js.write(catalog)[0])
        _write(app, known_js.FILE, known_js.write(catalog))
        _write(app, papers_js.FILE, papers_js.write(catalog, lambda k: uri(entry_doc(k)), base))


def _write(app: Sphinx, name: str, text: str) -> None:
    path = Path(app.outdir, name)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8", newline="\n")


def add_page_assets(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Give pages the scripts and styles of what they show."""
    for view in PaperDomain.of(app.env).seen.get(pagename, {}):
        for name in SCRIPTS.get(view.name, ()):
            app.add_js_file(name, loading_method="defer")
        for name in STYLES.get(view.name, ()):
            app.add_css_file(name)
        if unused := UNUSED.get(view.name, ()):
            for kind in ("script_files", "css_files"):
                files = context[kind]
                files[:] = [file for file in files if not str(file.filename).endswith(unused)]
