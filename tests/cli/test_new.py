"""``paperbase new``: what becomes an entry, what is refused, and that nothing is half-written."""

from __future__ import annotations

import datetime
import io
import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_paperbase.cli import main
from tests.projects import GOOD, plus, write_project
from tests.sources.records import ATOM, CUTIE, STM, TTT_MVOS, XMEM, atom, many, one
from tests.sources.server import Answer, asked_for_all
from tests.sources.taxonomies import TEXT

TODAY = datetime.date.today().isoformat()
CUTIE_BIB = """\
@InProceedings{Cheng_2024_CVPR,
  author    = {Cheng, Ho Kei and Oh, Seoung Wug and Price, Brian and Lee, Joon-Young and Schwing, Alexander},
  title     = {Putting the Object Back into Video Object Segmentation},
  booktitle = {Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)},
  year      = {2024},
  pages     = {3151-3161},
  eprint    = {2310.12982},
  archiveprefix = {arXiv}
}
"""
CUTIE_ENTRY = f"""\
---
title: "Putting the Object Back into Video Object Segmentation"
authors: [Ho Kei Cheng, Seoung Wug Oh, Brian Price, Joon-Young Lee, Alexander Schwing]
types: [SVOS]  # a guess, for the title does not say: one or more of SVOS, UVOS, RVOS
venue: CVPR
year: 2024
earlier: [arXiv 2023]
arxiv: "2310.12982"
pages: 3151-3161
added: {TODAY}
---
"""


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    """Return a project with one entry, in which the command runs."""
    project = write_project(tmp_path / "project", {"masks.md": GOOD}, TEXT)
    (project / "cutie.bib").write_text(CUTIE_BIB, encoding="utf-8")
    monkeypatch.chdir(project)
    return project


@pytest.fixture
def server(monkeypatch):
    """Return a server that stands for all sources."""
    with asked_for_all(monkeypatch) as server:
        yield server


def entries(project: Path) -> dict[str, str]:
    """Return what stands in ``entries/`` besides the entry that was there."""
    files = {path.name: path.read_text() for path in (project / "entries").iterdir()}
    assert files.pop("masks.md") == GOOD
    return files


def new(*arguments: str) -> int:
    return main(["new", *arguments])


def made(project: Path, *arguments: str) -> str:
    """Return the one file that the command makes; it passes the check."""
    assert new(*arguments) == 0
    (text,) = entries(project).values()
    assert main(["check"]) == 0
    return text


