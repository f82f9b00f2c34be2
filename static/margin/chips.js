import { fill } from "../lib/page.js";

const FACES = 3;

/** A button below a paragraph: who speaks there, and how much. */
export function chip(threads, words, open) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "notechip";
  const faces = document.createElement("span");
  faces.className = "stack";
  const people = new Map(
    threads
      .flatMap((thread) => [...thread.querySelectorAll(".msg > .av")])
      .map((face) => [face.className + face.textContent, face]),
  );
  faces.append(...[...people.values()].slice(0, FACES).map((face) => face.cloneNode(true)));
  button.append(faces, told(threads, words));
  button.addEventListener("click", () => open(button));
  return button;
}

function told(threads, words) {
  const remarks = threads.reduce((sum, thread) => sum + thread.querySelectorAll(".msg").length, 0);
  const fresh = threads.reduce((sum, thread) => sum + thread.querySelectorAll(".msg.fresh").length, 0);
  const form = new Intl.PluralRules(document.documentElement.lang).select(remarks) === "one" ? "one" : "other";
  const said = fill(words[form], { n: remarks });
  return fresh ? `${said} · ${fill(words.fresh, { n: fresh })}` : said;
}
