"""The taxonomy: types, venues, benchmarks and the review's sections, from ``taxonomy.toml``."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from sphinx_paperbase.catalog.naming import slug


class TaxonomyError(Exception):
    """``taxonomy.toml`` cannot be used; the text says where and why."""


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]
Picture = Annotated[str, StringConstraints(pattern=r"^[\w-]+\.svg$")]


_T = TypeVar("_T")


def _addressable(table: dict[str, _T]) -> dict[str, _T]:
    """Refuse ids that would share a page, or the page of the index."""
    taken = {"index": "the index of the pages"}
    for id in table:
        if not (address := slug(id)):
            raise ValueError(f"the id {id!r} has no letter or digit for its page's address")
        if address in taken:
            raise ValueError(f"the id {id!r} has the address of {taken[address]}: {address!r}")
        taken[address] = repr(id)
    return table


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Field_(_Record):
    """The field of research that the collection is about."""

    name: Text
    short: Text


class PaperType(_Record):
    """A kind of task; its badge has one of the colours of the style sheet.

    A title in which one of the words stands suggests the type. Its page says what is given and what
    is asked. A picture in the site's static folder shows both, in the views of these names:
    https://www.w3.org/TR/SVG2/linking.html#LinksIntoSVG.
    """

    name: Text
    definition: Text
    color: Literal["blue", "green", "orange", "white", "red", "violet"]
    also: tuple[Text, ...] = ()
    words: tuple[Text, ...] = ()
    given: Text | None = None
    asked: Text | None = None
    picture: Picture | None = None


class Venue(_Record):
    """Where papers appear, also under other names. The journals of a year share a page."""

    name: Text
    kind: Literal["conference", "journal", "preprint"]
    also: tuple[Text, ...] = ()


class Benchmark(_Record):
    """A split of a data set on which results are compared; ``highest`` is the best there can be."""

    split: Text
    tasks: tuple[Text, ...]
    metrics: tuple[Text, ...]
    main: Text
    highest: float = 100

    @model_validator(mode="after")
    def _check_main(self) -> Self:
        if self.main not in self.metrics:
            raise ValueError(f"the main metric {self.main!r} is not among the metrics")
        return self


class Dataset(_Record):
    """A data set with its benchmarks by id; ``paper`` is the entry that introduces it."""

    name: Text
    year: int | None = None
    tasks: tuple[Text, ...] = ()
    size: Text | None = None
    links: dict[str, Url] = {}
    paper: Text | None = None
    remark: Text | None = None
    review: Text | None = None
    benchmarks: dict[str, Benchmark] = {}


class Section(_Record):
    """A section of the review paper."""

    title: Text
    summary: Text
    url: Url | None = None


class Review(_Record):
    """The review paper that the collection continues."""

    key: Text
    page: Text
    title: Text
    short: Text
    authors: tuple[Text, ...]
    journal: Text
    volume: Text
    number: Text
    pages: Text
    year: int
    doi: Text
    links: dict[str, Url] = {}
    sections: Annotated[dict[str, Section], AfterValidator(_addressable)] = {}


class Taxonomy(_Record):
    """What a field changes to have its own collection; the order of the file is the order shown."""

    field: Field_
    types: Annotated[dict[str, PaperType], AfterValidator(_addressable)]
    venues: Annotated[dict[str, Venue], AfterValidator(_addressable)]
    review: Review
    datasets: Annotated[dict[str, Dataset], AfterValidator(_addressable)] = Field(
        default_factory=dict
    )

    @model_validator(mode="after")
    def _check_datasets(self) -> Self:
        """Refuse what would have no page to lead to, and a benchmark that is there twice."""
        taken: dict[str, str] = {}
        for name, dataset in self.datasets.items():
            benchmarks = dataset.benchmarks
            tasks = [*dataset.tasks, *(task for b in benchmarks.values() for task in b.tasks)]
            if unknown := [task for task in tasks if task not in self.types]:
                raise ValueError(f"datasets.{name}: {unknown[0]!r} is not a type")
            if dataset.review and dataset.review not in self.review.sections:
                raise ValueError(f"datasets.{name}: the review has no section {dataset.review!r}")
            for id in benchmarks:
                if id in taken:
                    raise ValueError(f"datasets.{name}: {taken[id]} has the benchmark {id!r} too")
                taken[id] = name
        return self

    @model_validator(mode="after")
    def _check_feeds(self) -> Taxonomy:
        """Refuse a type and a venue that would share a feed; the journals have one together."""
        taken = {"journals": "the journals"}
        venues = [("venue", id) for id, venue in self.venues.items() if venue.kind != "journal"]
        for noun, id in (*venues, *(("type", id) for id in self.types)):
            if owner := taken.get(address := slug(id)):
                raise ValueError(f"the {noun} {id!r} has the address of {owner}: {address!r}")
            taken[address] = f"the {noun} {id!r}"
        return self

    @classmethod
    def load(cls, path: Path) -> Taxonomy:
        """Read a taxonomy.

        Raises:
            TaxonomyError: The file is missing, is no TOML, or says what the model does not know.
        """
        try:
            return cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except OSError as error:
            raise TaxonomyError(f"{path.name}: cannot be read: {error.strerror}") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise TaxonomyError(f"{path.name}: not TOML: {error}") from error
        except ValidationError as error:
            faults = (
                f"{'.'.join(map(str, fault['loc'])) or 'the file'}: {fault['msg']}"
                for fault in error.errors(include_url=False)
            )
            raise TaxonomyError(f"{path.name}: " + "; ".join(faults)) from error

    @functools.cached_property
    def benchmarks(self) -> dict[str, Benchmark]:
        """All benchmarks of all data sets by id."""
        return {
            id: benchmark
            for dataset in self.datasets.values()
            for id, benchmark in dataset.benchmarks.items()
        }

    @functools.cached_property
    def datasets_of(self) -> dict[str, str]:
        """The id of the data set of each benchmark."""
        return {b: id for id, dataset in self.datasets.items() for b in dataset.benchmarks}

    @functools.cached_property
    def benchmark_names(self) -> dict[str, str]:
        """What each benchmark is called, by id: its data set and its split."""
        return {
            id: f"{dataset.name} {benchmark.split}"
            for dataset in self.datasets.values()
            for id, benchmark in dataset.benchmarks.items()
        }
