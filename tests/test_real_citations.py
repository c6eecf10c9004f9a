"""The citations of the real site: every file is read by the programs that will read it."""

from __future__ import annotations

import json
import re

import pytest

from sphinx_paperbase.catalog.lock import LOCK
from sphinx_paperbase.catalog.naming import fold
from tests.formats.parsers import (
    bibtexparser_entries,
    csl_items,
    csv_rows,
    pybtex_entries,
    ris_records,
    text_of,
)
from tests.projects import REPOSITORY
from tests.site.sites import Site, assert_same

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def locked() -> dict[str, str]:
    """Return the BibTeX keys of the lock, by key."""
    lines = (REPOSITORY / LOCK).read_text("utf-8").splitlines()
    return dict(line.split() for line in lines if not line.startswith("#"))


@pytest.fixture(scope="module")
def exported(real_site) -> dict[str, str]:
    """Return the files of the site in which papers are cited, by path."""
    return {
        path: content.decode()
        for path, content in real_site.files().items()
        if path.endswith((".bib", ".ris", ".csl.json", ".csv"))
    }


def test_keys_are_those_of_the_lock(real, locked, exported):
    keys = {key: real.bibtex_keys[key] for key in locked if key in real.entries}
    assert keys == {key: locked[key] for key in keys}
    found = re.findall(r"^@\w+\{(.+),$", exported["papers.bib"], re.M)
    assert len(found) == len(set(found)) == len(real.entries)
    assert set(found) >= set(keys.values())
    assert found == [item["id"] for item in csl_items(exported["papers.csl.json"])]
    assert found == [record["id"] for record in ris_records(exported["papers.ris"])]
    assert found == [row["bibtex"] for row in csv_rows(exported["papers.csv"])]


def test_every_bib_is_read_by_two_parsers_without_a_warning(real, exported):
    bibs = {path: text for path, text in exported.items() if path.endswith(".bib")}
    assert {f"entries/{key}.bib" for key in real.entries} < set(bibs)
    assert {"papers.bib", "by/type/rvos.bib", "by/venue/cvpr-2023.bib"} < set(bibs)
    for path, text in bibs.items():
        read, also = pybtex_entries(text), bibtexparser_entries(text)
        assert list(read) == list(also), path
        for key, fields in read.items():
            assert fields | {"author": None} == also[key] | {"author": None}, (path, key)


def test_every_ris_and_csl_json_is_read(exported):
    for path, text in exported.items():
        if path.endswith(".ris"):
            assert all(record["id"] for record in ris_records(text)), path
        if path.endswith(".csl.json"):
            assert all(item["id"] for item in csl_items(text)), path


def test_the_facts_are_those_of_the_entries(real, exported):
    bib = pybtex_entries(exported["papers.bib"])
    ris = {record["id"]: record for record in ris_records(exported["papers.ris"])}
    csl = {item["id"]: item for item in csl_items(exported["papers.csl.json"])}
    csv = {row["bibtex"]: row for row in csv_rows(exported["papers.csv"])}
    for key, entry in real.entries.items():
        name = real.bibtex_keys[key]
        titles = (text_of(bib[name]["title"]), ris[name]["title"], csl[name]["title"])
        assert {*titles, csv[name]["title"]} == {entry.title}
        number = len(entry.authors)
        assert len(bib[name]["author"]) == len(ris[name].get("authors", [])) == number
        assert len(csl[name].get("author", [])) == number
        assert csv[name]["authors"] == "; ".join(entry.authors)
        dois = (bib[name].get("doi"), ris[name].get("doi"), csl[name].get("DOI"))
        assert set(dois) == {entry.doi}
        assert bib[name].get("eprint") == entry.arxiv
        assert csv[name]["url"] == f"entries/{key}.html"
        if entry.authors:
            first = fold(entry.authors[0].split()[-1])
            assert fold(bib[name]["author"][0]).startswith(first)
            assert name.startswith(first.replace("-", ""))


def test_the_kinds_are_those_that_people_expect(real, exported):
    bib = pybtex_entries(exported["papers.bib"])
    kinds = {"conference": "inproceedings", "journal": "article", "preprint": "misc"}
    for key, entry in real.entries.items():
        found = bib[real.bibtex_keys[key]]
        kind = real.taxonomy.venues[entry.venue].kind
        assert found["type"] == kinds[kind]
        assert ("booktitle" in found, "journal" in found) == (
            kind == "conference",
            kind == "journal",
        )


def test_the_file_of_a_paper_says_what_the_file_of_all_says(real, exported):
    for key in real.entries:
        assert exported[f"entries/{key}.bib"] in exported["papers.bib"]
        assert exported[f"entries/{key}.ris"] in exported["papers.ris"]


def test_the_list_and_the_taxonomy_are_there(real, real_site):
    text = (real_site.out / "papers.md").read_text("utf-8")
    assert all(entry.title in text.replace("\\", "") for entry in real.entries.values())
    taxonomy = json.loads((real_site.out / "taxonomy.json").read_text("utf-8"))
    assert list(taxonomy["types"]) == list(real.taxonomy.types)
    assert list(taxonomy["venues"]) == list(real.taxonomy.venues)
    assert list(taxonomy["datasets"]) == list(real.taxonomy.datasets)


def test_two_builds_give_the_same_bytes(real_site):
    beside = real_site.out.parents[2] / "again"  # the way to this package is among the settings
    assert_same(real_site, Site(beside, REPOSITORY).build())
