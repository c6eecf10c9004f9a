"""Every address that an entry leads to, and where it is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperbase.catalog.text.body import ENTRIES
from sphinx_paperbase.catalog.text.outlinks import outlinks, replaced
from tests.projects import FULL, GOOD, REPOSITORY, changed, plus, with_body

NO_ARXIV = changed("arxiv: 2203.01234", "doi: 10.1000/xyz")


def lines(text: str | bytes) -> list[str]:
    """Return the addresses as ``line address``."""
    content = text.encode() if isinstance(text, str) else text
    return [f"{link.line} {link.address}" for link in outlinks(content)]


def in_body(body: str) -> list[str]:
    return lines(NO_ARXIV.replace("Follows a mask.\n", body))


def test_links_and_sources_of_results():
    found = lines(FULL)
    assert [link.split()[1] for link in found] == [
        "https://arxiv.org/abs/2203.01234",
        "https://example.org/code",
        "https://example.org/demo",
        "https://example.org/1",
        "https://example.org/2",
        "https://example.org/3",
    ]
    numbered = FULL.split("\n")
    for link in outlinks(FULL.encode()):
        assert link.text == numbered[link.line - 1]
        assert link.address.rsplit("/", 1)[1].removeprefix("abs/") in link.text


def test_the_page_of_the_arxiv_id():
    assert lines(GOOD) == ["7 https://arxiv.org/abs/2203.01234"]
    assert lines(changed("2203.01234", "2203.01234v2")) == ["7 https://arxiv.org/abs/2203.01234"]
    assert lines(changed("2203.01234", "cs/0112017")) == ["7 https://arxiv.org/abs/cs/0112017"]


@pytest.mark.parametrize("page", ["abs/2203.01234", "pdf/2203.01234v1.pdf"])
def test_not_where_a_link_leads_to_it(page):
    assert lines(plus(f"links: {{paper: https://arxiv.org/{page}}}")) == [
        f"8 https://arxiv.org/{page}"
    ]


def test_a_link_to_another_arxiv_page_is_another():
    assert len(lines(plus("links: {paper: https://arxiv.org/abs/2203.99999}"))) == 2


def test_a_doi_is_not_asked():
    assert lines(NO_ARXIV) == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("See [it](https://example.org/a).\n", ["9 https://example.org/a"]),
        ("Text\n\nand <https://example.org/a>.\n", ["11 https://example.org/a"]),
        ('A\n[b](https://example.org/a "title")\n', ["10 https://example.org/a"]),
        ("See [it][1].\n\n[1]: https://example.org/a\n", ["11 https://example.org/a"]),
        ("[![A](a.png)](https://example.org/a)\n", ["9 https://example.org/a"]),
        ("| a |\n|---|\n| [b](https://example.org/a) |\n", ["11 https://example.org/a"]),
        (
            "[a](https://example.org/x)\n[b](https://example.org/xy)\n[c](https://example.org/x)\n",
            ["9 https://example.org/x", "10 https://example.org/xy", "11 https://example.org/x"],
        ),
        ("[a](https://example.org/x) [b](https://example.org/x)\n", ["9 https://example.org/x"]),
        (":::{note}\nSee <https://example.org/a>.\n:::\n", ["10 https://example.org/a"]),
        ("```{note} See <https://example.org/a>.\n```\n", ["9 https://example.org/a"]),
        ("- a\n\n  ```{tip}\n  <https://example.org/a>\n  ```\n", ["12 https://example.org/a"]),
        ("[a](https://example.org/ä)\n", ["9 https://example.org/%C3%A4"]),
        ("[a](<https://example.org/(x)>)\n", ["9 https://example.org/(x)"]),
        ("`https://example.org/a` and https://example.org/b\n", []),
        ("```\n<https://example.org/a>\n```\n", []),
        ("[a](#part) [b](other.md) [c](ftp://example.org/) [d](javascript:alert(1))\n", []),
        ("[a](http://) [b](http://user:pw@example.org/)\n", []),
    ],
)
def test_links_of_the_body(body, found):
    assert in_body(body) == found


def test_directives_without_end_are_not_followed():
    deep = "".join(f"{':' * (200 - n)}{{note}}\n" for n in range(190)) + "<https://example.org/a>\n"
    assert in_body(deep) == []


def test_other_faults_of_an_entry_hide_no_link():
    text = plus("links: {code: https://example.org/a}\nyear: 99\nwhat: ever")
    assert "8 https://example.org/a" in lines(text)


@pytest.mark.parametrize(
    "links",
    ["links: https://example.org/a", "links: [https://example.org/a]", "results: {a: b}", "links:"],
)
def test_what_has_another_form_holds_no_link(links):
    assert lines(plus(links)) == ["7 https://arxiv.org/abs/2203.01234"]


@pytest.mark.parametrize("text", ["", "no front matter", "---\n", "---\n{\n---\n"])
def test_files_that_are_no_entries(text):
    assert lines(text) == []


def test_line_ends_and_encodings():
    text = with_body("A\n\n<https://example.org/a>\n")
    expected = lines(text)
    assert expected[-1] == "11 https://example.org/a"
    assert lines(text.replace("\n", "\r\n")) == expected
    assert lines(b"\xef\xbb\xbf" + text.encode()) == expected
    assert lines(text.encode().replace(b"Ada", b"\xe1")) == expected
    assert lines(text.replace("A\n\n", "A\u2028B\x0c\n\n")) == expected


@given(st.binary() | st.text().map(str.encode))
def test_any_file(content):
    assert outlinks(content) == []


@given(st.text(alphabet=st.sampled_from("[]()<>:/ht ps\n`{}-|!a.é\x1b")))
def test_any_body(body):
    for link in outlinks(with_body(f"https://example.org/ {body}").encode()):
        assert link.line > 1
        assert link.address.isprintable()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("  code: https://a.org/x", "  code: https://b.org/"),
        ('  code: "https://a.org/x"  # it', '  code: "https://b.org/"  # it'),
        ("  - {on: x, source: https://a.org/x}", "  - {on: x, source: https://b.org/}"),
        ("[a](https://a.org/x) <https://a.org/x>", "[a](https://b.org/) <https://b.org/>"),
        ("https://a.org/xy", None),
        ("https://a.org/x#part", None),
        ("https://web.archive.org/web/https://a.org/x", None),
        ("arxiv: 2203.01234", None),
    ],
)
def test_an_address_in_place_of_another(line, expected):
    assert replaced(line, "https://a.org/x", "https://b.org/") == expected


def test_what_is_put_in_is_taken_as_it_is():
    assert replaced("<https://a.org/x>", "https://a.org/x", r"https://b.org/\1\g<0>") == (
        r"<https://b.org/\1\g<0>>"
    )


def test_the_collection():
    for path in sorted((REPOSITORY / ENTRIES).glob("*.md")):
        found = outlinks(Path(path).read_bytes())
        assert found, f"{path.name} leads nowhere"
        assert all(link.address in link.text or "arxiv" in link.text for link in found)
