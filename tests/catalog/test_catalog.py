"""The catalog: shelves, authors, aliases, what builds on what."""

from __future__ import annotations

import pytest

from sphinx_paperbase.catalog import FACETS, Edition, Query
from tests.projects import TAXONOMY, changed, paper


def entry(**facts: str) -> str:
    lines = {"title": "A title", "types": "[SVOS]", "venue": "CVPR", "year": "2022"} | facts
    written = "\n".join(f"{name.replace('_', '-')}: {value}" for name, value in lines.items())
    return f"---\n{written}\nlinks: {{paper: https://example.org/}}\n---\n"


PAPERS = {
    "alpha.md": entry(title="Alpha", authors="[Ada Lovelace, Zoë Ångström]"),
    "beta.md": entry(
        title="Beta",
        types="[RVOS, SVOS]",
        venue="TPAMI",
        year="2023",
        earlier="[CVPR 2022, TIP 2023, arXiv 2022]",
        authors="[Zoe Angstrom]",
        builds_on="[alpha]",
    ),
    "delta.md": entry(
        title="Delta",
        venue="ECCV",
        review='"4.2"',
        authors="[Ada Lovelace]",
        aliases="[old-delta, alpha-2]",
    ),
    "gamma.md": entry(
        title="Gamma",
        name="aardvark",
        venue="TIP",
        year="2023",
        authors="[ada lovelace]",
        builds_on="[old-delta, alpha]",
    ),
}


def shelf(catalog, facet: str) -> dict[str, list[str]]:
    return {
        slug: [entry.key for entry in papers]
        for slug, (_shelf, papers) in catalog.shelves[facet].items()
    }


def test_a_paper_stands_on_the_shelf_of_each_of_its_types(load):
    assert shelf(load(PAPERS), "type") == {
        "svos": ["gamma", "alpha", "beta", "delta"],
        "uvos": [],
        "rvos": ["beta"],
    }


def test_venues_are_by_year_and_the_journals_of_a_year_share_a_shelf(load):
    # The latest year first, then the order of the taxonomy; earlier listings count.
    assert shelf(load(PAPERS), "venue") == {
        "journals-2023": ["gamma", "beta"],
        "cvpr-2022": ["alpha", "beta"],
        "eccv-2022": ["delta"],
        "arxiv-2022": ["beta"],
    }


def test_years_are_those_of_where_a_paper_counts_now(load):
    assert shelf(load(PAPERS), "year") == {"2023": ["gamma", "beta"], "2022": ["alpha", "delta"]}


def test_every_section_of_the_review_has_a_shelf(load):
    assert shelf(load(PAPERS), "review") == {"4-1": [], "4-2": ["delta"]}


def test_shelves_are_named(load):
    shelves = load(PAPERS).shelves
    assert shelves["type"]["svos"][0].title == "SVOS: Semi-supervised VOS"
    assert shelves["venue"]["journals-2023"][0].label == "Journals 2023"
    assert shelves["venue"]["cvpr-2022"][0].target == "CVPR 2022"
    assert shelves["review"]["4-2"][0].title == "Section 4.2: Feature matching"
    assert list(shelves) == list(FACETS) == ["type", "venue", "year", "review", "dataset"]


NEW_TYPE = '[types.AVOS]\nname = "Audio VOS"\ndefinition = "Sound is given."\ncolor = "red"\n'
NEW_VENUE = '[venues."3DV"]\nname = "International Conference on 3D Vision"\nkind = "conference"\n'
NEW_SECTION = '[review.sections."4.3"]\ntitle = "Graphs"\nsummary = "Builds a graph."\n'


@pytest.mark.parametrize(
    ("addition", "fact", "facet", "slug"),
    [
        (NEW_TYPE, {"types": "[AVOS]"}, "type", "avos"),
        (NEW_VENUE, {"venue": "3DV"}, "venue", "3dv-2022"),
        (NEW_SECTION, {"review": '"4.3"'}, "review", "4-3"),
    ],
    ids=["type", "venue", "section"],
)
def test_a_new_value_is_an_edit_of_the_taxonomy_alone(addition, fact, facet, slug, load):
    entries = {"new.md": entry(**fact)}
    assert load(entries).problems
    catalog = load(entries, TAXONOMY + addition)
    assert catalog.problems == ()
    assert shelf(catalog, facet)[slug] == ["new"]


