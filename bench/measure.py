"""One build as a process of its own: what it cost and what it wrote."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Cost(NamedTuple):
    """What a process took: seconds, seconds of processor time, megabytes at its peak."""

    wall: float
    cpu: float
    memory: float


class File(NamedTuple):
    """A written file: when, and a hash of what is in it."""

    written: int
    content: str


Files = dict[str, File]


class BuildError(Exception):
    """A build that failed; the text is what it said."""


class Site:
    """A folder of sources that can be built again and again.

    Attributes:
        source: The folder.
        html: Where the pages are.
        said: What the last build wrote to standard error: its warnings.
    """

    def __init__(self, source: Path, work: Path, environment: dict[str, str], jobs: str) -> None:
        self.source = source
        self.work = work
        self.html = work / "html"
        self.said = ""
        self._environment = environment
        self._jobs = jobs

    def sibling(self, work: Path) -> Site:
        """Return the same sources, to be built elsewhere."""
        return Site(self.source, work, self._environment, self._jobs)

    def forget(self) -> None:
        """Remove everything that builds have left, so that the next is a clean one."""
        shutil.rmtree(self.work, ignore_errors=True)

    def build(self) -> Cost:
        """Build the pages, by the command line, and return what it took."""
        places = ("-d", self.work / "doctrees", self.source, self.html)
        options = ("-q", "-b", "html", "-j", self._jobs)
        command = (sys.executable, "-m", "sphinx", *options, *map(str, places))
        cost, self.said = run(command, self.source, self._environment)
        return cost

    def files(self) -> Files:
        """Return what stands in the folder of pages."""
        return {
            path.relative_to(self.html).as_posix(): File(
                path.stat().st_mtime_ns,
                hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest(),
            )
            for path in sorted(self.html.rglob("*"))
            if path.is_file()
        }


def run(command: Sequence[str], folder: Path, environment: dict[str, str]) -> tuple[Cost, str]:
    """Run a command and return what it and its children took, and what it complained of.

    Raises:
        BuildError: The command failed.
    """
    log = folder.parent / f"{folder.name}.log"
    with log.open("w+", encoding="utf-8") as stream:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=stream
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        stream.seek(0)
        said = stream.read()
    if process.returncode:
        raise BuildError(f"{' '.join(command)}: exit {process.returncode}\n{said}")
    # Kilobytes on Linux, bytes on macOS.
    memory = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return Cost(wall, usage.ru_utime + usage.ru_stime, memory), said


def pages(before: Files, after: Files) -> tuple[list[str], list[str]]:
    """Return the pages that a build wrote and, of them, those that changed."""
    written = [
        name
        for name, file in after.items()
        if name.endswith(".html") and (name not in before or before[name].written != file.written)
    ]
    changed = [n for n in written if n not in before or before[n].content != after[n].content]
    return written, changed


def differing(one: Files, other: Files) -> list[str]:
    """Return the files that are not the same, or are missing on one side."""
    contents = [{name: file.content for name, file in side.items()} for side in (one, other)]
    return sorted({name for name, _ in contents[0].items() ^ contents[1].items()})
