// The one polite live region: at most one sentence every three seconds, what came meanwhile in one go.

const PAUSE = 3000; // ms
const region = () => document.getElementById("announce");
let waiting = [];
let timer = 0;

export function announce(sentence) {
  if (!waiting.includes(sentence)) waiting.push(sentence);
  if (!timer) timer = setTimeout(speak, 100);
}

/** Who comes and goes, which an account may have off. */
export function announcePeople(sentence) {
  if (!("off" in region().dataset)) announce(sentence);
}

function speak() {
  region().textContent = waiting.join(" ");
  const said = waiting.length > 0;
  waiting = [];
  timer = said ? setTimeout(speak, PAUSE) : 0;
}
