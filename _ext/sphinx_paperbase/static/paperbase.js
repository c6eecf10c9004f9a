// Adds to pages that are complete without it: copying a citation, the Escape key for drawers, and
// the reading list, which this browser keeps and nothing sends.
"use strict";

/* exported readingList */
const readingList = (() => {
  const KEPT = "paperbase.reading-list";
  const KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  let storage = null;
  try {
    storage = window.localStorage;
    storage.getItem(KEPT);
  } catch {
    storage = null; // refused by the browser's settings
  }

  /** Returns the keys of the saved papers, in the order of saving. */
  const keys = () => {
    try {
      const kept = JSON.parse(storage.getItem(KEPT));
      if (!Array.isArray(kept)) return [];
      return [...new Set(kept)].filter((key) => typeof key === "string" && KEY.test(key));
    } catch {
      return [];
    }
  };

  const tell = () => document.dispatchEvent(new Event("readinglist"));

  /** Keeps these keys in place of all others; tells whether the browser did. */
  const save = (wanted) => {
    try {
      storage.setItem(KEPT, JSON.stringify([...new Set(wanted)]));
    } catch {
      return false;
    }
    tell();
    return true;
  };

  addEventListener("storage", ({ key }) => {
    if (key === KEPT || key === null) tell(); // another tab has saved
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) tell();
  });
  return { works: Boolean(storage), keys, save };
})();

(() => {
  if (!readingList.works) return;
  const root = document.documentElement.dataset.content_root ?? "./";
  const page = new URL(`${root}reading-list.html`, location);
  const stars = [];
  const toast = document.createElement("p");
  toast.className = "paper-toast";
  toast.setAttribute("role", "status");
  document.body.append(toast);
  let timer;

  const count = () => {
    const number = readingList.keys().length;
    return number ? `Reading list (${number})` : "Reading list";
  };

  const say = (saved) => {
    const link = document.createElement("a");
    link.href = page;
    link.textContent = count();
    const told = saved ? ["Saved. ", link] : ["This browser refuses to keep the list."];
    toast.replaceChildren(...told);
    clearTimeout(timer);
    timer = setTimeout(() => toast.replaceChildren(), 8000);
  };

  const toggle = (key) => {
    const others = readingList.keys().filter((other) => other !== key);
    const had = readingList.keys().includes(key);
    const done = readingList.save(had ? others : [...others, key]);
    if (!had || !done) say(done);
    else toast.replaceChildren();
  };

  const star = (key, name, text = "") => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "paper-star";
    button.innerHTML =
      '<svg class="paper-icon" aria-hidden="true"><use href="#paper-icon-star"/></svg>';
    button.append(text);
    button.setAttribute("aria-label", `Save ${name} to the reading list`);
    if (!text) button.title = "Save to the reading list";
    button.addEventListener("click", () => toggle(key));
    stars.push([key, button]);
    return button;
  };

  for (const place of document.querySelectorAll("[data-star]"))
    place.append(star(place.dataset.star, place.dataset.name, "Save"));
  for (const card of document.querySelectorAll(".paper-card[data-paper]:not([data-compare] *)")) {
    const title = card.querySelector(".paper-title");
    // Neither first nor last, which have margins of their own.
    title.after(star(card.dataset.paper, (title.querySelector("b") ?? title).textContent.trim()));
  }

  const links = [...document.querySelectorAll(".sidebar-tree a")].filter(
    (link) => new URL(link.href).pathname === page.pathname,
  );
  const show = () => {
    const saved = new Set(readingList.keys());
    for (const [key, button] of stars) button.setAttribute("aria-pressed", saved.has(key));
    for (const link of links) link.textContent = count();
  };
  document.addEventListener("readinglist", show);
  show();
})();

(() => {
  const copy = async (source) => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      return true;
    } catch {
      getSelection().selectAllChildren(source);
      return document.execCommand("copy");
    }
  };

  for (const box of document.querySelectorAll(".paper-bibtex, .paper-formats")) {
    // A fieldset's legend must stay its first child.
    box.insertAdjacentHTML(
      box.matches("fieldset") ? "beforeend" : "afterbegin",
      '<button type="button" class="paper-copy"><svg class="paper-icon" aria-hidden="true">' +
        '<use href="#paper-icon-copy"/></svg><span>Copy</span></button>' +
        '<span class="visually-hidden" role="status"></span>',
    );
    const button = box.querySelector(".paper-copy");
    const status = button.nextElementSibling;
    const label = button.lastChild;
    const shown = () =>
      [...box.querySelectorAll("code, .paper-reference")].find((text) => text.offsetParent);
    let timer;
    button.addEventListener("click", async () => {
      const done = (await copy(shown())) ? "Copied" : "Press Ctrl+C";
      label.textContent = status.textContent = done;
      clearTimeout(timer);
      timer = setTimeout(() => {
        label.textContent = "Copy";
        status.textContent = "";
      }, 2000);
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const drawer of document.querySelectorAll(".sidebar-toggle:checked")) drawer.checked = false;
    if (document.activeElement.closest(".sidebar-drawer, .toc-drawer")) document.activeElement.blur();
  });
})();
