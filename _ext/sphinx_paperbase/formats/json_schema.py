"""The JSON Schema of an entry's front matter, for editors and for the form of the site.

Keys, what is required and what each key says come from the model; what a value may be, from the
taxonomy and from the patterns that the model checks with. A key that the schema refuses is refused
by ``paperbase check`` too, which knows more: duplicates, ids that disagree, the body.

https://json-schema.org/draft/2020-12 (no keyword is used that draft-07 has not). ``errorMessage``
is that of editors: https://github.com/redhat-developer/yaml-language-server
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from sphinx_paperbase.catalog.problems import one_of
from sphinx_paperbase.catalog.schema import LINK_KINDS, RESULT_KEYS, Entry
from sphinx_paperbase.catalog.taxonomy import Taxonomy
from sphinx_paperbase.catalog.values import ARXIV, DOI

FILE = "entry.schema.json"

Schema = dict[str, Any]

# A YAML reader takes an unquoted 2207.07115 for a number, and an unquoted 4.2.
_TEXT_OR_NUMBER = ["string", "number"]
# HTML, and characters that are not seen: controls, private use, and what turns the text around.
_NOT_PLAIN = (
    r"</?[a-zA-Z][^<>]*>|<!--"
    r"|[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff]"
)
_TEXT: Schema = {
    "type": "string",
    "pattern": rf"^(?![\s\S]*(?:{_NOT_PLAIN}))[\s\S]*\S",
    "errorMessage": "Write one line of plain text, without HTML.",
}
_NUMBER: Schema = {
    "type": _TEXT_OR_NUMBER,
    "pattern": r"^[0-9.eE+_-]+$",
    "minimum": 0,
    "exclusiveMaximum": 1_000_000,
    "errorMessage": "Write a number, such as 86.2.",
}
_URL: Schema = {
    "type": "string",
    "pattern": r'^[hH][tT]{2}[pP][sS]?://[^\s<>"\\`{}|^]+$',
    "errorMessage": "Write the whole address, from https:// on.",
}


def schema(taxonomy: Taxonomy) -> Schema:
    """Return the JSON Schema of the front matter of entries."""
    model = Entry.model_json_schema()
    values = _values(taxonomy)
    keys = {
        key: _form(part, model["$defs"], values, key)
        for key, part in model["properties"].items()
        if key not in ("key", "body")
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": FILE,
        "title": "Front matter of an entry",
        "description": "The facts of a paper, between the two lines of '---' in entries/<key>.md.",
        "type": "object",
        "properties": keys,
        "required": [key for key in model["required"] if key in keys],
        "anyOf": [_has_way(way) for way in ("arxiv", "doi", "links")],
        "additionalProperties": False,
    }


def write(taxonomy: Taxonomy) -> str:
    """Return the text of ``entry.schema.json``."""
    return json.dumps(schema(taxonomy), ensure_ascii=False, indent=1) + "\n"


def _has_way(way: str) -> Schema:
    message = "No way to the paper yet: give its arXiv id, its DOI or the link 'paper'."
    inner = {"properties": {"links": {"required": ["paper"]}}} if way == "links" else {}
    return {**inner, "required": [way], "errorMessage": message}


def _form(part: Schema, definitions: Schema, values: dict[str, Schema], key: str) -> Schema:
    """Return the schema of one key: pydantic's structure with our values in it."""
    about = {"description": part["description"]} if "description" in part else {}
    if optional := part.get("anyOf"):
        part = next(choice for choice in optional if choice.get("type") != "null")
    if key == "results":
        return about | {"type": "array", "items": _result(definitions["Result"], values)}
    if key == "links":
        return about | _object(definitions["Links"], definitions, values)
    if part.get("type") == "array":
        least = {"minItems": part["minItems"]} if "minItems" in part else {}
        return about | {"type": "array", "items": values.get(key, _TEXT)} | least
    value = values.get(key) or (_one_of(part["enum"]) if "enum" in part else _TEXT)
    return about | (_or_nothing(value) if optional else value)


