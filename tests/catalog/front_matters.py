"""Files to try things on: real entries with slips in them, and facts in any style of YAML."""

from __future__ import annotations

import json
import random

import yaml
from hypothesis import strategies as st

from sphinx_paperbase.catalog.schema import FRONT_MATTER_KEYS, LINK_KINDS, RESULT_KEYS
from tests.projects import FULL, REPOSITORY

RICH = """\
---
# Seen on paper.
title: >-
  Masks through
  Time
name: 'Masker'   # what people call it
authors:
  - Ada Lovelace
  # the second
  - Alan Turing
types: [ SVOS,
  RVOS ]  # both
venue: CVPR
year: 2022
earlier: [arXiv 2021]
arxiv: 2203.01234   # paperbase: allow arxiv-year
doi: "10.1000/xyz"
links:
  # looked up
  paper: https://arxiv.org/abs/2203.01234
  code: http://www.github.com/a/b.git  # the authors'
  # video: none yet
review: 4.2
former-titles:
- An Old Title
results:
  # from the paper
  - on: davis-2017-val
    task: SVOS
    J&F: 86.2
    # in the appendix
    J: 82.9
    fps: 20   # V100
    source: https://example.org/1
  - {on: davis-2017-val, J&F: 70, source: https://example.org/2}
# the end
---
Its body, with a tab\tand a colon: here.  \r
---
"""

REAL = [
    RICH,
    FULL,
    *(path.read_text(encoding="utf-8") for path in sorted((REPOSITORY / "entries").glob("*.md"))),
]
SIGNS = " \n\t:-?[]{},'\"#&*!|>%@`~=\\ab1é\r\x07\x85\u2028\ufeff"
PIECES = [
    ": ", " #", "- ", "# c", "\t", "  ", "\n\n", "\r\n", "---\n", "...\n", '"', "'", "|\n", ">-\n  ", "title: ", "arxiv: ",
    "yes", "null", "arXiv:", "https://", "http://arxiv.org/pdf/2203.01234v2.pdf", "github.com/a/b/", "doi: ", "[", "]", "{", "}",
    "? ", "&a ", "*a", "!x ", "\ufeff", "  # paperbase: allow bad-url", "\u2028",
]  # fmt: skip
WAYS = ("cut", "double", "swap", "move", "indent", "insert", "piece", "replace", "quote", "comment",
        "blank", "trail", "tabs", "crlf", "cr", "bom")  # fmt: skip


def slip(text: str, chance: random.Random) -> str:
    """Return a text with one slip of the keyboard in it, as a rule in the front matter."""
    lines = text.split("\n")
    inside = [number for number, line in enumerate(lines) if line.rstrip() == "---"][1:2]
    number = chance.randrange(min(len(lines), *(n + 2 for n in inside)) if inside else len(lines))
    line = lines[number]
    at = chance.randrange(len(line) + 1)
    other = chance.randrange(len(lines))
    match chance.choice(WAYS):
        case "cut":
            del lines[number]
        case "double":
            lines.insert(number, line)
        case "swap":
            lines[number], lines[other] = lines[other], line
        case "move":
            lines.insert(min(other, len(lines) - 1), lines.pop(number))
        case "indent":
            lines[number] = (
                chance.choice([" ", "  ", "\t", ""]) + line.lstrip(" ") * (at > 3) or line
            )
        case "insert":
            lines[number] = line[:at] + chance.choice(SIGNS) + line[at:]
        case "piece":
            lines[number] = line[:at] + chance.choice(PIECES) + line[at:]
        case "replace":
            lines[number] = line[:at] + chance.choice(SIGNS) + line[at + 1 :]
        case "quote":
            key, colon, value = line.partition(": ")
            sign = chance.choice("'\"")
            unquoted = value.strip("'\"")
            lines[number] = key + colon + chance.choice([unquoted, f"{sign}{unquoted}{sign}"])
        case "comment":
            lines.insert(number, " " * chance.randrange(7) + f"# comment {at}")
        case "blank":
            lines.insert(number, " " * chance.randrange(3))
        case "trail":
            lines[number] = line + chance.choice(
                ["  ", " \t", "  # remark", "   # paperbase: allow wrong-link"]
            )
        case "tabs":
            lines[number] = line.replace("  ", "\t").replace(": ", ":\t")
        case "crlf":
            lines = "\n".join(lines).replace("\n", "\r\n", at + 1).split("\n")
        case "cr":
            lines[number] = line + "\r"
        case "bom":
            lines[0] = "\ufeff" + lines[0]
    return "\n".join(lines)


def slipped(seed: int) -> str:
    """Return a real entry with a few slips in it; the same for the same seed."""
    chance = random.Random(seed)
    text = chance.choice(REAL)
    for _ in range(chance.randrange(1, 6)):
        text = slip(text, chance)
    return text


slips = st.integers(0, 2**32).map(slipped)


# Facts from the schema, written in any of the ways that YAML has.

