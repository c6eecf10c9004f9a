"""Where everything in the YAML of an entry begins and ends, for edits of the text itself.

:mod:`frontmatter` says what the YAML means; this module reads what that one could read without
fault, so there are no anchors, no tags and no deep nesting in it.
See https://pyyaml.org/wiki/PyYAMLDocumentation (events).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import yaml

from sphinx_paperbase.catalog.text.frontmatter import Path

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


class Scalar(NamedTuple):
    """A key, or a value that is neither mapping nor list.

    Attributes:
        path: As in :class:`frontmatter.FrontMatter`; a key's is that of its value.
        value: The text that it stands for.
        style: A quote, ``|`` or ``>``; empty where it is plain.
        start: The number of its first character.
        end: The number of the character behind it.
        is_key: Tell keys from values.
        flow: Tell whether it stands between brackets or braces.
    """

    path: Path
    value: str
    style: str
    start: int
    end: int
    is_key: bool
    flow: bool


class Pair(NamedTuple):
    """A key with its value, which ends at ``end``."""

    key: Scalar
    end: int


class Mapping(NamedTuple):
    """A mapping: between braces (``flow``), or with its keys below each other."""

    path: Path
    flow: bool
    pairs: list[Pair]


class Outline(NamedTuple):
    """All scalars in the order of the text, keys and values, and all mappings, inner ones first."""

    scalars: list[Scalar]
    mappings: list[Mapping]


def place_of(path: Path) -> tuple[str, ...]:
    """Return where in the schema a path leads: items of a list have the place of the list."""
    return tuple(step for step in path if isinstance(step, str))


def outline(matter: str) -> Outline:
    """Return the places of all there is in the YAML of an entry, which must be without fault."""
    found = Outline([], [])
    events = yaml.parse(matter, Loader=_LOADER)
    for event in events:
        if isinstance(event, yaml.MappingStartEvent):
            _Walk(events, found).value(event, ())
    return found


class _Walk:
    """Takes in what the events tell."""

    def __init__(self, events: Iterator[yaml.Event], found: Outline) -> None:
        self.events = events
        self.found = found

    def value(self, event: yaml.Event, path: Path, flow: bool = False) -> int:
        """Take in the value that an event begins, and return its end."""
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, path, False, flow).end
        assert isinstance(event, yaml.CollectionStartEvent)
        flow = flow or bool(event.flow_style)
        inside = self.mapping if isinstance(event, yaml.MappingStartEvent) else self.sequence
        return inside(path, flow)

    def sequence(self, path: Path, flow: bool) -> int:
        end = number = 0
        while not isinstance(item := next(self.events), yaml.SequenceEndEvent):
            end = self.value(item, (*path, number), flow)
            number += 1
        return _span(item)[1] if flow else end

    def mapping(self, path: Path, flow: bool) -> int:
        end, pairs = 0, []
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            assert isinstance(event, yaml.ScalarEvent)
            here = (*path, event.value)
            key = self.scalar(event, here, True, flow)
            end = self.value(next(self.events), here, flow)
            pairs.append(Pair(key, end))
        self.found.mappings.append(Mapping(path, flow, pairs))
        return _span(event)[1] if flow else end

    def scalar(self, event: yaml.ScalarEvent, path: Path, is_key: bool, flow: bool) -> Scalar:
        scalar = Scalar(path, event.value, event.style or "", *_span(event), is_key, flow)
        self.found.scalars.append(scalar)
        return scalar


def _span(event: yaml.Event) -> tuple[int, int]:
    assert event.start_mark and event.end_mark
    return event.start_mark.index, event.end_mark.index
