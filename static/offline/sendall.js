// Whatever was written on this device goes to the server: pages begun here, and words on pages that are not open to write.
import { toast } from "../lib/toast.js";
import { Away } from "./asking.js";
import { openRecords } from "./records.js";
import { sendDrafts } from "./sending.js";
import { asides, byTab, pagesToSend, refuse } from "./unsent.js";

const FOR_GOOD = ["rights", "gone"];

/** Says what came of it, and tells "kring:sent" when something did. */
export async function sendAll(account) {
  const said = document.body.dataset;
  const records = await openRecords({ account });
  const made = navigator.locks ? await sendDrafts(records) : [];
  records.close();
  const aside = (await asides(account)).length;
  const sent = navigator.locks ? await sendWords(account) : 0;
  const more = (await asides(account)).length > aside;
  if (more) toast(said.putAside);
  else if (made.length) toast(said.sent.replace("{title}", made.at(-1).title));
  else if (sent) toast(said.merged);
  if (more || made.length || sent) document.dispatchEvent(new Event("kring:sent"));
}

/** How many pages have all their words in the wiki now. The editor sends those of its own page. */
async function sendWords(account) {
  const open = Number(document.querySelector("kring-editor")?.dataset.page);
  const pages = (await pagesToSend(account)).filter((page) => page !== open);
  if (!pages.length) return 0;
  const { bringBack } = await import("./returning.js").catch(({ message }) => {
    throw new Away(message);
  });
  for (const page of pages) {
    const reason = await bringBack(account, page);
    if (FOR_GOOD.includes(reason)) await refuse(account, page, { reason, at: Date.now() });
  }
  const left = (await byTab(account)).map(({ page }) => page);
  return pages.filter((page) => !left.includes(page)).length;
}
