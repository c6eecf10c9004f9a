"""Whatever a file holds, reading it ends in an entry, in problems, or in both: never a traceback."""

from __future__ import annotations

import pickle
import unicodedata

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_paperbase.catalog import Catalog, Rule
from sphinx_paperbase.formats import bibtex, papers_json
from tests.projects import FULL, GOOD, SMALL, paper, read

often = settings(max_examples=200, deadline=None)

YAML_SIGNS = "ab01 \n\n\t:-?[]{},'\"#&*!|>%@`~<=.\\é\x07\x85\u2028\ufeff"
MARKDOWN_SIGNS = "ab \n\n`~:{}[]()<>!&;#*_$|-+=%\\/.\té\x00\u2028"
PIECES = (
    "```{note}\n", "````{include} x\n", "```\n", "````\n", ":::{tip} ", ":::\n", "> ", "- ", "| a |\n|---|\n", "[^1]: ",
    "[a](", "javascript:x)", "![b](", "x.png)", "<b>", "<!--", "-->", "{raw}`x`", "{math}`", "$", "$$\n", ":caption: ",
    "---\n", "text ", "\n", "\n\n", "[a]: ", "    ", "# ", "%", "(a)=\n", "&#58;", "\\",
)  # fmt: skip


def check(content: bytes) -> None:
    """Check what holds for every file."""
    found = read(content)
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    for problem in found.problems:
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
        assert problem.message
        assert len(str(problem).splitlines()) == 1
    places = [(problem.line, problem.column) for problem in found.problems]
    assert places == sorted(places)
    assert found.entry or found.problems
    assert pickle.loads(pickle.dumps(found)) == found

    # What is left of it can be compared with others, and shown.
    catalog = Catalog(SMALL, [found, read(GOOD, "other")])
    assert len(catalog.entries) + len(catalog.broken) == 2
    assert sum(len(papers) for _, papers in catalog.shelves["year"].values()) == len(
        catalog.entries
    )
    keys = catalog.bibtex_keys
    assert bibtex.write((keys[k], bibtex.bib_entry(e, SMALL)) for k, e in catalog.entries.items())
    assert papers_json.write(catalog, lambda key: f"{key}.html")


@given(st.binary())
@often
def test_any_bytes(content):
    check(content)


@given(st.text())
@often
def test_any_text(text):
    check(text.encode("utf-8", "surrogatepass"))


@given(st.text(YAML_SIGNS), st.sampled_from(["", FULL[4:].split("\n---")[0] + "\n"]))
@often
@example("a: \x00", "")
@example('"\\uD800": a', "")
@example("a: \u2028b: c", "")
@example("metrics: 1", "")
@example("? ", "")
def test_any_front_matter(matter, above):
    check(f"---\n{above}{matter}\n---\n".encode())


@given(st.text(MARKDOWN_SIGNS) | st.lists(st.sampled_from(PIECES)).map("".join))
@often
def test_any_body(body):
    check((GOOD + body).encode())


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """Draw the full entry with some lines deleted, doubled, added, and some characters swapped."""
    lines = FULL.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        number = draw(st.integers(0, len(lines) - 1))
        how = draw(
            st.sampled_from(["delete", "double", "add", "swap", "replace", "indent", "allow"])
        )
        line = lines[number]
        if how == "delete" and len(lines) > 1:
            del lines[number]
        elif how == "double":
            lines.insert(number, line)
        elif how == "add":
            added = draw(st.text(YAML_SIGNS, max_size=12) | st.sampled_from(FULL.split("\n")))
            lines.insert(number, added)
        elif how == "allow":
            allowed = draw(st.sampled_from(["", *(rule.id for rule in Rule)]))
            lines[number] += f" # paperbase: allow {allowed}"
        elif how == "indent":
            lines[number] = "  " + line
        elif how == "replace" and line:
            at = draw(st.integers(0, len(line) - 1))
            lines[number] = line[:at] + draw(st.sampled_from(YAML_SIGNS)) + line[at + 1 :]
        elif how == "swap" and len(line) > 1:
            at = draw(st.integers(0, len(line) - 2))
            lines[number] = line[:at] + line[at + 1] + line[at] + line[at + 2 :]
    return "\n".join(lines)


@given(mutations())
@settings(max_examples=400, deadline=None)
def test_any_slip_in_a_good_file(text):
    check(text.encode())


# Facts, by the front matter's keys with '_' for '-'.

NO_TEXT = ("Cc", "Cs", "Co", "Zl", "Zp")
texts = (
    st.text(st.characters(exclude_categories=NO_TEXT, exclude_characters="<"), min_size=1)
    .map(lambda text: unicodedata.normalize("NFC", text).strip())
    .filter(bool)
)
words = st.sampled_from(
    ["yes", "no", "null", "~", "1", "2210.09780", "1e3", "0x1", "#a", "- a", "a: b", "'", "---"]
)
names = st.lists(texts | words, max_size=4)
ids = st.from_regex(r"2[0-9](0[1-9]|1[0-2])\.[0-9]{5}", fullmatch=True)
urls = st.from_regex(r"https://[a-z]{1,8}\.org/[A-Za-z0-9/?=&#_.~%:+-]{0,80}", fullmatch=True)
years = st.integers(1950, 2026)
results = st.fixed_dictionaries(
    {
        "on": st.just("davis-2017-val"),
        "source": urls,
        "J&F": st.floats(0, 100).map(lambda number: round(number, 3)),
    },
    optional={
        "variant": texts,
        "extra-data": texts,
        "fps": st.integers(1, 500),
        "own-source": st.booleans(),
        "note": texts,
    },
)
facts = st.fixed_dictionaries(
    {
        "title": texts | words,
        "types": st.lists(st.sampled_from(list(SMALL.types)), min_size=1, unique=True),
        "venue": st.sampled_from(list(SMALL.venues)),
        "year": years,
        "links": st.dictionaries(st.sampled_from(["paper", "code", "demo"]), urls),
    },
    optional={
        "name": texts | words,
        "authors": names,
        "earlier": st.lists(st.builds("{} {}".format, st.sampled_from(["CVPR", "arXiv"]), years)),
        "arxiv": ids,
        "doi": st.from_regex(r"10\.[0-9]{4,9}/[A-Za-z0-9._;()/:-]{0,20}[a-z0-9]", fullmatch=True),
        "pages": texts | words,
        "volume": texts | words,
        "note": texts | words,
        "keywords": names,
        "review": st.sampled_from(["4.1", "4.2"]),
        "builds-on": names,
        "former-titles": names,
        "status": st.sampled_from(["retracted", "withdrawn", "superseded"]),
        "added": st.dates().map(str),
        "results": st.lists(results, max_size=3),
    },
)


@given(facts, st.booleans(), st.booleans())
@often
def test_facts_written_as_yaml_are_read_as_they_were(given_facts, plain, unicode):
    # Both of YAML's styles, and line lengths that fold long texts.
    written = yaml.safe_dump(
        given_facts, allow_unicode=unicode, default_flow_style=not plain, sort_keys=False
    )
    found = read(f"---\n{written}---\n")
    assert found.entry == paper(**given_facts)
