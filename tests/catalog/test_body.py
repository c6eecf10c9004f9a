"""Bodies: what is refused, each with its place, and what is not."""

from __future__ import annotations

import pytest

from sphinx_paperbase.catalog import Rule
from sphinx_paperbase.catalog.text.body import EXTENSIONS, directive_fault, faults, role_fault

HTML = Rule.RAW_HTML
DIRECTIVE = Rule.UNSAFE_DIRECTIVE
ROLE = Rule.UNSAFE_ROLE
LINK = Rule.UNSAFE_LINK
IMAGE = Rule.UNSAFE_IMAGE

# A body and what is refused in it: place and rule; lines count from the body's first.
HOSTILE: dict[str, tuple[str, list[tuple[str, Rule]]]] = {
    # HTML
    "html block": ("Text\n\n<script>\nalert(1)\n</script>\n", [("3:1", HTML)]),
    "html inline": ("Text <b>bold</b>", [("1:6", HTML), ("1:13", HTML)]),
    "html on the second line": ("Text\nmore <img src=x onerror=y>", [("2:6", HTML)]),
    "equal html twice": ("a <i> b\nc <i> d <i>", [("1:3", HTML), ("2:3", HTML), ("2:9", HTML)]),
    "html over two lines": ("Text <a\nhref='javascript:x'>y</a>", [("1:6", HTML), ("2:22", HTML)]),
    "comment": ("<!-- hidden -->", [("1:1", HTML)]),
    "comment inline": ("Text <!-- hidden --> text", [("1:6", HTML)]),
    "processing instruction": ("<?php x ?>", [("1:1", HTML)]),
    "declaration": ("<!DOCTYPE html>", [("1:1", HTML)]),
    "cdata": ("<![CDATA[x]]>", [("1:1", HTML)]),
    "svg": ("<svg onload=alert(1)>", [("1:1", HTML)]),
    "html in a heading": ("# A <b>", [("1:5", HTML)]),
    "html in a list": ("- a\n- b\n  - <b>", [("3:5", HTML)]),
    "html in a quote": ("> a\n> <b>", [("2:3", HTML)]),
    "html in a table": ("| a | b |\n|---|---|\n| c | <b> |", [("3:7", HTML)]),
    "html in a table's head": ("| a | <b> |\n|---|---|", [("1:7", HTML)]),
    "html in emphasis": ("*a **b <b>***", [("1:8", HTML)]),
    "html in link text": ("[a <b>](https://example.org/)", [("1:4", HTML)]),
    "html in a footnote": ("a[^1]\n\n[^1]: b <b>", [("3:9", HTML)]),
    "html after code": ("`x` <b>", [("1:5", HTML)]),
    "html after blanks": ("   <div>", [("1:4", HTML)]),
    # Directives
    "include": ("```{include} /etc/passwd\n```", [("1:4", DIRECTIVE)]),
    "literalinclude": ("```{literalinclude} /etc/passwd\n```", [("1:4", DIRECTIVE)]),
    "raw": ("```{raw} html\n<b>\n```", [("1:4", DIRECTIVE), ("2:1", HTML)]),
    "raw with a file": ("```{raw} html\n:file: /etc/passwd\n```", [("1:4", DIRECTIVE)]),
    "eval-rst": ("```{eval-rst}\n.. include:: x\n```", [("1:4", DIRECTIVE)]),
    "csv-table": ("```{csv-table}\n:file: /etc/passwd\n```", [("1:4", DIRECTIVE)]),
    "list-table": ("```{list-table}\n* - a\n```", [("1:4", DIRECTIVE)]),
    "figure": ("```{figure} ../../etc/passwd.png\n```", [("1:4", DIRECTIVE)]),
    "image": ("```{image} https://example.org/x.png\n```", [("1:4", DIRECTIVE)]),
    "only": ("```{only} html\n```", [("1:4", DIRECTIVE)]),
    "toctree": ("```{toctree}\n:glob:\n*\n```", [("1:4", DIRECTIVE)]),
    "unknown": ("```{no-such-thing}\n```", [("1:4", DIRECTIVE)]),
    "domain": ("```{py:function} f\n```", [("1:4", DIRECTIVE)]),
    "our own cards": ("```{paper:cards}\n```", [("1:4", DIRECTIVE)]),
    "colon fence": (":::{include} x\n:::", [("1:4", DIRECTIVE)]),
    "tilde fence": ("~~~{include} x\n~~~", [("1:4", DIRECTIVE)]),
    "long fence": ("``````{include} x\n``````", [("1:7", DIRECTIVE)]),
    "space before the name": ("``` {include} x\n```", [("1:5", DIRECTIVE)]),
    "indented": ("  ```{include} x\n  ```", [("1:6", DIRECTIVE)]),
    "never closed": ("Text\n\n```{include} x", [("3:4", DIRECTIVE)]),
    "in a note": ("````{note}\n```{include} x\n```\n````", [("2:4", DIRECTIVE)]),
    "in notes": (
        "`````{note}\n````{tip}\n:class: x\n\n```{raw} html\n```\n````\n`````",
        [("5:4", DIRECTIVE)],
    ),
    "in a colon note": ("::::{note}\n:::{include} x\n:::\n::::", [("2:4", DIRECTIVE)]),
    "in a refused one": (
        "````{margin}\n```{include} x\n```\n````",
        [("1:5", DIRECTIVE), ("2:4", DIRECTIVE)],
    ),
    "in a list": ("- a\n\n  ```{include} x\n  ```", [("3:6", DIRECTIVE)]),
    "in a quote": ("> ```{include} x\n> ```", [("1:6", DIRECTIVE)]),
    "in a list in a quote in a note": (
        "````{note}\n> - a\n>\n>   ```{include} x\n>   ```\n````",
        [("4:8", DIRECTIVE)],
    ),
    "in a footnote": ("[^1]: a\n\n    ```{include} x\n    ```", [("3:8", DIRECTIVE)]),
    "html in a note": ("```{note}\nText\n<b>\n```", [("3:1", HTML)]),
    "html as a note's first line": ("```{note} <b>\n```", [("1:11", HTML)]),
    "html in an admonition's title": ("```{admonition} A <b>\n```", [("1:19", HTML)]),
    "role in a caption": ("```{code-block} text\n:caption: '{raw}`x`'\nx\n```", [("2:12", ROLE)]),
    "html in a caption": (
        "```{code-block} text\n---\nlanguage: text\ncaption: A <b>\n---\nx\n```",
        [("4:12", HTML)],
    ),
    "directive in a caption": (
        "````{code-block} text\n---\ncaption: |\n  ```{include} x\n  ```\n---\nx\n````",
        [("4:6", DIRECTIVE)],
    ),
    # Roles
    "raw role": ("a {raw}`<b>`", [("1:3", ROLE)]),
    "raw-html role": ("{raw-html}`<b>`", [("1:1", ROLE)]),
    "download": ("{download}`/etc/passwd`", [("1:1", ROLE)]),
    "equal roles": ("{download}`a`\n{download}`b`", [("1:1", ROLE), ("2:1", ROLE)]),
    "eval role": ("{eval}`x`", [("1:1", ROLE)]),
    "role in a table": ("| a |\n|---|\n| {download}`x` |", [("3:3", ROLE)]),
    "role in a link": ("[{download}`x`](https://example.org/)", [("1:2", ROLE)]),
    # Links
    "javascript": ("[a](javascript:alert(1))", [("1:5", LINK)]),
    "javascript, letters of both cases": ("[a](JaVaScRiPt:x)", [("1:5", LINK)]),
    "javascript, decimal entity": ("Text\n\n[a](javascript&#58;x)", [("3:1", LINK)]),
    "javascript, hexadecimal entity": ("[a](&#x6A;avascript:x)", [("1:1", LINK)]),
    "javascript, named entity": ("[a](javascript&colon;x)", [("1:1", LINK)]),
    "javascript, line break": ("[a](java&#10;script:x)", [("1:1", LINK)]),
    "javascript, tab": ("[a](java&Tab;script:x)", [("1:1", LINK)]),
    "javascript, in brackets": ("[a](<javascript:alert(1) >)", [("1:6", LINK)]),
    "javascript, autolink": ("<javascript:alert(1)>", [("1:2", LINK)]),
    "javascript, reference": ("A [a][b].\n\n[b]: javascript:x", [("3:6", LINK)]),
    "javascript, short reference": ("[b]\n\n[b]: <javascript:x>", [("3:7", LINK)]),
    "javascript in a heading": ("## A [b](javascript:x)", [("1:10", LINK)]),
    "javascript in a table": ("| a |\n|---|\n| [b](javascript:x) |", [("3:7", LINK)]),
    "equal links": ("[a](data:x)\n[b](data:x)", [("1:5", LINK), ("2:5", LINK)]),
    "data": ("[a](data:text/html,x)", [("1:5", LINK)]),
    "data autolink": ("<data:text/html;base64,x>", [("1:2", LINK)]),
    "vbscript": ("[a](vbscript:x)", [("1:5", LINK)]),
    "file": ("[a](file:///etc/passwd)", [("1:5", LINK)]),
    "path": ("[a](path:../../x)", [("1:5", LINK)]),
    "inv": ("[a](inv:python:py:class#x)", [("1:5", LINK)]),
    "project": ("[a](project:#x)", [("1:5", LINK)]),
    "myst": ("[a](myst:x)", [("1:5", LINK)]),
    "mail": ("<me@example.org>", [("1:1", LINK)]),
    "protocol-relative": ("[a](//example.org/x)", [("1:5", LINK)]),
    "backslashes": ("[a](\\\\example.org)", [("1:1", LINK)]),
    "password": ("[a](https://me:x@example.org/)", [("1:5", LINK)]),
    "file of the machine": ("[a](../../etc/passwd)", [("1:5", LINK)]),
    "Markdown outside the project": ("[a](../../x.md)", [("1:5", LINK)]),
    "absolute Markdown": ("[a](/../x.md)", [("1:5", LINK)]),
    "file in the project": ("[a](../conf.py)", [("1:5", LINK)]),
    "page without its ending": ("[a](xmem)", [("1:5", LINK)]),
    "no address": ("[a]()", [("1:1", LINK)]),
    # Pictures
    "picture outside": ("![a](../../etc/passwd)", [("1:6", IMAGE)]),
    "picture above": ("![a](../x.png)", [("1:6", IMAGE)]),
    "picture above, hidden": ("![a](x/../../y.png)", [("1:6", IMAGE)]),
    "picture of the root": ("![a](/x.png)", [("1:6", IMAGE)]),
    "picture of another host": ("![a](https://example.org/x.png)", [("1:6", IMAGE)]),
    "picture without protocol": ("![a](//example.org/x.png)", [("1:6", IMAGE)]),
    "picture of data": ("![a](data:image/png;base64,x)", [("1:6", IMAGE)]),
    "picture of a file": ("![a](file:///x.png)", [("1:6", IMAGE)]),
    "picture by reference": ("![a][b]\n\n[b]: https://example.org/x.png", [("3:6", IMAGE)]),
    "picture of any type": ("![a](*)", [("1:6", IMAGE)]),
    "picture that is none": ("![a](x.html)", [("1:6", IMAGE)]),
    "html in a picture's text": ("![a <b>](x.png)", [("1:5", HTML)]),
    "link in a picture's text": ("![a [b](javascript:x)](x.png)", [("1:9", LINK)]),
    "picture in a link": ("[![a](//x.org/a.png)](https://example.org/)", [("1:7", IMAGE)]),
    # A body's first lines are no front matter.
    "second front matter": ("---\na: <b>\n---\n", [("2:4", HTML)]),
}

