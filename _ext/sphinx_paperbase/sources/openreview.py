"""OpenReview: what it shows of a paper, by its forum.

https://docs.openreview.net/reference/api-v2/entities/note
"""

from __future__ import annotations

import datetime
import re
from typing import Any

from pydantic import BaseModel, ValidationError

from sphinx_paperbase.catalog.drafts.draft import Draft
from sphinx_paperbase.catalog.drafts.suggest import venue_of
from sphinx_paperbase.catalog.problems import one_line
from sphinx_paperbase.catalog.taxonomy import Taxonomy
from sphinx_paperbase.formats.bibtex import decoded
from sphinx_paperbase.sources import Found, http

_UNDECIDED = re.compile(r"submi|withdr|reject|review", re.I)
_ACCEPTED = re.compile(r"(?:accepted (?:by|at|to) )?(?P<name>.+?)(?: (?P<year>20\d\d)\b.*)?", re.I)


class Note(BaseModel):
    """A paper's note; a field of its content is a value in an object."""

    id: str
    content: dict[str, Any]
    pdate: datetime.datetime | None = None

    def value(self, name: str) -> Any:
        """Return a field of the content, None where it is missing."""
        field = self.content.get(name)
        return field.get("value") if isinstance(field, dict) else field

    def text(self, name: str) -> str:
        """Return a field that is a text, on one line; empty where it is none."""
        value = self.value(name)
        return " ".join(value.split()) if isinstance(value, str) else ""

    def texts(self, name: str) -> list[str]:
        """Return a field that is a list of texts; empty where it is none."""
        values = self.value(name)
        return [v for v in values if isinstance(v, str)] if isinstance(values, list) else []


class _Notes(BaseModel):
    notes: list[Note]


def find(forum: str, page: str, taxonomy: Taxonomy) -> Found:
    """Return the paper of a forum.

    Raises:
        SourceError: OpenReview has no such paper, or does not answer well.
    """
    nothing = f"OpenReview shows no paper {forum} (old ones are not in its API)"
    try:
        answer = http.get_json(http.OPENREVIEW, "/notes", {"id": forum}, about=forum)
        notes = _Notes.model_validate(answer).notes
    except http.NoRecord as error:
        raise http.NoRecord(f"{nothing}; give its BibTeX") from error
    except ValidationError as error:
        raise http.unreadable(http.OPENREVIEW) from error
    note = next((note for note in notes if note.id == forum), None)
    if note is None or not note.text("title"):
        raise http.NoRecord(f"{nothing}; give its BibTeX")
    return Found(_draft(note, page, taxonomy))


def _draft(note: Note, page: str, taxonomy: Taxonomy) -> Draft:
    said = note.text("venue")
    venue, year = _venue(said, taxonomy)
    facts = {
        "title": decoded(note.text("title")),
        "authors": [decoded(name) for name in note.texts("authors")],
        "venue": venue,
        "year": year or (note.pdate.year if note.pdate else None),
        "links": {"paper": page},
    }
    return Draft(
        {key: value for key, value in facts.items() if value},
        comments={} if venue else {"venue": one_line(said) or "OpenReview"},
    )


def _venue(said: str, taxonomy: Taxonomy) -> tuple[str | None, int | None]:
    """Read ``ICLR 2024 poster`` or ``Accepted by TMLR``; what is not decided is no venue."""
    found = _ACCEPTED.fullmatch(said)
    if not found or _UNDECIDED.search(said) or "workshop" in said.casefold():
        return None, None
    return venue_of(found["name"], taxonomy), int(found["year"]) if found["year"] else None
