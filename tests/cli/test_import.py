"""``paperbase import``: what it writes, what it prints, and how it ends."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_paperbase.cli import import_, main
from tests.formats.awesome import LINE, LISTED_TAXONOMY, LISTS, below
from tests.projects import GOOD, write_project

OWN = (LISTS / "own-form.md").read_text("utf-8")
WRONG = below(
    "CVPR 2023",
    LINE.replace("blue", "green")
    + "\n\n"
    + LINE.replace("SVOS", "SVO").replace("00001", "00002").replace("Masks", "\x1b[31mMasks"),
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch) -> Path:
    """Return an empty project with a list, in which the command runs."""
    root = write_project(tmp_path / "project", {}, LISTED_TAXONOMY)
    (root / "README.md").write_text(OWN, encoding="utf-8")
    (root / "wrong.md").write_text(WRONG, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def files(folder: Path) -> dict[str, bytes]:
    """Return the entries in a folder."""
    return {path.name: path.read_bytes() for path in (folder / "entries").iterdir()}


def test_a_list_becomes_entries(project, capsys):
    assert main(["import", "README.md"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith(
        "12 entries made:\n  entries/stable-video-matting-consistent.md from README.md:22\n"
    )
    assert "14 lines are no entries:\n  line 1: <div align=center>\n" in shown.out
    assert "  lines 19, 29, 36, 61: ---\n" in shown.out
    assert shown.err == "12 entries made, no problem\n"
    assert len(files(project)) == 12
    assert files(project)["mose.md"].decode() == (
        "---\n"
        'title: "MOSE: A New Dataset for Video Object Segmentation in Complex Scenes"\n'
        "name: MOSE\n"
        "types: [SVOS]\n"
        "venue: ICCV\n"
        "year: 2023\n"
        'arxiv: "2302.01872"\n'
        "links:\n"
        "  paper: https://arxiv.org/abs/2302.01872\n"
        "  dataset: https://github.com/henghuiding/MOSE-api\n"
        "---\n"
    )
    assert main(["check"]) == 0


def test_the_second_time_all_is_there(project, capsys):
    main(["import", "README.md"])
    before = files(project)
    capsys.readouterr()
    assert main(["import", "README.md"]) == 0
    shown = capsys.readouterr()
    assert (
        "12 papers are there already:\n  entries/stable-video-matting-consistent.md is README.md:22\n"
        in shown.out
    )
    assert shown.err == "0 entries made, 12 are there already, no problem\n"
    assert files(project) == before


def test_a_dry_run_writes_nothing(project, capsys):
    assert main(["import", "README.md", "--dry-run"]) == 0
    assert capsys.readouterr().out.startswith("12 new entries:\n")
    assert files(project) == {}


def test_problems_are_printed_with_their_lines(project, capsys):
    assert main(["import", "wrong.md"]) == 1
    shown = capsys.readouterr()
    assert (
        "2 problems in the list:\n"
        "  wrong.md:5: :green_square: stands for UVOS, but the label is SVOS; the label counts\n"
        "  wrong.md:7: ':blue_square: `SVO` - [paper](https://arxiv.org/abs/2301.00002) / code - \\x1b[31mMa…' cannot be read: 'SVO' is neither a type nor a venue of taxonomy.toml; did you mean 'SVOS'?\n"
    ) in shown.out
    assert shown.err == "1 entry made, 2 problems\n"
    assert list(files(project)) == ["masks-through-time.md"]


def test_no_control_character_of_a_list_is_printed(project, capsys):
    (project / "odd.md").write_text("a \x1b[31mred\x07 line \x9b\n", encoding="utf-8")
    assert main(["import", "odd.md"]) == 0
    assert "  line 1: a \\x1b[31mred\\x07 line \\x9b\n" in capsys.readouterr().out


def test_a_folder_of_its_own(project, tmp_path, capsys):
    main(["import", "README.md"])
    for target in (tmp_path / "new", tmp_path / "other" / "entries"):
        assert main(["import", "README.md", "--into", str(target)]) == 0
        assert capsys.readouterr().err.endswith("12 entries made, no problem\n")
    assert files(tmp_path / "new") == files(tmp_path / "other") == files(project)
    assert main(["import", "README.md", "--into", str(tmp_path / "new")]) == 0
    assert "12 are there already" in capsys.readouterr().err


def test_a_folder_that_is_another_project(project, tmp_path, capsys):
    other = write_project(tmp_path / "third", {}, LISTED_TAXONOMY.replace("ICCV", "ICCW"))
    assert main(["import", "README.md", "--into", str(other)]) == 1
    assert "names no venue of taxonomy.toml; did you mean 'ICCW'?" in capsys.readouterr().out


def test_no_file_is_overwritten(project):
    (project / "entries" / "mose.md").write_text("broken", encoding="utf-8")
    assert main(["import", "README.md"]) == 0
    assert (project / "entries" / "mose.md").read_text("utf-8") == "broken"
    assert "mose-2023.md" in files(project)


def test_where_one_entry_cannot_be_written_none_is(project, capsys, monkeypatch):
    save = import_.save

    def save_some(root: Path, key: str, text: str) -> Path:
        if key == "mose":
            raise OSError(28, "No space left on device")
        return save(root, key, text)

    monkeypatch.setattr(import_, "save", save_some)
    assert main(["import", "README.md"]) == 2
    assert capsys.readouterr().err.endswith(
        "entries/mose.md cannot be written: No space left on device; no entry is made\n"
    )
    assert files(project) == {}


def test_types_of_a_plain_list(project, capsys):
    (project / "plain.md").write_text(
        below("CVPR 2023", "- [Masks through Time](https://arxiv.org/abs/2301.00001)"),
        encoding="utf-8",
    )
    assert main(["import", "plain.md"]) == 1
    assert "say --type SVOS" in capsys.readouterr().out
    assert main(["import", "plain.md", "--type", "SVOS", "--type", "RVOS"]) == 0
    assert b"types: [SVOS, RVOS]\n" in files(project)["masks-through-time.md"]


def test_json(project, capsys):
    assert main(["import", "wrong.md", "--format", "json"]) == 1
    record = json.loads(capsys.readouterr().out)
    assert record["made"] is True
    (entry,) = record["entries"]
    assert (entry["key"], entry["first"], entry["last"]) == ("masks-through-time", 5, 5)
    assert entry["facts"]["title"] == "Masks through Time"
    assert [problem["first"] for problem in record["problems"]] == [5, 7]
    assert record["headings"] == [
        {"first": 1, "last": 1, "text": "Papers"},
        {"first": 3, "last": 3, "text": "CVPR 2023"},
    ]


def test_the_report_as_markdown(project):
    (project / "wrong.md").write_text(WRONG + "\n<script>[a](https://evil.org)\n", encoding="utf-8")
    assert main(["import", "wrong.md", "--report", "report.md"]) == 1
    report = (project / "report.md").read_text("utf-8")
    assert report.startswith(
        "# wrong.md: 1 entry made, 2 problems\n\n## 1 entry made\n\n- entries/masks-through-time.md from wrong.md:5\n"
    )
    assert "- line 9: \\<script\\>\\[a\\](https\\://evil.org)\n" in report


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.md"], "none.md: cannot be read: No such file or directory"),
        (["entries"], "entries: cannot be read: Is a directory"),
        (["latin.md"], "latin.md:2: is not UTF-8; save the file as UTF-8"),
        (
            ["README.md", "--type", "SVO"],
            "'SVO' is not a type of taxonomy.toml; did you mean 'SVOS'?",
        ),
        (
            ["README.md", "--into", "README.md"],
            "cannot be written: Not a directory; no entry is made",
        ),
        (
            ["README.md", "--report", "none/report.md"],
            "none/report.md: cannot be written: there is no such folder",
        ),
    ],
)
def test_wrong_use(project, capsys, arguments, message):
    (project / "latin.md").write_bytes("# List\nRajič\n".encode("iso-8859-2"))
    assert main(["import", *arguments]) == 2
    error = capsys.readouterr().err
    assert error.splitlines()[-1].endswith(message)
    assert error.splitlines()[-1].startswith("paperbase: ")
    assert files(project) == {}


def test_there_must_be_a_project(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "README.md").write_text(OWN, encoding="utf-8")
    assert main(["import", "README.md"]) == 2
    assert main(["import", "README.md", "--into", "new"]) == 2
    assert "no taxonomy.toml here or above" in capsys.readouterr().err


def test_a_bar_shows_on_a_terminal_how_far_it_is(project):
    here, there = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "sphinx_paperbase.cli", "import", "README.md"],
        stdout=subprocess.PIPE,
        stderr=there,
        cwd=project,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "80"},
    )
    os.close(there)
    shown = os.read(here, 100_000).decode()
    os.close(here)
    assert done.returncode == 0
    assert "Reading" in shown
    assert "100%" in shown
    assert "Reading" not in done.stdout.decode()


def test_a_good_project_stays_good(project):
    (project / "entries" / "masks.md").write_text(GOOD, encoding="utf-8")
    assert main(["import", "README.md"]) == 0
    assert main(["check"]) == 0
