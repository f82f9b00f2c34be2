// A page that tells how far something is: its part is fetched anew until it says that it is done.
import { piece } from "../lib/renew.js";

export async function begin(part) {
  while (part.dataset.refreshes) {
    await new Promise((done) => setTimeout(done, Number(part.dataset.refreshes)));
    const fresh = (await piece(location.href))?.querySelector("[data-fresh]");
    if (!fresh || part.contains(document.activeElement)) continue;
    const next = document.importNode(fresh, true);
    part.replaceWith(next);
    part = next;
  }
}
