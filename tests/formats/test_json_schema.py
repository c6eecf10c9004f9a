"""The JSON Schema of entries: good ones pass, bad ones fail at the right place."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sphinx_paperbase.catalog import Taxonomy
from sphinx_paperbase.catalog.schema import FRONT_MATTER_KEYS
from sphinx_paperbase.catalog.text import frontmatter
from sphinx_paperbase.formats import json_schema
from tests.projects import FULL, GOOD, REPOSITORY, SMALL, read

SCHEMA = json_schema.schema(SMALL)
ENTRIES = sorted((REPOSITORY / "entries").glob("*.md"))


def as_json(value: Any) -> Any:
    """Return what PyYAML reads as editors do: a date is a text, and so is the key ``on``."""
    if isinstance(value, dict):
        return {"on" if key is True else key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def facts_of(text: str) -> Any:
    return as_json(yaml.safe_load(frontmatter.split(text).matter or ""))


def places(facts: Any, schema: Any = SCHEMA) -> set[str]:
    """Return where a front matter is wrong."""
    errors = Draft202012Validator(schema).iter_errors(facts)
    return {".".join(map(str, error.absolute_path)) for error in errors}


@pytest.fixture(scope="module")
def of_the_field() -> Any:
    return json_schema.schema(Taxonomy.load(REPOSITORY / "taxonomy.toml"))


def test_it_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


def test_its_text_is_the_same_every_time_and_holds_it_all():
    assert json_schema.write(SMALL) == json_schema.write(SMALL)
    assert json.loads(json_schema.write(SMALL)) == SCHEMA


@pytest.mark.parametrize("path", ENTRIES, ids=lambda path: path.stem)
def test_every_entry_of_the_collection_passes(path, of_the_field):
    assert places(facts_of(path.read_text("utf-8")), of_the_field) == set()


def test_an_entry_with_every_fact_passes():
    assert places(facts_of(FULL)) == set()


def test_every_key_is_known_and_described_in_one_line():
    described = {**SCHEMA["properties"], **SCHEMA["properties"]["links"]["properties"],
                 **SCHEMA["properties"]["results"]["items"]["properties"]}  # fmt: skip
    assert list(SCHEMA["properties"]) == list(FRONT_MATTER_KEYS)
    assert "metrics" not in described
    for key, part in described.items():
        assert part["description"].endswith("."), key
        assert "\n" not in part["description"], key


def without(*keys: str) -> dict[str, Any]:
    return {key: value for key, value in facts_of(GOOD).items() if key not in keys}


RESULT = {"on": "davis-2017-val", "J&F": 86.2, "source": "https://example.org/1"}


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"title": "Foo <b>bar</b>"}, "title"),
        ({"title": "  "}, "title"),
        ({"title": "two\nlines"}, "title"),
        ({"title": "turned \u202e round"}, "title"),
        ({"title": ["Foo"]}, "title"),
        ({"name": True}, "name"),
        ({"types": "SVOS"}, "types"),
        ({"types": []}, "types"),
        ({"types": ["SVOS", "SVO"]}, "types.1"),
        ({"venue": "ECCV 2022"}, "venue"),
        ({"year": 22}, "year"),
        ({"year": "2022a"}, "year"),
        ({"year": 2022.5}, "year"),
        ({"earlier": ["arXiv"]}, "earlier.0"),
        ({"earlier": ["Nowhere 2021"]}, "earlier.0"),
        ({"arxiv": "https://arxiv.org/abs/2207.07115"}, "arxiv"),
        ({"arxiv": "2213.07115"}, "arxiv"),
        ({"doi": "https://doi.org/10.1000/xyz"}, "doi"),
        ({"links": {"code": "javascript:alert(1)"}}, "links.code"),
        ({"links": {"code": "github.com/a/b"}}, "links.code"),
        ({"links": {"kode": "https://example.org"}}, "links"),
        ({"links": "https://example.org"}, "links"),
        ({"review": "4.3"}, "review"),
        ({"status": "retraction"}, "status"),
        ({"added": "02.04.2023"}, "added"),
        ({"keyword": ["memory"]}, ""),
        ({"body": "Text."}, ""),
        ({"results": [{k: v for k, v in RESULT.items() if k != "source"}]}, "results.0"),
        ({"results": [{k: v for k, v in RESULT.items() if k != "J&F"}]}, "results.0"),
        ({"results": [RESULT, RESULT | {"on": "davis"}]}, "results.1.on"),
        ({"results": [RESULT | {"J&F": "high"}]}, "results.0.J&F"),
        ({"results": [RESULT | {"J&F": -1}]}, "results.0.J&F"),
        ({"results": [RESULT | {"fps": "fast"}]}, "results.0.fps"),
        ({"results": [RESULT | {"own-source": "no"}]}, "results.0.own-source"),
        ({"results": [RESULT | {"note": "<b>ours</b>"}]}, "results.0.note"),
    ],
    ids=str,
)
def test_what_is_wrong_is_found_at_its_place(wrong, place):
    assert places(facts_of(GOOD)) == set()
    assert places(facts_of(GOOD) | wrong) == {place}


@pytest.mark.parametrize("key", ["title", "types", "venue", "year"])
def test_what_is_required_may_not_be_missing(key):
    assert places(without(key)) == {""}


@pytest.mark.parametrize(
    "way", [{"arxiv": "2203.01234"}, {"doi": "10.1000/x"}, {"links": {"paper": "https://a.org"}}]
)
def test_one_way_to_the_paper_is_enough_but_there_must_be_one(way):
    assert places(without("arxiv") | way) == set()
    assert places(without("arxiv") | {"links": {"code": "https://a.org"}}) == {""}


@pytest.mark.parametrize(
    "line",
    [
        "arxiv: 2203.01234", 'arxiv: "2203.01234"', "volume: 12", "pages: 12", "review: 4.2", 'review: "4.2"',
        'year: "2022"', "added: 2023-04-02", "name: null", "doi: null",
    ],
)  # fmt: skip
def test_scalars_are_taken_as_yaml_gives_them(line):
    key = line.partition(":")[0]
    assert places(without(key) | {"doi": "10.1000/x"} | facts_of(f"---\n{line}\n---\n")) == set()


# What the schema refuses, a check refuses: an editor never underlines what is right.

scalars = st.one_of(
    st.integers(-1, 2100), st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs"]), min_size=1, max_size=6),
    st.sampled_from([
        "SVOS", "CVPR", "4.2", 4.2, "2203.01234", 2203.01234, "10.1000/x", "2022", 2022, "arXiv 2021",
        "https://example.org/a", "http://localhost/", "HTTPS://Example.org", "ftp://example.org", "<b>x</b>",
        "2023-04-02", "davis-2017-val", "retracted", 86.2, "86.2", True, "FALSE", None,
    ]),
)  # fmt: skip
lists = st.lists(scalars, max_size=3)
links = st.dictionaries(
    st.sampled_from(["paper", "code", "project", "video", "kode"]), scalars, max_size=3
)
results = st.lists(
    st.dictionaries(
        st.sampled_from(["on", "task", "J&F", "J", "fps", "variant", "source", "own-source"]),
        scalars,
        max_size=5,
    ),
    max_size=2,
)
matters = st.fixed_dictionaries(
    {},
    optional={key: st.one_of(scalars, lists, links, results) for key in FRONT_MATTER_KEYS}
    | {"titel": scalars},
)


@given(changes=matters)
def test_what_the_schema_refuses_a_check_refuses(changes):
    facts = facts_of(GOOD) | changes
    # JSON is YAML: 4.2 stays a number, "4.2" a text between quotes.
    lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in facts.items())
    if places(facts):
        assert read(f"---\n{lines}---\n").problems