def refused(project: Path, capsys, *arguments: str) -> str:
    """Return the one line that says why nothing is written."""
    assert new(*arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert entries(project) == {}
    assert shown.err.startswith("paperbase: ")
    assert shown.err.endswith("\n")
    line = shown.err.removeprefix("paperbase: ").removesuffix("\n")
    assert line.isprintable()
    return line


# From BibTeX


def test_bibtex(project, capsys):
    assert made(project, "cutie.bib", "--key", "cutie") == CUTIE_ENTRY
    shown = capsys.readouterr()
    assert shown.out == "entries/cutie.md\n"
    assert shown.err.splitlines()[:3] == [
        "next: look at the types, which are a suggestion",
        "next: write below the second '---' what it does, in your own words",
        "then: paperbase check entries/cutie.md",
    ]


def test_bibtex_on_standard_input(project, monkeypatch):
    content = io.BytesIO(b"\xef\xbb\xbf" + CUTIE_BIB.encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(content))
    assert made(project, "-", "--key", "cutie") == CUTIE_ENTRY


def test_bibtex_needs_no_network_and_no_heavy_library(project):
    program = (
        "import socket, sys; socket.socket = None; from sphinx_paperbase.cli import main; "
        "code = main(['new', 'cutie.bib', '--key', 'cutie']); "
        "sys.exit(code or bool({'requests', 'sphinx', 'docutils'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"entries/cutie.md\n"), done.stderr


def test_what_the_contributor_knows(project):
    options = ("--type", "RVOS", "--type", "SVOS", "--venue", "eccv", "--year", "2025")
    more = ("--code", "http://github.com/a/b.git", "--note", "a: note", "--summary", " Is *good*. ")
    text = made(project, "cutie.bib", *options, *more)
    assert "types: [RVOS, SVOS]\nvenue: ECCV\nyear: 2025\nearlier: [arXiv 2023]\n" in text
    assert 'links:\n  code: https://github.com/a/b\nnote: "a: note"\n' in text
    assert text.endswith("---\nIs *good*.\n")


def test_no_advice_where_nothing_is_left_to_do(project, capsys):
    made(project, "cutie.bib", "--type", "SVOS", "--summary", "Good.", "--key", "cutie")
    assert capsys.readouterr().err.splitlines()[0] == "then: paperbase check entries/cutie.md"


@pytest.mark.parametrize(
    ("paper", "line"),
    [
        ("2310.12982", 'arxiv: "2310.12982"'),
        ("https://doi.org/10.1000/abc", "doi: 10.1000/abc"),
        (
            "https://openreview.net/pdf?id=abcdefghij",
            "  paper: https://openreview.net/forum?id=abcdefghij",
        ),
        (
            "https://www.ecva.net/papers/eccv_2022/x.pdf",
            "  paper: https://www.ecva.net/papers/eccv_2022/x.pdf",
        ),
    ],
)
def test_an_id_beside_bibtex(paper, line, project, capsys):
    bib = CUTIE_BIB.replace("eprint", "nothing")
    (project / "cutie.bib").write_text(bib, encoding="utf-8")
    assert new("cutie.bib") == 2
    assert "error[missing-source]" in capsys.readouterr().err
    assert f"\n{line}\n" in made(project, "cutie.bib", "--paper", paper)


def test_an_id_that_is_another(project, capsys):
    said = refused(project, capsys, "cutie.bib", "--paper", "2207.07115")
    assert said == "the source says '2310.12982', and you '2207.07115'; correct one of the two"


def test_an_id_beside_bibtex_that_is_none(project, capsys):
    assert "'nothing' is no id of a paper" in refused(
        project, capsys, "cutie.bib", "--paper", "nothing"
    )


def test_several_records(project, capsys):
    (project / "two.bib").write_text(CUTIE_BIB + XMEM_BIB, encoding="utf-8")
    assert new("two.bib") == 0
    assert set(entries(project)) == {"putting-object-back-video.md", "xmem.md"}
    assert capsys.readouterr().out == "entries/putting-object-back-video.md\nentries/xmem.md\n"
    assert main(["check"]) == 0


XMEM_BIB = """
@article{DBLP:journals/corr/abs-2207-07115,
  author  = {Ho Kei Cheng and Alexander G. Schwing},
  title   = {XMem: Long-Term Video Object Segmentation with an Atkinson-Shiffrin Memory Model},
  journal = {CoRR}, volume = {abs/2207.07115}, year = {2022}
}
"""


def test_several_records_are_all_written_or_none(project, capsys):
    known = CUTIE_BIB.replace("2310.12982", "2203.01234")
    (project / "two.bib").write_text(XMEM_BIB + known, encoding="utf-8")
    assert "is here already: entries/masks.md" in refused(project, capsys, "two.bib")


def test_one_paper_in_two_records(project, capsys):
    (project / "two.bib").write_text(XMEM_BIB * 2, encoding="utf-8")
    assert new("two.bib") == 2
    assert "error[duplicate-arxiv] the arXiv id '2207.07115' is also" in capsys.readouterr().err
    assert entries(project) == {}


@pytest.mark.parametrize("option", ["--key", "--name", "--paper", "--code", "--note", "--summary"])
def test_an_option_of_one_paper_and_several_records(option, project, capsys):
    (project / "two.bib").write_text(CUTIE_BIB + XMEM_BIB, encoding="utf-8")
    said = refused(project, capsys, "two.bib", option, "x")
    assert said == f"{option} is for one paper, and the source has 2"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "x.bib has no BibTeX record, which starts with @article{…"),
        (b"@misc{a, title = {x", "x.bib: line 1: "),
        (b"@misc{a, title = {\xff}}", "x.bib: line 1 is not UTF-8; save it as UTF-8"),
        (b"x" * 5_000_000, "x.bib has more than 4 MB; give the part that matters"),
    ],
    ids=["empty", "cut", "another encoding", "huge"],
)
def test_no_bibtex(content, says, project, capsys):
    (project / "x.bib").write_bytes(content)
    assert refused(project, capsys, "x.bib").startswith(says)


