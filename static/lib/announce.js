// The one polite live region: at most one sentence every three seconds, what came meanwhile in one go.
import { chosen } from "./choices.js";

const PAUSE = 3000; // ms
let waiting = [];
let timer = 0;

export function announce(sentence) {
  if (chosen("announce", true) && !waiting.includes(sentence)) waiting.push(sentence);
  if (!timer) timer = setTimeout(speak, 100);
}

function speak() {
  document.getElementById("announce").textContent = waiting.join(" ");
  const said = waiting.length > 0;
  waiting = [];
  timer = said ? setTimeout(speak, PAUSE) : 0;
}
