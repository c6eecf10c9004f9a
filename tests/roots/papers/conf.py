"""A small site with everything that a large one has."""

project = "Papers"
copyright = "2026, nobody"
extensions = ["myst_parser", "sphinxcontrib.bibtex", "sphinx_paperbase"]
exclude_patterns = ["_build"]
nitpicky = True
bibtex_bibfiles = ["docs/references.bib"]
bibtex_cite_id = "cite-{key}"
paperbase_redirects = {"review": "docs/review"}
html_theme = "furo"
html_math_renderer = "mathml"
