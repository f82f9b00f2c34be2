// The page that is open is kept: as it is read, and while somebody writes in it, as far as the server has it.
import { toast } from "../lib/toast.js";
import { lookAgain } from "./syncing.js";
import { asides, byTab } from "./unsent.js";

const KEPT_EVERY = 2000; // ms between two copies of a page that is being written
const LENGTH_BYTES = 4;
const WITHDRAWN = ["rights", "gone"];

export async function keepThis(shelf) {
  const page = thisPage();
  if (!page) return;
  follow(shelf, page.id);
  pinning(shelf, page.id, await shelf.keep(page));
}

/** Words of this page that are not in it yet, and texts of it that were set aside, are not passed over in silence. */
export async function showUnsent(account) {
  const here = thisPage()?.id;
  for (const [id, texts] of [
    ["unsent-here", byTab],
    ["aside-here", asides],
  ]) {
    const bar = document.getElementById(id);
    if (bar) bar.hidden = !(await texts(account)).some(({ page }) => page === here);
  }
}

function thisPage() {
  const folio = document.querySelector(".folio[data-place]");
  const [, ref] = location.pathname.match(/^\/p\/([^/]+)(?:\/edit)?$/) ?? [];
  if (!folio || !ref) return null;
  const { page, title, space, spaceName, place } = folio.dataset;
  return { id: Number(page), url: `/p/${ref}`, title, space, spaceName, place };
}

/** What is typed stands on what others wrote: the copy has to have that, or nothing of either is seen without a network. */
function follow(shelf, id) {
  let [seen, timer, looked] = [null, null, null];
  const keep = () => {
    clearTimeout(timer);
    timer = null;
    const live = document.querySelector("kring-editor")?.session?.live;
    if (!live || live.seq === seen) return;
    seen = live.seq;
    shelf.records.keepText(id, { ...inForm(live), text: live.text.toString() });
  };
  document.addEventListener("kring:editing", ({ detail: { status } }) => {
    if (!WITHDRAWN.includes(status.closed)) timer ??= setTimeout(keep, KEPT_EVERY);
    else if (!looked) looked = lookAgain(shelf);
  });
  addEventListener("pagehide", keep);
}

/** As the server sends a page's state. */
function inForm(live) {
  const update = live.committedState();
  const body = new Uint8Array(LENGTH_BYTES + update.length);
  new DataView(body.buffer).setUint32(0, update.length);
  body.set(update, LENGTH_BYTES);
  return { epoch: String(live.epoch), seq: String(live.seq), body: body.buffer };
}

/** The entry "Keep on this device" in the page's menu. */
function pinning(shelf, id, record) {
  const button = document.querySelector("[data-keeps]");
  if (!button || !record) return;
  button.closest("li").hidden = false;
  button.ariaPressed = String(record.pinned);
  button.addEventListener("click", async () => {
    const pinned = button.ariaPressed !== "true";
    await shelf.pin(id, pinned);
    button.ariaPressed = String(pinned);
    toast(pinned ? button.dataset.kept : button.dataset.let);
  });
}