def test_shelves_follow_the_order_of_the_taxonomy(load):
    first = TAXONOMY.index("[types.SVOS]")
    catalog = load({}, TAXONOMY[:first] + NEW_TYPE + TAXONOMY[first:])
    assert list(catalog.shelves["type"]) == ["avos", "svos", "uvos", "rvos"]


def test_entries_are_in_the_order_of_their_keys(load):
    catalog = load(dict(reversed(PAPERS.items())))
    assert list(catalog.entries) == ["alpha", "beta", "delta", "gamma"]
    assert catalog.problems == ()


def test_aliases_lead_to_the_paper(load):
    catalog = load(PAPERS)
    assert catalog.aliases == {"old-delta": "delta", "alpha-2": "delta"}
    assert catalog.resolve("old-delta") is catalog.resolve("delta") is catalog.entries["delta"]
    assert catalog.resolve("nobody") is None


def test_followers_are_found_through_aliases_the_oldest_first(load):
    followers = load(PAPERS).followers
    assert {key: [e.key for e in entries] for key, entries in followers.items()} == {
        "alpha": ["gamma", "beta"],
        "delta": ["gamma"],
    }


def test_authors_are_exact_names_by_family_name(load):
    by_author = load(PAPERS).by_author
    assert {name: [e.key for e in papers] for name, papers in by_author.items()} == {
        "Zoe Angstrom": ["beta"],
        "Zoë Ångström": ["alpha"],
        "Ada Lovelace": ["alpha", "delta"],
        "ada lovelace": ["gamma"],
    }
    assert list(by_author) == ["Zoe Angstrom", "Zoë Ångström", "Ada Lovelace", "ada lovelace"]


def test_different_names_never_share_an_anchor(load):
    slugs = load(PAPERS).author_slugs
    assert slugs["Zoe Angstrom"] == "zoe-angstrom"
    assert slugs["Zoë Ångström"] == "zoe-angstrom-2"
    assert len(set(slugs.values())) == len(slugs)


def test_a_query_of_the_catalog(load):
    found = load(PAPERS).select(Query(venues=("CVPR 2022",), order="name"))
    assert [entry.key for entry in found] == ["alpha", "beta"]


def test_a_project_without_entries_is_empty(load):
    catalog = load({})
    assert (catalog.entries, catalog.problems, catalog.broken) == ({}, (), ())


def test_problems_are_in_the_order_of_files_and_places(load):
    bad = changed("year: 2022", "year: 22", changed("[SVOS]", "[SVO]"))
    catalog = load({"b.md": bad, "a.md": changed("CVPR", "CVRP", bad), "0.txt": ""})
    assert [p.location for p in catalog.problems] == [
        "entries/0.txt:1:1",
        "entries/a.md:4:9",
        "entries/a.md:5:8",
        "entries/a.md:6:7",
        "entries/b.md:4:9",
        "entries/b.md:6:7",
    ]
    assert [p.location for p in catalog.problems_of("b")] == [
        "entries/b.md:4:9",
        "entries/b.md:6:7",
    ]


def test_editions_are_where_a_paper_counts_now_and_earlier():
    listed = paper(venue="TPAMI", year=2024, earlier=["arXiv 2021", "TPAMI 2024"])
    assert listed.edition == Edition("TPAMI", 2024)
    assert [str(edition) for edition in listed.editions] == ["TPAMI 2024", "arXiv 2021"]


@pytest.mark.parametrize(
    ("facts", "url"),
    [
        ({"links": {"paper": "https://example.org/x"}, "arxiv": "2203.01234"}, "https://example.org/x"),
        ({"arxiv": "2203.01234", "doi": "10.1000/x"}, "https://arxiv.org/abs/2203.01234"),
        ({"arxiv": "2203.01234v2"}, "https://arxiv.org/abs/2203.01234"),
        ({"doi": "10.1000/x_y"}, "https://doi.org/10.1000/x_y"),
        ({"doi": "10.1000/a#b?c%d(é)"}, "https://doi.org/10.1000/a%23b%3Fc%25d(%C3%A9)"),
        ({}, ""),
    ],
)  # fmt: skip
def test_the_way_to_a_paper(facts, url):
    assert paper(**facts).paper_url == url


def test_a_paper_is_called_by_its_name_or_its_title():
    assert paper(title="Masks", name="Masker").label == "Masker"
    assert paper(title="Masks").label == "Masks"


def test_an_entry_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        paper().title = "Another"
