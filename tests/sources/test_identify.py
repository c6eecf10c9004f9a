"""Which paper is meant: ids and addresses as they are typed and pasted."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_paperbase.sources.identify import Source, identify

ARXIV = (
    "2207.07115",
    " 2207.07115v2 ",
    "arXiv:2207.07115",
    "arxiv: 2207.07115v1",
    "arXiv:2207.07115 [cs.CV]",
    "https://arxiv.org/abs/2207.07115",
    "http://www.arxiv.org/abs/2207.07115v2?context=cs#top",
    "arxiv.org/pdf/2207.07115v1.pdf",
    "https://export.arxiv.org/pdf/2207.07115",
    "https://arxiv.org/html/2207.07115v2",
    "https://www.alphaxiv.org/abs/2207.07115",
    "https://alphaxiv.org/overview/2207.07115v2",
    "https://ar5iv.labs.arxiv.org/html/2207.07115",
    "https://ar5iv.org/abs/2207.07115",
    "https://huggingface.co/papers/2207.07115",
    "hf.co/papers/2207.07115",
    "10.48550/arXiv.2207.07115",
    "https://doi.org/10.48550/arXiv.2207.07115",
    "doi:10.48550/ARXIV.2207.07115",
)


@pytest.mark.parametrize("text", ARXIV)
def test_arxiv(text):
    assert identify(text) == Source("arxiv", "2207.07115")


@pytest.mark.parametrize(
    "text",
    [
        "cs/0112017",
        "arXiv:cs.CV/0112017v1",
        "https://arxiv.org/abs/cs/0112017",
        "https://ar5iv.org/abs/cs/0112017",
    ],
)
def test_arxiv_before_2007(text):
    assert identify(text) == Source("arxiv", "cs/0112017")


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1007/978-3-031-19815-1_37", "10.1007/978-3-031-19815-1_37"),
        ("doi: 10.1007/978-3-031-19815-1_37.", "10.1007/978-3-031-19815-1_37"),
        ("https://doi.org/10.1109/ICCV.2019.00932", "10.1109/ICCV.2019.00932"),
        ("http://dx.doi.org/10.1109/ICCV.2019.00932", "10.1109/ICCV.2019.00932"),
        ("<https://doi.org/10.1007%2F978-3-031-19815-1_37>", "10.1007/978-3-031-19815-1_37"),
        ("https://dl.acm.org/doi/10.1145/3503161.3547851", "10.1145/3503161.3547851"),
        (
            "https://dl.acm.org/doi/abs/10.1145/3503161.3547851?casa_token=x",
            "10.1145/3503161.3547851",
        ),
        ("https://dl.acm.org/doi/pdf/10.1145/3503161.3547851", "10.1145/3503161.3547851"),
        ("dl.acm.org/doi/fullHtml/10.1145/3503161.3547851", "10.1145/3503161.3547851"),
        (
            "https://link.springer.com/chapter/10.1007/978-3-031-19815-1_37",
            "10.1007/978-3-031-19815-1_37",
        ),
        (
            "https://link.springer.com/content/pdf/10.1007/978-3-031-19815-1_37.pdf",
            "10.1007/978-3-031-19815-1_37",
        ),
        (
            "https://link.springer.com/article/10.1007/s11263-019-01164-6#Sec1",
            "10.1007/s11263-019-01164-6",
        ),
        ("https://onlinelibrary.wiley.com/doi/full/10.1049/cvi2.12154", "10.1049/cvi2.12154"),
        ("https://onlinelibrary.wiley.com/doi/10.1049/cvi2.12154/abstract", "10.1049/cvi2.12154"),
        ("https://www.tandfonline.com/doi/epdf/10.1080/1.2/", "10.1080/1.2"),
    ],
)
def test_doi(text, doi):
    assert identify(text) == Source("doi", doi)


@pytest.mark.parametrize(
    "text",
    [
        "https://openreview.net/forum?id=9QsdPQlWiE",
        "https://openreview.net/pdf?id=9QsdPQlWiE",
        "openreview.net/forum?id=9QsdPQlWiE&noteId=abcdefg",
        "https://openreview.net/forum?referrer=%5Bx%5D&id=9QsdPQlWiE#discussion",
        "https://openreview.net/attachment?id=9QsdPQlWiE&name=pdf",
    ],
)
def test_openreview(text):
    page = "https://openreview.net/forum?id=9QsdPQlWiE"
    assert identify(text) == Source("openreview", "9QsdPQlWiE", page)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        (
            "https://openaccess.thecvf.com/content/CVPR2024/html/Cheng_Putting_the_Object_Back_into_Video_Object_Segmentation_CVPR_2024_paper.html",
            "Cheng_Putting_the_Object_Back_into_Video_Object_Segmentation_CVPR_2024",
        ),
        (
            "https://openaccess.thecvf.com/content_cvpr_2018/papers/Yang_Efficient_Video_Object_CVPR_2018_paper.pdf",
            "Yang_Efficient_Video_Object_CVPR_2018",
        ),
        (
            "http://www.cv-foundation.org/openaccess/content_cvpr_2016/papers/Perazzi_A_Benchmark_Dataset_CVPR_2016_paper.pdf",
            "Perazzi_A_Benchmark_Dataset_CVPR_2016",
        ),
    ],
)
def test_cvf(url, name):
    assert identify(url) == Source("cvf", name, url)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "https://ieeexplore.ieee.org/document/9879302",
            "the number in an IEEE Xplore address is no DOI",
        ),
        (
            "https://www.ecva.net/papers/eccv_2022/papers_ECCV/papers/136880633.pdf",
            "an address of ECVA holds neither title nor DOI",
        ),
        (
            "https://www.sciencedirect.com/science/article/pii/S0893608023004951",
            "the number in a ScienceDirect address is no DOI",
        ),
        ("https://openaccess.thecvf.com/CVPR2024?day=all", "this is no address of one CVF paper"),
        ("https://openreview.net/group?id=ICLR.cc", "this is no address of an OpenReview forum"),
        ("https://openreview.net/forum?id=../../x", "this is no address of an OpenReview forum"),
        ("https://example.org/paper.pdf", "no id can be read from this address of 'example.org'"),
        (
            "https://github.com/hkchengrex/XMem",
            "no id can be read from this address of 'github.com'",
        ),
    ],
)
def test_an_address_without_an_id(text, why):
    with pytest.raises(
        ValueError, match=r"give the paper's DOI, its arXiv id, or its BibTeX$"
    ) as raised:
        identify(text)
    assert str(raised.value).startswith(why)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("see 2207.07115 please", "; did you mean '2207.07115'?"),
        (
            "the DOI is 10.1109/ICCV.2019.00932, I think",
            "; did you mean '10.1109/ICCV.2019.00932'?",
        ),
        ("refs.bbi", "; did you mean 'refs.bib'?"),
        ("XMem", ""),
        ("", ""),
        ("2213.07115", ""),
        ("10.1/x", ""),
    ],
)
def test_nothing_that_is_known(text, near):
    with pytest.raises(ValueError, match="give an arXiv id") as raised:
        identify(text, ["other.bib", "refs.bib"])
    assert f"{text!r} is no id of a paper{near}; give an arXiv id" in str(raised.value)


@given(st.text() | st.from_regex(r"https?://[a-z.]+/[^\s]*") | st.from_regex(r"\d+\.\d+(/.*)?"))
@example("https://[/10.1000/x")
@example("http://arxiv.org:99999999/abs/2207.07115")
@example("https://example.org/10.1000/\x1b[31m")
@example("https://openreview.net/forum?id=%00%00%00%00%00%00")
@example("a" * 100_000)
def test_any_text(text):
    try:
        source = identify(text)
    except ValueError as error:
        assert str(error).isprintable()
        assert len(str(error)) < 500
    else:
        assert source.id.isprintable()
