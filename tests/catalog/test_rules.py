"""Every rule: a bad file whose problem is found at its place, and a good one that passes.

A new rule needs a new case here, else ``test_every_rule_has_a_case`` fails.
"""

from __future__ import annotations

import os
from typing import NamedTuple

import pytest
import yaml

from sphinx_paperbase.catalog import Catalog, Rule
from sphinx_paperbase.catalog.text import frontmatter
from tests.projects import GOOD, changed, plus, read, with_body, write_project


class Case(NamedTuple):
    """A file that breaks one rule in one place.

    Attributes:
        rule: The rule.
        about: What is wrong with the file; the test's name.
        bad: The file's content.
        place: ``line:column`` of the problem.
        says: A part of its message: what to write instead.
        good: The content, mended.
        file: The file's name in ``entries/``.
        good_file: The name, mended.
        others: Further files, good ones.
    """

    rule: Rule
    about: str
    bad: str | bytes
    place: str
    says: str
    good: str = GOOD
    file: str = "paper.md"
    good_file: str = "paper.md"
    others: dict[str, str] = {}


def line(bad: str, good: str) -> tuple[str, str]:
    """Return two entries that differ in what stands on line 8."""
    return plus(bad), plus(good)


OTHER = changed("Masks through Time", "Another", changed("2203.01234", "2203.99999"))
RESULT = "results:\n  - on: davis-2017-val\n    J&F: 86.2\n    source: https://example.org/r"
OTHER_TITLE = changed("Masks through Time", "Another")
PUBLISHED = changed("arxiv: 2203.01234", "doi: 10.1000/xyz")


def result(old: str, new: str) -> tuple[str, str]:
    return plus(changed(old, new, RESULT)), plus(RESULT)


def case(rule: Rule, about: str, files: tuple[str, str], place: str, says: str) -> Case:
    return Case(rule, about, files[0], place, says, files[1])


def instead(rule: Rule, about: str, old: str, new: str, place: str, says: str) -> Case:
    """Return the case of the good entry with one piece of text replaced."""
    return Case(rule, about, changed(old, new), place, says)


def body(rule: Rule, about: str, bad: str, place: str, says: str, good: str) -> Case:
    return Case(rule, about, with_body(bad), place, says, with_body(good))


