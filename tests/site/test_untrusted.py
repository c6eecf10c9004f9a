"""Entries are untrusted input: nothing of theirs runs, nothing of the machine is read."""

from __future__ import annotations

import os
import re

import pytest

from sphinx_paperbase.catalog.naming import slug
from tests.site.sites import Built, Site

SECRET = "the-secret-of-this-machine"
TITLE = 'A <script>alert(1)</script> & "B" $x_1$'

BODIES = {
    "html block": "<script>alert(1)</script>\n",
    "html in a line": "Some <img src=x onerror=alert(1)> text\n",
    "comment": "<!-- <script>alert(1)</script> -->\n",
    "include": "```{include} ../secret.txt\n```\n",
    "include, absolute": "```{include} {secret}\n```\n",
    "literalinclude": "```{literalinclude} ../secret.txt\n```\n",
    "raw": "```{raw} html\n<script>alert(1)</script>\n```\n",
    "raw from a file": "```{raw} html\n:file: ../secret.txt\n```\n",
    "eval-rst": "```{eval-rst}\n.. include:: ../secret.txt\n\n.. raw:: html\n\n   <script>alert(1)</script>\n```\n",
    "csv-table": "```{csv-table}\n:file: ../secret.txt\n```\n",
    "figure outside": "```{figure} ../../outside.png\n```\n",
    "image directive": "```{image} {secret}\n```\n",
    "image outside": "![x](../secret.txt)\n",
    "image, absolute": "![x]({secret})\n",
    "image of another host": "![x](https://evil.example.org/x.png)\n",
    "image, data": "![x](data:image/svg+xml;base64,PHN2Zy8+)\n",
    "colon fence": ":::{include} ../secret.txt\n:::\n",
    "tilde fence": "~~~{include} ../secret.txt\n~~~\n",
    "nested in a note": "````{note}\n```{include} ../secret.txt\n```\n````\n",
    "nested in a note twice": "`````{note}\n````{tip}\n```{raw} html\n<script>alert(1)</script>\n```\n````\n`````\n",
    "nested in 400 notes": "```{note}\n" * 400,
    "html in a note": "```{note}\n<script>alert(1)</script>\n```\n",
    "html in a note's title": "```{admonition} <img src=x onerror=alert(1)>\nText\n```\n",
    "note on one line": "```{note} <b onclick=alert(1)>x</b>\n```\n",
    "in a list": "- item\n\n  ```{include} ../secret.txt\n  ```\n",
    "in a quote": "> ```{include} ../secret.txt\n> ```\n",
    "in a table": "| a |\n|---|\n| <script>alert(1)</script> |\n",
    "raw role": "{raw}`<script>alert(1)</script>`\n",
    "download role": "{download}`../secret.txt`\n",
    "file link": "[x](../secret.txt)\n",
    "path link": "[x](path:../secret.txt)\n",
    "javascript link": "[x](javascript:alert(1))\n",
    "javascript link, encoded": "[x](javascript&#58;alert(1))\n",
    "javascript link, upper case": "[x](JaVaScRiPt:alert(1))\n",
    "javascript autolink": "<javascript:alert(1)>\n",
    "javascript link by reference": "[x][y]\n\n[y]: javascript:alert(1)\n",
    "data link": "[x](data:text/html,<script>alert(1)</script>)\n",
    "front matter again": "---\nmyst:\n  enable_extensions: [html_image]\n---\n\n<img src=x onerror=alert(1)>\n",
    "substitution": "{{ env }} <i onclick=alert(1)>x</i>\n",
    "formula": "$\\text{<script>alert(1)</script>}$ <u onclick=alert(1)>x</u>\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Built:
    """Return a site with every hostile body in an entry of its own."""
    site = Site(tmp_path_factory.mktemp("hostile") / "site")
    site.write("secret.txt", SECRET)
    for name, body in BODIES.items():
        site.entry(slug(name), body=body.replace("{secret}", str(site.path("secret.txt"))))
    return site.build()


def test_nothing_of_the_machine_is_read_and_the_other_pages_stand(hostile):
    assert hostile.code == 1
    for name, content in hostile.files().items():
        assert SECRET.encode() not in content, name
        assert not name.startswith(("_images/", "_downloads/")), name
    listed = hostile.cards("by/type/svos")
    assert {"xmem", "stcn", "uninext", "kmn-m"} <= set(listed)
    assert len(listed) == 4 + len(BODIES), "the papers themselves are listed too"


@pytest.mark.parametrize("name", BODIES)
def test_a_hostile_body_is_refused_with_its_place(hostile, name):
    key = slug(name)
    assert re.search(rf"^entries/{key}\.md:\d+:\d+: error\[\S+\] ", hostile.status, re.M)
    assert re.search(rf"entries/{key}\.md:\d+:\d+: WARNING: error\[", hostile.warnings)
    article = hostile.page(f"entries/{key}").select_one("article[role=main]")
    assert not article.select("script, iframe, object, embed, [onerror], [onclick], [onload]")
    for link in article.select("[href], [src]"):
        target = (link.get("href") or link.get("src") or "").strip().lower()
        assert not target.startswith(("javascript:", "data:", "vbscript:", "file:", "path:"))
    assert not article.select("img"), "a picture that another host would see, or from outside"


def test_hostile_text_stays_text(site):
    site.entry(
        "hostile",
        title=f"'{TITLE}'",
        name="'<img src=x onerror=alert(2)>'",
        authors="['<b onmouseover=alert(3)>A</b> Person', 'B \"quoted\" Person']",
        note="'<script>alert(4)</script>'",
        keywords="['<i>k</i>']",
        former_titles="['</title><script>alert(5)</script>']",
    )
    result = site.build()
    rules = ["title", "name", "authors[1]", "note", "keywords[1]", "former-titles[1]"]
    for fact in rules:
        assert f"error[bad-text] {fact}: has HTML" in result.warnings
    # What is wrong is not shown; what is wrong and cannot be left out, the title, says why.
    page = result.page("entries/hostile")
    assert not page.select_one("article[role=main]").select("script, b[onmouseover], img")
    assert "bad-text" in page.select_one(".paper-problems").get_text()
    for name in ("index", "authors", "by/type/svos", "paper-index", "search"):
        assert b"alert(" not in (result.out / f"{name}.html").read_bytes().replace(b"alert(0", b"")


def test_a_title_with_special_characters_is_shown_as_it_is(site):
    title = "R&D of \"B\": x < y > z, $x_1$ 'q' \\alpha {b} *s* `c` [l](m) 100% é 文"
    written = "'" + title.replace("'", "''") + "' # paperbase: allow markup-in-text"
    site.entry("special", title=written, year="2025")
    result = site.build()
    assert result.warnings == ""
    assert result.page("entries/special").h1.find(string=True) == title
    assert title in result.page("index").select_one("[data-paper=special]").get_text()
    assert title in result.page("entries/special").title.get_text()


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example.org",
     "https://user:pw@example.org/", "https://exa mple.org", "ftp://example.org/x", 'https://x.org/"onclick="'],
)  # fmt: skip
def test_a_link_that_is_no_web_address_is_refused(site, url):
    site.entry("hostile", links=f"{{code: '{url}'}}")
    result = site.build()
    assert "entries/hostile.md:7:15: WARNING: error[bad-url] links.code" in result.warnings
    hrefs = [a["href"] for a in result.page("entries/hostile").select("article a")]
    assert url not in hrefs
    assert "hostile" in result.cards("by/type/svos"), "the paper itself is still listed"