def test_a_file_is_meant_before_an_id(project):
    (project / "2207.07115").write_text(CUTIE_BIB, encoding="utf-8")
    assert 'arxiv: "2310.12982"' in made(project, "2207.07115")


def test_a_pipe_is_read_like_a_file(project):
    os.mkfifo(project / "pipe")
    with subprocess.Popen(["cp", "cutie.bib", "pipe"]):
        assert 'arxiv: "2310.12982"' in made(project, "pipe")


def test_a_file_that_is_not_there(project, capsys):
    assert "; did you mean 'cutie.bib'?; give " in refused(project, capsys, "cuti.bib")
    assert "is no id of a paper; give " in refused(project, capsys, "x" * 5000)
    assert "is no id of a paper; give " in refused(project, capsys, "x\x00\x1b[31m\n")


# From the network


def test_arxiv(project, server, capsys):
    server.answers("/query", atom(XMEM))
    text = made(project, "https://arxiv.org/pdf/2207.07115v2.pdf")
    assert text.startswith(
        "---\n"
        'title: "XMem: Long-Term Video Object Segmentation with an Atkinson-Shiffrin Memory Model"\n'
        "name: XMem\n"
        "authors: [Ho Kei Cheng, Alexander G. Schwing]\n"
    )
    assert (
        'venue: arXiv\nyear: 2022\narxiv: "2207.07115"\n'
        f"links:\n  code: https://github.com/hkchengrex/XMem\nadded: {TODAY}\n---\n"
    ) in text
    assert "give --venue ECCV --year 2022\n" in capsys.readouterr().err


def test_arxiv_of_a_published_paper(project, server):
    server.answers("/query", atom(XMEM))
    text = made(
        project,
        "2207.07115",
        "--venue",
        "ECCV",
        "--year",
        "2022",
        "--paper",
        "10.1007/978-3-031-19815-1_37",
    )
    assert "venue: ECCV\nyear: 2022\nearlier: [arXiv 2022]\n" in text
    assert "doi: 10.1007/978-3-031-19815-1_37\n" in text


def test_a_venue_without_its_year(project, server, capsys):
    server.answers("/query", atom(CUTIE))
    said = refused(project, capsys, "2310.12982", "--venue", "CVPR")
    assert said.endswith("is of no known year at CVPR; give --year")


def test_a_doi(project, server):
    server.answers("/works/10.1109%2FICCV.2019.00932", one(STM))
    text = made(project, "10.1109/ICCV.2019.00932")
    assert "venue: ICCV\nyear: 2019\ndoi: 10.1109/ICCV.2019.00932\npages: 9226-9235\n" in text


def test_an_arxiv_doi_is_asked_of_arxiv(project, server):
    server.answers("/query", atom(CUTIE))
    assert "doi:" not in made(project, "https://doi.org/10.48550/arXiv.2310.12982")


def test_a_page_of_openreview(project, server):
    server.answers("/notes", TTT_MVOS)
    text = made(project, "https://openreview.net/pdf?id=9QsdPQlWiE")
    assert (
        "venue: NeurIPS\nyear: 2023\nlinks:\n  paper: https://openreview.net/forum?id=9QsdPQlWiE\n"
        in text
    )


def test_a_page_of_cvf(project, server):
    server.answers("/works", many(STM))
    page = "https://openaccess.thecvf.com/content_ICCV_2019/papers/Oh_Video_Object_Segmentation_Using_Space-Time_Memory_Networks_ICCV_2019_paper.pdf"
    assert f"links:\n  paper: {page}\n" in made(project, page)


