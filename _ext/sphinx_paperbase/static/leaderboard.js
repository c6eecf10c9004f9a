// Leaderboards: orders and filters of their rows. The tables are complete without it.
// The address holds the filters: mose.html?best=1&own=1&since=2024
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector(".paper-board-filters");
  if (!form) return;
  const boards = [...document.querySelectorAll(".paper-board")].filter((box) => box.querySelector("tbody"));
  const plural = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  const { extra, best, own, since } = form.elements;

  /** Returns what orders and filters one leaderboard. */
  const setUp = (box) => {
    const body = box.querySelector("tbody");
    const heads = [...box.querySelectorAll("thead th")];
    const said = box.querySelector(".paper-board-said");
    const shown = box.querySelector(".paper-board-shown");
    const name = box.querySelector(".paper-board-table").getAttribute("aria-label");
    const ranked = heads.findIndex((head) => head.hasAttribute("aria-sort")); // as the page comes
    const rows = [...body.rows];
    const textOf = (row, column) => row.cells[column].textContent.trim();

    const passes = (row) =>
      !(extra?.checked && "extra" in row.dataset) &&
      !(own.checked && !("own" in row.dataset)) &&
      row.dataset.year >= since.value;

    /** Gives the rows that are shown their ranks among each other; equal numbers share one. */
    const rank = (chosen) => {
      let [place, before] = [0, ""];
      chosen.forEach((row, position) => {
        const value = textOf(row, ranked);
        if (value !== before) [place, before] = [position + 1, value];
        row.cells[0].textContent = value ? place : "–";
      });
    };

    const filter = () => {
      const papers = new Set();
      const chosen = rows.filter((row) => {
        if (!passes(row) || (best.checked && papers.has(row.dataset.paper))) return false;
        return papers.add(row.dataset.paper);
      });
      const kept = new Set(chosen);
      for (const row of rows) row.hidden = !kept.has(row);
      rank(chosen);
      const all = plural(rows.length, "result");
      shown.textContent = chosen.length === rows.length ? all : `${chosen.length} of ${all}`;
      return `${name}: ${shown.textContent}.`;
    };

    const keyOf = {
      text: (row, column) => textOf(row, column).toLowerCase(),
      year: (row) => row.dataset.year,
      number: (row, column) => parseFloat(textOf(row, column)),
    };

    const order = (column, direction) => {
      const { sort } = heads[column].dataset;
      const sign = direction === "ascending" ? 1 : -1;
      const keys = new Map(rows.map((row) => [row, keyOf[sort](row, column)]));
      const [known, unknown] = [[], []];
      for (const row of rows) (Number.isNaN(keys.get(row)) ? unknown : known).push(row);
      known.sort((a, b) => {
        const [one, other] = [keys.get(a), keys.get(b)];
        return one === other ? 0 : one < other ? -sign : sign;
      });
      body.append(...known, ...unknown);
      for (const head of heads) head.removeAttribute("aria-sort");
      heads[column].setAttribute("aria-sort", direction);
      said.textContent = `Sorted by ${heads[column].textContent.trim()}, ${direction}.`;
    };

    heads.forEach((head, column) => {
      const { sort } = head.dataset;
      if (!sort) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      const first = sort === "text" ? "ascending" : "descending";
      const other = sort === "text" ? "descending" : "ascending";
      button.addEventListener("click", () =>
        order(column, head.getAttribute("aria-sort") === first ? other : first),
      );
    });
    return { filter, said };
  };

  const years = [...new Set(boards.flatMap((box) => [...box.querySelectorAll("tbody tr")].map((row) => row.dataset.year)))];
  for (const year of years.sort().reverse()) since.append(new Option(year, year));

  const parts = boards.map(setUp);
  const apply = () => parts.map(({ filter }) => filter());

  const fields = [extra, best, own, since].filter(Boolean);
  const read = () => {
    const state = new URLSearchParams(location.search);
    for (const field of fields) {
      const value = state.get(field.name) ?? "";
      if (field === since) since.value = years.includes(value) ? value : "";
      else field.checked = value === field.value;
    }
    apply();
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    const state = new URLSearchParams();
    for (const { name, type, checked, value } of fields)
      if (type === "checkbox" ? checked : value) state.set(name, value);
    history.replaceState(null, "", `${location.pathname}${`${state}` && "?"}${state}${location.hash}`);
    apply().forEach((text, index) => (parts[index].said.textContent = text));
  });
  addEventListener("popstate", read);
  read();
});
