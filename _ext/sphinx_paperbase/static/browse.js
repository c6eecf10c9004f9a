// The browse page: filters, words, order and export of its rows. The page is complete without it.
// browse-data.js says which papers a filter or a word finds; nothing is requested while filtering.
"use strict";

// Texts and lists of numbers, as catalog/naming.py and formats/browse_js.py have them.

const paperTexts = (() => {
  const SPACE = /[\p{White_Space}\x1c-\x1f]+/u;
  const LETTERS = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", ς: "σ" };

  const fold = (text) =>
    text
      .toLowerCase()
      .replace(/[øłđðþßæœıς]/g, (letter) => LETTERS[letter])
      .normalize("NFKD")
      .replace(/\p{Mn}/gu, "");

  /** Returns the words of a question, each as its parts: ["semi", "supervised"]. */
  const wordsOf = (text) =>
    fold(text)
      .split(SPACE)
      .map((word) => word.match(/[\p{L}\p{N}]+/gu))
      .filter(Boolean);

  const unpack = (text) => {
    let number = 0;
    return text.split(" ").map((step) => (number += parseInt(step, 36)));
  };

  return { unpack, wordsOf };
})();

// The index: every word of the collection, in order, with the papers that it finds.

const paperIndex = (text, size) => {
  const lines = text ? text.split("\n") : [];
  const words = lines.map((line) => line.slice(0, line.indexOf(" ")));
  const known = new Map();

  const starting = (beginning) => {
    let [low, high] = [0, words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle] < beginning) low = middle + 1;
      else high = middle;
    }
    const found = [];
    while (low < words.length && words[low].startsWith(beginning)) found.push(low++);
    return found;
  };

  /** Tells whether one letter too many, too few, wrong or swapped keeps a word from being found. */
  const slipped = (typed, word) => {
    let at = 0;
    while (at < typed.length && typed[at] === word[at]) at += 1;
    const [here, next] = [typed.slice(at), typed.slice(at + 1)];
    // A short word with a slip would begin too many: it must be the whole one.
    const fits = (rest, from) =>
      typed.length < 5 ? word.slice(from) === rest : word.startsWith(rest, from);
    return (
      fits(next, at) ||
      (at < word.length && (fits(here, at + 1) || fits(next, at + 1))) ||
      (at + 1 < word.length && here.length > 1 && here[0] === word[at + 1] && here[1] === word[at] &&
        fits(next.slice(1), at + 2))
    );
  };

  const near = (typed) => {
    if (typed.length < 4 || /\p{N}/u.test(typed)) return [];
    const found = [];
    words.forEach((word, number) => {
      if (word.length > 4 && slipped(typed, word) && !/\p{N}/u.test(word)) found.push(number);
    });
    return found;
  };

  const papersOf = (found) => {
    const papers = new Uint8Array(size);
    for (const number of found) {
      const listed = lines[number].slice(words[number].length + 1);
      for (const paper of paperTexts.unpack(listed)) papers[paper] = 1;
    }
    return papers;
  };

  const findWord = (word) => {
    const found = starting(word);
    return papersOf(found.length ? found : near(word));
  };

  const find = (parts) => {
    const whole = parts.join("");
    if (parts.length === 1) return findWord(whole);
    const papers = papersOf(starting(whole));
    const each = parts.map(findWord);
    papers.forEach((_, paper) => {
      if (each.every((one) => one[paper])) papers[paper] = 1;
    });
    return papers.includes(1) ? papers : papersOf(near(whole));
  };

  /** Returns for each word of a question the papers that it finds, as an array of 0 and 1. */
  return (question) =>
    paperTexts.wordsOf(question).map((parts) => {
      const name = parts.join(" ");
      if (known.size > 99) known.clear();
      if (!known.has(name)) known.set(name, find(parts));
      return known.get(name);
    });
};

