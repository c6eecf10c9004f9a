"""``paperbase links``: what it asks, what it prints and keeps, and how it ends."""

from __future__ import annotations

import itertools
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sphinx_paperbase.cli import main
from tests.cli.test_changed import Repository
from tests.projects import changed, write_project
from tests.sources.link_server import Answer, Web, redirect, site

NO_ARXIV = changed("arxiv: 2203.01234\n", "")
QUICK = ["links", "--allow-private", "--pause", "0", "--timeout", "2"]


def entry(**links: str) -> str:
    """Return an entry with some links, the first of them on line 8."""
    written = "".join(f"  {kind}: {address}\n" for kind, address in links.items())
    return changed("year: 2022\n", f"year: 2022\nlinks:\n{written}", NO_ARXIV)


@pytest.fixture
def web() -> Iterator[Web]:
    with site() as here:
        yield here


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, web: Web) -> Path:
    """Return a project with links of every kind, in which the command runs."""
    web.answers("/gone", Answer(404))
    web.answers("/old", redirect("/new"))
    web.answers("/wall", Answer(403))
    web.answers("/ill", Answer(500))
    entries = {
        "a.md": entry(paper=f"{web.url}/fine", code=f"{web.url}/gone"),
        "b.md": entry(paper=f"{web.url}/old", code=f"{web.url}/wall", demo=f"{web.url}/gone"),
        "c.md": entry(paper=f"{web.url}/ill").replace(
            "Follows a mask.", f"Follows [a mask]({web.url}/fine)."
        ),
    }
    folder = write_project(tmp_path / "project", entries)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def fine(project: Path, web: Web) -> Path:
    """Return the project with one link, which answers."""
    for name in ("b.md", "c.md"):
        (project / "entries" / name).unlink()
    write_project(project, {"a.md": entry(paper=f"{web.url}/fine")})
    return project


def paths(web: Web) -> set[str]:
    return {request.split()[1] for request in web.requests}


def test_all_classes(project, web, capsys):
    assert main(QUICK) == 1
    shown = capsys.readouterr()
    lines = [line.replace(web.url, "…").split("  ") for line in shown.out.splitlines()]
    assert [[cell.strip() for cell in line if cell.strip()] for line in lines] == [
        ["5 links: 1 alive, 1 moved, 1 dead, 1 blocked, 1 slow"],
        ["class", "status", "address", "new address", "where"],
        ["moved", "301", "…/old", "…/new", "entries/b.md:8"],
        ["dead", "404", "…/gone", "entries/a.md:9, entries/b.md:10"],
        ["blocked", "403", "…/wall", "entries/b.md:9"],
        ["slow", "500", "…/ill", "entries/c.md:8"],
    ]
    assert shown.err == ""


def test_nothing_is_dead(project, web, capsys):
    web.answers("/gone", Answer())
    assert main(QUICK) == 0
    assert "0 dead" in capsys.readouterr().out


def test_all_is_well(fine, capsys):
    assert main(QUICK) == 0
    assert capsys.readouterr() == ("1 link: 1 alive, 0 moved, 0 dead, 0 blocked, 0 slow\n", "")


def test_every_address_is_asked_once(project, web):
    main(QUICK)
    assert sorted(web.requests) == [
        "GET /gone",
        "GET /ill",
        "GET /wall",
        "HEAD /fine",
        "HEAD /gone",
        "HEAD /ill",
        "HEAD /new",
        "HEAD /old",
        "HEAD /wall",
    ]


@pytest.mark.parametrize(
    ("names", "asked"),
    [
        (["a"], {"/fine", "/gone"}),
        (["a", "entries/c.md"], {"/fine", "/gone", "/ill"}),
        (["entries"], {"/fine", "/gone", "/old", "/new", "/wall", "/ill"}),
        (["."], {"/fine", "/gone", "/old", "/new", "/wall", "/ill"}),
        (["taxonomy.toml"], set()),
    ],
)
def test_only_some_entries(names, asked, project, web):
    main([*QUICK, *names])
    assert paths(web) == asked


