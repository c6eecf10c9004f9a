"""The page "Data and reuse" of the real site: what it names is there, and what it says is true."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from collections import Counter

import pytest

from sphinx_paperbase.catalog import FACETS
from sphinx_paperbase.formats import atom, papers_json, taxonomy_json
from tests.projects import REPOSITORY

pytestmark = pytest.mark.slow

PAGE = (REPOSITORY / "docs" / "data.md").read_text("utf-8")
# Pages, and what only they need.
_OWN = re.compile(r".*\.html|_.*|pagefind/.*|\.buildinfo")
# Only where the address of the site is known.
_WITH_ADDRESS = {"sitemap.xml"}


def section(heading: str) -> str:
    (text,) = re.findall(rf"^## {heading}\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S)
    return text


def named_files() -> list[str]:
    """Return the files that the list defines, as they are written there."""
    terms = re.findall(r"^(`.*`)\n: ", section("Files"), re.M)
    return [name for term in terms for name in re.findall(r"`([^`]+)`", term)]


def pattern(name: str) -> re.Pattern[str]:
    """Return what a name such as ``entries/<key>.bib`` stands for."""
    parts = re.split(r"<\w+>", name)
    return re.compile(r"[a-z0-9-]+".join(map(re.escape, parts)))


def test_every_file_that_is_named_is_there(real_site):
    there = real_site.files()
    for name in {*named_files(), *re.findall(r"`(feeds/[a-z]+\.xml)`", PAGE)}:
        found = [path for path in there if pattern(name).fullmatch(path)]
        assert found or name in _WITH_ADDRESS, name


def test_every_file_that_is_there_is_named(real_site):
    """Beside the pages: as a file that stays, or at the end as one that does not."""
    last = PAGE[PAGE.index("What is not named here") :]
    patterns = [pattern(name) for name in named_files() + re.findall(r"`([^`]+)`", last)]
    unnamed = [
        path
        for path in real_site.files()
        if not _OWN.fullmatch(path) and not any(p.fullmatch(path) for p in patterns)
    ]
    assert unnamed == []


def test_every_list_and_every_paper_has_its_files(real_site, real):
    endings = (".bib", ".ris", ".csl.json")
    pages = [f"entries/{key}" for key in (*real.entries, *real.aliases)]
    for facet in FACETS:
        pages += [f"by/{facet}/{s.slug}" for s, papers in real.shelves[facet].values() if papers]
    missing = {page + end for page in pages for end in endings} - real_site.files().keys()
    assert missing == set()


def test_what_the_examples_fetch_is_there(real_site):
    fetched = re.findall(r"\$SITE/(\S+)", PAGE)
    assert len(fetched) >= 5
    assert set(fetched) <= real_site.files().keys()


def test_the_examples_of_jq_say_what_they_promise(real_site, real):
    jq = shutil.which("jq")
    if not jq:
        pytest.skip("jq is not installed")
    commands = re.findall(r"^\$ jq -r '(.*)' papers\.json$", PAGE, re.M)
    said = [
        subprocess.run(
            [jq, "-r", command, real_site.out / "papers.json"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        for command in commands
    ]
    papers = real.entries.values()
    with_code = [
        f"{p.key} {p.links.code}"
        for p in papers
        if "RVOS" in p.types and p.year == 2023 and p.links.code
    ]
    venues = Counter(paper.venue for paper in papers)
    assert with_code and said[0] == with_code
    assert said[1] == [f"{venues[venue]} {venue}" for venue in sorted(venues)]


def test_the_table_has_the_columns_that_the_example_of_pandas_asks_for(real_site, real):
    with (real_site.out / "papers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    asked = set(re.findall(r'papers\["(\w+)"\]', section("Examples")))
    assert asked == {"year", "types", "code"}
    shown = [(int(row["year"]), row["types"].split("; "), bool(row["code"])) for row in rows]
    assert shown == [(p.year, [*p.types], bool(p.links.code)) for p in real.entries.values()]


def test_the_versions_are_those_that_are_promised(real_site):
    for name, version in (
        ("papers.json", papers_json.VERSION),
        ("taxonomy.json", taxonomy_json.VERSION),
    ):
        assert json.loads((real_site.out / name).read_text("utf-8"))["version"] == version
        assert f"their `version`, now {version}" in section("What stays")


def test_the_feeds_are_as_long_as_is_said(real_site):
    assert f"hold the last {atom.LONGEST} papers" in " ".join(section("Feeds").split())
    assert (real_site.out / "feed.xml").read_text("utf-8").count("<entry>") == atom.LONGEST


def test_the_licence_is_that_of_the_repository():
    licence = (REPOSITORY / "LICENSE").read_text("utf-8")
    assert "CC0 1.0 Universal, for the facts in entries/ and taxonomy.toml" in licence
    assert "https://creativecommons.org/publicdomain/zero/1.0/" in licence
    assert "(https://creativecommons.org/publicdomain/zero/1.0/)" in section("Licence")
