// Whoever signs out leaves nothing on this device; who has text here that the server has not got is asked first.
import { toast } from "../lib/toast.js";
import { dropTyped } from "../lib/typed.js";
import { forgetPages } from "./records.js";
import { dropUnsent, waiting } from "./unsent.js";

const LEAVES = "kring-leaves";
const OUT = ["/sign-out", "/me/sessions"];

/** Called where nobody is signed in. What is unsent stays for its author, unless they have just signed out knowing of it. */
export async function gone() {
  await forgetPages();
  const leaver = sessionStorage.getItem(LEAVES);
  if (leaver) {
    dropTyped(leaver);
    await dropUnsent(Number(leaver));
  }
  sessionStorage.removeItem(LEAVES);
}

export function askBeforeSigningOut(account) {
  sessionStorage.removeItem(LEAVES);
  document.addEventListener("submit", (event) => ask(event, account), { capture: true });
}

async function ask(event, account) {
  const { target: form, submitter } = event;
  const { pathname } = new URL(submitter?.formAction || form.action);
  if (!(OUT.includes(pathname) || form.matches("[data-leaves]")) || sessionStorage.getItem(LEAVES)) return;
  event.preventDefault();
  const { unsent, offline } = document.body.dataset;
  if (!navigator.onLine) return toast(offline);
  if ((await waiting(account).catch(() => 0)) && !confirm(unsent)) return;
  sessionStorage.setItem(LEAVES, account);
  form.requestSubmit(submitter);
}
