"""What ``--fix`` mends: how a file is spelt, never what it says."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_paperbase.catalog import Entry
from sphinx_paperbase.catalog.addresses import canonical, canonical_arxiv, canonical_doi
from sphinx_paperbase.catalog.rules import Group, Rule, parts
from sphinx_paperbase.catalog.text import frontmatter, writer
from sphinx_paperbase.catalog.text.fixes import ADDRESSES, WHAT, mend
from sphinx_paperbase.catalog.text.frontmatter import Source
from tests.catalog.front_matters import RICH, any_facts, slips, styled
from tests.projects import GOOD, REPOSITORY, plus, read

often = settings(max_examples=200, deadline=None)


def file(matter: str, body: str = "A body.\n") -> bytes:
    return f"---\n{matter}\n---\n{body}".encode()


# Before, after, what was done. The fences and the body are added.
MENDED = {
    "order of keys": (
        'year: 2022\ntitle: "A"\nvenue: CVPR',
        'title: "A"\nvenue: CVPR\nyear: 2022',
        ["order of keys"],
    ),
    "unknown keys come last, as they stand": (
        'yaer: 2022\nx: 1\ntitle: "A"',
        'title: "A"\nyaer: 2022\nx: 1',
        ["order of keys"],
    ),
    "order of links": (
        "links:\n  demo: https://a.b\n  paper: https://c.d",
        "links:\n  paper: https://c.d\n  demo: https://a.b",
        ["order of keys"],
    ),
    "order of links between braces": (
        "links: { demo: https://a.b,  paper: https://c.d }",
        "links: { paper: https://c.d,  demo: https://a.b }",
        ["order of keys"],
    ),
    "order of a result, metrics behind the task": (
        "results:\n  - source: https://a.b\n    F: 1\n    J: 2\n    task: SVOS\n    on: x\n  - on: z\n    J: 3",
        "results:\n  - on: x\n    task: SVOS\n    F: 1\n    J: 2\n    source: https://a.b\n  - on: z\n    J: 3",
        ["order of keys"],
    ),
    "results whose list is not set in": (
        "results:\n- J: 2\n  on: x\n- {J: 3, on: z}\nname: A",
        "name: A\nresults:\n- on: x\n  J: 2\n- {on: z, J: 3}",
        ["order of keys"],
    ),
    "the whole between braces": ("{year: 2022, name: A}", "{name: A, year: 2022}", ["order of keys"]),
    "all keys set in": ("  year: 2022\n  name: A", "  name: A\n  year: 2022", ["order of keys"]),
    "comments go with their keys": (
        "# of the year\nyear: 2022  # printed\n# of the name\n# too\nname: A  # short\n# at the end",
        "# of the name\n# too\nname: A  # short\n# of the year\nyear: 2022  # printed\n# at the end",
        ["order of keys"],
    ),
    "comments in a block go with it": (
        "links:\n  # of the demo\n  demo: https://a.b  # slow\n  # of the paper\n  paper: https://c.d\n  # no code\nname: A",
        "name: A\nlinks:\n  # of the paper\n  paper: https://c.d\n  # of the demo\n  demo: https://a.b  # slow\n  # no code",
        ["order of keys"],
    ),
    "an allowance stays on its line": (
        'year: 2025  # paperbase: allow arxiv-year\narxiv: 2207.07115 # paperbase: allow x\ntitle: "A"',
        'title: "A"\nyear: 2025  # paperbase: allow arxiv-year\narxiv: "2207.07115" # paperbase: allow x',
        ["order of keys", "quotes"],
    ),
    "long values go as they stand": (
        "keywords:\n  - a\n\n  - 'b'\nauthors: [A,\n  B]\ntitle: >-\n  Long\n\n  Title\nname: A\n B",
        "title: >-\n  Long\n\n  Title\nname: A\n B\nauthors: [A,\n  B]\nkeywords:\n  - a\n  - 'b'",
        ["blank lines", "order of keys"],
    ),
    "an empty value": ("year:\nname: ''", "name: ''\nyear:", ["order of keys"]),
    "titles and ids are quoted": (
        "title: A\narxiv: 2210.09780\nreview: 4.2\nformer-titles: [B, 'C']",
        'title: "A"\narxiv: "2210.09780"\nreview: "4.2"\nformer-titles: ["B", \'C\']',
        ["quotes"],
    ),
    "a title on two lines": ('title: A "B"\n  \\C', 'title: "A \\"B\\"\n  \\\\C"', ["quotes"]),
    "other spellings stay": (
        "title: 'A'\nname: \"B\"\nauthors: ['C', \"D\", E]\nvenue: |-\n  CVPR\nyear: '2022'",
        "title: 'A'\nname: \"B\"\nauthors: ['C', \"D\", E]\nvenue: |-\n  CVPR\nyear: '2022'",
        [],
    ),
    "what is no text elsewhere is quoted": (
        "name: 1984\nauthors: [Yes, y]\nvolume: 013\nkeywords: [on, 3D, 1e3, 2022-01-02]",
        'name: "1984"\nauthors: ["Yes", "y"]\nvolume: "013"\nkeywords: ["on", 3D, "1e3", "2022-01-02"]',
        ["quotes"],
    ),
    "numbers, dates and nothing stay": (
        "year: 2022\npages: 12\nvolume: 13688\nnote: null\nadded: 2023-04-02\nresults:\n  - on: x\n    J&F: 86.20\n    variant: ~\n    fps: 20",
        "year: 2022\npages: 12\nvolume: 13688\nnote: null\nadded: 2023-04-02\nresults:\n  - on: x\n    J&F: 86.20\n    variant: ~\n    fps: 20",
        [],
    ),
    "a colon in a title": ("title: A: B 'c' \\d", 'title: "A: B \'c\' \\\\d"', ["quotes"]),
    "several such texts": (
        "title: A: B  # paperbase: allow x\nname: @me\nresults:\n  - on: x\n    variant: a: b\n    J: 1",
        'title: "A: B"  # paperbase: allow x\nname: "@me"\nresults:\n  - on: x\n    J: 1\n    variant: "a: b"',
        ["order of keys", "quotes"],
    ),
    "blanks": (
        "name:   A  \nyear : 2022\t \nkeywords: [a,\t  b]  # c \t\n# d  \nvenue: CVPR",
        "name: A\n# d\nvenue: CVPR\nyear: 2022\nkeywords: [a,   b]  # c",
        ["tabs", "blanks", "order of keys"],
    ),
    "blanks around a text": ('name: " A "\nauthors: [\' B\', "C\\u00a0"]', 'name: "A"\nauthors: ["B", "C"]', ["blanks"]),
    "blank lines": ("\n\nname: A\n \n# c\n\nyear: 2022\n", "name: A\n# c\nyear: 2022", ["blanks", "blank lines"]),
    "blank lines in a text stay": ("note: |+\n  a \n\n  b\n\nreview: '4.2'", "note: |+\n  a \n\n  b\n\nreview: '4.2'", []),
    "tabs": (
        "links:\n\tpaper:\thttps://a.b\n\tcode: \thttps://c.d # \tc",
        "links:\n  paper: https://a.b\n  code: https://c.d #  c",
        ["tabs"],
    ),
    "tabs among spaces": (
        "results:\n  - on: x\n\t\tJ: 1\nlinks:\n    paper: https://a.b\n\tcode: https://c.d",
        "results:\n  - on: x\n\t\tJ: 1\nlinks:\n    paper: https://a.b\n\tcode: https://c.d",
        [],
    ),
    "a tab in a text": ("name: A\tB\nauthors: [A,\n\tB]\nnote: 'a\n\tb'", "name: A B\nauthors: [A,\n  B]\nnote: 'a\n  b'", ["tabs"]),
    "an arXiv id": ("arxiv: https://arxiv.org/abs/2207.07115v2", 'arxiv: "2207.07115"', ["arXiv id"]),
    "an arXiv id with its archive": ("arxiv: 'arXiv:2207.07115'", 'arxiv: "2207.07115"', ["arXiv id"]),
    "an arXiv id with its version": ("arxiv: 2207.07115v2  # c", 'arxiv: "2207.07115"  # c', ["arXiv id"]),
    "a DOI": ("doi: https://doi.org/10.1000/x", "doi: 10.1000/x", ["DOI"]),
    "a quoted DOI": ("doi: 'doi:10.1000/x'", 'doi: "10.1000/x"', ["DOI"]),
    "ids that are none": ("arxiv: \"2207\"\ndoi: 10.1/x y", "arxiv: \"2207\"\ndoi: 10.1/x y", []),
    "addresses": (
        "links:\n  paper: http://arxiv.org/pdf/2305.16318v2.pdf\n  code: http://www.github.com/A/b.git  # c\n  project: 'https://dx.doi.org/10.1000/x'\n  demo: http://Example.org/",
        "links:\n  paper: https://arxiv.org/pdf/2305.16318v2\n  code: https://github.com/A/b  # c\n  project: \"https://doi.org/10.1000/x\"\n  demo: http://Example.org/",
        ["arXiv address", "DOI address", "GitHub address"],
    ),
    "addresses of results": (
        "results: [{on: x, J: 1, source: https://github.com/a/b#readme}, {on: x, J: 2, source: 'github.com/a,b/c/'}]",
        'results: [{on: x, J: 1, source: https://github.com/a/b}, {on: x, J: 2, source: "https://github.com/a,b/c"}]',
        ["GitHub address"],
    ),
    "letters beyond ASCII": (
        "name: 视频 é \U0001f7e5\nlinks:\n  code: http://github.com/é/b # 𝒳\nauthors: [Ü]",
        "name: 视频 é \U0001f7e5\nauthors: [Ü]\nlinks:\n  code: https://github.com/é/b # 𝒳",
        ["order of keys", "GitHub address"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "done"), MENDED.values(), ids=MENDED)
def test_what_is_mended(before, after, done):
    assert mend(file(before)) == (file(after), tuple(done))
    assert mend(file(after)) == (file(after), ())


LEFT = {
    "nothing": b"",
    "no front matter": b"title:  A  \n",
    "one fence": b"---\ntitle:  A  \n",
    "a mark and no front matter": b"\xef\xbb\xbftitle: A\n",
    "an empty front matter": b"---\n---\nBody.",
    "a blank front matter": b"---\n\n---\nBody.",
    "comments only": file("# a  \n\n# b"),
    "no mapping": file("- a:   b "),
    "not UTF-8": b"---\r\nname: Raji\xe8\n---\n",
    "a body that is not UTF-8": b"---\r\nname: A\n---\nRaji\xe8\n",
    "a key twice": file("year: 2022 \nname: A\nyear: 2022 "),
    "a key twice, with a colon": file("title: A: B\nyear: 2022\nyear: 2022"),
    "an anchor": file("year: &a 2022\nname: *a "),
    "a tag": file("year: !!int 2022\nname: A "),
    "a bracket that is not closed": file("title: A: B\nauthors: [A\nname:  B"),
    "a colon in what is no text": file("links: paper: https://a.b"),
    "a colon where a comment may begin": file("title: The: number #1"),
    "a colon before a remark": file("title: A: B  # C"),
    "a colon on a second line": file("title: A\n  b: c"),
    "two documents": file("year: 2022\n...\nname: A "),
    "another end of line of YAML": file("year: 2022 # a\u2028name: A "),
    "a control character": file("year: 2022 \nname: A\x07"),
    "nested too deeply": file("name: " + "[" * 10_000),
    "a tab whose width is not known": file(
        "results:\n  - on: x\n\tJ: 1\n    F: 2\nlinks:\n\tcode: a\n        paper: b"
    ),
}


@pytest.mark.parametrize("content", LEFT.values(), ids=LEFT)
def test_what_is_left_alone(content):
    assert mend(content) == (content, ())


def test_a_mapping_with_comments_between_braces_keeps_its_order():
    matter = "name: A\nlinks: {demo: https://a.b, # slow\n  paper: https://c.d}"
    assert mend(file(f"{matter}  ")) == (file(matter), ("blanks",))


def test_a_key_with_a_question_mark_keeps_its_place():
    matter = "? year\n: 2022\nname: A"
    assert mend(file(f"{matter}  ")) == (file(matter), ("blanks",))


def test_a_text_that_would_change_in_another_place_keeps_it():
    # The line end of the last text is not part of the YAML.
    matter = "year: 2022\nname: |\n  A"
    assert mend(file(matter)) == (file(matter), ())


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_the_front_matter_only(end):
    body = "One.\r\nTwo.\rThree.\n\r\n\r"
    before = f"---\n{plus('name: A')[4:].split('---')[0]}---\n".replace("\n", end)
    after = mend((before + body).encode())
    assert after.done == ("line ends", "order of keys", "quotes")
    assert after.content.decode().endswith(f"\n---\n{body}")
    assert "\r" not in after.content.decode().removesuffix(body)


def test_line_ends_of_what_cannot_be_read():
    assert mend(b"\xef\xbb\xbf---\r\na: [\r\n--- \r\nb\r\n") == (
        b"---\na: [\n---\nb\r\n",
        ("byte order mark", "line ends", "blanks"),
    )


def test_every_mark_at_the_beginning_goes():
    assert mend(b"\xef\xbb\xbf" * 2 + GOOD.encode()).content.startswith(b"---\n")
    inside = GOOD.replace("Follows", "\ufeffFollows").encode()
    assert mend(inside).content.endswith("\ufefffollows a mask.\n".replace("f", "F", 1).encode())


@pytest.mark.parametrize(
    "body", ["", "\n", "\n\n", "a", "---\n", "\u2028\x85\x00\x07 \t", "-\r---\r\n"]
)
def test_the_body_stays(body):
    before = "---\nyear: 2022 \nname: A\n---\n" + body
    assert mend(before.encode()).content == ("---\nname: A\nyear: 2022\n---\n" + body).encode()


def test_a_file_that_ends_with_its_fence():
    assert mend(b"---\nyear: 2022\nname: A\n---") == (
        b"---\nname: A\nyear: 2022\n---",
        ("order of keys",),
    )


def test_of_a_rich_file_only_what_is_wrong_changes():
    mended, done = mend(RICH.encode())
    assert done == ("quotes", "GitHub address")
    pairs = zip(RICH.split("\n"), mended.decode().split("\n"), strict=True)
    assert [new for old, new in pairs if new != old] == [
        'arxiv: "2203.01234"   # paperbase: allow arxiv-year',
        "  code: https://github.com/a/b  # the authors'",
        'review: "4.2"',
        '- "An Old Title"',
    ]


MENDED_RULES = [
    Rule.BYTE_ORDER_MARK, Rule.CARRIAGE_RETURN, Rule.BAD_YAML, Rule.TAB, Rule.UNQUOTED_TEXT,
    Rule.BAD_ARXIV, Rule.ARXIV_VERSION, Rule.BAD_DOI, Rule.BAD_URL,
]  # fmt: skip


@pytest.mark.parametrize("rule", MENDED_RULES, ids=lambda rule: rule.id)
def test_the_example_of_a_rule_is_mended(rule):
    ((_, bad),) = parts(rule.bad)
    ((_, good),) = parts(rule.good)
    above = "" if rule.group is Group.FILE else "---\n"
    mended = mend(f"{above}{bad}\n---\n".encode())
    assert mended.content.decode() == f"{above}{good}\n---\n"
    assert mended.done


def test_the_entries_of_this_repository_need_no_mending():
    for path in sorted((REPOSITORY / "entries").glob("*.md")):
        assert set(mend(path.read_bytes()).done) <= {"arXiv address"}, path.name


def test_what_can_be_mended_is_told_in_one_order():
    wrong = "\ufeff---\r\nlinks:\r\n\tcode: github.com/a/b/\r\n\r\ntitle:  A\r\narxiv: 2203.01234v1\r\n---\r\n"
    done = mend(wrong.encode()).done
    assert done == tuple(word for word in WHAT if word in done)
    assert len(done) == 8


# Whatever the file.


def check(content: bytes) -> None:
    """Check what holds for every file: mended once for all, the same facts, the same body."""
    mended, done = mend(content)
    assert mend(mended) == (mended, ())
    assert bool(done) == (mended != content)
    try:
        text = content.decode()
    except UnicodeDecodeError:
        assert mended == content
        return
    found = read(content)
    if any(problem.rule is Rule.NO_FRONT_MATTER for problem in found.problems):
        assert mended.decode() == text or text.startswith("\ufeff\ufeff")
        return
    before, after = matter_of(text), matter_of(mended.decode())
    assert same_line_ends(mended.decode()).endswith(before.body)
    assert mended.decode().endswith(body_of(text))
    old, new = frontmatter.read(before), frontmatter.read(after)
    if old.complete:
        assert new.complete
        assert meaning(new.data) == meaning(old.data)
    if found.entry and not found.problems and done:
        again = read(mended)
        assert meaning(again.entry) == meaning(found.entry)
        assert again.problems == ()


def same_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def matter_of(text: str) -> Source:
    return frontmatter.split(same_line_ends(text).lstrip("\ufeff"))


def body_of(text: str) -> str:
    """Return what follows the second fence, as it stands."""
    lines = same_line_ends(text).lstrip("\ufeff").split("\n")
    fences = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
    for _ in range(fences[1] + 1):
        end = min((text.find(sign) for sign in "\r\n" if sign in text), default=len(text))
        text = (
            text[end:].removeprefix("\r").removeprefix("\n")
            if text[end : end + 2] == "\r\n"
            else text[end + 1 :]
        )
    return text


def meaning(value):
    """Return facts with each id and address in its one form, and texts without what is stripped."""
    if isinstance(value, Entry):
        return meaning(value.model_dump(by_alias=True) | {"body": same_line_ends(value.body)})
    if isinstance(value, dict):
        return {key: meaning(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [meaning(item) for item in value]
    if not isinstance(value, str):
        return value
    text = " ".join(value.replace("\t", " ").strip().split(" "))
    return canonical_arxiv(text) or canonical_doi(text) or canonical(text)


@given(slips)
@often
def test_any_slip_in_a_real_entry(text):
    check(text.encode("utf-8", "surrogatepass"))


@given(st.binary() | st.text().map(str.encode))
@often
@example(b"---\n: \n---")
@example(b"---\n? \n---")
@example(b"---\n---\n---")
def test_any_bytes(content):
    check(content)


YAML_SIGNS = "ab01 \n\n\t:-?[]{},'\"#&*!|>%@`~<=.\\\u00e9\x07\x85\u2028\ufeff\r"


@given(
    st.text(YAML_SIGNS),
    st.sampled_from(
        ["", "title: A: b\n", "links:\n  code: a\n", RICH[4:].split("\n---")[0] + "\n"]
    ),
)
@often
def test_any_front_matter(matter, above):
    check(f"---\n{above}{matter}\n---\nA body.\r\n".encode())


@given(any_facts, st.integers(0, 2**32), st.sampled_from(["\n", "\r\n", "\r"]))
@often
def test_any_facts_in_any_style(facts, seed, end):
    matter, remarks = styled(facts, seed)
    content = f"---\n{matter}\n---\nA body.\r\n".replace("\n", end).encode()
    check(content)
    mended = mend(content).content.decode()
    if not frontmatter.read(Source(matter, "", 1)).faults:
        lines = mended.split("\n")
        keys = list(frontmatter.read(matter_of(mended)).data)
        assert keys == writer.ordered(keys)
        for remark, key in remarks:
            (number,) = (number for number, line in enumerate(lines) if line.endswith(remark))
            while lines[number].startswith("#"):
                number += 1
            assert lines[number].lstrip("\"'").startswith(key)


@given(any_facts)
@often
def test_what_is_written_as_entries_are_needs_only_the_one_form(facts):
    done = mend(writer.entry_text(facts).encode()).done
    assert set(done) <= {"blanks", "tabs", "arXiv id", "DOI", *ADDRESSES.values()}