def test_a_page_without_an_id(project, capsys):
    said = refused(project, capsys, "https://ieeexplore.ieee.org/document/9879302")
    assert said.startswith("the number in an IEEE Xplore address is no DOI; give the paper's DOI")


def test_a_venue_that_is_not_known(project, server, capsys):
    record = STM | {
        "container-title": ["2018 25th IEEE International Conference on Image Processing (ICIP)"],
        "event": None,
    }
    server.answers("/works/10.1109%2FICCV.2019.00932", one(record))
    said = refused(project, capsys, "10.1109/ICCV.2019.00932")
    assert (
        "appeared in '2018 25th IEEE International Conference on Image Processing (ICIP)', which is not in taxonomy.toml; give --venue"
        in said
    )
    assert "venue: CVPR\nyear: 2018\n" in made(
        project, "10.1109/ICCV.2019.00932", "--venue", "CVPR"
    )


FAILURES = {
    "nothing": (atom(), "arXiv has no paper 2207.07115"),
    "not found": (Answer(status=404), "arXiv has no record of 2207.07115"),
    "too often": (Answer(status=429, headers={"Retry-After": "120"}), "arXiv asks to wait 120 s; try again then"),
    "fault": (Answer(status=500), "arXiv answers with an error (500 Internal Server Error); try again later"),
    "slow": (Answer(delay=30), "arXiv does not answer (no answer in 0.2 s); try again later"),
    "cut": (Answer(atom(XMEM).body[:700], type=ATOM), "arXiv sent an answer that cannot be read; try again later"),
    "huge": (Answer(lambda: itertools.repeat(b"<a/>" * 10_000), type=ATOM), "arXiv sent more than 8 MB, which is no record"),
    "login page": (Answer("<html>", type="text/html"), "arXiv sent 'text/html' instead of a record; is a login page in between?"),
    "loop": (Answer(status=302, headers={"Location": "/query"}), "arXiv redirects without end; try again later"),
}  # fmt: skip


@pytest.mark.parametrize(("answer", "says"), FAILURES.values(), ids=FAILURES.keys())
def test_arxiv_fails(answer, says, project, server, monkeypatch, capsys):
    monkeypatch.setenv("PAPERBASE_TIMEOUT", "0.2" if answer.delay else "5")
    server.answers("/query", answer)
    assert refused(project, capsys, "2207.07115") == says


def test_the_network_is_not_there(project, monkeypatch, capsys):
    monkeypatch.setenv("PAPERBASE_CROSSREF_API", "http://127.0.0.1:1")
    said = refused(project, capsys, "10.1000/xyz")
    assert said == "Crossref cannot be reached; look at the network and try again"


def test_no_such_doi(project, server, capsys):
    assert refused(project, capsys, "10.1000/xyz") == "Crossref has no record of 10.1000/xyz"


# What is here already


@pytest.mark.parametrize(
    ("old", "new_", "shared"),
    [
        ("2310.12982", "2203.01234", "arXiv id 2203.01234"),
        (
            "Putting the Object Back into Video Object Segmentation",
            "MASKS, through {T}ime!",
            "title",
        ),
        ("Putting the Object Back into Video Object Segmentation", "An Old Title", "title"),
        ("pages     = {3151-3161}", "doi = {10.1000/XYZ}", "DOI 10.1000/xyz"),
    ],
)
def test_a_paper_that_is_here_already(old, new_, shared, project, capsys):
    known = plus("doi: 10.1000/xyz\nformer-titles: [An Old Title]")
    (project / "entries" / "masks.md").write_text(known, encoding="utf-8")
    assert CUTIE_BIB.count(old) == 1
    (project / "cutie.bib").write_text(CUTIE_BIB.replace(old, new_), encoding="utf-8")
    assert new("cutie.bib") == 2
    shown = capsys.readouterr()
    assert shown.err.endswith(f"is here already: entries/masks.md has the same {shared}\n")
    assert shown.out == ""
    assert [path.name for path in (project / "entries").iterdir()] == ["masks.md"]


