"""Ten thousand files, random and mutated: read without a traceback, mended without a change of facts."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalog.front_matters import any_facts, slipped, styled
from tests.catalog.test_any_file import YAML_SIGNS
from tests.catalog.test_fixes import check
from tests.projects import read

pytestmark = pytest.mark.slow


def check_all(text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    found = read(content)
    assert found.entry or found.problems
    assert all(len(str(problem).splitlines()) == 1 for problem in found.problems)
    check(content)


def test_any_of_seven_thousand_files_with_slips():
    start = random.randrange(2**32)  # Hypothesis would think longer about a number than we do
    for seed in range(start, start + 7000):
        try:
            check_all(slipped(seed))
        except BaseException as error:
            error.add_note(f"This is slipped({seed}).")
            raise


noise = st.text(YAML_SIGNS + "\r").map(lambda matter: f"---\n{matter}\n---\nA body.\n")
facts = st.builds(
    lambda facts, seed: f"---\n{styled(facts, seed)[0]}\n---\n", any_facts, st.integers(0, 2**32)
)


@given(noise | facts)
@settings(max_examples=3000, deadline=None)
def test_any_of_three_thousand_files_of_noise_or_facts(text):
    check_all(text)
