"""Where in its volume a paper stands, in the parts that citations have."""

from __future__ import annotations

import re

_NUMBERED = re.compile(r"(?P<volume>[^()]+?) ?\((?P<number>[^()]+)\)")
_DASH = re.compile(r"\s*[-–—]+\s*")


def page_range(pages: str) -> list[str]:
    """Return the first and the last page of ``640-658``; what is no range is one part."""
    return _DASH.split(pages)


def volume_and_number(volume: str | None) -> tuple[str, str]:
    """Return the volume and the number of ``45(2)``; what has no number is all volume."""
    found = _NUMBERED.fullmatch(volume or "")
    return (found["volume"], found["number"]) if found else (volume or "", "")