def _object(definition: Schema, definitions: Schema, values: dict[str, Schema]) -> Schema:
    properties = {
        key: _form(part, definitions, values, key) for key, part in definition["properties"].items()
    }
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _result(definition: Schema, values: dict[str, Schema]) -> Schema:
    made = _object(definition, {}, values)
    del made["properties"]["metrics"]  # they stand beside the other keys, by their names
    return made | {
        "required": [key for key in definition["required"] if key != "metrics"],
        "additionalProperties": _NUMBER
        | {
            "description": "A metric: J&F: 86.2.",
            "errorMessage": "Other keys are metrics: write a number, such as 86.2.",
        },
        "not": {"propertyNames": {"enum": list(RESULT_KEYS)}},
        "errorMessage": "Write the benchmark, at least one metric, and the source.",
    }


def _or_nothing(value: Schema) -> Schema:
    """Let a key stand without a value, as it does while it is typed."""
    kinds = value["type"] if isinstance(value["type"], list) else [value["type"]]
    nothing = {"enum": [*value["enum"], None]} if "enum" in value else {}
    return value | {"type": [*kinds, "null"]} | nothing


def _values(taxonomy: Taxonomy) -> dict[str, Schema]:
    """Return what the values of keys, or the items of their lists, may be; others are texts."""
    sections = list(taxonomy.review.sections)
    return {
        "types": _one_of(taxonomy.types),
        "task": _one_of(taxonomy.types),
        "venue": _one_of(taxonomy.venues),
        "review": _one_of(sections)
        | {"type": _TEXT_OR_NUMBER, "enum": [*sections, *_as_numbers(sections)]},
        "on": _one_of(taxonomy.benchmarks),
        "year": {
            "type": ["integer", "string"],
            "minimum": 1950,
            "maximum": 9999,
            "pattern": "^[0-9]{4}$",
            "errorMessage": "A year has four digits: 2022.",
        },
        "earlier": {
            "type": "string",
            "pattern": rf"^({'|'.join(map(_literally, taxonomy.venues))})\s+[0-9]{{4}}$",
            "errorMessage": "Write a venue and its year: arXiv 2022.",
        },
        "arxiv": {
            "type": _TEXT_OR_NUMBER,
            "pattern": _ecma(ARXIV),
            "errorMessage": "An arXiv id looks like 2207.07115.",
        },
        "doi": {
            "type": "string",
            "pattern": _ecma(DOI),
            "errorMessage": "A DOI starts with 10. and has a slash: 10.1007/s10462-022-10176-7.",
        },
        "pages": _TEXT | {"type": _TEXT_OR_NUMBER},
        "volume": _TEXT | {"type": _TEXT_OR_NUMBER},
        "added": {
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "errorMessage": "Write year-month-day: 2023-04-02.",
        },
        "source": _URL,
        "fps": _NUMBER,
        "own-source": {
            "type": ["boolean", "string"],
            "pattern": "^([tT][rR][uU][eE]|[fF][aA][lL][sS][eE])$",
            "errorMessage": "Write true or false.",
        },
    } | dict.fromkeys(LINK_KINDS, _URL)


def _one_of(choices: Iterable[str]) -> Schema:
    known = list(choices)
    return {"type": "string", "enum": known, "errorMessage": f"Write one of {one_of(known)}."}


def _as_numbers(ids: Iterable[str]) -> list[float]:
    return [float(id) for id in ids if re.fullmatch(r"[0-9]+(\.[0-9]+)?", id)]


def _ecma(regex: re.Pattern[str]) -> str:
    """Return a pattern as ECMA-262 has it, which knows no needless escape."""
    return regex.pattern.replace('\\"', '"')


def _literally(text: str) -> str:
    return re.sub(r"[\\^$.|?*+()\[\]{}]", r"\\\g<0>", text)
