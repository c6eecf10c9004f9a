"""CVF: the paper of a page by what its address tells, found without doubt or not at all."""

from __future__ import annotations

import pytest

from sphinx_paperbase.sources import cvf, http
from tests.sources.records import CUTIE, OSMN, STM, atom, many, preprint, work
from tests.sources.taxonomies import FIELD

PAGE = "https://openaccess.thecvf.com/content/x_paper.html"


@pytest.fixture(autouse=True)
def nothing_known(server):
    server.answers("/works", many())
    server.answers("/query", atom())


def find(name: str):
    return cvf.find(name, PAGE, FIELD).draft


def test_a_registered_paper(server):
    server.answers("/works", many(OSMN, STM))
    draft = find("Oh_Video_Object_Segmentation_Using_Space-Time_Memory_Networks_ICCV_2019")
    assert draft.facts["doi"] == "10.1109/iccv.2019.00932"
    assert draft.facts["venue"] == "ICCV"
    assert draft.facts["links"] == {"paper": PAGE}
    (asked,) = server.asked
    assert asked.query["query.bibliographic"] == [
        "Video Object Segmentation Using Space-Time Memory Networks"
    ]
    assert asked.query["query.author"] == ["Oh"]


def test_a_title_that_is_cut(server):
    server.answers("/works", many(STM, OSMN))
    draft = find("Yang_Efficient_Video_Object_CVPR_2018")
    assert draft.facts["title"] == "Efficient Video Object Segmentation via Network Modulation"


def test_an_author_in_full(server):
    container = ["Computer Vision – ECCV 2018"]
    title = "Unsupervised Video Object Segmentation with Motion-Based Bilateral Networks"
    server.answers(
        "/works", many(work("10.1000/x", title, "Li, Siyang", container_title=container))
    )
    assert find("Siyang_Li_Unsupervised_Video_Object_ECCV_2018").facts["title"] == title


@pytest.mark.parametrize(
    "name",
    [
        "Oh_Video_Object_Segmentation_Using_Space-Time_Memory_Networks_ICCV_2021",
        "Oh_Video_Object_Segmentation_Using_Space-Time_Memory_Networks_CVPR_2019",
        "Lee_Video_Object_Segmentation_Using_Space-Time_Memory_Networks_ICCV_2019",
        "Oh_Video_Object_Segmentation_Using_Space-Time_Memory_Networks_II_ICCV_2019",
        "Oh_Object_Segmentation_ICCV_2019",
    ],
)
def test_another_paper(name, server):
    server.answers("/works", many(STM))
    with pytest.raises(
        http.NoRecord, match=r"^Crossref and arXiv know no paper that is '.*; give its DOI"
    ):
        find(name)


def test_several_that_fit(server):
    other = work(
        "10.1000/y", "Efficient Video Object Detection", "Yang, Ada", container_title=["CVPR 2018"]
    )
    server.answers("/works", many(OSMN, other))
    with pytest.raises(
        http.NoRecord, match="several papers that may be 'Efficient Video Object' of CVPR 2018"
    ):
        find("Yang_Efficient_Video_Object_CVPR_2018")


def test_one_that_fits_wholly_among_several(server):
    other = work("10.1000/y", "Efficient Video Object", "Yang, Ada", container_title=["CVPR 2018"])
    server.answers("/works", many(OSMN, other))
    assert find("Yang_Efficient_Video_Object_CVPR_2018").facts["doi"] == "10.1000/y"


def test_a_preprint(server):
    server.answers("/query", atom(CUTIE))
    draft = find("Cheng_Putting_the_Object_Back_into_Video_Object_Segmentation_CVPR_2024")
    assert draft.facts["arxiv"] == "2310.12982"
    assert (draft.facts["venue"], draft.facts["year"]) == ("CVPR", 2024)
    assert draft.facts["links"] == {"paper": PAGE}


def test_a_venue_that_is_not_known(server):
    server.answers("/query", atom(CUTIE))
    draft = find("Cheng_Putting_the_Object_Back_into_Video_Object_Segmentation_WACV_2024")
    assert "venue" not in draft.facts
    assert draft.comments == {"venue": "WACV 2024"}


def test_a_preprint_of_a_title_that_is_cut(server):
    server.answers("/query", atom(CUTIE))
    assert find("Cheng_Putting_the_Object_Back_into_Video_Object_Segmentat_CVPR_2024").facts[
        "arxiv"
    ]
    with pytest.raises(http.NoRecord):
        find("Cheng_Putting_the_Object_CVPR_2024")


def test_a_preprint_that_came_later(server):
    server.answers("/query", atom(preprint("2501.00001", "A Title", "Ada Lovelace")))
    with pytest.raises(http.NoRecord):
        find("Lovelace_A_Title_CVPR_2024")


def test_control_characters_in_an_address(server):
    with pytest.raises(http.NoRecord) as raised:
        find("A_\x1b[31m_CVPR_2024")
    assert str(raised.value).isprintable()
