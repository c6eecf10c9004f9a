"""The feeds: written where they have changed, and linked from the pages that they belong to."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from sphinx_paperbase.catalog.drafts.draft import replace
from sphinx_paperbase.formats import atom
from sphinx_paperbase.site import views
from sphinx_paperbase.site.domain import PaperDomain
from sphinx_paperbase.site.records import entry_doc, shelf_doc

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_LINK = Markup('<link rel="alternate" type="application/atom+xml" title="{}" href="{}">')


def add_links(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Lead from every page to the feed of everything, and from a shelf to its own."""
    if app.builder.name != "html":
        return
    domain = PaperDomain.of(app.env)
    feeds = [(atom.FILE, "")]
    for view in domain.seen.get(pagename, {}):
        if view.name == "shelf" and (feed := views.feed(domain.catalog, *view.arguments)):
            feeds.append(feed)
    links = "\n".join(
        _LINK.format(atom.title(app.config.project, name), context["pathto"](file, resource=True))
        for file, name in feeds
    )
    context["metatags"] = f"{context.get('metatags', '')}\n{links}"


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write the feeds that have changed, and remove those that are no more.

    To make a feed takes longer than to see whether it has changed: a record beside the doctrees
    keeps a digest of what each was made of, and one of its file, which may not be there any more.
    """
    if exception is not None or app.builder.name != "html" or getattr(app.builder, "idle", False):
        return
    path = Path(app.doctreedir, "feeds.json")
    old = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    new: dict[str, list[str]] = {}
    changed: dict[Path, bytes] = {}
    domain = PaperDomain.of(app.env)
    for feed in atom.feeds(domain.catalog, _site(app)):
        file = Path(app.outdir, feed.file)
        made_of = views.digest(feed) + domain.renderer.stamp
        there = _hash(file.read_bytes()) if file.exists() else ""
        if old.get(feed.file) != [made_of, there]:
            changed[file] = atom.write(feed).encode()
            there = _hash(changed[file])
        new[feed.file] = [made_of, there]
    for name in old.keys() - new.keys():
        Path(app.outdir, name).unlink(missing_ok=True)
    replace(path, json.dumps(new).encode())
    for file, content in changed.items():
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)


def _site(app: Sphinx) -> atom.Site:
    config, uri = app.config, app.builder.get_target_uri
    return atom.Site(
        name=config.project,
        identity=config.paperbase_identity or config.project,
        base=config.html_baseurl,
        page=lambda key: uri(entry_doc(key)),
        shelf_page=lambda facet, slug: uri(shelf_doc(facet, slug)),
        home=uri(config.root_doc),
    )


def _hash(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=12).hexdigest()
