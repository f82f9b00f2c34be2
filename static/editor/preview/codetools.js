// What stands in the corner of a block of code: its language, to be chosen, and a button that copies.
import { WidgetType } from "@codemirror/view";
import { announce } from "../../lib/announce.js";
import { icon } from "../../lib/icon.js";
import { codeAt } from "./code.js";

export class CodeTools extends WidgetType {
  constructor(language, words, readOnly) {
    super();
    Object.assign(this, { language, words, readOnly });
  }

  eq({ language, readOnly }) {
    return language === this.language && readOnly === this.readOnly;
  }

  toDOM(view) {
    const { ownerDocument } = view.dom;
    const tools = ownerDocument.createElement("span");
    tools.className = "pv-tools";
    tools.append(this.picker(ownerDocument, view, tools), this.copier(ownerDocument, view, tools));
    tools.addEventListener("mousedown", (event) => event.stopPropagation());
    return tools;
  }

  /** The list of languages comes with the first look at it. */
  picker(ownerDocument, view, tools) {
    const select = ownerDocument.createElement("select");
    select.ariaLabel = this.words.language;
    select.disabled = this.readOnly;
    select.append(option(ownerDocument, this.language, this.language || this.words.plain));
    select.addEventListener("focus", () => fill(select, this.words), { once: true });
    select.addEventListener("change", () => choose(view, tools, select.value));
    return select;
  }

  copier(ownerDocument, view, tools) {
    const button = ownerDocument.createElement("button");
    button.type = "button";
    button.ariaLabel = this.words.copy;
    button.title = this.words.copy;
    button.append(icon("copy"));
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(codeAt(view.state.doc, view.posAtDOM(tools)));
      announce(this.words.copied);
    });
    return button;
  }

  ignoreEvent() {
    return true;
  }
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
