"""The schema of an entry: the front matter of ``entries/<key>.md`` as a frozen pydantic model."""

from __future__ import annotations

from typing import Any, Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from sphinx_paperbase.catalog.problems import did_you_mean, one_of
from sphinx_paperbase.catalog.rules import Rule
from sphinx_paperbase.catalog.values import (
    ArxivId,
    BenchmarkId,
    Date,
    Doi,
    Edition,
    EditionText,
    Flag,
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
_IN_PATHS = ";,/:@&=+$!~*'()"  # what a path may hold as it is
RESULT_KEYS = (
    "on",
    "task",
    "variant",
    "extra-data",
    "fps",
    "hardware",
    "source",
    "own-source",
    "note",
)


class _Model(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,  # a build that finds every entry in its cache validates none
        alias_generator=lambda name: name.replace("_", "-"),
    )


class Links(_Model):
    """Where to go from a paper; http and https only."""

    paper: Url | None = Field(None, description="The paper's page or PDF at its venue.")
    code: Url | None = Field(None, description="The authors' code.")
    project: Url | None = Field(None, description="The paper's own site.")
    dataset: Url | None = Field(None, description="The data set that the paper brings.")
    video: Url | None = Field(None, description="A talk or a film of results.")
    demo: Url | None = Field(None, description="Where the method can be tried.")

    def items(self) -> list[tuple[str, str]]:
        """Return the links that are there as (kind, address), in the order of the model."""
        return [(kind, url) for kind in LINK_KINDS if (url := getattr(self, kind))]


class Result(_Model):
    """What a paper reaches on a benchmark. Keys that are no field are metrics: ``J&F: 86.2``."""

    on: BenchmarkId = Field(description="The benchmark: davis-2017-val.")
    source: Url = Field(description="Where the numbers stand: the paper, or the code's own table.")
    metrics: dict[str, Number]
    task: TypeId | None = Field(None, description="The type, where the paper has several.")
    variant: Text | None = Field(None, description="Which of the paper's models: with ResNet-101.")
    extra_data: Text | None = Field(None, description="Data beyond the usual training sets.")
    fps: Number | None = Field(None, description="Frames per second.")
    hardware: Text | None = Field(None, description="What the speed was measured on: V100.")
    own_source: Flag | None = Field(None, description="false: the numbers are in others' table.")
    note: Text | None = Field(None, description="What is to be known of the numbers.")

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
    title: Text = Field(description="As printed.")
    name: Text | None = Field(None, description="What people call the method: XMem.")
    authors: tuple[Text, ...] = Field((), description="In the paper's order, given names first.")
    types: tuple[TypeId, ...] = Field(min_length=1, description="The tasks that it is about.")
    venue: VenueId = Field(description="Where it was published; arXiv while it is a preprint.")
    year: Year = Field(description="The venue's year: 2022.")
    earlier: tuple[EditionText, ...] = Field((), description="Listed before: arXiv 2022.")
    arxiv: ArxivId | None = Field(None, description="The id alone, no address: 2207.07115.")
    doi: Doi | None = Field(None, description="The DOI alone, no address: 10.1000/xyz.")
    pages: Text | None = Field(None, description="As in a citation: 640-658.")
    volume: Text | None = Field(None, description="Of a journal with its number: 45(2).")
    links: Links = Field(Links(), description="Where to go from the paper; http and https only.")
    note: Text | None = Field(None, description="A few words for the card: generalist model.")
    keywords: tuple[Text, ...] = Field((), description="A few, in lower case: memory network.")
    review: SectionId | None = Field(None, description="The review's section that treats it.")
    builds_on: tuple[Text, ...] = Field((), description="Keys of the entries it continues: xmem.")
    former_titles: tuple[Text, ...] = Field((), description="Titles that it had before.")
    aliases: tuple[Text, ...] = Field((), description="Keys that it had; they lead to its page.")
    status: Literal["retracted", "withdrawn", "superseded"] | None = Field(
        None, description="Absent for a paper that stands."
    )
    added: Date | None = Field(None, description="The day it was added here: 2023-04-02.")
    results: tuple[Result, ...] = Field((), description="What it reaches on benchmarks.")

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
        return self.doi_url

    @property
    def doi_url(self) -> str:
        """Return the address that the DOI stands for, or nothing.

        https://www.doi.org/doi-handbook/HTML/encoding-rules-for-urls.html
        """
        return f"https://doi.org/{quote(self.doi, _IN_PATHS)}" if self.doi else ""


FRONT_MATTER_KEYS = tuple(
    name.replace("_", "-") for name in Entry.model_fields if name not in ("key", "body")
)
