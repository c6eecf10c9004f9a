"""The head of every page: what search engines, reference managers and links elsewhere show of it.

A description, OpenGraph (https://ogp.me) and Twitter cards, ``citation_*`` on papers, and JSON-LD.
All is of the catalog's facts, which is why sphinxext-opengraph is not used: it takes a paper's
authors for its description, unescapes what a title spells out (``&lt;``), and its type ``website``
makes Zotero save a paper as a web page.

Where ``html_baseurl`` is not set, nobody knows the address of a page: none is claimed, and JSON-LD
names other pages as links do, relative to the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from markupsafe import Markup

from sphinx_paperbase.catalog import FACETS, Catalog, Entry
from sphinx_paperbase.catalog.facets import edition_shelf
from sphinx_paperbase.catalog.plain_text import shortened
from sphinx_paperbase.catalog.text.body import ENTRIES
from sphinx_paperbase.formats import citation_tags, json_ld
from sphinx_paperbase.site import views
from sphinx_paperbase.site.documents import FOLDER as SHELVES
from sphinx_paperbase.site.domain import PaperDomain
from sphinx_paperbase.site.records import entry_doc, shelf_doc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinx_paperbase.formats.json_ld import Thing

NOT_FOUND = "404"
"""The page that servers send for any address that is none."""
_LONGEST = 200  # characters of a description; what shows one shows no more


class Site(NamedTuple):
    """The site, seen from one of its pages.

    Attributes:
        name: What it is called.
        description: What it is, in a sentence or two.
        picture: The whole address of what stands for it where it is linked to, or nothing.
        home: The document of its first page.
        search: The address that the words to find are appended to, or nothing.
        catalog: Its papers.
        link: Gives the address of a document, or nothing where that is not known.
    """

    name: str
    description: str
    picture: str
    home: str
    search: str
    catalog: Catalog
    link: Callable[[str], str]


class Head(NamedTuple):
    """What the head of a page says.

    Attributes:
        title: What the page is called.
        description: What it is about, in a sentence or two.
        things: What it shows, in the words of schema.org.
        citation: The tags of a paper.
    """

    title: str
    description: str
    things: tuple[Thing, ...]
    citation: tuple[tuple[str, str], ...] = ()


def settle_base(app: Sphinx, config: Config) -> None:
    """Let the site's address end in a slash, so that those of its pages can follow it."""
    if config.html_baseurl:
        config.html_baseurl = config.html_baseurl.rstrip("/") + "/"


def about(app: Sphinx) -> str:
    """Return what the site is, in a sentence or two; only settings, since every page says it."""
    return str(app.config.paperbase_description or app.config.project)