@pytest.mark.parametrize("source", ["https://arxiv.org/abs/2203.01234v3", "10.1000/XYZ"])
def test_an_id_that_is_here_already_is_asked_of_nobody(source, project, server, capsys):
    known = plus("doi: 10.1000/xyz")
    (project / "entries" / "masks.md").write_text(known, encoding="utf-8")
    assert new(source) == 2
    said = "paperbase: the paper is here already: entries/masks.md has the same "
    assert capsys.readouterr().err.startswith(said)
    assert server.asked == []


def test_what_new_has_written_is_here_already(project, capsys):
    assert new("cutie.bib") == 0
    capsys.readouterr()
    assert new("cutie.bib", "--dry-run") == 2
    shown = capsys.readouterr()
    assert (
        "is here already: entries/putting-object-back-video.md has the same arXiv id" in shown.err
    )
    assert shown.out == ""


# The file


def test_dry_run(project, capsys):
    assert new("cutie.bib", "--dry-run") == 0
    shown = capsys.readouterr()
    assert shown.out == CUTIE_ENTRY
    assert shown.err == ""
    assert entries(project) == {}


def test_a_taken_key_is_not_proposed(project):
    entry = GOOD.replace("Masks through Time", "Another").replace("2203.01234", "2203.99999")
    write_project(project, {"xmem.md": entry}, TEXT)
    (project / "x.bib").write_text(XMEM_BIB, encoding="utf-8")
    assert new("x.bib") == 0
    assert "xmem-2022.md" in entries(project)


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("XMem 2", "'XMem 2' is not a key; write --key xmem-2"),
        ("../x", "'../x' is not a key; write --key x"),
        ("", "'' is not a key; write --key paper"),
        ("\x1b", "'\\x1b' is not a key; write --key paper"),
        ("masks", "the key 'masks' is taken; write another one"),
        ("old-masks", "the key 'old-masks' is taken; write another one"),
        ("published", "the key 'published' is taken; write another one"),
        ("broken", "the key 'broken' is taken; write another one"),
    ],
)
def test_a_key_that_cannot_be_had(key, says, project, capsys):
    (project / "entries" / "masks.md").write_text(plus("aliases: [old-masks]"), encoding="utf-8")
    (project / "entries" / "broken.md").write_text("no entry", encoding="utf-8")
    (project / "keys.lock").write_text("published ada2022published\n", encoding="utf-8")
    assert new("cutie.bib", "--key", key) == 2
    assert capsys.readouterr().err == f"paperbase: {says}\n"
    assert len(list((project / "entries").iterdir())) == 2


def test_an_entry_with_a_problem_is_not_written(project, capsys):
    assert new("cutie.bib", "--code", "javascript:alert(1)", "--key", "cutie") == 2
    shown = capsys.readouterr()
    problem, verdict = shown.err.splitlines()
    assert problem.startswith("entries/cutie.md:11:9: error[bad-url] links.code: ")
    assert verdict.startswith("paperbase: nothing was written; give what is wrong or missing")
    assert (shown.out, entries(project)) == ("", {})


def test_raw_html_in_a_summary_is_not_written(project, capsys):
    assert new("cutie.bib", "--summary", "<script>alert(1)</script>") == 2
    assert "error[raw-html]" in capsys.readouterr().err
    assert entries(project) == {}


def test_what_is_no_utf_8_is_not_written(project, capsys):
    assert new("cutie.bib", "--summary", "\udcff", "--key", "cutie") == 2
    assert "entries/cutie.md:12:1: error[bad-encoding]" in capsys.readouterr().err
    assert new("cutie.bib", "--note", "\udcff", "--key", "cutie") == 2
    assert "entries/cutie.md:10:10: error[bad-yaml]" in capsys.readouterr().err
    assert entries(project) == {}


def test_a_dry_run_prints_what_is_to_be_mended(project, capsys):
    assert new("cutie.bib", "--dry-run", "--code", "x") == 2
    shown = capsys.readouterr()
    assert shown.out.startswith("---\ntitle: ")
    assert "error[bad-url]" in shown.err


