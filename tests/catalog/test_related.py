"""Related papers: which, in which order, why; and that an edit moves few other lists."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperbase.catalog.reader import read_entry
from sphinx_paperbase.catalog.related import SHOWN, related
from tests.projects import REPOSITORY, paper


def lists(*papers, **aliases):
    entries = {entry.key: entry for entry in papers}
    return {
        key: [relation.key for relation in relations]
        for key, relations in related(entries, aliases).items()
    }


def reasons(*papers, **aliases):
    entries = {entry.key: entry for entry in papers}
    return {r.key: (r.kind, r.shared) for r in related(entries, aliases)["a"]}


OTHERS = [paper(f"other-{n}", title=f"Nothing {word}", year=2000 + n) for n, word in
          enumerate(("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"))]  # fmt: skip


def test_every_paper_has_some_never_itself_and_none_twice(real):
    for key, relations in real.related.items():
        keys = [relation.key for relation in relations]
        assert 3 <= len(keys) <= SHOWN
        assert key not in keys
        assert len(set(keys)) == len(keys)
        assert set(keys) <= real.entries.keys()


def test_what_a_paper_builds_on_and_what_follows_it_is_not_repeated(real):
    for key, relations in real.related.items():
        line = {*real.entries[key].builds_on, *(e.key for e in real.followers.get(key, ()))}
        assert line.isdisjoint(relation.key for relation in relations)


def test_a_line_is_shown_where_nothing_else_is_there():
    found = lists(paper("a"), paper("b", builds_on=["a"]), paper("c"), paper("d"))
    assert found["a"] == ["c", "d", "b"]
    assert lists(paper("a"), paper("b", builds_on=["a"])) == {"a": ["b"], "b": ["a"]}
    assert lists(paper("a")) == {"a": []}
    assert lists() == {}


@pytest.mark.parametrize(
    ("ours", "theirs", "reason"),
    [
        ({"authors": ["Ada Lovelace"]}, {"authors": ["Ada Lovelace"]},
         ("author", ("Ada Lovelace",))),
        ({"keywords": ["Memory"]}, {"keywords": ["memory"]}, ("keyword", ("memory",))),
        ({"builds_on": ["other-1"]}, {"builds_on": ["other-1"]}, ("line", ("other-1",))),
        ({"title": "Masks of Kernels"}, {"title": "Some Kernels"}, ("word", ("kernels",))),
        ({"title": "Kernels"}, {"body": "Compares kernels."}, ("word", ("kernels",))),
    ],
)  # fmt: skip
def test_what_is_shared_relates_and_is_the_reason(ours, theirs, reason):
    papers = [paper("a", **ours), paper("b", types=["RVOS"], year=1990, **theirs), *OTHERS]
    assert lists(*papers)["a"][0] == "b"
    assert reasons(*papers)["b"] == reason


def test_benchmarks_relate():
    results = [{"on": "davis-2017-val", "J&F": 80, "source": "https://example.org"}]
    papers = [paper("a", results=results), paper("b", results=results), *OTHERS]
    assert reasons(*papers)["b"] == ("benchmark", ("davis-2017-val",))


def test_a_line_is_shared_through_an_old_key():
    papers = [paper("a", builds_on=["was"]), paper("b", builds_on=["other-1"]), *OTHERS]
    assert reasons(*papers, was="other-1")["b"] == ("line", ("other-1",))


def test_only_the_first_paragraph_speaks_and_only_of_what_titles_name():
    papers = [
        paper("a", title="Kernels", body="However it runs."),
        paper("b", body="However it stands.\n\nIn the list it is among kernels."),
        *OTHERS,
    ]
    assert reasons(*papers).get("b", ("", ())) == ("", ())


def test_the_rarer_counts_more():
    common = [paper(f"c-{n}", keywords=["memory"]) for n in range(6)]
    rare = paper("z", keywords=["wavelets"])
    ours = paper("a", keywords=["memory", "wavelets"])
    assert lists(ours, *common, rare, *OTHERS, *map(lonely, range(12)))["a"][0] == "z"


def lonely(number):
    return paper(f"lonely-{number}", title=chr(97 + number) * 5)


def test_of_equals_those_of_the_same_type_then_of_the_nearest_years_come_first():
    same = {"keywords": ["memory"]}
    papers = [
        paper("a", year=2020, **same),
        paper("b", year=2020, types=["RVOS"], **same),
        paper("c", year=2015, **same),
        paper("d", year=2021, **same),
        paper("e", year=2019, **same),
    ]
    assert lists(*papers, *map(lonely, range(12)))["a"] == ["d", "e", "c", "b", "lonely-0"]


facts = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["Masks", "Masks and Words", "Words of Time", "Ünïcode 時間"]),
        "year": st.integers(2018, 2022),
        "types": st.lists(st.sampled_from(["SVOS", "RVOS"]), min_size=1, max_size=2, unique=True),
        "authors": st.lists(st.sampled_from(["Ada Lovelace", "Alan Turing"]), unique=True),
        "keywords": st.lists(st.sampled_from(["memory", "fast"]), unique=True),
        "builds_on": st.lists(st.sampled_from(["p-0", "p-1", "gone"]), unique=True),
    }
)


@given(st.lists(facts, max_size=9), st.randoms())
def test_any_papers_have_three_where_there_are_three_in_any_order_of_files(given_facts, chance):
    papers = [paper(f"p-{number}", **given) for number, given in enumerate(given_facts)]
    found = lists(*papers)
    for key, keys in found.items():
        assert len(keys) >= min(3, len(papers) - 1)
        assert key not in keys
        assert len(set(keys)) == len(keys)
    chance.shuffle(papers)
    assert lists(*papers) == found


@pytest.fixture(scope="module")
def thousand(real):
    """Return a thousand papers: the real ones and those of the benchmark."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(REPOSITORY / "bench")
        import synthetic
    entries = dict(real.entries)
    for new in synthetic.papers(1000 - len(entries), real):
        read = read_entry(f"entries/{new.key}.md", new.text.encode(), real.taxonomy)
        assert read.entry
        entries[new.key] = read.entry
    return entries


@pytest.mark.parametrize("word", ["Revisited", "Memory", "Wavelet", "Anything"])
def test_a_word_in_a_title_changes_few_lists_of_a_thousand(thousand, word):
    before = related(thousand, {})
    for key in random.Random(7).sample(sorted(thousand), 3):
        title = f"{thousand[key].title}, {word}"
        edited = {**thousand, key: thousand[key].model_copy(update={"title": title})}
        after = related(edited, {})
        assert sum(before[other] != after[other] for other in thousand) <= 20


def test_a_paper_more_or_less_changes_few_lists_of_a_thousand(thousand):
    before = related(thousand, {})
    for key in random.Random(7).sample(sorted(thousand), 3):
        after = related({k: entry for k, entry in thousand.items() if k != key}, {})
        assert sum(before[other] != after[other] for other in after) <= 40


def test_a_thousand_are_related_quickly(thousand):
    times = []
    for _ in range(5):
        start = time.process_time()
        related(thousand, {})
        times.append(time.process_time() - start)
    assert min(times) < 0.3  # a twentieth is usual; a slow machine is no fault
