// Ticks papers of a list to compare them: a box in each [data-paper] within a [data-compare], whose
// value is the address of the page that compares, and a bar that appears with the first tick.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const MOST = 6;
  const AT_ONCE = 300;
  const KEPT = "paperbase.compare";
  const list = document.querySelector("[data-compare]");
  if (!list) return;

  const nameOf = (row) =>
    (row.querySelector(".paper-title b") ?? row.querySelector(".paper-title")).textContent.trim();

  // Ticks outlive a look at the comparison, but not the tab.
  const kept = () => {
    try {
      return JSON.parse(sessionStorage.getItem(KEPT)) ?? [];
    } catch {
      return [];
    }
  };
  const keep = () => {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify([...ticked.keys()]));
    } catch {
      // Then they last as long as the page.
    }
  };

  const ticked = new Map();
  const sample = document.createElement("input");
  sample.type = "checkbox";
  sample.className = "paper-tick";
  sample.title = "Tick to compare";

  const boxes = new Map();
  const addBox = (row) => {
    const key = row.dataset.paper;
    const box = sample.cloneNode();
    box.setAttribute("aria-label", `Compare ${nameOf(row)}`);
    box.checked = ticked.has(key);
    boxes.set(key, box);
    row.querySelector(".paper-title").after(box); // neither first nor last: margins stay
  };

  // Thousands of rows get theirs without holding up the page; the place is kept by the style.
  const addBoxes = (rows) => {
    rows.slice(0, AT_ONCE).forEach(addBox);
    if (rows.length > AT_ONCE) setTimeout(addBoxes, 0, rows.slice(AT_ONCE));
  };

  const bar = document.createElement("section");
  bar.className = "paper-picked";
  bar.setAttribute("aria-label", "Ticked papers");
  bar.hidden = true;
  bar.innerHTML =
    '<p role="status"></p><div><a role="link" class="paper-button paper-primary" data-do="compare"></a>' +
    '<button type="button" class="paper-button" data-do="save">Save</button>' +
    '<button type="button" class="paper-button" data-do="clear">Clear</button></div>';
  list.before(bar);
  const [said, compare, save, clear] = bar.querySelectorAll("[role], [data-do]");
  save.hidden = !readingList.works;
  save.setAttribute("aria-label", "Save to the reading list");
  clear.setAttribute("aria-label", "Clear the ticks");

  const show = (note = "") => {
    const keys = [...ticked.keys()];
    const enough = keys.length > 1 && keys.length <= MOST;
    bar.hidden = keys.length === 0;
    document.documentElement.classList.toggle("paper-has-bar", !bar.hidden);
    compare.textContent = `Compare (${keys.length})`;
    compare.setAttribute("aria-disabled", !enough);
    if (enough) compare.href = `${list.dataset.compare}?papers=${keys.join(",")}`;
    else compare.removeAttribute("href");
    const hint = { 1: "Tick one more to compare." }[keys.length];
    const many = keys.length > MOST ? `Up to ${MOST} can be compared.` : "";
    const names = keys.length > MOST ? `${keys.length} papers` : [...ticked.values()].join(", ");
    said.textContent = [`${names}.`, note, hint ?? many].filter(Boolean).join(" ");
  };

  const tick = (box) => {
    const row = box.closest("[data-paper]");
    if (box.checked) ticked.set(row.dataset.paper, nameOf(row));
    else ticked.delete(row.dataset.paper);
  };

  list.addEventListener("change", ({ target }) => {
    if (!target.matches(".paper-tick")) return;
    tick(target);
    keep();
    show();
  });
  save.addEventListener("click", () => {
    const saved = readingList.save([...readingList.keys(), ...ticked.keys()]);
    show(saved ? "Saved." : "This browser refuses to keep the list.");
  });
  clear.addEventListener("click", () => {
    const [first] = ticked.keys();
    for (const key of ticked.keys()) if (boxes.has(key)) boxes.get(key).checked = false;
    ticked.clear();
    keep();
    show();
    boxes.get(first)?.focus();
  });

  for (const key of kept()) {
    const row = list.querySelector(`[data-paper="${CSS.escape(key)}"]`);
    if (row) ticked.set(key, nameOf(row));
  }
  addBoxes([...list.querySelectorAll("[data-paper]")]);
  show();
});
