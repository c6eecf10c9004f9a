// Two to six papers side by side. The address holds which: compare.html?papers=xmem,cutie
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const MOST = 6;
  const SUGGESTED = 12;
  const { make, icon, headline, byline, links } = paperCard;
  const root = document.querySelector(".paper-compare");
  const form = root.querySelector("form");
  const field = form.querySelector("input");
  const add = form.querySelector("button");
  const offers = form.querySelector("datalist");
  const said = root.querySelector(".paper-said");
  const table = root.querySelector(".paper-table");
  const pageTitle = document.title;
  const boards = JSON.parse(root.dataset.boards);
  const known = knownPapers();
  if (!known) {
    said.textContent = "The papers could not be loaded. Reload the page to try again.";
    return;
  }

  // The address.

  let chosen = [];

  /** Takes the choice from the address; says what of it cannot be shown. */
  const read = () => {
    const asked = (new URLSearchParams(location.search).get("papers") ?? "")
      .split(",")
      .map((key) => key.trim().toLowerCase())
      .filter(Boolean);
    const found = [...new Set(asked.map(known.get).filter(Boolean))];
    chosen = found.slice(0, MOST);
    const unknown = [...new Set(asked.filter((key) => !known.get(key)))];
    const notes = unknown.map((key) => `No paper here has the key “${key}”.`);
    if (found.length > MOST)
      notes.push(`Only the first ${MOST} papers are shown, not ${names(found.slice(MOST))}.`);
    show(notes.join(" "));
  };

  const choose = (papers, note) => {
    chosen = papers;
    const keys = papers.map(({ key }) => key).join(",");
    history.pushState(null, "", keys ? `?papers=${keys}` : location.pathname);
    show(note);
  };

  const names = (papers) => papers.map(known.nameOf).join(", ");

  // The table.

  const quiet = (text) => make("span", { class: "paper-quiet" }, text);
  const lineOf = (...children) => make("p", {}, ...children);

  const lineage = ({ "builds-on": keys = [] }) =>
    keys.map((key) => {
      const paper = known.get(key);
      return paper ? lineOf(make("a", { href: paper.url }, known.nameOf(paper))) : lineOf(key);
    });

  const NO_METRICS = new Set([
    "on", "task", "variant", "extra-data", "fps", "hardware", "source", "own-source", "note",
  ]);

  const result = (row) => {
    const metrics = Object.entries(row).filter(([name]) => !NO_METRICS.has(name));
    const remarks = [
      row.variant,
      row["extra-data"] && `training data: ${row["extra-data"]}`,
      row.fps && `${row.fps} fps, ${row.hardware ?? "hardware not named"}`,
      row["own-source"] === false && "reported by a third party",
      row.note,
    ].filter(Boolean);
    const told = remarks.length ? [quiet(remarks.join("; ")), " "] : [];
    return make(
      "div",
      { class: "paper-reached" },
      lineOf(...metrics.flatMap(([name, value]) => [`${name} `, make("b", {}, `${value}`), " "])),
      lineOf(...told, make("a", { href: row.source }, "source")),
    );
  };

  /** Returns a paper's results on a board; one that does not say its task has the paper's. */
  const resultsOn = (paper, [benchmark, task]) =>
    (paper.results ?? []).filter((row) => {
      const fits = (type) => boards.some(([on, other]) => on === row.on && other === type);
      return row.on === benchmark && task === (row.task ?? paper.types.find(fits) ?? paper.types[0]);
    });

  /** Returns a row for each board on which two or more of the papers have results. */
  const shared = () =>
    boards
      .filter((board) => chosen.filter((paper) => resultsOn(paper, board).length).length > 1)
      .map((board) => [board[2], (paper) => resultsOn(paper, board).map(result)]);

  const some = (text) => (text ? [text] : []);
  const listed = (texts) => some((texts ?? []).join(", "));
  const published = (paper) => [
    lineOf(make("b", {}, known.edition(paper))),
    ...(known.venueName(paper) === paper.venue ? [] : [lineOf(quiet(known.venueName(paper)))]),
  ];
  const status = (paper) =>
    paper.status ? [make("strong", { class: "paper-status" }, paper.status)] : [];

  const facts = [
    ["Status", status],
    ["Type", known.badges],
    ["Published", published],
    ["Listed before", (paper) => listed(paper.earlier)],
    ["Authors", (paper) => some(byline(paper.authors ?? []))],
    ["Keywords", (paper) => listed(paper.keywords)],
    ["Note", (paper) => some(paper.note)],
    ["In short", (paper) => some(paper.summary)],
    ["Links", (paper) => links(paper).map((way) => lineOf(way))],
    ["Builds on", lineage],
  ];

  const row = ([title, contents]) => {
    const cells = chosen.map((paper) => contents(paper));
    if (cells.every((cell) => cell.length === 0)) return [];
    const boxes = cells.map((cell) => make("td", {}, ...(cell.length ? cell : [quiet("–")])));
    return [make("tr", {}, make("th", { scope: "row" }, title), ...boxes)];
  };

  const remove = (paper) => {
    const place = chosen.indexOf(paper);
    choose(
      chosen.filter((other) => other !== paper),
      `${known.nameOf(paper)} is taken away.`,
    );
    const buttons = table.querySelectorAll("thead button");
    (buttons[Math.min(place, buttons.length - 1)] ?? field).focus();
  };

  const head = (paper) => {
    const label = `Take away ${known.nameOf(paper)}`;
    const button = make(
      "button",
      { type: "button", class: "paper-remove", "aria-label": label, title: label },
      icon("close"),
    );
    button.addEventListener("click", () => remove(paper));
    return make(
      "th",
      { scope: "col", "data-paper": paper.key },
      make("div", {}, make("a", { href: paper.url }, ...headline(paper)), button),
    );
  };

  const show = (note = "") => {
    document.title = chosen.length ? `${names(chosen)} – ${pageTitle}` : pageTitle;
    form.hidden = false;
    field.disabled = add.disabled = chosen.length >= MOST;
    const lacking = ["Choose two to six papers.", "One more is needed to compare."][chosen.length];
    const full = chosen.length >= MOST ? `${MOST} are the most: take one away to add another.` : "";
    said.textContent = [note, lacking ?? full].filter(Boolean).join(" ");
    table.hidden = chosen.length === 0;
    const results = shared();
    const none = "none on a benchmark that two of these papers share";
    const rows = [...facts, ...results].flatMap(row);
    if (chosen.length > 1 && results.length === 0)
      rows.push(
        make(
          "tr",
          {},
          make("th", { scope: "row" }, "Results"),
          make("td", { colspan: chosen.length }, quiet(none)),
        ),
      );
    table.replaceChildren(
      make(
        "table",
        {},
        make("thead", {}, make("tr", {}, make("td"), ...chosen.map(head))),
        make("tbody", {}, ...rows),
      ),
    );
  };

  // One more paper: by its name, or by words that no other has.

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
  const titleOf = (paper) => headline(paper).map((part) => part.textContent ?? part).join("");
  const haystack = ({ key, name = "", title, authors = [], arxiv = "", doi = "" }) =>
    fold([key, name, title, authors.join(" "), arxiv, doi].join(" "));
  const texts = new Map();
  const textOf = (paper) => {
    if (!texts.has(paper)) texts.set(paper, haystack(paper));
    return texts.get(paper);
  };

  const others = () => known.all.filter((paper) => !chosen.includes(paper));
  const callsOf = (paper) =>
    [paper.key, paper.name, paper.title, titleOf(paper), paper.arxiv, paper.doi].filter(Boolean);
  const exactly = (text) =>
    others().filter((paper) => callsOf(paper).some((name) => fold(name) === text));
  const having = (text) => {
    const words = text.split(/\s+/);
    return others().filter((paper) => words.every((word) => textOf(paper).includes(word)));
  };

  const addOne = (paper) => {
    field.value = "";
    offers.replaceChildren();
    choose([...chosen, paper], `${known.nameOf(paper)} is added.`);
    if (field.disabled) table.focus();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = fold(field.value);
    if (!text) return;
    const same = exactly(text);
    const found = same.length ? same : having(text);
    if (found.length === 1) addOne(found[0]);
    else if (found.length) show(`${found.length} papers have these words: choose one of the list.`);
    else if (chosen.some((paper) => textOf(paper).includes(text)))
      show("That paper is here already.");
    else show(`No paper here is called “${field.value.trim()}”.`);
    field.focus();
  });

  field.addEventListener("input", (event) => {
    const text = fold(field.value);
    const isChosen = !event.inputType || event.inputType === "insertReplacementText";
    const same = isChosen ? exactly(text) : [];
    if (same.length === 1) {
      addOne(same[0]);
      return;
    }
    const found = text.length > 1 ? having(text).slice(0, SUGGESTED) : [];
    offers.replaceChildren(...found.map((paper) => make("option", { value: titleOf(paper) })));
  });

  addEventListener("popstate", read);
  read();
});
