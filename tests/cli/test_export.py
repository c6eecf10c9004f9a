"""``paperbase export``: which papers, in which format, to where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_paperbase.catalog import Catalog
from sphinx_paperbase.cli import main
from sphinx_paperbase.formats import awesome_list, bibtex, papers_json
from tests.formats.awesome import LISTED_TAXONOMY
from tests.formats.parsers import csl_items, csv_rows, ris_records
from tests.projects import REPOSITORY, changed, plus, write_project

ENTRIES = {
    "a.md": plus("name: Masker"),
    "b.md": changed("[SVOS]", "[RVOS, UVOS]\nkeywords: [clay]", changed("2203.01234", "2203.99999", changed("Masks", "Words"))),
    "c.md": changed(
        "venue: CVPR\nyear: 2022", "venue: TIP\nyear: 2023\nearlier: [arXiv 2022]\naliases: [old-c]", changed("2203.01234", "2203.00009", changed("Masks", "Frames"))
    ),
}  # fmt: skip


@pytest.fixture
def project(tmp_path: Path, monkeypatch) -> Path:
    """Return a project of three papers, in which the command runs."""
    root = write_project(tmp_path / "project", ENTRIES, LISTED_TAXONOMY)
    monkeypatch.chdir(root)
    return root


def exported(capsys, *arguments: str) -> str:
    """Return what the command prints where all is fine."""
    assert main(["export", *arguments]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    return shown.out


def keys(capsys, *arguments: str) -> list[str]:
    """Return the keys of the papers that are exported."""
    return [paper["key"] for paper in json.loads(exported(capsys, "json", *arguments))["papers"]]


def test_every_format_is_what_the_site_has(project, capsys):
    catalog = Catalog.load(project)
    assert exported(capsys, "json") == papers_json.write(catalog, lambda key: f"entries/{key}.html")
    assert exported(capsys, "awesome-list") == awesome_list.write(
        catalog.entries.values(), catalog.taxonomy
    )
    assert exported(capsys, "bibtex") == bibtex.write(
        (catalog.bibtex_keys[key], bibtex.bib_entry(entry, catalog.taxonomy))
        for key, entry in catalog.entries.items()
    )
    keys = list(catalog.bibtex_keys.values())
    assert [item["id"] for item in csl_items(exported(capsys, "csl-json"))] == keys
    assert [record["id"] for record in ris_records(exported(capsys, "ris"))] == keys
    rows = csv_rows(exported(capsys, "csv"))
    assert [(row["bibtex"], row["url"]) for row in rows] == [
        (bibtex_key, f"entries/{key}.html") for key, bibtex_key in catalog.bibtex_keys.items()
    ]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ([], "a b c"),
        (["--type", "RVOS"], "b"),
        (["--type", "RVOS", "--type", "SVOS"], "a b c"),
        (["--venue", "CVPR"], "a b"),
        (["--venue", "CVPR 2022"], "a b"),
        (["--venue", "CVPR 2021"], ""),
        (["--venue", "arXiv"], "c"),
        (["--year", "2023"], "c"),
        (["--year", "2022", "--year", "2023", "--type", "SVOS"], "a c"),
        (["--keyword", "clay"], "b"),
        (["--author", "Alan Turing"], "a b c"),
        (["--author", "Alan Turing", "--keyword", "clay"], "b"),
        (["--key", "a", "--key", "c"], "a c"),
        (["--key", "old-c"], "c"),
        (["--key", "a", "--year", "2023"], ""),
    ],
)
def test_some_papers_only(project, capsys, arguments, found):
    assert keys(capsys, *arguments) == found.split()


def test_bibtex_keys_are_those_of_the_whole_collection(project, capsys):
    (project / "entries" / "d.md").write_text(
        changed("2203.01234", "2203.00010", changed("Masks through", "Words of")), encoding="utf-8"
    )
    whole = Catalog.load(project).bibtex_keys
    assert whole["b"] != whole["d"]
    text = exported(capsys, "bibtex", "--type", "SVOS")
    assert whole["d"] in text
    assert whole["b"] not in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--type", "svos"], "'svos' is not a type of taxonomy.toml; did you mean 'SVOS'?"),
        (["--venue", "CVRP"], "'CVRP' is not a venue of taxonomy.toml; did you mean 'CVPR'?"),
        (["--venue", "CVRP 2022"], "'CVRP' is not a venue of taxonomy.toml; did you mean 'CVPR'?"),
        (
            ["--venue", "\x1b[2J"],
            "'\\x1b[2J' is not a venue of taxonomy.toml; write one of CVPR, ECCV",
        ),
        (["--keyword", "clya"], "no paper has the keyword 'clya'; did you mean 'clay'?"),
        (
            ["--author", "Alan Turin"],
            "no paper has the author 'Alan Turin'; did you mean 'Alan Turing'?",
        ),
        (["--key", "d"], "no paper has the key 'd'"),
        (["-o", "none/file.json"], "none/file.json: cannot be written: No such file or directory"),
        (["-o", "entries"], "entries: cannot be written: Is a directory"),
    ],
)
def test_wrong_use(project, capsys, arguments, message):
    assert main(["export", "json", *arguments]) == 2
    shown = capsys.readouterr()
    assert shown.err.startswith(f"paperbase: {message}")
    assert shown.out == ""
    assert sorted(path.name for path in (project / "entries").iterdir()) == sorted(ENTRIES)


@pytest.mark.parametrize("arguments", [["yaml"], [], ["json", "--year", "last"]])
def test_what_is_not_there_is_not_offered(project, arguments):
    with pytest.raises(SystemExit) as end:
        main(["export", *arguments])
    assert end.value.code == 2


def test_a_file_is_written_whole(project, capsys):
    text = exported(capsys, "awesome-list")
    path = project / "README.md"
    path.write_text("what was there", encoding="utf-8")
    assert exported(capsys, "awesome-list", "-o", "README.md") == ""
    assert path.read_bytes() == text.encode()
    assert sorted(p.name for p in project.iterdir()) == ["README.md", "entries", "taxonomy.toml"]


def test_an_entry_that_cannot_be_shown_is_told(project, capsys):
    (project / "entries" / "d.md").write_text("no front matter", encoding="utf-8")
    assert main(["export", "json"]) == 1
    shown = capsys.readouterr()
    assert len(json.loads(shown.out)["papers"]) == 3
    assert shown.err == "left out: entries/d.md; see paperbase check\n"


@pytest.mark.parametrize("source", ["small", "real"])
def test_a_list_comes_back(project, tmp_path, monkeypatch, capsys, source):
    if source == "real":
        monkeypatch.chdir(REPOSITORY)
    first, second, there = tmp_path / "first.md", tmp_path / "second.md", tmp_path / "there"
    exported(capsys, "awesome-list", "-o", str(first))
    taxonomy = Path("taxonomy.toml").read_text("utf-8")
    monkeypatch.chdir(write_project(there, {}, taxonomy))
    assert main(["import", str(first)]) == 0
    assert capsys.readouterr().err.endswith(" made, no problem\n")
    exported(capsys, "awesome-list", "-o", str(second))
    assert second.read_bytes() == first.read_bytes()