def test_an_entry_that_does_not_pass_the_check(fine, web):
    write_project(fine, {"a.md": entry(paper=f"{web.url}/fine").replace("2022", "22")})
    assert main(QUICK) == 0
    assert paths(web) == {"/fine"}


def test_no_file_outside_is_read(fine, tmp_path, web):
    (tmp_path / "secret.md").write_text(entry(paper=f"{web.url}/secret"))
    (fine / "entries" / "linked.md").symlink_to(tmp_path / "secret.md")
    assert main(QUICK) == 0
    assert paths(web) == {"/fine"}


def test_no_link_at_all(fine, capsys):
    write_project(fine, {"a.md": NO_ARXIV})
    assert main(QUICK) == 0
    assert capsys.readouterr().out.startswith("0 links: ")


# What is kept.


def test_what_is_known_is_not_asked_again(project, web, capsys):
    main(QUICK)
    first, asked = capsys.readouterr(), len(web.requests)
    assert main(QUICK) == 1
    again = capsys.readouterr()
    assert len(web.requests) == asked
    assert again.out == first.out
    assert again.err == "5 of 5 links are known from before\n"


def test_no_age_is_young_enough(project, web):
    main(QUICK)
    asked = len(web.requests)
    main([*QUICK, "--max-age", "0"])
    assert len(web.requests) == 2 * asked


def test_a_cache_that_is_broken_is_none(project, web, tmp_path, capsys):
    main(QUICK)
    first = capsys.readouterr().out
    (cache,) = (tmp_path / "cache" / "paperbase").glob("links*.json")
    cache.write_bytes(b'{"http://x')
    assert main(QUICK) == 1
    assert capsys.readouterr() == (first, "")


def test_findings_of_a_local_network_are_not_those_of_all(project, web, capsys):
    main(QUICK)
    capsys.readouterr()
    assert main(["links", "--pause", "0"]) == 0
    assert "0 alive, 0 moved, 0 dead, 5 blocked" in capsys.readouterr().out


def test_a_run_that_is_stopped_goes_on_where_it_was(project, web, capsys):
    with site() as slow:
        reached = threading.Event()

        def stop(handler):
            reached.set()
            wait_for(lambda: len(web.requests) == 9)
            signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
            slow.ended.wait(20)

        write_project(project, {"d.md": entry(paper=slow.answers("/slow", Answer(act=stop)))})
        assert main([*QUICK, "--timeout", "30"]) == 2
        shown = capsys.readouterr()
        assert shown.out == ""
        assert shown.err.splitlines() == [
            "links known by now: 5; the next run asks the others",
            "paperbase: stopped",
        ]
        slow.answers("/slow", Answer())
        assert main(QUICK) == 1
        assert capsys.readouterr().err == "5 of 6 links are known from before\n"
        assert len(web.requests) == 9
        assert slow.requests[-1] == "HEAD /slow"


def wait_for(condition) -> None:
    for _ in range(500):
        if condition():
            # What was answered last must also have been noted.
            threading.Event().wait(0.2)
            return
        threading.Event().wait(0.01)


# --report


def test_the_report(project, web, tmp_path):
    main([*QUICK, "--report", str(tmp_path / "report.md")])
    assert (
        (tmp_path / "report.md").read_text()
        == f"""\
5 links: 1 alive, 1 moved, 1 dead, 1 blocked, 1 slow.

## Moved (1)

They lead to another address for good; write that one.

- `{web.url}/old` → `{web.url}/new` (301)
  - `entries/b.md:8`

    ```
      paper: {web.url}/new
    ```

## Dead (1)

There is no such page or host, asked twice; find where it is now.

- `{web.url}/gone` (404)
  - `entries/a.md:9`
  - `entries/b.md:10`

## Blocked (1)

They refuse programs, so that only a person can tell.

- `{web.url}/wall` (403)
  - `entries/b.md:9`

## Slow (1)

No answer in time, or a fault of the server's; they may come back.

- `{web.url}/ill` (500)
  - `entries/c.md:8`
"""
    )


