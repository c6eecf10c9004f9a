"""A knowledge base of research papers on Sphinx: one Markdown file per paper, all pages from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Wire the extension; events stand in the order of a build."""
    # The command line uses the catalog without Sphinx: nothing of it is imported before here.
    from sphinx_paperbase.site import (
        builder,
        citations,
        crawlers,
        directives,
        documents,
        domain,
        exports,
        feeds,
        fulltext,
        head,
        loading,
        maths,
        navigation,
        nodes,
        output,
        parser,
        repository,
        warned,
    )

    app.setup_extension("myst_parser")
    app.setup_extension("sphinxcontrib.bibtex")

    app.add_config_value(
        "paperbase_redirects", {}, "html", dict, "Old pages and where they are now."
    )
    app.add_config_value(
        "paperbase_repository", "", "html", str, "Where to edit the entries, at GitHub or GitLab."
    )
    app.add_config_value("paperbase_branch", "main", "html", str, "The branch to edit.")
    app.add_config_value("paperbase_description", "", "html", str, "What the site is, in a line.")
    app.add_config_value("paperbase_picture", "", "html", str, "A static file, for links to it.")
    app.add_config_value("paperbase_assets", "", "html", str, "Set by the extension.")
    app.add_config_value(
        "paperbase_fulltext", True, "html", bool, "Make an index for full text search."
    )
    app.add_config_value(
        "paperbase_identity", "", "html", str, "What stands for the collection for ever, in feeds."
    )
    app.add_domain(domain.PaperDomain)
    app.add_role("paper", domain.PaperRole(warn_dangling=True))
    for name, directive in directives.DIRECTIVES.items():
        app.add_directive_to_domain("paper", name, directive)
    app.add_source_parser(parser.PaperParser, override=True)
    nodes.add_nodes(app)
    app.add_html_math_renderer("mathml", (maths.inline, None), (maths.block, None))
    app.add_builder(builder.PaperHTMLBuilder, override=True)
    app.add_css_file("paperbase.css")
    app.add_js_file("paperbase.js", loading_method="defer")

    app.connect("config-inited", loading.shut_out)
    app.connect("config-inited", output.add_assets)
    app.connect("config-inited", head.settle_base)
    app.connect("builder-inited", warned.collect, priority=50)
    app.connect("builder-inited", repository.check)
    app.connect("builder-inited", loading.load_catalog, priority=100)
    app.connect("builder-inited", documents.write_documents, priority=200)
    app.connect("builder-inited", citations.add_entries, priority=900)
    app.connect("env-get-outdated", domain.outdated)
    app.connect("env-get-outdated", warned.again)
    app.connect("env-get-outdated", output.check_redirects)
    app.connect("doctree-read", citations.note_bibliography)
    app.connect("env-updated", citations.restate, priority=900)
    app.connect("env-updated", navigation.renew)
    app.connect("html-collect-pages", output.redirects)
    app.connect("html-page-context", navigation.share_sidebar, priority=100)
    app.connect("html-page-context", output.add_page_assets)
    app.connect("html-page-context", exports.write_beside)
    app.connect("html-page-context", fulltext.write_slip)
    app.connect("html-page-context", fulltext.add_search)
    app.connect("html-page-context", head.add_head)
    app.connect("html-page-context", feeds.add_links, priority=600)  # 404's addresses are settled
    app.connect("warn-missing-reference", domain.suggest)
    app.connect("build-finished", output.write_files)
    app.connect("build-finished", exports.write_files)
    app.connect("build-finished", feeds.write_files)
    app.connect("build-finished", crawlers.write_files, priority=800)
    app.connect("build-finished", loading.summarize, priority=900)

    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
