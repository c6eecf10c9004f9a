// Adds to pages that are complete without it: copying a citation, and the Escape key for drawers.
"use strict";

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

  for (const box of document.querySelectorAll(".paper-bibtex")) {
    box.insertAdjacentHTML(
      "afterbegin",
      '<button type="button" class="paper-copy"><svg class="paper-icon" aria-hidden="true">' +
        '<use href="#paper-icon-copy"/></svg><span>Copy</span></button>' +
        '<span class="visually-hidden" role="status"></span>',
    );
    const [button, status] = box.children;
    const label = button.lastChild;
    let timer;
    button.addEventListener("click", async () => {
      const done = (await copy(box.querySelector("code"))) ? "Copied" : "Press Ctrl+C";
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
