"""The taxonomy: types, venues, benchmarks and the review's sections, from ``taxonomy.toml``."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from sphinx_paperbase.catalog.naming import slug


class TaxonomyError(Exception):
    """``taxonomy.toml`` cannot be used; the text says where and why."""


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]


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

    A title in which one of the words stands suggests the type.
    """

    name: Text
    definition: Text
    color: Literal["blue", "green", "orange", "white", "red", "violet"]
    also: tuple[Text, ...] = ()
    words: tuple[Text, ...] = ()


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


class Dataset(_Record):
    """A data set with its benchmarks by id; ``introduced-by`` is the entry that brings it."""

    name: Text
    year: int | None = None
    tasks: tuple[Text, ...] = ()
    links: dict[str, Url] = {}
    remark: Text | None = None
    introduced_by: Text | None = Field(None, alias="introduced-by")
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
    datasets: dict[str, Dataset] = Field(default_factory=dict)

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
    def benchmark_names(self) -> dict[str, str]:
        """What each benchmark is called, by id: its data set and its split."""
        return {
            id: f"{dataset.name} {benchmark.split}"
            for dataset in self.datasets.values()
            for id, benchmark in dataset.benchmarks.items()
        }
