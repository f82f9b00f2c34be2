// Colours of code, made once for each block as long as it is the same.
import { Decoration } from "@codemirror/view";
import { later } from "./later.js";

const LONGEST = 50_000; // characters; the server leaves a longer block plain, too
const KEPT = 60; // blocks
const languages = later(() => import("./languages.js"));
const made = new Map();
const marks = new Map();

function mark(name) {
  if (!marks.has(name)) marks.set(name, Decoration.mark({ class: name }));
  return marks.get(name);
}

function coloursOf(colours, code, language) {
  const key = `${language}\n${code}`;
  const found = made.get(key) ?? colours(code, language);
  made.delete(key);
  made.set(key, found);
  if (made.size > KEPT) made.delete(made.keys().next().value);
  return found;
}

export function colour(from, to, language, sketch) {
  if (!language || to - from > LONGEST) return;
  const { colours } = languages(sketch.view) ?? {};
  if (!colours) return;
  for (const [start, end, name] of coloursOf(colours, sketch.text(from, to), language.toLowerCase()))
    if (from + end >= sketch.from && from + start <= sketch.to) sketch.mark(mark(name), from + start, from + end);
}
