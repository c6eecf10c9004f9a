"""Nothing is lost or stale: an incremental build publishes what a clean one would."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sphinx.errors import ExtensionError

from tests.site.measured import DATASETS, listed, measured_site, result
from tests.site.sites import Kept, Site, assert_same

pytestmark = pytest.mark.slow  # builds many small sites


def times(built):
    return {
        path.relative_to(built.out).as_posix(): path.stat().st_mtime_ns
        for path in built.out.rglob("*.html")
    }


def rewritten(built, before):
    """Return the pages whose bytes have changed, came or went."""
    after = built.files()
    return {
        name.removesuffix(".html")
        for name in set(before) | set(after)
        if name.endswith(".html") and before.get(name) != after.get(name)
    }


def test_two_clean_builds_are_equal(site):
    assert_same(site.build("one"), site.build("two"))


def test_builds_of_two_checkouts_are_equal(site, tmp_path):
    assert_same(site.build(), Site(tmp_path / "elsewhere").build())


def test_reading_and_writing_in_parallel_changes_nothing(site):
    for number in range(20):
        site.entry(f"more-{number}", builds_on="[xmem]", authors="[Ho Kei Cheng]")
    assert_same(site.build("one", jobs=1), site.build("two", jobs=2))


def test_a_build_without_changes_writes_no_page(site):
    first = times(site.build())
    again = site.build()
    assert times(again) == first
    assert "0 added, 0 changed, 0 removed" in again.status


def test_a_new_title_rewrites_the_pages_that_show_it(site):
    before = site.build().files()
    site.change("entries/uninext.md", "Universal Instance", "Universal Object")
    built = site.build()
    shows = {"entries/uninext", "by/type/svos", "by/type/rvos", "by/venue/cvpr-2023"}
    shows |= {"by/year/2023", "index", "docs/queries", "paper-index"}
    shows |= {f"entries/{key}" for key in ("kmn-m", "losh", "stcn", "vlt", "xmem")}  # related
    assert rewritten(built, before) == shows
    assert_same(built, site.build("clean"))


def test_pages_that_do_not_show_a_change_are_not_touched(site):
    before = times(site.build())
    site.change("entries/uninext.md", "Universal Instance", "Universal Object")
    after = times(site.build())
    touched = {name for name in after if after[name] != before[name]}
    assert "by/venue/eccv-2022.html" not in touched
    assert "by/review/4-2.html" not in touched


def edit_title(site):
    site.change("entries/xmem.md", "Atkinson-Shiffrin", "Human")


def edit_name(site):
    site.change("entries/stcn.md", "name: STCN", "name: STCN+")


def edit_body(site):
    site.change("entries/stcn.md", "Compares frames", "Matches frames")


def move_venue(site):
    site.change("entries/xmem.md", "venue: ECCV", "venue: CVPR")


def change_types(site):
    site.change("entries/xmem.md", "types: [SVOS]", "types: [RVOS, SVOS]")


def another_line(site):
    site.change("entries/xmem.md", 'review: "4.2"\n', "")
    site.change("entries/vlt.md", "results: []", "builds-on: [xmem]\nadded: 2026-11-23")


def another_section(site):
    site.change("entries/stcn.md", 'review: "4.2"', 'review: "3"\nadded: 2026-11-23')


def add(site):
    site.entry("added", year="2019", authors="[Bin Yan, Somebody New]", builds_on="[xmem]")


def delete(site):
    site.path("entries/losh.md").unlink()


def rename(site):
    site.path("entries/stcn.md").rename(site.path("entries/stcn-2.md"))
    site.change("entries/stcn-2.md", "types:", "aliases: [stcn]\ntypes:")


def remove_alias(site):
    site.change("entries/xmem.md", "aliases: [x-mem]\n", "")


def break_one(site):
    site.change("entries/uninext.md", "title: ", "title: [")


def one_bad_fact(site):
    site.change("entries/uninext.md", "arxiv: 2303.06674", "doi: 10.1000/uni\narxiv: 23.1")


def taxonomy_name(site):
    site.change("taxonomy.toml", "Referring VOS", "Language VOS")


def taxonomy_order(site):
    text = site.path("taxonomy.toml").read_text("utf-8")
    head, svos, rvos = text.partition("[types.SVOS]")[0], *text.split("[types.")[1:3]
    venues = "[venues." + text.split("[venues.", 1)[1]
    rvos = rvos.partition("[venues.")[0]
    site.write("taxonomy.toml", f"{head}[types.{rvos}[types.{svos}{venues}")


def bibliography(site):
    site.change("docs/references.bib", "Gao, Mingqi", "Gao, Ming")


def cite_another(site):
    site.write("docs/more.md", "---\norphan: true\n---\n# More\n\n{cite:t}`cheng2021stcn`\n")


def hand_written_title(site):
    site.change("docs/review.md", "# The review", "# The survey")


def picture(site):
    site.write("entries/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.change("entries/stcn.md", "Compares", "![A dot](dot.svg) Compares")


EDITS = [
    edit_title, edit_name, edit_body, move_venue, change_types, another_line, another_section, add,
    delete, rename, remove_alias, break_one, one_bad_fact, taxonomy_name, taxonomy_order, bibliography, cite_another,
    hand_written_title, picture,
]  # fmt: skip


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_after_an_edit_the_site_is_as_if_built_anew(built_site, edit):
    edit(built_site)
    assert_same(built_site.build(), built_site.build("clean"))


def test_a_better_result_rewrites_the_pages_of_those_that_it_overtakes(site):
    measured = measured_site(site.folder)
    before = measured.build().files()
    measured.change("entries/tied.md", "J&F: 80.0", "J&F: 95.5")
    built = measured.build()
    pages = rewritten(built, before)
    assert {"entries/tied", "entries/first", "by/dataset/davis", "by/dataset/index"} <= pages
    assert pages.isdisjoint({"entries/hostile", "entries/unranked", "entries/two", "index"})
    assert_same(built, measured.build("clean"))


def test_after_edits_of_results_the_site_is_as_if_built_anew(site):
    measured = measured_site(site.folder)
    measured.build()
    edits = [
        ("entries/first.md", "on: davis-2017-val, J&F: 90.25", "on: davis-2017-val, J_seen: 9"),
        (
            "entries/two.md",
            "{on: both-val, J: 60, task: SVOS, ",
            "{on: both-val, J: 6, task: SVOS, ",
        ),
        ("taxonomy.toml", 'name = "DAVIS 2017"', 'name = "DAVIS 17"'),
        ("taxonomy.toml", 'tasks = ["SVOS", "RVOS"]', 'tasks = ["RVOS", "SVOS"]'),
        ("taxonomy.toml", '\n[datasets.empty]\nname = "Empty"\n', ""),
    ]
    for number, edit in enumerate(edits):
        measured.change(*edit)
        built = measured.build()
        assert_same(built, measured.build(f"clean-{number}"))


def test_what_a_deleted_picture_leaves_is_removed(site):
    picture(site)
    assert (site.build().out / "_images" / "dot.svg").exists()
    site.change("entries/stcn.md", "![A dot](dot.svg) ", "")
    site.path("entries/dot.svg").unlink()
    built = site.build()
    assert not (built.out / "_images" / "dot.svg").exists()
    assert not (built.out / "_images").exists() or not list((built.out / "_images").iterdir())


CUT_OFF = """
def cut_off(app, pagename, *rest):
    if pagename == "index":
        raise RuntimeError("cut off")

