"""Ten thousand files, random and mutated: read without a traceback, mended without a change of facts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalog.front_matters import any_facts, slips, styled
from tests.catalog.test_any_file import YAML_SIGNS
from tests.catalog.test_fixes import check
from tests.projects import read

noise = st.text(YAML_SIGNS + "\r").map(lambda matter: f"---\n{matter}\n---\nA body.\n")
facts = st.builds(
    lambda facts, seed: f"---\n{styled(facts, seed)[0]}\n---\n", any_facts, st.integers(0, 2**32)
)


@pytest.mark.slow
@given(slips | slips | slips | noise | facts)
@settings(max_examples=10_000, deadline=None)
def test_any_of_ten_thousand_files(text):
    content = text.encode("utf-8", "surrogatepass")
    found = read(content)
    assert found.entry or found.problems
    assert all(len(str(problem).splitlines()) == 1 for problem in found.problems)
    check(content)