def test_a_report_that_cannot_be_written(fine, capsys):
    assert wrong_use([*QUICK, "--report", "no/folder/report.md"], capsys) == (
        "paperbase: no such folder: no/folder\n"
    )
    assert main([*QUICK, "--report", "entries"]) == 2
    assert capsys.readouterr().err == "paperbase: cannot write entries: Is a directory\n"


# --changed


def test_only_what_the_branch_changes(project, web, capsys):
    repository = Repository(project)
    repository.commit()
    repository.git("checkout", "-q", "-b", "mine")
    assert main([*QUICK, "--changed"]) == 0
    assert capsys.readouterr().out.startswith("0 links: ")
    write_project(
        project, {"d.md": entry(paper=f"{web.url}/d"), "e.md": entry(paper=f"{web.url}/e")}
    )
    assert main([*QUICK, "--changed"]) == 0
    assert paths(web) == {"/d", "/e"}
    assert main([*QUICK, "e", "a", "--changed", "main", "--max-age", "0"]) == 0
    assert web.requests[-1] == "HEAD /e"
    assert paths(web) == {"/d", "/e"}


# What cannot be done.


def wrong_use(arguments: list[str], capsys) -> str:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("paperbase: ")
    assert len(shown.err.splitlines()) == 1
    return shown.err


@pytest.fixture
def no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*_, **__):
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def test_no_network(project, no_names, tmp_path, capsys, monkeypatch):
    said = "no network: no host can be looked up; try again later"
    assert wrong_use(QUICK, capsys) == f"paperbase: {said}\n"
    assert json.loads((tmp_path / "cache/paperbase/links-private.json").read_text()) == {}
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    assert "the proxy of the environment is not used" in wrong_use(QUICK, capsys)


def test_hosts_that_do_not_exist_are_dead_where_there_is_a_network(project, monkeypatch, capsys):
    real = socket.getaddrinfo

    def look_up(host, *arguments, **options):
        if host.endswith(".example"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return real("127.0.0.1" if host == "arxiv.org" else host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    write_project(project, {"d.md": entry(paper="http://gone.example/")})
    assert main([*QUICK, "d"]) == 1
    assert "dead   no such host  http://gone.example/" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["aa"], "no such entry or file: aa; did you mean 'a'?"),
        (["entries/z.md"], "no such entry or file: entries/z.md"),
        (["a\x1b[31m"], "no such entry or file: a\\x1b[31m"),
        ([os.devnull], f"not in the project: {os.devnull}"),
    ],
)
def test_entries_that_are_not_there(arguments, says, project, capsys):
    assert wrong_use([*QUICK, *arguments], capsys).startswith(f"paperbase: {says}")


def test_no_such_base(project, capsys):
    Repository(project).commit()
    said = wrong_use([*QUICK, "--changed", "nowhere"], capsys)
    assert said == "paperbase: git knows no nowhere; name a branch: --changed BASE\n"


def test_outside_a_project(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert "no taxonomy.toml here or above" in wrong_use(QUICK, capsys)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        *itertools.product(("--pause", "--timeout", "--max-age"), ("-1", "nan", "inf", "x", "")),
        ("--timeout", "0"),
    ],
)
def test_numbers_that_are_none(option, value, project, capsys):
    with pytest.raises(SystemExit) as exit:
        main(["links", f"{option}={value}"])
    assert exit.value.code == 2
    assert f"argument {option}: invalid number value: '{value}'" in capsys.readouterr().err


def test_other_commands_do_not_wait_for_the_network_s_libraries(fine):
    program = (
        "import sys; from sphinx_paperbase.cli import main; main(['check']); "
        "sys.exit(any(m in sys.modules for m in ('requests', 'urllib3', 'ssl', 'rich')))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=fine, check=False)
    assert done.returncode == 0
