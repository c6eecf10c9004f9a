"""The benchmark runs, on few papers, and finds nothing stale."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import REPOSITORY


@pytest.mark.slow
def test_it_runs(tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    command = [sys.executable, "bench/run.py", "--sizes", "500", "--runs", "1", "--check", "550"]
    command += ["--browse", "520", "--keep", str(tmp_path / "work")]
    done = subprocess.run(
        [*command, "--json", str(figures)], cwd=REPOSITORY, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "floor" in done.stdout
    assert "`paperbase check`, 550 entries" in done.stdout
    assert json.loads(figures.read_text("utf-8"))
