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
exclude_patterns = [
    "_build",
    ".*",
    "**/.*",
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "tests",
    "bench",
]
nitpicky = True
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
bibtex_bibfiles = ["docs/references.bib"]
bibtex_reference_style = "author_year"
bibtex_default_style = "alpha"
bibtex_cite_id = "cite-{key}"
paperbase_description = (
    "Papers on video object segmentation (VOS), one page each: links, code, results, citations and "
    "related work, by type of VOS, venue and year."
)
paperbase_redirects = {"review": "docs/review"}
paperbase_picture = "card.png"  # 1200 by 630, as those that show it advise
paperbase_identity = "VOS Papers"  # ids in feeds are made of it: stays, whatever the site is called

# Where entries are edited and added: where this is built says which repository it is.
paperbase_repository = (
    os.environ.get("PAPERBASE_REPOSITORY")
    or os.environ.get("READTHEDOCS_GIT_CLONE_URL")
    or os.environ.get("GITHUB_SERVER_URL", "") + "/" + os.environ.get("GITHUB_REPOSITORY", "")
).strip("/") or "https://github.com/gaomingqi/awesome-video-object-segmentation"

html_theme = "furo"
html_title = project
html_static_path = ["docs/static"]
html_favicon = "docs/static/favicon.svg"
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")
html_math_renderer = "mathml"
html_copy_source = False
html_use_index = False
html_show_sphinx = False
html_show_search_summary = False
notfound_urls_prefix = urlsplit(html_baseurl).path or "/"
html_theme_options = {
    "light_logo": "mark-light.svg",
    "dark_logo": "mark-dark.svg",
    "top_of_page_buttons": [],
    "light_css_variables": {
        "color-brand-primary": "#0b5a75",
        "color-brand-content": "#0b5a75",
        "color-brand-visited": "#6b4590",
        "color-foreground-primary": "#16191d",
        "color-link-underline": "#8fb4c2",
        "color-link-underline--visited": "#c0abd4",
        "color-background-border": "#dfe3e8",
        "color-highlight-on-target": "#fff6d6",
        # sphinx-design's own values are below 4.5:1 under white text.
        "sd-color-primary": "#0b5a75",
        "sd-color-success": "#1c7a3c",
        "sd-color-info": "#0e6f83",
        "sd-color-danger": "#c02b2b",
        "sd-color-secondary": "#5c636b",
        "sd-color-muted": "#5c636b",
    },
    "dark_css_variables": {
        "color-brand-primary": "#74c3dd",
        "color-brand-content": "#74c3dd",
        "color-brand-visited": "#c0a8e2",
        "color-foreground-primary": "#d9dce0",
        "color-foreground-secondary": "#a0a7b0",
        "color-foreground-muted": "#8d949c",
        "color-link-underline": "#3d6a7a",
        "color-link-underline--visited": "#64557c",
        "color-background-border": "#2d3237",
        "color-highlight-on-target": "#33301c",
        "sd-color-primary": "#74c3dd",
        "sd-color-primary-text": "#0b1f27",
        "sd-color-success": "#6fc68a",
        "sd-color-success-text": "#06210f",
        "sd-color-info": "#62c3d6",
        "sd-color-info-text": "#062329",
        "sd-color-danger": "#f38d85",
        "sd-color-danger-text": "#330806",
        "sd-color-secondary": "#a0a7b0",
        "sd-color-secondary-text": "#16191d",
        "sd-color-muted": "#a0a7b0",
        "sd-color-muted-text": "#16191d",
    },
}