CASES = [
    # The file as a whole.
    Case(
        Rule.BAD_ENCODING,
        "Latin-1",
        changed("Ada", "Zoë").encode().replace(b"Alan", b"Al\xe1n"),
        "3:27",
        "byte 0xe1 is not UTF-8; save the file as UTF-8",
    ),
    Case(
        Rule.BAD_ENCODING,
        "UTF-8 cut short, below a BOM",
        b"\xef\xbb\xbf" + GOOD.encode() + b"\xe6\x97",
        "10:1",
        "byte 0xe6 is not UTF-8",
    ),
    Case(
        Rule.BAD_ENCODING,
        "UTF-16",
        GOOD.encode("utf-16"),
        "1:1",
        "save the file as UTF-8",
    ),
    Case(
        Rule.NO_FRONT_MATTER, "plain Markdown", "# Masks\n", "1:1", "the first line must be '---'"
    ),
    Case(Rule.NO_FRONT_MATTER, "empty file", "", "1:1", "the first line must be '---'"),
    Case(
        Rule.NO_FRONT_MATTER,
        "a line above",
        "\n" + GOOD,
        "1:1",
        "the first line must be '---'",
    ),
    Case(
        Rule.NO_FRONT_MATTER,
        "never closed",
        GOOD.replace("---\nFollows", "Follows"),
        "1:1",
        "then the facts as YAML, then '---'",
    ),
    Case(
        Rule.BAD_KEY,
        "capital letters and a space",
        GOOD,
        "1:1",
        "name the file 'my-paper.md'",
        file="My Paper.md",
        good_file="my-paper.md",
    ),
    Case(
        Rule.BAD_KEY,
        "accent",
        GOOD,
        "1:1",
        "name the file 'rajic.md'",
        file="rajič.md",
        good_file="rajic.md",
    ),
    Case(
        Rule.BAD_KEY,
        "nothing that an address can hold",
        GOOD,
        "1:1",
        "name the file 'paper.md'",
        file="视频.md",
    ),
    case(
        Rule.BAD_KEY,
        "alias",
        line("aliases: [old-name, Old_Name]", "aliases: [old-name, older-name]"),
        "8:21",
        "lower case, digits, hyphens only",
    ),
    case(
        Rule.KEY_NOT_FILE_NAME,
        "another key",
        line("key: xmem", "name: XMem"),
        "8:1",
        "the key 'xmem' is not the file's name, 'paper'; remove this line",
    ),
    case(
        Rule.KEY_NOT_FILE_NAME,
        "the same key",
        line("key: paper", "name: XMem"),
        "8:1",
        "is already said by the file's name, 'paper'; remove this line",
    ),
    Case(
        Rule.STRAY_FILE,
        "text file",
        "some notes",
        "1:1",
        "an entry's name ends in .md",
        file="notes.txt",
    ),
    Case(
        Rule.STRAY_FILE,
        "subfolder",
        GOOD,
        "1:1",
        "entries stand directly in entries/; move it there",
        file="2022/paper.md",
    ),
    Case(
        Rule.STRAY_FILE,
        "upper-case ending",
        GOOD,
        "1:1",
        "an entry's name ends in .md",
        file="paper.MD",
    ),
    Case(
        Rule.BYTE_ORDER_MARK,
        "before the first line",
        b"\xef\xbb\xbf" + GOOD.encode(),
        "1:1",
        "save it as UTF-8 without one",
    ),
    Case(
        Rule.CARRIAGE_RETURN,
        "in all lines",
        GOOD.replace("\n", "\r\n"),
        "1:4",
        "save the file with the line ends of Unix (LF)",
    ),
    Case(
        Rule.CARRIAGE_RETURN,
        "in one line",
        changed("Turing]\n", "Turing]\r\n"),
        "3:37",
        "a carriage return",
    ),
    Case(
        Rule.CARRIAGE_RETURN,
        "alone, as of old",
        changed("Turing]\n", "Turing]\r"),
        "3:37",
        "a carriage return",
    ),
    # YAML.
    instead(
        Rule.BAD_YAML,
        "colon in the title",
        "title: Masks through Time",
        "title: Masks: Through Time",
        "2:13",
        'the title has a colon inside it; quote the title: title: "Masks: Through Time"',
    ),
    instead(
        Rule.BAD_YAML,
        "colon and quotes in the title",
        "title: Masks through Time",
        'title: The "Mask": A \\ B',
        "2:18",
        r'title: "The \"Mask\": A \\ B"',
    ),
    case(
        Rule.BAD_YAML,
        "special first character",
        line("note: @home", 'note: "@home"'),
        "8:7",
        'the note has a special first character; quote the note: note: "@home"',
    ),
    case(
        Rule.TAB,
        "for indentation",
        line("links:\n\tcode: https://example.org/", "links:\n  code: https://example.org/"),
        "9:1",
        "a tab where YAML wants spaces; write spaces",
    ),
    instead(Rule.TAB, "behind a key", "year: 2022", "year:\t2022", "6:6", "write spaces"),
    instead(
        Rule.TAB,
        "in a text",
        "Masks through Time",
        '"Masks\tthrough Time"',
        "2:14",
        "a tab where YAML wants spaces",
    ),
    instead(
        Rule.TAB,
        "in a text, escaped",
        "Masks through Time",
        '"Masks\\tthrough Time"',
        "2:8",
        "title: has a tab; write a space",
    ),
    instead(
        Rule.BAD_YAML,
        "bracket not closed",
        "types: [SVOS]",
        "types: [SVOS",
        "5:6",
        "look for a missing quote or bracket at or above this line",
    ),
    Case(Rule.BAD_YAML, "a list", "---\n- a\n- b\n---\n", "2:1", "write one 'key: value' a line"),
    Case(Rule.BAD_YAML, "a text", "---\nmasks\n---\n", "2:1", "write one 'key: value' a line"),
    instead(
        Rule.BAD_YAML,
        "anchor",
        "title: Masks",
        "title: &t Masks",
        "2:8",
        "anchors and aliases are not used here; write the value out",
    ),
    case(
        Rule.BAD_YAML,
        "alias",
        line("note: *t", "note: t"),
        "8:7",
        "anchors and aliases are not used here",
    ),
    case(
        Rule.BAD_YAML,
        "anchor on a key",
        line("&t note: t", "note: t"),
        "8:1",
        "anchors and aliases are not used here",
    ),
    case(
        Rule.BAD_YAML,
        "merge key",
        line("<<: *t", "note: t"),
        "8:5",
        "anchors and aliases are not used here",
    ),
    case(
        Rule.BAD_YAML,
        "Python tag",
        line("note: !!python/object/apply:os.system [ls]", "note: ls"),
        "8:7",
        "tags such as",
    ),
    instead(
        Rule.BAD_YAML,
        "standard tag",
        "year: 2022",
        "year: !!str 2022",
        "6:7",
        "are not used here; remove it",
    ),
    case(
        Rule.BAD_YAML,
        "a key that is a list",
        line("? [a, b]\n: c", "note: t"),
        "8:3",
        "a key must be a word",
    ),
    case(
        Rule.BAD_YAML,
        "control character",
        line("note: a\x07b", "note: ab"),
        "8:8",
        "the control character U+0007; remove it",
    ),
    case(
        Rule.BAD_YAML,
        "second document",
        line("--- a\nnote: t", "note: t"),
        "8:1",
        "a second YAML document; an entry has one",
    ),
    case(
        Rule.DUPLICATE_KEY,
        "a fact twice",
        line("year: 2023", "note: t"),
        "8:1",
        "'year' is already given on line 6; keep one of the two",
    ),
    case(
        Rule.DUPLICATE_KEY,
        "a link twice",
        line(
            "links:\n  code: https://example.org/1\n  code: https://example.org/2",
            "links:\n  code: https://example.org/1\n  demo: https://example.org/2",
        ),
        "10:3",
        "'code' is already given on line 9",
    ),
    # The schema.
    instead(Rule.UNKNOWN_KEY, "misspelt", "authors:", "author:", "3:1", "did you mean 'authors'?"),
    case(
        Rule.UNKNOWN_KEY,
        "underscore for hyphen",
        line("former_titles: [Old]", "former-titles: [Old]"),
        "8:1",
        "did you mean 'former-titles'?",
    ),
    case(
        Rule.UNKNOWN_KEY,
        "nothing like it",
        line("zzz: 1", "note: t"),
        "8:1",
        "the keys are title, name, authors, types",
    ),
    case(
        Rule.UNKNOWN_KEY,
        "kind of link",
        line("links:\n  Code: https://example.org/", "links:\n  code: https://example.org/"),
        "9:3",
        "'links.Code' is not a key of an entry; did you mean 'code'?",
    ),
    case(
        Rule.UNKNOWN_KEY,
        "body",
        line("body: Follows", "note: t"),
        "8:1",
        "write the text below the second '---'",
    ),
    instead(
        Rule.MISSING_KEY,
        "venue",
        "venue: CVPR\n",
        "",
        "1:1",
        "'venue' is missing; add a line 'venue: …'",
    ),
    instead(
        Rule.MISSING_KEY,
        "title",
        "title: Masks through Time\n",
        "",
        "1:1",
        "'title' is missing; add a line 'title: …'",
    ),
    case(
        Rule.MISSING_KEY,
        "benchmark of a result",
        result("on: davis-2017-val\n    J&F: 86.2", "J&F: 86.2"),
        "9:5",
        "'results[1].on' is missing; add a line 'on: …'",
    ),
    instead(
        Rule.MISSING_SOURCE,
        "no id and no link",
        "arxiv: 2203.01234\n",
        "",
        "2:8",
        "give one of 'links: paper:', 'arxiv:' or 'doi:'",
    ),
    instead(
        Rule.MISSING_SOURCE,
        "a link to the code only",
        "arxiv: 2203.01234",
        "links: {code: https://example.org/}",
        "2:8",
        "no way to the paper",
    ),
    instead(
        Rule.WRONG_TYPE,
        "text for a list",
        "[Ada Lovelace, Alan Turing]",
        "Ada Lovelace",
        "3:10",
        "authors must be a list; write authors: [Ada Lovelace]",
    ),
    instead(
        Rule.WRONG_TYPE,
        "list for a text",
        "title: Masks through Time",
        "title: [Masks through Time]",
        "2:8",
        "title must be one text, not a list; write 'Masks through Time'",
    ),
    instead(
        Rule.WRONG_TYPE,
        "mapping for a text",
        "venue: CVPR",
        "venue: {CVPR: 2022}",
        "5:8",
        "venue must be one text, not a mapping",
    ),
    case(
        Rule.WRONG_TYPE,
        "text for a mapping",
        line("links: https://example.org/", "links: {code: https://example.org/}"),
        "8:8",
        "links must be a mapping; write its keys indented on the lines below",
    ),
    case(
        Rule.WRONG_TYPE,
        "text for a result",
        line("results: [86.2]", RESULT),
        "8:11",
        "results[1] must be a mapping",
    ),
    instead(Rule.EMPTY_VALUE, "list", "[SVOS]", "[]", "4:8", "types is empty; name at least one"),
    instead(
        Rule.EMPTY_VALUE,
        "nothing after the colon",
        " [Ada Lovelace, Alan Turing]",
        "",
        "3:9",
        "authors is empty; write the value or remove the key",
    ),
    instead(
        Rule.EMPTY_VALUE,
        "null in a list",
        "Alan Turing",
        "null",
        "3:25",
        "authors[2] is empty",
    ),
    case(
        Rule.EMPTY_VALUE,
        "blank text",
        line('note: " "', "note: t"),
        "8:7",
        "note is empty; write the value or remove the key",
    ),
    *(
        case(Rule.EMPTY_VALUE, repr(bad), line(bad, good), place, says)
        for bad, good, place, says in [
            ("doi:", "doi: 10.1000/xyz", "8:5", "doi is empty; write the value or remove the key"),
            ("doi: ''", "doi: null", "8:6", "doi is empty"),
            ("links:", "links: {code: https://example.org/}", "8:7", "links is empty"),
            ("links:\n  code:", "links:\n  code: ~", "9:8", "links.code is empty"),
            ("keywords:\n  - a\n  -", "keywords: [a]", "10:4", "keywords[2] is empty"),
            ("results:", "results: []", "8:9", "results is empty"),
            ("added: # today", "added: 2023-04-02", "8:7", "added is empty"),
        ]
    ),
    *(
        case(
            Rule.EMPTY_VALUE,
            f"{key} of a result",
            result("    J&F: 86.2", f"    J&F: 86.2\n    {key}:"),
            place,
            f"results[1].{key} is empty",
        )
        for key, place in [("variant", "11:13"), ("fps", "11:9"), ("J", "11:7")]
    ),
    *(
        case(Rule.UNQUOTED_TEXT, bad, line(bad, good), place, says)
        for bad, good, place, says in [
            ("name: No", 'name: "No"', "8:7", 'take No for yes or no; write "No", with quotes'),
            (
                "note: 1984",
                "note: '1984'",
                "8:7",
                "note: many readers of YAML take 1984 for a numb",
            ),
            ("note: 2022-07-14", 'note: "2022-07-14"', "8:7", "for a date"),
            ("keywords: [a, on]", 'keywords: [a, "on"]', "8:15", "keywords[2]: many readers"),
            ("former-titles: [1.50]", 'former-titles: ["1.50"]', "8:17", 'write "1.50", with quo'),
            ("aliases: [2022]", 'aliases: ["2022"]', "8:11", "aliases[1]: many readers"),
        ]
    ),
    instead(Rule.UNQUOTED_TEXT, "title", "Masks through Time", "300", "2:8", 'write "300"'),
    instead(Rule.UNQUOTED_TEXT, "author", "Alan Turing", "Yes", "3:25", 'write "Yes"'),
    case(
        Rule.UNQUOTED_TEXT,
        "variant of a result",
        result("    J&F: 86.2", "    J&F: 86.2\n    variant: 50"),
        "11:14",
        "results[1].variant: many readers of YAML take 50 for a number",
    ),
    *(
        instead(Rule.BAD_ALLOWANCE, about, "2022", f"2022 # paperbase: allow{bad}", place, says)
        for about, bad, place, says in [
            (
                "misspelt",
                " arxiv-yaer",
                "6:31",
                "'arxiv-yaer' is not a rule that can be allowed; did",
            ),
            ("a rule of safety", " raw-html", "6:31", "'raw-html' cannot be allowed; correct what"),
            (
                "no rule",
                "",
                "6:30",
                "name the rule that is allowed, such as 'arxiv-year', or remove",
            ),
            ("nothing to allow", " arxiv-year", "6:31", "nothing on this line is a case of 'arxiv"),
            (
                "one too many",
                " newer-ancestor",
                "6:31",
                "is a case of 'newer-ancestor'; remove the",
            ),
        ]
    ),
    instead(
        Rule.BAD_TEXT,
        "HTML in the title",
        "title: Masks through Time",
        'title: A <script>alert(1)</script> & "B"',
        "2:8",
        "title: has HTML ('<script>'); write plain text",
    ),
    instead(
        Rule.BAD_TEXT,
        "HTML in a name",
        "Alan Turing",
        "Alan <b>Turing</b>",
        "3:25",
        "authors[2]: has HTML ('<b>')",
    ),
    instead(
        Rule.BAD_TEXT,
        "HTML comment",
        "Masks through Time",
        "Masks <!-- x",
        "2:8",
        "has HTML ('<!--')",
    ),
    instead(
        Rule.BAD_TEXT,
        "line break",
        "title: Masks through Time",
        'title: "Masks\\nthrough Time"',
        "2:8",
        "has a line break; write it on one line",
    ),
    instead(
        Rule.BAD_TEXT,
        "control character, escaped",
        "title: Masks through Time",
        'title: "Masks\\x07"',
        "2:8",
        "has the control character U+0007; remove it",
    ),
    instead(
        Rule.BAD_TEXT,
        "a character that turns the direction of writing",
        "title: Masks through Time",
        'title: "Masks \\u202Eemit"',
        "2:8",
        "has the control character U+202E; remove it",
    ),
    *(
        instead(Rule.MARKUP_IN_TEXT, about, "Masks through Time", bad, "2:8", says)
        for about, bad, says in [
            ("entity", "Masks &amp; Time", "has an entity of HTML ('&amp;'); write 'Masks & Time'"),
            ("numbered entity", "Zo&#235;", "write 'Zoë'"),
            ("accent", r"Ren\'e in Time", "write 'René in Time'"),
            ("braces", "'{VOS} in Time'", "has LaTeX ('{'); write 'VOS in Time'"),
            ("formula", "The $R^2$ of Time", "has LaTeX ('$R^2$')"),
            ("open brace", "'Masks {of Time'", "write 'Masks of Time'"),
            ("per cent", "'{Masks} of 50% Time'", "write 'Masks of 50% Time'"),
            ("dotless letter", r"Ram\'{\i}rez", "write 'Ramírez'"),
            ("backslash at the end", "'{Masks} of Time\\'", "write 'Masks of Time'"),
        ]
    ),
    instead(
        Rule.MARKUP_IN_TEXT,
        "author",
        "Alan Turing",
        r"""'Zo{\"e} Turing'""",
        "3:25",
        "authors[2]: has LaTeX ('{'); write 'Zoë Turing'",
    ),
    case(
        Rule.LONG_NAME,
        "a sentence",
        line(f"name: {41 * 'n'}", f"name: {40 * 'n'}"),
        "8:7",
        "the name has 41 characters; write 40 at most, or none",
    ),
    *(
        instead(rule, bad, "Alan Turing", f'"{bad}"', "3:25", f"authors[2]: '{bad}' {says}")
        for rule, bad, says in [
            (Rule.FAMILY_FIRST, "Turing, Alan", "has the family name first; write 'Alan Turing'"),
            (Rule.FAMILY_FIRST, "van der Maaten, Laurens", "has the family name first; write 'L"),
            (Rule.SEVERAL_AUTHORS, "Alan Turing and Al Bo", "is several names; write [Alan Tur"),
            (Rule.SEVERAL_AUTHORS, "Turing, Alan and Bo, Al", "is several names; write [Alan T"),
            (Rule.SEVERAL_AUTHORS, "A Turing, B Bo and C Ce", "is several names; write [A Turi"),
            (Rule.SEVERAL_AUTHORS, "Alan Turing; Al Bo", "is several names; write [Alan Turing,"),
            (Rule.SEVERAL_AUTHORS, "Alan Turing, Al Bo", "is several names; write [Alan Turing,"),
            (Rule.AUTHORS_LEFT_OUT, "et al.", "is no name; name all authors"),
            (Rule.AUTHORS_LEFT_OUT, "Alan Turing et al", "is no name; name all authors"),
            (Rule.AUTHORS_LEFT_OUT, "and others", "is no name; name all authors"),
            (Rule.AUTHORS_LEFT_OUT, "others", "is no name; name all authors"),
            (Rule.AUTHORS_LEFT_OUT, "…", "is no name; name all authors"),
        ]
    ),
    instead(
        Rule.REPEATED_AUTHOR,
        "other case",
        "Alan Turing",
        "Alan Turing, ada Lovelace",
        "3:38",
        "'ada Lovelace' is already authors[1]; remove one of the two",
    ),
    *(
        case(Rule.REPEATED_ITEM, key, line(bad, good), place, "remove one of the two")
        for key, bad, good, place in [
            ("keyword", "keywords: [a b, c, A b]", "keywords: [a b, c]", "8:20"),
            ("former title", "former-titles: [Ab, Ab]", "former-titles: [Ab, Ba]", "8:21"),
            ("alias", "aliases: [a, a]", "aliases: [a, b]", "8:14"),
        ]
    ),
    instead(
        Rule.REPEATED_ITEM,
        "type",
        "[SVOS]",
        "[SVOS, SVOS]",
        "4:15",
        "'SVOS' is already types[1]; remove one of the two",
    ),
    Case(
        Rule.REPEATED_ITEM,
        "builds-on",
        plus("builds-on: [stm, stm]"),
        "8:18",
        "'stm' is already builds-on[1]",
        plus("builds-on: [stm]"),
        others={"stm.md": OTHER},
    ),
    case(
        Rule.REDUNDANT_FACT,
        "the name is the title",
        line("name: Masks through Time", "name: Masks"),
        "8:7",
        "the name is the title; remove it, or write what people call the paper",
    ),
    case(
        Rule.REDUNDANT_FACT,
        "the former title is the title",
        line("former-titles: [Masks through Time]", "former-titles: [Masks Through Time]"),
        "8:17",
        "the former title is the title; remove it",
    ),
    case(
        Rule.REDUNDANT_FACT,
        "earlier is what venue and year say",
        line("earlier: [CVPR 2022]", "earlier: [ECCV 2022]"),
        "8:11",
        "'CVPR 2022' is what venue and year say; remove it",
    ),
    case(
        Rule.LATE_EARLIER,
        "a year after",
        line("earlier: [arXiv 2022, ECCV 2023]", "earlier: [arXiv 2022, ECCV 2021]"),
        "8:23",
        "'ECCV 2023' is later than the paper's year, 2022; correct one of the two",
    ),
    case(
        Rule.FUTURE_DATE,
        "in a thousand years",
        line("added: 3023-04-02", "added: 2023-04-02"),
        "8:8",
        "3023-04-02 is still to come; write the day that it was added",
    ),
    instead(
        Rule.UNKNOWN_TYPE,
        "misspelt",
        "[SVOS]",
        "[SVO]",
        "4:9",
        "'SVO' is not a VOS type; did you mean 'SVOS'?",
    ),
    instead(Rule.UNKNOWN_TYPE, "case", "[SVOS]", "[RVOS, svos]", "4:15", "did you mean 'SVOS'?"),
    instead(
        Rule.UNKNOWN_TYPE,
        "nothing like it",
        "[SVOS]",
        "[tracking]",
        "4:9",
        "write one of SVOS, UVOS, RVOS",
    ),
    case(
        Rule.UNKNOWN_TYPE,
        "task of a result",
        result("    J&F: 86.2", "    J&F: 86.2\n    task: SVO"),
        "11:11",
        "results[1].task: 'SVO' is not a VOS type; did you mean 'SVOS'?",
    ),
    instead(
        Rule.UNKNOWN_VENUE,
        "misspelt",
        "venue: CVPR",
        "venue: CPVR",
        "5:8",
        "'CPVR' is not a venue of taxonomy.toml; did you mean 'CVPR'?",
    ),
    case(
        Rule.UNKNOWN_VENUE,
        "earlier",
        line("earlier: [Arxiv 2022]", "earlier: [arXiv 2022]"),
        "8:11",
        "did you mean 'arXiv'?",
    ),
    case(
        Rule.UNKNOWN_SECTION,
        "no such section",
        line("review: 4.11", "review: 4.1"),
        "8:9",
        "'4.11' is not a section of the review; did you mean '4.1'?",
    ),
    case(
        Rule.UNKNOWN_BENCHMARK,
        "misspelt",
        result("davis-2017-val", "davis-2017-vall"),
        "9:9",
        "did you mean 'davis-2017-val'?",
    ),
    instead(
        Rule.BAD_YEAR,
        "two digits",
        "year: 2022",
        "year: 22",
        "6:7",
        "'22' is not a year; write four digits",
    ),
    instead(
        Rule.BAD_YEAR,
        "month",
        "year: 2022",
        "year: March 2022",
        "6:7",
        "did you mean 2022?",
    ),
    instead(Rule.BAD_YEAR, "far future", "year: 2022", "year: 2202", "6:7", "is not a year"),
    instead(Rule.BAD_YEAR, "other digits", "year: 2022", "year: ２０２２", "6:7", "is not a year"),
    case(
        Rule.BAD_YEAR,
        "earlier",
        line("earlier: [arXiv 1022]", "earlier: [arXiv 2022]"),
        "8:11",
        "'1022' is not a year",
    ),
    case(
        Rule.BAD_EARLIER,
        "no year",
        line("earlier: [arXiv]", "earlier: [arXiv 2022]"),
        "8:11",
        "'arXiv' is not a venue and a year; write 'arXiv 2023'",
    ),
    instead(
        Rule.BAD_ARXIV,
        "prefix",
        "arxiv: 2203.01234",
        "arxiv: arXiv:2203.01234v2",
        "7:8",
        "write it as 2207.07115 or cs/0112017; did you mean '2203.01234'?",
    ),
    instead(
        Rule.BAD_ARXIV,
        "address",
        "2203.01234",
        "https://arxiv.org/abs/2203.01234",
        "7:8",
        "did you mean '2203.01234'?",
    ),
    instead(Rule.BAD_ARXIV, "no such month", "2203.", "2213.", "7:8", "is not an arXiv id"),
    instead(Rule.BAD_ARXIV, "a digit short", "2203.01234", "2203.012", "7:8", "is not an arXiv id"),
    instead(
        Rule.ARXIV_VERSION,
        "of now",
        "2203.01234",
        "2203.01234v2",
        "7:8",
        "'2203.01234v2' names a version; write the id alone: 2203.01234",
    ),
    Case(
        Rule.ARXIV_YEAR,
        "of the second half of the next year",
        changed("2203.01234", "2307.01234"),
        "7:8",
        "arXiv 2307.01234 is of 2023-07, long after CVPR 2022; correct one of the two",
        changed("2203.01234", "2306.01234"),
    ),
    Case(
        Rule.ARXIV_YEAR,
        "of another year than the preprint",
        changed("CVPR\nyear: 2022", "arXiv\nyear: 2023"),
        "6:7",
        "arXiv 2203.01234 is of 2022, not of 2023; correct the year or the id",
        changed("CVPR", "arXiv"),
    ),
    case(
        Rule.ARXIV_YEAR,
        "of another year than the earlier preprint",
        line("earlier: [ECCV 2021, arXiv 2021]", "earlier: [ECCV 2021, arXiv 2022]"),
        "8:22",
        "arXiv 2203.01234 is of 2022; write 'arXiv 2022', or correct the id",
    ),
    case(
        Rule.BAD_DOI,
        "copied with the full stop",
        line("doi: 10.1000/xyz.", "doi: 10.1000/xyz"),
        "8:6",
        "did you mean '10.1000/xyz'?",
    ),
    case(
        Rule.BAD_DOI,
        "address",
        line("doi: https://doi.org/10.1000/xyz", "doi: 10.1000/xyz"),
        "8:6",
        "write it as 10.1000/xyz; did you mean '10.1000/xyz'?",
    ),
    case(
        Rule.BAD_DOI,
        "prefix",
        line("doi: doi:10.1000/xyz", "doi: 10.1000/xyz"),
        "8:6",
        "did you mean '10.1000/xyz'?",
    ),
    case(
        Rule.BAD_DOI,
        "a brace, which BibTeX would count",
        line("doi: 10.1000/x{yz", "doi: 10.1000/xyz"),
        "8:6",
        "is not a DOI",
    ),
    *(
        case(
            Rule.BAD_URL,
            about,
            line(f"links:\n  code: {url}", "links:\n  code: https://example.org/x"),
            "9:9",
            says,
        )
        for about, url, says in [
            ("no scheme", "example.org/x", "did you mean 'https://example.org/x'?"),
            (
                "javascript",
                "javascript:alert(1)",
                "is not an http or https address; write https://…",
            ),
            ("data", "data:text/html,x", "is not an http or https address"),
            ("file", "file:///etc/passwd", "is not an http or https address"),
            ("protocol-relative", "//example.org/x", "is not an http or https address"),
            ("space", "https://example.org/a b", "a character that is not allowed"),
            ("quote", "'https://example.org/\"onclick=x'", "a character that is not allowed"),
            ("line break inside", '"java\\nscript:x"', "a character that is not allowed"),
            ("password", "https://me:secret@example.org/", "a user name or password"),
            ("user that looks like a host", "https://example.org@evil.org/", "a user name"),
            ("no host", "https:///x", "has no host"),
            ("no port", "https://example.org:port/", "is not an address"),
        ]
    ),
    case(
        Rule.BAD_DATE,
        "day first",
        line("added: 02.04.2023", "added: 2023-04-02"),
        "8:8",
        "write year-month-day, such as 2023-04-02",
    ),
    case(
        Rule.BAD_DATE,
        "no such day",
        line("added: 2023-02-30", "added: 2023-02-28"),
        "8:8",
        "'2023-02-30' is not a date",
    ),
    case(
        Rule.BAD_DATE,
        "ISO 8601 without hyphens",
        line("added: 20230402", "added: 2023-04-02"),
        "8:8",
        "'20230402' is not a date",
    ),
    case(
        Rule.BAD_STATUS,
        "misspelt",
        line("status: retraced", "status: retracted"),
        "8:9",
        "'retraced' is not a status; did you mean 'retracted'?",
    ),
    case(
        Rule.BAD_STATUS,
        "a list",
        line("status: [a]", "status: withdrawn"),
        "8:9",
        "is not a status",
    ),
    case(
        Rule.BAD_RESULT,
        "not a number",
        result("86.2", "about 86"),
        "10:10",
        "results[1].J&F: 'about 86' is not a number",
    ),
    case(Rule.BAD_RESULT, "nan", result("86.2", "nan"), "10:10", "'nan' is not a number"),
    case(
        Rule.BAD_RESULT,
        "whose source it is",
        result("J&F: 86.2", "J&F: 86.2\n    own-source: no"),
        "11:17",
        "results[1].own-source: 'no' is neither true nor false; write one of the two",
    ),
    case(
        Rule.BAD_RESULT,
        "no metric",
        result("    J&F: 86.2\n", ""),
        "9:5",
        "has no metric; write at least one, such as 'J&F: 86.2'",
    ),
    case(
        Rule.ID_MISMATCH,
        "arXiv id and link",
        line(
            "links: {paper: https://arxiv.org/pdf/2203.99999v2}",
            "links: {paper: https://arxiv.org/pdf/2203.01234v2}",
        ),
        "8:16",
        "leads to arXiv 2203.99999, but arxiv says '2203.01234'; correct one",
    ),
    case(
        Rule.ID_MISMATCH,
        "arXiv id and its DOI",
        line("doi: 10.48550/arXiv.2203.99999", "doi: 10.48550/arXiv.2203.01234"),
        "8:6",
        "the DOI is that of arXiv 2203.99999",
    ),
    case(
        Rule.ID_MISMATCH,
        "DOI and link",
        line(
            "doi: 10.1000/xyz\nlinks: {paper: https://doi.org/10.1000/abc}",
            "doi: 10.1000/xyz\nlinks: {paper: https://doi.org/10.1000/XYZ}",
        ),
        "9:16",
        "leads to the DOI 10.1000/abc, but doi says '10.1000/xyz'; correct one",
    ),
    *(
        case(
            rule,
            f"{label}: {bad}",
            line(f"links:\n  {label}: {bad}", f"links:\n  {right}: {bad}"),
            f"9:{len(label) + 5}",
            says,
        )
        for rule, label, bad, right, says in [
            (Rule.CODE_IS_PAPER, "code", "https://arxiv.org/abs/2203.01234", "paper", "a paper"),
            (Rule.CODE_IS_PAPER, "code", "https://www.ecva.net/a.php", "paper", "as 'paper: …'"),
            (Rule.CODE_IS_PAPER, "code", "https://example.org/a.PDF", "paper", "leads to a paper"),
            (Rule.WRONG_LINK, "paper", "https://github.com/a/b", "code", "leads to code"),
            (Rule.WRONG_LINK, "paper", "https://youtu.be/x", "video", "leads to a video"),
            (Rule.WRONG_LINK, "code", "https://www.youtube.com/x", "video", "as 'video: …'"),
            (Rule.WRONG_LINK, "project", "https://dl.acm.org/doi/1", "paper", "leads to a paper"),
            (Rule.WRONG_LINK, "dataset", "https://vimeo.com/1", "video", "leads to a video"),
            (Rule.WRONG_LINK, "video", "https://gitlab.com/a/b", "code", "or correct the address"),
            (Rule.WRONG_LINK, "demo", "https://doi.org/10.1000/xyz", "paper", "a paper"),
        ]
    ),
    # Results.
    case(
        Rule.MISSING_RESULT_SOURCE,
        "no source",
        result("\n    source: https://example.org/r", ""),
        "9:5",
        "'results[1].source' is missing; add a line 'source: https://…'",
    ),
    *(
        case(
            Rule.UNKNOWN_METRIC,
            bad,
            result("    J&F: 86.2", f"    J&F: 86.2\n    {bad}: 80"),
            "11:5",
            says,
        )
        for bad, says in [
            ("JF", "'JF' is not a metric of davis-2017-val; did you mean 'J&F'?"),
            ("mIoU", "its metrics are J&F, J, F"),
            ("hardwear", "did you mean 'hardware'?"),
        ]
    ),
    Case(
        Rule.WRONG_TASK,
        "of another benchmark",
        changed("[SVOS]", "[SVOS, RVOS]", plus(f"{RESULT}\n    task: RVOS")),
        "12:11",
        "'RVOS' is not a task of davis-2017-val; write SVOS, or correct the benchmark",
        changed("[SVOS]", "[SVOS, RVOS]", plus(f"{RESULT}\n    task: SVOS")),
    ),
    Case(
        Rule.WRONG_TASK,
        "not said, and the type is of another benchmark",
        changed("[SVOS]", "[RVOS]", plus(RESULT)),
        "9:9",
        "davis-2017-val has no results of RVOS, the paper's type; add 'task: SVOS'",
        plus(RESULT),
    ),
    Case(
        Rule.MISSING_TASK,
        "several types",
        changed("[SVOS]", "[SVOS, RVOS]", plus(RESULT)),
        "9:5",
        "results[1] does not say of which type it is; add 'task: SVOS'",
        plus(RESULT),
    ),
    Case(
        Rule.TASK_NOT_IN_TYPES,
        "told once",
        changed(
            "[SVOS]",
            "[RVOS]",
            plus(
                "results:\n"
                "- {on: davis-2017-val, task: SVOS, J: 80, source: https://example.org/1}\n"
                "- {on: davis-2017-val, task: SVOS, J: 80, source: https://example.org/2}"
            ),
        ),
        "9:30",
        "'SVOS' is not among the paper's types; add it there, or correct the task",
    ),
    *(
        case(rule, number, result("86.2", number), "10:10", says)
        for rule, number, says in [
            (Rule.RESULT_OUT_OF_RANGE, "-1", "'-1' is out of range; look it up again"),
            (Rule.RESULT_OUT_OF_RANGE, "862", "results[1].J&F: 862 is more than 100, the most"),
            (Rule.RESULT_OUT_OF_RANGE, "1e9", "'1e9' is out of range"),
            (Rule.FRACTION_FOR_PERCENT, "0.862", "0.862 is no percentage; write 86.2"),
        ]
    ),
    case(
        Rule.RESULT_OUT_OF_RANGE,
        "no speed",
        result("    J&F: 86.2", "    J&F: 86.2\n    fps: 0.0"),
        "11:10",
        "results[1].fps: 0 is no speed; write it as measured, or remove the key",
    ),
    Case(
        Rule.WRONG_MEAN,
        "two digits exchanged",
        changed("    J&F: 86.2", "    J&F: 82.6\n    J: 82.9\n    F: 89.5", plus(RESULT)),
        "10:10",
        "results[1].J&F: 82.6 is not the mean of J and F, 86.2; look all three up again",
        changed("    J&F: 86.2", "    J&F: 86.35\n    J: 82.9\n    F: 89.5", plus(RESULT)),
    ),
    Case(
        Rule.REPEATED_RESULT,
        "another number",
        plus(RESULT + RESULT.removeprefix("results:").replace("86.2", "87.7")),
        "12:5",
        "results[2] differs from results[1] in nothing but numbers; remove one, or say",
        plus(RESULT + RESULT.removeprefix("results:").replace("86.2", "87\n    variant: small")),
    ),
    # Between entries: both places are named.
    Case(
        Rule.DUPLICATE_ARXIV,
        "two entries",
        changed("Masks through Time", "Space and Masks"),
        "7:8",
        "the arXiv id '2203.01234' is also that of entries/a.md:7:8; "
        "correct one, or remove one of the two entries",
        changed("Masks through Time", "Space and Masks", changed("2203.01234", "2203.01235")),
        others={"a.md": GOOD},
    ),
    Case(
        Rule.DUPLICATE_ARXIV,
        "as a link",
        changed("arxiv: 2203.01234", "links: {paper: https://arxiv.org/pdf/2203.01234v3}").replace(
            "through Time", "in Space"
        ),
        "7:16",
        "the arXiv id '2203.01234' is also that of entries/a.md:7:8",
        changed("Masks through Time", "Space and Masks", changed("2203.01234", "2203.01235")),
        others={"a.md": GOOD},
    ),
    Case(
        Rule.DUPLICATE_DOI,
        "other case",
        changed("Masks through Time", "Space and Masks", changed("xyz", "XYZ", PUBLISHED)),
        "7:6",
        "is also that of entries/a.md:7:6",
        changed("Masks through Time", "Space and Masks", changed("xyz", "abc", PUBLISHED)),
        others={"a.md": PUBLISHED},
    ),
    Case(
        Rule.DUPLICATE_TITLE,
        "other case and punctuation",
        changed("title: Masks through Time", 'title: "MASKS: Through Tïme!"', PUBLISHED),
        "2:8",
        "the title 'MASKS: Through Tïme!' is also that of entries/a.md:2:8",
        changed("Masks through Time", "Beyond Masks", PUBLISHED),
        others={"a.md": GOOD},
    ),
    Case(
        Rule.DUPLICATE_ALIAS,
        "a living key",
        plus("aliases: [old, a]"),
        "8:16",
        "the alias 'a' is taken by entries/a.md; remove one",
        plus("aliases: [old]"),
        others={"a.md": OTHER},
    ),
    Case(
        Rule.DUPLICATE_ALIAS,
        "another's alias",
        plus("aliases: [old]"),
        "8:11",
        "the alias 'old' is taken by entries/a.md",
        plus("aliases: [older]"),
        others={"a.md": changed("year: 2022", "year: 2022\naliases: [old]", OTHER)},
    ),
    Case(
        Rule.DUPLICATE_ALIAS,
        "its own key",
        plus("aliases: [paper]"),
        "8:11",
        "the alias 'paper' is the entry's own key; remove it",
    ),
    Case(
        Rule.DANGLING_REFERENCE,
        "misspelt",
        plus("builds-on: [stmm]"),
        "8:13",
        "'stmm' is not the key of an entry; did you mean 'stm'?",
        plus("builds-on: [stm]"),
        others={"stm.md": OTHER},
    ),
    Case(
        Rule.DANGLING_REFERENCE,
        "itself",
        plus("builds-on: [paper]"),
        "8:13",
        "builds-on names the paper itself; remove it",
        plus("builds-on: [old-stm]"),
        others={"stm.md": changed("year: 2022", "year: 2022\naliases: [old-stm]", OTHER)},
    ),
    *(
        Case(
            Rule.NEAR_DUPLICATE_TITLE,
            about,
            changed("Masks through Time", bad, PUBLISHED),
            "2:8",
            "nearly the title of entries/a.md:2:8",
            changed("Masks through Time", good, PUBLISHED),
            others={"a.md": changed("Masks through Time", other)},
        )
        for about, other, bad, good in [
            (
                "plural",
                "A Mask in Time and Space",
                "Masks in Time and Space",
                "Clay in Time, Spaced",
            ),
            ("order", "Fast Masks through Time", "Masks through Fast Time", "Time with Fast Mice"),
            (
                "name",
                "Following Masks Through Deep Time",
                '"FMT: Following Masks through Deep Time"',
                '"FMT: Following Masks through Very Deep Time"',
            ),
            (
                "two names",
                '"F: Following Masks through Deep Time"',
                '"FMT: Following Masks through Deep Time"',
                '"FMT: Following Masks through Very Deep Time"',
            ),
            (
                "small words",
                "Towards Following Masks with Time",
                "On Following the Masks through Time",
                "Masks Following Nobody through Time",
            ),
            (
                "spelling",
                "Following Masks with Deep Segmentation Memory",
                "On Following Masks with Deep Segmentaion Memory",
                "Deep Masks with Memory",
            ),
            (
                "one word, same authors",
                "Following Masks with Deep Segmentation Memory",
                "Leading Masks with Deep Segmentation Memory",
                "Leading Masks with Very Deep Segmentation Memory",
            ),
            (
                "former title",
                "A New Title\nformer-titles: [Following Masks through Time]",
                "Following the Masks in Time",
                "Following Clay",
            ),
        ]
    ),
    Case(
        Rule.DUPLICATE_PAPER_LINK,
        "other scheme",
        changed("arxiv: 2203.01234", "links: {paper: http://example.org/1/}", OTHER_TITLE),
        "7:16",
        "the paper link 'example.org/1' is also that of entries/a.md:7:16",
        changed("arxiv: 2203.01234", "links: {paper: http://example.org/2/}", OTHER_TITLE),
        others={"a.md": changed("arxiv: 2203.01234", "links: {paper: https://example.org/1}")},
    ),
    Case(
        Rule.LINEAGE_CYCLE,
        "of three, through an alias",
        plus("builds-on: [a]"),
        "8:13",
        "builds-on goes in a circle, paper → a → b → paper; remove the key in the earlier paper",
        others={
            "b.md": changed("year: 2022", "year: 2022\naliases: [old]\nbuilds-on: [paper]", OTHER),
            "a.md": changed(
                "year: 2022",
                "year: 2022\nbuilds-on: [old]",
                changed("Another", "A Third", changed("99999", "88888", OTHER)),
            ),
        },
    ),
    Case(
        Rule.NEWER_ANCESTOR,
        "a year",
        plus("builds-on: [a]"),
        "8:13",
        "'a' is of 2023, later than this paper, 2022; name this paper there",
        plus("builds-on: [b]"),
        others={
            "a.md": changed("2203.", "2303.", changed("year: 2022", "year: 2023", OTHER_TITLE)),
            "b.md": changed("year: 2022", "year: 2023", changed("Another", "A Third", OTHER)),
        },
    ),
    Case(
        Rule.BIBTEX_KEY_COLLISION,
        "same author, year and first word",
        changed("through Time", "of Clay", PUBLISHED),
        "2:8",
        "the BibTeX key would be that of entries/a.md, so this one becomes 'lovelace2022masksb'",
        changed("through Time", "of Clay\nname: Clay", PUBLISHED),
        others={"a.md": GOOD},
    ),
    # The body; all its forms are in test_body.py.
    body(
        Rule.RAW_HTML,
        "in a line",
        "Text\nwith <b>bold</b",
        "10:6",
        "write Markdown, or put it in `backticks`",
        "Text\nwith `<b>`",
    ),
    body(
        Rule.UNSAFE_DIRECTIVE,
        "include",
        "\n```{include} /etc/passwd\n```\n",
        "10:4",
        "the directive {include} is not allowed in an entry; write the text itself",
        "\n```{note}\nText\n```\n",
    ),
    body(
        Rule.UNSAFE_ROLE,
        "raw",
        "Text {raw-html}`<b>`",
        "9:6",
        "the role {raw-html} is not allowed in an entry; write plain Markdown",
        "Text {math}`<b>`",
    ),
    body(
        Rule.UNSAFE_LINK,
        "javascript",
        "A [link](javascript:alert(1))",
        "9:10",
        "write https://… or the name of a .md page",
        "A [link](https://example.org/)",
    ),
    body(
        Rule.UNSAFE_IMAGE,
        "of another host",
        "A ![picture](https://example.org/p.png)",
        "9:14",
        "put the picture into entries/ and write its name",
        "A ![picture](p.png)",
    ),
]

