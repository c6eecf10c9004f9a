// Papers in the formats that others read, made in the page out of papers.js: BibTeX as
// formats/bibtex writes it, RIS (https://en.wikipedia.org/wiki/RIS_(file_format)), CSV (RFC 4180),
// JSON as in papers.json, and a list in Markdown.
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

  const lastFirst = (name) => {
    const words = name.split(SPACES).filter(Boolean);
    const last = words.pop();
    return words.length ? `${last}, ${words.join(" ")}` : last;
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

  const protectedTitle = (title) =>
    title
      .split(SPACES)
      .filter(Boolean)
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

  const bibtexEntry = (paper) => {
    const { people } = window.paperbase;
    const authors = (paper.authors ?? []).map((name) =>
      Object.hasOwn(people, name) ? people[name] : lastFirst(name),
    );
    const fields = {
      author: authors.join(" and "),
      title: protectedTitle(paper.title),
      year: `${paper.year}`,
      ...place(paper),
      pages: paper.pages?.split(/\s*[-–—]+\s*/u).map(latex).join("--"),
      eprint: paper.arxiv,
      archiveprefix: paper.arxiv && "arXiv",
      doi: paper.doi,
      url: paperUrl(paper),
    };
    const lines = Object.entries(fields)
      .filter(([, value]) => value)
      .map(([name, value]) => `,\n    ${name} = ${value.includes('"') ? `{${value}}` : `"${value}"`}`);
    const kind = { conference: "inproceedings", journal: "article", preprint: "misc" };
    return `@${kind[venueOf(paper).kind]}{${paper.bibtex}${lines.join("")}\n}\n`;
  };

  const bibtex = (papers) => papers.map(bibtexEntry).join("\n");

  // RIS: a line for each fact, an empty one behind each paper.

  const risEntry = (paper) => {
    const { name, kind } = venueOf(paper);
    const { volume, number } = volumeOf(paper);
    const [first, last] = paper.pages?.split(/\s*[-–—]+\s*/u) ?? [];
    const lines = [
      ["TY", { conference: "CPAPER", journal: "JOUR", preprint: "UNPB" }[kind]],
      ["ID", paper.bibtex],
      ...(paper.authors ?? []).map((author) => ["AU", lastFirst(author)]),
      ["TI", paper.title],
      [kind === "journal" ? "JO" : "T2", name],
      ["PY", paper.year],
      ["VL", volume],
      ["IS", number],
      ["SP", first],
      ["EP", last],
      ["DO", paper.doi],
      ["AN", paper.arxiv && `arXiv:${paper.arxiv}`],
      ["UR", paperUrl(paper)],
      ...(paper.keywords ?? []).map((keyword) => ["KW", keyword]),
    ];
    const facts = lines.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${value}\r\n`);
    return `${facts.join("")}ER  - \r\n`;
  };

  const ris = (papers) => papers.map(risEntry).join("\r\n");

  // CSV: a value that a spreadsheet would take for a formula has an apostrophe before it.

  const COLUMNS = {
    key: (paper) => paper.key,
    name: (paper) => paper.name,
    title: (paper) => paper.title,
    authors: (paper) => paper.authors?.join("; "),
    types: (paper) => paper.types.join("; "),
    venue: (paper) => paper.venue,
    year: (paper) => paper.year,
    arxiv: (paper) => paper.arxiv,
    doi: (paper) => paper.doi,
    keywords: (paper) => paper.keywords?.join("; "),
    paper: paperUrl,
    code: (paper) => paper.links?.code,
    project: (paper) => paper.links?.project,
    dataset: (paper) => paper.links?.dataset,
    bibtex: (paper) => paper.bibtex,
    url: (paper) => pageUrl(paper),
  };

  const cell = (value) => {
    const text = `${value ?? ""}`.replace(/^(?=[=+\-@\t\r])/, "'");
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };

  const csv = (papers) => {
    const lines = papers.map((paper) => Object.values(COLUMNS).map((column) => cell(column(paper))));
    return [Object.keys(COLUMNS), ...lines].map((line) => `${line.join(",")}\r\n`).join("");
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