def test_links_of_the_file_system_are_not_followed(site):
    site.write("secret.txt", SECRET)
    os.symlink(site.path("secret.txt"), site.path("entries/stolen.md"))
    os.symlink(site.path("secret.txt"), site.path("entries/stolen.png"))
    site.entry("hostile", body="![x](stolen.png)")
    result = site.build()
    assert "entries/stolen.md:1:1: WARNING: error[stray-file]" in result.warnings
    assert "entries/stolen.png:1:1: WARNING: error[stray-file]" in result.warnings
    for name, content in result.files().items():
        assert SECRET.encode() not in content, name


@pytest.mark.parametrize("name", ["entries/sub/evil.md", "entries/evil.rst", "by/type/evil.rst"])
def test_a_document_that_is_no_entry_is_not_read(site, name):
    site.write("secret.txt", SECRET)
    up = "../" * name.count("/")
    markdown = f"```{{include}} {up}secret.txt\n```\n"
    text = markdown if name.endswith("md") else f"Evil\n====\n\n.. include:: {up}secret.txt\n"
    site.write(name, text)
    result = site.build()
    if name.startswith("entries"):
        assert f"{name}:1:1: WARNING: error[stray-file]" in result.warnings
    for published, content in result.files().items():
        assert SECRET.encode() not in content, published
        assert "evil" not in published


def test_a_picture_beside_the_entries_is_shown(site):
    site.write("entries/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.entry("good", body="![A dot](dot.svg)\n\n```{note}\nA *note* with $x$.\n```\n")
    result = site.build()
    assert result.warnings == ""
    assert result.page("entries/good").select_one("article img[alt='A dot']")
