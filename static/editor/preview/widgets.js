// Small things that stand for signs.
import { WidgetType } from "@codemirror/view";

/** A real check box, named by its words. It stands before the line, which knows where between the brackets is. */
export class Check extends WidgetType {
  constructor(done, words, offset, readOnly) {
    super();
    Object.assign(this, { done, words, offset, readOnly });
  }

  eq(other) {
    return ["done", "words", "offset", "readOnly"].every((name) => other[name] === this[name]);
  }

  toDOM(view) {
    const box = view.dom.ownerDocument.createElement("input");
    box.type = "checkbox";
    box.className = "pv-check";
    box.addEventListener("click", (event) => {
      event.preventDefault(); // the text is the truth; the box follows it
      box.check.toggle(view, box);
    });
    box.addEventListener("mousedown", (event) => event.preventDefault());
    this.updateDOM(box);
    return box;
  }

  updateDOM(box) {
    box.check = this;
    box.ariaLabel = this.words;
    box.disabled = this.readOnly;
    setTimeout(() => {
      box.checked = box.check.done;
    }); // a click that is prevented sets it back once more
    box.checked = this.done;
    return true;
  }

  toggle(view, box) {
    const at = view.state.doc.lineAt(view.posAtDOM(box)).from + this.offset;
    if (view.state.readOnly || !/[ xX]/.test(view.state.sliceDoc(at, at + 1))) return;
    view.dispatch({ changes: { from: at, to: at + 1, insert: this.done ? " " : "x" }, userEvent: "input.tick" });
  }

  ignoreEvent() {
    return true;
  }
}

/** Words in place of a sign. */
export class Instead extends WidgetType {
  constructor(words, className = "") {
    super();
    Object.assign(this, { words, className });
  }

  eq({ words, className }) {
    return words === this.words && className === this.className;
  }

  toDOM({ dom: { ownerDocument } }) {
    const made = ownerDocument.createElement("span");
    made.className = this.className;
    made.textContent = this.words;
    return made;
  }

  ignoreEvent() {
    return false;
  }
}

/** The corner of a block of code; what is in it is loaded when there is one. */
export class CodeCorner extends WidgetType {
  constructor(language, words, readOnly) {
    super();
    Object.assign(this, { language, words, readOnly });
  }

  eq({ language, readOnly }) {
    return language === this.language && readOnly === this.readOnly;
  }

  toDOM(view) {
    const tools = view.dom.ownerDocument.createElement("span");
    tools.className = "pv-tools";
    tools.addEventListener("mousedown", (event) => event.stopPropagation());
    import("./codetools.js").then(({ furnish }) => furnish(tools, this, view));
    return tools;
  }

  ignoreEvent() {
    return true;
  }
}
