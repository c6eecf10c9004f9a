"""The page of rules: every rule of the table, with its examples, at an address of its own."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from sphinx_paperbase.catalog import Catalog, Rule
from sphinx_paperbase.catalog.rules import Group
from sphinx_paperbase.site import views
from tests.projects import SMALL
from tests.site.sites import Built, Site

# Signs that cannot be seen are spelt out.
SPELT = {"\ufeff": "⟨byte order mark⟩", "\r": "⟨CR⟩", "\t": "⟨tab⟩", "\udce8": "⟨byte E8⟩"}


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Built:
    site = Site(tmp_path_factory.mktemp("rules") / "site")
    site.write("docs/rules.md", "---\norphan: true\n---\n# Rules\n\n```{paper:rules}\n```\n")
    result = site.build()
    assert result.warnings == ""
    return result


@pytest.fixture(scope="module")
def page(built) -> BeautifulSoup:
    return built.page("docs/rules")


def test_every_rule_is_on_the_page_once_under_its_group(page):
    assert [
        (group.h2.contents[0].replace("’", "'"), rule["id"])
        for group in page.select("section > section:has(> h2)")
        for rule in group.select("section")
    ] == [
        (group.value, f"rule-{rule.id}") for group in Group for rule in Rule if rule.group is group
    ]


@pytest.mark.parametrize("rule", Rule, ids=lambda rule: rule.id)
def test_a_rule_is_shown_with_reason_examples_and_fix(page, rule):
    section = page.find(id=f"rule-{rule.id}")
    assert section.h3.get_text().startswith(rule.id)
    said = section.get_text()
    assert rule.reason in said
    assert rule.fix in said
    assert ("# paperbase: allow" in said) == rule.doubt or "allow" in rule.bad
    for example, shown in zip((rule.bad, rule.good), section.select("pre"), strict=True):
        for sign, spelt in SPELT.items():
            example = example.replace(sign, spelt)
        assert [line for line in shown.get_text().splitlines() if line] == example.splitlines()


def test_the_reasons_are_searched(built):
    assert '"misspelt":' in (built.out / "searchindex.js").read_text("utf-8")


def test_the_rules_are_the_same_for_every_catalog():
    assert views.rules(Catalog(SMALL, [])) == views.rules(Catalog(SMALL, []))
    assert sum(len(rules) for _, rules in views.rules(Catalog(SMALL, []))) == len(Rule)