NAMES = [f"{case.rule.id}: {case.about}" for case in CASES]


# Those of the file of published keys are in test_lock.py.
OF_THE_LOCK = {Rule.BAD_LOCK, Rule.VANISHED_KEY}


def test_every_rule_has_a_case():
    assert {case.rule for case in CASES} == set(Rule) - OF_THE_LOCK


def test_every_rule_has_its_own_id_and_a_reason():
    assert len({rule.id for rule in Rule}) == len(Rule) >= 45
    assert all(rule.reason.endswith(".") and "\n" not in rule.reason for rule in Rule)
    assert all(rule.fix.endswith(".") and "\n" not in rule.fix for rule in Rule)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_broken_rule_is_one_problem_with_its_place_and_a_suggestion(case, load):
    catalog = load({case.file: case.bad, **case.others})
    assert [(p.location, p.rule) for p in catalog.problems] == [
        (f"entries/{case.file}:{case.place}", case.rule)
    ]
    assert case.says in catalog.problems[0].message


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_what_is_written_instead_has_no_problem(case, load):
    catalog = load({case.good_file: case.good, **case.others})
    assert catalog.problems == ()
    assert catalog.broken == ()


def test_a_problem_reads_as_the_contract_says():
    (problem,) = read(changed("[SVOS]", "[SVO]"), key="foo").problems
    assert (
        str(problem)
        == "entries/foo.md:4:9: error[unknown-type] types[1]: 'SVO' is not a VOS type; did you mean 'SVOS'?"
    )