def test_a_title_that_is_nearly_there_is_not_written(project, capsys):
    title = "Putting the Object Back into Video Object Segmentation"
    known = GOOD.replace("Masks through Time", f"'Cutie: {title}'")
    (project / "entries" / "masks.md").write_text(known, encoding="utf-8")
    assert new("cutie.bib") == 2
    shown = capsys.readouterr()
    assert "error[near-duplicate-title] nearly the title of entries/masks.md:" in shown.err
    assert shown.out == ""
    assert len(list((project / "entries").iterdir())) == 1


def test_a_name_keeps_bibtex_keys_apart(project, capsys):
    old = GOOD.replace("Ada Lovelace", "Ho Kei Cheng").replace("Masks", "Putting Masks")
    (project / "entries" / "masks.md").write_text(old.replace("2022", "2023"), encoding="utf-8")
    assert new("cutie.bib") == 2
    assert "error[bibtex-key-collision]" in capsys.readouterr().err
    assert new("cutie.bib", "--name", "Cutie") == 0
    assert capsys.readouterr().out == "entries/cutie.md\n"
    assert main(["check"]) == 0


def test_a_disk_that_is_full(project, monkeypatch, capsys):
    from sphinx_paperbase.cli import new as command

    def save(root: Path, key: str, text: str) -> Path:
        if key == "xmem":
            raise OSError(28, "No space left on device")
        return saved(root, key, text)

    saved = command.save
    monkeypatch.setattr(command, "save", save)
    (project / "two.bib").write_text(CUTIE_BIB + XMEM_BIB, encoding="utf-8")
    said = refused(project, capsys, "two.bib")
    assert said == "entries/xmem.md cannot be written: No space left on device"


@pytest.fixture
def editor(tmp_path, monkeypatch) -> Path:
    """Return a program that stands for an editor; it gets the file to edit."""
    path = tmp_path / "my editor"
    path.write_text('#!/bin/sh\nsed -i "$@"\n', encoding="utf-8")
    path.chmod(0o700)
    monkeypatch.delenv("VISUAL", raising=False)
    return path


def test_edit(project, editor, monkeypatch, capsys):
    monkeypatch.setenv("EDITOR", f"'{editor}' 's/SVOS/UVOS/'")
    assert new("cutie.bib", "--edit", "--key", "cutie") == 0
    assert "types: [UVOS]" in entries(project)["cutie.md"]


def test_a_problem_after_editing_is_told(project, editor, monkeypatch, capsys):
    monkeypatch.setenv("VISUAL", f"'{editor}' 's/venue: CVPR/venue: CVRP/'")
    assert new("cutie.bib", "--edit", "--key", "cutie") == 1
    assert "entries/cutie.md:5:8: error[unknown-venue]" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["", "no-such-editor", "'", "\x1b"])
def test_no_editor(command, project, monkeypatch, capsys):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", command)
    said = refused(project, capsys, "cutie.bib", "--edit")
    assert said.startswith("--edit opens $VISUAL or $EDITOR, which is ")


# From an issue


ISSUE = """\
### arXiv id, DOI, or address

{source}

### BibTeX

```bibtex
{bibtex}
```

### VOS types

- [ ] SVOS: Semi-supervised VOS
- [x] {type}: Unsupervised VOS

### Code

https://github.com/hkchengrex/Cutie

### Project page

_No response_

### Data set

_No response_

### Note

_No response_

### What it does, in your own words

Puts the object back.
"""


def issue(
    project: Path, source: str = "_No response_", bibtex: str = "", type: str = "UVOS"
) -> str:
    path = project / "issue.txt"
    path.write_text(
        ISSUE.format(source=source, bibtex=bibtex, type=type), encoding="utf-8", newline="\r\n"
    )
    return str(path)


def test_an_issue_with_bibtex(project):
    text = made(project, "--issue", issue(project, bibtex=CUTIE_BIB))
    assert "types: [UVOS]\n" in text
    assert "links:\n  code: https://github.com/hkchengrex/Cutie\n" in text
    assert text.endswith("---\nPuts the object back.\n")


