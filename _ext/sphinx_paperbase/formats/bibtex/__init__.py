"""BibTeX, by pybtex: papers as entries and as text, and back.

The format is described in https://ctan.org/pkg/bibtex (btxdoc) and https://docs.pybtex.org/.
"""

from sphinx_paperbase.formats.bibtex.latex import ascii_letters, decoded, latex
from sphinx_paperbase.formats.bibtex.reader import read
from sphinx_paperbase.formats.bibtex.writer import bib_entry, write

__all__ = ["ascii_letters", "bib_entry", "decoded", "latex", "read", "write"]
