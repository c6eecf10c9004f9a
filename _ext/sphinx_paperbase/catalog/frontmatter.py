"""Front matter as text with the place of every key and value.

Scalars stay text (an unquoted ``2210.09780`` must not become ``2210.978``); the schema coerces.
YAML is only parsed, never constructed: no tag can make an object of it.
See https://yaml.org/spec/1.1/ and https://pyyaml.org/wiki/PyYAMLDocumentation (events).
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from sphinx_paperbase.catalog.problems import Mark, Rule

Path = tuple[str | int, ...]
Fault = tuple[Mark, Rule, str]

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml: the same result, slower
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

_FENCE = "---"
_NULLS = {"", "~", "null", "Null", "NULL"}
_MAX_DEPTH = 8
_KEY_LINE = re.compile(r"^\s*(?:-\s+)?(?P<key>[\w&-]+):\s+(?P<value>\S.*)$")


class Source(NamedTuple):
    """An entry's text, taken apart.

    Attributes:
        matter: The YAML between the fences, or None where there is none.
        body: What follows the closing fence.
        body_line: The line of the file on which the body starts, from 1.
    """

    matter: str | None
    body: str
    body_line: int


class FrontMatter(NamedTuple):
    """What the YAML says.

    Attributes:
        data: Mappings, lists, texts and None only.
        keys: Where each key stands, by its path: ``("links", "code")``.
        values: Where each value stands, by its path; list items by number.
        faults: What could not be read, with place and rule.
    """

    data: dict[str, Any]
    keys: dict[Path, Mark]
    values: dict[Path, Mark]
    faults: list[Fault]

    def place(self, path: Path) -> Mark:
        """Return the place of the value at a path, or of the nearest thing around it."""
        while path:
            if path in self.values:
                return self.values[path]
            if path in self.keys:
                return self.keys[path]
            path = path[:-1]
        return Mark(1, 1)


def split(text: str) -> Source:
    """Take the front matter off a text; lines keep their numbers through ``body_line``."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return Source(None, text, 1)
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            return Source("\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2)
    return Source(None, text, 1)


def read(source: Source) -> FrontMatter:
    """Read the YAML of an entry; what is wrong is in ``faults``, never raised."""
    result = FrontMatter({}, {}, {}, [])
    if source.matter is None:
        advice = f"the first line must be '{_FENCE}', then the facts as YAML, then '{_FENCE}'"
        result.faults.append((Mark(1, 1), Rule.NO_FRONT_MATTER, f"no front matter; {advice}"))
        return result
    try:
        _Composer(source.matter, result).run()
    except _Refused as refused:
        result.faults.append((refused.mark, Rule.BAD_YAML, refused.message))
    except yaml.MarkedYAMLError as error:
        result.faults.append(_explain(error, source.matter))
    except (yaml.YAMLError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else "cannot be read"
        result.faults.append((Mark(2, 1), Rule.BAD_YAML, f"not YAML: {reason}"))
    return result


class _Refused(Exception):
    """YAML that is well-formed and yet has no place in an entry."""

    def __init__(self, event: yaml.Event, message: str) -> None:
        super().__init__(message)
        self.mark = _mark(event)
        self.message = message


def _mark(event: yaml.Event) -> Mark:
    # The YAML starts on the file's second line, below the fence.
    return Mark(event.start_mark.line + 2, event.start_mark.column + 1)


class _Composer:
    """Turns parse events into plain data and notes the place of each key and value.

    It works on events and not on ``yaml.compose`` since libyaml composes recursively in C: a
    hostile file of a hundred thousand brackets would end the process, not raise.
    """

    def __init__(self, matter: str, result: FrontMatter) -> None:
        self.events = yaml.parse(matter, Loader=Loader)
        self.result = result

    def run(self) -> None:
        """Read the one document that there must be."""
        event = self.next()
        while isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
            event = self.next()
        if isinstance(event, yaml.StreamEndEvent):
            return
        if not isinstance(event, yaml.MappingStartEvent):
            raise _Refused(event, "the front matter is no mapping; write one 'key: value' a line")
        self.mapping(event, ())
        self.next()
        if not isinstance(event := self.next(), yaml.StreamEndEvent):
            raise _Refused(event, "a second YAML document; an entry has one")

    def next(self) -> yaml.Event:
        return next(self.events)

    def mapping(self, start: yaml.Event, path: Path) -> dict[str, Any]:
        data = {} if path else self.result.data
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise _Refused(event, "a key must be a word")
            key, mark, here = event.value, _mark(event), (*path, event.value)
            if first := self.result.keys.get(here):
                message = f"{key!r} is already given on line {first.line}; keep one of the two"
                self.result.faults.append((mark, Rule.DUPLICATE_KEY, message))
                self.value(self.next(), (*path, f"{key} (again)"))
                continue
            self.result.keys[here] = mark
            data[key] = self.value(self.next(), here)
        return data

    def value(self, event: yaml.Event, path: Path) -> Any:
        if len(path) > _MAX_DEPTH:
            raise _Refused(event, "nested too deeply")
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise _Refused(event, "anchors and aliases are not used here; write the value out")
        if event.tag:
            raise _Refused(event, f"tags such as '!{event.tag[-20:]}' are not used here; remove it")
        self.result.values[path] = _mark(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(item := self.next(), yaml.SequenceEndEvent):
                items.append(self.value(item, (*path, len(items))))
            return items
        plain = event.style in (None, "")
        return None if plain and event.value in _NULLS else event.value


def _explain(error: yaml.MarkedYAMLError, matter: str) -> Fault:
    """Say in a contributor's words what YAML could not read."""
    spot = error.problem_mark or error.context_mark
    line, column = (spot.line, spot.column) if spot else (0, 0)
    lines = matter.split("\n")
    text = lines[line] if line < len(lines) else ""
    found = _KEY_LINE.match(text)
    problem = error.problem or "not YAML"
    if "\t" in text[: column + 1]:
        message = "a tab where YAML wants spaces; replace it by spaces"
        return Mark(line + 2, column + 1), Rule.BAD_YAML, message
    if found and (
        "mapping values are not allowed" in problem or "cannot start any token" in problem
    ):
        key, value = found["key"], found["value"].strip()
        quoted = '"' + value.strip('"').replace("\\", "\\\\").replace('"', '\\"') + '"'
        reason = "a colon inside it" if "mapping values" in problem else "a special first character"
        message = f"the {key} has {reason}; quote the {key}: {key}: {quoted}"
        return Mark(line + 2, column + 1), Rule.BAD_YAML, message
    context = f" ({error.context})" if error.context else ""
    advice = "look for a missing quote or bracket at or above this line"
    return Mark(line + 2, column + 1), Rule.BAD_YAML, f"not YAML: {problem}{context}; {advice}"
