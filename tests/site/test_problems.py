"""A broken entry is a located problem, and the rest of the site stands."""

from __future__ import annotations

import pytest

BROKEN = {
    "unknown type": (
        {"types": "[SVO]"},
        "entries/x.md:3:9: error[unknown-type] types[1]: 'SVO' is not a VOS type; did you mean 'SVOS'?",
    ),
    "unquoted colon": ({"title": "X: a paper"}, "entries/x.md:2:9: error[bad-yaml]"),
    "unknown key": (
        {"author": "[Somebody]"},
        "entries/x.md:7:1: error[unknown-key] 'author' is not a key of an entry; did you mean 'authors'?",
    ),
    "dangling": (
        {"builds_on": "[xmen]"},
        "entries/x.md:7:13: error[dangling-reference] 'xmen' is not the key of an entry; "
        "did you mean 'xmem'?",
    ),
}


@pytest.mark.parametrize(("facts", "line"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_entry_fails_the_build_and_the_site_stands(site, facts, line):
    site.entry("x", **facts)
    result = site.build()
    assert result.code == 1
    assert line in result.status, "the closing list has the form of paperbase check"
    place, _, summary = line.partition(": error")
    assert f"{place}: WARNING: error{summary}" in result.warnings
    rule = line[line.index("[") + 1 : line.index("]")]
    assert f"[paperbase.{rule}]" in result.warnings
    assert result.page("entries/x").select_one(".paper-problems")
    assert len(result.cards("by/type/svos")) >= 4
    assert (result.out / "index.html").exists()


def test_problems_are_told_at_every_build(site):
    site.entry("x", types="[SVO]")
    assert "unknown-type" in site.build().warnings
    second = site.build()
    assert "unknown-type" in second.warnings and second.code == 1
    site.entry("x")
    assert site.build().warnings == ""


def test_an_entry_without_front_matter_has_a_page_that_says_so(site):
    site.write("entries/bare.md", "# Just text\n\n<script>alert(1)</script>\n")
    result = site.build()
    assert "entries/bare.md:1:1: error[no-front-matter]" in result.status
    page = result.page("entries/bare")
    assert "no-front-matter" in page.select_one(".paper-problems").get_text()
    assert "Just text" not in page.select_one("article[role=main]").get_text()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[field]", "[fields]", "taxonomy.toml: field: Field required"),
        ('kind = "journal"', 'kind = "magazine"', "taxonomy.toml: venues.TPAMI.kind"),
        ('color = "blue"', "color = blue", "taxonomy.toml: not TOML"),
    ],
)
def test_a_taxonomy_that_cannot_be_used_is_one_plain_line(site, old, new, message):
    from sphinx.errors import ExtensionError

    site.change("taxonomy.toml", old, new)
    with pytest.raises(ExtensionError, match=message.replace(".", r"\.")):
        site.build()
