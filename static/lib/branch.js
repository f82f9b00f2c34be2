import { icon, pageIcon } from "./icon.js";
import { fill } from "./page.js";

/**
 * A branch of the page tree as the server draws it. `label` names the button that opens a page's own branch, `more` the
 * one for those that are still to come.
 */
export function branch({ items, more: left }, { label, more }) {
  const list = document.createElement("ul");
  list.role = "list";
  list.append(...items.map((item) => row(item, label)));
  if (left) list.append(goesOn(items.at(-1), more));
  return list;
}

function goesOn(last, words) {
  const element = document.createElement("li");
  element.className = "more";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn quiet";
  button.dataset.after = last.id;
  button.textContent = words;
  element.append(button);
  return element;
}

function row(item, label) {
  const element = document.createElement("li");
  element.dataset.page = item.id;
  if (item.has_children) element.append(twist(item, label));
  const link = document.createElement("a");
  link.href = item.url;
  if (item.icon) link.append(pageIcon(item.icon));
  const title = document.createElement("span");
  title.dir = "auto";
  title.textContent = item.title;
  link.append(title);
  element.append(link);
  return element;
}

function twist(item, label) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "twist";
  button.ariaExpanded = "false";
  button.ariaLabel = fill(label, { title: item.title });
  button.append(icon("chevron-right", "sm flip"));
  return button;
}

/** A dot in the colour of everyone who writes in this row's page. */
export function writers(row, people) {
  for (const old of row.querySelectorAll(".live, .vh")) old.remove();
  const dots = people.slice(0, 3).map(({ slot, name }) => {
    const dot = document.createElement("i");
    dot.className = `live p${Number(slot) || 0}`;
    dot.title = name;
    return dot;
  });
  row.append(...dots);
}
