"""``paperbase update``: what it shows, what it changes, and how it ends."""

from __future__ import annotations

import pytest

from sphinx_paperbase.catalog import Catalog
from sphinx_paperbase.cli import main
from sphinx_paperbase.sources import http
from tests.projects import changed, write_project
from tests.sources import dblp_records, records
from tests.sources.server import Answer, serving

CROSSREF, DBLP, ARXIV = "/works", "/search/publ/api", "/query"

PREPRINT = """\
---
title: Masks through Time  # as printed
authors: [Ada Lovelace, Alan Turing]
types: [SVOS]
venue: arXiv
year: 2022
arxiv: 2203.01234
links:
  code: https://example.org/code  # theirs
---
Follows a mask.
"""
OTHER = changed("Masks through Time", "Boxes", changed("2203.01234", "2203.99999", PREPRINT))
PUBLISHED = changed("Masks through Time", "Clicks", changed("2203.01234", "2203.55555"))
AUTHORS = ("Lovelace, Ada", "Turing, Alan")


def work(title="Masks through Time", **more):
    container = "2023 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)"
    facts = {"container_title": [container], "page": "1-9"} | more
    return records.work("10.1109/CVPR52729.2023.00001", title, *AUTHORS, **facts)


def info(title="Masks through Time", **more):
    doi = "10.1109/CVPR52729.2023.00001"
    facts = {"venue": "CVPR", "year": "2023", "doi": doi, "ee": f"https://doi.org/{doi}"} | more
    return dblp_records.info("conf/cvpr/LovelaceT23", title, "Ada Lovelace", "Alan Turing", **facts)


@pytest.fixture
def server(monkeypatch):
    """Return a server that stands for all sources and knows where one paper was published."""
    monkeypatch.setenv("PAPERBASE_TIMEOUT", "0.5")
    monkeypatch.setattr(http, "PAUSES", (0.01, 0.02))
    with serving() as server:
        for service in (http.CROSSREF, http.DBLP, http.ARXIV):
            monkeypatch.setenv(service.variable, server.url)
        server.answers(CROSSREF, records.many(work()))
        server.answers(DBLP, dblp_records.hits(info()))
        server.answers(ARXIV, records.atom(records.preprint("2203.99999", "Boxes", "A B")))
        yield server


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return a project with two preprints and a published paper, in which the command runs."""
    entries = {"masks.md": PREPRINT, "boxes.md": OTHER, "clicks.md": PUBLISHED}
    root = write_project(tmp_path / "project", entries)
    monkeypatch.chdir(root)
    return root


def update(*arguments):
    return main(["update", "--pause", "0", *arguments])


CHANGE = """\
masks: published at CVPR 2023
--- entries/masks.md
+++ entries/masks.md
@@ -4,5 +4,8 @@
 types: [SVOS]
-venue: arXiv
-year: 2022
+venue: CVPR
+year: 2023
+earlier: [arXiv 2022]
 arxiv: 2203.01234
+doi: 10.1109/CVPR52729.2023.00001
+pages: 1-9
 links:
  venue, year, doi: Crossref https://doi.org/10.1109/cvpr52729.2023.00001, DBLP https://dblp.org/rec/conf/cvpr/LovelaceT23
  pages: Crossref https://doi.org/10.1109/cvpr52729.2023.00001
"""


def test_a_publication_is_shown_and_nothing_is_changed(project, server, capsys):
    assert update() == 0
    shown = capsys.readouterr()
    assert shown.out == CHANGE
    assert shown.err == "asked about 2 of 2: 1 to change (--write does it)\n"
    assert (project / "entries/masks.md").read_text() == PREPRINT


def test_a_publication_is_written(project, server, capsys):
    assert update("--write") == 0
    shown = capsys.readouterr()
    assert shown.out == CHANGE
    assert shown.err == "asked about 2 of 2: 1 changed\n"
    assert (
        (project / "entries/masks.md").read_text()
        == """\
---
title: Masks through Time  # as printed
authors: [Ada Lovelace, Alan Turing]
types: [SVOS]
venue: CVPR
year: 2023
earlier: [arXiv 2022]
arxiv: 2203.01234
doi: 10.1109/CVPR52729.2023.00001
pages: 1-9
links:
  code: https://example.org/code  # theirs
