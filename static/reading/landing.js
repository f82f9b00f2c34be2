import { announce } from "../lib/announce.js";
import { meta, post, whenIdle } from "../lib/page.js";
import { piece } from "../lib/renew.js";
import { toast } from "../lib/toast.js";

/** Ask where rights change, send the page there, and show the tree as it is then. `words` are those of the tree. */
export async function land(link, place, words) {
  const space = place.space ?? words.space;
  if (space !== words.space && !(await isAgreed(link, space, words))) return announce(words.back);
  const to = new URLSearchParams({ space, parent: place.parent ?? "", after: place.after ?? "" });
  if (place.parent) await post("/me/branches", { page: place.parent, open: "1" }).catch(() => undefined);
  await send(`${link.pathname}/moves?${to}`, link.parentElement.dataset.page, words);
}

async function send(url, page, words) {
  const headers = { Accept: "application/json", "X-CSRFToken": meta("csrf-token") };
  const answer = await fetch(url, { method: "POST", headers }).catch(() => undefined);
  if (!answer?.ok) return say(words.failed);
  const moved = await answer.json();
  await show(page);
  say(
    moved.words,
    button(words.undo, "btn line", () => send(moved.undo, page, words)),
  );
}

function say(sentence, ...acts) {
  announce(sentence);
  toast(sentence, ...acts);
}

async function isAgreed(link, space, words) {
  const answer = await fetch(`${link.pathname}/moves?space=${space}`).catch(() => undefined);
  if (!answer?.ok) {
    say(words.failed);
    return false;
  }
  return asked((await answer.json()).said, words);
}

/** Whether the person says yes to what was said. */
function asked(said, words) {
  const dialog = document.createElement("dialog");
  dialog.className = "pop dialog";
  const heading = document.createElement("h2");
  heading.textContent = words.question;
  dialog.ariaLabel = words.question;
  const sentences = said.map((sentence) => {
    const line = document.createElement("p");
    line.textContent = sentence;
    return line;
  });
  const acts = document.createElement("div");
  acts.className = "acts";
  const close = (answer) => () => dialog.close(answer);
  acts.append(button(words.yes, "btn primary tall", close("yes")), button(words.no, "btn tall", close("")));
  const head = document.createElement("div");
  head.className = "dialog-head";
  head.append(heading);
  dialog.append(head, ...sentences, acts);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}

function button(label, kind, act) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = kind;
  element.textContent = label;
  element.addEventListener("click", act);
  return element;
}

/** The tree and the way down to this page as the server has them now. */
async function show(page) {
  const fresh = await piece(location.pathname.replace(/\/edit$/, ""));
  const writing = location.pathname.endsWith("/edit");
  for (const part of writing ? [".spaces"] : [".spaces", ".bar > .crumbs"]) {
    const [now, old] = [fresh?.querySelector(part), document.querySelector(part)];
    if (now && old) old.replaceWith(document.importNode(now, true));
  }
  whenIdle(() => document.querySelector(`kring-tree li[data-page="${Number(page)}"] > a`)?.focus());
}
