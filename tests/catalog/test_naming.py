"""Keys, slugs, comparable titles, initials and BibTeX keys."""

from __future__ import annotations

import pytest

from sphinx_paperbase.catalog.bibkeys import base_key
from sphinx_paperbase.catalog.naming import fold, initial, is_key, normal_title, slug
from tests.projects import paper


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Neural Networks 2023", "neural-networks-2023"),
        ("4.2", "4-2"),
        ("  --A & B--  ", "a-b"),
        ("Rajič", "rajic"),
        ("Łukasz Øverli Weiß", "lukasz-overli-weiss"),
        ("XMem++", "xmem"),
        ("Ａｂｃ", "abc"),
        ("视频", ""),
    ],
)
def test_slugs(text, expected):
    assert slug(text) == expected


@pytest.mark.parametrize("text", ["xmem", "kmn-m", "2023-survey", "a"])
def test_keys(text):
    assert is_key(text)


@pytest.mark.parametrize(
    "text", ["", "XMem", "a_b", "a--b", "-a", "a-", "a b", "rajič", "a/b", "."]
)
def test_what_is_no_key(text):
    assert not is_key(text)


def test_folded_texts_have_no_accents_and_no_case():
    assert fold("Zoë ÅNGSTRÖM ıstanbul") == "zoe angstrom istanbul"


def test_titles_are_compared_by_letters_and_digits():
    assert normal_title("XMem: Long-Term (VOS)!") == normal_title("xmem long term vos")
    assert normal_title("视频 A") == "视频a"
    assert normal_title("A") != normal_title("A2")


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Ho Kei Cheng", "C"),
        ("Čapek", "C"),
        ("李 明", "#"),
        ("Henghui 9", "#"),
        ("", "#"),
        ("Martin Luther King Jr.", "K"),
        ("Martin Luther King, Jr.", "K"),
        ("Louis van Gaal III", "G"),
        ("Jr.", "J"),
    ],
)
def test_people_are_listed_by_their_family_name(name, letter):
    assert initial(name) == letter


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        ({"authors": ["Ho Kei Cheng"], "name": "XMem"}, "cheng2022xmem"),
        ({"authors": ["Frano Rajič"], "name": "SAM-PT"}, "rajic2022sampt"),
        ({"authors": ["Łukasz Ø. Weiß"], "name": "Ä+"}, "weiss2022a"),
        ({"authors": ["John Smith Jr."], "name": "M"}, "smith2022m"),
        ({"authors": ["Anna van der Berg, III"], "name": "M"}, "berg2022m"),
        ({"authors": ["A. Lee"], "title": "Towards the Best of Masks"}, "lee2022best"),
        ({"authors": ["A. Lee"], "title": "“Masks”: A Study"}, "lee2022masks"),
        ({"authors": ["A. Lee"], "title": "On the of"}, "lee2022paper"),
        ({"authors": ["李 明"], "name": "M"}, "anon2022m"),
        ({"name": "M"}, "anon2022m"),
        ({"authors": ["A. Lee"], "name": "M", "venue": "ECCV", "year": 2020}, "lee2020m"),
    ],
)
def test_bibtex_keys_are_surname_year_and_name(facts, key):
    assert base_key(paper(**facts)) == key


def test_a_preprint_keeps_its_key_when_it_is_published():
    facts = {"authors": ["A. Lee"], "name": "Masker"}
    preprint = paper(venue="arXiv", year=2023, **facts)
    published = paper(venue="CVPR", year=2025, earlier=["arXiv 2023"], **facts)
    assert base_key(preprint) == base_key(published) == "lee2023masker"