_texts = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Co", "Zl", "Zp"], exclude_characters="\ufeff"),
    min_size=1, max_size=30,
) | st.sampled_from(
    ["yes", "No", "null", "~", "2022", "1e3", "0x1", "2022-01-02", "a: b", "a #b", "- a", "'", '"', "XMem", "3D", " a ",
     "A Title: With a Colon", "{a}", "[a]", "@a", "&a", "*a", "!a", "%a", "|", ">", "?", "a\\b", "memory network"]
)  # fmt: skip
_urls = st.sampled_from(
    ["https://example.org/a?b=c#d", "http://arxiv.org/pdf/2305.16318v2.pdf", "https://arxiv.org/abs/2305.16318",
     "https://www.github.com/A/b.git/", "github.com/a/b", "http://dx.doi.org/10.1000/xyz", "https://github.com/a/b,c",
     "javascript:x"]
) | _texts  # fmt: skip
_ids = st.sampled_from(
    ["2203.01234", "2210.09780", "2203.01234v2", "arXiv:2203.01234", "https://arxiv.org/abs/2203.01234", "10.1000/xyz",
     "https://doi.org/10.1000/xyz", "doi:10.1000/xyz", "cs/0112017"]
) | _texts  # fmt: skip
_lists = {"authors", "types", "earlier", "keywords", "builds-on", "former-titles", "aliases"}
_values = {
    **{key: st.lists(_texts, max_size=3) if key in _lists else _texts for key in FRONT_MATTER_KEYS},
    "arxiv": _ids,
    "doi": _ids,
    "year": st.integers(1950, 2026) | _texts,
    "added": st.dates().map(str),
    "links": st.dictionaries(st.sampled_from([*LINK_KINDS, "slides"]), _urls, max_size=3),
    "results": st.lists(
        st.builds(
            dict.__or__,
            st.dictionaries(st.sampled_from(RESULT_KEYS), _urls),
            st.dictionaries(st.sampled_from(["J&F", "J", "fps"]), st.floats(0, 100)),
        ),
        max_size=2,
    ),
    "unknown": _texts,
}
any_facts = st.lists(st.sampled_from(list(_values)), unique=True, min_size=1, max_size=8).flatmap(
    lambda keys: st.fixed_dictionaries({key: _values[key] for key in keys})
)


def styled(facts: dict[str, object], seed: int) -> tuple[str, list[tuple[str, str]]]:
    """Return facts as YAML in a mixture of styles, and the comments in it, each with its key."""
    chance = random.Random(seed)
    chance.shuffle(keys := list(facts))
    lines: list[str] = []
    remarks = []
    for number, key in enumerate(keys):
        if chance.random() < 0.3:
            lines.append(f"# above {number}")
            remarks.append((f"# above {number}", key))
        if chance.random() < 0.2:
            lines.append("")
        block = _block(key, facts[key], chance)
        if (
            chance.random() < 0.3
            and not block[0].rstrip().endswith(("|", ">", "-", "+"))
            and len(block) == 1
        ):
            block[0] += f"  # behind {number}"
            remarks.append((f"# behind {number}", key))
        lines += block
    return "\n".join(lines), remarks


def _block(key: str, value: object, chance: random.Random) -> list[str]:
    style = chance.choice(["block", "flow", "json", "dumper"])
    if style == "json" or value in ({}, []):
        return [f"{key}: {json.dumps(value, ensure_ascii=False)}"]
    if style == "dumper":
        dumped = yaml.safe_dump(
            {key: value},
            default_flow_style=False,
            default_style=chance.choice([None, None, '"', "'"]),
            width=chance.choice([20, 80, 1000]),
            indent=chance.choice([2, 4]),
            allow_unicode=True,
        )
        return (
            dumped.splitlines()
            if len(dumped.splitlines()) == dumped.count("\n")
            else [f"{key}: {json.dumps(value)}"]
        )
    if isinstance(value, dict):
        if style == "flow":
            return [
                f"{key}: {{{', '.join(f'{k}: {_scalar(v, chance)}' for k, v in value.items())}}}"
            ]
        return [
            f"{key}:",
            *(f"  {k}:{' ' * chance.randint(1, 3)}{_scalar(v, chance)}" for k, v in value.items()),
        ]
    if isinstance(value, list):
        if any(isinstance(item, dict) for item in value):
            lines = [f"{key}:"]
            for item in value:
                pairs = [f"{k}: {_scalar(v, chance)}" for k, v in item.items()] or ["{}"]
                lines += [f"  - {pairs[0]}", *(f"    {pair}" for pair in pairs[1:])]
            return lines
        return [f"{key}: [{', '.join(_scalar(item, chance) for item in value)}]"]
    return [f"{key}: {_scalar(value, chance)}"]


def _scalar(value: object, chance: random.Random) -> str:
    text = str(value)
    if (
        text.replace(".", "").replace(" ", "").isalnum()
        and text == text.strip()
        and chance.random() < 0.7
    ):
        return text
    if chance.random() < 0.5 and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=False)
