"""CVF Open Access: a page's address tells author, title, venue and year; others know the rest.

The addresses are those of https://openaccess.thecvf.com/menu: family name, title, venue and year,
``Cheng_Putting_the_Object_Back_into_Video_Object_Segmentation_CVPR_2024_paper.html``. Long titles
are cut (until 2018 after three words), and those of ECCV 2018 have the author's full name.
"""

from __future__ import annotations

from typing import NamedTuple

from sphinx_paperbase.catalog.drafts.draft import Draft
from sphinx_paperbase.catalog.drafts.suggest import venue_of
from sphinx_paperbase.catalog.naming import normal_title
from sphinx_paperbase.catalog.problems import one_line
from sphinx_paperbase.catalog.taxonomy import Taxonomy
from sphinx_paperbase.sources import Found, arxiv, crossref, http

# arXiv does not know where a paper was published: a title cut to a few words would fit many.
_LETTERS_ENOUGH = 40


class _Told(NamedTuple):
    """What the name of a page tells."""

    family: str
    title: str
    container: str
    year: int

    def fits(self, author: str, title: str) -> bool:
        """Tell whether a paper by a first author may be this one, its title perhaps cut."""
        names, spelt = author.split(), normal_title(self.family + self.title)
        forms = (" ".join(names[start:]) for start in range(len(names)))
        return any(normal_title(form + title).startswith(spelt) for form in forms)

    def is_whole(self, title: str) -> bool:
        """Tell whether nothing of the title is cut."""
        return normal_title(self.family + self.title).endswith(normal_title(title))


def find(name: str, page: str, taxonomy: Taxonomy) -> Found:
    """Return the paper of a page: asked for by its title at Crossref, else at arXiv.

    Args:
        name: The name of the page, up to the year.
        page: Its address, which becomes the paper's link.
        taxonomy: Of the project.

    Raises:
        SourceError: It is not found without doubt, or a source does not answer well.
    """
    words, container, year = name.rsplit("_", 2)
    family, _, title = words.partition("_")
    told = _Told(family, " ".join(title.replace("_", " ").split()), container, int(year))
    drafts = _registered(told, taxonomy) or _preprints(told, taxonomy)
    drafts = [draft for draft in drafts if told.is_whole(draft.facts["title"])] or drafts
    if len(drafts) != 1:
        said = "several papers that may be" if drafts else "no paper that is"
        message = f"Crossref and arXiv know {said} {told.title!r} of {container} {year}"
        raise http.NoRecord(f"{one_line(message)}; give its DOI, its arXiv id, or its BibTeX")
    facts, _, comments = drafts[0]
    links = {**facts.get("links", {}), "paper": page}
    return Found(Draft({**facts, "links": links}, comments=comments))


def _registered(told: _Told, taxonomy: Taxonomy) -> list[Draft]:
    venue = venue_of(told.container, taxonomy)
    return [
        crossref.draft(work, taxonomy)
        for work in crossref.search(told.title, told.family, rows=20)
        if work.venue(taxonomy) == venue and work.year == told.year
        if work.author and told.fits(work.author[0].full_name, work.full_title)
    ]


def _preprints(told: _Told, taxonomy: Taxonomy) -> list[Draft]:
    return [
        _published(arxiv.draft(record, taxonomy), told, venue_of(told.container, taxonomy))
        for record in arxiv.search(told.title, told.family)
        if record.year <= told.year
        if record.authors and told.fits(record.authors[0], record.title)
        if told.is_whole(record.title) or len(normal_title(told.title)) >= _LETTERS_ENOUGH
    ]


def _published(preprint: Draft, told: _Told, venue: str | None) -> Draft:
    facts = {**preprint.facts, "venue": venue, "year": told.year}
    if venue:
        return Draft(facts)
    del facts["venue"]
    return Draft(facts, comments={"venue": f"{told.container} {told.year}"})
