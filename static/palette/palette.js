// The box that leads anywhere, loaded when it is first opened: a combobox over a list that the server answers at each letter.
import { icon, pageIcon } from "../lib/icon.js";
import { keysHere } from "../lib/keys.js";
import { piece } from "../lib/renew.js";
import { flat, moved } from "./options.js";

const PAUSE = 60; // ms between the last letter and the question
let dialog;
let field;
let list;
let within = "";
let everywhere;
let options = [];
let at = 0;
let timer = 0;
let shown;
let asking;

/** `space`: look in this one alone; `taken()` gives what was typed meanwhile. Rejects when the server cannot be reached. */
export async function open(space = "", taken = () => "") {
  dialog ??= await load();
  if (dialog.open) return;
  within = space;
  field.value = taken();
  field.placeholder = within ? dialog.dataset.within : everywhere;
  list.replaceChildren();
  dialog.showModal();
  field.focus();
  await show();
}

async function load() {
  const found = (await piece("/search/palette"))?.querySelector("#palette");
  if (!found) throw new Error("no palette");
  const box = document.importNode(found, true);
  document.body.append(box);
  [field, list] = [box.querySelector("input"), box.querySelector("[role=listbox]")];
  everywhere = field.placeholder;
  for (const key of box.querySelectorAll("[data-keys]")) key.textContent = keysHere(key.textContent);
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
  box.addEventListener("keydown", press);
  box.addEventListener("click", ({ target, ctrlKey, metaKey }) => {
    if (target === box) box.close();
    go(optionAt(target), ctrlKey || metaKey);
  });
  box.addEventListener("auxclick", ({ target, button }) => button === 1 && go(optionAt(target), true));
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the field
  return box;
}

async function show() {
  asking?.abort();
  asking = new AbortController();
  const typed = field.value;
  const url = `/search/suggest?${new URLSearchParams({ q: typed, space: within, page: pageHere() })}`;
  try {
    const answer = await fetch(url, { signal: asking.signal, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    draw(await answer.json());
    shown = typed;
  } catch (error) {
    if (error.name !== "AbortError") await showKept(typed);
  }
}

/** Without a network: what this device has. */
async function showKept(typed) {
  const { device, headings, failed } = dialog.dataset;
  const { foundHere } = await import("./away.js");
  const groups = await foundHere(typed, within, { device, headings }).catch(() => []); // a browser that keeps nothing
  if (typed !== field.value) return;
  draw(groups);
  shown = typed;
  if (!groups.length) list.replaceChildren(element("p", "palette-none", failed));
  say(failed);
}

/** The page that is open; nothing elsewhere. */
const pageHere = () => document.querySelector(".folio[data-page]")?.dataset.page ?? "";

function draw(groups) {
  options = flat(groups);
  list.replaceChildren(...groups.map((group, number) => groupOf(group, number)));
  list.scrollTop = 0;
  choose(0);
  const { none, one, many } = dialog.dataset;
  say(options.length > 1 ? many.replace("{count}", options.length) : options.length ? one : none);
  if (!options.length) list.append(element("p", "palette-none", none));
}

const optionAt = (target) => options[Number(target.closest("[role=option]")?.dataset.at ?? -1)];

function groupOf({ name, options: those }, number) {
  const group = element("div", "");
  const label = element("div", "palette-label", name);
  label.id = `palette-group-${number}`;
  group.role = "group";
  group.setAttribute("aria-labelledby", label.id);
  group.append(label, ...those.map(optionOf));
  return group;
}

function optionOf(option) {
  const row = element("div", "opt");
  row.role = "option";
  row.dataset.at = options.indexOf(option);
  row.id = `palette-option-${row.dataset.at}`;
  const title = element("span", "palette-title", option.title);
  title.dir = "auto";
  row.append(option.emoji ? pageIcon(option.emoji) : icon(option.sign), title);
  if (option.note) row.append(element("small", "", option.note));
  return row;
}

function element(tag, className, words = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = words;
  return made;
}

function choose(number) {
  at = number;
  for (const row of list.querySelectorAll("[role=option]")) row.ariaSelected = String(Number(row.dataset.at) === at);
  const chosen = document.getElementById(`palette-option-${at}`);
  chosen?.scrollIntoView({ block: "nearest" });
  if (chosen) field.setAttribute("aria-activedescendant", chosen.id);
  else field.removeAttribute("aria-activedescendant");
}

function press(event) {
  if (event.isComposing || event.target !== field) return;
  const next = moved(event.key, at, options.length);
  if (next !== undefined) choose(next);
  else if (event.key === "Enter") enter(event.ctrlKey || event.metaKey);
  else return;
  event.preventDefault();
}

/** What was typed since the last answer counts. */
async function enter(inNewTab) {
  clearTimeout(timer);
  if (field.value !== shown) await show();
  go(options[at], inNewTab);
}

function go(option, inNewTab) {
  if (!option) return;
  dialog.close();
  if (inNewTab) window.open(option.url, "_blank", "noopener");
  else location.assign(option.url);
}

function say(sentence) {
  dialog.querySelector("[data-said]").textContent = sentence;
}
