"""What words suggest: types from titles, venues from what publishers call them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperbase.catalog import Catalog
from sphinx_paperbase.catalog.drafts.suggest import types_of, venue_of
from tests.sources.taxonomies import FIELD


@pytest.mark.parametrize(
    ("title", "types"),
    [
        ("Unsupervised Video Object Segmentation", ["UVOS"]),
        ("Language as Queries for Referring Video Object Segmentation", ["RVOS"]),
        ("A Semi-Supervised, Zero‐Shot Method", ["SVOS", "UVOS"]),
        ("Kernelized Memory  Network", ["SVOS"]),
        ("Kernelized Memory of a Network", []),
        ("Unsupervisedly", []),
        ("", []),
    ],
)
def test_types(title, types):
    assert types_of(title, FIELD) == tuple(types)


KNOWN = {
    "CVPR": [
        "CVPR",
        "cvpr 2022",
        "CVPR'22",
        "CVPR2022",
        "2022 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)",
        "2017 IEEE Conference on Computer Vision and Pattern Recognition",
        "Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition",
        "Proc. of the 35th IEEE Conf. on Something Abbreviated (CVPR '22)",
    ],
    "ICCV": [
        "2021 IEEE/CVF International Conference on Computer Vision (ICCV)",
        "Proc. IEEE Int. Conf. Comput. Vis.",
    ],
    "ECCV": [
        "Computer Vision – ECCV 2022",
        "Computer Vision - ECCV 2022, Part XXVIII",
        "European Conference on Computer Vision (ECCV)",
        "The Eighteenth European Conference on Computer Vision",
    ],
    "NeurIPS": [
        "Advances in Neural Information Processing Systems 34",
        "Thirty-seventh Conference on Neural Information Processing Systems",
        "NIPS",
    ],
    "TPAMI": ["IEEE Transactions on Pattern Analysis & Machine Intelligence"],
    "arXiv": ["arXiv", "CoRR"],
}


@pytest.mark.parametrize(("name", "venue"), [(n, v) for v, names in KNOWN.items() for n in names])
def test_venues(name, venue):
    assert venue_of(name, FIELD) == venue


@pytest.mark.parametrize(
    "name",
    [
        "Lecture Notes in Computer Science",
        "Asian Conference on Computer Vision (ACCV)",
        "2019 IEEE/CVF International Conference on Computer Vision Workshop (ICCVW)",
        "2023 IEEE/CVF Conference on Computer Vision and Pattern Recognition Workshops (CVPR)",
        "Workshops of the European Conference on Computer Vision (ECCV)",
        "Computer Vision – ECCV 2022 Workshops",
        "CVPR Findings",
        "2020 IEEE International Conference on Image Processing (ICIP)",
        "2022",
        "Proceedings of the IEEE",
        "",
        "()",
    ],
)
def test_what_is_no_venue_of_the_taxonomy(name):
    assert venue_of(name, FIELD) is None


@given(st.text())
def test_any_name(name):
    assert venue_of(name, FIELD) in {None, *FIELD.venues}
    assert set(types_of(name, FIELD)) <= set(FIELD.types)


def test_every_venue_of_this_repository_is_known_by_all_its_names(real: Catalog):
    for id, venue in real.taxonomy.venues.items():
        for name in (id, venue.name, *venue.also):
            assert venue_of(name, real.taxonomy) == id


def test_words_of_this_repository_suggest_the_right_type(real: Catalog):
    suggested = [
        (set(types_of(e.title, real.taxonomy)), set(e.types)) for e in real.entries.values()
    ]
    judged = [(types, right) for types, right in suggested if types]
    agree = sum(bool(types & right) for types, right in judged)
    assert judged
    assert agree / len(judged) > 0.8
