"""The small taxonomy of tests, with words of titles and names of venues as publishers write them."""

from __future__ import annotations

import tomllib

from sphinx_paperbase.catalog import Taxonomy
from tests.projects import TAXONOMY, changed

_ADDED = {
    'color = "blue"': 'words = ["semi-supervised", "memory network"]',
    'color = "green"': 'words = ["unsupervised", "zero-shot"]',
    'color = "orange"': 'words = ["referring", "language"]',
    'name = "European Conference on Computer Vision"': 'also = ["Computer Vision – ECCV"]',
    'name = "arXiv"': 'also = ["CoRR"]',
    "\n[venues.TIP]": """\
[venues.ICCV]
name = "IEEE/CVF International Conference on Computer Vision"
kind = "conference"
also = ["Int. Conf. Comput. Vis."]

[venues.NeurIPS]
name = "Conference on Neural Information Processing Systems"
kind = "conference"
also = ["Advances in Neural Information Processing Systems", "NIPS"]
""",
}
TEXT = TAXONOMY
for _line, _more in _ADDED.items():
    both = f"{_more}\n{_line}" if _line.startswith("\n") else f"{_line}\n{_more}"
    TEXT = changed(_line, both, TEXT)
FIELD = Taxonomy.model_validate(tomllib.loads(TEXT))
