"""The results of a paper on its page."""

from __future__ import annotations

BENCHMARK = """
[datasets.davis-2017]
name = "DAVIS 2017"
year = 2017

[datasets.davis-2017.benchmarks.davis-2017-val]
split = "val"
tasks = ["SVOS"]
metrics = ["J&F", "J", "F"]
main = "J&F"
"""
RESULT = (
    "[{on: davis-2017-val, task: SVOS, J&F: 86.2, J: 82.9, variant: null, fps: 22.6, "
    "hardware: V100, source: 'https://example.org/results'}]"
)


def test_a_result_is_shown_with_its_source(site):
    taxonomy = site.path("taxonomy.toml").read_text("utf-8")
    site.write("taxonomy.toml", taxonomy + BENCHMARK)
    site.entry("measured", results=RESULT)
    result = site.build()
    assert result.warnings == ""
    row = result.page("entries/measured").select_one(".paper-results tbody tr")
    text = " ".join(row.get_text(" ").split())
    for fact in ("DAVIS 2017 val", "J&F 86.2", "J 82.9", "22.6 fps", "V100"):
        assert fact in text
    assert row.select_one("a[href='https://example.org/results']")


def test_a_number_of_others_is_told_as_theirs(site):
    site.write("taxonomy.toml", site.path("taxonomy.toml").read_text("utf-8") + BENCHMARK)
    theirs = RESULT.replace("}]", ", own-source: false, note: read off a picture}]")
    site.entry("measured", results=theirs)
    site.entry("own", results=RESULT)
    result = site.build()
    assert result.warnings == ""
    row, own = (
        result.page(f"entries/{key}").select_one(".paper-results tbody tr").get_text(" ")
        for key in ("measured", "own")
    )
    assert "reported by others" in row and "read off a picture" in row
    assert "others" not in own


def test_a_result_on_an_unknown_benchmark_is_named_and_left_out(site):
    site.write("taxonomy.toml", site.path("taxonomy.toml").read_text("utf-8") + BENCHMARK)
    site.entry("measured", results=RESULT.replace("davis-2017-val", "davis-2017-vat"))
    result = site.build()
    assert "did you mean 'davis-2017-val'?" in result.warnings
    assert not result.page("entries/measured").select(".paper-results")
    assert "measured" in result.cards("by/type/svos")
