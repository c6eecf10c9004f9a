"""``paperbase check``: what it prints, where it looks, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_paperbase import __version__
from sphinx_paperbase.cli import check, main
from tests.projects import GOOD, REPOSITORY, TAXONOMY, changed, with_body, write_project

OTHER = changed("Masks through Time", "Another", changed("2203.01234", "2203.99999"))
BAD = changed("[SVOS]", "[SVO]", changed("year: 2022", "year: 22", OTHER))
BAD_LINES = [
    "entries/bad.md:4:9: error[unknown-type] types[1]: 'SVO' is not a VOS type; did you mean 'SVOS'?",
    "entries/bad.md:6:7: error[bad-year] year: '22' is not a year; write four digits, 1950 to ",
]


@pytest.fixture
def good(tmp_path: Path, monkeypatch) -> Path:
    """Return a project without a problem, in which the command runs."""
    project = write_project(tmp_path / "project", {"a.md": GOOD, "b.md": OTHER})
    monkeypatch.chdir(project)
    return project


@pytest.fixture
def bad(tmp_path: Path, monkeypatch) -> Path:
    """Return a project with a good entry and two bad ones, in which the command runs."""
    entries = {"bad.md": BAD, "good.md": GOOD, "worse.md": "no front matter"}
    project = write_project(tmp_path / "project", entries)
    monkeypatch.chdir(project)
    return project


def test_no_problem(good, capsys):
    assert main(["check"]) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == "2 entries, no problem\n"


def test_every_problem_is_a_line_and_they_are_counted(bad, capsys):
    assert main(["check"]) == 1
    shown = capsys.readouterr()
    lines = shown.out.splitlines()
    assert len(lines) == 3
    assert lines[0] == BAD_LINES[0]
    assert lines[1].startswith(BAD_LINES[1])
    assert lines[2].startswith("entries/worse.md:1:1: error[no-front-matter] ")
    assert shown.err == "3 entries, 3 problems\n"


def test_one_problem_is_no_problems(bad, capsys):
    assert main(["check", "entries/worse.md"]) == 1
    assert capsys.readouterr().err == "3 entries, 1 problem\n"


def test_the_second_run_says_the_same(bad, tmp_path, capsys):
    main(["check"])
    first = capsys.readouterr()
    assert list((tmp_path / "cache" / "paperbase").iterdir())
    assert not (bad / "_build").exists(), "a cache in the project could be anybody's"
    assert main(["check"]) == 1
    assert capsys.readouterr() == first


def test_json(bad, capsys):
    assert main(["check", "--format", "json"]) == 1
    shown = capsys.readouterr()
    records = json.loads(shown.out)
    assert records[0] == {
        "path": "entries/bad.md",
        "line": 4,
        "column": 9,
        "rule": "unknown-type",
        "message": "types[1]: 'SVO' is not a VOS type; did you mean 'SVOS'?",
        "severity": "error",
    }
    assert [record["path"] for record in records] == ["entries/bad.md"] * 2 + ["entries/worse.md"]
    assert shown.err == ""


def test_json_of_no_problem_is_an_empty_list(good, capsys):
    assert main(["check", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_json_holds_any_letters(good, capsys):
    write_project(good, {"c.md": changed("[SVOS]", "[视频]")})
    main(["check", "--format", "json", "entries/c.md"])
    assert json.loads(capsys.readouterr().out)[0]["message"].startswith("types[1]: '视频' is not")


def test_github_annotations(bad, capsys):
    assert main(["check", "--format", "github"]) == 1
    shown = capsys.readouterr()
    assert shown.out.splitlines()[0] == (
        "::error file=entries/bad.md,line=4,col=9,title=unknown-type::"
        "types[1]: 'SVO' is not a VOS type; did you mean 'SVOS'?"
    )
    assert all(line.startswith("::error file=entries/") for line in shown.out.splitlines())
    assert len(shown.out.splitlines()) == 3
    assert shown.err == ""


def test_github_annotations_of_no_problem_are_none(good, capsys):
    assert main(["check", "--format", "github"]) == 0
    assert capsys.readouterr().out == ""


def test_github_messages_are_escaped(good, capsys):
    # https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
    text = changed("Ada Lovelace, Alan Turing]", "A]", OTHER).replace(
        "[A]", '"100%\\r\\n::error::x"'
    )
    write_project(good, {"b.md": text})
    assert main(["check", "--format", "github"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.endswith("::authors must be a list; write authors: [100%25%0D%0A::error::x]")


def test_github_file_names_are_escaped(good, capsys):
    write_project(good, {"a,b:c%\nd.txt": ""})
    assert main(["check", "--format", "github"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("::error file=entries/a%2Cb%3Ac%25%0Ad.txt,line=1,col=1,")


@pytest.mark.parametrize(
    ("paths", "files"),
    [
        (["entries/bad.md"], {"bad"}),
        (["entries/good.md"], set()),
        (["entries/good.md", "entries/worse.md"], {"worse"}),
        (["entries"], {"bad", "worse"}),
        (["entries/"], {"bad", "worse"}),
        (["."], {"bad", "worse"}),
        (["./entries/../entries/bad.md"], {"bad"}),
        (["taxonomy.toml"], set()),
    ],
)
def test_paths_choose_what_is_printed(paths, files, bad, capsys):
    assert main(["check", *paths]) == bool(files)
    lines = capsys.readouterr().out.splitlines()
    assert {Path(line.split(":")[0]).stem for line in lines} == files


def test_a_duplicate_is_found_though_one_path_is_given(good, capsys):
    write_project(good, {"c.md": GOOD})
    assert main(["check", "entries/c.md"]) == 1
    assert capsys.readouterr().out.count("entries/a.md") == 2


def test_a_file_whose_name_starts_like_the_path_is_another(bad, capsys):
    write_project(bad, {"bad": "a file without an ending"})
    assert main(["check", "entries/bad"]) == 1
    assert capsys.readouterr().out.startswith("entries/bad:1:1: error[stray-file] ")


@pytest.mark.parametrize("folder", ["entries", "docs/deep"])
def test_it_runs_anywhere_in_the_project(folder, bad, monkeypatch, capsys):
    (bad / folder).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(bad / folder)
    assert main(["check"]) == 1
    assert capsys.readouterr().out.startswith(BAD_LINES[0])


def test_a_path_is_seen_from_where_the_command_runs(bad, monkeypatch, capsys):
    monkeypatch.chdir(bad / "entries")
    assert main(["check", "worse.md"]) == 1
    assert capsys.readouterr().out.startswith("entries/worse.md:1:1: ")


def test_a_path_tells_the_project(bad, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["check", str(bad / "entries" / "bad.md")]) == 1
    assert capsys.readouterr().out.startswith(BAD_LINES[0])


# What can be mended in it: the order of the keys, quotes, the address.
UNTIDY = """\
---
year: 2022
title: A: Study
types: [SVOS]
links:
  code: http://www.github.com/a/b.git