def test_five_faults_are_five_problems_in_one_run():
    text = """\
---
title: Masks <b>through</b> Time
author: [Ada Lovelace]
types: [SVO]
venue: CVRP
year: 22
arxiv: 2203.01234
---
"""
    assert [f"{p.line}:{p.column} {p.rule.id}" for p in read(text).problems] == [
        "2:8 bad-text",
        "3:1 unknown-key",
        "4:9 unknown-type",
        "5:8 unknown-venue",
        "6:7 bad-year",
    ]


def test_front_matter_and_body_are_told_in_one_run():
    text = changed("year: 2022", "year: 22", with_body("A <b>\n\n[x](javascript:y)\n"))
    assert [f"{p.line}:{p.column} {p.rule.id}" for p in read(text).problems] == [
        "6:7 bad-year",
        "9:3 raw-html",
        "11:5 unsafe-link",
    ]


def test_all_required_keys_are_missed_at_once():
    problems = read("---\n---\n").problems
    assert [p.rule for p in problems] == [Rule.MISSING_KEY] * 4
    assert [p.message.split("'")[1] for p in problems] == ["title", "types", "venue", "year"]


def test_after_a_yaml_fault_the_rest_is_unread_not_missing():
    (problem,) = read(changed("title: Masks through Time", "title: A: B")).problems
    assert problem.rule is Rule.BAD_YAML


