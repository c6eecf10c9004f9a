// Shows a paper as lists will show it, with the markup of the template of cards (card.html).
// Built of elements and texts: nothing that was typed is read as HTML.
"use strict";

/* exported paperCard */
const paperCard = (() => {
  const XHTML = "http://www.w3.org/1999/xhtml";
  const SVG = "http://www.w3.org/2000/svg";
  const DRAWN = new Set(["svg", "use"]);
  const SHOWN_AUTHORS = 4;
  const LINK_NAMES = {
    paper: "Paper",
    code: "Code",
    project: "Project",
    dataset: "Data set",
    video: "Video",
    demo: "Demo",
  };

  /** Returns a new element with attributes and children, which are elements or texts. */
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElementNS(DRAWN.has(tag) ? SVG : XHTML, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  const icon = (name) =>
    make(
      "svg",
      { class: "paper-icon", width: 14, height: 14, "aria-hidden": true },
      make("use", { href: `#paper-icon-${name}` }),
    );

  const headline = ({ name, title = "Title" }) => {
    if (!name) return [title];
    const bold = make("b", {}, name);
    return title.startsWith(`${name}:`) ? [bold, title.slice(name.length)] : [bold, ` – ${title}`];
  };

  const byline = (authors) => {
    if (authors.length <= SHOWN_AUTHORS) return authors.join(", ");
    const shown = authors.slice(0, SHOWN_AUTHORS - 1);
    return `${shown.join(", ")} and ${authors.length - shown.length} more`;
  };

  const doiUrl = (doi) => `https://doi.org/${encodeURI(doi).replace(/[?#]/g, encodeURIComponent)}`;

  const links = ({ links: given = {}, arxiv, doi }) => {
    const ways = { ...given };
    if (!ways.paper && arxiv) ways.paper = `https://arxiv.org/abs/${arxiv}`;
    else if (!ways.paper && doi) ways.paper = doiUrl(doi);
    return Object.keys(LINK_NAMES)
      .filter((kind) => ways[kind])
      .map((kind) =>
        make("a", { class: "paper-link", href: ways[kind] }, icon(kind), LINK_NAMES[kind]),
      );
  };

  /**
   * Returns the card of a paper.
   *
   * @param {Object} facts - Only such that may be shown: no address that is none. A paper without
   *     a page yet has no `url`.
   * @param {Element[]} badges - Of its types.
   */
  const card = (facts, badges) => {
    const edition = `${facts.venue ?? "Venue"} ${facts.year ?? ""}`.trim();
    // A link that leads nowhere yet, as https://www.w3.org/TR/html-aria/ has it.
    const page = facts.url ? { href: facts.url } : { role: "link", "aria-disabled": true };
    const line = (name, ...children) => make("p", { class: `paper-${name}` }, ...children);
    return make(
      "li",
      { class: "paper-card" },
      line("side", ...badges, make("span", { class: "paper-venue" }, edition)),
      line("title", make("a", page, ...headline(facts))),
      ...(facts.authors ? [line("authors", byline(facts.authors))] : []),
      line(
        "links",
        ...links(facts),
        ...(facts.note ? [make("span", { class: "paper-note" }, facts.note)] : []),
      ),
    );
  };

  return { make, icon, headline, byline, links, card };
})();