venue: CVPR
arxiv: 2203.05555
---
Its body. \r
"""
TIDY = """\
---
title: "A: Study"
types: [SVOS]
venue: CVPR
year: 2022
arxiv: "2203.05555"
links:
  code: https://github.com/a/b
---
Its body. \r
"""
SAID = "mended entries/untidy.md: order of keys, quotes, GitHub address\n1 file mended\n"
NEAT = GOOD.replace("Masks through Time", '"Masks through Time"').replace(
    "2203.01234", '"2203.01234"'
)


@pytest.fixture
def untidy(tmp_path: Path, monkeypatch) -> Path:
    """Return a project with an entry to mend and one that needs none, in which the command runs."""
    project = write_project(tmp_path / "project", {"neat.md": NEAT, "untidy.md": UNTIDY})
    monkeypatch.chdir(project)
    return project


def content(project: Path, name: str) -> str:
    return (project / "entries" / name).read_bytes().decode()


def test_fix_mends_then_checks(untidy, capsys):
    assert main(["check"]) == 1
    capsys.readouterr()
    before = (untidy / "entries" / "neat.md").stat().st_mtime_ns
    assert main(["check", "--fix"]) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == f"{SAID}2 entries, no problem\n"
    assert content(untidy, "untidy.md") == TIDY
    assert (untidy / "entries" / "neat.md").stat().st_mtime_ns == before
    assert sorted(os.listdir(untidy / "entries")) == ["neat.md", "untidy.md"]


def test_fix_has_nothing_to_mend_the_second_time(untidy, capsys):
    main(["check", "--fix"])
    capsys.readouterr()
    before = (untidy / "entries" / "untidy.md").stat().st_mtime_ns
    assert main(["check", "--fix"]) == 0
    assert capsys.readouterr().err == "no file mended\n2 entries, no problem\n"
    assert (untidy / "entries" / "untidy.md").stat().st_mtime_ns == before


def test_fix_tells_what_is_left(untidy, capsys):
    write_project(
        untidy, {"bad.md": UNTIDY.replace("[SVOS]", "[SVO]").replace("2203.05555", "2203.06666")}
    )
    assert main(["check", "--fix", "entries/bad.md"]) == 1
    shown = capsys.readouterr()
    assert shown.out.startswith("entries/bad.md:3:9: error[unknown-type] ")
    assert len(shown.out.splitlines()) == 1
    assert "mended entries/bad.md: " in shown.err
    assert content(untidy, "untidy.md") == UNTIDY


@pytest.mark.parametrize("format", ["json", "github"])
def test_fix_says_on_the_standard_error_what_it_mended(format, untidy, capsys):
    assert main(["check", "--fix", "--format", format]) == 0
    shown = capsys.readouterr()
    assert shown.out == ("[]\n" if format == "json" else "")
    assert shown.err == SAID


@pytest.mark.parametrize("path", ["entries/neat.md", "taxonomy.toml", "docs"])
def test_fix_mends_only_what_is_asked_for(path, untidy, capsys):
    (untidy / "docs").mkdir()
    assert main(["check", "--fix", path]) == 0
    assert capsys.readouterr().err.startswith("no file mended\n")
    assert content(untidy, "untidy.md") == UNTIDY


def test_fix_counts_files(untidy, capsys):
    write_project(untidy, {"neat.md": GOOD})
    assert main(["check", "--fix", "entries"]) == 0
    assert "\n2 files mended\n" in capsys.readouterr().err


def test_fix_writes_through_no_link(untidy, tmp_path, capsys):
    outside = tmp_path / "outside.md"
    outside.write_bytes(UNTIDY.encode())
    link = untidy / "entries" / "link.md"
    link.symlink_to(outside)
    (untidy / "entries" / "inside.md").symlink_to("untidy.md")
    for path in ("entries", "entries/link.md", "entries/inside.md"):
        assert main(["check", "--fix", path]) == 1
        assert "error[stray-file] is a link" in capsys.readouterr().out
        assert outside.read_bytes() == UNTIDY.encode()
        assert link.is_symlink()
    assert content(untidy, "untidy.md") == TIDY


def test_fix_writes_to_no_folder_behind_a_link(untidy, tmp_path):
    (untidy / "entries").rename(tmp_path / "elsewhere")
    (untidy / "entries").symlink_to(tmp_path / "elsewhere")
    main(["check", "--fix"])
    assert (tmp_path / "elsewhere" / "untidy.md").read_bytes() == UNTIDY.encode()


def test_fix_looks_only_at_entries(untidy):
    others = {".hidden.md": UNTIDY, "deep/a.md": UNTIDY, "notes.txt": UNTIDY}
    write_project(untidy, others)
    (untidy / "entries" / "folder.md").mkdir()
    main(["check", "--fix"])
    assert {name: content(untidy, name) for name in others} == others


def test_fix_spells_out_a_name(untidy, capsys):
    write_project(untidy, {"a\x1b[31m.md": UNTIDY})
    main(["check", "--fix"])
    assert r"mended entries/a\x1b[31m.md: " in capsys.readouterr().err


def test_what_cannot_be_written_is_told(untidy, monkeypatch, capsys):
    def full(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(check, "replace", full)
    said = wrong_use(["check", "--fix"], capsys)
    assert said == "paperbase: cannot mend entries/untidy.md: Permission denied\n"
    assert content(untidy, "untidy.md") == UNTIDY


def test_without_fix_nothing_is_written(untidy):
    assert main(["check"]) == 1
    assert content(untidy, "untidy.md") == UNTIDY


def wrong_use(arguments: list[str], capsys) -> str:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("paperbase: ")
    assert len(shown.err.splitlines()) == 1
    return shown.err


def test_outside_a_project(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert "no taxonomy.toml here or above" in wrong_use(["check"], capsys)


def test_a_path_that_is_not_there(good, capsys):
    assert "no such file: entries/c.md" in wrong_use(["check", "entries/c.md"], capsys)


def test_a_path_outside_the_project(good, tmp_path, capsys):
    (tmp_path / "x.md").write_text("x")
    said = wrong_use(["check", "entries", str(tmp_path / "x.md")], capsys)
    assert "not in the project" in said


def test_a_taxonomy_that_cannot_be_used(good, capsys):
    write_project(good, {}, TAXONOMY.replace('"orange"', '"pink"'))
    assert "taxonomy.toml: types.RVOS.color: " in wrong_use(["check"], capsys)


@pytest.mark.parametrize(
    "arguments",
    [[], ["chekc"], ["check", "--format", "xml"], ["check", "--no-such-option"]],
    ids=["no command", "unknown command", "unknown format", "unknown option"],
)
def test_wrong_use_is_told_with_the_usage(arguments, good, capsys):
    with pytest.raises(SystemExit) as exit:
        main(arguments)
    assert exit.value.code == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("usage: paperbase")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(["--version"], f"paperbase {__version__}\n"), (["--help"], "usage: paperbase")],
)
def test_what_is_asked_about_the_command(arguments, says, capsys):
    with pytest.raises(SystemExit) as exit:
        main(arguments)
    assert exit.value.code == 0
    assert capsys.readouterr().out.startswith(says)


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        command, cwd=cwd, capture_output=True, check=False, env=os.environ | environment
    )


def test_the_installed_command(bad):
    done = run(Path(sys.executable).with_name("paperbase"), "check", cwd=bad)
    assert done.returncode == 1
    assert done.stdout.decode().startswith(BAD_LINES[0])
    assert b"3 entries, 3 problems" in done.stderr


def test_the_module_is_the_same_command(good):
    done = run(sys.executable, "-m", "sphinx_paperbase.cli", "check", cwd=good)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"2 entries, no problem\n")


@pytest.mark.parametrize("format", ["text", "json", "github"])
def test_a_terminal_that_knows_few_letters(format, good):
    write_project(good, {"c.md": changed("[SVOS]", "[视频]", OTHER)})
    os.close(os.open(os.fsencode(good / "entries") + b"/caf\xe9.txt", os.O_CREAT))
    command = (sys.executable, "-m", "sphinx_paperbase.cli", "check", "--format", format)
    done = run(*command, cwd=good, PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert rb"\u89c6\u9891" in done.stdout
    assert rb"caf\udce9.txt" in done.stdout


def test_the_catalog_and_the_command_import_no_sphinx(good):
    write_project(good, {"c.md": with_body("A [link](https://example.org/).\n")})
    program = (
        "import sys; from sphinx_paperbase.cli import main; main(['check']); "
        "sys.exit('sphinx' in sys.modules)"
    )
    assert run(sys.executable, "-c", program, cwd=good).returncode == 0


def test_this_repository(monkeypatch, capsys):
    monkeypatch.chdir(REPOSITORY)
    assert main(["check"]) == 0
    assert capsys.readouterr().err.endswith(" entries, no problem\n")