def test_an_unusable_id_is_not_also_another_paper():
    text = changed(
        "arxiv: 2203.01234",
        "arxiv: arXiv:2203.01234\nlinks: {paper: https://arxiv.org/abs/2203.01234}",
    )
    assert [p.rule for p in read(text).problems] == [Rule.BAD_ARXIV]


@pytest.mark.parametrize("written", ["2210.09780", '"2210.09780"'])
def test_an_arxiv_id_stays_text(written):
    found = read(changed("2203.01234", written))
    assert found.problems == ()
    assert found.entry.arxiv == "2210.09780"


def test_an_arxiv_id_with_a_version_is_kept_without_it():
    assert read(changed("2203.01234", "2210.09780v3")).entry.arxiv == "2210.09780"


@pytest.mark.parametrize("id", ["cs/0112017", "math.GT/0309136", "0704.0001", "2210.09780"])
def test_arxiv_ids_of_every_age_are_known(id):
    assert read(changed("2203.01234", id)).entry.arxiv == id


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "1_000", "0x1F", "1e3", "12:30:00"])
def test_no_text_is_taken_for_another_value(word):
    found = read(plus(f"note: {word}"))
    assert found.entry.note == word


def windows(text: str) -> bytes:
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()


def test_windows_files_are_read_as_others_are():
    found = read(windows(GOOD))
    assert [p.rule for p in found.problems] == [Rule.BYTE_ORDER_MARK, Rule.CARRIAGE_RETURN]
    assert found.entry == read(GOOD).entry


