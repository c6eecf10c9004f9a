// Reads what a contributor has at hand, BibTeX or addresses, into facts of a paper.
// The text is anybody's: whatever it holds, nothing is thrown, asked or run.
"use strict";

/* exported paperSource */
const paperSource = (() => {
  const LONGEST = 50_000;

  // Names compared: lower case, no accents, as the command line compares them.
  const LETTERS = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i" };
  const fold = (text) =>
    text
      .toLowerCase()
      .replace(/[øłđðþßæœı]/g, (letter) => LETTERS[letter])
      .normalize("NFKD")
      .replace(/\p{M}/gu, "");
  const slug = (text) => fold(text).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const words = (text) => (fold(text).match(/[\p{L}\p{N}_]+/gu) ?? []).join(" ");
  const normalTitle = (title) => fold(title).replace(/[^\p{L}\p{N}]/gu, "");
  const oneLine = (text) => text.replace(/\s+/g, " ").trim();

  // LaTeX

  const MARKS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", u: "\u0306",
    ".": "\u0307", '"': "\u0308", r: "\u030a", H: "\u030b", v: "\u030c", d: "\u0323",
    c: "\u0327", k: "\u0328", b: "\u0331",
  };
  const SIGNS = {
    ss: "ß", o: "ø", O: "Ø", l: "ł", L: "Ł", ae: "æ", AE: "Æ", oe: "œ", OE: "Œ", aa: "å", AA: "Å",
    i: "ı", j: "ȷ", dh: "ð", DH: "Ð", th: "þ", TH: "Þ", dj: "đ", DJ: "Đ", textendash: "–",
    textemdash: "—", textquoteright: "’", textquoteleft: "‘", textquotedblleft: "“",
    textquotedblright: "”", textasciitilde: "~", textasciicircum: "^", textbackslash: "\\",
    textunderscore: "_", times: "×", alpha: "α", beta: "β", gamma: "γ", lambda: "λ", mu: "μ",
    ldots: "…", dots: "…",
  };
  const accented = (found, mark, letter) => letter.replace("\\", "") + MARKS[mark];

  /** Returns LaTeX as plain text; what is not known of it goes, its words stay. */
  const plain = (latex) =>
    oneLine(
      latex
        .replace(/\\([`'^~=."])\s*\{?\s*(\\?[a-zA-Z])\s*\}?/g, accented)
        .replace(/\\([uvHcdkrb])(?:\s*\{\s*|\s+)(\\?[a-zA-Z])\s*\}?/g, accented)
        .replace(/\\([a-zA-Z]+)\s*(?:\{\})?/g, (found, name) => SIGNS[name] ?? "")
        .replace(/\\([&%$#_{}])/g, "$1")
        .replace(/\\\\|\\[,;:! /-]?|~/g, " ")
        .replace(/[{}]/g, "")
        .replace(/---/g, "—")
        .replace(/--/g, "–")
        .replace(/``|''/g, '"'),
    ).normalize("NFC");

  // BibTeX: http://www.bibtex.org/Format/

  /** Reads a value from a place on: pieces in braces, in quotes or bare, joined by '#'. */
  const value = (text, start) => {
    let end = start;
    let said = "";
    for (;;) {
      const open = text[end];
      let depth = 0;
      const first = end;
      if (open === "{" || open === '"') {
        for (end += 1; end < text.length; end += 1) {
          const c = text[end];
          if (c === "\\") end += 1;
          else if (depth === 0 && c === (open === "{" ? "}" : '"')) break;
          else if (c === "{") depth += 1;
          else if (c === "}" && depth) depth -= 1;
        }
        said += text.slice(first + 1, end);
        end += 1;
      } else {
        end += text.slice(end).match(/^[^\s,#})]*/)[0].length;
        said += text.slice(first, end);
      }
      const more = text.slice(end).match(/^\s*#\s*/);
      if (!more) return [said, end];
      end += more[0].length;
    }
  };

  /** Returns the fields of the first entry in a BibTeX text, by their names in lower case. */
  const fields = (text) => {
    const entry = /@(?!string|comment|preamble)[a-z]+\s*[{(]\s*[^\s,{}="]*\s*,/i.exec(text);
    const found = {};
    if (!entry) return found;
    const name = /[\s,]*([a-z][\w-]*)\s*=\s*/iy;
    name.lastIndex = entry.index + entry[0].length;
    for (let match = name.exec(text); match; match = name.exec(text)) {
      const [said, end] = value(text, name.lastIndex);
      found[match[1].toLowerCase()] ??= said;
      name.lastIndex = end;
    }
    return found;
  };

  /** Parts a list of names at 'and', but not inside braces. */
  const parted = (names) => {
    const parts = [""];
    let depth = 0;
    for (const piece of names.split(/(\\.|[{}]|\s+and\s+)/)) {
      if (piece === "{") depth += 1;
      if (piece === "}") depth -= 1;
      if (depth <= 0 && /^\s+and\s+$/.test(piece)) parts.push("");
      else parts[parts.length - 1] += piece;
    }
    return parts.map((part) => part.trim()).filter(Boolean);
  };

  /** Returns a name with the given names first: 'Cheng, Ho Kei' becomes 'Ho Kei Cheng'. */
  const person = (name) => {
    if (/^\{.*\}$/s.test(name)) return plain(name);
    const [family, ...rest] = name.split(/,(?![^{]*\})/).map(plain);
    const given = rest.pop() ?? "";
    return oneLine([given, family, ...rest].join(" "));
  };

  // Names typed in a row, as the command line parts and turns them (catalog/checks/people.py).

  const SUFFIX = /^(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d)\.?$/i;
  const isFull = (name) => /\S\s+\S/.test(name);
  const byCommas = (text) => {
    const names = text.split(",").map((name) => name.trim());
    const whole = names.every((name) => isFull(name) && /^\p{Lu}/u.test(name));
    return whole && !SUFFIX.test(names.at(-1)) ? names : [text];
  };
  const turned = (name) => {
    const [family, ...rest] = name.split(",").map((piece) => piece.trim());
    const turns = family && rest.length === 1 && rest[0] && !SUFFIX.test(rest[0]);
    return turns ? `${rest[0]} ${family}` : name;
  };

  /** Returns the persons that a line names, each with the given names first. */
  const people = (line) => {
    const names = line.split(/\s*;\s*|,?\s+(?:and|&)\s+/).flatMap(byCommas).map(turned);
    return names.every(isFull) ? names : [turned(line)];
  };

  const fromBibtex = (text, data) => {
    const said = fields(text);
    const facts = {};
    if (said.title) facts.title = plain(said.title).replace(/\.$/, "");
    const authors = parted(said.author ?? "").filter((name) => name !== "others");
    if (authors.length) facts.authors = authors.map(person);
    const year = `${said.year ?? ""} ${said.date ?? ""}`.match(/\b(19|20)\d\d\b/);
    if (year) facts.year = Number(year[0]);
    if (said.pages) facts.pages = plain(said.pages).replace(/\s*[–—-]+\s*/g, "-");
    const number = said.journal && said.number ? `(${plain(said.number)})` : "";
    if (said.volume && !said.volume.startsWith("abs/")) facts.volume = plain(said.volume) + number;
    const doi = doiOf(plain(said.doi ?? "").replace(/ /g, "")) ?? doiOf(bareAddress(said.url));
    if (doi) facts.doi = doi;
    const preprint = /arxiv/i.test(`${said.archiveprefix} ${said.eprinttype}`) ? said.eprint : "";
    const where = [said.booktitle, said.journal, said.journaltitle, said.series, said.howpublished];
    const arxiv = [preprint, said.eprint, said.url, said.doi, ...where].map(arxivOf).find(Boolean);
    if (arxiv) facts.arxiv = arxiv;
    addLinks(facts, [said.url, said.pdf, said.howpublished].map(bareAddress));
    const named = where.map((name) => plain(name ?? "")).filter((name) => /^(?!http)./.test(name));
    const venue = named.map((name) => venueOf(name, data.venues)).find(Boolean);
    if (venue) facts.venue = venue;
    else if (arxiv && !named.length) facts.venue = venueOf("arXiv", data.venues);
    const unknown = venue || !named.length ? [] : [`the venue “${named[0]}”`];
    return { facts, guesses: {}, unknown };
  };

  // Addresses and ids

  // https://info.arxiv.org/help/arxiv_identifier.html; '2207.07115v2 [cs.CV]' too
  const ARXIV_ID = /\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7}/.source;
  const ARXIV = new RegExp(
    `^(?:arxiv:\\s*)?(${ARXIV_ID})(?:v\\d+)?(?:\\s*\\[[\\w.-]+\\])?(?:\\.pdf)?/?$`,
    "i",
  );
  const ARXIV_PAGE = /(?:^|[/.])arxiv\.org\/(?:abs|pdf|html|format|e-print)\/([^?#\s]+)/i;

  /** Returns the arXiv id that a text or an address is, without its version; or nothing. */
  const arxivOf = (said) => {
    const text = oneLine(said ?? "");
    const doi = text.match(/10\.48550\/arxiv\.(\S+)$/i);
    const inside = text.match(ARXIV_PAGE) ?? text.match(/arxiv[:\s]+(\d{4}\.\d{4,5})/i);
    const found = (doi?.[1] ?? inside?.[1] ?? text).match(ARXIV);
    return found?.[1];
  };

  /** Returns the DOI that a text or an address is; or nothing. */
  const doiOf = (said) => {
    const found = oneLine(said).match(
      /^(?:doi:\s*|https?:\/\/(?:dx\.|www\.)?doi\.org\/)?(10\.\d{4,9}(?:\.\d+)*\/[^\s<>"{}\\]+)$/i,
    );
    if (!found) return undefined;
    try {
      return said.includes("doi.org/") ? decodeURIComponent(found[1]) : found[1];
    } catch {
      return found[1];
    }
  };

  const yearOf = (arxiv) => {
    const number = Number(arxiv.replace(/^.*\//, "").slice(0, 2));
    return arxiv.includes("/") && number > 90 ? 1900 + number : 2000 + number;
  };

  const bareAddress = (said) => (said ?? "").replace(/\\url|[\\{}\s]/g, "");

  const addLinks = (facts, addresses) => {
    for (const address of addresses) {
      if (!/^https?:\/\/\S+$/i.test(address) || arxivOf(address) || doiOf(address)) continue;
      const kind = /^https?:\/\/(www\.)?(github|gitlab)\.com\//i.test(address) ? "code" : "paper";
      facts.links = { [kind]: address, ...facts.links };
    }
  };

  /** Finds 'CVPR2022' or 'eccv_2022' in an address, as publishers of proceedings have it. */
  const editionIn = (address, venues) => {
    for (const [, word, year] of address.matchAll(/([a-z]+)[_-]?(20\d\d)(?!\d)/gi)) {
      const id = Object.keys(venues).find((venue) => venue.toLowerCase() === word.toLowerCase());
      if (id) return { venue: id, year: Number(year) };
    }
    return {};
  };

  const fromAddresses = (text, data) => {
    const facts = {};
    const unknown = [];
    const whole = arxivOf(text) || doiOf(text) ? [text] : text.split(/\s+/);
    for (const piece of whole.filter(Boolean)) {
      const arxiv = arxivOf(piece);
      const doi = arxiv ? undefined : doiOf(piece);
      if (arxiv) facts.arxiv ??= arxiv;
      else if (doi) facts.doi ??= doi;
      else if (/^https?:\/\//i.test(piece)) {
        addLinks(facts, [piece]);
        Object.assign(facts, editionIn(piece, data.venues));
      } else unknown.push(`“${piece.slice(0, 40)}”`);
    }
    const venue = facts.arxiv && !facts.doi && !facts.venue && venueOf("arXiv", data.venues);
    const guesses = venue ? { venue, year: yearOf(facts.arxiv) } : {};
    return { facts, guesses, unknown: unknown.slice(0, 3) };
  };

  // What words suggest

  const ORDINAL =
    "first|second|third|fifth|eighth|ninth|twelfth|\\w*(?:ourth|ixth|eventh|enth|eenth|ieth)";
  const NOISE = new RegExp(
    `\\b(?:(?:twenty|thirty|forty|fifty) )?(?:${ORDINAL})\\b|\\b\\d+(?:st|nd|rd|th)?\\b|\\b(?:` +
      "proceedings|proc|of|the|in|on|and|for|ieee|cvf|acm|annual|vol|volume|part|[ivx]+)\\b",
    "g",
  );
  const essence = (name) =>
    oneLine(words(name).replace(/([a-z])(?:19|20)\d\d\b/g, "$1").replace(NOISE, " "));

  /** Returns the venue that a name of proceedings or of a journal means; or nothing. */
  const venueOf = (container, venues) => {
    const known = new Map(
      Object.entries(venues).flatMap(([id, names]) =>
        [...names, id].map((name) => [essence(name), id]),
      ),
    );
    const full = known.get(essence(container.replace(/\([^()]*\)/g, " ")));
    if (full || /workshop/i.test(container)) return full;
    // 'IEEE/CVF Conference on …, CVPR 2022, New Orleans', '… (CVPR)': the one short name in it.
    const pieces = container.split(/[(),:]|\s[–—-]\s/).map(essence);
    return known.get(pieces.find((name) => known.has(name) && !name.includes(" ")));
  };

  /** Returns the types of which a word stands in a title. */
  const typesOf = (title, types) =>
    Object.keys(types).filter((id) =>
      types[id].some((word) => ` ${words(title)} `.includes(` ${words(word)} `)),
    );

  /** Returns what the paper calls its method where the title says so. */
  const nameIn = (title) => {
    const [, name, rest] = title.match(/^(.*?): (.*)$/s) ?? [];
    return rest && name.split(/\s+/).length <= 2 && slug(name) ? name : undefined;
  };

  /**
   * Returns the facts that a text says: those of BibTeX, or of ids and addresses.
   *
   * @param {string} text - What was pasted.
   * @param {{venues: Object, types: Object}} data - Names of venues and words of types, by id.
   * @returns {{facts: Object, guesses: Object, unknown: string[]}} Facts by key, those that only
   *   follow from others, and what could not be read.
   */
  const read = (text, data) => {
    const short = text.slice(0, LONGEST).trim();
    const found = /@[a-z]+\s*[{(]/i.test(short)
      ? fromBibtex(short, data)
      : fromAddresses(short, data);
    const name = nameIn(found.facts.title ?? "");
    if (name) found.guesses.name = name;
    return found;
  };

  return { read, people, arxivOf, doiOf, yearOf, nameIn, normalTitle, oneLine, slug, typesOf };
})();
