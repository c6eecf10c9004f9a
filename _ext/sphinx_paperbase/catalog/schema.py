"""The schema of an entry: the front matter of ``entries/<key>.md`` as a frozen pydantic model."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from sphinx_paperbase.catalog.problems import Rule, did_you_mean, one_of
from sphinx_paperbase.catalog.values import (
    ArxivId,
    BenchmarkId,
    Date,
    Doi,
    Edition,
    EditionText,
    Number,
    SectionId,
    Text,
    TypeId,
    Url,
    VenueId,
    Year,
    fault,
)

LINK_KINDS = ("paper", "code", "project", "dataset", "video", "demo")
RESULT_KEYS = ("on", "task", "variant", "extra-data", "fps", "hardware", "source")


class _Model(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,  # a build that finds every entry in its cache validates none
        alias_generator=lambda name: name.replace("_", "-"),
    )


class Links(_Model):
    """Where to go from a paper; http and https only."""

    paper: Url | None = None
    code: Url | None = None
    project: Url | None = None
    dataset: Url | None = None
    video: Url | None = None
    demo: Url | None = None

    def items(self) -> list[tuple[str, str]]:
        """Return the links that are there as (kind, address), in the order of the model."""
        return [(kind, url) for kind in LINK_KINDS if (url := getattr(self, kind))]


class Result(_Model):
    """What a paper reaches on a benchmark. Keys that are no field are metrics: ``J&F: 86.2``."""

    on: BenchmarkId
    source: Url
    metrics: dict[str, Number]
    task: TypeId | None = None
    variant: Text | None = None
    extra_data: Text | None = None
    fps: Number | None = None
    hardware: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _gather_metrics(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        metrics = {key: value for key, value in data.items() if key not in RESULT_KEYS}
        if not metrics:
            raise fault(Rule.BAD_RESULT, "has no metric; write at least one, such as 'J&F: 86.2'")
        return {k: v for k, v in data.items() if k in RESULT_KEYS} | {"metrics": metrics}


class Entry(_Model):
    """A paper: what its front matter says, its key and its body.

    ``key`` is the file's name and ``body`` the Markdown below the front matter; neither is part
    of the front matter.
    """

    key: str = Field(exclude=True)
    body: str = Field(default="", exclude=True)
    title: Text
    name: Text | None = None
    authors: tuple[Text, ...] = ()
    types: Annotated[tuple[TypeId, ...], Field(min_length=1)]
    venue: VenueId
    year: Year
    earlier: tuple[EditionText, ...] = ()
    arxiv: ArxivId | None = None
    doi: Doi | None = None
    pages: Text | None = None
    volume: Text | None = None
    links: Links = Links()
    note: Text | None = None
    keywords: tuple[Text, ...] = ()
    review: SectionId | None = None
    builds_on: tuple[Text, ...] = ()
    former_titles: tuple[Text, ...] = ()
    aliases: tuple[Text, ...] = ()
    status: Literal["retracted", "withdrawn", "superseded"] | None = None
    added: Date | None = None
    results: tuple[Result, ...] = ()

    @field_validator("status", mode="before")
    @classmethod
    def _check_status(cls, value: Any) -> Any:
        known = ("retracted", "withdrawn", "superseded")
        if value is not None and value not in known:
            near = did_you_mean(str(value), known) or f"; write one of {one_of(known)}"
            raise fault(Rule.BAD_STATUS, f"{value!r} is not a status{near}")
        return value

    @property
    def edition(self) -> Edition:
        """Where and when the paper counts now."""
        return Edition(self.venue, self.year)

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Everywhere the paper is listed: where it counts now first, then ``earlier``."""
        return tuple(dict.fromkeys((self.edition, *self.earlier)))

    @property
    def label(self) -> str:
        """What people call the paper: its name, else its title."""
        return self.name or self.title

    @property
    def paper_url(self) -> str:
        """Return the address of the paper: its link, else arXiv, else the DOI, else nothing."""
        if self.links.paper:
            return self.links.paper
        if self.arxiv:
            return f"https://arxiv.org/abs/{self.arxiv}"
        return f"https://doi.org/{self.doi}" if self.doi else ""


FRONT_MATTER_KEYS = tuple(
    name.replace("_", "-") for name in Entry.model_fields if name not in ("key", "body")
)
