// The form that makes an entry: fields in; a card, a file and the address of a pull request out.
// Everything happens in this page; what is typed is only ever shown as text.
"use strict";

(() => {
  const root = document.querySelector(".paper-add");
  const form = root.querySelector("form");
  const at = (id) => document.getElementById(id);
  const data = JSON.parse(at("add-data").textContent);
  const service = root.dataset;
  const source = at("add-source");
  const { make } = paperCard;
  const { oneLine, slug } = paperSource;

  // Fields: controls by the path of their key ('links.code'), and what they say.

  const LISTS = new Set(["earlier", "keywords", "builds-on"]);
  const keys = [...new Set([...form.elements].map(({ name }) => name).filter(Boolean))];
  const controls = (key) => [...form.querySelectorAll(`[name="${key}"]`)];
  const control = (key) => controls(key)[0];
  const part = (key, name) => at(`add-${key.replace(".", "-")}${name}`);
  const labelOf = (key) =>
    root.querySelector(`[data-field="${key}"] :is(label, legend)`).firstChild.textContent.trim();

  const parted = (text, by) => text.split(by).map(oneLine).filter(Boolean);

  const said = (key) => {
    if (key === "types") return controls(key).flatMap((box) => (box.checked ? [box.value] : []));
    const text = control(key).value.replace(/\p{Cs}/gu, "\ufffd"); // half a letter is none
    if (key === "body") return text.replace(/^\n+|\s+$/g, "");
    if (key === "authors") return parted(text, "\n").flatMap(paperSource.people);
    if (LISTS.has(key)) return parted(text, ",");
    const line = oneLine(text);
    return key === "year" && /^[0-9]{4}$/.test(line) ? Number(line) : line;
  };

  /** Returns the front matter that the fields say, without what is empty. */
  const factsOf = () => {
    const facts = {};
    for (const key of keys) {
      const value = said(key);
      const [outer, inner] = key.split(".");
      if (value.length === 0 || key === "key" || key === "body") continue;
      if (inner) (facts[outer] ??= {})[inner] = value;
      else facts[key] = value;
    }
    return facts;
  };

  // What the collection has already.

  const crc32 = (text) => {
    let crc = -1;
    for (const byte of new TextEncoder().encode(text)) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
    }
    return ~crc >>> 0;
  };

  const { papers, taken: others } = window.paperbaseKnown;
  const pages = new Set(papers.map(([key]) => key));
  const taken = new Set([...pages, ...others]);
  const known = new Map();
  for (const [key, arxiv, doi, ...titles] of papers) {
    for (const title of titles) known.set(title, key);
    if (arxiv) known.set(`arxiv ${arxiv}`, key);
    if (doi) known.set(`doi ${doi}`, key);
  }

  /** Returns a key that is not too long, cut between words unless there is but one. */
  const cut = (key) => {
    const longest = 40;
    if (key.length <= longest) return key;
    const end = key.slice(0, longest + 1).lastIndexOf("-");
    return key.slice(0, end > 0 ? end : longest);
  };

  /** Returns a key as the command line proposes it. */
  const proposedKey = ({ title = "", name = paperSource.nameIn(title), year = "x" }) => {
    const words = slug(title).split("-").filter((word) => !data.smallWords.includes(word));
    const base = cut(slug(name ?? "") || words.slice(0, 4).join("-"));
    if (!base || !taken.has(base)) return base;
    let key = `${base}-${year}`;
    for (let number = 2; taken.has(key); number += 1) key = `${base}-${year}-${number}`;
    return key;
  };
  const keyIsOwn = () => "own" in control("key").dataset;

  // Faults: what the schema finds, then what it cannot know. Each has a field, a message, and
  // perhaps the key of a paper to look at.

  const duplicates = ({ title = "", arxiv, doi = "" }) => {
    const marks = [
      ["title", crc32(paperSource.normalTitle(title)), "title"], // 0 where there is no letter
      ["arxiv", `arxiv ${arxiv}`, "arXiv id"],
      ["doi", `doi ${doi.toLowerCase()}`, "DOI"],
    ];
    return marks
      .filter(([, mark]) => mark && known.has(mark))
      .map(([field, mark, noun]) => {
        const message = `A paper with this ${noun} is here already:`;
        return { field, message, paper: known.get(mark) };
      });
  };

  /** Finds what is not in the collection, and what is there already. */
  const strangers = (facts, key) => {
    const field = "builds-on";
    const found = (facts[field] ?? [])
      .filter((other) => !taken.has(other))
      .map((other) => ({ field, message: `There is no entry “${other}”.` }));
    const paper = pages.has(key) ? key : undefined;
    if (taken.has(key)) found.push({ field: "key", message: "This name is taken:", paper });
    return found;
  };

  const fieldAt = (path) => {
    const key = path.filter((step) => typeof step === "string").join(".");
    return keys.includes(key) ? key : path[0];
  };

  /** Returns the first fault of each field that has one, in the order of the form. */
  const faultsOf = (facts, body, key) => {
    const found = paperFile
      .faults(data.schema, facts)
      .map(({ path, message }) => ({ field: fieldAt(path), message }));
    found.push(...paperChecks.faults(facts, body, key, data.preprints));
    found.push(...duplicates(facts), ...strangers(facts, key));
    const firsts = keys.map((name) => [name, found.find(({ field }) => field === name)]);
    return new Map(firsts.filter(([, fault]) => fault));
  };

  // What follows from the fields: the card, the file, the address.

  const LONGEST_ADDRESS = 8_000;

  /** Returns the address of the page for a new file; without the text where that is too long. */
  const newFile = (key, text) => {
    const name = encodeURIComponent(`entries/${key || "your-key"}.md`);
    const bare = `${service.new}?${service.pathField}=${name}`;
    const whole = service.textField && `${bare}&${service.textField}=${encodeURIComponent(text)}`;
    const fits = whole && whole.length <= LONGEST_ADDRESS;
    return { href: fits ? whole : bare, copies: !fits };
  };

  /** Leaves out what is wrong, as a page does. */
  const sound = (facts, faults) => {
    const result = { ...facts, links: { ...facts.links } };
    for (const field of faults.keys())
      if (field.startsWith("links.")) delete result.links[field.slice(6)];
      else if (field === "arxiv" || field === "doi") delete result[field];
    return result;
  };

  let now = {};

  const update = () => {
    const facts = factsOf();
    const body = said("body");
    if (!keyIsOwn()) control("key").value = proposedKey(facts);
    const key = said("key");
    const faults = faultsOf(facts, body, key);
    const text = paperFile.write(facts, body, data.keys, data.width);
    now = { key, faults, text, ...newFile(key, text) };
    const badges = said("types").map((id) =>
      form.querySelector(`[data-type="${CSS.escape(id)}"]`).cloneNode(true),
    );
    at("add-card").replaceChildren(paperCard.card(sound(facts, faults), badges));
    at("add-file").textContent = text;
    if (service.new) at("add-open").href = now.href;
  };

  // Faults are told when a field has been left, and are gone as soon as they are mended.

  const left = new Set();
  const messageOf = ({ message, paper }) => {
    if (!paper) return [message];
    const href = root.dataset.entry.replace("your-key", encodeURIComponent(paper));
    return [message, " ", make("a", { href }, paper)];
  };

  /** Puts children into an element, unless it says the same: a link in it may be being clicked. */
  const put = (place, ...children) => {
    const fresh = make("div", {}, ...children);
    if (fresh.textContent !== place.textContent) place.replaceChildren(...fresh.childNodes);
  };

  const showFault = (key, fault) => {
    put(part(key, "-error"), ...(fault ? messageOf(fault) : []));
    for (const element of controls(key))
      if (fault) element.setAttribute("aria-invalid", "true");
      else element.removeAttribute("aria-invalid");
  };

  const listFaults = () => {
    const count = now.faults.size === 1 ? "One thing is" : `${now.faults.size} things are`;
    at("add-summary-title").textContent = `${count} to be mended first`;
    const items = [...now.faults.values()].map((fault) => {
      const link = make("a", { href: `#${part(fault.field, "").id}` }, labelOf(fault.field));
      return make("li", {}, link, ": ", ...messageOf(fault));
    });
    put(at("add-summary").querySelector("ul"), ...items);
    if (!items.length) at("add-summary").hidden = true;
  };

  const tellFaults = (told) => {
    for (const key of keys) {
      const fault = now.faults.get(key);
      if (!fault || told(key)) showFault(key, fault);
    }
    listFaults();
  };
  const isTold = (key) => part(key, "-error").textContent !== "";

  const announce = (key) => {
    const fault = now.faults.get(key);
    const text = fault ? `${labelOf(key)}: ${fault.message} ${fault.paper ?? ""}` : "";
    at("add-announce").textContent = text;
  };

  const reveal = (key) => {
    const details = control(key).closest("details");
    if (details) details.open = true;
  };

  // Filling in what was pasted. What the contributor wrote stays.

  const filled = new Map();

  const fill = (key, text, over) => {
    const field = control(key);
    if (field.value && (!over || field.value !== filled.get(key))) return field.value === text;
    field.value = text;
    filled.set(key, field.value);
    if (field.value) reveal(key);
    return field.value === text;
  };

  /** Fills fields; returns the labels of those that say so now, and of those that do not. */
  const fillAll = (facts, over) => {
    const { links = {}, ...others } = facts;
    for (const [kind, url] of Object.entries(links)) others[`links.${kind}`] = url;
    const done = { filled: [], kept: [] };
    for (const [key, value] of Object.entries(others)) {
      const text = Array.isArray(value) ? value.join("\n") : String(value);
      done[fill(key, text, over) ? "filled" : "kept"].push(labelOf(key));
      left.add(key);
    }
    return done;
  };

  const suggestTypes = (title) => {
    const boxes = controls("types");
    if (boxes.some((box) => box.checked)) return [];
    const types = paperSource.typesOf(title, data.types);
    for (const box of boxes) box.checked = types.includes(box.value);
    return types;
  };

  const readSource = () => {
    const { facts, guesses, unknown } = paperSource.read(source.value, data);
    const sure = fillAll(facts, true);
    const guessed = fillAll(guesses, false);
    const types = suggestTypes(facts.title ?? "");
    update();
    tellFaults((key) => left.has(key));
    save();
    const list = (items) => items.join(", ").replace(/, ([^,]*)$/, " and $1");
    const read = [...sure.filled, ...guessed.filled];
    at("add-source-said").textContent = [
      read.length ? `Filled: ${list(read)}.` : "Nothing could be read from it.",
      sure.kept.length && `Left as it was: ${list(sure.kept)}.`,
      unknown.length && `Not known: ${list(unknown)}.`,
      types.length && `Suggested by words of the title: ${list(types)}; please check that.`,
    ]
      .filter(Boolean)
      .join(" ");
  };

  /** Brings an address that was pasted into a field for ids into the form that entries have. */
  const tidy = (field) => {
    const idOf = { arxiv: paperSource.arxivOf, doi: paperSource.doiOf }[field.name];
    if (idOf) field.value = idOf(field.value) ?? oneLine(field.value);
  };

  // What was typed outlives a reload, in this tab only; a browser may forbid even that.

  const STORE = `paperbase-add:${location.pathname}`;

  const save = () => {
    const typed = keys.map((key) => [key, key === "types" ? said(key) : control(key).value]);
    try {
      const state = { typed, source: source.value, own: keyIsOwn() };
      sessionStorage.setItem(STORE, JSON.stringify(state));
    } catch {
      // Not kept, then.
    }
  };

  const restore = () => {
    try {
      const { typed, source: pasted, own } = JSON.parse(sessionStorage.getItem(STORE));
      for (const [key, value] of typed.filter(([name]) => keys.includes(name)))
        if (key === "types")
          for (const box of controls(key)) box.checked = value.includes(box.value);
        else if ((control(key).value = value)) reveal(key);
      source.value = pasted;
      if (own) control("key").dataset.own = "";
    } catch {
      // Nothing was kept.
    }
  };

  const clear = () => {
    form.reset();
    delete control("key").dataset.own;
    left.clear();
    filled.clear();
    update();
    tellFaults(() => false);
    for (const key of keys) showFault(key);
    for (const place of form.querySelectorAll(".paper-said")) place.textContent = "";
    at("add-summary").hidden = true;
    save();
    source.focus();
  };

  const download = () => {
    const href = URL.createObjectURL(new Blob([now.text], { type: "text/markdown" }));
    make("a", { href, download: `${now.key || "paper"}.md` }).click();
    setTimeout(() => URL.revokeObjectURL(href));
  };

  const open = (event) => {
    if (now.faults.size) {
      event.preventDefault();
      for (const key of keys) left.add(key);
      for (const key of now.faults.keys()) reveal(key);
      tellFaults(() => true);
      at("add-summary").hidden = false;
      at("add-summary").focus();
    } else if (now.copies) {
      form.querySelector(".paper-copy").click();
      at("add-said").textContent =
        "The file’s text does not fit into the address, so it has been copied: " +
        `paste it into the page that ${service.service} opens.`;
    }
  };

  const actions = {
    read: readSource,
    open,
    download,
    clear: () => confirm("Clear all fields?") && clear(),
  };

  form.addEventListener("input", ({ target }) => {
    if (target.name === "key") target.dataset.own = "";
    update();
    tellFaults(isTold);
    save();
  });
  form.addEventListener("change", ({ target }) => {
    if (!target.name) return;
    tidy(target);
    left.add(target.name);
    update();
    tellFaults((key) => left.has(key));
    announce(target.name);
    save();
  });
  form.addEventListener("click", (event) => actions[event.target.dataset.do]?.(event));
  form.addEventListener("submit", (event) => event.preventDefault());
  source.addEventListener("paste", () =>
    setTimeout(() => {
      readSource();
      source.select(); // what is pasted next replaces it
    }),
  );

  restore();
  update();
  form.hidden = false;
  root.querySelector(".paper-by-hand").open = false;
})();
