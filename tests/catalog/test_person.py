"""The parts of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Person as BibPerson

from sphinx_paperbase.catalog.person import Person, person


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ada Lovelace", ("Ada", "", "Lovelace", "")),
        ("Ho Kei Cheng", ("Ho Kei", "", "Cheng", "")),
        ("Ludwig van Beethoven", ("Ludwig", "van", "Beethoven", "")),
        ("Maria de la Cruz Garcia", ("Maria", "de la", "Cruz Garcia", "")),
        ("Gerard 't Hooft", ("Gerard", "'t", "Hooft", "")),
        ("Martin Luther King Jr.", ("Martin Luther", "", "King", "Jr.")),
        ("Martin Luther King, Jr.", ("Martin Luther", "", "King", "Jr.")),
        ("Louis van Gaal III", ("Louis", "van", "Gaal", "III")),
        ("Lovelace, Ada", ("Ada", "", "Lovelace", "")),
        ("van Beethoven, Ludwig", ("Ludwig", "van", "Beethoven", "")),
        ("Platon", ("", "", "Platon", "")),
        ("Jr.", ("", "", "Jr.", "")),
        ("Team II", ("Team", "", "II", "")),
        ("李 明", ("李", "", "明", "")),
        ("Anna and Co", ("", "", "Anna and Co", "")),
        ("others", ("", "", "others", "")),
        ("A, B, and C", ("", "", "A, B, and C", "")),
        ("", ("", "", "", "")),
    ],
)
def test_the_parts_of_a_name(name, parts):
    assert person(name) == Person(*parts)


@given(st.text())
def test_any_name_has_parts(name):
    parts = person(name)
    said = "".join("".join(parts).split())
    assert sorted(said) == sorted("".join(name.replace(",", "").split())) or parts.family == name


WORDS = st.sampled_from(["Ada", "Émile", "van", "de", "la", "Berg", "K.", "O'Neil", "Jean-Luc"])


@given(st.lists(WORDS, min_size=1, max_size=5).map(" ".join))
def test_parts_are_those_of_bibtex(name):
    parts, read = person(name), BibPerson(name)
    assert parts.given.split() == read.first_names + read.middle_names
    assert parts.particle.split() == read.prelast_names
    assert parts.family.split() == read.last_names
