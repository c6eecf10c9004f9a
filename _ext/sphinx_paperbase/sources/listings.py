"""What Crossref, DBLP and arXiv list that comes near a paper of the collection."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from sphinx_paperbase.catalog import Entry, Taxonomy
from sphinx_paperbase.catalog.addresses import canonical_arxiv
from sphinx_paperbase.catalog.drafts.draft import Draft
from sphinx_paperbase.catalog.naming import fold, normal_title
from sphinx_paperbase.catalog.problems import one_line
from sphinx_paperbase.sources import Found, SourceError, arxiv, crossref, dblp, http

# A source that fails so many times in a row is asked no more.
_FAILURES = 2
# https://info.arxiv.org/help/api/tou.html asks for three seconds, three times what others do.
_PACE = {http.ARXIV: 3}

_Answer = TypeVar("_Answer")


class Listing(NamedTuple):
    """A record of a paper.

    Attributes:
        source: Whose it is.
        address: Where it can be seen.
        draft: What it says; see :class:`~sphinx_paperbase.sources.Found` for the venue.
        named: It is that to which the preprint's authors lead.
    """

    source: str
    address: str
    draft: Draft
    named: bool = False

    def __str__(self) -> str:
        """Return how it is named to a person."""
        return one_line(f"{self.source} {self.address}")

    def has_title(self, entry: Entry) -> bool:
        """Tell whether its title is one of the entry's: the same letters and digits, no case."""
        titles = {normal_title(title) for title in (entry.title, *entry.former_titles)} - {""}
        return normal_title(self.draft.facts.get("title", "")) in titles

    def has_author(self, entry: Entry) -> bool:
        """Tell whether an author of the entry may be one of its authors."""
        others = [_words(name) for name in self.draft.facts.get("authors", ())]
        return any(_may_be(_words(name), other) for name in entry.authors for other in others)


@dataclass
class _Contact:
    """How it went with a source so far."""

    last: float = float("-inf")
    failures: int = 0
    heard: bool = False
    left: bool = False
    said: str = ""


class Sources:
    """Asks, with a pause between two questions to one host, and no more whom asking does not help.

    Args:
        taxonomy: What venues there are.
        pause: Seconds between two questions to one host; arXiv gets three times that.
    """

    def __init__(self, taxonomy: Taxonomy, pause: float) -> None:
        self._taxonomy = taxonomy
        self._pause = pause
        self._contacts = defaultdict[http.Service, _Contact](_Contact)

    @property
    def unheard(self) -> list[str]:
        """What those who have not answered once said last."""
        contacts = self._contacts.values()
        return [contact.said for contact in contacts if contact.said and not contact.heard]

    @property
    def spent(self) -> bool:
        """Tell whether there is nobody left who lists publications."""
        return self._contacts[http.CROSSREF].left and self._contacts[http.DBLP].left

    def listings(self, entry: Entry) -> tuple[list[Listing], list[str]]:
        """Return the records that come near a paper, and what was no use; one line each.

        arXiv is asked where no other knows the paper: its authors may have told it the DOI.
        """
        faults: list[str] = []
        author = next(iter(entry.authors), "")
        works = self._asked(http.CROSSREF, lambda: crossref.search(entry.title, author), faults)
        records = self._asked(http.DBLP, lambda: dblp.search(entry.title), faults)
        found = [*self._of_works(works or ()), *self._of_records(records or ())]
        known = any(each.has_title(entry) and each.has_author(entry) for each in found)
        if entry.arxiv and not known:
            found += self._named(entry.arxiv, faults)
        return found, faults

    def _named(self, id: str, faults: list[str]) -> Iterator[Listing]:
        """Follow the DOI that the authors told arXiv."""
        preprint = self._found(http.ARXIV, arxiv.find, id, faults)
        doi = preprint.facts.get("doi") if preprint else None
        if doi and not canonical_arxiv(doi):
            work = self._found(http.CROSSREF, crossref.find, doi, faults)
            if work:
                yield _of_crossref(work)._replace(named=True)

    def _found(
        self,
        service: http.Service,
        find: Callable[[str, Taxonomy], Found],
        id: str,
        faults: list[str],
    ) -> Draft | None:
        def draft() -> Draft | None:
            try:
                return find(id, self._taxonomy).draft
            except http.NoRecord as error:  # the source is well; the id may not be
                faults.append(str(error))
                return None

        return self._asked(service, draft, faults)

    def _asked(
        self, service: http.Service, question: Callable[[], _Answer], faults: list[str]
    ) -> _Answer | None:
        contact = self._contacts[service]
        if contact.left:
            return None
        pause = self._pause * _PACE.get(service, 1)
        time.sleep(max(0, contact.last + pause - time.monotonic()))
        try:
            answer = question()
        except SourceError as error:
            contact.said = str(error)
            contact.failures += 1
            # Who says how long to wait is not asked before.
            contact.left = error.wait > 0 or contact.failures >= _FAILURES
            faults += [contact.said]
            faults += [f"{service.name} is asked no more in this run"] if contact.left else []
            return None
        finally:
            contact.last = time.monotonic()
        contact.heard, contact.failures = True, 0
        return answer

    def _of_works(self, works: Iterable[crossref.Work]) -> Iterator[Listing]:
        for work in works:
            if work.type != "posted-content" and not any(map(_is_workshop, work.containers)):
                yield _of_crossref(crossref.draft(work, self._taxonomy))

    def _of_records(self, records: Iterable[dblp.Record]) -> Iterator[Listing]:
        for record in records:
            if not any(map(_is_workshop, record.venue)):
                yield Listing(http.DBLP.name, record.address, dblp.draft(record, self._taxonomy))


def _may_be(one: list[str], other: list[str]) -> bool:
    """Tell whether two names may be of one person: the same words, or family name and initial."""
    if not one or not other:
        return False
    return sorted(one) == sorted(other) or (one[-1] == other[-1] and one[0][0] == other[0][0])


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(name))


def _is_workshop(name: str) -> bool:
    return "workshop" in name.casefold()


def _of_crossref(draft: Draft) -> Listing:
    return Listing(http.CROSSREF.name, f"https://doi.org/{draft.facts['doi']}", draft)
