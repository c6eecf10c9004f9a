"""The HTML builder: removes what is gone, and does nothing when nothing has changed."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_paperbase.site import exports, fulltext, output
from sphinx_paperbase.site.domain import PaperDomain
from sphinx_paperbase.site.rendering import template_cache

if TYPE_CHECKING:
    from collections.abc import Iterator, Set


class PaperHTMLBuilder(StandaloneHTMLBuilder):
    """Sphinx's builder, which keeps a record of the files it wrote, beside the doctrees.

    Sphinx leaves the pages and pictures of deleted documents on disk: they are removed. It takes
    a build that was cut off for a whole one: the next build writes all. And it writes indices,
    search and assets anew even where no document was read, written or removed: then nothing is
    touched.
    """

    idle = False
    """Whether this build has nothing to write."""

    def get_outdated_docs(self) -> Iterator[str]:
        """Yield the documents to write again: all, where the last build was cut off."""
        if self._read_record()["whole"]:
            yield from super().get_outdated_docs()
        else:
            yield from sorted(self.env.found_docs)

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Remove stale pages; prepare to write, if there is anything to write."""
        before, now = self._read_record(), self._record(whole=True)
        for file in set(before["files"]) - set(now["files"]):
            Path(self.outdir, file).unlink(missing_ok=True)
        self.idle = before == now and not docnames
        if not self.idle:
            # The theme's templates take longer to compile than an edited page to write.
            self.templates.environment.bytecode_cache = template_cache(self.env)
            # Should this build be cut off, the next one knows what may lie there.
            self._write_record({**now, "whole": False})
            super().prepare_writing(docnames)

    def load_indexer(self, docnames: Set[str]) -> None:
        """Load the search index without the words of pages that are to be written again.

        Sphinx takes the pages from their words and leaves words without a page. It also finds
        the stem of a word anew on every page, a fifth of a build: the words of a field recur.
        """
        super().load_indexer(docnames)
        assert self.indexer is not None
        stem = functools.cache(self.indexer.lang.stem)
        self.indexer.lang.stem = stem  # type: ignore[method-assign]  # the same, remembered
        for words in (self.indexer._mapping, self.indexer._title_mapping):
            for word in [word for word, pages in words.items() if not pages]:
                del words[word]

    def copy_assets(self) -> None:
        """Copy style sheets and scripts; a changed one changes the configuration's hash."""
        if not self.idle:
            super().copy_assets()

    def finish(self) -> None:
        """Write what is made of all documents together."""
        if not self.idle:
            index = fulltext.start_index(self)
            super().finish()
            fulltext.finish_index(self, index)
            self._write_record(self._record(whole=True))

    def _record(self, whole: bool) -> dict[str, Any]:
        docs = sorted(self.env.found_docs)
        pages = [*docs, *output.redirects_of(self.env)]
        files = [f"{page}{self.out_suffix}" for page in pages]
        catalog = PaperDomain.of(self.env).catalog
        files += exports.files(catalog)
        if self.config.html_copy_source:
            files += [f"_sources/{doc}{self.env.doc2path(doc).suffix}.txt" for doc in docs]
        # Only what documents show: other extensions may keep files of their own beside them.
        files += [f"{self.imagedir}/{name}" for _docs, name in self.env.images.values()]
        # Files beside the pages hold facts that no page may show: a venue without a paper.
        return {"whole": whole, "files": sorted(files), "catalog": catalog.fingerprint}

    @property
    def _record_path(self) -> Path:
        return Path(self.doctreedir) / f"{self.name}-files.json"

    def _read_record(self) -> dict[str, Any]:
        if not self._record_path.exists():
            return {"whole": False, "files": []}
        return dict(json.loads(self._record_path.read_text(encoding="utf-8")))

    def _write_record(self, record: dict[str, Any]) -> None:
        self._record_path.write_text(json.dumps(record), encoding="utf-8")
