"""The rules of entries, in one table: their ids, why they are there, and an example of each.

The checks, the messages and the page of rules (``docs/rules.md``) all read this table.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple


class Group(Enum):
    """What a rule looks at; the order is that of the page of rules."""

    FILE = "The file"
    YAML = "The front matter's form"
    FACTS = "Facts"
    NAMES = "Titles and names"
    IDS = "Ids and links"
    RESULTS = "Results"
    BETWEEN = "Between entries"
    BODY = "The text below the front matter"


class _About(NamedTuple):
    id: str
    group: Group
    reason: str
    bad: str
    good: str
    fix: str
    doubt: bool = False


def _result(*facts: str, of: str = "hkchengrex/XMem") -> str:
    """Return front matter with a result of a paper that a repository of GitHub has."""
    lines = ("- on: davis-2017-val", *facts, f"source: https://github.com/{of}")
    return "results:\n  " + "\n    ".join(lines)


class Rule(Enum):
    """Every rule that an entry can break; its value is its id.

    Examples are lines of the front matter (of the body in ``Group.BODY``, the beginning of the
    file in ``Group.FILE``). What belongs into a certain file stands below a line with its name;
    see :func:`parts`.

    Attributes:
        id: What messages and allowances call it.
        group: What it looks at.
        reason: In one line why it is there.
        bad: An example that breaks it.
        good: The example mended.
        fix: What to do, in a few words.
        doubt: Tell whether a good entry may break it; a person may then allow it.
    """

    # The file.
    BAD_ENCODING = _About(
        "bad-encoding",
        Group.FILE,
        "Files are UTF-8, so that names read the same everywhere.",
        bad="---\nauthors: [Frano Raji\udce8, Lei Ke]",
        good="---\nauthors: [Frano Rajič, Lei Ke]",
        fix="Save the file as UTF-8.",
    )
    BYTE_ORDER_MARK = _About(
        "byte-order-mark",
        Group.FILE,
        "A mark before the first '---' hides the front matter from other programs.",
        bad="\ufeff---\nname: XMem",
        good="---\nname: XMem",
        fix="Save the file as 'UTF-8', not as 'UTF-8 with BOM'.",
    )
    CARRIAGE_RETURN = _About(
        "carriage-return",
        Group.FILE,
        "Lines end alike in all files, else a change of one line shows as one of all.",
        bad="---\r\nname: XMem\r\nyear: 2022\r",
        good="---\nname: XMem\nyear: 2022",
        fix="Save the file with the line ends of Unix (LF).",
    )
    NO_FRONT_MATTER = _About(
        "no-front-matter",
        Group.FILE,
        "The facts of a paper stand between two lines of '---'.",
        bad="name: XMem\nyear: 2022",
        good="---\nname: XMem\nyear: 2022",
        fix="Make '---' the first line, and put another '---' below the facts.",
    )
    BAD_KEY = _About(
        "bad-key",
        Group.FILE,
        "The file's name is the paper's permanent address.",
        bad="entries/XMem 2022.md",
        good="entries/xmem-2022.md",
        fix="Use lower-case letters, digits and single hyphens only.",
    )
    KEY_NOT_FILE_NAME = _About(
        "key-not-file-name",
        Group.FILE,
        "The file's name is the key; a second one can only differ.",
        bad="entries/xmem.md\nkey: x-mem",
        good="entries/xmem.md\nname: XMem",
        fix="Remove the line; rename the file if its name is the wrong one.",
    )
    STRAY_FILE = _About(
        "stray-file",
        Group.FILE,
        "A file in entries/ that is no entry would be left out silently.",
        bad="entries/xmem.txt",
        good="entries/xmem.md",
        fix="Give it the ending .md, directly in entries/, or put it elsewhere.",
    )

    # The front matter's form.
    BAD_YAML = _About(
        "bad-yaml",
        Group.YAML,
        "The front matter is plain YAML: keys, texts and lists.",
        bad="title: XMem: Long-Term Video Object Segmentation",
        good='title: "XMem: Long-Term Video Object Segmentation"',
        fix="Quote a text that has a colon in it; close every quote and bracket.",
    )
    TAB = _About(
        "tab",
        Group.YAML,
        "A tab is as wide as an editor makes it, and YAML takes none for indentation.",
        bad="links:\n\tcode: https://github.com/hkchengrex/XMem",
        good="links:\n  code: https://github.com/hkchengrex/XMem",
        fix="Write spaces.",
    )
    DUPLICATE_KEY = _About(
        "duplicate-key",
        Group.YAML,
        "YAML keeps the last of two equal keys and loses the first.",
        bad="year: 2022\nvenue: ECCV\nyear: 2023",
        good="year: 2022\nvenue: ECCV",
        fix="Keep one of the two.",
    )
    UNKNOWN_KEY = _About(
        "unknown-key",
        Group.YAML,
        "A misspelt key would be a fact that no page shows.",
        bad="keyword: [memory network]",
        good="keywords: [memory network]",
        fix="Write the key as the list of keys has it.",
    )
    MISSING_KEY = _About(
        "missing-key",
        Group.YAML,
        "Every paper has a title, a type, a venue and a year; a result, a benchmark.",
        bad="results:\n  - J&F: 86.2\n    source: https://github.com/hkchengrex/XMem",
        good=_result("J&F: 86.2"),
        fix="Add the line.",
    )
    WRONG_TYPE = _About(
        "wrong-type",
        Group.YAML,
        "A list where a text is meant (or the reverse) cannot be shown.",
        bad="types: SVOS",
        good="types: [SVOS]",
        fix="Write a list between brackets, a text without them.",
    )
    EMPTY_VALUE = _About(
        "empty-value",
        Group.YAML,
        "A key with nothing behind it is a fact that was forgotten, or a line too many.",
        bad="doi:\nyear: 2022",
        good="doi: 10.1007/978-3-031-19815-1_37\nyear: 2022",
        fix="Write the value or remove the key; write null for what is known to be none.",
    )
    UNQUOTED_TEXT = _About(
        "unquoted-text",
        Group.YAML,
        "Other readers of YAML take an unquoted No, On, 1984 or 2022-07-14 for no text.",
        bad="keywords: [memory network, on]",
        good='keywords: [memory network, "on"]',
        fix="Put the text between quotes.",
    )
    BAD_ALLOWANCE = _About(
        "bad-allowance",
        Group.YAML,
        "An allowance that allows nothing would hide the next fault on its line.",
        bad="year: 2022  # paperbase: allow arxiv-yaer",
        good="year: 2022",
        fix="Allow only what is reported on that line and can be allowed; remove the rest.",
    )

    # Facts.
    MISSING_SOURCE = _About(
        "missing-source",
        Group.FACTS,
        "A reader must be able to get to the paper.",
        bad="arxiv: null\nlinks:\n  code: https://github.com/hkchengrex/XMem",
        good='arxiv: "2207.07115"\nlinks:\n  code: https://github.com/hkchengrex/XMem',
        fix="Give one of 'arxiv', 'doi' and 'paper' below 'links'.",
    )
    UNKNOWN_TYPE = _About(
        "unknown-type",
        Group.FACTS,
        "Types are those of taxonomy.toml; each has a page.",
        bad="types: [SVO]",
        good="types: [SVOS]",
        fix="Write the type's id as the list of types has it.",
    )
    UNKNOWN_VENUE = _About(
        "unknown-venue",
        Group.FACTS,
        "Venues are those of taxonomy.toml; each has pages.",
        bad="venue: ECCV 2022",
        good="venue: ECCV",
        fix="Write the venue's id alone; a new venue is a few lines in taxonomy.toml.",
    )
    UNKNOWN_SECTION = _About(
        "unknown-section",
        Group.FACTS,
        "Sections are those of the review paper in taxonomy.toml.",
        bad='review: "4.22"',
        good='review: "4.2"',
        fix="Write the number of a section that there is.",
    )
    BAD_YEAR = _About(
        "bad-year",
        Group.FACTS,
        "A year has four digits and is not in the far future.",
        bad="year: 22",
        good="year: 2022",
        fix="Write four digits.",
    )
    BAD_EARLIER = _About(
        "bad-earlier",
        Group.FACTS,
        "An earlier listing is a venue and a year: 'arXiv 2022'.",
        bad="earlier: [arXiv]",
        good="earlier: [arXiv 2022]",
        fix="Write the venue's id, a space and the year.",
    )
    LATE_EARLIER = _About(
        "late-earlier",
        Group.FACTS,
        "What was earlier was not in a later year.",
        bad="venue: TPAMI\nyear: 2022\nearlier: [TPAMI 2023]",
        good="venue: TPAMI\nyear: 2023\nearlier: [TPAMI 2022]",
        fix="Exchange the two, or correct a year.",
    )
    BAD_DATE = _About(
        "bad-date",
        Group.FACTS,
        "Dates are written year-month-day: 2023-04-02.",
        bad="added: 02.04.2023",
        good="added: 2023-04-02",
        fix="Write year, month and day with hyphens between them.",
    )
    FUTURE_DATE = _About(
        "future-date",
        Group.FACTS,
        "A date that is still to come would keep an entry the newest for long.",
        bad="added: 9999-04-02",
        good="added: 2023-04-02",
        fix="Write the day on which the entry was added.",
    )
    BAD_STATUS = _About(
        "bad-status",
        Group.FACTS,
        "A status is retracted, withdrawn or superseded.",
        bad="status: retraction",
        good="status: retracted",
        fix="Write one of the three words, or remove the key.",
    )
    REPEATED_ITEM = _About(
        "repeated-item",
        Group.FACTS,
        "What stands twice in a list is there once too often, or once in place of another.",
        bad="keywords: [memory network, long-term, Memory network]",
        good="keywords: [memory network, long-term]",
        fix="Remove one of the two.",
    )
    REDUNDANT_FACT = _About(
        "redundant-fact",
        Group.FACTS,
        "A fact that is said twice is corrected in one place and stays wrong in the other.",
        bad="venue: ECCV\nyear: 2022\nearlier: [ECCV 2022]",
        good="venue: ECCV\nyear: 2022\nearlier: [arXiv 2022]",
        fix="Remove what another line says already.",
    )

    # Titles and names.
    BAD_TEXT = _About(
        "bad-text",
        Group.NAMES,
        "Titles and names are one line of plain text, without HTML.",
        bad="name: XMem<sup>2</sup>",
        good="name: XMem²",
        fix="Write plain text; all letters and signs of Unicode are at hand.",
    )
    MARKUP_IN_TEXT = _About(
        "markup-in-text",
        Group.NAMES,
        "LaTeX and entities of HTML would be shown as they are written.",
        bad='authors: ["Frano Raji{\\\\v{c}}", Lei Ke]',
        good="authors: [Frano Rajič, Lei Ke]",
        fix="Write the letter itself.",
        doubt=True,
    )
    LONG_NAME = _About(
        "long-name",
        Group.NAMES,
        "A name is what people call the paper, in a few words that go on a card.",
        bad="name: Long-Term Video Object Segmentation with a Memory Model",
        good="name: XMem",
        fix="Shorten it, or leave it out: the title is shown then.",
    )
    FAMILY_FIRST = _About(
        "family-first",
        Group.NAMES,
        "Given names stand first; else one person is two on the page of authors.",
        bad='authors: ["Cheng, Ho Kei", "Schwing, Alexander G."]',
        good="authors: [Ho Kei Cheng, Alexander G. Schwing]",
        fix="Turn the name round and leave the comma out.",
        doubt=True,
    )
    SEVERAL_AUTHORS = _About(
        "several-authors",
        Group.NAMES,
        "Each author is an item of the list, with a place on the page of authors.",
        bad="authors: [Ho Kei Cheng and Alexander G. Schwing]",
        good="authors: [Ho Kei Cheng, Alexander G. Schwing]",
        fix="Make each name an item of its own.",
        doubt=True,
    )
    AUTHORS_LEFT_OUT = _About(
        "authors-left-out",
        Group.NAMES,
        "A citation names every author, and 'et al.' is no one's name.",
        bad="authors: [Ho Kei Cheng, et al.]",
        good="authors: [Ho Kei Cheng, Alexander G. Schwing]",
        fix="Name all of them; where they are not known, leave the key out.",
    )
    REPEATED_AUTHOR = _About(
        "repeated-author",
        Group.NAMES,
        "The same name twice is a slip of copying, unless two people share it.",
        bad="authors: [Ho Kei Cheng, Alexander G. Schwing, Ho Kei Cheng]",
        good="authors: [Ho Kei Cheng, Alexander G. Schwing]",
        fix="Remove one of the two.",
        doubt=True,
    )

    # Ids and links.
    BAD_ARXIV = _About(
        "bad-arxiv",
        Group.IDS,
        "An arXiv id identifies the paper; a wrong one, another paper.",
        bad="arxiv: https://arxiv.org/abs/2207.07115",
        good='arxiv: "2207.07115"',
        fix="Write the id alone: 2207.07115.",
    )
    ARXIV_VERSION = _About(
        "arxiv-version",
        Group.IDS,
        "The id alone leads to the latest version, and is the same in every entry.",
        bad="arxiv: 2207.07115v2",
        good='arxiv: "2207.07115"',
        fix="Leave the version out.",
    )
    ARXIV_YEAR = _About(
        "arxiv-year",
        Group.IDS,
        "An arXiv id begins with its year and month; if they cannot be, the id is another's.",
        bad='venue: ECCV\nyear: 2022\narxiv: "2312.07115"',
        good='venue: ECCV\nyear: 2022\narxiv: "2207.07115"',
        fix="Look the paper up and correct the id, or the year.",
        doubt=True,
    )
    BAD_DOI = _About(
        "bad-doi",
        Group.IDS,
        "A DOI starts with 10. and has a slash; it is not an address.",
        bad="doi: https://doi.org/10.1007/978-3-031-19815-1_37",
        good="doi: 10.1007/978-3-031-19815-1_37",
        fix="Write the DOI alone, from the 10. on.",
    )
    BAD_URL = _About(
        "bad-url",
        Group.IDS,
        "Links are http or https; nothing else is safe on a page.",
        bad="links:\n  code: github.com/hkchengrex/XMem",
        good="links:\n  code: https://github.com/hkchengrex/XMem",
        fix="Write the whole address, from https:// on.",
    )
    ID_MISMATCH = _About(
        "id-mismatch",
        Group.IDS,
        "An id and a link of one entry must lead to the same paper.",
        bad='arxiv: "2207.07115"\nlinks:\n  paper: https://arxiv.org/abs/2106.05210',
        good='arxiv: "2207.07115"\nlinks:\n  paper: https://arxiv.org/abs/2207.07115',
        fix="Look which of the two is this paper's and correct the other.",
    )
    CODE_IS_PAPER = _About(
        "code-is-paper",
        Group.IDS,
        "Who follows 'code' wants to run it; a paper there says that there is none.",
        bad="links:\n  code: https://arxiv.org/abs/2207.07115",
        good="links:\n  code: https://github.com/hkchengrex/XMem",
        fix="Give the address of the code, or remove the line.",
        doubt=True,
    )
    WRONG_LINK = _About(
        "wrong-link",
        Group.IDS,
        "A link leads to what its label says, not to code, a paper or a film instead.",
        bad="links:\n  paper: https://github.com/hkchengrex/XMem",
        good="links:\n  code: https://github.com/hkchengrex/XMem",
        fix="Put the address behind the label that fits it.",
        doubt=True,
    )

    # Results.
    BAD_RESULT = _About(
        "bad-result",
        Group.RESULTS,
        "A metric is a number without a unit or a remark; 'own-source' is true or false.",
        bad=_result("J&F: 86.2%"),
        good=_result("J&F: 86.2"),
        fix="Write the number alone, with a point.",
    )
    MISSING_RESULT_SOURCE = _About(
        "missing-result-source",
        Group.RESULTS,
        "A number that cannot be looked up cannot be believed.",
        bad="results:\n  - on: davis-2017-val\n    J&F: 86.2",
        good=_result("J&F: 86.2"),
        fix="Add 'source' with the address of the table.",
    )
    UNKNOWN_BENCHMARK = _About(
        "unknown-benchmark",
        Group.RESULTS,
        "Results are compared on the taxonomy's benchmarks.",
        bad=_result("J&F: 86.2").replace("davis-2017-val", "davis-2017"),
        good=_result("J&F: 86.2"),
        fix="Write the benchmark's id; a new benchmark is a few lines in taxonomy.toml.",
    )
    UNKNOWN_METRIC = _About(
        "unknown-metric",
        Group.RESULTS,
        "Results are compared by the metrics that the benchmark has in taxonomy.toml.",
        bad=_result("JF: 86.2"),
        good=_result("J&F: 86.2"),
        fix="Write the metric as the benchmark's table does.",
    )
    WRONG_TASK = _About(
        "wrong-task",
        Group.RESULTS,
        "A number of another task than the benchmark's would be ranked with its like.",
        bad="types: [SVOS, RVOS]\n"
        + _result("task: RVOS", "J&F: 81.8", of="MasterBin-IIAU/UNINEXT"),
        good="types: [SVOS, RVOS]\n"
        + _result("task: SVOS", "J&F: 81.8", of="MasterBin-IIAU/UNINEXT"),
        fix="Write a task of the benchmark, or the benchmark of the task.",
    )
    MISSING_TASK = _About(
        "missing-task",
        Group.RESULTS,
        "Where a paper has several types, only 'task' tells to which a number belongs.",
        bad="types: [SVOS, RVOS]\n" + _result("J&F: 81.8", of="MasterBin-IIAU/UNINEXT"),
        good="types: [SVOS, RVOS]\n"
        + _result("task: SVOS", "J&F: 81.8", of="MasterBin-IIAU/UNINEXT"),
        fix="Add 'task' with one of the types.",
    )
    TASK_NOT_IN_TYPES = _About(
        "task-not-in-types",
        Group.RESULTS,
        "A paper with results of a task is as a rule one of that type, and listed there.",
        bad="types: [UVOS, RVOS]\n"
        + _result("task: SVOS", "J&F: 87.0", of="facebookresearch/EdgeTAM"),
        good="types: [SVOS, UVOS, RVOS]\n"
        + _result("task: SVOS", "J&F: 87.0", of="facebookresearch/EdgeTAM"),
        fix="Add the type, or correct the task.",
        doubt=True,
    )
    RESULT_OUT_OF_RANGE = _About(
        "result-out-of-range",
        Group.RESULTS,
        "A percentage is at most 100, and a speed more than nothing.",
        bad=_result("J&F: 862"),
        good=_result("J&F: 86.2"),
        fix="Look the number up again.",
    )
    FRACTION_FOR_PERCENT = _About(
        "fraction-for-percent",
        Group.RESULTS,
        "Results are percentages: 0.862 among them would be the last of all.",
        bad=_result("J&F: 0.862"),
        good=_result("J&F: 86.2"),
        fix="Write the number times 100.",
        doubt=True,
    )
    WRONG_MEAN = _About(
        "wrong-mean",
        Group.RESULTS,
        "J&F is the mean of J and F; where it is not, one of the three is a slip.",
        bad=_result("J&F: 82.6", "J: 82.9", "F: 89.5"),
        good=_result("J&F: 86.2", "J: 82.9", "F: 89.5"),
        fix="Look the three numbers up again.",
        doubt=True,
    )
    REPEATED_RESULT = _About(
        "repeated-result",
        Group.RESULTS,
        "Two results that differ in nothing but the number cannot be told apart.",
        bad=_result("J&F: 86.2") + _result("J&F: 87.7").removeprefix("results:"),
        good=_result("J&F: 86.2")
        + _result("J&F: 87.7", "extra-data: BL30K pre-training").removeprefix("results:"),
        fix="Remove one, or say what differs in 'variant' or 'extra-data'.",
    )

    # Between entries.
    DUPLICATE_ARXIV = _About(
        "duplicate-arxiv",
        Group.BETWEEN,
        "Two entries with one arXiv id: one of them is wrong.",
        bad='entries/stcn.md\narxiv: "2207.07115"\nentries/xmem.md\narxiv: "2207.07115"',
        good='entries/stcn.md\narxiv: "2106.05210"\nentries/xmem.md\narxiv: "2207.07115"',
        fix="Correct the id that is wrong, or remove the entry that is there twice.",
    )
    DUPLICATE_DOI = _About(
        "duplicate-doi",
        Group.BETWEEN,
        "Two entries with one DOI: one of them is wrong.",
        bad=(
            "entries/batman.md\n"
            "doi: 10.1007/978-3-031-19815-1_37\n"
            "entries/xmem.md\n"
            "doi: 10.1007/978-3-031-19815-1_37"
        ),
        good=(
            "entries/batman.md\n"
            "doi: 10.1007/978-3-031-19818-2_35\n"
            "entries/xmem.md\n"
            "doi: 10.1007/978-3-031-19815-1_37"
        ),
        fix="Correct the DOI that is wrong, or remove the entry that is there twice.",
    )
    DUPLICATE_TITLE = _About(
        "duplicate-title",
        Group.BETWEEN,
        "Two entries with one title are one paper entered twice.",
        bad=(
            "entries/language-as-queries.md\n"
            'title: "Language As Queries for Referring Video Object Segmentation"\n'
            "entries/referformer.md\n"
            'title: "Language as Queries for Referring Video Object Segmentation"'
        ),
        good=(
            "entries/referformer.md\n"
            'title: "Language as Queries for Referring Video Object Segmentation"\n'
            "venue: CVPR\n"
            "year: 2022\n"
            "earlier: [arXiv 2022]"
        ),
        fix="Keep one entry; 'earlier' says where the paper was listed before.",
    )
    NEAR_DUPLICATE_TITLE = _About(
        "near-duplicate-title",
        Group.BETWEEN,
        "A preprint often changes a word of its title when it is published.",
        bad=(
            "entries/seggpt.md\n"
            'title: "SegGPT: Segmenting Everything In Context"\n'
            "entries/seggpt-2023.md\n"
            'title: "SegGPT: Towards Segmenting Everything in Context"'
        ),
        good=(
            "entries/seggpt.md\n"
            'title: "SegGPT: Towards Segmenting Everything in Context"\n'
            'former-titles: ["SegGPT: Segmenting Everything In Context"]'
        ),
        fix="Keep one entry, with the other title in 'former-titles'.",
        doubt=True,
    )
    DUPLICATE_PAPER_LINK = _About(
        "duplicate-paper-link",
        Group.BETWEEN,
        "Two papers do not have one address: a link was copied to the entry beside it.",
        bad=(
            "entries/stcn.md\n"
            "links:\n"
            "  paper: https://www.ecva.net/papers/eccv_2022/papers_ECCV/papers/136880633.pdf\n"
            "entries/xmem.md\n"
            "links:\n"
            "  paper: https://www.ecva.net/papers/eccv_2022/papers_ECCV/papers/136880633.pdf"
        ),
        good=(
            "entries/stcn.md\n"
            'arxiv: "2106.05210"\n'
            "links:\n"
            "  paper: https://arxiv.org/abs/2106.05210\n"
            "entries/xmem.md\n"
            "links:\n"
            "  paper: https://www.ecva.net/papers/eccv_2022/papers_ECCV/papers/136880633.pdf"
        ),
        fix="Correct the link that is wrong.",
        doubt=True,
    )
    DUPLICATE_ALIAS = _About(
        "duplicate-alias",
        Group.BETWEEN,
        "An alias that is also a key or another's alias hides a page.",
        bad="entries/stcn.md\nentries/xmem.md\naliases: [stcn]",
        good="entries/stcn.md\nentries/xmem.md\naliases: [x-mem]",
        fix="Remove the alias; an entry needs no alias for its own key.",
    )
    DANGLING_REFERENCE = _About(
        "dangling-reference",
        Group.BETWEEN,
        "'builds-on' names the keys of entries that exist.",
        bad="entries/stcn.md\nentries/xmem.md\nbuilds-on: [STCN]",
        good="entries/stcn.md\nentries/xmem.md\nbuilds-on: [stcn]",
        fix="Write the key, which is the name of the entry's file.",
    )
    LINEAGE_CYCLE = _About(
        "lineage-cycle",
        Group.BETWEEN,
        "Of two papers only one can build on the other.",
        bad=("entries/stcn.md\nbuilds-on: [xmem]\nentries/xmem.md\nbuilds-on: [stcn]"),
        good="entries/stcn.md\nentries/xmem.md\nbuilds-on: [stcn]",
        fix="Remove the key that stands in the earlier paper.",
    )
    NEWER_ANCESTOR = _About(
        "newer-ancestor",
        Group.BETWEEN,
        "A paper builds on what was there before it.",
        bad=(
            "entries/stcn.md\n"
            "year: 2021\n"
            "builds-on: [xmem]\n"
            'arxiv: "2106.05210"\n'
            "entries/xmem.md\n"
            "year: 2022\n"
            'arxiv: "2207.07115"'
        ),
        good=(
            "entries/stcn.md\n"
            "year: 2021\n"
            'arxiv: "2106.05210"\n'
            "entries/xmem.md\n"
            "year: 2022\n"
            'arxiv: "2207.07115"\n'
            "builds-on: [stcn]"
        ),
        fix="Move the key to the later paper, or correct a year.",
        doubt=True,
    )
    BIBTEX_KEY_COLLISION = _About(
        "bibtex-key-collision",
        Group.BETWEEN,
        "Papers that are cited have BibTeX keys of their own, which never change.",
        bad=("entries/xmem.md\nname: XMem\nentries/xmem-2.md\nname: XMem"),
        good=("entries/xmem.md\nname: XMem\nentries/xmem-2.md\nname: XMem2"),
        fix="Give the new paper a name of its own; allowed, its key has a letter more.",
        doubt=True,
    )
    BAD_LOCK = _About(
        "bad-lock",
        Group.BETWEEN,
        "Each line of keys.lock is a published key with its BibTeX key, for ever.",
        bad="keys.lock\nxmem",
        good="keys.lock\nxmem cheng2022xmem\nentries/xmem.md",
        fix="Restore the line; 'paperbase lock' writes the file.",
    )
    VANISHED_KEY = _About(
        "vanished-key",
        Group.BETWEEN,
        "Addresses that were published stay alive.",
        bad="keys.lock\nxmem cheng2022xmem\nentries/xmem-2022.md",
        good="keys.lock\nxmem cheng2022xmem\nentries/xmem-2022.md\naliases: [xmem]",
        fix="Add the old key to the 'aliases' of the renamed entry, or restore the file.",
    )

    # The body.
    RAW_HTML = _About(
        "raw-html",
        Group.BODY,
        "Entries come from strangers: no HTML of theirs reaches a page.",
        bad="Keeps <b>three</b> memories.",
        good="Keeps **three** memories.",
        fix="Write Markdown; put what is to be seen as HTML between backticks.",
    )
    UNSAFE_DIRECTIVE = _About(
        "unsafe-directive",
        Group.BODY,
        "Only directives that cannot read files or run code.",
        bad="```{include} ../README.md\n```",
        good="```{note}\nNeeds no test-time training.\n```",
        fix="Write the text itself.",
    )
    UNSAFE_ROLE = _About(
        "unsafe-role",
        Group.BODY,
        "Only roles that cannot read files or write raw output.",
        bad="Extends {download}`STCN <stcn.md>`.",
        good="Extends {paper}`stcn`.",
        fix="Write plain Markdown, or a role such as {paper} or {cite:t}.",
    )
    UNSAFE_LINK = _About(
        "unsafe-link",
        Group.BODY,
        "Links lead to http(s) pages or to pages of this site.",
        bad="See [the code](javascript:run).",
        good="See [the code](https://github.com/hkchengrex/XMem).",
        fix="Write the whole address, or the name of an .md page.",
    )
    UNSAFE_IMAGE = _About(
        "unsafe-image",
        Group.BODY,
        "Pictures lie beside the entries: no file or host outside is read.",
        bad="![The three memories](https://example.org/memories.png)",
        good="![The three memories](xmem.png)",
        fix="Put the picture into entries/ and write its name.",
    )

    def __new__(cls, id: str, *about: object) -> Rule:
        """Make the id the member's value: it is what a cached problem keeps."""
        rule = object.__new__(cls)
        rule._value_ = id
        return rule

    def __init__(
        self, id: str, group: Group, reason: str, bad: str, good: str, fix: str, doubt: bool
    ) -> None:
        self.id = id
        self.group = group
        self.reason = reason
        self.bad = bad
        self.good = good
        self.fix = fix
        self.doubt = doubt


_FILE_NAME = re.compile(r"^(?:entries/.+\.\w+|keys\.lock)$", re.M)


def parts(example: str) -> list[tuple[str, str]]:
    """Take an example apart into files: the name of each, or an empty text, and its lines."""
    names = [found[0] for found in _FILE_NAME.finditer(example)]
    first, *others = (text.strip("\n") for text in _FILE_NAME.split(example))
    return list(zip(names, others, strict=True)) if names else [("", first)]