def test_windows_files_have_the_same_places():
    bad = changed("year: 2022", "year: 22", with_body("Text\n<b>"))
    assert read(windows(bad)).problems[2:] == read(bad).problems


def test_line_ends_of_a_body_are_its_own():
    found = read(GOOD.encode() + b"One line.\r\nAnother.\rA third.\n")
    assert found.problems == ()


def test_lines_are_counted_as_editors_count_them():
    # YAML ends a line at U+2028, too; editors and this catalog do not.
    (problem,) = read(plus('note: "a\u2028b"\nyaer: 1')).problems
    assert (problem.line, problem.column) == (9, 1)


DEEP = {
    "brackets": plus("note: " + "[" * 200_000),
    "brackets on lines": plus("note:\n" + " [\n" * 50_000),
    "braces": plus("note: " + "{a: " * 100_000),
    "dashes": plus("note:\n  " + "- " * 200_000),
    "question marks": plus("? " * 100_000),
    "long key": plus("k" * 500_000 + ": v"),
    "brackets in the body": with_body("[" * 20_000),
    "pictures in the body": with_body("![" * 5_000),
    "lists in the body": with_body("- " * 100_000),
    "quotes in the body": with_body("> " * 100_000),
    "directives in the body": with_body("```{note}\n" * 2_000),
    "colons in the body": with_body("".join(f"{':' * n}{{note}}\n" for n in range(300, 2, -1))),
    "roles in the body": with_body("{raw}`" * 5_000),
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP.keys())
def test_what_is_nested_deeply_ends_no_process(text):
    found = read(text)
    assert found.entry
    assert found.entry.title == "Masks through Time"


