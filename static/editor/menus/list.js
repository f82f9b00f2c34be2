// The list a menu shows: entries of which one is chosen. The focus stays in the text.
import { icon } from "../../lib/icon.js";
import { keysHere } from "../../lib/keys.js";
import { avatar } from "../../lib/people.js";

const ID = "kring-menu";

export const optionId = (place) => `${ID}-${place}`;

function sign({ icon: name, person, glyph }) {
  if (person) return avatar(person, { size: "xs" });
  const box = document.createElement("span");
  box.className = "menu-sign";
  box.ariaHidden = "true";
  box.append(glyph ?? icon(name ?? "plus"));
  return box;
}

function words({ label, hint }) {
  const both = document.createElement("span");
  both.className = "menu-words";
  both.dir = "auto";
  const first = document.createElement("b");
  first.textContent = label;
  both.append(first);
  if (!hint) return both;
  const second = document.createElement("small");
  second.textContent = hint;
  both.append(second);
  return both;
}

function option(entry, place) {
  const row = document.createElement("li");
  row.role = "option";
  row.id = optionId(place);
  row.dataset.place = place;
  row.append(sign(entry), words(entry));
  if (entry.keys) {
    const keys = document.createElement("kbd");
    keys.className = "menu-keys";
    keys.textContent = keysHere(entry.keys);
    row.append(keys);
  }
  return row;
}

export class MenuList {
  /** `choose(place)` hears which entry was pressed. */
  constructor({ label, choose }) {
    this.dom = document.createElement("ul");
    Object.assign(this.dom, { id: ID, className: "pop menu-list", role: "listbox", ariaLabel: label });
    this.dom.addEventListener("pointerdown", (event) => event.preventDefault());
    this.dom.addEventListener("click", ({ target }) => {
      const row = target.closest("[data-place]");
      if (row) choose(Number(row.dataset.place));
    });
  }

  show(entries) {
    this.dom.replaceChildren(...entries.map(option));
  }

  choose(place) {
    for (const row of this.dom.children) row.ariaSelected = String(Number(row.dataset.place) === place);
    this.dom.children[place]?.scrollIntoView({ block: "nearest" });
  }
}
