// The boxes of tasks on a page one may write: a press ticks them in the page's text, as those who write there see.
import { announce } from "../lib/announce.js";
import { meta } from "../lib/page.js";
import { toast } from "../lib/toast.js";

/** The form that says which task is meant: the line in the text at this place in its log. */
export function told(place, line, done) {
  const [epoch, seq] = place.split(".");
  return new URLSearchParams({ epoch, seq, line, done: done ? "1" : "0" });
}

async function tick(folio, box) {
  const { place, ticks } = folio.dataset;
  const words = box.nextElementSibling;
  box.disabled = true;
  const body = told(place, box.closest(".task").dataset.line, box.checked);
  const headers = { "X-CSRFToken": meta("csrf-token"), Accept: "application/json" };
  const answer = await fetch(ticks, { method: "POST", body, headers }).catch(() => null);
  const said = await answer?.json().catch(() => null);
  box.disabled = false;
  if (answer?.ok) {
    words.classList.toggle("done", box.checked);
    announce(words.textContent);
  } else {
    box.checked = !box.checked;
    toast(said?.error ?? folio.dataset.unticked);
  }
}

/** Enable the boxes of tasks with a line of their own. */
export function begin(folio) {
  for (const box of folio.querySelectorAll(".prose .task[data-line] > label > input")) box.disabled = false;
  folio.addEventListener("change", ({ target }) => {
    if (target.matches(".task > label > input")) tick(folio, target);
  });
}