def test_what_is_nested_deeply_is_a_problem():
    (problem,) = read(DEEP["brackets"]).problems
    assert (problem.rule, problem.line, problem.message) == (Rule.BAD_YAML, 8, "nested too deeply")
    (problem,) = read(DEEP["directives in the body"]).problems
    assert (problem.rule, problem.line) == (Rule.UNSAFE_DIRECTIVE, 17)
    assert "nested more than 8 deep" in problem.message


def test_a_link_to_another_file_is_not_followed(tmp_path):
    project = write_project(tmp_path / "project", {"paper.md": GOOD})
    secret = tmp_path / "secret.md"
    secret.write_text("the secret", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "inner.md").write_text(GOOD, encoding="utf-8")
    os.symlink(secret, project / "entries" / "linked.md")
    os.symlink(secret, project / "entries" / "picture.png")
    os.symlink(tmp_path / "gone", project / "entries" / "nowhere.md")
    os.symlink(tmp_path / "folder", project / "entries" / "folder")
    catalog = Catalog.load(project)
    assert list(catalog.entries) == ["paper"]
    assert [(p.path, p.rule) for p in catalog.problems] == [
        (f"entries/{name}", Rule.STRAY_FILE)
        for name in ("folder", "linked.md", "nowhere.md", "picture.png")
    ]
    assert all("is not followed" in p.message for p in catalog.problems)


