// The start of a page beside a link to it: while the pointer rests there, or when "i" is pressed on a link that has the focus.
// It stays while the pointer is on either, and goes with Escape.
import { announce } from "../lib/announce.js";
import { piece } from "../lib/renew.js";
import { besides } from "./placing.js";

const [RESTS, LEAVES] = [400, 300]; // ms
const PAGE = /^(\/p\/\d+[^/#?]*)(?:#.*)?$/;

let [link, card, timer, turn] = [null, null, 0, 0];

export function begin(_element, event) {
  document.addEventListener("pointerover", rest);
  document.addEventListener("focusout", ({ target }) => target === link && hide());
  document.addEventListener("keydown", press);
  if (event.type === "pointerover") rest(event);
}

/** The link to a page that something stands in, other than one to the page that is open. */
function linkOf(element) {
  const found = element.closest?.(".folio a[href]");
  const [, url] = PAGE.exec(found?.getAttribute("href")) ?? [];
  return url && url !== location.pathname ? { found, url } : null;
}

function rest({ target, pointerType, clientX, clientY }) {
  if (pointerType === "touch") return;
  const over = linkOf(target);
  clearTimeout(timer);
  if (card?.contains(target) || (over && over.found === link && card)) return;
  if (over) timer = setTimeout(() => show(over, { clientX, clientY }), RESTS);
  else if (link) timer = setTimeout(hide, LEAVES);
}

function press(event) {
  if (event.key === "Escape" && card) {
    hide();
    event.preventDefault();
  }
  const over = linkOf(event.target);
  if (event.key !== "i" || !over || event.ctrlKey || event.metaKey || event.altKey) return;
  if ("off" in (document.querySelector("kring-keys")?.dataset ?? {})) return;
  event.preventDefault();
  if (over.found === link) hide();
  else show(over, {}).then((shown) => shown && announce(shown.innerText.replaceAll(/\s+/g, " ")));
}

async function show({ found, url }, point) {
  hide();
  link = found;
  const mine = ++turn;
  const fresh = (await piece(`${url}/card`))?.querySelector(".page-card");
  if (mine !== turn || !fresh || !found.isConnected) return null;
  card = document.importNode(fresh, true);
  card.popover = "manual";
  document.querySelector("main").append(card);
  card.showPopover();
  found.setAttribute("aria-describedby", card.id);
  besides(card, found, point);
  return card;
}

function hide() {
  clearTimeout(timer);
  turn++;
  link?.removeAttribute("aria-describedby");
  card?.remove();
  [link, card] = [null, null];
}