def setup(app):
    app.connect("html-page-context", cut_off)
"""


def test_a_file_of_another_extension_beside_the_pictures_is_kept(site):
    picture(site)
    drawn = site.build().out / "_images" / "drawn-by-another.png"
    drawn.write_bytes(b"png")
    site.change("entries/stcn.md", "![A dot](dot.svg) ", "")
    site.path("entries/dot.svg").unlink()
    built = site.build()
    assert drawn.exists()
    assert not (built.out / "_images" / "dot.svg").exists()


def test_pages_of_an_interrupted_build_are_removed_too(built_site):
    site = built_site
    site.entry("fleeting")
    settings = site.path("conf.py").read_text("utf-8")
    site.write("conf.py", settings + CUT_OFF)
    with pytest.raises(ExtensionError, match="cut off"):
        site.build()
    site.write("conf.py", settings)
    site.path("entries/fleeting.md").unlink()
    assert_same(site.build(), site.build("clean"))


def test_a_warning_stays_until_it_is_mended(site):
    site.write("docs/queries.md", "# Queries\n\n{paper}`nobody-knows`\n")
    assert "nobody-knows" in site.build().warnings
    assert "nobody-knows" in site.build().warnings, "a second build must not pass"
    site.write("docs/queries.md", "# Queries\n\n{paper}`xmem`\n")
    assert site.build().warnings == ""
    assert site.build().warnings == ""


def test_a_missing_target_that_appears_is_found(site):
    site.write("docs/queries.md", "# Queries\n\n{paper}`later`\n")
    assert "later" in site.build().warnings
    site.entry("later")
    assert site.build().warnings == ""


# Random edits: a small language of them, applied to a site that is built after each few.

KEYS = ["xmem", "stcn", "losh", "uninext", "kmn-m", "vlt", "new-1", "new-2"]
facts = st.fixed_dictionaries(
    {
        "title": st.sampled_from(['"A & B"', '"<3 videos"', '"Plain title"', '"Ünïcode"']),
        "types": st.sampled_from(["[SVOS]", "[RVOS]", "[RVOS, SVOS]"]),
        "venue": st.sampled_from(["CVPR", "ECCV", "TIP", "arXiv"]),
        "year": st.sampled_from(["2021", "2023", "2024"]),
    },
    optional={
        "earlier": st.sampled_from(["[arXiv 2022]", "[TPAMI 2022]"]),
        "name": st.sampled_from(["Alpha", "Beta"]),
        "authors": st.sampled_from(["[Ho Kei Cheng]", "[Bin Yan, A New Author]"]),
        "added": st.sampled_from(["2026-11-23", "2025-02-01"]),
        "builds_on": st.sampled_from(["[xmem]", "[stcn, uninext]", "[new-1, losh]"]),
        "review": st.sampled_from(['"3"', '"4.2"']),
        "status": st.just("retracted"),
        "results": st.lists(
            st.builds(result, st.sampled_from([80, 80.5, 91]), variant=st.sampled_from("ABC")),
            max_size=2,
        ).map(lambda found: listed(*found)),
    },
)
operation = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(KEYS), facts),
    st.tuples(st.just("delete"), st.sampled_from(KEYS), st.none()),
    st.tuples(st.just("rename"), st.sampled_from(KEYS), st.sampled_from(["moved-1", "moved-2"])),
)


def apply(site, kind, key, argument):
    path = site.path(f"entries/{key}.md")
    if kind == "write":
        unique = argument["title"].strip('"') + f" ({key})"
        site.entry(key, body=f"About {key}.", **argument | {"title": f'"{unique}"'})
    elif kind == "delete":
        path.unlink(missing_ok=True)
    elif path.exists() and not site.path(f"entries/{argument}.md").exists():
        text = path.read_text("utf-8")
        path.unlink()
        lines = [line for line in text.split("\n") if not line.startswith("aliases:")]
        site.write(f"entries/{argument}.md", "\n".join([lines[0], f"aliases: [{key}]", *lines[1:]]))


@pytest.fixture(scope="module")
def with_datasets(tmp_path_factory) -> Kept:
    site = Site(tmp_path_factory.mktemp("random") / "site")
    site.write("taxonomy.toml", site.path("taxonomy.toml").read_text("utf-8") + DATASETS)
    return Kept(site)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(steps=st.lists(st.lists(operation, min_size=1, max_size=3), min_size=1, max_size=3))
def test_after_any_edits_the_site_is_as_if_built_anew(with_datasets, steps):
    site = with_datasets.again()
    for step in steps:
        for kind, key, argument in step:
            apply(site, kind, key, argument)
        built = site.build()
    assert_same(built, site.build("clean"))
