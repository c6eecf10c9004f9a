"""``python -m sphinx_paperbase.cli``: the same as ``paperbase``."""

import sys

from sphinx_paperbase.cli import main

sys.exit(main())
