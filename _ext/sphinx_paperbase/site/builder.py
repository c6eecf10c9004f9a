"""The HTML builder: removes what is gone, and does nothing when nothing has changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_paperbase.site import output

if TYPE_CHECKING:
    from collections.abc import Set


class PaperHTMLBuilder(StandaloneHTMLBuilder):
    """Sphinx's builder, but for two things.

    Sphinx leaves the pages of deleted documents on disk: they are removed. And Sphinx writes
    indices, search and assets anew even where no document was read, written or removed: then
    nothing is touched. A record of the pages, kept beside the doctrees while a build is whole,
    tells both.
    """

    idle = False
    """Whether this build has nothing to write."""

    @property
    def _record(self) -> Path:
        return Path(self.doctreedir) / f"{self.name}-pages.json"

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Remove stale pages; prepare to write, if there is anything to write."""
        whole = self._record.exists()
        before = set(json.loads(self._record.read_text(encoding="utf-8"))) if whole else set()
        now = self._pages()
        for page in before - now:
            Path(self.get_outfilename(page)).unlink(missing_ok=True)
            Path(self.outdir, "_sources", f"{page}.md.txt").unlink(missing_ok=True)
        self.idle = whole and not docnames and before == now
        if not self.idle:
            self._record.unlink(missing_ok=True)
            super().prepare_writing(docnames)

    def copy_assets(self) -> None:
        """Copy style sheets and scripts; a changed one changes the configuration's hash."""
        if not self.idle:
            super().copy_assets()

    def finish(self) -> None:
        """Write what is made of all documents together."""
        if self.idle:
            return
        super().finish()
        shown = {name for _docs, name in self.env.images.values()}
        for path in Path(self.outdir, self.imagedir).glob("*"):
            if path.name not in shown:
                path.unlink()
        self._record.write_text(json.dumps(sorted(self._pages())), encoding="utf-8")

    def _pages(self) -> set[str]:
        return self.env.found_docs | set(output.redirects_of(self.env))
