"""Front matter as text with the place of every key and value.

Scalars stay text (an unquoted ``2210.09780`` must not become ``2210.978``); the schema coerces.
YAML is only parsed, never constructed: no tag can make an object of it.
See https://yaml.org/spec/1.1/ and https://pyyaml.org/wiki/PyYAMLDocumentation (events).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, NamedTuple

import yaml
from yaml.reader import Reader, ReaderError

from sphinx_paperbase.catalog.problems import Mark
from sphinx_paperbase.catalog.rules import Rule

Path = tuple[str | int, ...]
Fault = tuple[Mark, Rule, str]

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml: the same result, slower
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

_FENCE = "---"
_NULLS = {"~", "null", "Null", "NULL"}
_MAX_DEPTH = 8
_ALLOWANCE = re.compile(
    r"(?:^|(?<=\s))#[ \t]*paperbase:[ \t]*allow(?=[ \t]|$)(?P<rules>[^#\n]*)", re.M
)
_NO_TEXTS = {
    "tag:yaml.org,2002:bool": "yes or no",
    "tag:yaml.org,2002:int": "a number",
    "tag:yaml.org,2002:float": "a number",
    "tag:yaml.org,2002:timestamp": "a date",
}
# By first character, what other readers would make of a text without quotes, and which texts.
_READINGS = {
    first: [(regexp, _NO_TEXTS[tag]) for tag, regexp in found if tag in _NO_TEXTS]
    for first, found in yaml.resolver.Resolver.yaml_implicit_resolvers.items()
}
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
        empty: The values that are not there, though their keys are.
        readings: Unquoted values that other readers of YAML would not take for texts, by their
            paths, each with what they would take it for.
        allowances: What stands behind each ``# paperbase: allow``, with its place.
        complete: Tell whether the YAML could be read to its end.
    """

    data: dict[str, Any]
    keys: dict[Path, Mark]
    values: dict[Path, Mark]
    faults: list[Fault]
    empty: set[Path]
    readings: dict[Path, tuple[str, str]]
    allowances: list[tuple[Mark, str]]
    complete: bool = True

    def text(self, *path: str | int) -> str:
        """Return the text at a path; where there is something else or nothing, an empty one."""
        found: Any = self.data
        for step in path:
            found = found.get(step) if isinstance(found, dict) else None
        return found if isinstance(found, str) else ""

    def texts(self, key: str) -> dict[Path, str]:
        """Return the texts of a list by their paths."""
        items = self.data.get(key)
        numbered = enumerate(items) if isinstance(items, list) else ()
        return {(key, number): item for number, item in numbered if isinstance(item, str)}

    def place(self, path: Path) -> Mark:
        """Return the place of the value at a path, or of the nearest thing around it."""
        while path:
            if path in self.values:
                return self.values[path]
            if path in self.keys:
                return self.keys[path]
            path = path[:-1]
        return Mark(1, 1)


def name_of(path: Path) -> str:
    """Return a path as people write it, counting from 1: ``results[1].task``."""
    steps = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


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
    result = FrontMatter({}, {}, {}, [], set(), {}, [])
    if source.matter is None:
        advice = f"the first line must be '{_FENCE}', then the facts as YAML, then '{_FENCE}'"
        result.faults.append((Mark(1, 1), Rule.NO_FRONT_MATTER, f"no front matter; {advice}"))
        return result._replace(complete=False)
    result.faults.extend(_tabs(source.matter))
    tabbed = {mark.line for mark, _rule, _message in result.faults}
    composer = _Composer(source.matter, result)
    fault = None
    try:
        composer.run()
    except _Refused as refused:
        fault = refused.mark, Rule.BAD_YAML, refused.message
    except yaml.MarkedYAMLError as error:
        fault = _explain(error, source.matter)
    except ReaderError:
        fault = _control_character(source.matter)
    except (yaml.YAMLError, ValueError) as error:
        fault = Mark(2, 1), Rule.BAD_YAML, f"not YAML: {error}"
    result.allowances.extend(composer.allowances())
    if fault and fault[0].line not in tabbed:
        result.faults.append(fault)
    return result._replace(complete=fault is None)


def _tabs(matter: str) -> Iterator[Fault]:
    """Find the first tab of every line."""
    for number, line in enumerate(matter.split("\n") if "\t" in matter else (), start=2):
        if (column := line.find("\t")) >= 0:
            yield Mark(number, column + 1), Rule.TAB, "a tab where YAML wants spaces; write spaces"


class _Refused(Exception):
    """YAML that is well-formed and yet has no place in an entry."""

    def __init__(self, mark: Mark, message: str) -> None:
        super().__init__(message)
        self.mark = mark
        self.message = message


