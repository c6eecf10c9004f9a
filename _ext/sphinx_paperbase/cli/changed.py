"""Which files a branch changes, as git tells."""

from __future__ import annotations

import subprocess
from pathlib import Path

from sphinx_paperbase.catalog.problems import one_line
from sphinx_paperbase.cli.errors import UsageError

DEFAULT_BASES = ("origin/main", "main")


def changed(root: Path, folder: str, base: str | None = None) -> list[Path]:
    """Return the files of a folder that are new or differ since the branch left its base.

    What is not committed, and not even known to git, counts too; what is deleted does not.

    Args:
        root: The project's folder, in a git repository or the top of one.
        folder: A folder in it.
        base: A branch or commit; else the first of DEFAULT_BASES that there is.

    Raises:
        UsageError: There is no git, no repository or no such base.
    """
    if _git(root, "rev-parse", "--is-inside-work-tree") is None:
        raise UsageError("git finds no repository here; leave --changed out")
    named = (base,) if base else DEFAULT_BASES
    commits = ((name, _commit(root, name)) for name in named)
    known = next(((name, commit) for name, commit in commits if commit), None)
    if not known:
        missing = one_line(" and no ".join(named))
        raise UsageError(f"git knows no {missing}; name a branch: --changed BASE")
    fork = _git(root, "merge-base", known[1], "HEAD")
    if not fork:
        advice = "fetch more of the history: git fetch --unshallow"
        raise UsageError(f"git finds no common commit of {known[0]} and this; {advice}")
    options = ("--name-only", "--relative", "--no-renames", "--no-ext-diff", "--diff-filter=d")
    tracked = _git(root, "diff", *options, "-z", fork.strip(), "--", folder)
    new = _git(root, "ls-files", "-z", "--others", "--exclude-standard", "--", folder)
    names = {name for name in f"{tracked or ''}\0{new or ''}".split("\0") if name}
    return [root / name for name in sorted(names)]


def _commit(root: Path, name: str) -> str | None:
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return found.strip() if found else None


def _git(root: Path, *arguments: str) -> str | None:
    """Return what git prints, or None where it fails."""
    try:
        done = subprocess.run(("git", "-C", root, *arguments), capture_output=True, check=False)
    except FileNotFoundError:
        raise UsageError("git is not installed; leave --changed out") from None
    except ValueError:  # a null character
        return None
    return None if done.returncode else done.stdout.decode("utf-8", "surrogateescape")
