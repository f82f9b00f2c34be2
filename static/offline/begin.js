// Loaded when a page is idle: sees to it that what one reads stays on this device, and that what was begun here is sent.
import { meta } from "../lib/page.js";
import { toast } from "../lib/toast.js";
import { sendDrafts } from "./sending.js";
import { isOn, Shelf } from "./shelf.js";

const SCRIPT = "/sw.js";
const PLACES = ["/", "/-/device"];
const SAVED_FOR = 2000; // ms that a page has to be saved before its new state is kept

/** The policy asks for a word on every script that is loaded by name; this is the only one. */
const script = () =>
  globalThis.trustedTypes?.createPolicy("kring-worker", { createScriptURL: () => SCRIPT }).createScriptURL(SCRIPT) ??
  SCRIPT;

export async function begin() {
  const account = Number(meta("account"));
  if (!account || !isOn()) return;
  try {
    await beginFor(account);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // what fetch throws without a network
  }
}

async function beginFor(account) {
  document.addEventListener("click", (event) => askBefore(event, account), { capture: true });
  await navigator.serviceWorker.register(script(), { scope: "/" });
  const shelf = await Shelf.open(account);
  showWhetherOnline();
  if (!navigator.onLine) return;
  await keepThis(shelf);
  await oncePerVisit(() => shelf.keepPlaces(...PLACES));
  const made = await sendDrafts(shelf.records);
  for (const { title } of made) toast(document.body.dataset.sent.replace("{title}", title));
}

async function oncePerVisit(act) {
  if (sessionStorage.getItem("kring-places")) return;
  await act();
  sessionStorage.setItem("kring-places", "1");
}

function thisPage() {
  const folio = document.querySelector(".folio[data-page]");
  const [, ref] = location.pathname.match(/^\/p\/([^/]+)(?:\/edit)?$/) ?? [];
  if (!folio || !ref) return null;
  const pictures = [...folio.querySelectorAll('.prose img[src^="/f/"]')].map(
    (img) => new URL(img.currentSrc || img.src).pathname,
  );
  const title = folio.querySelector("h1, .doc-title textarea");
  return {
    id: Number(folio.dataset.page),
    url: `/p/${ref}`,
    title: folio.dataset.title ?? (title?.value ?? title?.textContent ?? "").trim(),
    space: folio.dataset.space ?? "",
    pictures,
  };
}

async function keepThis(shelf) {
  const page = thisPage();
  if (!page) return;
  pinning(shelf, page.id, await shelf.keep(page));
  let timer = null;
  document.addEventListener("kring:editing", ({ detail: { status } }) => {
    clearTimeout(timer);
    if (status.saved === "saved") timer = setTimeout(() => shelf.keep(thisPage(), { again: true }), SAVED_FOR);
  });
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

function showWhetherOnline() {
  const bar = document.getElementById("offline");
  const show = () => {
    if (bar && !document.querySelector("kring-editor")) bar.hidden = navigator.onLine;
  };
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
}

/** Signing out takes everything off this device: who has unsent text is asked first. */
async function askBefore(event, account) {
  const button = event.target.closest?.('[formaction$="/sign-out"]');
  if (!button || button.dataset.asked) return;
  event.preventDefault();
  const waiting = await unsent(account);
  if (waiting && !confirm(button.dataset.unsent)) return;
  button.dataset.asked = "1";
  button.click();
}

function unsent(account) {
  return new Promise((resolve) => {
    const opening = indexedDB.open("kring-editing");
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onerror = () => resolve(0);
    opening.onsuccess = ({ target: { result: db } }) => {
      const asked = db.transaction("updates").objectStore("updates").getAll();
      asked.onsuccess = () => resolve(asked.result.filter((row) => Number(row.account) === account).length);
      asked.onerror = () => resolve(0);
      db.onversionchange = () => db.close();
    };
  });
}
