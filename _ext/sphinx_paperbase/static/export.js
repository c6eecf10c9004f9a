// Papers in the formats that others read, made in the page out of papers.js: BibTeX, RIS, CSV and
// JSON, letter by letter as the files of the site have them (formats/bibtex, ris.py, papers_csv.py,
// papers_json.py), and a list in Markdown.
"use strict";

const paperExport = (() => {
  const SPACES = /[\p{White_Space}\x1c-\x1f]+/u;
  const LINKS = { paper: "Paper", code: "Code", project: "Project", dataset: "Data set", video: "Video", demo: "Demo" };

  const doiUrl = (doi) => `https://doi.org/${encodeURI(doi).replace(/[?#]/g, encodeURIComponent)}`;

  const paperUrl = (paper) => {
    if (paper.links?.paper) return paper.links.paper;
    if (paper.arxiv) return `https://arxiv.org/abs/${paper.arxiv}`;
    return paper.doi ? doiUrl(paper.doi) : "";
  };

  /** The address of a paper's page, where the site has one that others can use. */
  const pageUrl = (paper) => {
    const { base } = window.paperbase;
    const here = new URL(".", new URL("..", SCRIPT));
    if (base || here.protocol === "file:") return base + paper.url;
    return new URL(paper.url, here).href;
  };

  const venueOf = (paper) => {
    const [name, kind] = window.paperbase.venues[paper.venue];
    return { name, kind };
  };

  const volumeOf = (paper) => {
    const [, volume, number] = /^(?=.)([^()]+?) ?\(([^()]+)\)$/u.exec(paper.volume ?? "") ?? [];
    return { volume: volume ?? paper.volume, number };
  };

  const words = (text) => text.split(SPACES).filter(Boolean);

  const pageRange = (paper) => paper.pages?.split(/\s*[-–—]+\s*/u) ?? [];

  /** A name in its parts: given names, particle, family name, suffix. */
  const partsOf = (name) => {
    const { people } = window.paperbase;
    if (Object.hasOwn(people, name)) return people[name];
    const parts = words(name);
    const family = parts.pop();
    return [parts.join(" "), "", family, ""];
  };

  // BibTeX: signs that have a meaning in LaTeX, and pairs of which it would make one sign.

  const SIGNS = {
    ...Object.fromEntries([..."&%$#_"].map((sign) => [sign, `\\${sign}`])),
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
  };
  const LIGATURES = /(?<=-)(?=-)|(?<=[`?!])(?=`)|(?<=')(?=')|(?<=,)(?=,)|(?<=<)(?=<)|(?<=>)(?=>)/u;

  const latex = (text) =>
    text
      .split(LIGATURES)
      .map((part) => part.replace(/[&%$#_{}\\~^]/g, (sign) => SIGNS[sign]))
      .join("{}");

  // Accented Latin letters as commands, which all who read BibTeX take for one letter.

  const ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u",
    "\u0307": ".", "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d",
    "\u0327": "c", "\u0328": "k", "\u0331": "b",
  };
  const LETTERS = {
    ß: "ss", æ: "ae", Æ: "AE", œ: "oe", Œ: "OE", ø: "o", Ø: "O", ł: "l", Ł: "L", đ: "dj", Đ: "DJ",
    ð: "dh", Ð: "DH", þ: "th", Þ: "TH", ı: "i",
  };

  const letter = (sign) => {
    if (Object.hasOwn(LETTERS, sign)) return `{\\${LETTERS[sign]}}`;
    const [base, mark] = sign.normalize("NFD");
    return Object.hasOwn(ACCENTS, mark ?? "") ? `{\\${ACCENTS[mark]}{${base}}}` : sign;
  };
  const asciiLetters = (text) => text.replace(/[\u00c0-\u017f]/gu, letter);

  const protectedTitle = (title) =>
    words(title)
      .map((word) =>
        /[\p{L}\p{Nl}\p{No}].*[A-Z]|\p{Nd}[A-Z]/su.test(word) ? `{${latex(word)}}` : latex(word),
      )
      .join(" ");

  const place = (paper) => {
    const { name, kind } = venueOf(paper);
    if (kind === "preprint") return paper.arxiv ? {} : { howpublished: latex(name) };
    if (kind === "conference") {
      return { booktitle: latex(name), volume: paper.volume && latex(paper.volume) };
    }
    const { volume, number } = volumeOf(paper);
    return { journal: latex(name), volume: volume && latex(volume), number: number && latex(number) };
  };

  const bibtexName = (name) => {
    const parts = partsOf(name);
    const isWhole = SPACES.test(name) || /,|^(and|others)$/i.test(name);
    if (parts[2] === name && isWhole) return `{${latex(name)}}`;
    const [given, particle, family, suffix] = parts.map(latex);
    const last = [particle, family].filter(Boolean).join(" ");
    return [last, suffix, given].filter(Boolean).join(", ");
  };

  const bibtexEntry = (paper) => {
    const fields = {
      author: paper.authors?.map(bibtexName).join(" and "),
      title: protectedTitle(paper.title),
      year: `${paper.year}`,
      ...place(paper),
      pages: pageRange(paper).map(latex).join("--"),
    };
    const ids = {
      eprint: paper.arxiv,
      archivePrefix: paper.arxiv && "arXiv",
      doi: paper.doi,
      url: paperUrl(paper),
    };
    const written = Object.entries(fields).map(([name, value]) => [name, value && asciiLetters(value)]);
    const lines = [...written, ...Object.entries(ids)]
      .filter(([, value]) => value)
      .map(([name, value]) => `,\n    ${name} = {${value}}`);
    const kind = { conference: "inproceedings", journal: "article", preprint: "misc" };
    return `@${kind[venueOf(paper).kind]}{${paper.bibtex}${lines.join("")}\n}\n`;
  };

  const bibtex = (papers) => papers.map(bibtexEntry).join("\n");

  // RIS: a line for each fact, an empty one between papers.

  const risName = (name) => {
    const [given, particle, family, suffix] = partsOf(name);
    return [particle ? `${particle} ${family}` : family, given, suffix].filter(Boolean).join(", ");
  };

  const RIS_KINDS = { conference: "CONF", journal: "JOUR", preprint: "UNPB" };
  const RIS_PLACES = { conference: ["T2", "C3"], journal: ["T2"], preprint: ["PB"] };

  const risEntry = (paper) => {
    const { name, kind } = venueOf(paper);
    const { volume, number } = volumeOf(paper);
    const [first, ...rest] = pageRange(paper);
    const lines = [
      ["TY", RIS_KINDS[kind]],
      ["ID", paper.bibtex],
      ...(paper.authors ?? []).map((author) => ["AU", risName(author)]),
      ["TI", paper.title],
      ...RIS_PLACES[kind].map((tag) => [tag, name]),
      ["PY", `${paper.year}`],
      ["VL", volume],
      ["IS", number],
      ["SP", first],
      ["EP", rest.join("-")],
      ["DO", paper.doi],
      ["AN", paper.arxiv && `arXiv:${paper.arxiv}`],
      ["UR", paperUrl(paper)],
      ...(paper.keywords ?? []).map((keyword) => ["KW", keyword]),
      ["ER", " "],
    ];
    return lines
      .filter(([, value]) => value)
      .map(([tag, value]) => `${tag}  - ${words(value).join(" ")}\r\n`)
      .join("");
  };

  const ris = (papers) => papers.map(risEntry).join("\r\n");

  // CSV: a value that a spreadsheet would take for a formula has an apostrophe before it.

  const COLUMNS = [
    ...["key", "name", "title", "authors", "types", "venue", "year", "earlier", "volume", "pages"],
    ...["arxiv", "doi", ...Object.keys(LINKS), "note", "keywords", "review", "builds-on", "status"],
    ...["added", "bibtex", "url"],
  ];
  const OWN = { paper: paperUrl, url: pageUrl };

  const factOf = (paper, column) => {
    const fact = OWN[column]?.(paper) ?? paper.links?.[column] ?? paper[column] ?? "";
    return Array.isArray(fact) ? fact.join("; ") : `${fact}`;
  };

  const cell = (value) => {
    const text = value.replace(/^(?='*[=+\-@\t\r])/, "'");
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };

  const csv = (papers) => {
    const lines = papers.map((paper) => COLUMNS.map((column) => cell(factOf(paper, column))));
    return [COLUMNS, ...lines].map((line) => `${line.join(",")}\r\n`).join("");
  };

  // JSON: what papers.json has of these papers.

  const json = (papers) => {
    const records = papers.map(({ bibtex: _key, summary: _text, ...record }) => ({
      ...record,
      url: window.paperbase.base + record.url,
    }));
    return `${JSON.stringify({ version: 1, papers: records }, null, 1)}\n`;
  };

  // Markdown: a line for each paper.

  const marked = (text) => text.replace(/[\\`*_{}[\]<>#|~$&]/g, "\\$&");
  const link = (text, url) =>
    `[${text}](${url.replace(/[\s()<>\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`)})`;

  const markdownLine = (paper) => {
    const named = paper.name && !paper.title.startsWith(`${paper.name}:`);
    const title = named ? `${paper.name} – ${paper.title}` : paper.title;
    const facts = [...(paper.authors ?? []), `${paper.venue} ${paper.year}`].map(marked).join(", ");
    const links = Object.entries(LINKS)
      .map(([kind, text]) => [text, kind === "paper" ? paperUrl(paper) : paper.links?.[kind]])
      .filter(([, url]) => url)
      .map(([text, url]) => ` ${link(text, url)}`);
    return `- ${link(marked(title), pageUrl(paper))}. ${facts}.${links.join("")}\n`;
  };

  const markdown = (papers) => papers.map(markdownLine).join("");

  const FORMATS = {
    bibtex: { write: bibtex, file: "papers.bib", type: "text/x-bibtex" },
    ris: { write: ris, file: "papers.ris", type: "application/x-research-info-systems" },
    csv: { write: csv, file: "papers.csv", type: "text/csv" },
    json: { write: json, file: "papers.json", type: "application/json" },
    markdown: { write: markdown },
  };
  const SCRIPT = document.currentScript.src;

  const save = (text, file, type) => {
    const href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    Object.assign(document.createElement("a"), { href, download: file }).click();
    setTimeout(() => URL.revokeObjectURL(href), 10000);
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const box = Object.assign(document.createElement("textarea"), { value: text });
      document.body.append(box);
      box.select();
      const done = document.execCommand("copy");
      box.remove();
      return done;
    }
  };

  /** Returns papers as the text of a format: "bibtex", "ris", "csv", "json" or "markdown". */
  const text = (format, keys) => {
    const papers = new Map(window.paperbase.papers.map((paper) => [paper.key, paper]));
    const missing = keys.filter((key) => !papers.has(key));
    if (missing.length) throw new Error(`papers.js does not have ${missing.join(", ")}`);
    return FORMATS[format].write(keys.map((key) => papers.get(key)));
  };

  /** Saves papers as a file, or copies a list of them; returns what was done, in words. */
  const give = async (format, keys) => {
    const [made, { file, type }] = [text(format, keys), FORMATS[format]];
    const papers = keys.length === 1 ? "1 paper" : `${keys.length.toLocaleString("en")} papers`;
    if (file) {
      save(made, file, type);
      return `${papers} saved as ${file}`;
    }
    return (await copy(made)) ? `${papers} copied as a list` : "The browser did not let the list be copied.";
  };

  return { give, text };
})();
