"""BibTeX, by pybtex: papers as entries and as text, and back.

The format is described in https://ctan.org/pkg/bibtex (btxdoc) and https://docs.pybtex.org/.
"""

from sphinx_paperbase.formats.bibtex.latex import decoded, latex
from sphinx_paperbase.formats.bibtex.reader import read
from sphinx_paperbase.formats.bibtex.writer import bib_entry, person, write

__all__ = ["bib_entry", "decoded", "latex", "person", "read", "write"]
