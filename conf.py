"""Settings of the site, and nothing else; https://www.sphinx-doc.org/en/master/usage/configuration.html."""

import os
from urllib.parse import urlsplit

project = "VOS Papers"
author = "the contributors of VOS Papers"
copyright = "2026, " + author
language = "en"

extensions = [
    "myst_parser",
    "sphinx_design",
    "sphinxcontrib.bibtex",
    "notfound.extension",
    "sphinx_paperbase",
]
exclude_patterns = ["_build", ".venv", "**/.*", "README.md", "CHANGELOG.md", "tests", "bench"]
nitpicky = True
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
bibtex_bibfiles = ["docs/references.bib"]
bibtex_reference_style = "author_year"
bibtex_default_style = "alpha"
bibtex_cite_id = "cite-{key}"
paperbase_redirects = {"review": "docs/review"}

html_theme = "furo"
html_title = project
html_static_path = ["docs/static"]
html_favicon = "docs/static/favicon.svg"
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")
html_math_renderer = "mathml"
html_copy_source = False
html_show_sphinx = False
html_show_search_summary = False
notfound_urls_prefix = urlsplit(html_baseurl).path or "/"
html_theme_options = {
    "light_logo": "mark-light.svg",
    "dark_logo": "mark-dark.svg",
    "top_of_page_buttons": [],
}
