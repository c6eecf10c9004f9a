// What can be wrong in an entry beyond what its schema knows; the command line checks the same,
// and more (catalog/checks/entry.py).
"use strict";

/* exported paperChecks */
const paperChecks = (() => {
  const { arxivOf, doiOf, slug } = paperSource;
  const MARKUP = /&(?:[a-z]+\d*|#\d+|#x[\da-f]+);|\\\S|[{}]|\$[^$]+\$/i;
  const OTHERS = /\bet\.?\s+al\b|(?:\band|&|^)\s*(?:\d+\s+)?others\b|^(?:…|\.{2,}|etc\.?)$/i;
  const SUFFIX = /,\s*(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d)\.?$/i;
  const CODE = /^https?:\/\/(?:www\.)?(?:github|gitlab)\.com\//i;
  const PAPER = /^https?:\/\/(?:[\w.-]+\.)?arxiv\.org\/|^[^?#]*\.pdf(?:[?#]|$)/i;
  const LONGEST_NAME = 40;
  const MONTHS_LATER = 6;

  const repeated = (items, same = (item) => item) =>
    items.find((item, index) => items.findIndex((other) => same(other) === same(item)) < index);

  const texts = function* ({ title = "", name = "", note = "", authors = [], keywords = [] }) {
    const all = { title: [title], name: [name], note: [note], authors, keywords };
    for (const [field, said] of Object.entries(all)) {
      const markup = said.map((text) => text.match(MARKUP)?.[0]).find(Boolean);
      if (markup) yield [field, `Write the letters themselves, without “${markup}”.`];
    }
    if ([...name].length > LONGEST_NAME)
      yield ["name", `Write a name of ${LONGEST_NAME} letters at most, or none.`];
    if (name && name === title) yield ["name", "This is the title; leave it out."];
    if (authors.some((author) => OTHERS.test(author)))
      yield ["authors", "Name every author, without “et al.” or “others”."];
    const row = authors.find((author) => author.replace(SUFFIX, "").includes(","));
    if (row) yield ["authors", `“${row}”: write one author a line, given names first.`];
  };

  const lists = function* ({ authors = [], earlier = [], keywords = [], ...facts }) {
    const lower = (text) => text.toLowerCase();
    const twice = {
      authors: repeated(authors, lower),
      earlier: repeated(earlier),
      keywords: repeated(keywords, lower),
      "builds-on": repeated(facts["builds-on"] ?? []),
    };
    for (const [field, item] of Object.entries(twice))
      if (item) yield [field, `“${item}” stands there twice.`];
  };

  const years = function* ({ year, venue, arxiv, earlier = [] }, preprints) {
    const latest = new Date().getFullYear() + 2;
    const editions = earlier.map((edition) => edition.match(/^(.*\S)\s+(\d{4})$/) ?? []);
    if (year > latest || editions.some((edition) => edition[2] > latest))
      yield [year > latest ? "year" : "earlier", `Write a year up to ${latest}.`];
    for (const [edition, where, when] of editions)
      if (when > year) yield ["earlier", `${edition} is later than the venue’s year.`];
      else if (Number(when) === year && where === venue)
        yield ["earlier", `${edition} is what venue and year say; leave it out.`];
    if (!arxiv || arxivOf(arxiv) !== arxiv) return;
    const of = paperSource.yearOf(arxiv);
    const month = Number(arxiv.replace(/^.*\//, "").slice(2, 4));
    const isArxiv = (name) => name?.toLowerCase() === "arxiv";
    const wrong = editions.find(([, where, when]) => isArxiv(where) && Number(when) !== of);
    if (wrong) yield ["earlier", `This arXiv id is of ${of}: write ${wrong[1]} ${of}.`];
    if (isArxiv(venue) && year !== of)
      yield ["year", `This arXiv id is of ${of}, not of ${year}.`];
    const late = of * 12 + month > (year + 1) * 12 + MONTHS_LATER;
    if (late && venue && !preprints.includes(venue))
      yield ["arxiv", `This id is of ${of}, long after ${venue} ${year}.`];
  };

  const ids = function* ({ arxiv, doi, links = {} }) {
    const linked = arxivOf(links.paper);
    const linkedDoi = doiOf(links.paper?.startsWith("http") ? links.paper : "");
    const registered = doi && /^10\.48550\//.test(doi) ? arxivOf(doi) : undefined;
    if (arxiv && arxivOf(arxiv) !== arxiv) yield ["arxiv", "Write the id without its version."];
    if (arxiv && linked && linked !== arxiv)
      yield ["links.paper", `This is arXiv ${linked}, not the paper of the arXiv id.`];
    if (arxiv && registered && registered !== arxiv)
      yield ["doi", `This is arXiv ${registered}, not the paper of the arXiv id.`];
    if (doi && linkedDoi && linkedDoi.toLowerCase() !== doi.toLowerCase())
      yield ["links.paper", `This is the DOI ${linkedDoi}, not the one given.`];
    if (/[.,;]$/.test(doi ?? "")) yield ["doi", "Leave out the sign at the end."];
    if (CODE.test(links.paper)) yield ["links.paper", "This leads to code, not to the paper."];
    for (const kind of ["code", "project", "dataset", "video", "demo"]) {
      const url = links[kind] ?? "";
      if (PAPER.test(url)) yield [`links.${kind}`, "This leads to a paper."];
    }
    for (const [kind, url] of Object.entries(links)) {
      const host = url.match(/^https?:\/\/([^/?#]*)/i)?.[1] ?? "";
      if (host && (host.includes("@") || !/\.|^localhost(:|$)/.test(host)))
        yield [`links.${kind}`, "This is no address of a page."];
    }
  };

  const prose = function* (body) {
    const bare = body.replace(/`[^`]*`|<https?:[^\s<>]*>/g, "");
    if (/<\/?[a-z][^<>]*>|<!--|<\?/i.test(bare))
      yield ["body", "HTML is not allowed; write Markdown, or put it between `backticks`."];
  };

  const key = function* (said) {
    if (!said) yield ["key", "Write a name for the file."];
    else if (said !== slug(said))
      yield ["key", "Use lower-case letters, digits and single hyphens only."];
  };

  /**
   * Returns what is wrong with facts, a text and a key that the schema says nothing of.
   *
   * @param {string[]} preprints - Ids of the venues that are none yet.
   * @returns {{field: string, message: string}[]} Fields by the path of their key.
   */
  const faults = (facts, body, said, preprints) =>
    [
      ...texts(facts),
      ...lists(facts),
      ...years(facts, preprints),
      ...ids(facts),
      ...prose(body),
      ...key(said),
    ].map(([field, message]) => ({ field, message }));

  return { faults };
})();
