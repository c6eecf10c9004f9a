"""The repository's side: forms, workflows with their scripts, and what editors are told."""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperbase.cli import COMMANDS, main
from sphinx_paperbase.formats import issue_form
from sphinx_paperbase.formats.json_schema import schema
from sphinx_paperbase.site.directives import DIRECTIVES
from tests.projects import GOOD, REPOSITORY, changed, write_project

GITHUB = REPOSITORY / ".github"
SCRIPTS = GITHUB / "scripts"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
TOOLS = Path(sys.executable).parent

LABELS = [
    "arXiv id, DOI, or address",
    "BibTeX",
    "VOS types",
    "Code",
    "Project page",
    "Data set",
    "Note",
    "What it does, in your own words",
]


def load_yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def names(paths: list[Path]) -> list[str]:
    return [path.name for path in paths]


def tool(name: str) -> str:
    """Return a tool that the tests' requirements install, which may be missing on a desk only."""
    found = shutil.which(name, path=f"{TOOLS}{os.pathsep}{os.environ['PATH']}")
    if not found and not os.environ.get("CI"):
        pytest.skip(f"{name} is not installed")
    assert found, f"{name} is not installed"
    return found


# Forms.


def form_fields(name: str) -> list[dict[str, Any]]:
    form = load_yaml(GITHUB / "ISSUE_TEMPLATE" / name)
    return [field for field in form["body"] if field["type"] != "markdown"]


def test_the_form_has_the_labels_that_the_command_reads():
    fields = form_fields("add-a-paper.yml")
    assert [field["attributes"]["label"] for field in fields] == LABELS
    body = "\n\n".join(f"### {label}\n\n{place}" for place, label in enumerate(LABELS))
    assert issue_form.read(body) == issue_form.IssueForm("0", "1", (), "3", "4", "5", "6", "7")
    assert load_yaml(GITHUB / "ISSUE_TEMPLATE" / "add-a-paper.yml")["labels"] == ["new paper"]


def test_the_form_has_the_types_of_the_taxonomy(real):
    (field,) = (f for f in form_fields("add-a-paper.yml") if f["id"] == "types")
    offered = [option["label"] for option in field["attributes"]["options"]]
    assert offered == [f"{id}: {type.name}" for id, type in real.taxonomy.types.items()]
    body = "### VOS types\n\n" + "\n".join(f"- [X] {label}" for label in offered)
    assert issue_form.read(body).types == tuple(real.taxonomy.types)


