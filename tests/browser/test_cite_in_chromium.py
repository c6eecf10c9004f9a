"""The citations of a paper: chosen by keyboard or without a script, copied, printed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

LABELS = ["BibTeX", "RIS", "CSL-JSON", "APA", "IEEE"]
STARTS = [
    "@inproceedings{cheng2022xmem,",
    "TY  - CONF",
    "[",
    "Cheng, H. K., & Schwing",
    "H. K. Cheng and",
]


@pytest.fixture
def cite(browser, address):
    """Return the part of a paper's page that tells how to cite it."""
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        tab = context.new_page()
        tab.goto(f"{address}/entries/xmem.html")
        yield tab.locator("#cite")


def shown(cite) -> list[str]:
    return [
        panel.inner_text() for panel in cite.locator("fieldset > div").all() if panel.is_visible()
    ]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_one_format_is_shown_at_a_time(browser, address, script):
    with browser.new_context(java_script_enabled=script) as context:
        tab = context.new_page()
        tab.goto(f"{address}/entries/xmem.html")
        for label, start in zip(LABELS, STARTS, strict=True):
            tab.locator("#cite label", has_text=label).click()
            (text,) = shown(tab.locator("#cite"))
            assert text.strip().startswith(start)


def test_the_keyboard_goes_through_the_formats(cite):
    cite.get_by_role("radio", name="BibTeX").focus()
    for label in LABELS[1:]:
        cite.page.keyboard.press("ArrowRight")
        expect(cite.get_by_role("radio", name=label)).to_be_checked()
        assert len(shown(cite)) == 1
    cite.page.keyboard.press("Tab")
    expect(cite.get_by_role("button", name="Copy")).to_be_focused()


def test_what_is_shown_is_copied(cite):
    for label, start in zip(LABELS, STARTS, strict=True):
        cite.get_by_role("radio", name=label).check(force=True)
        cite.get_by_role("button").click()
        expect(cite.get_by_role("status")).to_have_text("Copied")
        assert cite.page.evaluate("navigator.clipboard.readText()").startswith(start)


def test_files_are_downloaded_without_a_script(browser, address, real_site):
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        for page, label, file in [
            ("entries/xmem", "BibTeX", "entries/xmem.bib"),
            ("entries/xmem", "CSL-JSON", "entries/xmem.csl.json"),
            ("by/type/rvos", "RIS", "by/type/rvos.ris"),
        ]:
            tab.goto(f"{address}/{page}.html")
            with tab.expect_download() as waiting:
                tab.locator(".paper-files").get_by_role("link", name=label).click()
            assert waiting.value.suggested_filename == file.rpartition("/")[2]
            with open(waiting.value.path(), "rb") as found:
                assert found.read() == (real_site.out / file).read_bytes()


def test_the_chosen_format_is_printed(cite):
    cite.locator("label", has_text="APA").click()
    cite.page.emulate_media(media="print")
    assert [label.inner_text() for label in cite.locator("label").all() if label.is_visible()] == [
        "APA"
    ]
    assert len(shown(cite)) == 1
    assert not cite.get_by_role("button").is_visible()
