"""One form for ids and addresses: what is the same is spelt the same."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_paperbase.catalog.addresses import canonical, canonical_arxiv, canonical_doi
from sphinx_paperbase.catalog.values import ARXIV, DOI, arxiv_of, doi_of, url_fault

CANONICAL = {
    "https://arxiv.org/abs/2305.16318": [
        "http://arxiv.org/abs/2305.16318",
        "HTTPS://ArXiv.org/abs/2305.16318/",
        "https://www.arxiv.org/abs/2305.16318",
        "https://export.arxiv.org/abs/2305.16318",
        "https://cn.arxiv.org/abs/2305.16318",
        "https://arxiv.org/abs/2305.16318.pdf",
        "https://arxiv.org/abs/2305.16318?context=cs.CV",
        "arxiv.org/abs/2305.16318",
        "  https://arxiv.org/abs/2305.16318  ",
    ],
    "https://arxiv.org/pdf/2305.16318v2": [
        "http://arxiv.org/pdf/2305.16318v2.pdf",
        "https://arxiv.org/pdf/2305.16318V2.pdf",
        "https://arxiv.org/pdf//2305.16318v2",
    ],
    "https://arxiv.org/pdf/2305.16318#page=3": ["https://arxiv.org/pdf/2305.16318.pdf#page=3"],
    "https://arxiv.org/html/2305.16318v1": ["http://arxiv.org/html/2305.16318v1/"],
    "https://arxiv.org/abs/math/0309136v1": ["http://arxiv.org/abs/math.GT/0309136v1"],
    "https://arxiv.org/abs/solv-int/9801001": ["http://arxiv.org/abs/solv-int/9801001"],
    "https://doi.org/10.1000/xyz": [
        "http://dx.doi.org/10.1000/xyz",
        "https://www.doi.org/10.1000/xyz",
        "doi.org/10.1000/xyz",
    ],
    "https://doi.org/10.1000/A(b)%3Cc": ["http://DX.DOI.org/10.1000/A(b)%3Cc"],
    "https://github.com/hkchengrex/XMem": [
        "http://github.com/hkchengrex/XMem",
        "https://www.GitHub.com/hkchengrex/XMem/",
        "https://github.com/hkchengrex/XMem.git",
        "https://github.com/hkchengrex/XMem.git/",
        "https://github.com/hkchengrex/XMem?tab=readme-ov-file",
        "https://github.com/hkchengrex/XMem?tab=readme-ov-file#readme",
        "https://github.com/hkchengrex/XMem#readme",
        "github.com/hkchengrex/XMem",
    ],
    "https://github.com/hkchengrex/XMem#results": [
        "https://github.com/hkchengrex/XMem?tab=readme-ov-file#results"
    ],
    "https://github.com/a/b/tree/main/c?x=1&y=%20": [
        "https://github.com/a/b/tree/main/c/?x=1&tab=readme-ov-file&y=%20"
    ],
    "https://github.com/hkchengrex": ["http://github.com/hkchengrex/"],
}


@pytest.mark.parametrize(
    ("url", "form"), [(url, form) for form, urls in CANONICAL.items() for url in [form, *urls]]
)
def test_the_one_form(url, form):
    assert canonical(url) == form
    assert url_fault(form) is None


@pytest.mark.parametrize(
    "url",
    [
        "",
        "xmem",
        "http://Example.org/A/?b#c",
        "https://arxiv.org/list/cs.CV/recent",
        "https://arxiv.org/abs/2305",
        "https://arxiv.org/abs/2305.16318v2v3",
        "https://arxiv.org/format/2305.16318",
        "https://arxiv.org/abs/",
        "https://info.arxiv.org/help",
        "https://ar5iv.labs.arxiv.org/html/2305.16318",
        "http://notarxiv.org/abs/2305.16318",
        "http://arxiv.org.example.org/abs/2305.16318",
        "http://dx.doi.org/",
        "https://gist.github.com/a/b.git",
        "https://hkchengrex.github.io/XMem/",
        "https://user@github.com/a/b.git",
        "https://github.com:8080/a/b.git",
        "https://github.com/a/b .git",
        "javascript:alert(1)//github.com/a/b",
        "ftp://arxiv.org/abs/2305.16318",
        "git@github.com:a/b.git",
        "http://[github.com/a/b",
        "https://github.com/a/.git",
        "https://github.com/a/b.git.git",
    ],
)
def test_what_is_not_known_is_left_alone(url):
    assert canonical(url) == url


PIECES = st.sampled_from(
    ["http://", "https://", "www.", "dx.", "export.", "arxiv.org", "doi.org", "github.com", "/", "/abs", "/pdf/",
     "2305.16318", "math.GT/0309136", "v2", ".pdf", ".git", "/a", "/b", "?", "&", "#", "tab=readme-ov-file", "readme",
     "10.1000/x", "arXiv:", "doi:", " ", "%2F", "%0A", "[", "]", "é", "\n", ":80", "@", ".", "\u2028"]
)  # fmt: skip
anything = st.text() | st.lists(PIECES).map("".join)


@given(anything)
@example("https://github.com/a/b.git.git//")
@example("https://arxiv.org/pdf/2305.16318.pdf.pdf")
@example("https://github.com")
def test_the_one_form_stays(text):
    once = canonical(text)
    assert canonical(once) == once
    if arxiv := canonical_arxiv(text):
        assert ARXIV.fullmatch(arxiv)
        assert canonical_arxiv(arxiv) == arxiv
        assert canonical_arxiv(once) == arxiv
    if doi := canonical_doi(text):
        assert DOI.fullmatch(doi)
        assert canonical_doi(doi) == doi
        assert canonical_doi(once) == doi


@given(anything)
def test_the_one_form_leads_where_the_address_leads(text):
    form = canonical(text)
    if url_fault(text.strip()) is None:
        assert url_fault(form) is None
        if doi_of(text):
            assert doi_of(form) == doi_of(text)
        if arxiv_of(text) and form != text:
            assert arxiv_of(form) == canonical_arxiv(arxiv_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "2207.07115",
        " 2207.07115v2 ",
        "arXiv:2207.07115",
        "arxiv: 2207.07115v1",
        "arXiv:2207.07115v2 [cs.CV]",
        "2207.07115 [cs.CV]",
        "https://arxiv.org/abs/2207.07115v2",
        "http://www.arxiv.org/pdf/2207.07115v2.pdf?x#y",
        "arxiv.org/abs/2207.07115",
        "https://arxiv.org/format/2207.07115",
        "https://ar5iv.labs.arxiv.org/html/2207.07115",
        "10.48550/arXiv.2207.07115",
        "https://doi.org/10.48550/ARXIV.2207.07115",
    ],
)
def test_the_arxiv_id_in_what_people_write(text):
    assert canonical_arxiv(text) == "2207.07115"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cs/0112017", "cs/0112017"),
        ("math.GT/0309136v1", "math/0309136"),
        ("https://arxiv.org/abs/solv-int/9801001v3", "solv-int/9801001"),
        ("", None),
        ("2207.0711", "2207.0711"),
        ("2213.07115", None),
        ("2207.071156", None),
        ("see 2207.07115", None),
        ("2207.07115v2v3", None),
        ("v2", None),
        ("https://example.org/abs/2207.07115", None),
        ("https://notarxiv.org/abs/2207.07115", None),
        ("https://arxiv.org/list/cs.CV/2207", None),
        ("10.1000/xyz", None),
    ],
)
def test_an_arxiv_id_or_none(text, found):
    assert canonical_arxiv(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10.1007/978-3-031-19815-1_37", "10.1007/978-3-031-19815-1_37"),
        (" doi:10.1000/xyz ", "10.1000/xyz"),
        ("DOI: 10.1000/XyZ", "10.1000/XyZ"),
        ("https://doi.org/10.1000/xyz", "10.1000/xyz"),
        ("http://dx.doi.org/10.1000/xyz?nosfx=y#top", "10.1000/xyz"),
        ("doi.org/10.1000/xyz", "10.1000/xyz"),
        ("https://doi.org/10.1000%2Fxyz%28a%29", "10.1000/xyz(a)"),
        ("doi:10.1000/xyz.", "10.1000/xyz"),
        ("https://doi.org/10.1000/xyz;,", "10.1000/xyz"),
        ("10.1000/...", None),
        ("https://doi.org/10.1000/a%0A", None),
        ("https://doi.org/10.1000/a%20b", None),
        ("https://dl.acm.org/doi/10.1145/3581783", None),
        ("10.1/x", None),
        ("10.1000/", None),
        ("10.1000/x y", None),
        ("", None),
    ],
)
def test_a_doi_or_none(text, found):
    assert canonical_doi(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "https://arxiv.org/abs" + "/" * 100_000 + "x",
        "https://arxiv.org/abs/" + "1" * 100_000 + "x",
        "https://arxiv.org/abs/" + "v1" * 50_000,
        "https://github.com/a/b" + ".git" * 50_000 + "x",
        "https://github.com/a/b" + "/" * 100_000 + "x",
        "arxiv" + " " * 100_000 + "x",
        "arxiv:" + "a" * 100_000,
        "2207.07115" + " " * 100_000 + "x",
        "doi:" + " " * 100_000 + "x",
        "10." + "1." * 50_000,
        "a." * 50_000 + "arxiv.org/",
        "https://" + "a." * 50_000 + "arxiv.org/",
    ],
    ids=lambda text: text[:30],
)
def test_long_texts_take_no_time_of_their_square(text):
    start = time.perf_counter()
    canonical(text), canonical_arxiv(text), canonical_doi(text)
    assert time.perf_counter() - start < 20
