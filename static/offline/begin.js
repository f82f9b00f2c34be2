// Loaded when a page is idle: sees to it that what one reads stays on this device, and that what was written here is sent.
import { meta } from "../lib/page.js";
import { Away } from "./asking.js";
import { here } from "./here.js";
import { askBeforeSigningOut, gone } from "./leaving.js";
import { forgetPages } from "./records.js";
import { sendAll } from "./sendall.js";
import { isOn, Shelf } from "./shelf.js";
import { catchUp } from "./syncing.js";
import { keepThis, showUnsent } from "./visiting.js";

const SCRIPT = "/sw.js";
const SIGN_IN = "/sign-in";
const TRY_EVERY = 10_000; // ms, up to twice that

/** The policy asks for a word on every script that is loaded by name; this is the only one. */
const script = () =>
  globalThis.trustedTypes?.createPolicy("kring-worker", { createScriptURL: () => SCRIPT }).createScriptURL(SCRIPT) ??
  SCRIPT;

export async function begin() {
  const account = Number(meta("account"));
  if (!globalThis.indexedDB) return;
  try {
    if (account) await beginFor(account);
    else if (location.pathname === SIGN_IN) await gone(); // no page that failed and knows nobody
  } catch (error) {
    const refused = error instanceof DOMException; // a browser that keeps nothing, or has no room
    if (!refused && !(error instanceof Away)) throw error;
  }
}

async function beginFor(account) {
  askBeforeSigningOut(account);
  const shelf = await openShelf();
  await showUnsent(account);
  if (meta("kept") && !(await back())) return;
  if (shelf) await keepThis(shelf);
  await sendAll(account);
  await showUnsent(account);
  if (shelf) await catchUp(shelf);
}

/** Null where nothing is to be kept, or can be: as where the certificate is one that the browser does not trust. */
async function openShelf() {
  if (!isOn()) {
    await forgetPages();
    return null;
  }
  const registering = navigator.serviceWorker.register(script(), { scope: "/", updateViaCache: "none" });
  return (await registering.catch(() => null)) && Shelf.open();
}

/** Waits until the server is there again; resolves to whether the same person is signed in. */
async function back() {
  const bar = document.getElementById("offline");
  if (document.querySelector("kring-editor")) bar.hidden = true; // it has a bar of its own
  let again = soon(); // before asking, so that a network that comes back meanwhile is heard
  let found = await here();
  while (!found) {
    await again;
    again = soon();
    found = await here();
  }
  bar.querySelector("span").textContent = bar.dataset.back;
  bar.querySelector("[data-again]").hidden = false;
  return found.account > 0;
}

const soon = () =>
  new Promise((resolve) => {
    setTimeout(resolve, TRY_EVERY * (1 + Math.random()));
    addEventListener("online", resolve, { once: true });
  });
