// Moving a page of the tree by hand: dragged by a mouse, held and dragged by a finger, or picked up with "m".
import { fill } from "../lib/page.js";
import { placeAt, placeNow, placesOf } from "../lib/places.js";
import { land } from "./landing.js";

const LINK = "kring-tree[data-moves] li > a";
const FAR = 6; // px that a mouse goes before it drags
const HELD = 450; // ms that a finger rests before it does
const WAVERS = 10; // px that a resting finger may go
const OPENS_AFTER = 700; // ms above a closed branch

let pressed; // {link, x, y, finger, timer}: a pointer is down on a row
let lifted; // {link, tree, byKeys, place}: a page is on its way
let opening = 0;

export function begin(_tree, event) {
  document.addEventListener("pointerdown", press);
  document.addEventListener("pointermove", go);
  document.addEventListener("pointerup", release);
  document.addEventListener("pointercancel", cancel);
  document.addEventListener("keydown", type, true);
  document.addEventListener("touchmove", (move) => lifted && move.preventDefault(), { passive: false });
  document.addEventListener("contextmenu", (menu) => lifted && menu.preventDefault());
  document.addEventListener("dragstart", (drag) => drag.target.closest?.(LINK) && drag.preventDefault());
  if (event.pointerType === "touch") press(event);
}

/** At once, unlike what others do: who steers by ear must hear each step before the next. */
function tell(sentence) {
  document.getElementById("announce").textContent = sentence;
}

function press(event) {
  if (lifted) return cancel();
  const link = event.target.closest?.(LINK);
  if (!link || event.button > 0) return;
  const finger = event.pointerType === "touch";
  pressed = { link, x: event.clientX, y: event.clientY, finger };
  if (finger) pressed.timer = setTimeout(() => lift(link), HELD);
}

function go(event) {
  if (lifted && !lifted.byKeys) return hover(event.clientX, event.clientY);
  if (!pressed || lifted) return;
  const far = Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y);
  if (pressed.finger && far > WAVERS) forgetPress();
  else if (!pressed.finger && far > FAR) lift(pressed.link);
}

function release() {
  forgetPress();
  if (!lifted || lifted.byKeys) return;
  const swallow = (click) => click.preventDefault();
  document.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => document.removeEventListener("click", swallow, { capture: true }));
  drop();
}

function forgetPress() {
  clearTimeout(pressed?.timer);
  pressed = undefined;
}

function lift(link, byKeys = false) {
  lifted = { link, tree: link.closest("kring-tree"), byKeys };
  link.dataset.lifted = "";
  tell(said(lifted.tree.dataset.picked, link));
}

const idOf = (link) => link.parentElement.dataset.page;

function said(sentence, link) {
  return fill(sentence, { title: link.querySelector(":scope > span[dir]").textContent });
}

function rowsOf(list) {
  return [...(list?.querySelectorAll(":scope > [data-page]") ?? [])].map((row) => ({
    id: row.dataset.page,
    children: row.querySelector(':scope > .twist[aria-expanded="true"]')
      ? rowsOf(row.querySelector(":scope > ul"))
      : [],
  }));
}

/** As the tree is open now: it may open on the way. */
function places() {
  const rows = rowsOf(lifted.tree.querySelector(":scope > ul"));
  const within = placesOf(rows, idOf(lifted.link));
  const spaces = [...document.querySelectorAll(".tree .of-space")]
    .map(placeOfSpace)
    .filter(({ space }) => space !== here());
  return { rows, within, all: [...within, ...spaces] };
}

const here = () => lifted.tree.dataset.space;

function placeOfSpace(link) {
  return { space: link.pathname.split("/")[2], where: "into", parent: null, after: "last" };
}

function linkOf(place) {
  if (place.space) return document.querySelector(`.tree .of-space[href="/s/${CSS.escape(place.space)}"]`);
  return lifted.tree.querySelector(`li[data-page="${place.id}"] > a`);
}

function hover(x, y) {
  const link = document.elementFromPoint(x, y)?.closest(".tree a:not(.adds)");
  if (!link) return mark(undefined);
  if (link.matches(".of-space")) return mark(placeOfSpace(link));
  const box = link.getBoundingClientRect();
  mark(placeAt(places().within, idOf(link), (y - box.top) / box.height));
}

function mark(place) {
  for (const old of document.querySelectorAll("[data-drop]")) delete old.dataset.drop;
  const link = place && linkOf(place);
  if (place?.where !== lifted.place?.where || place?.id !== lifted.place?.id) openSoon(place, link);
  lifted.place = place;
  if (!link) return;
  link.parentElement.dataset.drop = place.where;
  link.scrollIntoView({ block: "nearest" });
}

function openSoon(place, link) {
  clearTimeout(opening);
  if (lifted.byKeys || place?.where !== "into") return;
  opening = setTimeout(() => closedTwist(link)?.click(), OPENS_AFTER);
}

const closedTwist = (link) => link?.parentElement.querySelector(':scope > .twist[aria-expanded="false"]');

function type(event) {
  if (lifted && (lifted.byKeys || event.key === "Escape")) return steer(event);
  if (event.key !== "m" || event.ctrlKey || event.metaKey || event.altKey) return;
  const link = event.target.closest?.(LINK);
  if (!link) return;
  stop(event);
  lift(link, true);
  const { rows, within } = places();
  mark(within[Math.max(0, placeNow(within, rows, idOf(link)))]);
}

function steer(event) {
  const { key } = event;
  if (key === "Escape" || key === "Tab") {
    if (key === "Escape") stop(event);
    return cancel();
  }
  if (!/^(Arrow|Enter$| $|Home$|End$)/.test(key)) return;
  stop(event);
  if (key === "Enter" || key === " ") return drop();
  if (key === "ArrowRight" || key === "ArrowLeft") closedTwist(linkOf(lifted.place))?.click();
  else step(key);
}

function step(key) {
  const { all } = places();
  const now = all.findIndex(
    (p) => p.id === lifted.place?.id && p.where === lifted.place?.where && p.space === lifted.place?.space,
  );
  const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: all.length - 1 }[key];
  const place = all[Math.min(all.length - 1, Math.max(0, to))];
  if (!place) return;
  mark(place);
  tell(said(lifted.tree.dataset[place.where], linkOf(place)));
}

function stop(event) {
  event.preventDefault();
  event.stopPropagation();
}

function cancel() {
  forgetPress();
  if (!lifted) return;
  tell(lifted.tree.dataset.back);
  putDown();
}

function putDown() {
  clearTimeout(opening);
  delete lifted.link.dataset.lifted;
  for (const old of document.querySelectorAll("[data-drop]")) delete old.dataset.drop;
  lifted = undefined;
}

function drop() {
  const { link, tree, place } = lifted;
  if (!place) return cancel();
  putDown();
  land(link, place, { ...tree.dataset });
}