HARMLESS = {
    "empty": "",
    "prose": "It follows a mask; see *this* and **that** & more.",
    "signs": "a < b, c > d, x <- y, 3<4, [brackets], {braces}, a & b, a: b, wow!",
    "code": "`<script>` and ``{include} x``",
    "escaped": r"\<b> and \[a](javascript:x) and \{raw}`x`",
    "code block": "```html\n<script>alert(1)</script>\n```",
    "indented code": "    <b>\n    ```{include} x",
    "code-block": "```{code-block} html\n:caption: A page\n<script>x</script>\n[a](javascript:x)\n```",
    "code of a shell": "```{code} sh\ncat <<END\n```",
    "a fence in a fence": "````\n```{include} x\n```\n````",
    "math": "$a <b> c$ and $$\nx <y> z\n$$",
    "math directive": "```{math}\n:label: eq\na <b> c [d](javascript:e)\n```",
    "math role": "{math}`a <b> c`",
    "note": "```{note}\n:class: wide\nText with **words**.\n```",
    "colon note": ":::{warning}\nText\n:::",
    "admonition": ":::{admonition} A title\nText\n:::",
    "notes": "`````{note}\n````{tip}\n```{hint}\nText\n```\n````\n`````",
    "list": "- a\n- b\n  1. c\n  2. d\n",
    "quote": "> a\n> > b",
    "table": "| a | b |\n|---|:-:|\n| c | $d$ |",
    "headings": "# A\n\n## B\n\nC\n---\n",
    "footnote": "a[^1]\n\n[^1]: b [c](https://example.org/)",
    "link": "[a](https://example.org/x?y=z&w=1#v) and <http://example.org>",
    "link with signs": "[a](https://example.org/a_(b)_c/~d/%20/é)",
    "link by reference": "[a][b] and [b]\n\n[b]: https://example.org/ 'Title'",
    "link to a page": "[a](xmem.md), [b](../docs/review.md#section), [](#place)",
    "unused reference": "Text\n\n[^1]: note",
    "roles": "{paper}`xmem`, {paper:type}`SVOS`, {cite:t}`gao2023deep`, {ref}`x`, {doc}`y`, {sub}`2`",
    "picture": "![a](xmem.png) ![b](figures/b-1_2.SVG)",
    "comment of MyST": "% not shown",
    "target": "(place)=\n# A",
    "line": "a\n\n***\n\nb",
}


