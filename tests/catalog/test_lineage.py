"""Lineage: the lines that lead into the review, the layout of families; circles do no harm."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperbase.catalog.lineage import chain, continued, family, first_year, lines
from tests.projects import paper

REVIEW = {"stm": "4.2", "stcn": "4.2", "osvos": "4.1"}


def collection(builds_on, review=REVIEW, **years):
    """Return papers by key, each with what it builds on; the letters of a key give its year."""
    keys = dict.fromkeys([*builds_on, *(one for of in builds_on.values() for one in of)])
    return {
        key: paper(
            key,
            builds_on=builds_on.get(key, ()),
            year=years.get(key.replace("-", "_"), 2020),
            **({"review": review[key]} if key in review else {}),
        )
        for key in keys
    }


def lines_of(entries, aliases=()):
    ancestors = lines(entries, dict(aliases))
    return {
        (key, section): chain(key, section, by, entries, ancestors)
        for section, by in continued(entries, ancestors).items()
        for key in by
    }


def test_a_later_paper_continues_the_line_of_its_section_from_the_first_paper_on():
    entries = collection({"stcn": ["stm"], "xmem": ["stcn"], "cutie": ["xmem"]})
    assert lines_of(entries) == {
        ("xmem", "4.2"): ("stm", "stcn", "xmem"),
        ("cutie", "4.2"): ("stm", "stcn", "xmem", "cutie"),
    }


def test_a_paper_that_the_review_treats_continues_no_section_and_no_line_goes_through_it():
    entries = collection({"stcn": ["osvos"], "xmem": ["stcn"]})
    assert lines_of(entries) == {("xmem", "4.2"): ("stcn", "xmem")}


def test_a_paper_of_several_lines_continues_each_section_by_the_shortest_way():
    entries = collection({
        "xmem": ["stcn"], "cutie": ["xmem"], "both": ["cutie", "osvos", "stm"],
    })  # fmt: skip
    found = lines_of(entries)
    assert found["both", "4.1"] == ("osvos", "both")
    assert found["both", "4.2"] == ("stm", "both")


@pytest.mark.parametrize("named", [["stm", "stcn"], ["stcn", "stm"]])
def test_of_ways_as_short_the_first_named_is_taken(named):
    assert lines_of(collection({"a": named}))["a", "4.2"] == (named[0], "a")


def test_old_keys_lead_to_their_papers_and_unknown_ones_nowhere():
    entries = collection({"xmem": ["stcn"]}) | {"late": paper("late", builds_on=["x-mem", "gone"])}
    assert lines(entries, {"x-mem": "xmem"})["late"] == ("xmem",)
    assert lines({"a": paper("a", builds_on=["a"])}, {}) == {"a": ()}


def test_a_paper_is_of_the_year_in_which_it_was_first_to_be_seen():
    assert first_year(paper(year=2025)) == 2025
    assert first_year(paper(year=2025, earlier=["CVPR 2024"])) == 2024
    assert first_year(paper(year=2025, earlier=["CVPR 2024"], arxiv="2312.00001")) == 2023


def laid_out(entries, keys=None):
    found = family(keys or entries, entries, lines(entries, {}))
    return {member.key: member for member in found.members}, found.years


def test_a_family_is_laid_out_by_year_with_its_largest_part_straight_on():
    entries = collection(
        {"b": ["a"], "c": ["b"], "d": ["a"], "alone": []}, a=2017, b=2018, c=2020, d=2020
    )
    members, years = laid_out(entries)
    assert years == (2017, 2018, 2020)
    places = {key: (m.column, m.row, m.depth) for key, m in members.items()}
    assert places == {"a": (0, 0, 0), "b": (1, 0, 1), "c": (2, 0, 2), "d": (2, 1, 1)}
    assert list(members) == ["a", "b", "c", "d"]


def test_papers_of_one_year_that_build_on_each_other_stand_behind_each_other():
    members, years = laid_out(collection({"b": ["a"], "c": ["b"]}))
    assert years == (2020, 2020, 2020)
    assert [members[key].column for key in "abc"] == [0, 1, 2]


def test_a_paper_older_than_what_it_builds_on_stands_behind_it_all_the_same():
    members, years = laid_out(collection({"b": ["a"]}, a=2025, b=2024))
    assert years == (2025, 2025)
    assert members["b"].column > members["a"].column


def test_a_paper_stands_below_the_latest_that_it_builds_on_and_keeps_the_others():
    members, _years = laid_out(collection({"b": ["a"], "c": ["a", "b"]}, a=2017, b=2018))
    assert (members["c"].parent, members["c"].others) == ("b", ("a",))


def test_a_family_holds_ancestors_that_were_not_asked_for():
    members, _years = laid_out(collection({"b": ["a"], "d": ["c"]}), ["b"])
    assert set(members) == {"a", "b"}


names = st.sampled_from("abcdefgh")
graphs = st.dictionaries(names, st.lists(names, max_size=3, unique=True), max_size=8)


@given(graphs, st.dictionaries(names, st.integers(2015, 2026)))
def test_any_papers_also_in_circles_are_laid_out_once_and_apart(graph, years):
    entries = collection(graph, {"a": "4.1", "b": "4.2"}, **years)
    ancestors = lines(entries, {})
    found = family(entries, entries, ancestors)
    keys = [member.key for member in found.members]
    assert len(set(keys)) == len(keys)
    building = {key for key, of in ancestors.items() if of}
    assert set(keys) == building | {one for key in building for one in ancestors[key]}
    assert len({(m.column, m.row) for m in found.members}) == len(keys), "no two at one place"
    assert list(found.years) == sorted(found.years)
    places = {member.key: member for member in found.members}
    for before, member in zip((None, *found.members), found.members, strict=False):
        assert member.depth <= (before.depth + 1 if before else 0)
        for other in (member.parent, *member.others):
            if other:
                assert places[other].column < member.column
                assert other in ancestors[member.key]
    for (key, _section), line in lines_of(entries).items():
        assert line[-1] == key and len(set(line)) == len(line)
        assert entries[line[0]].review and not entries[key].review
        assert all(a in ancestors[b] for a, b in pairwise(line))


@given(graphs, st.dictionaries(names, st.integers(2015, 2026)))
def test_no_line_to_a_paper_runs_through_another_one(graph, years):
    entries = collection(graph, {}, **years)
    found = family(entries, entries, lines(entries, {}))
    places = {member.key: member for member in found.members}
    taken = {(member.column, member.row): member.key for member in found.members}
    for member in found.members:
        if member.parent:
            between = range(places[member.parent].column + 1, member.column)
            assert not [taken[c, member.row] for c in between if (c, member.row) in taken]


def test_a_long_line_is_no_trouble():
    entries = collection({f"p{n}": [f"p{n - 1}"] for n in range(1, 600)}, {"p0": "4.2"})
    members, years = laid_out(entries)
    assert len(members) == len(years) == 600
    assert lines_of(entries)["p599", "4.2"][0] == "p0"


def test_the_order_of_the_entries_changes_nothing(real):
    other = dict(reversed(real.entries.items()))
    ancestors = lines(other, real.aliases)
    assert ancestors == real.ancestors
    assert continued(other, ancestors) == real.continued
    svos = [key for key, entry in real.entries.items() if "SVOS" in entry.types]
    assert family(svos[::-1], other, ancestors) == family(svos, real.entries, real.ancestors)
