"""The formats of citations, read by the programs of others: each gives the facts of papers."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import bibtexparser
import jsonschema
import rispy
from pybtex.database import parse_string
from pybtex.richtext import Text

# https://github.com/citation-style-language/schema (schemas/input/csl-data.json, version 1.0.2)
CSL_SCHEMA = json.loads((Path(__file__).parent / "csl" / "csl-data.json").read_text("utf-8"))

# What pybtex cannot decode, though LaTeX knows it.
_UNDECODED = {
    r"\$": "\ue000",
    r"\textbraceleft{}": "\ue001",
    r"\textbraceright{}": "\ue002",
    r"\textasciicircum{}": "\ue003",
    r"\textbackslash{}": "\ue004",
    r"\textasciitilde{}": "\ue005",
}


def text_of(latex: str) -> str:
    """Return what LaTeX shows."""
    for command, stand_in in _UNDECODED.items():
        latex = latex.replace(command, stand_in)
    shown = str(Text.from_latex(latex))
    for stand_in, sign in zip(_UNDECODED.values(), "${}^\\~", strict=True):
        shown = shown.replace(stand_in, sign)
    return shown


def pybtex_entries(text: str) -> dict[str, dict[str, Any]]:
    """Return the fields of BibTeX entries by key, as pybtex reads them; a warning is an error."""
    found = {}
    for key, entry in parse_string(text, "bibtex").entries.items():
        fields = {name.lower(): value for name, value in entry.fields.items()}
        people = [text_of(str(person)) for person in entry.persons.get("author", [])]
        found[key] = fields | {"type": entry.type, "author": people}
    return found


def bibtexparser_entries(text: str) -> dict[str, dict[str, Any]]:
    """Return the same, as bibtexparser reads them; without fields of its own, and names as text."""
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    return {
        entry.key: {field.key.lower(): field.value for field in entry.fields}
        | {"type": entry.entry_type}
        for entry in library.entries
    }


def ris_records(text: str) -> list[dict[str, Any]]:
    """Return the records of a RIS file; a line that is none of a record is an error."""
    lines = text.split("\r\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - |$", line) for line in lines)
    return rispy.loads(text)


def csl_items(text: str) -> list[dict[str, Any]]:
    """Return the items of a CSL-JSON file that its schema accepts."""
    items = json.loads(text)
    jsonschema.Draft7Validator(CSL_SCHEMA).validate(items)
    return items


def csv_rows(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file, without what keeps spreadsheets from calculating."""
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [
        {name: re.sub(r"^'(?='*[=+\-@])", "", cell) for name, cell in row.items()} for row in rows
    ]