def add_head(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give a page's template its meta tags and its JSON-LD."""
    if getattr(app.builder, "embedded", False):
        return  # a page of a book
    if pagename == NOT_FOUND:
        context["pageurl"] = None  # it is shown at other addresses
    domain = PaperDomain.of(app.env)
    site = _site(app, domain.catalog, pagename)
    written = _written(doctree)
    folder, _, rest = pagename.partition("/")
    facet, _, slug = rest.partition("/")
    if folder == ENTRIES and (entry := site.catalog.entries.get(rest)):
        head = _paper(site, entry)
    elif folder == SHELVES and facet in FACETS:
        head = _shelf(site, facet, slug)
    elif pagename == site.home:
        head = _home(site, written)
    else:
        seen = {view.name for view in domain.seen.get(pagename, ())}
        title = _title(app, pagename, context)
        head = _page(site, pagename, title, written or _start(doctree), seen)
    tags = _tags(site, head, context["pageurl"])
    context["paper_tags"] = [tag for tag in tags if not (written and tag[1] == "description")]
    context["paper_json_ld"] = json_ld.write(*head.things)


def _site(app: Sphinx, catalog: Catalog, pagename: str) -> Site:
    config, uri = app.config, app.builder.get_target_uri
    base: str = config.html_baseurl
    start = base or "../" * uri(pagename).count("/")

    def link(doc: str) -> str:
        nowhere = doc == NOT_FOUND or (pagename == NOT_FOUND and not base)
        return "" if nowhere else start + uri(doc)

    picture = config.paperbase_picture
    found = "browse" if "browse" in app.env.found_docs else "search"
    return Site(
        name=config.project,
        description=about(app),
        picture=f"{base}_static/{picture}" if base and picture else "",
        home=config.root_doc,
        search=f"{link(found)}?q=" if base else "",
        catalog=catalog,
        link=link,
    )


def _title(app: Sphinx, pagename: str, context: dict[str, Any]) -> str:
    if pagename in app.env.titles:
        return app.env.titles[pagename].astext()
    # Pages that Sphinx makes without a document: the index of papers, the search.
    return Markup(context.get("indextitle") or pagename.capitalize()).striptags()


def _written(doctree: nodes.document | None) -> str:
    """Return the description that a document gives of itself, as Sphinx has it."""
    found = doctree.findall(nodes.meta) if doctree else ()
    return next((meta["content"] for meta in found if meta.get("name") == "description"), "")


def _start(doctree: nodes.document | None) -> str:
    """Return the first paragraph of a document, if one stands right below its title."""
    section = doctree.next_node(nodes.section) if doctree else None
    paragraphs = (part for part in section or () if isinstance(part, nodes.paragraph))
    return shortened(next((paragraph.astext() for paragraph in paragraphs), ""), _LONGEST)


def _tags(site: Site, head: Head, url: str | None) -> Iterator[tuple[str, str, str]]:
    """Yield an attribute, its value and the content of each tag."""
    yield "name", "description", head.description
    for name, content in head.citation:
        yield "name", name, content
    yield "property", "og:title", head.title
    yield "property", "og:description", head.description
    # Of a paper Zotero believes citation_*, unless this is 'website'; the name of the site it
    # would take for that of the proceedings.
    yield "property", "og:type", "article" if head.citation else "website"
    if not head.citation:
        yield "property", "og:site_name", site.name
    if url:
        yield "property", "og:url", url
    if site.picture:
        yield "property", "og:image", site.picture
        yield "property", "og:image:alt", site.name
    yield "name", "twitter:card", "summary_large_image" if site.picture else "summary"


def _paper(site: Site, entry: Entry) -> Head:
    taxonomy = site.catalog.taxonomy
    shelf = edition_shelf(entry.edition, taxonomy)
    article = json_ld.article(site.catalog, entry, lambda key: site.link(entry_doc(key)))
    words = article.get("description")
    facts = ". ".join(filter(None, (str(entry.edition), ", ".join(entry.authors))))
    return Head(
        title=entry.title,
        description=shortened(f"{entry.label}: {words}" if words else facts, _LONGEST),
        things=(
            article,
            _breadcrumbs(
                site,
                (FACETS["venue"].title, shelf_doc("venue", "index")),
                (shelf.title, shelf_doc("venue", shelf.slug)),
                (entry.label, entry_doc(entry.key)),
            ),
        ),
        citation=tuple(citation_tags.tags(entry, taxonomy)),
    )


def _shelf(site: Site, facet: str, slug: str) -> Head:
    """Return the head of a shelf's page, or of the page that lists a facet's shelves."""
    index, doc = FACETS[facet], shelf_doc(facet, slug)
    way = [(index.title, shelf_doc(facet, "index"))]
    if shelf := views.shelf(site.catalog, facet, slug):
        title, text = shelf.title, shelf.text
        cards = [placed.card for group in shelf.groups for placed in group.cards]
        items = [(card.title, card.doc) for card in cards]
        way.append((title, doc))
    else:
        title, text = index.title, index.intro
        items = [(count.title, count.doc) for count in views.counts(site.catalog, facet)]
    noun = ("paper" if shelf else "page") + "s" * (len(items) != 1)
    description = f"{title}: {len(items)} {noun}. {text or site.description}"
    listing = json_ld.listing((name, site.link(item)) for name, item in items)
    page = _web_page(site, "CollectionPage", doc, title, shortened(description, _LONGEST))
    things = (page | {"mainEntity": listing}, _breadcrumbs(site, *way))
    return Head(title, page["description"], things)


def _home(site: Site, written: str) -> Head:
    description = written or site.description
    url = site.link(site.home)
    return Head(
        site.name, description, (json_ld.website(site.name, url, description, site.search),)
    )


def _page(site: Site, doc: str, title: str, text: str, seen: AbstractSet[str]) -> Head:
    """Return the head of any other page; ``seen`` are the views that it shows."""
    description = text or shortened(f"{title}. {site.description}", _LONGEST)
    if doc == "search":
        kind = "SearchResultsPage"
    else:
        kind = "CollectionPage" if seen & {"authors", "browse"} else "WebPage"
    page = _web_page(site, kind, doc, title, description)
    review = site.catalog.taxonomy.review
    if doc == review.page and seen & {"review", "sections"}:
        page["mainEntity"] = json_ld.review(review)
    return Head(title, description, (page, _breadcrumbs(site, (title, doc))))


def _web_page(site: Site, kind: str, doc: str, title: str, description: str) -> Thing:
    return json_ld.thing(
        kind,
        url=site.link(doc),
        name=title,
        description=description,
        isPartOf=json_ld.thing("WebSite", url=site.link(site.home), name=site.name),
    )


def _breadcrumbs(site: Site, *way: tuple[str, str]) -> Thing:
    """Return the way from the home page to a page, by titles and documents."""
    trail = ((site.name, site.home), *way)
    return json_ld.breadcrumbs((name, site.link(doc)) for name, doc in trail)
