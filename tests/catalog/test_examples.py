"""The examples of the table of rules are what they say: the bad ones break the rule, and only it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sphinx_paperbase.catalog import Catalog, Rule
from sphinx_paperbase.catalog.lock import LOCK
from sphinx_paperbase.catalog.problems import Problem
from sphinx_paperbase.catalog.rules import Group, parts
from tests.projects import REPOSITORY, write_project

BODY = "Keeps three memories.\n"


def entry(example: str, key: str, number: int) -> str:
    """Return an entry's file with the lines of an example in it."""
    facts = {
        "title": f'"{key} and more"',
        "authors": "[Ho Kei Cheng, Alexander G. Schwing]",
        "types": "[SVOS]",
        "venue": "ECCV",
        "year": "2022",
        "arxiv": f'"2207.0711{number}"',
    }
    said = set(re.findall(r"^([\w-]+):", example, re.M))
    others = "".join(f"{name}: {value}\n" for name, value in facts.items() if name not in said)
    return f"{example}\n{others}---\n{BODY}"


def project(rule: Rule, example: str, folder: Path) -> Path:
    """Write a project whose files hold an example."""
    files = {}
    for number, (name, text) in enumerate(parts(example)):
        if rule.group is Group.BODY:
            content = entry("---", "xmem", number).replace(BODY, f"{text}\n")
        elif text and text[0].isalpha() and rule.group is Group.FILE and not name:
            content = text
        else:
            start = text if rule.group is Group.FILE and not name else f"---\n{text}"
            content = entry(start, Path(name).stem or "xmem", number)
        files[name.removeprefix("entries/") or "xmem.md"] = content
        if name == LOCK:
            files[LOCK] = f"{text}\n"
    lock = files.pop(LOCK, "")
    written = {name: text.encode(errors="surrogateescape") for name, text in files.items()}
    root = write_project(folder, written, (REPOSITORY / "taxonomy.toml").read_text("utf-8"))
    (root / LOCK).write_text(lock, encoding="utf-8")
    return root


def problems(rule: Rule, example: str, folder: Path) -> tuple[Problem, ...]:
    return Catalog.load(project(rule, example, folder)).problems


@pytest.mark.parametrize("rule", Rule, ids=lambda rule: rule.id)
def test_the_bad_example_breaks_the_rule_and_no_other(rule, tmp_path):
    found = problems(rule, rule.bad, tmp_path)
    assert {problem.rule for problem in found} == {rule}, "\n".join(map(str, found))


@pytest.mark.parametrize("rule", Rule, ids=lambda rule: rule.id)
def test_the_good_example_breaks_none(rule, tmp_path):
    found = problems(rule, rule.good, tmp_path)
    assert not found, "\n".join(map(str, found))


def test_an_example_of_several_files_is_taken_apart():
    assert parts("entries/a.md\nname: A\nentries/b.md\nkeys.lock\na b\n") == [
        ("entries/a.md", "name: A"),
        ("entries/b.md", ""),
        ("keys.lock", "a b"),
    ]
    assert parts("name: A\nyear: 2022") == [("", "name: A\nyear: 2022")]
