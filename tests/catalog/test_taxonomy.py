"""The taxonomy: what is wrong in it is told in one line, with the path of the fault."""

from __future__ import annotations

import pytest

from sphinx_paperbase.catalog import Taxonomy, TaxonomyError
from tests.projects import TAXONOMY, changed

FAULTS = {
    "no field": ('[field]\nname = "Video object segmentation"\nshort = "VOS"', "", "field: Field required"),
    "no definition": ('definition = "Nothing is given."\n', "", "types.UVOS.definition: Field required"),
    "unknown key": ('color = "green"', 'color = "green"\nsize = 1', "types.UVOS.size: Extra inputs"),
    "unknown table": ("[datasets.davis]", "[colors]\na = 1\n[datasets.davis]", "colors: Extra inputs"),
    "unknown colour": ('"orange"', '"pink"', "types.RVOS.color: Input should be 'blue', 'green'"),
    "unknown kind": ('kind = "preprint"', 'kind = "server"', "venues.arXiv.kind: Input should be"),
    "empty text": ('title = "Online fine-tuning"', 'title = " "', "review.sections.4.1.title: String"),
    "number for a text": ('short = "VOS"', "short = 1", "field.short: Input should be a valid string"),
    "text for a list": ('authors = ["Mingqi Gao"]', 'authors = "Mingqi Gao"', "review.authors: Input"),
    "unsafe link": ("year = 2017", 'year = 2017\nlinks = {a = "javascript:x"}', "datasets.davis.links.a:"),
    "two types, one page": ("[types.UVOS]", "[types.svos]", "the id 'svos' has the address of 'SVOS': 'svos'"),
    "two venues, one page": ("[venues.ECCV]", '[venues."C V P R"]\nname = "x"\nkind = "journal"\n[venues."C-V P.R"]', "'C-V P.R' has the address of"),
    "page of the index": ("[types.UVOS]", "[types.Index]", "types: Value error, the id 'Index' has the address of the index"),
    "no address": ('[review.sections."4.2"]', '[review.sections."第"]', "review.sections: Value error, the id '第' has no letter or digit"),
    "two data sets, one page": ("[datasets.davis]", '[datasets."DAVIS"]\nname = "x"\n[datasets.davis]', "the id 'davis' has the address of 'DAVIS'"),
    "main metric": ('main = "J&F"', 'main = "G"', "davis-2017-val: Value error, the main metric 'G' is not among the metrics"),
    "task of a data set": ("year = 2017", 'year = 2017\ntasks = ["SVO"]', "datasets.davis: 'SVO' is not a type"),
    "task of a benchmark": ('tasks = ["SVOS"]', 'tasks = ["VIS"]', "datasets.davis: 'VIS' is not a type"),
    "section of a data set": ("year = 2017", 'year = 2017\nreview = "9"', "datasets.davis: the review has no section '9'"),
    "a benchmark twice": ("[datasets.davis.benchmarks", '[datasets.other]\nname = "x"\n[datasets.other.benchmarks.davis-2017-val]\nsplit = "x"\ntasks = []\nmetrics = ["J"]\nmain = "J"\n[datasets.davis.benchmarks', "has the benchmark 'davis-2017-val' too"),
    "picture elsewhere": ('color = "orange"', 'color = "orange"\npicture = "../a.svg"', "types.RVOS.picture: "),
    "no TOML": ("[venues.TIP]", "[venues.TIP", "not TOML: "),
    "the same table twice": ("[venues.TIP]", "[venues.CVPR]", "not TOML: "),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "says"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_one_line_with_its_path(old, new, says, tmp_path):
    path = tmp_path / "taxonomy.toml"
    path.write_text(changed(old, new, TAXONOMY), encoding="utf-8")
    with pytest.raises(TaxonomyError) as raised:
        Taxonomy.load(path)
    message = str(raised.value)
    assert message.startswith("taxonomy.toml: ")
    assert says in message
    assert len(message.splitlines()) == 1


def test_all_faults_are_told_at_once(tmp_path):
    path = tmp_path / "taxonomy.toml"
    text = changed('"orange"', '"pink"', changed('kind = "preprint"\n', "", TAXONOMY))
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TaxonomyError, match=r"types\.RVOS\.color: .*; venues\.arXiv\.kind: "):
        Taxonomy.load(path)


def test_a_toml_fault_names_line_and_column(tmp_path):
    path = tmp_path / "taxonomy.toml"
    path.write_text("[field]\nname = \n", encoding="utf-8")
    with pytest.raises(TaxonomyError, match=r"line 2, column 8"):
        Taxonomy.load(path)


def test_a_taxonomy_that_is_not_there(tmp_path):
    with pytest.raises(TaxonomyError, match=r"^taxonomy\.toml: cannot be read: No such file"):
        Taxonomy.load(tmp_path / "taxonomy.toml")


def test_a_taxonomy_in_another_encoding(tmp_path):
    path = tmp_path / "taxonomy.toml"
    path.write_bytes(TAXONOMY.replace("VOS", "VÖS").encode("latin-1"))
    with pytest.raises(TaxonomyError, match=r"^taxonomy\.toml: not TOML: "):
        Taxonomy.load(path)


def test_benchmarks_are_found_by_their_id(tmp_path):
    path = tmp_path / "taxonomy.toml"
    path.write_text(TAXONOMY, encoding="utf-8")
    assert Taxonomy.load(path).benchmarks["davis-2017-val"].main == "J&F"
