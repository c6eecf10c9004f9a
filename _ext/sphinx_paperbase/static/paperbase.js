// Adds to pages that are complete without it: copying a citation, and the Escape key for drawers.
"use strict";

(() => {
  const copy = async (pre) => {
    try {
      await navigator.clipboard.writeText(pre.textContent);
      return true;
    } catch {
      getSelection().selectAllChildren(pre);
      return document.execCommand("copy");
    }
  };

  for (const box of document.querySelectorAll(".paper-bibtex")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "paper-copy";
    button.innerHTML =
      '<svg aria-hidden="true"><use href="#paper-icon-copy"/></svg><span role="status">Copy</span>';
    const label = button.lastChild;
    let timer;
    button.addEventListener("click", async () => {
      label.textContent = (await copy(box.querySelector("pre"))) ? "Copied" : "Press Ctrl+C";
      clearTimeout(timer);
      timer = setTimeout(() => (label.textContent = "Copy"), 2000);
    });
    box.prepend(button);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const drawer of document.querySelectorAll(".sidebar-toggle:checked")) drawer.checked = false;
  });
})();
