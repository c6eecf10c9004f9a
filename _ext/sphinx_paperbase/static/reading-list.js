// The papers that this browser keeps as the reader's own list.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const COMPARED = 6;
  const { make, icon } = paperCard;
  const root = document.querySelector(".paper-saved");
  const part = (name) => root.querySelector(name);
  const [bar, shown, order] = [".paper-bar", ".paper-shown", "select"].map(part);
  const [said, cards, empty] = [".paper-said", ".paper-cards", "div.paper-empty"].map(part);
  const [compare, clear, undo] = ["compare", "clear", "undo"].map((act) => part(`[data-do=${act}]`));
  const menu = part(".paper-export");
  const known = knownPapers();
  if (!readingList.works || !known) {
    said.textContent = known
      ? "This browser lets no page keep anything, as in some private windows: there can be no list."
      : "The papers could not be loaded. Reload the page to try again.";
    return;
  }

  const number = (count) => (count === 1 ? "1 paper" : `${count} papers`);

  // What was removed last, as the list was before.
  let before = null;

  const change = (keys, note, isUndo = false) => {
    const had = readingList.keys();
    const done = readingList.save(keys);
    said.textContent = done ? note : "This browser refuses to keep the list.";
    if (done) before = isUndo ? null : had;
    undo.hidden = !before;
  };

  const remove = (key, name) => {
    const place = [...cards.children].findIndex((card) => card.dataset.saved === key);
    change(
      readingList.keys().filter((other) => other !== key),
      `${name} is removed.`,
    );
    const buttons = cards.querySelectorAll(".paper-remove");
    (buttons[Math.min(place, buttons.length - 1)] ?? undo).focus();
  };

  const withRemove = (card, key, name) => {
    const label = `Remove ${name}`;
    const button = make(
      "button",
      { type: "button", class: "paper-remove", "aria-label": label, title: label },
      icon("close"),
    );
    button.addEventListener("click", () => remove(key, name));
    card.dataset.saved = key;
    card.append(button);
    return card;
  };

  /** Returns the line of a key that no paper here has any more. */
  const stranger = (key) =>
    make(
      "li",
      { class: "paper-card", "data-paper": key },
      make("p", { class: "paper-title" }, key),
      make("p", { class: "paper-authors" }, "No paper of this collection has this key now."),
    );

  const byName = (one, other) => known.nameOf(one).localeCompare(known.nameOf(other), "en");

  /** Returns [saved key, paper] in the chosen order; unknown ones are last. */
  const inOrder = () => {
    const saved = readingList.keys().map((key) => [key, known.get(key)]).reverse();
    const papers = saved.filter(([, paper]) => paper);
    if (order.value === "name") papers.sort(([, one], [, other]) => byName(one, other));
    return [...papers, ...saved.filter(([, paper]) => !paper)];
  };

  const papersShown = () => [
    ...new Set(inOrder().flatMap(([, paper]) => (paper ? [paper.key] : []))),
  ];

  const show = () => {
    const saved = inOrder();
    const keys = papersShown();
    bar.hidden = cards.hidden = saved.length === 0;
    empty.hidden = saved.length > 0;
    shown.textContent = number(saved.length);
    compare.hidden = keys.length < 2 || keys.length > COMPARED;
    compare.href = `${root.dataset.compare}?papers=${keys.join(",")}`;
    menu.hidden = keys.length === 0;
    cards.replaceChildren(
      ...saved.map(([key, paper]) =>
        paper
          ? withRemove(known.card(paper), key, known.nameOf(paper))
          : withRemove(stranger(key), key, key),
      ),
    );
  };

  clear.addEventListener("click", () => {
    change([], `${number(readingList.keys().length)} removed.`);
    undo.focus();
  });
  undo.addEventListener("click", () => {
    // What was saved in the meantime, in another tab, stays.
    change([...before, ...readingList.keys()], "The list is as it was.", true);
    (cards.querySelector(".paper-remove") ?? order).focus();
  });
  menu.addEventListener("click", async ({ target }) => {
    if (!target.value) return;
    said.textContent = await paperExport.give(target.value, papersShown());
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  menu.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  order.addEventListener("change", show);
  document.addEventListener("readinglist", show);
  show();
});