def test_a_folder_that_is_called_like_an_entry_is_a_stray(load):
    catalog = load({"paper.md": GOOD, "b.md/inner.md": GOOD, "figures/a.png": b""})
    assert list(catalog.entries) == ["paper"]
    assert [(p.path, p.rule) for p in catalog.problems] == [
        ("entries/b.md", Rule.STRAY_FILE),
        ("entries/b.md/inner.md", Rule.STRAY_FILE),
    ]


def test_pictures_and_hidden_files_are_no_strays(load):
    catalog = load({"paper.md": GOOD, "a.png": b"", "figures/b.SVG": b"", ".#paper.md": "lock"})
    assert catalog.problems == ()
    assert list(catalog.entries) == ["paper"]


def test_two_equal_entries_are_two_problems_at_the_second(load):
    catalog = load({"a.md": GOOD, "b.md": GOOD, "c.md": GOOD})
    assert [(p.path, p.rule) for p in catalog.problems] == [
        ("entries/b.md", Rule.DUPLICATE_TITLE),
        ("entries/b.md", Rule.DUPLICATE_ARXIV),
        ("entries/c.md", Rule.DUPLICATE_TITLE),
        ("entries/c.md", Rule.DUPLICATE_ARXIV),
    ]
    assert all("entries/a.md" in p.message for p in catalog.problems)


def test_a_reference_to_a_broken_entry_is_not_dangling(load):
    catalog = load({"a.md": changed("year: 2022\n", ""), "paper.md": plus("builds-on: [a]")})
    assert [p.rule for p in catalog.problems] == [Rule.MISSING_KEY]


HOSTILE = {
    "key": plus('"a\\nb": 1'),
    "metric": plus(changed("J&F", '"J\\n::error::x"', changed("86.2", "no", RESULT))),
    "list": changed("[Ada Lovelace, Alan Turing]", '"a\\nb"'),
    "address": plus('links: {code: "x.org/\\n::error::y"}'),
    "id": changed("2203.01234", '"2203\\n.01234"'),
    "tag": plus("note: !a%0Ab c"),
    "line separator": plus('note: "<b\u2028>"'),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_value_breaks_the_line_of_its_problem(text):
    problems = read(text).problems
    assert problems
    for problem in problems:
        assert len(str(problem).splitlines()) == 1
        assert len(problem.summary.splitlines()) == 1


def test_no_file_name_breaks_the_line_of_its_problem(load):
    catalog = load({"a\n::error::b.md": GOOD})
    (problem,) = catalog.problems
    assert str(problem).startswith(r"entries/a\n::error::b.md:1:1: error[bad-key] ")


def test_without_libyaml_the_same_places_are_found(monkeypatch):
    def found():
        return [(p.location, p.rule) for case in CASES for p in read(case.bad).problems]

    with_libyaml = found()
    monkeypatch.setattr(frontmatter, "Loader", yaml.SafeLoader)
    assert found() == with_libyaml
