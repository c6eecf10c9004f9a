"""Small sites in a temporary folder: copied from ``tests/roots``, edited, built, compared."""

from __future__ import annotations

import functools
import io
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path

import pybtex.plugin
import sphinx.registry
import sphinx.theming
import sphinxcontrib.bibtex.plugin
from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

ROOTS = Path(__file__).parents[1] / "roots"
# Compiled templates, for all sites: Jinja knows them by their text.
TEMPLATES = tempfile.TemporaryDirectory(prefix="paperbase-templates-")
# What is installed, asked once: it is asked twenty times a build.
for module in (pybtex.plugin, sphinx.registry, sphinx.theming, sphinxcontrib.bibtex.plugin):
    module.entry_points = functools.cache(entry_points)


@dataclass
class Built:
    """What a build left behind."""

    out: Path
    warnings: str
    status: str
    code: int

    def page(self, name: str) -> BeautifulSoup:
        """Return a page, parsed."""
        return BeautifulSoup((self.out / f"{name}.html").read_text("utf-8"), "html.parser")

    def cards(self, name: str) -> list[str]:
        """Return the keys of the cards on a page, in their order."""
        return [card["data-paper"] for card in self.page(name).select(".paper-card")]

    def files(self) -> dict[str, bytes]:
        """Return everything that is published, by path."""
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes()
            for path in sorted(self.out.rglob("*"))
            if path.is_file()
        }


class Site:
    """A project in a temporary folder."""

    def __init__(self, folder: Path, source: Path = ROOTS / "papers") -> None:
        self.folder = folder
        skipped = shutil.ignore_patterns(".*", "_*", "by", "tests", "bench")
        shutil.copytree(source, folder, dirs_exist_ok=True, ignore=skipped)

    def path(self, name: str) -> Path:
        return self.folder / name

    def write(self, name: str, text: str) -> None:
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        text = self.path(name).read_text("utf-8")
        assert old in text, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new))

    def entry(self, key: str, body: str = "", **facts: str) -> None:
        """Write an entry; facts are YAML as it stands behind the colon."""
        given = {"title": f'"Paper {key}"', "types": "[SVOS]", "venue": "CVPR", "year": "2023"}
        given |= {"doi": f"10.1000/{key}"} | {k.replace("_", "-"): v for k, v in facts.items()}
        lines = "\n".join(f"{name}: {value}" for name, value in given.items())
        self.write(f"entries/{key}.md", f"---\n{lines}\n---\n{body}")

    def build(
        self, to: str = "build", jobs: int = 1, builder: str = "html", **settings: object
    ) -> Built:
        """Build, in this process; the same ``to`` again is an incremental build."""
        out, doctrees = self.folder / "_build" / to, self.folder / "_build" / f"{to}-doctrees"
        if not doctrees.exists():
            doctrees.mkdir(parents=True)
            (doctrees / "templates").symlink_to(TEMPLATES.name, target_is_directory=True)
        status, warnings = io.StringIO(), io.StringIO()
        with patch_docutils(self.folder), docutils_namespace():
            app = Sphinx(
                srcdir=self.folder,
                confdir=self.folder,
                outdir=out,
                doctreedir=doctrees,
                buildername=builder,
                confoverrides=settings,
                status=status,
                warning=warnings,
                warningiserror=True,
                parallel=jobs,
            )
            app.build()
        plain = re.sub(r"\x1b\[[0-9;]*m", "", warnings.getvalue())
        return Built(out, plain, re.sub(r"\x1b\[[0-9;]*m", "", status.getvalue()), app.statuscode)


class Kept:
    """A site that was built, and can be had again as it was then, for each test to change."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.copy = site.folder.with_name(f"{site.folder.name}-kept")
        site.build()
        shutil.copytree(site.folder, self.copy, symlinks=True)

    def again(self) -> Site:
        # At the same place: Sphinx makes everything anew for a folder that was moved.
        restore(self.copy, self.site.folder)
        return self.site


def restore(copy: Path, folder: Path) -> None:
    """Make a folder equal to its copy, with the times of its files."""
    for path in folder.iterdir():
        if not os.path.lexists(copy / path.name):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    for path in copy.iterdir():
        there = folder / path.name
        if path.is_dir() and not path.is_symlink():
            there.mkdir(exist_ok=True)
            restore(path, there)
        elif not os.path.lexists(there) or seen(path) != seen(there):
            there.unlink(missing_ok=True)
            shutil.copy2(path, there, follow_symlinks=False)


def seen(path: Path) -> tuple[int, int]:
    state = path.lstat()
    return state.st_size, state.st_mtime_ns


def assert_same(one: Built, other: Built) -> None:
    """Assert that two builds published the same bytes."""
    first, second = one.files(), other.files()
    of_one = sorted(first.keys() ^ second.keys())
    assert not of_one, f"{of_one[:10]} are only in one"
    different = [name for name in first if first[name] != second[name]]
    assert not different, f"{different[:10]} differ"