def test_an_issue_with_an_id(project, server):
    server.answers("/query", atom(CUTIE))
    assert "venue: arXiv\nyear: 2023\n" in made(project, "--issue", issue(project, "2310.12982"))


def test_an_issue_with_both(project):
    bibtex = CUTIE_BIB.replace("eprint", "nothing")
    text = made(project, "--issue", issue(project, "https://arxiv.org/abs/2310.12982", bibtex))
    assert 'venue: CVPR\nyear: 2024\nearlier: [arXiv 2023]\narxiv: "2310.12982"\n' in text


def test_options_count_more_than_the_issue(project):
    text = made(
        project, "--issue", issue(project, bibtex=CUTIE_BIB), "--type", "SVOS", "--summary", "x"
    )
    assert "types: [SVOS]\n" in text
    assert text.endswith("---\nx\n")


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({}, "the issue names neither an id or address nor BibTeX; give one"),
        (
            {"bibtex": CUTIE_BIB + XMEM_BIB},
            "the issue's BibTeX has 2 records; make an issue of each",
        ),
        ({"bibtex": "@misc{"}, "the issue's BibTeX: line 1: "),
        ({"bibtex": "x"}, "the issue's BibTeX has no BibTeX record"),
        ({"bibtex": CUTIE_BIB, "type": "UVSO"}, "'UVSO' is not a type; did you mean 'UVOS'?"),
        (
            {"bibtex": CUTIE_BIB, "source": "2207.07115"},
            "the source says '2310.12982', and you '2207.07115'",
        ),
        ({"source": "-"}, "'-' is no id of a paper; give "),
        ({"source": "cutie.bib"}, "'cutie.bib' is no id of a paper"),
        ({"source": "/etc/passwd"}, "'/etc/passwd' is no id of a paper"),
        ({"source": "file:///etc/passwd"}, "'file:///etc/passwd' is no id of a paper"),
        ({"source": "http://169.254.169.254/x"}, "'http://169.254.169.254/x' is no id of a paper"),
        ({"source": "\x1b[31m\x9b\u202e"}, "'"),
    ],
)
def test_an_issue_that_is_refused(answers, says, project, capsys):
    assert refused(project, capsys, "--issue", issue(project, **answers)).startswith(says)


def test_another_issue(project, capsys):
    (project / "issue.txt").write_text("Please add my paper", encoding="utf-8")
    said = refused(project, capsys, "--issue", "issue.txt")
    assert said == "this is no issue of the form 'Add a paper': it has none of its headings"


def test_an_issue_that_is_not_there(project, capsys):
    said = refused(project, capsys, "--issue", "issue.txt")
    assert said == "issue.txt cannot be read: No such file or directory"


# Wrong use


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "give one SOURCE, or --issue FILE; see 'paperbase new --help'"),
        (["cutie.bib", "--issue", "x"], "give one SOURCE, or --issue FILE"),
        (["cutie.bib", "--type", "svso"], "'svso' is not a type; did you mean 'SVOS'?"),
        (["cutie.bib", "--type", "\x1b"], "'\\x1b' is not a type; the types are SVOS, UVOS, RVOS"),
        (
            ["cutie.bib", "--venue", "CVRP"],
            "'CVRP' is not a venue of taxonomy.toml; did you mean 'CVPR'?",
        ),
        (
            ["cutie.bib", "--venue", "qqq"],
            "'qqq' is not a venue of taxonomy.toml; the venues are CVPR, ",
        ),
    ],
)
def test_wrong_use(arguments, says, project, capsys):
    assert refused(project, capsys, *arguments).startswith(says)


def test_outside_a_project(project, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert "no taxonomy.toml here or above" in refused(project, capsys, "10.1000/xyz")


def test_a_source_is_seen_from_where_the_command_runs(project, monkeypatch):
    monkeypatch.chdir(project / "entries")
    assert new("../cutie.bib") == 0
    assert len(entries(project)) == 1
