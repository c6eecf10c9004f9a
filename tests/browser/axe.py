"""axe-core on a page as it looks on both screens, in light and in dark."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.choices import SCREENS

WIDE, NARROW = SCREENS
COLOURS = ["color-contrast", "link-in-text-block"]

# The elements with text of their own, two of each kind: those of a kind have the same tags around
# them, and the same colours and sizes. The rest of a long list looks as its beginning does.
SAMPLES = """() => {
    const ways = new Map([[document.documentElement, ""]]);
    const kinds = new Map();
    for (const element of document.documentElement.querySelectorAll("*")) {
        const style = getComputedStyle(element);
        const own = [element.localName, element.getAttribute("class")];
        for (const name of ["color", "backgroundColor", "backgroundImage", "opacity", "fontSize",
            "fontWeight", "textDecoration", "display", "visibility", "position"]) own.push(style[name]);
        const way = `${ways.get(element.parentElement)} > ${own}`;
        ways.set(element, way);
        const texts = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        if (texts || element.matches("a, input, select, textarea"))
            kinds.set(way, [...(kinds.get(way) ?? []), element]);
    }
    return [...kinds.values()].flatMap(kind => kind.slice(0, 2));
}"""
# Of the hundreds of items of a long list, the first ones: all are made by one template.
SHORTENED = """() => {
    for (const list of document.querySelectorAll("ul, ol, dl, tbody"))
        for (const item of [...list.children].slice(12)) item.remove();
}"""
# As an audit needs it that reads no style sheets and no media by itself.
RUN = f"""async ([options, samples]) => (await axe.run(
    samples ? {{ include: ({SAMPLES})() }} : document,
    {{ resultTypes: ["violations"], preload: false, ...options }}
)).violations"""
WITHOUT_COLOURS = {rule: {"enabled": False} for rule in COLOURS}


def faults(tab: Page, **rules: dict[str, object]) -> list[str]:
    """Return what axe finds on a page in every look; the tab must have been opened with ``bypass_csp``.

    What axe puts into a page is no part of it, the policy would refuse it. The structure of a page
    is that of both themes; its colours are not.
    """
    whole, structure = {"rules": rules}, {"rules": rules | WITHOUT_COLOURS}
    colours = {"runOnly": COLOURS}
    tab.evaluate(SHORTENED)
    tab.evaluate(AXE_SCRIPT)
    told = []
    for size, theme, audits in (
        (WIDE, "light", [(whole, False)]),
        (WIDE, "dark", [(colours, True)]),
        (NARROW, "dark", [(colours, True)]),
        (NARROW, "light", [(structure, False), (colours, True)]),
    ):
        tab.set_viewport_size(size)
        tab.emulate_media(color_scheme=theme)
        for options, samples in audits:
            for fault in tab.evaluate(RUN, [options, samples]):
                for node in fault["nodes"]:
                    where = f"{node['target']} {node['html'][:150]}"
                    told.append(
                        f"{size['width']}, {theme}: {fault['id']}: {fault['help']}: {where}"
                    )
    tab.set_viewport_size(WIDE)
    return told
