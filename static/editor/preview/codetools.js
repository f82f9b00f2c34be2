// What is in the corner of a block of code: its language, to be chosen, and a button that copies.
import { announce } from "../../lib/announce.js";
import { icon } from "../../lib/icon.js";

/** Fill the corner of a block: `about` is `{language, words, readOnly}`. */
export function furnish(tools, about, view) {
  const { ownerDocument } = tools;
  tools.append(picker(ownerDocument, about, view, tools), copier(ownerDocument, about, view, tools));
}

/** The list of languages comes with the first look at it. */
function picker(ownerDocument, { language, words, readOnly }, view, tools) {
  const select = ownerDocument.createElement("select");
  select.ariaLabel = words.language;
  select.disabled = readOnly;
  select.append(option(ownerDocument, language, language || words.plain));
  select.addEventListener("focus", () => fill(select, words), { once: true });
  select.addEventListener("change", () => choose(view, tools, select.value));
  return select;
}

function copier(ownerDocument, { words }, view, tools) {
  const button = ownerDocument.createElement("button");
  button.type = "button";
  button.ariaLabel = words.copy;
  button.title = words.copy;
  button.append(icon("copy"));
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(codeAt(view.state.doc, view.posAtDOM(tools)));
    announce(words.copied);
  });
  return button;
}

function option(ownerDocument, value, label) {
  const made = ownerDocument.createElement("option");
  made.value = value;
  made.textContent = label;
  return made;
}

async function fill(select, words) {
  const { names } = await import("./languages.js");
  const { ownerDocument, value } = select;
  const known = [["", words.plain], ...names];
  if (!known.some(([name]) => name === value)) known.push([value, value]);
  select.replaceChildren(...known.map(([name, label]) => option(ownerDocument, name, label)));
  select.value = value;
}

/** The first word behind the fence; what stands behind it stays. */
function choose(view, tools, language) {
  const line = view.state.doc.lineAt(view.posAtDOM(tools));
  const [before, old] = /^[\s>]*(?:`{3,}|~{3,})[ \t]*(\S*)/.exec(line.text) ?? [];
  if (before === undefined) return;
  const to = line.from + before.length;
  view.dispatch({ changes: { from: to - old.length, to, insert: language }, userEvent: "input.language" });
}

const before = (text, column) => /^[\s>]*/.exec(text.slice(0, column))[0].length;

/** What a reader copies: the words between the fences, without what stands around them. */
export function codeAt(doc, at) {
  const first = doc.lineAt(at);
  const indent = /^[\s>]*/.exec(first.text)[0].length;
  const [, fence] = /^[\s>]*(`{3,}|~{3,})/.exec(first.text) ?? [];
  const found = [];
  for (let number = first.number + 1; fence && number <= doc.lines; number++) {
    const { text } = doc.line(number);
    const words = text.slice(before(text, indent));
    if (words.trim().startsWith(fence) && !words.trim().replaceAll(fence[0], "")) break;
    found.push(words);
  }
  return found.join("\n");
}
