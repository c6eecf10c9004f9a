"""Queries: by every field, in every order, so many."""

from __future__ import annotations

import pytest

from sphinx_paperbase.catalog import Query
from tests.projects import paper

PAPERS = [
    paper("a", name="delta", types=["SVOS"], venue="CVPR", year=2022, keywords=["memory"]),
    paper("b", name="Alpha", types=["RVOS"], venue="CVPR", year=2023, authors=["Ada Lovelace"]),
    paper("c", name="charlie", types=["SVOS", "RVOS"], venue="TIP", year=2023, arxiv="2201.00001"),
    paper("d", name="Bravo", types=["UVOS"], venue="ECCV", year=2022, arxiv="2203.00001"),
    paper("e", title="Echo", venue="arXiv", year=2021, review="4.2", keywords=["memory", "fast"]),
    paper("f", name="bravo", venue="CVPR", year=2023, earlier=["arXiv 2021"], added="2023-05-01"),
]


def keys(**query: object) -> str:
    return "".join(entry.key for entry in Query(**query).select(PAPERS))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, "abcdef"),
        ({"types": ("RVOS",)}, "bc"),
        ({"types": ("RVOS", "UVOS")}, "bcd"),
        ({"venues": ("CVPR",)}, "abf"),
        ({"venues": ("CVPR 2023",)}, "bf"),
        ({"venues": ("arXiv",)}, "ef"),
        ({"venues": ("arXiv 2021", "TIP")}, "cef"),
        ({"years": (2022,)}, "ad"),
        ({"years": (2021, 2022)}, "ade"),
        ({"keywords": ("memory",)}, "ae"),
        ({"authors": ("Ada Lovelace",)}, "b"),
        ({"review": ("4.2",)}, "e"),
        ({"types": ("SVOS",), "years": (2022,), "keywords": ("memory", "slow")}, "a"),
        ({"types": ("SVOS",), "authors": ("Ada Lovelace",)}, ""),
        ({"venues": ("CVPR 2020",)}, ""),
    ],
)
def test_fields_combine_and_values_are_alternatives(query, expected):
    assert "".join(sorted(keys(**query))) == expected


@pytest.mark.parametrize(
    ("order", "expected"),
    [("newest", "fcbdae"), ("oldest", "edabfc"), ("name", "bdfcae")],
)
def test_orders(order, expected):
    assert keys(order=order) == expected


def test_the_newest_come_first_unless_told():
    assert keys() == keys(order="newest")


def test_order_does_not_depend_on_the_input():
    assert Query().select(PAPERS) == Query().select(reversed(PAPERS))


@pytest.mark.parametrize(("count", "expected"), [(None, "fcbdae"), (2, "fc"), (99, "fcbdae")])
def test_count(count, expected):
    assert keys(count=count) == expected


def test_a_query_can_be_kept_and_compared():
    assert {Query(types=("SVOS",)), Query(types=("SVOS",))} == {Query(types=("SVOS",))}
