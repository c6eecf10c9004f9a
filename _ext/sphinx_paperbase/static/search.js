// The search page with its full text index. Where that cannot be used (opened from disk, or a policy
// that forbids WebAssembly) the theme's search takes its place.
"use strict";

(() => {
  const SHOWN = 10;
  const FACETS = { type: "Type", venue: "Venue", year: "Year" };

  const out = document.getElementById("search-results");
  const box = document.querySelector(".paper-narrowing");
  const form = box.closest("form");
  const asked = new URLSearchParams(location.search);
  const words = (asked.get("q") ?? "").trim();

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  const canRun = () => {
    if (!location.protocol.startsWith("http")) return false;
    try {
      return Boolean(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
    } catch {
      return false;
    }
  };

  const searchOtherwise = () => {
    box.hidden = true;
    out.replaceChildren();
    for (const src of out.dataset.otherwise.split(" ")) {
      document.body.append(make("script", { src, async: false }));
    }
  };

  // Pagefind marks the words that were found, and writes < and > of the text as entities.
  const excerpt = (text) => {
    const plain = (part) => part.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    const parts = text.split(/<\/?mark>/).map(plain);
    return make("p", {}, ...parts.map((part, i) => (i % 2 ? make("mark", { textContent: part }) : part)));
  };

  const item = ({ url, meta, filters, excerpt: text, sub_results }) => {
    const { type = [], venue = [], year = [] } = filters;
    const facts = [...type, [...venue, ...year].join(" ")].filter(Boolean).join(" · ");
    const sections = sub_results.filter((part) => part.url !== url).slice(0, 3);
    const link = (href, textContent) => make("a", { href, textContent });
    return make(
      "li",
      {},
      make("p", { className: "paper-title" }, link(url, meta.title)),
      ...(facts ? [make("p", { className: "paper-quiet", textContent: facts })] : []),
      excerpt(text),
      ...sections.map((part) => make("p", { className: "paper-part" }, link(part.url, part.title))),
    );
  };

  const run = (pagefind, totals) => {
    const status = make("p", { className: "paper-quiet" });
    status.setAttribute("role", "status");
    const list = make("ol", { className: "paper-found" });
    const more = make("button", { type: "button", className: "paper-button", textContent: "Show more" });
    let results = [];

    const selects = Object.entries(FACETS).map(([facet, label]) => {
      const values = Object.keys(totals[facet] ?? {});
      if (facet === "year") values.reverse();
      const id = `search-${facet}`;
      const select = make("select", { id, name: facet }, new Option("any", ""));
      select.append(...values.map((value) => new Option(value, value, false, value === asked.get(facet))));
      box.append(make("span", {}, make("label", { htmlFor: id, textContent: label }), select));
      return select;
    });

    const chosen = (except) => {
      const used = selects.filter((select) => select.value && select !== except);
      return Object.fromEntries(used.map((select) => [select.name, select.value]));
    };

    // How many pages each value would leave, the other facets as they are.
    const count = async (select) => {
      const { filters } = await pagefind.search(words, { filters: chosen(select) });
      for (const option of select.options) {
        if (!option.value) continue;
        const number = filters[select.name]?.[option.value] ?? 0;
        option.text = `${option.value} (${number})`;
        option.hidden = !number && !option.selected;
      }
    };

    const load = (some) => Promise.all(some.slice(0, SHOWN).map((result) => result.data()));

    const show = (data) => {
      const items = data.map(item);
      list.append(...items);
      more.hidden = list.children.length >= results.length;
      return items[0];
    };

    let turn = 0;
    const update = async () => {
      const mine = ++turn;
      const found = await pagefind.search(words, { filters: chosen() });
      await Promise.all(selects.map(count));
      const data = await load(found.results);
      if (mine !== turn) return; // another choice was made meanwhile
      ({ results } = found);
      list.replaceChildren();
      show(data);
      const number = results.length;
      status.textContent = `${number || "No"} ${number === 1 ? "page" : "pages"} with “${words}”`;
    };

    more.addEventListener("click", async () => {
      show(await load(results.slice(list.children.length))).querySelector("a").focus();
    });
    box.addEventListener("change", () => {
      history.replaceState(null, "", `?${new URLSearchParams({ q: words, ...chosen() })}`);
      update();
    });
    // What is not chosen has no place in the address.
    form.addEventListener("formdata", ({ formData }) => {
      for (const { name, value } of selects) if (!value) formData.delete(name);
    });
    box.hidden = false;
    out.append(status, list, more);
    return update();
  };

  const search = async () => {
    const pagefind = await import(new URL(out.dataset.index, location.href));
    await pagefind.options({ noWorker: true, excerptLength: 32 });
    await run(pagefind, await pagefind.filters());
  };

  form.elements.q.value = words;
  if (!words) return;
  const browse = document.querySelector(".paper-to-browse");
  if (browse) browse.search = new URLSearchParams({ q: words });
  if (canRun()) search().catch(searchOtherwise);
  else searchOtherwise();
})();