---
Follows a mask.
"""
    )
    assert (project / "entries/boxes.md").read_text() == OTHER
    assert sorted(path.name for path in (project / "entries").iterdir()) == [
        "boxes.md",
        "clicks.md",
        "masks.md",
    ]


def test_what_is_written_passes_the_check_and_a_second_run_finds_nothing(project, server, capsys):
    update("--write")
    assert main(["check"]) == 0
    capsys.readouterr()
    server.asked.clear()
    assert update("--write") == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == "asked about 1 of 1: 0 changed\n"


def test_a_key_for_life(project, server, capsys):
    before = Catalog.load(project).bibtex_keys["masks"]
    update("--write")
    assert Catalog.load(project).bibtex_keys["masks"] == before


def test_only_the_keys_that_are_named(project, server, capsys):
    assert update("boxes") == 0
    assert capsys.readouterr().out == ""
    assert server.asked[0].query["query.bibliographic"] == ["Boxes"]
    assert len([a for a in server.asked if a.path == CROSSREF]) == 1


def test_an_alias_is_a_name_too(project, server, capsys):
    write_project(
        project, {"masks.md": changed("links:", "aliases: [old-masks]\nlinks:", PREPRINT)}
    )
    assert update("old-masks", "masks") == 0
    assert capsys.readouterr().out.startswith("masks: published at CVPR 2023\n")
    assert len([a for a in server.asked if a.path == CROSSREF]) == 1


def test_an_unknown_key(project, server, capsys):
    assert update("mask", "boxes") == 2
    assert capsys.readouterr().err == "paperbase: no such entry: mask; did you mean 'masks'?\n"
    assert server.asked == []


def test_an_entry_that_cannot_be_read(project, server, capsys):
    write_project(project, {"broken.md": "no front matter"})
    assert update("broken") == 2
    message = "paperbase: entries/broken.md cannot be read; run 'paperbase check'\n"
    assert capsys.readouterr().err == message


def test_no_project(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert update() == 2
    assert "no taxonomy.toml here or above" in capsys.readouterr().err


def test_no_preprint(project, server, capsys):
    for name in ("masks", "boxes"):
        (project / f"entries/{name}.md").unlink()
    assert update() == 0
    assert capsys.readouterr().err == "no entry counts as a preprint\n"
    assert server.asked == []


def test_a_limit(project, server, capsys):
    assert update("--limit", "1") == 0
    assert capsys.readouterr().err.startswith("asked about 1 of 1")
    assert len([a for a in server.asked if a.path == CROSSREF]) == 1


@pytest.mark.parametrize("option", [("--limit", "0"), ("--limit", "x"), ("--pause", "-1")])
def test_wrong_use(project, option, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["update", *option])
    assert ended.value.code == 2
    assert f"argument {option[0]}: invalid" in capsys.readouterr().err


def test_a_published_paper_gets_what_it_lacks_if_it_is_named(project, server, capsys):
    where = "Conference on Computer Vision and Pattern Recognition"
    record = work("Clicks", container_title=[where], issued=records.date(2022))
    server.answers(CROSSREF, records.many(record))
    server.answers(DBLP, dblp_records.hits(info("Clicks", year="2022", volume="3")))
    assert update("--write") == 0
    assert (project / "entries/clicks.md").read_text() == PUBLISHED
    capsys.readouterr()
    assert update("clicks", "--write") == 0
    assert capsys.readouterr().out.startswith(
        "clicks: more is known of CVPR 2022\n--- entries/clicks.md\n"
    )
    assert (project / "entries/clicks.md").read_text() == changed(
        "arxiv: 2203.55555",
        "arxiv: 2203.55555\ndoi: 10.1109/CVPR52729.2023.00001\npages: 1-9\nvolume: 3",
        PUBLISHED,
    )
    assert main(["check"]) == 0


def test_what_a_person_should_look_at(project, server, capsys):
    container = "International Journal of Computer Vision"
    server.answers(CROSSREF, records.many(work(container_title=[container])))
    server.answers(DBLP, dblp_records.hits())
    assert update("masks") == 0
    shown = capsys.readouterr()
    assert shown.out == (
        "masks: listed at 'International Journal of Computer Vision' "
        "(Crossref https://doi.org/10.1109/cvpr52729.2023.00001), no venue of taxonomy.toml; "
        "if it counts, add it there, then run again\n"
    )
    assert shown.err == "asked about 1 of 1: 0 to change, 1 to look at\n"


def test_another_entry_has_the_doi_already(project, server, capsys):
    doi = "arxiv: 2203.55555\ndoi: 10.1109/cvpr52729.2023.00001"
    write_project(project, {"clicks.md": changed("arxiv: 2203.55555", doi, PUBLISHED)})
    assert update("--write") == 1
    shown = capsys.readouterr()
    assert shown.out == (
        "masks: published at CVPR 2023, but entries/clicks.md has that DOI; are the two one paper?\n"
    )
    assert shown.err == "asked about 2 of 2: 0 changed, 1 left as it is\n"
    assert (project / "entries/masks.md").read_text() == PREPRINT


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (PREPRINT.replace("\n", "\r\n"), "cannot be edited; run 'paperbase check --fix' first"),
        (
            "---\n{title: Masks through Time, authors: [Ada Lovelace], types: [SVOS], venue: arXiv, "
            'year: 2022, arxiv: "2203.01234"}\n---\n',
            "cannot be edited; write one 'key: value' a line",
        ),
    ],
)
def test_a_file_that_cannot_be_edited(project, server, capsys, text, why):
    write_project(project, {"masks.md": text})
    assert update("--write") == 1
    assert capsys.readouterr().out.endswith(f"{why}\n")
    assert (project / "entries/masks.md").read_bytes() == text.encode()


def test_a_change_that_would_not_pass_the_check_is_not_made(project, server, capsys):
    server.answers(DBLP, dblp_records.hits(info(pages="<b>1</b>")))
    server.answers(CROSSREF, records.many())
    assert update("--write") == 1
    assert (
        "masks: published at CVPR 2023, but it would not pass the check then: pages: has HTML"
        in (capsys.readouterr().out)
    )
    assert (project / "entries/masks.md").read_text() == PREPRINT


def test_a_problem_that_was_there_is_no_hindrance(project, server, capsys):
    write_project(project, {"masks.md": changed("links:", "colour: red\nlinks:", PREPRINT)})
    assert update("--write") == 0
    assert "colour: red\n" in (project / "entries/masks.md").read_text()


def test_a_file_that_cannot_be_written(project, server, capsys, monkeypatch):
    def refuse(path, content):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("sphinx_paperbase.cli.update.replace", refuse)
    assert update("--write") == 2
    assert "masks.md: Permission denied" in capsys.readouterr().err


def test_a_source_that_fails_for_one_paper(project, server, capsys):
    server.answers(CROSSREF, Answer("{"), records.many(work()))
    assert update() == 0
    shown = capsys.readouterr()
    assert shown.out == CHANGE
    assert shown.err.startswith("boxes: Crossref sent an answer that cannot be read")


def test_a_source_that_never_answers(project, server, capsys):
    server.answers(DBLP, Answer(status=500))
    assert update("--write") == 2
    shown = capsys.readouterr()
    assert shown.out.startswith("masks: published at CVPR 2023\n")
    assert "venue: CVPR" in (project / "entries/masks.md").read_text()
    assert shown.err.splitlines()[-1].startswith("paperbase: DBLP answers with an error (500 ")


def test_no_network(project, monkeypatch, capsys):
    monkeypatch.setattr(http, "PAUSES", ())
    for service in (http.CROSSREF, http.DBLP, http.ARXIV):
        monkeypatch.setenv(service.variable, "http://127.0.0.1:9")
    assert update() == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Traceback" not in shown.err
    last = shown.err.splitlines()[-1]
    assert last.startswith("paperbase: Crossref cannot be reached")
    assert "; DBLP cannot be reached" in last


def test_nothing_hostile_is_printed(project, server, capsys):
    title = "Masks through Time"
    server.answers(CROSSREF, records.many(work(title, container_title=["\x1b[2J\u202ebad"])))
    server.answers(
        DBLP, dblp_records.hits(info() | {"key": "conf/\x1b[2J/x", "pages": "1-\x1b[2J9"})
    )
    update()
    shown = capsys.readouterr()
    assert "\x1b" not in shown.out + shown.err


def test_help(capsys):
    with pytest.raises(SystemExit):
        main(["update", "--help"])
    text = " ".join(capsys.readouterr().out.split())
    assert "which preprints have been published since" in text
    assert "--write change the entries' files" in text
