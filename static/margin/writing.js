// A comment on what is selected: by the button at the selection, by Ctrl Alt M or by c.
import { icon } from "../lib/icon.js";
import { lettersIn, lineOf, textsOf } from "./painting.js";

export class Writing {
  constructor(margin, acts) {
    Object.assign(this, { margin, acts });
    this.button = this.makeButton();
    document.addEventListener("selectionchange", () => this.look());
    document.addEventListener("keydown", (event) => this.key(event));
    margin.section.querySelector("a[data-write]").addEventListener("click", (event) => this.begin(event));
  }

  makeButton() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn pop comment-here";
    button.append(icon("message-square"), this.margin.words.comment);
    button.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
    button.addEventListener("click", (event) => this.begin(event));
    return button;
  }

  key(event) {
    if (event.code !== "KeyM" || !event.altKey || !(event.ctrlKey || event.metaKey)) return;
    this.begin(event);
  }

  /** The button stands at the end of what is selected. */
  look() {
    const range = this.selected();
    if (!range) return this.button.remove();
    if (!this.button.isConnected) document.body.append(this.button);
    const boxes = range.getClientRects();
    const { right, bottom } = boxes[boxes.length - 1] ?? range.getBoundingClientRect();
    this.button.style.setProperty(
      "--x",
      `${Math.round(Math.min(right, innerWidth - this.button.offsetWidth - 8) + scrollX)}px`,
    );
    this.button.style.setProperty("--y", `${Math.round(bottom + scrollY + 6)}px`);
  }

  selected() {
    const selection = getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    return range && this.margin.prose?.contains(range.commonAncestorContainer) && `${range}`.trim() ? range : null;
  }

  begin(event) {
    event.preventDefault();
    const range = this.selected();
    const passage = range && this.passage(range);
    const form = this.acts.form();
    this.margin.section.querySelector(".writing")?.remove();
    const quote = form.querySelector(".passage");
    if (passage) {
      quote.textContent = passage.quote;
      for (const [name, value] of Object.entries(passage)) form.append(hidden(name, value));
      const { startContainer, startOffset } = range;
      const place = document.createRange();
      place.setStart(startContainer, startOffset);
      form.at = () => place.getBoundingClientRect().top;
    } else quote.remove();
    this.margin.section.querySelector(".threads").prepend(form);
    getSelection().removeAllRanges();
    if (!this.margin.wide.matches && passage) this.margin.open([]);
    this.margin.hang();
    form.elements.text.focus({ preventScroll: Boolean(passage) });
  }

  /** What is selected, as the server finds it. */
  passage(range) {
    const nodes = textsOf(this.margin.prose);
    const within = nodes.filter((node) => range.intersectsNode(node));
    const letters = lettersIn(nodes);
    const [first, last] = [within[0], within.at(-1)];
    const start = first === range.startContainer ? range.startOffset : 0;
    const end = last === range.endContainer ? range.endOffset : last.data.length;
    const [from, to] = [letters.before(nodes.indexOf(first), start), letters.before(nodes.indexOf(last), end)];
    const quote = within
      .map((node) => node.data.slice(node === first ? start : 0, node === last ? end : undefined))
      .join("");
    return { quote: quote.trim(), ...letters.around(from, to), line: lineOf(first) };
  }
}

function hidden(name, value) {
  return Object.assign(document.createElement("input"), { type: "hidden", name, value });
}