class _Places:
    """Turns the number of a character of the YAML into its place in the file.

    YAML's own line numbers do not do: it also ends lines at U+0085, U+2028 and U+2029.
    """

    def __init__(self, matter: str) -> None:
        self.starts = [0, *accumulate(len(line) + 1 for line in matter.split("\n"))][:-1]

    def mark(self, index: int) -> Mark:
        line = bisect_right(self.starts, index)
        # The YAML starts on the file's second line, below the fence.
        return Mark(line + 1, index - self.starts[line - 1] + 1)


class _Composer:
    """Turns parse events into plain data and notes the place of each key and value.

    It works on events and not on ``yaml.compose`` since libyaml composes recursively in C: a
    hostile file of a hundred thousand brackets would end the process, not raise.
    """

    def __init__(self, matter: str, result: FrontMatter) -> None:
        self.events = yaml.parse(matter, Loader=Loader)
        self.places = _Places(matter)
        self.result = result
        self.comments = deque(_ALLOWANCE.finditer(matter) if "paperbase" in matter else ())
        self.passed: list[re.Match[str]] = []

    def run(self) -> None:
        """Read the one document that there must be."""
        event = self.next()
        while isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
            event = self.next()
        if isinstance(event, yaml.StreamEndEvent):
            return
        if not isinstance(event, yaml.MappingStartEvent):
            advice = "write one 'key: value' a line"
            raise self.refused(event, f"the front matter is no mapping; {advice}")
        self.value(event, ())
        self.next()
        if not isinstance(event := self.next(), yaml.StreamEndEvent):
            raise self.refused(event, "a second YAML document; an entry has one")

    def allowances(self) -> Iterator[tuple[Mark, str]]:
        """Return what the comments allow."""
        for comment in (*self.passed, *self.comments):
            yield self.places.mark(comment.start("rules")), comment["rules"]

    def next(self) -> yaml.Event:
        event = next(self.events)
        if self.comments and isinstance(event, yaml.ScalarEvent) and event.style:
            self.pass_by(event)
        return event

    def pass_by(self, quoted: yaml.ScalarEvent) -> None:
        """Leave out what looks like a comment inside quotes."""
        first, last = (mark.index if mark else 0 for mark in (quoted.start_mark, quoted.end_mark))
        while self.comments and self.comments[0].start() < last:
            comment = self.comments.popleft()
            if comment.start() < first:
                self.passed.append(comment)

    def mark(self, event: yaml.Event) -> Mark:
        return self.places.mark(event.start_mark.index if event.start_mark else 0)

    def refused(self, event: yaml.Event, message: str) -> _Refused:
        return _Refused(self.mark(event), message)

    def mapping(self, path: Path) -> dict[str, Any]:
        data = {} if path else self.result.data
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self.refused(event, "a key must be a word")
            self.check(event)
            key, mark, here = event.value, self.mark(event), (*path, event.value)
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
            raise self.refused(event, "nested too deeply")
        self.check(event)
        if path:
            self.result.values[path] = self.mark(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(item := self.next(), yaml.SequenceEndEvent):
                items.append(self.value(item, (*path, len(items))))
            return items
        assert isinstance(event, yaml.ScalarEvent)
        return self.scalar(event, path)

    def scalar(self, event: yaml.ScalarEvent, path: Path) -> str | None:
        text: str = event.value
        if not text.strip():
            self.result.empty.add(path)
            return None
        if event.style:
            return text
        for regexp, reading in _READINGS.get(text[0], ()):
            if regexp.match(text):
                self.result.readings[path] = text, reading
        return None if text in _NULLS else text

    def check(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self.refused(event, "anchors and aliases are not used here; write the value out")
        if tag := getattr(event, "tag", None):
            raise self.refused(event, f"tags such as '!{tag[-20:]}' are not used here; remove it")


def _explain(error: yaml.MarkedYAMLError, matter: str) -> Fault:
    """Say in a contributor's words what YAML could not read."""
    spot = error.problem_mark or error.context_mark
    mark = _Places(matter).mark(spot.index if spot else 0)
    text = matter.split("\n")[mark.line - 2]
    found = _KEY_LINE.match(text)
    problem = error.problem or "not YAML"
    if found and (
        "mapping values are not allowed" in problem or "cannot start any token" in problem
    ):
        key, value = found["key"], found["value"].strip()
        quoted = '"' + value.strip('"').replace("\\", "\\\\").replace('"', '\\"') + '"'
        reason = "a colon inside it" if "mapping values" in problem else "a special first character"
        message = f"the {key} has {reason}; quote the {key}: {key}: {quoted}"
        return mark, Rule.BAD_YAML, message
    context = f" ({error.context})" if error.context else ""
    advice = "look for a missing quote or bracket at or above this line"
    return mark, Rule.BAD_YAML, f"not YAML: {problem}{context}; {advice}"


def _control_character(matter: str) -> Fault:
    """Name the character that YAML refuses to read; its own message counts bytes."""
    found = Reader.NON_PRINTABLE.search(matter)
    index = found.start() if found else 0
    message = f"the control character U+{ord(matter[index]):04X}; remove it"
    return _Places(matter).mark(index), Rule.BAD_YAML, message