@pytest.mark.parametrize("name", ["add-a-paper.yml", "correct-a-paper.yml"])
def test_the_fields_of_a_form_are_told_apart(name):
    fields = form_fields(name)
    assert len({field["id"] for field in fields}) == len(fields)
    assert len({field["attributes"]["label"] for field in fields}) == len(fields)


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-issue-forms", "ISSUE_TEMPLATE/*-a-paper.yml"),
        ("github-issue-config", "ISSUE_TEMPLATE/config.yml"),
        ("github-workflows", "workflows/*.yml"),
        ("dependabot", "dependabot.yml"),
        ("readthedocs", "../.readthedocs.yaml"),
    ],
)
def test_files_are_as_their_published_schema_says(schema, files):
    paths = sorted(GITHUB.glob(files)) or [GITHUB / files]
    done = subprocess.run(
        [tool("check-jsonschema"), "--builtin-schema", f"vendor.{schema}", *paths],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


# Workflows.


def test_actionlint_has_nothing_to_say():
    done = subprocess.run(
        [tool("actionlint"), "-shellcheck", tool("shellcheck"), "-no-color"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout + done.stderr == ""
    assert done.returncode == 0


def test_shellcheck_has_nothing_to_say():
    scripts = [*SCRIPTS.glob("*.sh"), REPOSITORY / ".ci" / "run"]
    done = subprocess.run(
        [tool("shellcheck"), *scripts], capture_output=True, text=True, check=False
    )
    assert done.stdout == ""
    assert len(scripts) == 4


def steps(workflow: Path) -> Iterator[dict[str, Any]]:
    for job in load_yaml(workflow)["jobs"].values():
        yield from job["steps"]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=names(WORKFLOWS))
def test_a_workflow_may_do_little_and_not_for_long(workflow):
    data = load_yaml(workflow)
    assert "permissions" in data and "concurrency" in data
    assert "write" not in data["permissions"].values()
    for job in data["jobs"].values():
        assert 0 < job["timeout-minutes"] <= 90
        if not data["permissions"]:
            assert job["permissions"]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=names(WORKFLOWS))
def test_no_text_from_outside_becomes_part_of_a_script(workflow):
    runs = [step["run"] for step in steps(workflow) if "run" in step]
    assert not [run for run in runs if "${{" in run], "give it in env:"


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=names(WORKFLOWS))
def test_actions_are_githubs_own_and_pinned(workflow):
    text = workflow.read_text("utf-8")
    uses = re.findall(r"uses: (.*)", text)
    assert len(uses) == sum("uses" in step for step in steps(workflow))
    for use in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+( .*)?|\S+ #.*", use)
        assert re.match(r"actions/[a-z-]+@[0-9a-f]{40} # v\d", use)
    for step in steps(workflow):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_one_version_of_an_action_is_used():
    texts = [path.read_text("utf-8") for path in WORKFLOWS]
    pins = {tuple(use.split("@")) for text in texts for use in re.findall(r"uses: (\S+)", text)}
    assert len(pins) == len({action for action, _ in pins})


def test_who_can_write_is_listed():
    writes = {
        (path.stem, scope)
        for path in WORKFLOWS
        for job in load_yaml(path)["jobs"].values()
        for scope, access in job.get("permissions", {}).items()
        if access == "write"
    }
    assert writes == {
        ("add-paper", "contents"),
        ("add-paper", "issues"),
        ("add-paper", "pull-requests"),
        ("comment", "pull-requests"),
        ("links", "issues"),
        ("pages", "id-token"),
        ("pages", "pages"),
    }
    assert load_yaml(GITHUB / "workflows" / "check.yml")["permissions"] == {"contents": "read"}


def test_the_comment_follows_the_check_and_reads_what_it_leaves():
    check = load_yaml(GITHUB / "workflows" / "check.yml")
    comment = load_yaml(GITHUB / "workflows" / "comment.yml")
    assert comment[True]["workflow_run"]["workflows"] == [
        check["name"]
    ]  # YAML 1.1 reads on as true
    left = [
        step["with"]["name"]
        for step in check["jobs"]["check"]["steps"]
        if "name" in step.get("with", {})
    ]
    assert left == ["result", "site"]
    assert "--name result" in (SCRIPTS / "comment.sh").read_text("utf-8")


def commands_used() -> set[tuple[str, ...]]:
    texts = [path.read_text("utf-8") for path in (*WORKFLOWS, *SCRIPTS.glob("*.sh"))]
    return {
        (found[1], *re.findall(r"--[a-z-]+", found[2]))
        for text in texts
        for found in re.finditer(r"\.venv/bin/paperbase (\w+)([^|>\n]*)", text)
    }


def test_the_commands_of_the_workflows_exist(capsys):
    used = commands_used()
    assert {command[0] for command in used} >= {"check", "new", "links"}
    for command, *options in used:
        with pytest.raises(SystemExit) as exit:
            main([command, "--help"])
        assert exit.value.code == 0
        said = capsys.readouterr().out
        assert all(re.search(rf"{option}\b", said) for option in options), (command, options)


def test_what_workflows_call_is_there_and_can_be_run():
    for path in WORKFLOWS:
        for script in re.findall(r"\.github/scripts/[\w.]+", path.read_text("utf-8")):
            assert (REPOSITORY / script).is_file()
    assert all(os.access(script, os.X_OK) for script in SCRIPTS.glob("*.sh"))
    targets = re.findall(r"\bmake ([\w./-]+)", "".join(p.read_text("utf-8") for p in WORKFLOWS))
    makefile = (REPOSITORY / "Makefile").read_text("utf-8").replace("$(VENV)", ".venv")
    assert all(re.search(rf"^{re.escape(target)}:", makefile, re.M) for target in targets)


def test_the_address_that_is_published_at_is_one_that_conf_reads():
    (given,) = set(re.findall(r"export (\w+)", (GITHUB / "workflows/pages.yml").read_text("utf-8")))
    assert given in (REPOSITORY / "conf.py").read_text("utf-8")


# The result in words.


def load_script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


WORDS = load_script("result_in_words")
RUN = "https://example.org/runs/1"


def words(folder: Path, problems: Any, changes: str = "", conclusion: str = "failure") -> str:
    text = problems if isinstance(problems, str) else json.dumps(problems)
    (folder / "problems.json").write_text(text, encoding="utf-8")
    (folder / "changes.txt").write_text(changes, encoding="utf-8")
    return WORDS.words(folder, conclusion, RUN)


def checked(project: Path, capsys) -> str:
    main(["check", "--format", "json"])
    return capsys.readouterr().out


def test_what_is_wrong_is_told_in_words(tmp_path, monkeypatch, capsys):
    bad = changed("[SVOS]", "[SVO]", changed("year: 2022", "year: 22"))
    monkeypatch.chdir(write_project(tmp_path / "project", {"bad.md": bad}))
    said = words(tmp_path, checked(tmp_path, capsys))
    assert said.startswith("**2 problems to mend**, each with what to write instead:\n\n")
    assert "    entries/bad.md, line 4 (unknown-type)\n" in said
    assert "        types[1]: 'SVO' is not a VOS type; did you mean 'SVOS'?\n" in said
    assert "    entries/bad.md, line 6 (bad-year)\n" in said


def test_all_fine_says_which_papers_change(tmp_path):
    changes = "A\tentries/new-one.md\nM\tentries/xmem.md\nM\tentries/stcn.md\nD\tentries/old.md\n"
    said = words(tmp_path, [], f"{changes}M\tconf.py\nA\tentries/A_b.md\n", "success")
    assert said == (
        "**All fine.**\n\n- new: `new-one`\n- changed: `xmem`, `stcn`\n- removed: `old`\n\n"
        f"The pages: `site` in [this run]({RUN}).\n"
    )


def test_a_build_that_fails_is_not_called_fine(tmp_path):
    said = words(tmp_path, [], "M\tentries/xmem.md\n", "failure")
    assert said.startswith("**The entries are fine, but the site could not be built.**")
    assert RUN in said


@pytest.mark.parametrize(
    "problems",
    [
        "",
        "{",
        "null",
        "7",
        '"x"',
        "[7]",
        '[{"path": "a"}]',
        "{}x",
        "[" * 100_000,
        '[{"line": "x"}]',
    ],
)
def test_a_result_in_another_form_is_refused(problems, tmp_path):
    said = words(tmp_path, problems)
    assert said == f"**The check could not be finished.** [Its output]({RUN}) says why.\n"


def test_no_result_is_told(tmp_path):
    assert WORDS.words(tmp_path, "failure", RUN).startswith("**The check could not be finished.**")


def test_a_result_that_is_too_large_or_no_file_is_refused(tmp_path):
    assert "could not be finished" in words(tmp_path, " " * 3_000_000 + "[]")
    (tmp_path / "problems.json").unlink()
    (tmp_path / "problems.json").symlink_to("/etc/hostname")
    assert "could not be finished" in WORDS.words(tmp_path, "success", RUN)


def test_many_and_long_problems_are_cut_short(tmp_path):
    problem = {"path": "entries/a.md", "line": 1, "rule": "bad-text", "message": "x" * 5000}
    changes = "".join(f"A\tentries/paper-{n}.md\n" for n in range(3000))
    said = words(tmp_path, [problem] * 300, changes)
    assert said.startswith("**300 problems to mend**")
    assert "    … and 250 more" in said
    assert len(said) < 60_000
    assert len(words(tmp_path, [], changes, "success")) < 60_000


HOSTILE = st.text(
    st.sampled_from("`~<>!@#*_[]()|\\&\n\r\t\v\f\x1c\x85\u2028\u2029\u202e 4x")
    | st.characters(codec="utf-8")
)


@given(path=HOSTILE, rule=HOSTILE, message=HOSTILE)
def test_nothing_of_a_problem_leaves_its_block(tmp_path_factory, path, rule, message):
    problem = {"path": path, "line": 1, "rule": rule, "message": message}
    said = words(tmp_path_factory.mktemp("hostile"), [problem])
    plain = words(
        tmp_path_factory.mktemp("plain"), [{**problem, "path": "", "rule": "", "message": ""}]
    )
    # CommonMark ends a line at \n and \r only: https://spec.commonmark.org/0.31.2/#line-ending
    assert "\r" not in said and "\u2028" not in said
    assert outside(said) == outside(plain)
    assert len([line for line in said.split("\n") if line.startswith("    ")]) == 2


def outside(markdown: str) -> list[str]:
    return [line for line in markdown.split("\n") if not line.startswith("    ")]


@given(HOSTILE)
def test_only_keys_are_shown_of_changes(tmp_path_factory, name):
    said = words(tmp_path_factory.mktemp("x"), [], f"A\tentries/{name}.md\n", "success")
    shown = re.findall(r"- new: (.*)", said)
    assert shown == ([f"`{name[:80]}`"] if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) else [])


# The scripts, with a gh that notes what it is told.

GH = """\
#!/bin/sh
printf '%s\\n' "$*" >>"$FAKE/calls"
case "$*" in
*'--body-file -'*) cat >>"$FAKE/bodies" ;;
*'--body-file '*) for last; do :; done; cat "$last" >>"$FAKE/bodies" ;;
esac
case "$1 $2" in
'api --method') printf '%s' "$PULLS" ;;
'run download') [ -z "$RESULT" ] && exit 1; for last; do :; done; cp -r "$RESULT" "$last" ;;
'pr create') echo https://example.org/pull/8 ;;
'issue list') printf '%s' "$OPEN" ;;
esac
"""


class FakeGitHub:
    """A clone with a remote, and a ``gh`` on the path."""

    def __init__(self, folder: Path, paperbase: str) -> None:
        self.folder = folder
        self.clone = folder / "clone"
        self.remote = folder / "remote.git"
        (folder / "bin").mkdir(parents=True)
        executable(folder / "bin" / "gh", GH)
        write_project(self.clone, {"a.md": GOOD})
        executable(self.clone / ".venv/bin/paperbase", paperbase)
        (self.clone / ".gitignore").write_text("/.venv/\n/.github/\n")
        shutil.copytree(SCRIPTS, self.clone / ".github/scripts")
        self.git("init", "-q", "--bare", "-b", "main", str(self.remote), cwd=folder)
        self.git("init", "-q", "-b", "main")
        self.git("add", "-A")
        self.git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "first")
        self.git("remote", "add", "origin", str(self.remote))
        self.git("push", "-q", "origin", "main")

    def git(self, *arguments: str, cwd: Path | None = None) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=cwd or self.clone, capture_output=True, text=True, check=True
        )
        return done.stdout

    def run(self, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", f".github/scripts/{script}"],
            cwd=self.clone,
            env={
                "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
                "HOME": str(self.folder),
                "FAKE": str(self.folder),
                "PULLS": "",
                "RESULT": "",
                "OPEN": "",
                "GH_REPO": "owner/name",
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def said(self, name: str) -> str:
        path = self.folder / name
        return path.read_text("utf-8") if path.exists() else ""

    @property
    def calls(self) -> list[str]:
        return self.said("calls").splitlines()

    @property
    def bodies(self) -> str:
        return self.said("bodies")


def executable(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


REAL = f'#!/bin/sh\nexec {sys.executable} -m sphinx_paperbase.cli "$@"\n'
BODY = "\n\n".join(
    [
        f"### {LABELS[0]}\n\n_No response_",
        "### BibTeX\n\n```bibtex\n@inproceedings{x, title={Clocks in Video}, author={Hopper, Grace},"
        " booktitle={ECCV}, year={2022}, doi={10.1000/clocks}}\n```",
        "### VOS types\n\n- [ ] SVOS: Semi-supervised VOS\n- [X] UVOS: Unsupervised VOS",
        *(f"### {label}\n\n_No response_" for label in LABELS[3:7]),
        f"### {LABELS[7]}\n\nTells the time of a video. `$(touch pwned)` $(touch pwned)",
    ]
)
ISSUE = {"ISSUE": "7", "AUTHOR": "ada", "AUTHOR_ID": "1815"}


def test_an_issue_becomes_a_pull_request(tmp_path):
    github = FakeGitHub(tmp_path, REAL)
    done = github.run("add_paper.sh", BODY=BODY, **ISSUE)
    assert done.returncode == 0, done.stderr
    changes = github.git("diff", "--name-status", "origin/main", "origin/paper/issue-7").split()
    assert changes[0] == "A" and len(changes) == 2
    assert "types: [UVOS]" in (entry := github.git("show", f"origin/paper/issue-7:{changes[1]}"))
    assert "Tells the time of a video." in entry
    create, comment = github.calls
    assert create.startswith("pr create --head paper/issue-7 --title Add ")
    assert comment.startswith("issue comment 7 --edit-last --create-if-none")
    assert "Closes #7\n" in github.bodies and "https://example.org/pull/8" in github.bodies
    message = github.git("log", "-1", "--format=%B", "origin/paper/issue-7")
    assert "Co-authored-by: ada <1815+ada@users.noreply.github.com>" in message
    assert not list(tmp_path.rglob("pwned"))


def test_an_issue_that_is_not_enough_gets_a_plain_line(tmp_path):
    github = FakeGitHub(tmp_path, REAL)
    done = github.run("add_paper.sh", BODY="### Code\n\nhttps://example.org", **ISSUE)
    assert done.returncode == 0
    assert [call.split(" --")[0] for call in github.calls] == ["issue comment 7"]
    assert github.bodies.startswith("This could not be made into an entry:\n\n    paperbase: ")
    assert "Traceback" not in github.bodies
    assert "paper/" not in github.git("branch", "--all")


def test_an_issue_with_a_branch_is_left_alone(tmp_path):
    github = FakeGitHub(tmp_path, REAL)
    github.git("push", "-q", "origin", "main:paper/issue-7")
    assert github.run("add_paper.sh", BODY=BODY, **ISSUE).returncode == 0
    assert github.git("status", "--porcelain") == ""
    assert "has a branch already, `paper/issue-7`" in github.bodies


@pytest.mark.parametrize(
    "paperbase",
    [
        "echo x >entries/b.md; echo x >entries/c.md",
        "echo x >conf.py",
        "echo x >>entries/a.md",
        "true",
        "exit 1",
    ],
    ids=["two", "elsewhere", "changed", "nothing", "a fault"],
)
def test_only_one_new_entry_is_ever_proposed(paperbase, tmp_path):
    github = FakeGitHub(tmp_path, f"#!/bin/sh\n{paperbase}\n")
    done = github.run("add_paper.sh", BODY=BODY, **ISSUE)
    assert done.returncode == 1
    assert github.calls == []
    assert "paper/" not in github.git("branch", "--all")


def test_what_is_said_stays_in_its_block(tmp_path):
    github = FakeGitHub(tmp_path, "#!/bin/sh\nprintf '```\\n@all\\r# x\\033[31m\\n' >&2; exit 2\n")
    assert github.run("add_paper.sh", BODY="x", **ISSUE).returncode == 0
    assert outside(github.bodies) == [
        "This could not be made into an entry:",
        "",
        "",
        "Please edit the issue above (its menu **…**, then *Edit*); it is then tried again.",
        "",
    ]
    assert "\x1b" not in github.bodies and "\r" not in github.bodies


CHECKED = {
    "RUN": "1",
    "ADDRESS": RUN,
    "CONCLUSION": "failure",
    "HEAD": "ada:patch-1",
    "COMMIT": "c0ffee",
}


def test_the_result_becomes_a_comment(tmp_path):
    github = FakeGitHub(tmp_path, "")
    (tmp_path / "result").mkdir()
    problem = {"path": "entries/a.md", "line": 4, "rule": "unknown-type", "message": "no SVO"}
    words(tmp_path / "result", [problem])
    done = github.run("comment.sh", RESULT=str(tmp_path / "result"), PULLS="8\n", **CHECKED)
    assert done.returncode == 0, done.stderr
    assert "api --method GET repos/owner/name/pulls -f state=open -f head=ada:patch-1" in (
        "\n".join(github.calls)
    )
    assert github.calls[-1].startswith("pr comment 8 --edit-last --create-if-none --body-file ")
    assert "    entries/a.md, line 4 (unknown-type)\n" in github.bodies


def test_no_result_is_a_comment_too(tmp_path):
    github = FakeGitHub(tmp_path, "")
    assert github.run("comment.sh", PULLS="8\n", **CHECKED).returncode == 0
    assert github.bodies.startswith("**The check could not be finished.**")


def test_a_result_without_a_pull_request_is_no_comment(tmp_path):
    github = FakeGitHub(tmp_path, "")
    assert github.run("comment.sh", **CHECKED).returncode == 0
    assert not [call for call in github.calls if "comment" in call]


LINKS = """\
#!/bin/sh
case $1 in
links) printf '2 links: 1 alive, 1 dead.\\n%b' "$DEAD" >"$3"; [ -z "$DEAD" ] ;;
update) printf '%b' "$PUBLISHED"; [ -z "$PUBLISHED" ] ;;
esac
"""


@pytest.mark.parametrize(
    ("dead", "published", "open", "told"),
    [
        ("\\n## Dead (1)\\n", "", "", ["issue list", "label create", "issue create"]),
        ("\\n## Dead (1)\\n", "", "5", ["issue list", "issue edit"]),
        ("", "+venue: CVPR\\n", "", ["issue list", "label create", "issue create"]),
        ("", "", "", ["issue list"]),
        ("", "", "5", ["issue list", "issue edit", "issue close"]),
    ],
    ids=["dead", "dead still", "published", "nothing", "nothing any more"],
)
def test_the_weekly_report_is_one_issue(dead, published, open, told, tmp_path):
    github = FakeGitHub(tmp_path, LINKS)
    done = github.run("report_links.sh", DEAD=dead, PUBLISHED=published, OPEN=open)
    assert done.returncode == 0, done.stderr
    assert [" ".join(call.split()[:2]) for call in github.calls] == told
    assert ("## Dead (1)" in github.bodies) == bool(dead)
    assert ("\n## Published since\n" in github.bodies) == bool(published)
    assert ("\n    +venue: CVPR\n" in github.bodies) == bool(published)


def test_no_network_is_no_report(tmp_path):
    github = FakeGitHub(tmp_path, "#!/bin/sh\nexit 2\n")
    assert github.run("report_links.sh").returncode != 0
    assert github.calls == []


# What the guides say.


def parsers() -> dict[str, argparse.ArgumentParser]:
    commands = argparse.ArgumentParser().add_subparsers()
    for command in COMMANDS:
        command.add_parser(commands)
    return dict(commands.choices)


def sections(document: str) -> dict[str, str]:
    """Return the text below each heading of the second level."""
    parts = re.split(r"^## (.+)\n", (REPOSITORY / document).read_text("utf-8"), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_the_page_of_commands_has_each_with_its_options():
    told = sections("docs/commands.md")
    made = parsers()
    assert [heading for heading in told if heading.startswith("`paperbase ")] == [
        f"`paperbase {name}`" for name in made
    ]
    for name, parser in made.items():
        text = told[f"`paperbase {name}`"]
        rows = re.findall(r"^\| `(--?[a-z-]+)", text, re.M)
        made_options = [action.option_strings for action in parser._actions]
        assert {*rows} == {option for group in made_options for option in group} - {"-h", "--help"}
        for choice in (choice for action in parser._actions for choice in action.choices or ()):
            assert f"`{choice}`" in text, name


def test_the_page_of_commands_has_the_variables_of_the_environment():
    sources = (REPOSITORY / "_ext").rglob("*.py")
    read = {
        name
        for path in sources
        for name in re.findall(r'"(PAPERBASE_\w+)"', path.read_text("utf-8"))
    }
    assert set(first_cells(sections("docs/commands.md")["Environment"])) == read


def test_the_page_of_commands_has_the_targets_of_make():
    table = sections("docs/commands.md")["Make"]
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*##", makefile, re.M))
    assert set(re.findall(r"^\| `make ([a-z-]+)`", table, re.M)) == targets


def first_cells(text: str) -> list[str]:
    """Return what stands in code in the first column of tables."""
    rows = re.findall(r"^\| (.*?) \|", text, re.M)
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


def test_the_page_of_the_entry_file_has_all_keys(real):
    told = sections("docs/entry.md")
    front_matter = schema(real.taxonomy)["properties"]
    assert first_cells(told["All keys"]) == list(front_matter)
    (links,) = re.findall(r"^\| `links` \| (.*?) \|", told["All keys"], re.M)
    assert re.findall(r"`([a-z]+)`", links) == list(front_matter["links"]["properties"])
    assert {*first_cells(told["Results"])} == {*front_matter["results"]["items"]["properties"]}


def test_the_page_of_directives_has_all(real):
    text = (REPOSITORY / "docs/directives.md").read_text("utf-8")
    assert set(re.findall(r"`paper:([a-z-]+)`", text)) == set(DIRECTIVES)
    (options,) = re.findall(r"Its options are (.*?)\. ?\n", text, re.S)
    named = re.findall(r"`([a-z]+)`", options)
    assert {*named} - {"newest", "oldest", "name"} == {*DIRECTIVES["cards"].option_spec}


def test_every_workflow_is_in_the_maintainers_guide():
    told = sections("docs/maintaining.md")["The workflows"]
    assert sorted(first_cells(told)) == names(WORKFLOWS)


def test_settings_from_outside_are_those_that_conf_reads():
    told = first_cells(sections("docs/maintaining.md")["Publish the site"])
    conf = (REPOSITORY / "conf.py").read_text("utf-8")
    assert told and all(f'"{name}"' in conf for name in told)


# Editors.


def test_the_problem_matcher_reads_what_check_writes(tmp_path, monkeypatch, capsys):
    bad = write_project(tmp_path / "project", {"bad.md": changed("[SVOS]", "[SVO]")})
    monkeypatch.chdir(bad)
    main(["check"])
    shown = capsys.readouterr()
    tasks = json.loads((REPOSITORY / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    assert [task["label"] for task in tasks] == ["Check entries", "Check entries on save"]
    for task in tasks:
        pattern = task["problemMatcher"]["pattern"]
        found = re.match(pattern["regexp"], shown.out)
        assert found
        read = {name: found[group] for name, group in pattern.items() if name != "regexp"}
        assert read == {
            "file": "entries/bad.md",
            "line": "4",
            "column": "9",
            "severity": "error",
            "code": "unknown-type",
            "message": "types[1]: 'SVO' is not a VOS type; did you mean 'SVOS'?",
        }
    background = tasks[1]["problemMatcher"]["background"]
    assert re.match(background["endsPattern"], shown.err)
    assert re.match(background["beginsPattern"], "[15:16:22] 1 change detected")


def test_the_editor_finds_the_schema_where_the_site_has_it():
    remark = (REPOSITORY / ".remarkrc.mjs").read_text("utf-8")
    assert '"_build/html/entry.schema.json"' in remark
    needed = json.loads((REPOSITORY / ".vscode/package.json").read_text("utf-8"))["dependencies"]
    locked = json.loads((REPOSITORY / ".vscode/package-lock.json").read_text("utf-8"))["packages"]
    assert locked[""]["dependencies"] == needed
    assert all("integrity" in package for name, package in locked.items() if name)
    for name in needed:
        assert f'new URL("{name}/' in remark
