"""Words whose letters are turned around: ``Segmetnation`` in a list that speaks of segmentation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from sphinx_paperbase.formats.awesome_list.repeats import Item, Remark

_WORD = re.compile(r"[^\W\d_]{6,}")
_OFTEN = 3


def misspelt(items: Iterable[Item]) -> list[Remark]:
    """Return the titles with a word that is made of the letters of one that many titles have."""
    words = {item.place: _WORD.findall(item.facts["title"]) for item in items}
    uses = Counter(word.casefold() for said in words.values() for word in set(said))
    common = {"".join(sorted(word)): word for word, times in uses.items() if times >= _OFTEN}
    return [
        Remark(place, f"the title has {word!r}; the others have {meant!r}")
        for place, said in words.items()
        for word in said
        if (meant := common.get("".join(sorted(word.casefold())))) and meant != word.casefold()
    ]