(() => {
  const FEW = 8; // answers of a filter in sight before all are asked for
  const here = document.currentScript.src;

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const setText = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };
  const counted = (number) => number.toLocaleString("en");
  const papers = (number) => `${counted(number)} ${number === 1 ? "paper" : "papers"}`;

  const start = () => {
    const page = document.querySelector(".paper-browse");
    const data = window.paperbaseBrowse;
    if (data?.stamp !== page.dataset.stamp) return; // not of this page: the rows are there anyway

    const part = (selector) => page.querySelector(selector);
    const [box, sort, list, facets] = ["[name=q]", "select", ".paper-rows", ".paper-facets"].map(part);
    const [shownText, notice, announcer] = [".paper-shown", ".paper-said", "[aria-live]"].map(part);
    const exporting = part(".paper-export");
    const opener = part(".paper-filter");
    const rows = [...list.querySelectorAll(".paper-card")];
    const size = rows.length;
    const find = paperIndex(data.words, size);
    const filters = data.filters.map(([name, title, answers]) => ({
      name,
      title,
      chosen: new Set(),
      answers: answers.map(([value, label, text]) => ({
        value,
        label,
        papers: paperTexts.unpack(text),
      })),
    }));
    const named = Object.fromEntries(filters.map((filter) => [filter.name, filter]));
    let words = "";
    let order = "newest";

    const benchmark = () => {
      const chosen = named.benchmark?.chosen;
      return chosen?.size === 1 ? [...chosen][0] : "";
    };
    const isFiltered = () => filters.some((filter) => filter.chosen.size);

    // The address holds the whole state: filters by name, `q` for words, `sort` for the order.

    const address = () => {
      const state = new URLSearchParams();
      for (const { name, chosen, answers } of filters) {
        for (const { value } of answers) if (chosen.has(value)) state.append(name, value);
      }
      if (words.trim()) state.append("q", words.trim());
      if (order !== "newest") state.append("sort", order);
      return `${location.pathname}${`${state}` && "?"}${state}`;
    };

    const readAddress = () => {
      const unknown = [];
      [words, order] = ["", "newest"];
      for (const filter of filters) filter.chosen.clear();
      for (const [name, value] of new URLSearchParams(location.search)) {
        const filter = Object.hasOwn(named, name) && named[name];
        if (name === "q") words = `${words} ${value}`.trim();
        else if (name === "sort" && Object.hasOwn(ORDERS, value)) order = value;
        else if (filter && filter.answers.some((answer) => answer.value === value))
          filter.chosen.add(value);
        else unknown.push(`${name}=${value}`);
      }
      if (order === "result" && !benchmark()) {
        unknown.push("sort=result");
        order = "newest";
      }
      box.value = words;
      setText(notice, unknown.length ? `Ignored, since nothing here is called so: ${unknown.join(", ")}` : "");
    };

    let typing;
    const noteTyping = () => {
      clearTimeout(typing);
      typing = setTimeout(settle, 250);
    };
    const settle = () => {
      clearTimeout(typing);
      if (typing) history.replaceState(null, "", address());
      typing = undefined;
    };
    const noteClick = () => {
      settle();
      setText(notice, "");
      history.pushState(null, "", address());
    };

    // Which papers are left, and how many each answer would leave.

    /** Returns for each paper how many filters it fails, and the last of them. */
    const ask = () => {
      const fails = new Uint8Array(size);
      const failedAt = new Uint8Array(size);
      filters.forEach(({ chosen, answers }, position) => {
        if (!chosen.size) return;
        const passes = new Uint8Array(size);
        for (const answer of answers) {
          if (chosen.has(answer.value)) for (const paper of answer.papers) passes[paper] = 1;
        }
        for (let paper = 0; paper < size; paper += 1) {
          if (passes[paper]) continue;
          fails[paper] += 1;
          failedAt[paper] = position;
        }
      });
      for (const found of find(words)) {
        for (let paper = 0; paper < size; paper += 1) if (!found[paper]) fails[paper] = 99;
      }
      return { fails, failedAt };
    };

    const count = ({ fails, failedAt }) => {
      filters.forEach(({ chosen, answers }, position) => {
        for (const answer of answers) {
          let number = 0;
          for (const paper of answer.papers) {
            if (!fails[paper] || (fails[paper] === 1 && failedAt[paper] === position)) number += 1;
          }
          setText(answer.count, counted(number));
          answer.line.classList.toggle("paper-none", number === 0);
          answer.box.checked = chosen.has(answer.value);
        }
      });
    };

    // The rows stand in lists, the lists below headings: by year and venue as the page comes, by
    // venue and year, by letter, or all in one.

    const lists = [];
    const values = []; // what says results in rows while they are sorted by it
    const parts = new Map(); // sections by what they are called
    const empty = make("p", { className: "paper-empty", hidden: true });
    let sections = [];
    let arranged = "";
    let sequence = []; // the papers as they stand on the page, hidden ones too
    let left = size;

    for (const section of list.querySelectorAll(".paper-year")) {
      const [name, number] = section.querySelector("h2").children;
      const year = name.textContent;
      parts.set(year, { section, number });
      for (const box of section.querySelectorAll(".paper-group")) {
        const [link, own] = box.querySelector("h3").children;
        const lines = box.querySelector("ul");
        const first = lists.reduce((sum, { members }) => sum + members.length, 0);
        const members = Array.from({ length: lines.childElementCount }, (_, place) => first + place);
        lists.push({ box, lines, members, number: own, link, year, venue: link.textContent });
      }
    }

    const makeSection = (name) => {
      const number = make("span", { className: "paper-count" });
      const heading = make("h2", {}, make("span", { textContent: name }), " ", number);
      return { number, section: make("section", { className: "paper-year" }, heading) };
    };

    /** Returns sections of lists of their own, in which rows are marked with where they appeared. */
    const makeLists = (named) => {
      markEditions();
      return named.map(([name, members]) => {
        if (!parts.has(name)) {
          const lines = make("ul", { className: "paper-cards" });
          const made = name ? makeSection(name) : { section: make("section", { className: "paper-year" }) };
          made.section.append(lines);
          parts.set(name, { ...made, lines });
        }
        const { section, number, lines } = parts.get(name);
        section.classList.add("paper-apart");
        return { section, number, lists: [{ box: section, lines, members }] };
      });
    };

    /** Returns the page's lists below headings of one kind. */
    const placeLists = (by, placed) => {
      const result = [];
      for (const each of placed) {
        const name = each[by];
        if (result.at(-1)?.name !== name) {
          if (!parts.has(name)) parts.set(name, makeSection(name));
          result.push({ name, lists: [], ...parts.get(name) });
        }
        result.at(-1).lists.push(each);
        setText(each.link, by === "year" ? each.venue : each.year);
      }
      for (const { section, lists: own } of result) section.append(...own.map(({ box }) => box));
      return result;
    };

    let areMarked = false;
    const markEditions = () => {
      if (areMarked) return;
      areMarked = true;
      for (const { members, venue, year } of lists) {
        for (const paper of members) addMark(paper, "paper-venue", `${venue} ${year}`);
      }
    };
    const addMark = (paper, className, textContent) =>
      rows[paper].querySelector(".paper-side").appendChild(make("span", { className, textContent }));

    const byResult = () => {
      const [metric, results] = data.results[benchmark()];
      for (const [paper, value] of results) {
        values.push(addMark(paper, "paper-value", `${metric} ${value}`));
      }
      const best = [...results].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([paper]) => paper);
      return makeLists([["", [...new Set([...best, ...rows.keys()])]]]);
    };

    const byVenue = () => {
      const venues = (named.venue?.answers ?? []).map(({ value }) => value);
      const sorted = [...lists].sort((a, b) => venues.indexOf(a.venue) - venues.indexOf(b.venue));
      return placeLists("venue", sorted);
    };

    const ORDERS = {
      newest: () => placeLists("year", lists),
      oldest: () => placeLists("year", [...lists].sort((a, b) => a.year - b.year)),
      venue: byVenue,
      name: () => makeLists(data.byName.map(([letter, text]) => [letter, numbersIn(text)])),
      result: byResult,
    };
    const numbersIn = (text) => text.split(" ").map((number) => parseInt(number, 36));

    const arrange = () => {
      const wanted = order === "result" ? `result ${benchmark()}` : order;
      if (wanted === arranged) return;
      arranged = wanted;
      for (const old of values.splice(0)) old.remove();
      list.replaceChildren(); // thousands of rows move faster where nobody looks
      sections = ORDERS[order]();
      for (const { lists: own } of sections) {
        for (const { lines, members } of own) {
          // Of a list that nobody has opened yet, all that is known is about how long it is.
          lines.style.containIntrinsicBlockSize = `auto ${members.length * 4.4}rem`;
          const those = members.map((paper) => rows[paper]);
          if (lines.firstChild !== those[0] || lines.lastChild !== those.at(-1)) lines.append(...those);
        }
      }
      sequence = sections.flatMap(({ lists: own }) => own.flatMap(({ members }) => members));
      list.append(empty, ...sections.map(({ section }) => section));
    };

    const show = ({ fails }) => {
      left = 0;
      rows.forEach((row, paper) => {
        const hidden = fails[paper] > 0;
        if (row.hidden !== hidden) row.hidden = hidden;
      });
      for (const { section, number, lists: own } of sections) {
        let all = 0;
        for (const { box, members, number: some } of own) {
          const seen = members.reduce((sum, paper) => sum + !fails[paper], 0);
          all += seen;
          box.hidden = seen === 0;
          if (some) setText(some, counted(seen));
        }
        left += all;
        section.hidden = all === 0;
        if (number) setText(number, counted(all));
      }
    };

    const tell = () => {
      const some = words.trim() || isFiltered();
      setText(shownText, some ? `${counted(left)} of ${papers(size)}` : papers(size));
      setText(summary, `Export ${papers(left)}`);
      exporting.classList.toggle("paper-off", left === 0);
      if (!left) exporting.open = false;
      const chosen = filters.reduce((sum, filter) => sum + filter.chosen.size, 0);
      setText(opener.lastElementChild, chosen ? counted(chosen) : "");
      clearer.hidden = !chosen;
      setText(closer, `Show ${papers(left)}`);
      empty.hidden = left > 0;
      if (!left) emptied(chosen);
      announce(left ? `${papers(left)} shown` : "No paper matches");
    };

    let speaking;
    const announce = (text) => {
      clearTimeout(speaking);
      speaking = setTimeout(() => setText(announcer, text), 600);
    };

    const update = () => {
      const focused = document.activeElement;
      if (order === "result" && !benchmark()) order = "newest";
      offerResult();
      const asked = ask();
      arrange();
      count(asked);
      show(asked);
      tell();
      if (focused !== document.activeElement || focused.closest("[hidden]")) {
        if (focused.isConnected && !focused.closest("[hidden]")) focused.focus();
        else if (page.contains(focused) || !focused.isConnected) box.focus();
      }
    };

    // Controls.

    const summary = exporting.querySelector("summary");
    const clearer = make("button", { type: "button", className: "paper-clear", textContent: "Clear all" });
    const closer = make("button", { type: "button", className: "paper-button paper-primary" });
    const sheet = make("dialog", { className: "paper-sheet" });
    sheet.setAttribute("aria-label", "Filters");

    const clearFilters = () => {
      for (const filter of filters) filter.chosen.clear();
    };
    const clearWords = () => {
      words = box.value = "";
    };

    const emptied = (chosen) => {
      const offer = (text, clear) => {
        const button = make("button", { type: "button", className: "paper-button", textContent: text });
        button.addEventListener("click", () => {
          clear();
          noteClick();
          update();
          box.focus();
        });
        return button;
      };
      empty.replaceChildren(
        "No paper matches all of this.",
        make("span", {},
          ...(words.trim() ? [offer("Clear the words", clearWords)] : []),
          ...(chosen ? [offer("Clear the filters", clearFilters)] : []),
        ),
      );
    };

    const offerResult = () => {
      const on = benchmark();
      const offered = sort.querySelector("[value=result]");
      if (!on) offered?.remove();
      else {
        const { label } = named.benchmark.answers.find(({ value }) => value === on);
        const option = offered ?? sort.appendChild(make("option", { value: "result" }));
        setText(option, `result on ${label}`);
      }
      sort.value = order;
    };

    const makeAnswer = (filter, answer) => {
      answer.box = make("input", { type: "checkbox", name: filter.name, value: answer.value });
      answer.count = make("span", { className: "paper-count" });
      const text = make("span", {}, answer.label);
      if (filter.name === "type") {
        const badge = list.querySelector(`[data-type="${CSS.escape(answer.value)}"]`);
        const mark = make("span", { className: badge.className, textContent: answer.value });
        mark.dataset.type = answer.value;
        text.prepend(mark, " ");
      }
      answer.line = make("label", {}, answer.box, text, answer.count);
      answer.box.addEventListener("change", () => {
        filter.chosen[answer.box.checked ? "add" : "delete"](answer.value);
        noteClick();
        update();
      });
      return answer.line;
    };

    /** Adds a button that shows all answers where there are many; those chosen are always seen. */
    const shorten = (lines, answers) => {
      if (answers.length <= FEW + 1) return;
      const more = make("button", { type: "button", className: "paper-more" });
      const set = (open) => {
        lines.classList.toggle("paper-few", !open);
        more.setAttribute("aria-expanded", `${open}`);
        setText(more, open ? "Show fewer" : `Show all ${counted(answers.length)}`);
      };
      more.addEventListener("click", () => set(lines.classList.contains("paper-few")));
      set(false);
      lines.append(more);
    };

    const makeFacets = () => {
      facets.append(
        make("div", { className: "paper-facets-head" }, make("h2", { textContent: "Filters" }), clearer),
      );
      let [title, lines] = [];
      for (const filter of filters) {
        if (filter.title !== title) {
          ({ title } = filter);
          lines = make("fieldset", {}, make("legend", { textContent: title }));
          facets.append(lines);
        }
        lines.append(...filter.answers.map((answer) => makeAnswer(filter, answer)));
        shorten(lines, filter.answers);
      }
      clearer.addEventListener("click", () => {
        clearFilters();
        noteClick();
        update();
        facets.querySelector("input").focus();
      });
    };

    const makeSheet = () => {
      sheet.append(make("div", { className: "paper-sheet-foot" }, closer));
      page.append(sheet);
      opener.addEventListener("click", () => {
        sheet.prepend(facets);
        sheet.showModal();
      });
      sheet.addEventListener("close", () => {
        list.before(facets);
        opener.focus();
      });
      closer.addEventListener("click", () => sheet.close());
      sheet.addEventListener("click", (event) => event.target === sheet && sheet.close());
      const wide = matchMedia("(min-width: 63em)");
      wide.addEventListener("change", () => sheet.open && sheet.close());
    };

    // Export, by scripts that are fetched when the menu is opened.

    let fetched;
    const fetchScripts = () =>
      (fetched ??= Promise.all(
        ["export.js", "../papers.js"].map(
          (name) =>
            new Promise((resolve, reject) => {
              const src = `${new URL(name, here)}?v=${data.stamp}`;
              document.head.append(make("script", { src, onload: resolve, onerror: reject }));
            }),
        ),
      ));

    const exportShown = async (format) => {
      const keys = sequence.filter((paper) => !rows[paper].hidden).map((paper) => rows[paper].dataset.paper);
      try {
        await fetchScripts();
        setText(notice, await paperExport.give(format, keys));
      } catch {
        fetched = undefined;
        setText(notice, "The papers’ data could not be loaded; reload the page and try again.");
      }
      exporting.open = false;
      summary.focus();
    };

    // Keys: / to the words, arrows along the rows, Escape clears.

    const titleOf = (row) => row.querySelector(".paper-title a");
    const step = (row, by) => {
      const seen = sequence.map((paper) => rows[paper]).filter((each) => !each.hidden);
      const next = seen[row ? seen.indexOf(row) + by : 0];
      if (next) titleOf(next).focus();
      else if (by < 0) box.focus();
      return Boolean(next) || by < 0;
    };

    const onKey = (event) => {
      const { key, target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || sheet.open) return;
      const row = target.closest(".paper-card");
      const writes = target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");
      if (key === "/" && !writes) {
        box.focus();
        box.select();
      } else if (key === "ArrowDown" && (target === box || row)) step(row, 1);
      else if (key === "ArrowUp" && row) step(row, -1);
      else if (key === "Escape" && exporting.open) {
        exporting.open = false;
        summary.focus();
      } else if (key === "Escape" && page.contains(target)) {
        if (row) box.focus();
        else if (box.value) clearWords();
        else if (isFiltered()) clearFilters();
        else return;
        if (!row) {
          noteClick();
          update();
        }
      } else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };

    makeFacets();
    makeSheet();
    box.addEventListener("input", () => {
      words = box.value;
      noteTyping();
      update();
    });
    sort.addEventListener("change", () => {
      order = sort.value;
      noteClick();
      update();
    });
    part("form").addEventListener("submit", (event) => {
      event.preventDefault();
      settle();
      step(null, 0);
    });
    exporting.addEventListener("toggle", () => exporting.open && fetchScripts().catch(() => {}));
    exporting.addEventListener("click", ({ target }) => target.value && exportShown(target.value));
    document.addEventListener("click", ({ target }) => {
      if (!exporting.contains(target)) exporting.open = false;
    });
    document.addEventListener("keydown", onKey, true);
    addEventListener("pagehide", settle);
    addEventListener("popstate", () => {
      readAddress();
      update();
    });
    readAddress();
    update();
    page.classList.add("paper-ready");
  };

  document.addEventListener("DOMContentLoaded", start);
})();