@pytest.mark.parametrize(("body", "expected"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_hostile_is_refused_where_it_stands(body, expected):
    found = [(f"{mark.line - 8}:{mark.column}", rule) for mark, rule, _ in faults(body, 9)]
    assert found == expected


@pytest.mark.parametrize("body", HARMLESS.values(), ids=HARMLESS.keys())
def test_what_is_harmless_is_not_refused(body):
    assert list(faults(body, 9)) == []


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("```{include} x\n```", "write the text itself"),
        ("```{literalinclude} x\n```", "write a code-block"),
        ("```{figure} x\n```", "write ![what it shows](picture.png), with the picture in entries/"),
        ("```{eval-rst}\n```", "write MyST Markdown"),
        ("```{raw} html\n```", "write plain Markdown"),
        ("{download}`x`", "the role {download} is not allowed in an entry; write plain Markdown"),
        ("<b>", "raw HTML ('<b>') is not allowed in an entry; write Markdown"),
        ("[a](xmem)", "write https://… or the name of a .md page"),
        ("[a](../../x.md)", "leaves the project; link to one of its pages"),
        ("![a](https://example.org/x.png)", "put the picture into entries/ and write its name"),
    ],
)
def test_every_refusal_says_what_to_write(body, says):
    (fault,) = faults(body, 9)
    assert says in fault[2]


def test_bodies_cannot_turn_on_more_of_markdown():
    assert frozenset({"dollarmath", "colon_fence"}) == EXTENSIONS


@pytest.mark.parametrize(
    "name", ["Include", "INCLUDE", "raw ", "", "note-x", "code-cell", "parsed-literal", "graphviz"]
)
def test_only_known_directives_are_let_through(name):
    assert directive_fault(name)


@pytest.mark.parametrize("name", ["Math", "paper-x", "py:func", "citex", "any", "eq", "kbd", ""])
def test_only_known_roles_are_let_through(name):
    assert role_fault(name)
