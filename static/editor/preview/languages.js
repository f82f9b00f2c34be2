// The languages that code may be in and their colours. Loaded when there is code to colour or a list to show.
import dockerfile from "highlight.js/lib/languages/dockerfile";
import nginx from "highlight.js/lib/languages/nginx";
import powershell from "highlight.js/lib/languages/powershell";
import { common, createLowlight } from "lowlight";

const known = createLowlight({ ...common, dockerfile, nginx, powershell });

/** `[as written behind a fence, as said]`, by the alphabet. */
export const names = [...known.listLanguages().map((name) => [name, name]), ["mermaid", "mermaid"]].sort();

// The reading page's colours are those of Pygments' classes (code.css).
const CLASSES = {
  addition: "gi",
  attr: "na",
  attribute: "na",
  built_in: "nb",
  comment: "c",
  deletion: "gd",
  doctag: "c",
  keyword: "k",
  literal: "kc",
  meta: "c",
  name: "nt",
  number: "m",
  property: "py",
  quote: "c",
  regexp: "sr",
  section: "gh",
  string: "s",
  symbol: "ss",
  title: "nf",
  type: "kt",
  variable: "nv",
};

/** `[from, to, class]` of what is coloured in this code; none in a language that is not known. */
export function colours(code, language) {
  if (!known.registered(language)) return [];
  const found = [];
  walk(known.highlight(language, code), 0, found);
  return found;
}

/** A tree of texts; what is outside is coloured before what is inside, whose colour is seen. */
function walk({ type, value, children, properties }, at, found) {
  if (type === "text") return at + value.length;
  const place = found.length;
  let end = at;
  for (const child of children) end = walk(child, end, found);
  const name = classOf(properties?.className ?? []);
  if (name) found.splice(place, 0, [at, end, name]);
  return end;
}

function classOf([first = "", ...more]) {
  if (more.includes("class_")) return "nc";
  const scope = first.replace("hljs-", "");
  return scope.startsWith("selector-") ? "nt" : CLASSES[scope];
}
