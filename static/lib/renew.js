// Parts of a page that the server draws anew while it is open: `data-live` names each, here and in what is fetched.
import { pageIcon } from "./icon.js";

let asked = 0;
let shown = 0;

/** The HTML at this address as a document of its own. As a string the policy would not let it become anything. */
export function piece(url) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("GET", url);
    request.responseType = "document";
    request.onloadend = () => resolve(request.status === 200 ? request.response : null);
    request.send();
  });
}

function put(fresh, old) {
  const part = document.importNode(fresh, true);
  const held = old.contains(document.activeElement);
  old.replaceWith(part);
  if (held) part.querySelector("summary, a, button")?.focus();
}

/** The page's emoji in front of it in the tree, too. */
function sign(page, icon) {
  for (const row of document.querySelectorAll(`kring-tree li[data-page="${Number(page)}"] > a`)) {
    row.querySelector(".page-icon")?.remove();
    if (icon) row.prepend(pageIcon(icon));
  }
}

/** Fetch a piece of this page and show its parts where they differ. False when one that is open stayed as it was. */
export async function renew(page, name) {
  const turn = ++asked;
  const fresh = await piece(`/p/${page}/details/${name}`);
  if (turn < shown) return true; // overtaken by an answer that knows more
  shown = turn;
  let all = true;
  for (const part of fresh?.querySelectorAll("[data-live]") ?? []) {
    const old = document.querySelector(`[data-live="${part.dataset.live}"]`);
    if (!old || old.isEqualNode(part)) continue;
    if (old.querySelector("details[open]")) all = false;
    else put(part, old);
  }
  if (fresh) sign(page, fresh.querySelector(".page-icon")?.textContent);
  return all;
}
