"""What a person may allow with a comment, and what nobody may."""

from __future__ import annotations

import pytest

from sphinx_paperbase.catalog import Catalog, Rule
from sphinx_paperbase.catalog.checks.allowances import parse
from sphinx_paperbase.catalog.problems import ALLOW, Mark
from tests.catalog.test_examples import project
from tests.projects import GOOD, changed, plus, read, with_body

LATE = changed("2203.01234", "2312.01234")  # reported on line 7
DOUBTS = [rule for rule in Rule if rule.doubt]


def allowed(what: str, text: str = LATE) -> str:
    return changed("2312.01234", f"2312.01234 {ALLOW} {what}", text)


def rules(text: str) -> list[Rule]:
    return [problem.rule for problem in read(text).problems]


@pytest.mark.parametrize("rule", DOUBTS, ids=lambda rule: rule.id)
def test_every_doubt_can_be_allowed_where_it_is_reported(rule, tmp_path):
    root = project(rule, rule.bad, tmp_path)
    found = Catalog.load(root).problems
    for path, line in {(problem.path, problem.line) for problem in found}:
        lines = (root / path).read_text("utf-8").split("\n")
        lines[line - 1] += f"  {ALLOW} {rule.id}"
        (root / path).write_text("\n".join(lines), encoding="utf-8")
    assert found
    assert all(
        problem.message.endswith(f"end the line with '{ALLOW} {rule.id}'") for problem in found
    )
    assert Catalog.load(root).problems == ()


@pytest.mark.parametrize(
    ("rule", "bad"),
    [
        (Rule.BAD_TEXT, changed("Masks through Time", f"A <b> {ALLOW} bad-text")),
        (Rule.BAD_URL, plus(f"links:\n  code: javascript:x {ALLOW} bad-url")),
        (Rule.EMPTY_VALUE, plus(f"doi: {ALLOW} empty-value")),
        (Rule.UNKNOWN_TYPE, changed("[SVOS]", f"[SVO] {ALLOW} unknown-type")),
    ],
)
def test_no_other_rule_can_be_allowed(rule, bad):
    assert sorted(rules(bad), key=lambda r: r.id) == sorted(
        [rule, Rule.BAD_ALLOWANCE], key=lambda r: r.id
    )


def test_what_protects_readers_is_no_doubt():
    safety = {"raw-html", "unsafe-directive", "unsafe-role", "unsafe-link", "unsafe-image"}
    safety |= {"bad-text", "bad-url", "bad-encoding", "stray-file"}
    assert not safety & {rule.id for rule in DOUBTS}


def test_a_comment_in_the_body_allows_nothing():
    assert rules(with_body(f"A <b> # {ALLOW} raw-html")) == [Rule.RAW_HTML]


def test_the_line_counts_not_the_file():
    assert rules(changed("year: 2022", f"year: 2022 {ALLOW} arxiv-year", LATE)) == [Rule.ARXIV_YEAR]


def test_several_rules_and_a_reason():
    text = changed(
        "[Ada Lovelace, Alan Turing]",
        f'["Team, Analytical", A Team, A Team] {ALLOW} family-first , repeated-author # as printed',
    )
    assert rules(text) == []


@pytest.mark.parametrize(
    "comment", ["#paperbase:allow", "#  paperbase:  allow", "\t# paperbase: allow"]
)
def test_a_comment_may_be_written_freely(comment):
    text = changed("2312.01234", f"2312.01234 {comment} arxiv-year", LATE)
    assert Rule.ARXIV_YEAR not in rules(text)


@pytest.mark.parametrize("comment", ["# paperbase allow", "# paperbase: allows", "# allow"])
def test_another_comment_allows_nothing(comment):
    assert rules(changed("2312.01234", f"2312.01234 {comment} arxiv-year", LATE)) == [
        Rule.ARXIV_YEAR
    ]


@pytest.mark.parametrize(
    "value",
    [f'"say {ALLOW} arxiv-year"', f"'say {ALLOW} arxiv-year'", f'"say\n  {ALLOW} arxiv-year"'],
)
def test_what_stands_in_a_text_is_no_allowance(value):
    assert rules(plus(f"note: {value}")) == []


def test_an_allowance_of_a_file_that_cannot_be_read_is_not_called_unused():
    assert rules(changed("venue: CVPR", f"venue: @CVPR {ALLOW} arxiv-year")) == [Rule.BAD_YAML]
    assert rules(changed("venue: CVPR", f"venue: CPVR {ALLOW} arxiv-year")) == [Rule.UNKNOWN_VENUE]


def test_an_allowance_between_entries_is_not_called_unused_while_another_is_broken(load):
    near = changed(
        "title: Masks through Time",
        f"title: The Masks through Deep Time {ALLOW} near-duplicate-title",
        changed("arxiv: 2203.01234", "doi: 10.1000/xyz"),
    )
    other = changed("Masks through Time", "Masks through Deep Time")
    assert load({"a.md": other, "b.md": near}).problems == ()
    broken = changed("[SVOS]", "[SVO]", other)
    assert [p.rule for p in load({"a.md": broken, "b.md": near}).problems] == [Rule.UNKNOWN_TYPE]
    found = load({"a.md": changed("Masks", "Clay", other), "b.md": near}).problems
    assert [(p.location, p.rule) for p in found] == [("entries/b.md:2:55", Rule.BAD_ALLOWANCE)]


def test_each_rule_of_a_comment_has_its_place():
    found = list(parse([(Mark(3, 10), " arxiv-year, nothing ,")]))
    assert found[0] == (Rule.ARXIV_YEAR, Mark(3, 11))
    assert found[1][:2] == (Mark(3, 23), Rule.BAD_ALLOWANCE)


def test_an_entry_that_is_good_needs_none():
    assert read(GOOD).allowances == ()
