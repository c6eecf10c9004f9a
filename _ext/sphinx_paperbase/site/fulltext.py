"""Full text search by Pagefind over papers and hand-written pages; https://pagefind.app.

Pagefind can read the pages themselves; here it reads a slip for each, its text and facets alone, in
a quarter of the time. Slips lie beside the doctrees and are written with their pages. Each build
that writes a page makes the index anew: it is the same whatever was built before.
"""

from __future__ import annotations

import gzip
import hashlib
import html
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging

from sphinx_paperbase.catalog.text.body import ENTRIES
from sphinx_paperbase.site.documents import FOLDER as SHELVES
from sphinx_paperbase.site.domain import PaperDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

INDEX = "pagefind"
_SLIPS = "fulltext"
_MARK = b"pagefind_dcd"


def write_slip(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Write the slip of a page, as the page is written."""
    if doctree is not None and _is_on(app) and _is_found(app.env, pagename):
        path = Path(app.doctreedir, _SLIPS, f"{pagename}.html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(_slip(app, pagename, doctree)), encoding="utf-8", newline="\n")


def _is_on(app: Sphinx) -> bool:
    return app.builder.name == "html" and app.config.paperbase_fulltext


def _is_found(env: BuildEnvironment, docname: str) -> bool:
    """Tell whether a document is searched: shelves only repeat what their papers say."""
    return not docname.startswith(f"{SHELVES}/") and "nosearch" not in env.metadata[docname]


def _slip(app: Sphinx, docname: str, doctree: nodes.document) -> Iterator[str]:
    """Yield the lines of a slip: https://pagefind.app/docs/indexing/ and /docs/filtering/."""
    yield f'<html lang="{html.escape(app.config.language)}">'
    folder, _, key = docname.rpartition("/")
    entry = PaperDomain.of(app.env).catalog.entries.get(key) if folder == ENTRIES else None
    if entry is not None:
        facets = {"type": entry.types, "venue": [entry.venue], "year": [entry.year]}
        for facet, values in facets.items():
            for value in values:
                content = html.escape(str(value))
                yield f'<meta data-pagefind-filter="{facet}[content]" content="{content}">'
    for block in doctree.findall(nodes.TextElement):
        if isinstance(block.parent, nodes.TextElement) or isinstance(block, nodes.Invisible):
            continue
        text = html.escape(" ".join(block.astext().split()))
        if not isinstance(block, nodes.title):
            yield f"<p>{text}</p>"
        elif isinstance(block.parent.parent, nodes.document):
            yield f"<h1 data-pagefind-ignore>{text}</h1>"  # a result has it as its title
        elif isinstance(block.parent, nodes.section):
            yield f'<h2 id="{block.parent["ids"][0]}">{text}</h2>'


def start_index(builder: Builder) -> subprocess.Popen[str] | None:
    """Start to make the index when all documents are written; return what is at work, if any.

    It takes its time on another processor, while Sphinx writes what is made of all documents.
    """
    index, work = Path(builder.outdir, INDEX), Path(builder.doctreedir, INDEX)
    # What a build that was cut off left of an index is not used.
    shutil.rmtree(work, ignore_errors=True)
    if index.exists():
        shutil.move(index, work)
    if not builder.config.paperbase_fulltext:
        return None
    slips = Path(builder.doctreedir, _SLIPS)
    _remove_stale(builder.env, slips)
    try:
        return _start(_in_order(slips), work)
    except (ImportError, OSError) as error:
        _say_without(error)
        return None


def finish_index(builder: Builder, at_work: subprocess.Popen[str] | None) -> None:
    """Put the index where the search page finds it, before the build counts as whole."""
    if at_work is None:
        return
    _, said = at_work.communicate()
    work = Path(builder.doctreedir, INDEX)
    try:
        if at_work.returncode:
            raise OSError(said.strip() or f"Pagefind ended with {at_work.returncode}")
        _settle(work)
    except (ImportError, OSError) as error:
        _say_without(error)
    else:
        shutil.move(work, Path(builder.outdir, INDEX))


def _say_without(reason: Exception) -> None:
    logger.info("no full text index, the search page does without: %s", reason)


def _remove_stale(env: BuildEnvironment, slips: Path) -> None:
    """Remove the slips of documents that are gone, or are searched no more."""
    for path in slips.rglob("*.html"):
        docname = path.relative_to(slips).with_suffix("").as_posix()
        if docname not in env.found_docs or not _is_found(env, docname):
            path.unlink()


def _in_order(slips: Path) -> Path:
    """Link the slips into a folder anew in the order of their names, and return it.

    Pagefind numbers pages as the file system lists them, and some list what came last first: the
    index of a folder that has grown would be another than that of one made at once.
    """
    ordered = slips.with_name(f"{_SLIPS}-in-order")
    shutil.rmtree(ordered, ignore_errors=True)
    for folder, folders, names in os.walk(slips):
        folders.sort()
        there = ordered / Path(folder).relative_to(slips)
        there.mkdir(parents=True)
        for name in sorted(names):
            os.link(f"{folder}/{name}", f"{there}/{name}")
    return ordered


def _start(slips: Path, index: Path) -> subprocess.Popen[str]:
    """Start Pagefind, with no settings but these.

    Raises:
        ImportError, OSError: There is no Pagefind that works here.
    """
    from pagefind_bin import get_executable

    # What it finds there it takes for up to date, if its name is that of the content.
    shutil.rmtree(index / "filter", ignore_errors=True)
    options = ("--silent", "--keep-index-url", "--site", slips, "--output-path", index)
    settings = {k: v for k, v in os.environ.items() if not k.startswith("PAGEFIND_")}
    return subprocess.Popen(
        [get_executable(), *options],
        cwd=slips,
        env=settings,
        text=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def _settle(index: Path) -> None:
    """Bring filters into an order, and remove what this index or our search page does not use.

    Pagefind up to 1.5.2 writes filters in a random order, and leaves the files of earlier indices.
    The places of things in its files are those of ``pagefind/src/index/`` in its repository.
    """
    entry_path = index / "pagefind-entry.json"
    entry = json.loads(entry_path.read_text(encoding="utf-8"))
    used = {entry_path, index / "pagefind.js"}
    for language, found in entry["languages"].items():
        meta = _read(index / f"pagefind.{found['hash']}.pf_meta")
        _version, pages, chunks, filters, *_rest = meta
        for named in filters:
            name, values = _read(index / "filter" / f"{named[1]}.pf_filter")
            named[1], path = _write(
                [name, sorted(values)], index, f"filter/{language}_", "pf_filter"
            )
            used.add(path)
        filters.sort()
        found["hash"], path = _write(meta, index, f"pagefind.{language}_", "pf_meta")
        used.add(path)
        used.add(index / f"wasm.{found['wasm'] or 'unknown'}.pagefind")
        used.update(index / "fragment" / f"{page[0]}.pf_fragment" for page in pages)
        used.update(index / "index" / f"{chunk[2]}.pf_index" for chunk in chunks)
    entry_path.write_text(json.dumps(entry), encoding="utf-8", newline="\n")
    for path in index.rglob("*.*"):
        if path not in used:
            path.unlink()


def _read(path: Path) -> Any:
    import cbor2

    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(_MARK))


def _write(data: Any, index: Path, start: str, ending: str) -> tuple[str, Path]:
    """Write a file whose name is that of its content; return what it is called in others."""
    import cbor2

    content = _MARK + cbor2.dumps(data)
    path = index / f"{start}{hashlib.blake2b(content, digest_size=5).hexdigest()}.{ending}"
    path.write_bytes(gzip.compress(content, mtime=0))
    return path.stem.removeprefix("pagefind."), path


def add_search(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Give the search page its script and style, and tell it whether there may be an index."""
    if pagename == "search":
        context["fulltext"] = _is_on(app)
        app.add_css_file("search.css")
        if context["fulltext"]:
            app.add_js_file("search.js", loading_method="defer")
