// The papers of papers.js by their keys, and as cards; built of elements and texts alone.
"use strict";

/* exported knownPapers */
/** Returns what is known of the papers; nothing where papers.js could not be loaded. */
const knownPapers = () => {
  const { papers, venues = {} } = window.paperbase ?? {};
  if (!papers) return null;
  const { make } = paperCard;
  const types = document.getElementById("paper-types").content;
  const byKey = new Map();
  // A key is a paper's for ever; an alias only where no paper has it.
  for (const paper of papers) for (const alias of paper.aliases ?? []) byKey.set(alias, paper);
  for (const paper of papers) byKey.set(paper.key, paper);

  const nameOf = ({ name, title }) => name ?? title;
  const badges = (paper) =>
    paper.types
      .map((id) => types.querySelector(`[data-type="${CSS.escape(id)}"]`)?.cloneNode(true))
      .filter(Boolean);
  const edition = ({ venue, year }) => `${venue} ${year}`;
  const venueName = ({ venue }) => venues[venue]?.[0] ?? venue;

  const card = (paper) => {
    const item = paperCard.card(paper, badges(paper));
    item.dataset.paper = paper.key;
    item.querySelector(".paper-venue").title = venueName(paper);
    const status = paper.status ? [make("strong", { class: "paper-status" }, paper.status)] : [];
    item.querySelector(".paper-links").prepend(...status);
    return item;
  };

  return { all: papers, get: (key) => byKey.get(key), nameOf, badges, edition, venueName, card };
};
