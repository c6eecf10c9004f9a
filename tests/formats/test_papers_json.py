"""``papers.json``: every field of every paper."""

from __future__ import annotations

import json

import pytest
import yaml

from sphinx_paperbase.catalog.schema import RESULT_KEYS
from sphinx_paperbase.formats import papers_json
from tests.projects import FULL, REPOSITORY, paper, read


def as_text(value: object) -> object:
    """Return JSON with every scalar as text, as the front matter has it."""
    if isinstance(value, dict):
        return {key: as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_text(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def front_matter(text: str) -> dict[str, object]:
    """Return the facts of an entry file as texts, read by YAML's own rules for texts."""
    matter = text.split("---\n")[1]
    facts = yaml.load(matter, Loader=yaml.BaseLoader)
    for result in facts.get("results", []):
        # Numbers are numbers in JSON: 51 and 51.0 are the same.
        for key in result.keys() - (set(RESULT_KEYS) - {"fps"}):
            result[key] = str(float(result[key]))
    return facts


def records(catalog) -> dict[str, dict[str, object]]:
    data = json.loads(papers_json.write(catalog, lambda key: f"entries/{key}.html"))
    assert data["version"] == 1
    return {record["key"]: record for record in data["papers"]}


KEYS = sorted(path.stem for path in (REPOSITORY / "entries").glob("*.md"))


@pytest.fixture(scope="module")
def written(real):
    return records(real)


@pytest.mark.parametrize("key", KEYS)
def test_a_real_paper_has_every_field_of_its_front_matter(key, written):
    text = (REPOSITORY / "entries" / f"{key}.md").read_text("utf-8")
    record = dict(written[key])
    assert record.pop("key") == key
    assert record.pop("url") == f"entries/{key}.html"
    assert as_text(record) == front_matter(text)


def test_all_papers_are_there_in_the_order_of_their_keys(real):
    assert list(records(real)) == list(real.entries)


def test_every_kind_of_fact():
    assert papers_json.record(read(FULL).entry, "paper.html") == {
        "key": "paper",
        "url": "paper.html",
        "title": "Masks through Time",
        "name": "Masker",
        "authors": ["Ada Lovelace", "Alan Turing"],
        "types": ["SVOS"],
        "venue": "CVPR",
        "year": 2022,
        "earlier": ["arXiv 2022"],
        "arxiv": "2203.01234",
        "doi": "10.1000/xyz",
        "pages": "1-9",
        "links": {"code": "https://example.org/code", "demo": "https://example.org/demo"},
        "note": "a note",
        "keywords": ["memory", "long-term"],
        "review": "4.2",
        "former-titles": ["An Old Title"],
        "status": "retracted",
        "added": "2023-04-02",
        "results": [
            {"on": "davis-2017-val", "source": "https://example.org/1", "J&F": 86.2, "J": 82.9},
            {"on": "davis-2017-val", "source": "https://example.org/2", "J&F": 80, "fps": 20},
            {"on": "davis-2017-val", "source": "https://example.org/3", "J&F": 70},
        ],
    }


def test_what_is_not_known_is_left_out():
    assert set(papers_json.record(paper(), "")) == {"key", "url", "title", "types", "venue", "year"}


def test_letters_are_written_as_they_are(load):
    catalog = load({"paper.md": FULL.replace("Ada Lovelace", "李 明")})
    text = papers_json.write(catalog, str)
    assert "李 明" in text
    assert text.endswith("}\n")
